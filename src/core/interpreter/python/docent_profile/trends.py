"""Words for what happens over time: direction, best and worst periods, the season and the week."""

from __future__ import annotations

from math import fsum

from .analysis import Analysis
from .columns import DateColumn, NumberColumn
from .moments import DAY
from .periods import DAY_PERIOD, MONTH, Series, mean_gap, series
from .statistics import correlation, explained_by, straight_line
from .words import code, figure

# |r| of the figures with time from which on a direction is spoken of.
CLEAR, WEAK = 0.6, 0.3
# Any two or three points are near a line.
ENOUGH_FOR_A_LINE = 4
# The share of the variance that the calendar must explain to be called a pattern.
PATTERN = 0.4
# Two of each month, four of each weekday: with fewer any figures look like a pattern.
ENOUGH_MONTHS, ENOUGH_DAYS = 24, 28
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def trend_sentence(measure: NumberColumn | None, points: Series) -> str:
    unit = measure.kind.unit if measure else ""
    name = code(measure.name) if measure else "The number of rows"
    what = f"the {points.period.adjective} {points.made_by}" if measure else f"rows a {points.period.name}"
    first, last = points.values[0], points.values[-1]
    change = f" ({(last / first - 1) * 100:+.0f}%)".replace("-", "−") if first > 0 and last >= 0 else ""
    best = max(range(len(points)), key=points.values.__getitem__)
    worst = min(range(len(points)), key=points.values.__getitem__)

    def at(place: int) -> str:
        return points.period.show(points.numbers[place])

    text = f"**{name} {_direction(points)}**: {what} went from {figure(first, unit)} in {at(0)} to {figure(last, unit)} in {at(-1)}{change}"
    if len(points) > 2:
        text += f"; best {points.period.name} {at(best)} ({figure(points.values[best], unit)}), worst {at(worst)} ({figure(points.values[worst], unit)})"
    return text + "."


def has_direction(points: Series) -> bool:
    return abs(_steadiness(points)) >= WEAK


def _steadiness(points: Series) -> float:
    """How far the figures follow a line: −1 falling to 1 rising."""
    return correlation(points.numbers, points.values) or 0.0


def _direction(points: Series) -> str:
    r = _steadiness(points)
    if len(points) < ENOUGH_FOR_A_LINE:
        return "rises" if r > 0 else "falls" if r < 0 else "stays the same"
    if abs(r) < WEAK:
        return "has no clear direction"
    verb = "rise" if r > 0 else "fall"
    return f"{verb}s steadily" if abs(r) >= CLEAR else f"tends to {verb}"


def season_sentence(analysis: Analysis) -> str:
    """The calendar's part in the main measure, or '' where it has none to speak of."""
    if not analysis.dates or not analysis.measures:
        return ""
    measure, dates = analysis.measures[0], analysis.dates
    monthly = series(dates, measure, MONTH).whole(dates)
    if len(monthly) >= ENOUGH_MONTHS:
        if text := _pattern(monthly, [number % 12 for number in monthly.numbers], MONTH_NAMES):
            return f"**{code(measure.name)} has a season**: {text}."
    if mean_gap(dates) <= 1.5 * DAY:
        return _week_sentence(dates, measure)
    return ""


def _week_sentence(dates: DateColumn, measure: NumberColumn) -> str:
    daily = series(dates, measure, DAY_PERIOD)
    if len(daily) < ENOUGH_DAYS:
        return ""
    # 1970 began on a Thursday, the fourth day.
    text = _pattern(daily, [(number + 3) % 7 for number in daily.numbers], WEEKDAYS)
    return f"**{code(measure.name)} follows the week**: {text}." if text else ""


def _pattern(points: Series, phases: list[int], names: tuple[str, ...]) -> str:
    line = straight_line(points.values, points.numbers)
    if explained_by(phases, [value - expected for value, expected in zip(points.values, line)]) < PATTERN or min(line) <= 0:
        return ""
    above: dict[int, list[float]] = {}
    for phase, value, expected in zip(phases, points.values, line):
        above.setdefault(phase, []).append(value / expected - 1)
    means = {phase: fsum(parts) / len(parts) for phase, parts in above.items()}
    best, worst = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
    return f"{names[best]} is usually strongest ({means[best]:.0%} above the trend), {names[worst]} weakest ({-means[worst]:.0%} below)"

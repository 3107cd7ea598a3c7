"""Words for what happens over time: direction, highest and lowest periods, the season and the week."""

from __future__ import annotations

from math import fsum

from .analysis import Analysis, is_coordinate
from .analysis.course import Course, label_of
from .analysis.direction import has_direction, is_level, is_steady, steadiness
from .analysis.periods import DAY_PERIOD, MONTH, Series, mean_gap
from .columns import NumberColumn
from .columns.statistics import explained_by, quantile, straight_line
from .table import Table
from .values.moments import DAY
from .words import code, count, figure, listed, told_apart

# Above this a change is told as a factor.
LARGE = 3
# The share of the variance that the calendar must explain to be called a pattern.
PATTERN = 0.4
# Less than this between the highest and the lowest nobody sees.
LEAST_PATTERN = 0.02
# Two of each month, four of each weekday: with fewer any figures look like a pattern.
ENOUGH_MONTHS, ENOUGH_DAYS = 24, 28
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def trend_sentence(measure: NumberColumn | None, points: Series) -> str:
    unit = measure.unit if measure else ""
    name = code(measure.name) if measure else "The number of rows"
    of = f" of {count(points.rows, 'row')}" if points.made_by == "mean" else ""
    what = f"the {points.period.adjective} {points.made_by}{of}" if measure else f"rows {'an' if points.period.name == 'hour' else 'a'} {points.period.name}"
    first, last = points.values[0], points.values[-1]
    best = max(range(len(points)), key=points.values.__getitem__)
    worst = min(range(len(points)), key=points.values.__getitem__)

    def at(place: int) -> str:
        return points.period.show(points.numbers[place])

    begin, end, least, most = told_apart((first, last, points.values[worst], points.values[best]), unit)
    ends = f"from {begin} ({at(0)}) to {end} ({at(-1)})"
    text = f"**{name} {_direction(points)}**: {what} went {ends}{_change(first, last)}"
    growth = [later - earlier for earlier, later in zip(points.values, points.values[1:])]
    if least == most:
        text = f"**{name} stays level**: {what} {'was' if measure else 'were'} {begin} from {at(0)} to {at(-1)}"
    elif points.is_running and max(growth) > 0:
        place = max(range(len(growth)), key=growth.__getitem__)
        text = f"**{name} grows like a count so far**: {what} went {ends}{_change(first, last)}; it grew most {points.period.within(points.numbers[place + 1])} (by {figure(growth[place], unit)})"
    else:
        text = f"{text}; highest {points.period.within(points.numbers[best])} ({most}), lowest {points.period.within(points.numbers[worst])} ({least})"
    if points.left_out:
        text += f"; {listed(list(points.left_out))} left out, since the data covers only a part of {'it' if len(points.left_out) == 1 else 'them'}"
    if points.silent:
        text += f"; {' to '.join(points.silent)} left out, where 0 may mean that there are no figures"
    return text + "."


def course_sentence(table: Table, course: Course) -> str:
    """Without adding up rows, which may measure different things."""
    if course.is_year:
        medians = {column.name: column.summary.median for column in course.columns if column.ordered}
        best, worst = max(medians, key=medians.__getitem__), min(medians, key=medians.__getitem__)
        names = f"{code(course.columns[0].name)} to {code(course.columns[-1].name)}"
        if medians[best] == medians[worst]:
            return f"**{names} are months**: the median of the rows is {course.last.tell(medians[best])[0]} in each."
        most, least = course.last.tell(medians[best], medians[worst])
        return f"**{names} are months**: the median of the rows is highest in {code(best)} ({most}) and lowest in {code(worst)} ({least})."
    first, last, ends = course.first, course.last, course.ends
    rising, falling = sum(one < other for one, other in ends), sum(one > other for one, other in ends)
    names = f"{code(first.name)} to {code(last.name)}"
    medians = [quantile(sorted(values), 0.5) for values in zip(*ends)]
    begin, end = last.tell(*medians)
    went = f"went from {begin} to {end}{_change(*medians)}" if begin != end else f"stayed at {end}"
    if len(ends) == 1:
        return f"**{names} are one measure over time**: it {went}."
    moves = f"{rising:,} {'rises' if rising == 1 else 'rise'} and {falling:,} {'falls' if falling == 1 else 'fall'}"
    text = f"**{names} are one measure over time**: of {len(ends):,} rows with both ends {moves}; their median {went}"
    highest = max(range(table.rows), key=lambda row: (last.values[row] == last.values[row], last.values[row]))
    label = label_of(table, highest)
    return f"{text}; highest in {code(last.name)} is {code(label)} ({last.tell(last.values[highest])[0]})." if label else text + "."


def _direction(points: Series) -> str:
    if not has_direction(points):
        return "stays about level" if is_level(points) else "has no clear direction"
    verb = "rise" if steadiness(points) > 0 else "fall"
    return f"{verb}s steadily" if is_steady(points) else f"tends to {verb}"


def _change(first: float, last: float) -> str:
    if first <= 0 or last < 0:
        return ""
    if last > LARGE * first:
        return f", {figure(last / first)} times as much"
    if 0 < last < 0.005 * first:
        return ", nearly all of it gone"
    percent = round((last / first - 1) * 100)
    return f", {percent:+}%".replace("-", "−") if percent else ""


def season_sentence(analysis: Analysis) -> str:
    """The calendar's part in the main measure, or '' where it has none to speak of."""
    if not analysis.dates or not analysis.measures:
        return ""
    measure, dates = analysis.measures[0], analysis.dates
    # Coordinates come last: where they come first, there is nothing else.
    if is_coordinate(measure):
        return ""
    monthly = analysis.series(measure, MONTH).whole(dates)
    if len(monthly) >= ENOUGH_MONTHS:
        if text := _pattern(monthly, [number % 12 for number in monthly.numbers], MONTH_NAMES):
            return f"**{code(measure.name)} has a season**: {text}."
    if mean_gap(dates) <= 1.5 * DAY:
        return _week_sentence(measure, analysis.series(measure, DAY_PERIOD))
    return ""


def _week_sentence(measure: NumberColumn, daily: Series) -> str:
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
    if means[best] - means[worst] < LEAST_PATTERN:
        return ""
    return f"{names[best]} is usually strongest ({means[best]:.0%} above the trend), {names[worst]} weakest ({-means[worst]:.0%} below)"

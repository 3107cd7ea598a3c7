"""Time cut into hours, days, weeks, months or years, and figures added up by them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import repeat
from math import fsum
from typing import Callable, Iterable, NamedTuple

from ..columns import DateColumn, NumberColumn
from ..columns.statistics import settled
from ..names.roles import Role
from ..values.moments import DAY, EPOCH, day_of
from ..vectors import by_code
from ..words import code
from .totals import Standing

_EPOCH_DAY = EPOCH.toordinal()
# 1970 began on a Thursday; weeks begin on Monday.
_TO_MONDAY = 3


class Period(NamedTuple):
    name: str
    adjective: str
    days: float
    # A chart of more points than this is better cut into longer periods.
    most: float
    # Seconds since 1970 to the period's number, and back to its first second.
    number: Callable[[float], int]
    start: Callable[[int], float]
    label: Callable[[date], str]

    def show(self, number: int) -> str:
        day = day_of(self.start(number))
        return f"{day.day} {day:%b}, {number % 24}:00" if self.name == "hour" else self.label(day)

    def within(self, number: int) -> str:
        """When something was: `in May 2024`, `in the week of 6 May 2024`."""
        return f"{_WITHIN[self.name]} {self.show(number)}"


_WITHIN = {"hour": "on", "day": "on", "week": "in the week of", "month": "in", "quarter": "in", "year": "in"}


def _month(seconds: float) -> int:
    day = day_of(seconds)
    return day.year * 12 + day.month - 1


def _since_epoch(year: int, month: int = 1) -> float:
    return (date(year, month, 1).toordinal() - _EPOCH_DAY) * DAY


def _day_label(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


HOUR = Period("hour", "hourly", 1 / 24, 96, lambda s: int(s // 3600), lambda n: n * 3600, _day_label)
DAY_PERIOD = Period("day", "daily", 1, 62, lambda s: int(s // DAY), lambda n: n * DAY, _day_label)
WEEK = Period("week", "weekly", 7, 40, lambda s: int(s // DAY + _TO_MONDAY) // 7, lambda n: (n * 7 - _TO_MONDAY) * DAY, _day_label)
MONTH = Period("month", "monthly", 30.44, 150, _month, lambda n: _since_epoch(n // 12, n % 12 + 1), lambda day: f"{day:%b %Y}")
YEAR = Period("year", "yearly", 365.25, float("inf"), lambda s: day_of(s).year, _since_epoch, lambda day: str(day.year))
# For what is told by quarters alone: all else is told by months, or by years.
QUARTER = Period("quarter", "quarterly", 91.31, 80, lambda s: _month(s) // 3, lambda n: _since_epoch(n // 4, n % 4 * 3 + 1), lambda day: f"Q{day.month // 3 + 1} {day.year}")
PERIODS = (HOUR, DAY_PERIOD, WEEK, MONTH, YEAR)

# Of more steps in a period one more or less does not matter.
ENOUGH_STEPS = 12
# Zeros at the end say «none yet» only where so many figures before them, of at least so much on average, had hardly any.
ENOUGH_BEFORE, AMPLE, FEW_ZEROS = 5, 5, 0.1


@dataclass(frozen=True)
class Series:
    """One figure a period, rising in time; periods without rows are left out."""

    period: Period
    # `total`, `mean`, `last value`, or `value` where no period has more than one row
    made_by: str
    # Rows that the figures are of.
    rows: int
    numbers: list[int]
    values: list[float]
    # Periods that the data covers in part only, and those at the end whose 0 may mean that there are no figures yet.
    left_out: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    # Whether the figures are counts so far.
    is_running: bool = False

    def __len__(self) -> int:
        return len(self.numbers)

    def whole(self, dates: DateColumn) -> Series:
        """Without a first or last period that the data covers in part only, whose total would seem low."""
        if not self.numbers:
            return self
        first, last = dates.ordered[0], dates.ordered[-1]
        # What a row stands for: the usual time to the next one, but a day where moments have no time.
        step = dates.usual_gap if dates.has_time else max(DAY, dates.usual_gap)
        slack = max(0.1 * self.period.days * DAY, 1.5 * mean_gap(dates))
        begin = 1 if first - self.period.start(self.numbers[0]) > slack else 0
        end = len(self) - (1 if self.period.start(self.numbers[-1] + 1) - last - step > slack else 0)
        of = "the week of " if self.period.name == "week" else ""
        left = tuple(of + self.period.show(number) for number in (*self.numbers[:begin], *self.numbers[end:]))
        told = end - _silence(self.values[begin:end])
        silent = tuple(self.period.show(number) for number in dict.fromkeys((self.numbers[told], self.numbers[end - 1]))) if told < end else ()
        return replace(self, numbers=self.numbers[begin:told], values=self.values[begin:told], left_out=left, silent=silent)


def _silence(values: list[float]) -> int:
    """How many zeros at the end follow figures that hardly ever were so small."""
    zeros = next((place for place, value in enumerate(reversed(values)) if value), 0)
    before = values[: len(values) - zeros]
    if not zeros or len(before) < ENOUGH_BEFORE or zeros > len(before) or before.count(0) > FEW_ZEROS * len(before):
        return 0
    return zeros if min(before) >= 0 and fsum(before) >= AMPLE * len(before) else 0


def mean_gap(dates: DateColumn) -> float:
    """Seconds from one date to the next."""
    return (dates.ordered[-1] - dates.ordered[0]) / max(1, dates.distinct - 1)


def falls_unevenly(dates: DateColumn, period: Period) -> bool:
    """Whether moments some whole days apart come now more and now less often in a period."""
    step = dates.rhythm
    return step >= 2 * DAY and 1.01 < period.days * DAY / step < ENOUGH_STEPS


def best_period(dates: DateColumn) -> Period:
    """The shortest period that holds a row or more on average and does not make too many points."""
    if dates.kind.form == "quarter" and dates.distinct <= QUARTER.most:
        return QUARTER
    gap, span = mean_gap(dates) / DAY, (dates.ordered[-1] - dates.ordered[0]) / DAY
    return next((period for period in PERIODS if period.days >= 0.9 * gap and span <= period.days * period.most), YEAR)


def series(dates: DateColumn, measure: NumberColumn | None, standing: Standing, period: Period) -> Series:
    """By period the measure's total, mean or last value, as its standing asks; without a measure, the number of rows."""
    # All moments of one hour fall into one period, and where periods are longer, all hours of a day.
    hours, places = dates.hours
    of_day = {day: period.number(day * DAY) for day in {hour // 24 for hour in hours}}
    period_of = [int(hour) for hour in hours] if period is HOUR else [of_day[hour // 24] for hour in hours]
    role = standing.role
    values = measure.telling if measure else array("d", [1.0]) * len(dates.values)
    totals: dict[int, float] = defaultdict(float)
    counts: dict[int, int] = defaultdict(int)
    for number, total, times in zip(period_of, *by_code(places, values, len(hours))):
        if times:
            totals[number] += total
            counts[number] += times
    # By period and group the last moment and its value.
    lasts: dict[tuple[int, int], tuple[float, float]] = {}
    if role is Role.RUNNING:
        groups: Iterable[int] = repeat(0) if standing.group is None else standing.group
        for moment, place, value, group in zip(dates.values, places, values, groups):
            if place >= 0 and value == value:
                at = (period_of[place], group)
                lasts[at] = max(lasts.get(at, (moment, value)), (moment, value))
    numbers, rows = sorted(totals), sum(counts.values())
    if role is Role.RUNNING:
        made_by = f"last value of all {code(standing.by)} together" if standing.by else "last value" if max(counts.values()) > 1 else "value"
        return Series(period, made_by, rows, numbers, _reached(numbers, lasts), is_running=True)
    if role is not Role.FLOW:
        return Series(period, "mean", rows, numbers, [settled(totals[number] / counts[number]) for number in numbers])
    made_by = "value" if measure and max(counts.values(), default=0) == 1 else "total"
    return Series(period, made_by, rows, numbers, [settled(totals[number]) for number in numbers])


def rows_by(dates: DateColumn, period: Period) -> Series:
    """How many rows there are in each period."""
    return series(dates, None, Standing(Role.FLOW), period)


def _reached(numbers: list[int], lasts: dict[tuple[int, int], tuple[float, float]]) -> list[float]:
    """What the groups' counts had come to by the end of each period; a group that is silent keeps its own."""
    by_period: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (number, group), (_, value) in lasts.items():
        by_period[number].append((group, value))
    reached: dict[int, float] = {}
    figures = []
    for number in numbers:
        reached.update(by_period[number])
        figures.append(settled(fsum(reached.values())))
    return figures

"""Columns of moments, days and years."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from datetime import timedelta
from functools import cached_property
from math import nan

from ..values.kinds import Kind
from ..values.moments import EPOCH, read_fiscal, read_moment
from ..values.shapes import ISO_BLOCK
from ..values.timestamps import read_timestamp
from ..vectors import all_multiples, hours_of, in_order, number_distinct
from .column import Memo, ValueColumn
from .far import far_moments

# So many tell how far one moment usually is from the next.
ENOUGH_GAPS = 20_000
# So many of the steps from one moment to the next are alike where moments are regular.
REGULAR = 0.95
_LONG_YEAR = re.compile(r"\d{4}")


class DateColumn(ValueColumn):
    def __init__(self, name: str, kind: Kind):
        super().__init__(name, kind)
        # Moments so far from all others that they are slips or stand for «none»: they set no range.
        self.far: Counter = Counter()
        self.has_short_years = False
        self._days = Memo(self.read)
        self._times = Memo(_seconds_of_day)

    def _read_all(self, cells: list[str]) -> array:
        if not self.kind.form and not self.kind.is_year and not self.kind.to_utc and ISO_BLOCK.fullmatch("\n".join(cells) + "\n"):
            # Days and times of day repeat: each is read once.
            days, times = self._days, self._times
            return array("d", [days[cell[:10]] + times[cell[11:]] for cell in cells])
        return super()._read_all(cells)

    def read(self, text: str) -> float:
        if self.kind.form == "fiscal":
            seconds = read_fiscal(text)
        elif self.kind.is_year:
            seconds = (EPOCH.replace(year=int(text)) - EPOCH).total_seconds() if text.isdecimal() and 0 < int(text) < 10_000 else None
        elif self.kind.form and self.kind.form != "quarter":
            seconds = read_timestamp(text, self.kind.form)
        else:
            seconds = read_moment(text, self.kind.day_first, self.kind.to_utc)
            self.has_short_years = self.has_short_years or seconds is not None and not _LONG_YEAR.search(text)
        # The first and the last year there is stand for «none» or «without end»: they would stretch every period.
        return nan if seconds is None or text[:4] in ("0001", "9999") else seconds

    def settle(self) -> None:
        if far := far_moments(self.everything):
            self.far = Counter(value for value in self.values if value in far)
            self.values = array("d", [nan if value in far else value for value in self.values])

    @cached_property
    def everything(self) -> array:
        """All moments in rising order, with those far from the others."""
        return in_order(self.values)

    @cached_property
    def distinct(self) -> int:
        return number_distinct(self.everything)

    @cached_property
    def ordered(self) -> array:
        return in_order(self.values) if self.far else self.everything

    @cached_property
    def hours(self) -> tuple[list[float], array]:
        """The hours since 1970 that there are moments in, and of each row its hour's place among them, -1 for none."""
        return hours_of(self.values)

    @cached_property
    def usual_gap(self) -> float:
        """Seconds from one moment to the next, in the middle of all such gaps."""
        step = max(1, len(self.ordered) // ENOUGH_GAPS)
        gaps = sorted(later - earlier for earlier, later in zip(self.ordered[::step], self.ordered[step::step]) if later > earlier)
        return gaps[len(gaps) // 2] / step if gaps else 0.0

    @property
    def has_years_between(self) -> bool:
        """Whether rows of whole years stand among those of months or days: what these add up to."""
        return len(self.unreadable) > 1 and all(map(_LONG_YEAR.fullmatch, self.unreadable))

    @property
    def span(self) -> float:
        """Seconds from the first moment to the last."""
        return self.ordered[-1] - self.ordered[0] if self.ordered else 0.0

    @cached_property
    def rhythm(self) -> float:
        """Seconds from each moment to the next where these are alike, and each has as many rows; else 0."""
        different = list(dict.fromkeys(self.ordered))
        if len(different) < 2 or len(self.ordered) % len(different):
            return 0.0
        [(step, times)] = Counter(later - earlier for earlier, later in zip(different, different[1:])).most_common(1)
        return step if times >= REGULAR * (len(different) - 1) else 0.0

    @cached_property
    def has_time(self) -> bool:
        return not all_multiples(self.ordered, 86_400)

    @cached_property
    def are_months(self) -> bool:
        """Whether each stands for its month: all are the first of one, at midnight."""
        return not self.has_time and not self.kind.is_year and all((EPOCH + timedelta(hours=hour)).day == 1 for hour in self.hours[0])

    @property
    def type(self) -> str:
        if self.kind.is_year:
            return "year"
        return "quarter" if self.kind.form == "quarter" else "date and time" if self.has_time else "date"


def _seconds_of_day(text: str) -> int:
    """Of `10:15:30`; 0 of nothing."""
    return int(text[:2]) * 3_600 + int(text[3:5]) * 60 + int(text[6:8]) if text else 0

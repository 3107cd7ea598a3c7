"""Tables whose columns are years, months or days: each row is a course in time."""

from __future__ import annotations

import re
from math import nan
from typing import Iterator, NamedTuple, Sequence

from ..columns import Column, NumberColumn
from ..table import Table
from ..values.moments import MONTHS, date_shape, read_moment

# Fewer columns are no course.
ENOUGH_COLUMNS = 4
# The ends are the first and the last column that has a value in so many of its rows.
FILLED = 0.5
# 1990, pop_1990, 1990 [YR1990] and 1990/91.
_YEAR = re.compile(r"(?P<what>\D*)(?P<year>(?:1[5-9]|20)\d\d)(?:\s?\[YR\d{4}\]|[-/–]\d\d)?")
# What the columns are that say a month alone.
MONTH_OF_YEAR = "month of the year"


class Course(NamedTuple):
    columns: list[NumberColumn]

    @property
    def is_year(self) -> bool:
        """Whether they are the months of any year: what comes last is followed by the first then."""
        return _period_of(self.columns[0].name)[0] == MONTH_OF_YEAR

    @property
    def first(self) -> NumberColumn:
        return next(filter(_is_filled, self.columns))

    @property
    def last(self) -> NumberColumn:
        return next(filter(_is_filled, reversed(self.columns)))

    @property
    def ends(self) -> list[tuple[float, float]]:
        """Of each row that has both."""
        return [(one, other) for one, other in zip(self.first.values, self.last.values) if one == one and other == other]


def course_of(table: Table) -> Course | None:
    """The most columns side by side that are called by periods which follow each other; reports begin with the last."""
    found = max((run for columns in (table.columns, table.columns[::-1]) for run in _runs(columns)), key=len)
    return Course(found) if len(found) >= ENOUGH_COLUMNS and sum(map(_is_filled, found)) > 1 and Course(found).ends else None


def _is_filled(column: NumberColumn) -> bool:
    return len(column.ordered) >= FILLED * column.rows


def _runs(columns: list[Column]) -> Iterator[list[NumberColumn]]:
    run: list[NumberColumn] = []
    before: tuple[str, Sequence[float]] = ("", ())
    for column in columns:
        what, places = _period_of(column.name) if isinstance(column, NumberColumn) and column.role.is_quantity else ("", ())
        # Which part is the day is seen by what rises. Business years begin with any month.
        is_next = any(one < other for one, other in zip(before[1], places)) or what == MONTH_OF_YEAR and before[1] == (12,) and places == (1,)
        follows = run and what == before[0] and len(places) == len(before[1]) and is_next
        if not follows:
            yield run
            run = []
        if places:
            run.append(column)
        before = what, places
    yield run


def _period_of(name: str) -> tuple[str, Sequence[float]]:
    """What is told by period, and its place in time, read in both orders of day and month; () for a name that says none."""
    if match := _YEAR.fullmatch(name):
        return match["what"], (float(match["year"]),)
    if name.lower().rstrip(".") in MONTHS:
        return MONTH_OF_YEAR, (float(MONTHS[name.lower().rstrip(".")]),)
    if not date_shape(name):
        return "", ()
    return " ", tuple(nan if place is None else place for place in (read_moment(name, True), read_moment(name, False)))


def label_of(table: Table, row: int) -> str:
    """What the row is called, where a text names each row."""
    for column in table.texts:
        if column.codes is not None and not column.missing and column.distinct == column.rows:
            return list(column.counts)[column.codes[row]]
    return ""

"""Whether a column's amounts may be added up in its table: not where they are counts so far, or repeated for a group."""

from __future__ import annotations

from itertools import islice, repeat
from typing import Iterable, Iterator

from .columns import DateColumn, NumberColumn, TextColumn
from .roles import Role
from .table import Table
from .vocabulary import RUNNING, WHOLES, words_of

# With fewer moments, figures that never fall are chance.
ENOUGH_TO_RUN = 4
# So many rows show of nearly any other column that it falls, without sorting all of them.
SAMPLE = 10_000


def role_in(table: Table, dates: DateColumn | None, column: NumberColumn) -> Role:
    """The column's role, seen beside the other columns; `dates` tell when a row happened."""
    role = column.role
    if not role.is_quantity:
        return role
    words = words_of(column.name)
    is_named_running = RUNNING.are_in(words)
    if dates and column.distinct > 1 and (is_named_running or WHOLES.are_in(words)):
        if _never_falls(dates, column, None):
            return Role.RUNNING
        if any(_never_falls(dates, column, category) for category in table.categories):
            return Role.LEVEL
    if role is Role.FLOW and (is_named_running or any(_is_constant_in(groups, column) for groups in _groups(table))):
        return Role.LEVEL
    return role


def _groups(table: Table) -> Iterator[Iterable[float]]:
    """Of each row its group, below 0 for none: by categories, and by moments and numbers that name things, where these are there twice on average."""
    for column in table.columns:
        if isinstance(column, TextColumn):
            if column.is_category:
                yield column.codes or ()
        elif column.distinct <= len(column.ordered) / 2 and (isinstance(column, DateColumn) or column.role in (Role.IDENTIFIER, Role.NAME)):
            yield column.values


def _never_falls(dates: DateColumn, column: NumberColumn, category: TextColumn | None) -> bool:
    """In order of time, within each group."""
    codes = category.codes if category and category.codes is not None else repeat(0)
    return all(
        _rises(islice(zip(codes, dates.values, column.values), 0, None, step)) for step in sorted({column.rows // SAMPLE + 1, 1}, reverse=True)
    )


def _rises(rows: Iterable[tuple[int, float, float]]) -> bool:
    """Of group, moment and value: whether no value is smaller than an earlier one of its group."""
    ordered = sorted(row for row in rows if row[0] >= 0 and row[1] == row[1] and row[2] == row[2])
    moves = 0
    for (group, moment, value), (next_group, next_moment, next_value) in zip(ordered, islice(ordered, 1, None)):
        if group == next_group:
            if next_value < value:
                return False
            moves += next_moment > moment
    return moves >= ENOUGH_TO_RUN - 1


def _is_constant_in(groups: Iterable[float], column: NumberColumn) -> bool:
    """Whether each group has one value, so that adding up would count it once for each of the group's rows."""
    known: dict[float, float] = {}
    return all(known.setdefault(group, value) == value for group, value in zip(groups, column.values) if group >= 0 and value == value)

"""Sheets with tables, and those that are covers, contents, notes or lists."""

from __future__ import annotations

from ..source import Row
from .captions import mostly_values

# So many rows show what a sheet holds.
LOOKED_AT = 200
# Of a table at least this share of the cells is filled; contents and covers lie scattered.
FILLED = 0.4
# So many rows lie in no cover, however scattered.
MANY = 30
# A column of figures has as many.
ENOUGH = 2
# Lines of a list are no sentences.
LONGEST, FEWEST = 40, 3


def worth_of(rows: list[Row]) -> int:
    """3 for a table with figures, 2 for one of texts, 1 for a list, 0 for a sheet with nothing to profile."""
    there = [row for row in rows[:LOOKED_AT] if any(map(str.strip, row))]
    several = [row for row in there if sum(map(bool, row)) > 1]
    if len(several) > 1:
        return 3 if (len(several) >= MANY or _is_dense(there)) and _has_figures(several) else 2
    is_list = len(there) >= FEWEST and all(len(cell) <= LONGEST for row in there for cell in row)
    return int(is_list and not several and len({next(place for place, cell in enumerate(row) if cell) for row in there}) == 1)


def _is_dense(rows: list[Row]) -> bool:
    return sum(bool(cell.strip()) for row in rows for cell in row) >= FILLED * max(map(len, rows)) * len(rows)


def _has_figures(rows: list[Row]) -> bool:
    columns = ([row[column] for row in rows[1:] if column < len(row) and row[column].strip()] for column in range(max(map(len, rows))))
    return any(len(cells) >= ENOUGH and mostly_values(cells) for cells in columns)

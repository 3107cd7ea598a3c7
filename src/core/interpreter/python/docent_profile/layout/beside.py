"""Several tables beside each other in one text or sheet, with an empty column between them."""

from __future__ import annotations

from itertools import islice
from typing import Iterator, NamedTuple

from ..problems import Oddity
from ..source import Row
from ..values.cells import form_of, is_value
from ..values.moments import DATE_FORMS
from ..words import count
from .stacked import names_of

# A table of fewer columns or rows stands beside no other.
FEWEST_COLUMNS, FEWEST_ROWS = 2, 3
# More tables stand side by side in no file: each is looked for in all rows.
MOST_SIDES = 40
# So many rows less are no gaps at the end of one table.
SHORTER = 2
# Of its cells down to its last row so many are filled.
DENSE = 0.6


class Side(NamedTuple):
    """Columns from `start` to `end`; `first` and `last` are the rows of its names and its last row."""

    start: int
    end: int
    names: Row
    first: int
    last: int

    @property
    def size(self) -> int:
        return (self.end - self.start) * (self.last - self.first)

    def cut(self, row: Row) -> Row:
        """What the row has of this table; nothing where that is nothing."""
        cells = row[self.start : self.end]
        return cells if any(map(str.strip, cells)) else []


def largest_side(rows: list[Row]) -> tuple[Side, Oddity] | None:
    """The table that is read, and how that is told; None where there is but one, which may have an empty column, too."""
    sides = _sides_of(rows)
    if not sides:
        return None
    largest = max(sides, key=lambda side: side.size)
    return largest, Oddity("Tables", f"{count(len(sides), 'table')} stand beside each other: only the largest was read, which begins in column {largest.start + 1:,}")


def _sides_of(rows: list[Row]) -> list[Side]:
    filled = [False] * max(map(len, rows), default=0)
    for row in rows:
        for column, cell in enumerate(row):
            filled[column] = filled[column] or bool(cell.strip())
    runs = list(islice(_runs(filled), MOST_SIDES + 1))
    if not 1 < len(runs) <= MOST_SIDES:
        return []
    sides: list[Side] = []
    for start, end in runs:
        # Of columns that are no table of their own nothing would be told.
        if not (side := _side(rows, start, end)):
            return []
        sides.append(side)
    ends, begins = {side.last for side in sides}, {side.first for side in sides}
    repeats = len({name for side in sides for name in side.names}) < sum(len(set(side.names)) for side in sides)
    return sides if max(ends) - min(ends) >= SHORTER or len(begins) > 1 or repeats else []


def _runs(filled: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for column, is_filled in enumerate([*filled, False]):
        if is_filled and start is None:
            start = column
        elif not is_filled and start is not None:
            yield start, column
            start = None


def _side(rows: list[Row], start: int, end: int) -> Side | None:
    """A table of its own: it has names, and its first column tells what each row is."""
    cut = [row[start:end] for row in rows]
    there = [place for place, row in enumerate(cut) if any(map(str.strip, row))]
    names = names_of([cut[place] for place in there]) if end - start >= FEWEST_COLUMNS else []
    if len(names) < FEWEST_COLUMNS:
        return None
    first = next(place for place in there if [cell.strip() for cell in cut[place] if cell.strip()] == names)
    body = cut[first + 1 : there[-1] + 1]
    labels = [row[0].strip() for row in body if row and row[0].strip()]
    cells = sum(bool(cell.strip()) for row in body for cell in row)
    is_dense = len(body) >= FEWEST_ROWS and cells >= DENSE * len(body) * (end - start)
    return Side(start, end, names, first, there[-1]) if is_dense and 2 * sum(map(_is_label, labels)) > len(labels) else None


def _is_label(cell: str) -> bool:
    return not is_value(cell) or (form := form_of(cell)) == "year" or form in DATE_FORMS

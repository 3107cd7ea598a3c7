"""What all columns of a table have, and those of values: each read into the shortest form that its figures can be taken from."""

from __future__ import annotations

from array import array
from collections import Counter
from functools import cached_property
from math import nan

from ..values.kinds import Kind
from ..values.numbers import is_limit
from ..values.shapes import LONGEST, MISSING
from ..vectors import in_order, most_common, number_distinct

# Distinct texts are counted one by one up to this many (about 10 MB a column); beyond, they are «more than» it.
MOST_DISTINCT = 100_000


class Memo(dict):
    """What a function makes of each text, worked out once; it starts anew when there are too many."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def __missing__(self, text):
        if len(self) >= MOST_DISTINCT:
            self.clear()
        value = self[text] = self.function(text)
        return value


class Column:
    """What all columns have. `take` gets the stripped cells of the next rows."""

    type = ""  # as shown

    def __init__(self, name: str, kind: Kind):
        self.name = name
        self.kind = kind
        # The role that somebody has said it has.
        self.chosen = ""
        self.rows = 0
        self.missing = 0
        # Spellings of «no value» in this column, and of those that are no spelling elsewhere how often they occur.
        self.gaps = (MISSING | kind.gaps) - getattr(kind, "values", frozenset())
        self.told_gaps: Counter = Counter()

    def settle(self) -> None:
        """Called once all rows are there."""

    def _note_gaps(self, cells: list[str]) -> None:
        if self.kind.gaps:
            self.told_gaps.update(cell for cell in cells if cell in self.kind.gaps)

    @property
    def distinct(self) -> int:
        raise NotImplementedError

    @property
    def is_constant(self) -> bool:
        return self.distinct == 1 and self.rows - self.missing > 1


class ValueColumn(Column):
    """Numbers or moments: `values` has one float a row, NaN where there is none."""

    def __init__(self, name: str, kind: Kind):
        super().__init__(name, kind)
        self.values = array("d")
        # Cells that do not fit the type. In the figures they count as missing, in words they are told apart.
        self.unreadable: Counter = Counter()
        # Of these it is known only that they are above or below a number.
        self.limits: Counter = Counter()
        self._read = Memo(lambda text: nan if text in self.gaps or len(text) > LONGEST else self.read(text))

    def read(self, text: str) -> float:
        raise NotImplementedError

    def take(self, cells: list[str]) -> None:
        values = self._read_all(cells)
        self.values.extend(values)
        self.rows += len(cells)
        for cell in [cell for cell, value in zip(cells, values) if value != value]:
            if cell in self.gaps:
                self.missing += 1
            elif is_limit(cell):
                self.limits[cell] += 1
            else:
                self.unreadable[cell] += 1
        self._note_gaps(cells)

    def _read_all(self, cells: list[str]) -> array:
        return array("d", map(self._read.__getitem__, cells))

    @cached_property
    def ordered(self) -> array:
        return in_order(self.values)

    @cached_property
    def distinct(self) -> int:
        return number_distinct(self.ordered)

    @cached_property
    def top(self) -> tuple[float, int] | None:
        """The most frequent value and how often it occurs, where one does occur more than once."""
        if self.distinct in (0, len(self.ordered)) or self.distinct > MOST_DISTINCT:
            return None
        return most_common(self.ordered)

"""The rows that a question is about, and their values."""

from __future__ import annotations

import copy
from array import array
from functools import cached_property
from math import nan
from typing import Iterator, Sequence

from ..analysis import Analysis
from ..columns import NumberColumn, TextColumn, ValueColumn
from ..words import count, listed
from .filters import Filter


class Rows:
    """The rows that a query is about."""

    def __init__(self, analysis: Analysis, filters: Sequence[Filter]):
        self.analysis = analysis
        self.table = analysis.table
        self.filters = filters
        keeps = [each.keeps for each in filters]
        self.kept = bytearray(all(keep(row) for keep in keeps) for row in range(self.table.rows)) if keeps else None
        self.number = sum(self.kept) if self.kept is not None else self.table.rows

    @property
    def where(self) -> str:
        return f" where {listed([each.told for each in self.filters])}" if self.filters else ""

    @property
    def of(self) -> str:
        return f"{self.number:,} of {count(self.table.rows, 'row')}" if self.filters else count(self.table.rows, "row")

    def only(self, column: ValueColumn) -> ValueColumn:
        """The column as if the other rows had no value; what it is stays what it is in the whole table."""
        if self.kept is None:
            return column
        new = copy.copy(column)
        worked = [name for kind in type(column).__mro__ for name, each in vars(kind).items() if isinstance(each, cached_property)]
        for name in worked:
            new.__dict__.pop(name, None)
        for name in ("role", "unit", "decimals"):
            if hasattr(column, name):
                new.__dict__[name] = getattr(column, name)
        values = column.telling if isinstance(column, NumberColumn) else column.values
        new.values = array("d", [value if keep else nan for value, keep in zip(values, self.kept)])
        return new

    def places(self) -> Iterator[int]:
        return (row for row in range(self.table.rows) if self.kept is None or self.kept[row])

    def read(self, places: Sequence[int]) -> list[list[str]]:
        """The cells of these rows, in this order."""
        wanted, found, first = set(places), {}, 0
        for batch in self.table.source.batches():
            for place in [place for place in wanted if first <= place < first + len(batch)]:
                found[place] = list(batch[place - first])
            first += len(batch)
            if len(found) == len(wanted):
                break
        return [found[place] for place in places if place in found]

    def groups_of(self, column: TextColumn) -> tuple[array, list[str]]:
        """Of each row the number of its text, -1 for none and for rows that are left out; and the texts."""
        if column.codes is not None:
            numbers, texts = column.codes, list(column.counts)
        else:
            numbers, texts = self._numbered(column)
        if self.kept is None:
            return numbers, texts
        return array("i", [number if keep else -1 for number, keep in zip(numbers, self.kept)]), texts

    def _numbered(self, column: TextColumn) -> tuple[array, list[str]]:
        """Of a column of so many texts that its rows' numbers were not kept."""
        place = self.table.columns.index(column)
        known: dict[str, int] = {}
        numbers = array("i")
        for batch in self.table.source.batches():
            cells = (row[place].strip() for row in batch)
            numbers.extend(-1 if cell in column.gaps else known.setdefault(cell, len(known)) for cell in cells)
        return numbers, list(known)

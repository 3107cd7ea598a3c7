"""Readers of rows that give what another reader reads."""

from __future__ import annotations

from typing import Callable

from ..source import Row


class Reader:
    """The rows of another reader, with its place in the file."""

    def __init__(self, reader):
        self._reader = reader

    @property
    def line_num(self) -> int:
        return self._reader.line_num

    def __iter__(self) -> Reader:
        return self


class Changed(Reader):
    """Each row as `change` makes it; an empty one is a blank line."""

    def __init__(self, reader, change: Callable[[Row], Row]):
        super().__init__(reader)
        self._change = change

    def __next__(self) -> Row:
        return self._change(next(self._reader))


class Bounded(Reader):
    """It ends after so many rows, empty lines not counted."""

    def __init__(self, reader, rows: int):
        super().__init__(reader)
        self._left = rows

    def __next__(self) -> Row:
        if not self._left:
            raise StopIteration
        row = next(self._reader)
        self._left -= bool(row)
        return row

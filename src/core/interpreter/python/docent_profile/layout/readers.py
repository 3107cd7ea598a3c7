"""Readers of rows that give what another reader reads."""

from __future__ import annotations

from typing import Callable

from ..source import Row


class Changed:
    """Each row as `change` makes it; an empty one is a blank line."""

    def __init__(self, reader, change: Callable[[Row], Row]):
        self._reader, self._change = reader, change

    @property
    def line_num(self) -> int:
        return self._reader.line_num

    def __iter__(self) -> Changed:
        return self

    def __next__(self) -> Row:
        return self._change(next(self._reader))

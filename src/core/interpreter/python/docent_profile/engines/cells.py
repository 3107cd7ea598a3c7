"""A file that an engine has cut into columns of texts."""

from __future__ import annotations

from collections import Counter
from typing import Collection, Iterator

from ..columns.texts import MOST_NUMBERED, Texts


class NotRegular(Exception):
    """Left to the usual way."""


class Cells:
    """What an engine tells of a file. Patterns are matched with whole cells; they are such as all engines understand."""

    def __init__(self, width: int, rows: int):
        self.width = width
        self.rows = rows

    def parts(self, place: int) -> Iterator[list[str]]:
        """The column from its start, some rows at a time."""
        raise NotImplementedError

    def first(self, place: int, most: int) -> list[str]:
        raise NotImplementedError

    def last(self, place: int, most: int) -> list[str]:
        raise NotImplementedError

    def has_label(self, place: int) -> bool:
        """Whether a cell is the label of a total."""
        raise NotImplementedError

    def has_empty(self, place: int) -> bool:
        raise NotImplementedError

    def unlike(self, place: int, pattern: str, most: int) -> dict[str, int]:
        """The different texts that do not match, and how often each is there; of more than `most` only some."""
        raise NotImplementedError

    def beginnings(self, place: int, length: int) -> Collection[str]:
        """The different beginnings of cells."""
        raise NotImplementedError

    def counted(self, place: int, most: int) -> list[tuple[str, int]] | None:
        """The different cells in the order in which they first occur, and how often each does; None where there are more than about `most`."""
        raise NotImplementedError

    def markers(self, place: int) -> set[str]:
        """The spellings of «missing» that are there, without the blanks around them."""
        raise NotImplementedError

    def few_texts(self, place: int, counted: list[tuple[str, int]], gaps: frozenset[str]) -> Texts | None:
        """What a column of few different texts holds, `gaps` being none; None where blanks stand around some."""
        counts = Counter(dict(counted))
        if any(text != text.strip() for text in counts):
            return None
        missing = sum(counts.pop(gap, 0) for gap in gaps)
        return Texts(missing, list(counts.items()), self.codes(place, list(counts)) if 0 < len(counts) <= MOST_NUMBERED else None)

    def many_texts(self, place: int, gaps: frozenset[str]) -> Texts | None:
        """The same of a column of more; None as well where this engine tells it no faster."""
        return None

    def codes(self, place: int, names: list[str]) -> memoryview:
        """The place of each cell among `names` as a 32-bit number, -1 for others."""
        raise NotImplementedError

    def numbers(self, place: int) -> memoryview:
        """A double for each cell of a column of plain numbers, NaN for what is none."""
        raise NotImplementedError

    def moments(self, place: int) -> memoryview | None:
        """Seconds since 1970 for each cell, NaN for what is no day or moment; None where this engine reads them no faster."""
        return None

    def different_rows(self, padded: set[int]) -> int:
        """In the columns `padded`, blanks before a cell are no part of it."""
        raise NotImplementedError

    def release(self, place: int) -> None:
        """The column is not asked for any more."""

    def close(self) -> None:
        """Gives back what the engine holds."""

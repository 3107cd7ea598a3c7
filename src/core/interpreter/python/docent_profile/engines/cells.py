"""A file that an engine has cut into columns of texts. Whatever an engine does not do faster is done by Python."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from itertools import chain, islice, repeat
from typing import Iterator, Sequence

from ..columns.column import MOST_DISTINCT
from ..columns.texts import MOST_NUMBERED, Texts
from ..files.delimited import Delimited
from ..values.shapes import MISSING

# What Python takes off the ends of a text, and texts that have some of it there.
BLANKS = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
PADDED = f"^[{BLANKS}]|[{BLANKS}]$"
# So many rows are looked through first for the different texts of a column.
FIRST_PART = 4 * MOST_DISTINCT


class NotRegular(Exception):
    """Left to the usual way."""


class Cells:
    """`parts` is all that an engine has to give. Patterns are matched with whole cells; they are such as all engines understand."""

    def __init__(self, width: int, rows: int):
        self.width = width
        self.rows = rows

    def column(self, place: int) -> list[str]:
        """All of it at once: for what can't be done in parts."""
        return list(chain.from_iterable(self.parts(place)))

    def parts(self, place: int) -> Iterator[list[str]]:
        """The column from its start, some rows at a time."""
        raise NotImplementedError

    def first(self, place: int, most: int) -> list[str]:
        return list(islice(chain.from_iterable(self.parts(place)), most))

    def count(self, place: int, pattern: str) -> int:
        """How many cells match."""
        each, block = re.compile(pattern), re.compile(f"(?:(?:{pattern})\n)*")
        found = 0
        for some in self.parts(place):
            lines = "\n".join(some) + "\n"
            # Most blocks are of one kind, and are judged in one go.
            is_whole = lines.count("\n") == len(some) and block.fullmatch(lines)
            found += len(some) if is_whole else sum(map(bool, map(each.fullmatch, some)))
        return found

    def unlike(self, place: int, pattern: str, most: int) -> dict[str, int]:
        """Of the cells that hold something else, up to `most` different ones and how often each is there."""
        match = re.compile(pattern).fullmatch
        found: dict[str, int] = {}
        for text in chain.from_iterable(self.parts(place)):
            if text and not match(text) and (text in found or len(found) < most):
                found[text] = found.get(text, 0) + 1
        return found

    def beginnings(self, place: int, length: int) -> Sequence[str]:
        """The different beginnings of cells."""
        return list({text[:length] for text in chain.from_iterable(self.parts(place))})

    def different(self, place: int) -> int:
        """About how many different cells there are."""
        return len(set(chain.from_iterable(self.parts(place))))

    def counted(self, place: int) -> list[tuple[str, int]]:
        """The different cells in the order in which they first occur, and how often each does."""
        return list(Counter(chain.from_iterable(self.parts(place))).items())

    def markers(self, place: int) -> set[str]:
        """The spellings of «missing» that are there, without the blanks around them."""
        found: set[str] = set()
        for some in self.parts(place):
            found.update(MISSING.intersection(map(str.strip, some)))
        return found - {""}

    def few_texts(self, place: int, gaps: frozenset[str]) -> Texts | None:
        """What a column of few different texts holds, `gaps` being none; None where blanks stand around some."""
        counts = Counter(dict(self.counted(place)))
        if any(text != text.strip() for text in counts):
            return None
        missing = sum(counts.pop(gap, 0) for gap in gaps)
        return Texts(missing, list(counts.items()), self.codes(place, list(counts)) if 0 < len(counts) <= MOST_NUMBERED else None)

    def many_texts(self, place: int, gaps: frozenset[str]) -> Texts | None:
        """The same of a column of more; None as well where this engine tells it no faster."""
        return None

    def codes(self, place: int, names: list[str]) -> bytes:
        """The place of each cell among `names` as a 32-bit number, -1 for others."""
        code = {name: number for number, name in enumerate(names)}
        return array("i", map(code.get, chain.from_iterable(self.parts(place)), repeat(-1))).tobytes()

    def numbers(self, place: int) -> bytes | None:
        """A double for each cell, NaN for what is no plain number; None where this engine reads them no faster."""
        return None

    def moments(self, place: int) -> bytes | None:
        """Seconds since 1970 for each cell, NaN for what is no day or moment; None where this engine reads them no faster."""
        return None

    def different_rows(self, padded: set[int]) -> int:
        """In the columns `padded`, blanks before a cell are no part of it."""
        columns = ([text.lstrip(" ") for text in self.column(place)] if place in padded else self.column(place) for place in range(self.width))
        return len(set(map(hash, zip(*columns))))

    def release(self, place: int) -> None:
        """The column is not asked for any more."""

    def close(self) -> None:
        """Gives back what the engine holds."""


class Body:
    """The lines of a file below its head, and what they are made of: whether an engine has cut them rightly is seen by that nothing is lost."""

    def __init__(self, source: Delimited):
        self.skip = source.lines_of_head
        self.size = self.quotes = self.lines = 0
        with open(source.contents.path, "rb") as file:
            for _ in range(self.skip):
                file.readline()
            last = b""
            while block := file.read(1 << 20):
                self.size += len(block) - block.count(b"\r")
                self.quotes += block.count(b'"')
                last = block
        # The last line may end without a sign of it.
        self.size += bool(last) and not last.endswith(b"\n")

    def check(self, rows: int, width: int, bytes_in_cells: int, quotes_in_cells: int) -> None:
        """Each row has a delimiter or a line's end for each cell; quotes stand around cells, and twice within. Raises NotRegular."""
        if bytes_in_cells + rows * width + self.quotes - quotes_in_cells != self.size:
            raise NotRegular


def is_odd_row(row: Sequence[str], header: list[str] | None) -> bool:
    """Blank, a comment, or the names of the columns once more."""
    return not any(row) or row[0].startswith(("#", "//")) or row == header

"""Python itself as an engine: of each column the cells of some thousand rows are kept as one text, a line each, which takes no more memory than the file."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from itertools import chain, islice, repeat
from math import nan
from typing import Iterator, List, Union

from ..files.delimited import Delimited
from ..layout.subtotals import LABEL
from ..source import BATCH, Row
from ..values.shapes import MISSING
from ..vectors import number_different
from .cells import Cells, NotRegular

# Characters that are cut at a time.
BLOCK = 1 << 20
# Cells of a column as lines of one text in UTF-8, or as they are where there are line ends in them.
Some = Union[bytes, List[str]]


class PythonCells(Cells):
    def __init__(self, source: Delimited):
        width = len(source.columns)
        self._columns: list[list[Some]] = [[] for _ in range(width)]
        rows = 0
        for part in _quoted(source, width) if source.has_quotes else _plain(source, width):
            if _has_odd_row(part, source.header):
                raise NotRegular
            for column, some in zip(self._columns, part):
                column.append(some)
            rows += len(_cells(part[0]))
        super().__init__(width, rows)

    def parts(self, place: int) -> Iterator[list[str]]:
        return map(_cells, self._columns[place])

    def first(self, place: int, most: int) -> list[str]:
        return list(islice(chain.from_iterable(self.parts(place)), most))

    def last(self, place: int, most: int) -> list[str]:
        found: list[str] = []
        for some in reversed(self._columns[place]):
            found = _cells(some) + found
            if len(found) >= most:
                break
        return found[-most:]

    def has_label(self, place: int) -> bool:
        is_label = re.compile(LABEL).fullmatch
        return any(map(is_label, chain.from_iterable(self.parts(place))))

    def has_empty(self, place: int) -> bool:
        return any("" in some for some in self.parts(place))

    def unlike(self, place: int, pattern: str, most: int) -> dict[str, int]:
        # Lines that match, in one go, and one that does not.
        runs = re.compile(f"(?:(?:{pattern})?\n)*(?:(.+)\n)?")
        found: Counter = Counter()
        for some in self._columns[place]:
            found.update(runs.findall(some.decode() + "\n") if isinstance(some, bytes) else [text for text in some if not re.fullmatch(pattern, text)])
            del found[""]
            if len(found) > most:
                break
        return found

    def beginnings(self, place: int, length: int) -> set[str]:
        return {text[:length] for text in chain.from_iterable(self.parts(place))}

    def counted(self, place: int, most: int) -> list[tuple[str, int]] | None:
        counts: Counter = Counter()
        for some in self.parts(place):
            counts.update(some)
            if len(counts) > most:
                return None
        return list(counts.items())

    def markers(self, place: int) -> set[str]:
        found: set[str] = set()
        for some in self.parts(place):
            found.update(MISSING.intersection(map(str.strip, some)))
        return found - {""}

    def codes(self, place: int, names: list[str]) -> memoryview:
        code = {name: number for number, name in enumerate(names)}
        return memoryview(array("i", map(code.get, chain.from_iterable(self.parts(place)), repeat(-1)))).cast("B")

    def numbers(self, place: int) -> memoryview:
        values = array("d")
        for some in map(_without_gaps, self._columns[place]):
            try:
                values.extend(array("d", map(float, some)))
            except ValueError:
                values.extend(array("d", [nan if text in MISSING else float(text) for text in some]))
        return memoryview(values).cast("B")

    def different_rows(self, padded: set[int]) -> int:
        stripped = {place for place in padded if any(map(_is_padded, self._columns[place]))}
        if any(self._are_all_different(place) for place in {*range(self.width)} - stripped):
            return self.rows
        hashes = array("q")
        for part in zip(*self._columns):
            columns = ([text.lstrip(" ") for text in _cells(some)] if place in stripped else _cells(some) for place, some in enumerate(part))
            hashes.extend(map(hash, zip(*columns)))
        # Two different rows of the same 64-bit hash won't be met.
        return number_different(hashes)

    def _are_all_different(self, place: int) -> bool:
        """Whether each row has a text of its own in the column: most have not, as its first rows show."""
        first = _cells(self._columns[place][0])
        if len(set(first)) < len(first):
            return False
        return number_different(array("q", map(hash, chain.from_iterable(self.parts(place))))) == self.rows

    def release(self, place: int) -> None:
        self._columns[place] = []


def _plain(source: Delimited, width: int) -> Iterator[list[Some]]:
    """The columns part by part where nothing is quoted."""
    with source.below_head() as file:
        rest = ""
        while block := file.read(BLOCK):
            lines, end, rest = (rest + block).rpartition("\n")
            if not end:
                raise NotRegular
            yield _cut(lines + end, source.writing.delimiter, width)
        if rest:
            yield _cut(rest + "\n", source.writing.delimiter, width)


def _cut(lines: str, delimiter: str, width: int) -> list[Some]:
    if "\r" in lines:
        lines = lines.replace("\r\n", "\n")
    # The first cell of each row but the first has the sign of a line's end before it.
    *cells, _ = lines.replace("\n", delimiter + "\n").split(delimiter)
    first, rows = "".join(cells[::width]), lines.count("\n")
    if len(cells) != rows * width or first.count("\n") != rows - 1 or "\r" in lines:
        raise NotRegular
    return [first.encode(), *("\n".join(cells[place::width]).encode() for place in range(1, width))]


def _quoted(source: Delimited, width: int) -> Iterator[list[Some]]:
    """The columns part by part as Python's reader cuts them."""
    rows = source.rows_below_head()
    while some := list(islice(rows, BATCH)):
        if {*map(len, some)} != {width}:
            raise NotRegular
        yield [_joined(cells) for cells in zip(*some)]


def _joined(cells: Row) -> Some:
    lines = "\n".join(cells)
    return lines.encode() if lines.count("\n") == len(cells) - 1 else list(cells)


def _cells(some: Some) -> list[str]:
    return some.decode().split("\n") if isinstance(some, bytes) else some


def _without_gaps(some: Some) -> list[str]:
    """The cells, with «nan» in place of those that are empty."""
    if isinstance(some, bytes) and "\n\n" in (lines := f"\n{some.decode()}\n"):
        # Of neighbours every other one is met at a time.
        return lines.replace("\n\n", "\nnan\n").replace("\n\n", "\nnan\n")[1:-1].split("\n")
    return _cells(some)


def _has_odd_row(part: list[Some], header: list[str] | None) -> bool:
    lines = "\n{}\n".format(part[0].decode() if isinstance(part[0], bytes) else "\n".join(part[0]))
    is_padded, begins = "\n " in lines, {"", *(header or ())[:1]}
    if not is_padded and not any(f"\n{begin}" in lines for begin in ("#", "//", *(f"{text}\n" for text in begins))):
        return False
    first = [text.lstrip(" ") for text in _cells(part[0])] if is_padded else _cells(part[0])
    suspects = [place for place, text in enumerate(first) if text in begins or text[0] in "#/"]
    rows = zip(*(map(_cells(some).__getitem__, suspects) for some in part))
    return bool(suspects) and any(_is_odd_row(row, header) for row in rows)


def _is_odd_row(row: tuple[str, ...], header: list[str] | None) -> bool:
    """Blank, a comment, or the names of the columns once more."""
    if not "".join(row).strip(" "):
        return True
    begin = row[0].lstrip(" ")
    return begin.startswith(("#", "//")) or header is not None and begin == header[0] and [text.lstrip(" ") for text in row] == header


def _is_padded(some: Some) -> bool:
    return b"\n " in b"\n" + some if isinstance(some, bytes) else any(text.startswith(" ") for text in some)

"""Polars as an engine."""

from __future__ import annotations

import os
from typing import Iterator

from ..columns.column import MOST_DISTINCT
from ..columns.texts import Texts
from ..files.delimited import Delimited
from ..layout.subtotals import LABEL
from ..source import BATCH
from ..values.shapes import MISSING
from .cells import Cells, NotRegular
from .strings import BLANKS, FIRST_PART


class PolarsCells(Cells):
    def __init__(self, source: Delimited):
        import polars

        self._polars = polars
        width = len(source.columns)
        frame = polars.read_csv(
            source.contents.path,
            has_header=False,
            separator=source.writing.delimiter,
            quote_char='"',
            skip_lines=source.lines_of_head,
            schema={f"c{place}": polars.String for place in range(width)},
        ).fill_null("")
        _check(polars, source, frame)
        self._columns = frame.get_columns()
        super().__init__(width, frame.height)

    def _series(self, place: int):
        return self._columns[place]

    def parts(self, place: int) -> Iterator[list[str]]:
        for start in range(0, self.rows, BATCH):
            yield self._series(place).slice(start, BATCH).to_list()

    def first(self, place: int, most: int) -> list[str]:
        return self._series(place).head(most).to_list()

    def last(self, place: int, most: int) -> list[str]:
        return self._series(place).tail(most).to_list()

    def has_label(self, place: int) -> bool:
        return self._series(place).str.contains(f"^(?:{LABEL})$").any()

    def has_empty(self, place: int) -> bool:
        return (self._series(place) == "").any()

    def unlike(self, place: int, pattern: str, most: int) -> dict[str, int]:
        texts = self._series(place)
        return dict(texts.filter(~texts.str.contains(f"^(?:{pattern})?$")).value_counts().head(most + 1).iter_rows())

    def beginnings(self, place: int, length: int) -> list[str]:
        return self._series(place).str.slice(0, length).unique().to_list()

    def counted(self, place: int, most: int) -> list[tuple[str, int]] | None:
        texts = self._series(place)
        if texts.approx_n_unique() > most:
            return None
        return _counts(texts)

    def markers(self, place: int) -> set[str]:
        stripped = self._series(place).str.strip_chars(BLANKS)
        return set(stripped.filter(stripped.is_in([*MISSING])).unique().to_list()) - {""}

    def many_texts(self, place: int, gaps: frozenset[str]) -> Texts | None:
        texts = self._series(place)
        if (texts.str.strip_chars(BLANKS).str.len_bytes() != texts.str.len_bytes()).any():
            return None
        there = texts.filter(~texts.is_in([*gaps]))
        size = FIRST_PART
        while len(first := there.head(size).unique(maintain_order=True)) <= MOST_DISTINCT and size < len(there):
            size *= 4
        known = there.filter(there.is_in(first.head(MOST_DISTINCT + 1))) if len(first) > MOST_DISTINCT else there
        return Texts(self.rows - len(there), _counts(known), None)

    def codes(self, place: int, names: list[str]) -> memoryview:
        places = self._series(place).cast(self._polars.Enum(names), strict=False).to_physical()
        return _buffer(places.cast(self._polars.Int32).fill_null(-1))

    def numbers(self, place: int) -> memoryview:
        return self._doubles(self._series(place))

    def moments(self, place: int) -> memoryview:
        texts, polars = self._series(place), self._polars
        if texts.str.contains("T", literal=True).any():
            texts = texts.str.replace("T", " ", literal=True)
        if (texts.str.len_bytes() == 10).any():
            # A day alone is its beginning.
            texts += polars.select(polars.when(texts.str.len_bytes() == 10).then(polars.lit(" 00:00:00")).otherwise(polars.lit(""))).to_series()
        return self._doubles(texts.str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us", strict=False).dt.epoch("s"))

    def _doubles(self, values) -> memoryview:
        return _buffer(values.cast(self._polars.Float64, strict=False).fill_null(float("nan")))

    def different_rows(self, padded: set[int]) -> int:
        columns = (column.str.strip_chars_start(" ") if place in padded and column.str.starts_with(" ").any() else column for place, column in enumerate(self._columns))
        return self._polars.DataFrame(list(columns)).hash_rows().n_unique()

    def release(self, place: int) -> None:
        self._columns[place] = self._columns[place].clear()


def _counts(texts) -> list[tuple[str, int]]:
    """The different texts in the order in which they first occur, and how often each does."""
    counts = texts.to_frame("x").group_by("x", maintain_order=True).len()
    return list(zip(*(column.to_list() for column in counts.get_columns())))


def _buffer(values) -> memoryview:
    return memoryview(values.to_numpy()).cast("B")


def _check(polars, source: Delimited, frame) -> None:
    """Nothing of the file is lost in its cells, and no row is odd. Raises NotRegular."""
    columns, header = [polars.col(name) for name in frame.columns], source.header
    size, quotes = _body(source)
    sizes = sum(frame.select(column.str.len_bytes().cast(polars.Int64).sum() for column in columns).row(0))
    # Quotes stand around cells, and twice within.
    kept = sum(frame.select(column.str.count_matches('"', literal=True).cast(polars.Int64).sum() for column in columns).row(0)) if quotes else 0
    # Each row has a delimiter or a line's end for each cell.
    if sizes + frame.height * len(columns) + quotes - kept != size:
        raise NotRegular
    # Python's reader has other rules for quotes within cells.
    if kept and frame.select(polars.any_horizontal(column.str.contains('^ ?"').any() for column in columns)).item():
        raise NotRegular
    begins = columns[0].str.strip_chars_start(" ")
    suspects = frame.filter(begins.str.contains("^(?:#|//|$)") | (begins == header[0] if header else False))
    cells = [column.str.strip_chars_start(" ") for column in columns]
    odd = [polars.all_horizontal(cell == "" for cell in cells), cells[0].str.contains("^(?:#|//)")]
    if header:
        odd.append(polars.all_horizontal(cell == name for cell, name in zip(cells, header)))
    if suspects.select(polars.any_horizontal(odd).any()).item():
        raise NotRegular


def _body(source: Delimited) -> tuple[int, int]:
    """How many bytes there are below the head without carriage returns, and how many of them are quotes."""
    with open(source.contents.path, "rb") as file:
        for _ in range(source.lines_of_head):
            file.readline()
        size, quotes = -file.tell(), 0
        while (source.has_quotes or source.has_returns) and (block := file.read(1 << 20)):
            size -= block.count(b"\r")
            quotes += block.count(b'"')
        size += file.seek(-1, os.SEEK_END) + 1
        # The last line may end without a sign of it.
        return size + (file.read() != b"\n"), quotes

"""Tables of delimited text, read row by row however ragged they are."""

from __future__ import annotations

import csv
import io
from itertools import chain, islice
from typing import Iterator

from .dialect import DELIMITERS, find_delimiter, find_head, reader_of
from .encoding import Encoding
from .problems import Oddity
from .source import BATCH, Row, Source, no_rows, tidy_names
from .words import count

# Characters looked at to find the delimiter and the header: some thousand rows, or a very wide header.
SAMPLE = 1 << 18
# Put behind the last line: whether it becomes a row of its own tells whether all quotes were closed.
_END = "\ufdd0"
# Where ragged rows are found, so many are named by their line.
MOST_LINES = 5


class Delimited(Source):
    def __init__(self, path: str, name: str, encoding: Encoding):
        self._path = path
        self._encoding = encoding
        with self._open() as file:
            sample = file.read(SAMPLE)
            is_whole = not file.read(1)
        self._delimiter, rows = find_delimiter(name, sample, is_whole)
        above, first, has_header = find_head(rows)
        oddities = []
        if above:
            what = count(above, "line above the table is", "lines above the table are")
            oddities.append(Oddity("Lines above the table", f"{what} left out"))
        if has_header:
            columns = tidy_names(first, oddities)
        else:
            columns = [f"Column {place}" for place in range(1, len(first) + 1)]
            oddities.append(Oddity("No header", "the first line holds values, no names: columns are named by their place"))
        self._header = first if has_header else None
        self._skip = above + has_header
        if len(rows) == self._skip and is_whole:
            raise no_rows(name, len(columns))
        kind = DELIMITERS[self._delimiter] if len(columns) > 1 else "one column"
        self._found_first = oddities
        super().__init__(name, f"{kind}, {encoding.label}", columns, oddities)

    def _open(self):
        return open(self._path, encoding=self._encoding.codec, errors="replace", newline="")

    def batches(self) -> Iterator[list[Row]]:
        width = len(self.columns)
        ragged = Ragged(width)
        headers = 0
        self._unclosed: list[Oddity] = []
        with self._open() as file:
            reader = reader_of(chain(file, [_END]), self._delimiter)
            for _ in islice(filter(None, reader), self._skip):
                pass
            line = reader.line_num
            while rows := list(islice(reader, BATCH)):
                if rows[-1] and rows[-1][-1].endswith(_END):
                    rows = self._without_end(rows, line)
                if set(map(len, rows)) != {width}:
                    rows = ragged.squared(rows, line)
                if self._header in rows:  # Files put together from several have it again in between.
                    headers += rows.count(self._header)
                    rows = [row for row in rows if row != self._header]
                yield rows
                line = reader.line_num
        self.oddities = [*self._found_first, *self._unclosed, *ragged.oddities()]
        if headers:
            what = count(headers, "row that repeats the header is", "rows that repeat the header are")
            self.oddities.append(Oddity("Repeated header", f"{what} left out"))

    def _without_end(self, rows: list[Row], line: int) -> list[Row]:
        """The last rows without the end mark.

        Where the mark is inside a cell, a quote was never closed and has swallowed all lines after it: they are read once
        more, with the quote as an ordinary character.
        """
        *rows, last = rows
        if last == [_END]:
            return rows
        line += sum(map(_lines, rows)) + 1
        self._unclosed = [Oddity("Unclosed quote", f"a quote in line {line:,} is never closed: it and what follows are read as plain text")]
        swallowed = io.StringIO(last[-1][: -len(_END)], newline="")
        first, *others = csv.reader(swallowed, delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        return [*rows, last[:-1] + first, *others]


def _lines(row: Row) -> int:
    return 1 + sum(cell.count("\n") for cell in row)


class Ragged:
    """Rows with too few cells are filled up, and of rows with too many the surplus is left out; all are counted."""

    what = "Ragged rows"

    def __init__(self, width: int):
        self._width = width
        self._short = self._long = 0
        self._lines: list[int] = []

    def squared(self, rows: list[Row], line: int) -> list[Row]:
        """The rows made equally long, without blank lines; `line` is the line above the first."""
        width = self._width
        squared = []
        for row in rows:
            line += _lines(row)
            if len(row) != width:
                if not row:
                    continue
                self._note(row, line)
                row = row[:width] + [""] * (width - len(row))
            squared.append(row)
        return squared

    def _note(self, row: Row, line: int) -> None:
        if len(row) < self._width:
            self._short += 1
        elif any(row[self._width :]):
            self._long += 1
        else:
            return  # Delimiters at a line's end mean nothing.
        if len(self._lines) < MOST_LINES:
            self._lines.append(line)

    def oddities(self) -> list[Oddity]:
        if not self._lines:
            return []
        parts = [f"{count(self._short, 'row has', 'rows have')} too few cells (filled up)"] * (self._short > 0)
        parts += [f"{count(self._long, 'row has', 'rows have')} too many (surplus left out)"] * (self._long > 0)
        more = ", …" if self._short + self._long > len(self._lines) else ""
        where = f"line{'s' if len(self._lines) > 1 else ''} {', '.join(f'{line:,}' for line in self._lines)}{more}"
        return [Oddity(self.what, f"{' and '.join(parts)}: {where}")]

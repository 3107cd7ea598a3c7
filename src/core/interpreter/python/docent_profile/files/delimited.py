"""Tables of delimited text and of columns of fixed width, read row by row however ragged they are."""

from __future__ import annotations

import io
import os
import re
from itertools import chain, islice
from typing import Iterator

from ..layout.beside import Side, largest_side
from ..layout.comments import is_comment
from ..layout.grid import Grid, lines_in
from ..layout.growth import Growth, growth_of
from ..layout.heads import commonest_width, with_names_of_rows
from ..layout.readers import Changed
from ..layout.stacked import Part, parts_of
from ..options import Options
from ..problems import Oddity
from ..source import Row
from .contents import Contents
from .dialect import find_writing, is_rule, writing_by
from .encoding import Encoding, open_text, seen, without_unseen

# Characters looked at to find the delimiter and the header: some thousand rows, or a very wide header.
SAMPLE = 1 << 18
# Of longer lines so many tell the names and what stands below them; no table has lines of more characters.
FEWEST_LINES, LONGEST_LINE = 4, 1 << 20
# Bytes at the end that tell whether rows have grown, and rows that show how.
END, ENOUGH = 1 << 16, 400
_BLANK_LINE = re.compile(r"\n[\s,;|]*\n")
# Put behind the last line: whether it becomes a row of its own tells whether all quotes were closed.
_END = "\ufdd0"


class Delimited(Grid):
    def __init__(self, contents: Contents, encoding: Encoding, options: Options):
        self.contents = contents
        self._encoding = encoding
        with open_text(contents, encoding) as file:
            sample, is_whole = _sample(file)
        if encoding.has_unseen:
            sample = without_unseen(sample)
        self._draws_rules = any(map(is_rule, sample.splitlines()[:20]))
        if self._draws_rules:
            sample = "".join(line for line in sample.splitlines(True) if not is_rule(line.rstrip("\r\n")))
        self._is_framed = self._draws_rules and _is_framed(sample)
        if self._is_framed:
            sample = "".join(map(_unframed, sample.splitlines(True)))
        if options.delimiter:
            self.writing = writing_by(options.delimiter, sample, is_whole)
            rows = [row for row in self.writing.reader(io.StringIO(sample, newline="")) if row]
        else:
            self.writing, rows = find_writing(contents.name, sample, is_whole)
        if rows and rows[0] and rows[0][0].lower().startswith("sep=") and len(rows[0]) <= 2:
            rows = rows[1:]
            self._says_separator = 1
        else:
            self._says_separator = 0
        rows = with_names_of_rows(rows)
        self._unclosed: list[Oddity] = []
        oddities = encoding.oddities()
        self._side: Side | None = None
        if largest := largest_side(rows):
            self._side, told = largest
            oddities.append(told)
            rows = list(filter(None, map(self._side.cut, rows)))
        self._growth = None if self._side else growth_of(rows) if is_whole else growth_of(rows) or self._late_growth(rows)
        if self._growth:
            oddities.append(self._growth.told(self._line_of(self._growth)))
            rows = list(filter(None, map(self._growth.grown, rows)))
        super().__init__(contents.name, "", rows, is_whole, oddities, options, [] if self._growth or self._side else self._parts(sample))
        self._skip += self._says_separator
        self.delimiter, self.codec = self.writing.delimiter, encoding.codec
        kind = self.writing.described if len(self.columns) > 1 else "one column"
        packed = f", unpacked from {contents.packed}" if contents.packed else ""
        self.described = f"{kind}, {encoding.described}{packed}"

    def _late_growth(self, rows: list[Row]) -> Growth | None:
        """Of a file that ends with longer rows than it begins with: what is behind its sample is read only then."""
        if self.contents.packed or not rows:
            return None
        with self.contents.open() as file:
            file.seek(-END, os.SEEK_END)
            lines = file.read().decode(self._encoding.codec, "replace").splitlines(True)[1:]
        last = [row for row in self.writing.reader(io.StringIO("".join(lines), newline="")) if row]
        if not last or commonest_width(last)[0] <= max(map(len, rows)):
            return None
        reader = filter(None, self._lines())
        longer = next(filter(lambda row: len(row) > len(rows[0]), reader), [])
        return growth_of([*rows, longer, *islice(reader, ENOUGH)])

    def _line_of(self, growth: Growth) -> int:
        reader = self._lines()
        return next(reader.line_num for row in reader if any(row[growth.old :]) and not is_comment(row))

    def _parts(self, sample: str) -> list[Part]:
        if not _BLANK_LINE.search(sample):
            return []
        reader = self.writing.reader(io.StringIO(sample, newline=""))
        rows: list[Row] = []
        lines = [1]
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num + 1)
        return parts_of(rows, lines)

    def _reader(self):
        change = self._side.cut if self._side else self._growth.grown if self._growth else None
        return Changed(self._lines(), change) if change else self._lines()

    def _lines(self):
        """The rows as they stand there."""
        file = open_text(self.contents, self._encoding)
        lines = seen(file, self._encoding)
        if self._draws_rules:
            # An empty line in its place keeps the lines' numbers.
            lines = ("\n" if is_rule(line.rstrip("\r\n")) else line for line in lines)
        if self._is_framed:
            lines = map(_unframed, lines)
        # The mark would lie beside the one of several tables that is read.
        if self.writing.widths or self._side:
            return self.writing.reader(lines)
        return self.writing.reader(chain(lines, [_END]))

    @property
    def is_plain_text(self) -> bool:
        """UTF-8, of which every line from the head on is a row of cells."""
        is_utf8 = self._encoding.codec == "utf-8" and not self._encoding.has_unseen and not self._encoding.label.startswith("damaged")
        return is_utf8 and not self._draws_rules and not self._fills and not self._above_comments and self._end is None and not self._growth and not self._side

    @property
    def has_quotes(self) -> bool:
        return self._encoding.has_quotes

    @property
    def has_returns(self) -> bool:
        return self._encoding.has_returns

    @property
    def lines_of_head(self) -> int:
        """Lines up to and with the names of the columns."""
        reader = self._reader()
        for _ in islice(filter(None, reader), self._skip):
            pass
        return reader.line_num

    def below_head(self) -> io.TextIOWrapper:
        """The file, from the first line behind the names of the columns on."""
        file = open_text(self.contents, self._encoding)
        for _ in range(self.lines_of_head):
            file.readline()
        return file

    def rows_below_head(self) -> Iterator[Row]:
        """Every row there; a blank line is an empty one, and so is a quote at the end that is never closed."""
        reader = self._reader()
        for _ in islice(filter(None, reader), self._skip):
            pass
        for row in reader:
            if row == [_END]:
                return
            yield row if not row or not row[-1].endswith(_END) else []

    def _mended(self, rows: list[Row], line: int) -> list[Row]:
        """The last rows without the end mark.

        Where the mark is inside a cell, a quote was never closed and has swallowed all lines after it: they are read once
        more, with the quote as an ordinary character.
        """
        if self.writing.widths or self._side or not rows:
            return rows
        *rows, last = rows
        self._unclosed = []
        if last == [_END]:
            return rows
        line += sum(map(lines_in, rows)) + 1
        self._unclosed = [Oddity("Unclosed quote", f"a quote in line {line:,} is never closed: it and what follows are read as plain text")]
        swallowed = io.StringIO(last[-1][: -len(_END)], newline="")
        first, *others = self.writing.plain_reader(swallowed)
        return [*rows, last[:-1] + first, *others]

    def _mishaps(self) -> list[Oddity]:
        return self._unclosed


def _sample(file: io.TextIOWrapper) -> tuple[str, bool]:
    """The beginning of a text, and whether that is all of it."""
    sample = file.read(SAMPLE)
    lines = sample.count("\n")
    if lines < FEWEST_LINES:
        rest = file.readline(LONGEST_LINE)
        if len(rest) == LONGEST_LINE:
            return sample, False
        sample += rest + "".join(file.readline(LONGEST_LINE) for _ in range(FEWEST_LINES - 1 - lines))
    return sample, not file.read(1)


def _is_framed(sample: str) -> bool:
    """Lines between two pipes, as in Markdown."""
    lines = [line.strip() for line in sample.splitlines() if "|" in line]
    return len(lines) > 1 and all(line.startswith("|") and line.endswith("|") for line in lines)


def _unframed(line: str) -> str:
    return line.strip().strip("|") + "\n" if "|" in line else line

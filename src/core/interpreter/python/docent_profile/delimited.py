"""Tables of delimited text: finds the delimiter and the header, and reads rows that are not all of one length."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import Iterator

from .encoding import Encoding
from .moments import DATE_FORMS
from .problems import NotATable, Oddity
from .shapes import MISSING, NUMBER_FORMS, shape_of
from .source import BATCH, Row, Source, no_rows, tidy_names

DELIMITERS = {"\t": "tab-separated", ";": "semicolon-separated", "|": "pipe-separated", ",": "comma-separated"}
# Characters looked at to find the delimiter and the header: some hundred rows.
SAMPLE = 1 << 16
# At least this share of the rows must have the commonest number of cells. With two cells it takes more to be a table:
# many lines of prose have just one comma.
REGULAR, REGULAR_PAIRS = 0.5, 0.8
# A cell longer than this (the csv module's own limit is 128 KB) is a quote that was never closed.
LONGEST_CELL = 1 << 20
# Where ragged rows are found, so many are named by their line.
MOST_LINES = 5


class Delimited(Source):
    def __init__(self, path: str, name: str, encoding: Encoding):
        self._path = path
        self._encoding = encoding
        with self._open() as file:
            sample = file.read(SAMPLE)
            is_whole = not file.read(1)
        self._delimiter, rows = _find_delimiter(name, sample, is_whole)
        self._lead, has_header = _find_header(rows)
        first = rows[self._lead]
        oddities = []
        if self._lead:
            oddities.append(Oddity("Lines above the table", f"{self._lead}: left out"))
        if not has_header:
            oddities.append(Oddity("No header", "the first line holds values, so columns are named by their place"))
        columns = tidy_names(first, oddities) if has_header else [f"Column {place}" for place in range(1, len(first) + 1)]
        self._skip = self._lead + has_header
        if len(rows) == self._skip and is_whole:
            raise no_rows(name, len(columns))
        kind = DELIMITERS[self._delimiter] if len(columns) > 1 else "one column"
        super().__init__(name, f"{kind}, {encoding.label}", columns, oddities)

    def _open(self):
        return open(self._path, encoding=self._encoding.codec, errors="replace", newline="")

    def batches(self) -> Iterator[list[Row]]:
        width = len(self.columns)
        ragged = Ragged(width)
        limit = csv.field_size_limit(LONGEST_CELL)
        try:
            with self._open() as file:
                reader = _reader(file, self._delimiter)
                for _ in islice(filter(None, reader), self._skip):
                    pass
                line = reader.line_num
                while rows := list(islice(reader, BATCH)):
                    yield rows if set(map(len, rows)) == {width} else ragged.squared(rows, line)
                    line = reader.line_num
        except csv.Error as error:
            raise NotATable(f"{self.name} can't be read as a table after line {reader.line_num:,}: {_reason(error)}.") from None
        finally:
            csv.field_size_limit(limit)
        self.oddities = [oddity for oddity in self.oddities if oddity.what != Ragged.what] + ragged.oddities()


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
            line += 1 + sum(cell.count("\n") for cell in row)
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
        parts = [f"{self._short:,} with too few cells (filled up)"] * (self._short > 0)
        parts += [f"{self._long:,} with too many (surplus left out)"] * (self._long > 0)
        more = ", …" if self._short + self._long > len(self._lines) else ""
        where = f"line{'s' if len(self._lines) > 1 else ''} {', '.join(f'{line:,}' for line in self._lines)}{more}"
        return [Oddity(self.what, f"{' and '.join(parts)}: {where}")]


def _reader(lines, delimiter: str):
    # With a space after the delimiter a quote would otherwise not be seen as one.
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)


def _reason(error: csv.Error) -> str:
    if "field larger" in str(error):
        return "a quote is opened there and never closed"
    return "the line holds zero bytes" if "NUL" in str(error) else str(error)


def _find_delimiter(name: str, sample: str, is_whole: bool) -> tuple[str, list[Row]]:
    """The delimiter that cuts the sample most regularly, from the first line on, and the rows it makes."""
    best = None
    for delimiter in DELIMITERS:
        rows = [row for row in _reader(io.StringIO(sample, newline=""), delimiter) if row]
        if not is_whole and len(rows) > 1:
            rows.pop()  # cut in the middle
        width, regular = Counter(map(len, rows)).most_common(1)[0]
        regular /= len(rows)
        if width == 1 or regular < (REGULAR_PAIRS if width == 2 else REGULAR):
            continue
        # In a wrong delimiter's reading the header is usually one cell, and the table seems to begin later.
        lead = next(place for place, row in enumerate(rows) if len(row) == width)
        rank = (lead, -round(regular, 1))
        if best is None or rank < best[0]:
            best = (rank, delimiter, rows)
    if best:
        return best[1], best[2]
    rows = [row for row in _reader(io.StringIO(sample, newline=""), "\t") if row]
    if rows and any(len(row) > 1 for row in rows) or not _is_list(rows):
        raise NotATable(f"{name} does not look like a table: no comma, semicolon, tab or | divides its lines into columns.")
    return "\t", rows


def _is_list(rows: list[Row]) -> bool:
    """Lines of numbers or dates, at most the first of which is a name: a table of one column."""
    return all(_is_value(row[0]) for row in rows[1:]) and len(rows) > 1


def _is_value(cell: str) -> bool:
    cell = cell.strip()
    return cell in MISSING or shape_of(cell).form in NUMBER_FORMS | DATE_FORMS


def _find_header(rows: list[Row]) -> tuple[int, bool]:
    """How many lines stand above the table, and whether its first line names the columns.

    A name differs from what stands below it: it is a text above numbers or dates, and no text that occurs among the others.
    """
    width = Counter(map(len, rows)).most_common(1)[0][0]
    lead = next(place for place, row in enumerate(rows) if len(row) == width)
    header, body = [cell.strip() for cell in rows[lead]], rows[lead + 1 :]
    votes = 0
    for place, name in enumerate(header):
        column = [row[place].strip() for row in body if place < len(row)]
        cells = [cell for cell in column if cell not in MISSING]
        below = sum(map(_is_value, cells)) * 2 > len(cells)
        if _is_value(name) and name not in MISSING:
            # Years may stand above figures that are no years.
            votes += 1 if _is_year(name) and cells and not any(map(_is_year, cells)) else -1
        elif name in MISSING:
            votes -= 0
        else:
            votes += 1 if below and cells else -1 if name in cells else 0
    return lead, votes >= 0


def _is_year(cell: str) -> bool:
    return shape_of(cell).form == "year" if cell else False

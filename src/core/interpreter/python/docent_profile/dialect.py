"""How a delimited text is written: its delimiter, and where its header is."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import NamedTuple

from .moments import DATE_FORMS
from .problems import NotATable, empty
from .shapes import MISSING, NUMBER_FORMS, shape_of
from .source import Row

DELIMITERS = {"\t": "tab-separated", ";": "semicolon-separated", "|": "pipe-separated", ",": "comma-separated"}
# At least this share of the rows must have the commonest number of cells. With two cells it takes more to be a table:
# many lines of prose have just one comma.
REGULAR, REGULAR_PAIRS = 0.5, 0.8
# The csv module refuses cells above 128 KB, but one open quote makes a cell of the rest of the file.
csv.field_size_limit(2**31 - 1)


def reader_of(lines, delimiter: str):
    # With a space after the delimiter a quote would otherwise not be seen as one.
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)


def find_delimiter(name: str, sample: str, is_whole: bool) -> tuple[str, list[Row]]:
    """The delimiter that cuts the sample most regularly, from the first line on, and the rows it makes."""
    if not sample.strip():  # Blank lines after a byte order mark.
        raise empty(name)
    best = None
    for delimiter in DELIMITERS:
        rows = list(filter(None, reader_of(io.StringIO(sample, newline=""), delimiter)))
        if not is_whole and len(rows) > 1:
            rows.pop()  # cut in the middle
        width, regular = Counter(map(len, rows)).most_common(1)[0]
        regular /= len(rows)
        if width == 1 or regular < (REGULAR_PAIRS if width == 2 else REGULAR):
            continue
        # In a wrong delimiter's reading the header is usually one cell, and the table seems to begin later.
        rank = (_first_row(rows, width), -round(regular, 1))
        if best is None or rank < best[0]:
            best = (rank, delimiter, rows)
    if best:
        return best[1], best[2]
    rows = list(filter(None, reader_of(io.StringIO(sample, newline=""), "\t")))
    if not _is_list(rows):
        raise NotATable(f"{name} does not look like a table: no comma, semicolon, tab or | divides its lines into columns.")
    return "\t", rows


def _is_list(rows: list[Row]) -> bool:
    """Lines of numbers or dates, at most the first of which is a name: a table of one column."""
    return len(rows) > 1 and all(len(row) == 1 and _is_value(row[0]) for row in rows[1:])


def _is_value(cell: str) -> bool:
    cell = cell.strip()
    return cell in MISSING or shape_of(cell).form in NUMBER_FORMS | DATE_FORMS


def _first_row(rows: list[Row], width: int) -> int:
    """Where the table begins: titles above it fill few of its columns."""
    return next((place for place, row in enumerate(rows) if 2 * sum(map(bool, row)) > width), 0)


class Head(NamedTuple):
    # Lines above the table.
    above: int
    # The table's first row, as long as most.
    first: Row
    # Whether it names the columns.
    is_header: bool


def find_head(rows: list[Row]) -> Head:
    width = Counter(map(len, rows)).most_common(1)[0][0]
    above = _first_row(rows, width)
    first = rows[above][:width] + [""] * (width - len(rows[above]))
    return Head(above, first, _names_columns([cell.strip() for cell in first], rows[above + 1 :]))


def _names_columns(first: Row, body: list[Row]) -> bool:
    """A name differs from what stands below: it is a text above numbers or dates, or one that does not occur again."""
    votes = 0
    for place, name in enumerate(first):
        column = [row[place].strip() for row in body if place < len(row)]
        cells = [cell for cell in column if cell not in MISSING]
        below = sum(map(_is_value, cells)) * 2 > len(cells)
        if _is_value(name) and name not in MISSING:
            # Years may stand above figures that are no years.
            votes += 1 if _is_year(name) and cells and not any(map(_is_year, cells)) else -1
        elif name not in MISSING:
            votes += 1 if below and cells else -1 if name in cells else 0
    return votes >= 0


def _is_year(cell: str) -> bool:
    return shape_of(cell).form == "year" if cell else False

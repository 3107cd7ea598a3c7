"""Tables in HTML pages, as many an export that is named .xls truly is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Iterator

from ..layout.beside import largest_side
from ..layout.grid import Grid
from ..layout.stacked import parts_of
from ..options import Options
from ..problems import NotATable, Oddity
from ..source import Row
from ..values.cells import is_value
from ..words import count
from .contents import Contents
from .encoding import Encoding, open_text

_BEGINS = re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body|table|meta|div|style)\b", re.I | re.S)
# A cell that claims to span more is a slip.
MOST_SPANNED = 1_000


def is_markup(beginning: str) -> bool:
    return _BEGINS.match(beginning) is not None or beginning.lower().startswith("<?xml") and "<table" in beginning.lower()


class Numbered:
    """Rows with the number of the one that was given last."""

    def __init__(self, rows: Iterator[Row]):
        self._rows = rows
        self.line_num = 0

    def __iter__(self) -> Numbered:
        return self

    def __next__(self) -> Row:
        row = next(self._rows)
        self.line_num += 1
        return row


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[Row]] = []
        self._open: list[list[Row]] = []
        self._cell: list[str] | None = None
        self._across = 1
        self._down = 1
        self._is_name = False
        # Of each open table by column what stands in cells that reach into further rows, and into how many.
        self._above: list[dict[int, tuple[str, int]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            # A table within a cell ends what the cell says.
            self._close()
            self.tables.append([])
            self._open.append(self.tables[-1])
            self._above.append({})
        elif tag == "tr" and self._open:
            self._close()
            self._next_row()
        elif tag in ("td", "th") and self._open:
            self._close()
            if not self._open[-1]:
                self._next_row()
            self._cell = []
            self._across, self._down = _spanned(attrs, "colspan"), _spanned(attrs, "rowspan")
            self._is_name = tag == "th"
        elif tag == "field" and self._open:
            # Astronomers name the columns before the rows.
            if not self._open[-1]:
                self._open[-1].append([])
            self._open[-1][0].append(dict(attrs).get("name") or "")
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()
        if tag == "table" and self._open:
            self._open.pop()
            self._above.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None and self._open:
            text = re.sub(r"\s+", " ", "".join(self._cell)).strip()
            row = self._open[-1][-1]
            if self._down > 1:
                above = self._above[-1]
                # A name is given once, and an amount; a label for each of the rows. A number is one where only such cells stand before it.
                is_label = not self._is_name and (not is_value(text) or all(column in above for column in range(len(row))))
                above[len(row)] = text if is_label else "", self._down - 1
                above.update(dict.fromkeys(range(len(row) + 1, len(row) + self._across), ("", self._down - 1)))
            row += [text] + [""] * (self._across - 1)
            self._reach_in()
        self._cell = None

    def _next_row(self) -> None:
        self._open[-1].append([])
        self._reach_in()

    def _reach_in(self) -> None:
        """Puts what reaches in from above where the row has come to."""
        row, above = self._open[-1][-1], self._above[-1]
        while len(row) in above:
            text, rows = above.pop(len(row))
            if rows > 1:
                above[len(row)] = text, rows - 1
            row.append(text)


def _spanned(attrs: list[tuple[str, str | None]], name: str) -> int:
    number = dict(attrs).get(name) or "1"
    return min(MOST_SPANNED, int(number)) if number.isdecimal() and int(number) else 1


class Sheet(Grid):
    """Rows that lie in memory."""

    def __init__(self, name: str, described: str, rows: list[Row], oddities: list[Oddity], options: Options):
        width = max(map(len, rows), default=0)
        # Of a row the empty cells at its end are not written.
        self._rows = [row + [""] * (width - len(row)) if any(row) else [] for row in rows]
        if largest := largest_side(self._rows):
            side, told = largest
            oddities.append(told)
            self._rows = list(map(side.cut, self._rows))
        parts = parts_of(self._rows, list(range(1, len(self._rows) + 1)))
        super().__init__(name, described, [row for row in self._rows if row], True, oddities, options, parts)

    def _reader(self) -> Numbered:
        return Numbered(iter([list(row) for row in self._rows]))


def open_markup(contents: Contents, encoding: Encoding, options: Options) -> Sheet:
    parser = _Tables()
    with open_text(contents, encoding) as file:
        text = file.read()
    parser.feed(text)
    is_page = not text.lstrip("\ufeff \r\n").startswith("<?xml") or "<html" in text.lower()
    tables = [table for table in parser.tables if len(table) > 1]
    if not tables:
        raise NotATable(f"{contents.name} is an {'HTML page' if is_page else 'XML document'} without a table: save the data as CSV and analyse that file.")
    largest = max(tables, key=lambda table: sum(map(len, table)))
    which = f", the largest of {count(len(tables), 'table')}" if len(tables) > 1 else ""
    return Sheet(contents.name, f"an {'HTML' if is_page else 'XML'} table{which}, {encoding.described}", largest, encoding.oddities(), options)

"""Tables in HTML pages, as many an export that is named .xls truly is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Iterator

from .contents import Contents
from .encoding import Encoding, open_text
from .grid import Grid
from .options import Options
from .problems import NotATable, Oddity
from .source import Row
from .stacked import parts_of
from .words import count

_BEGINS = re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta|div|style)\b", re.I | re.S)
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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            # A table within a cell ends what the cell says.
            self._close()
            self.tables.append([])
            self._open.append(self.tables[-1])
        elif tag == "tr" and self._open:
            self._close()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open:
            self._close()
            if not self._open[-1]:
                self._open[-1].append([])
            self._cell = []
            across = dict(attrs).get("colspan") or "1"
            self._across = min(MOST_SPANNED, int(across)) if across.isdecimal() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None and self._open:
            text = re.sub(r"\s+", " ", "".join(self._cell)).strip()
            self._open[-1][-1] += [text] + [""] * (self._across - 1)
        self._cell = None


class Sheet(Grid):
    """Rows that lie in memory."""

    def __init__(self, name: str, described: str, rows: list[Row], oddities: list[Oddity], options: Options):
        width = max(map(len, rows), default=0)
        # Of a row the empty cells at its end are not written.
        self._rows = [row + [""] * (width - len(row)) if any(row) else [] for row in rows]
        parts = parts_of(self._rows, list(range(1, len(self._rows) + 1)))
        super().__init__(name, described, [row for row in self._rows if row], True, oddities, options, parts)

    def _reader(self) -> Numbered:
        return Numbered(iter([list(row) for row in self._rows]))


def open_markup(contents: Contents, encoding: Encoding, options: Options) -> Sheet:
    parser = _Tables()
    with open_text(contents, encoding) as file:
        parser.feed(file.read())
    tables = [table for table in parser.tables if len(table) > 1]
    if not tables:
        raise NotATable(f"{contents.name} is an HTML page without a table: save the data as CSV and analyse that file.")
    largest = max(tables, key=lambda table: sum(map(len, table)))
    which = f", the largest of {count(len(tables), 'table')}" if len(tables) > 1 else ""
    return Sheet(contents.name, f"an HTML table{which}, {encoding.described}", largest, encoding.oddities(), options)

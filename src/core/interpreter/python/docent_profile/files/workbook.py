"""Sheets of workbooks of Excel, which are XML in a ZIP archive."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime, timedelta
from xml.etree import ElementTree

from ..layout.covers import worth_of
from ..options import Options
from ..problems import NotATable, Oddity
from ..source import Row
from ..values.cells import is_value
from ..words import code, listed
from .contents import Contents
from .markup import Sheet

# Formats of Excel that show a number as a date or a time.
_DATE_FORMATS = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
_TIME_FORMATS = frozenset([18, 19, 20, 21, 45, 46, 47])
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DOWN = re.compile(r"([A-Z]+)(\d+):\1(\d+)")
# What a file claims to hold is not always true: more cells than this in a sheet are read as no table.
MOST_CELLS = 30_000_000
MOST_EMPTY = 1_000


def open_workbook(contents: Contents, options: Options) -> Sheet:
    try:
        with zipfile.ZipFile(contents.open()) as archive:
            book = _Book(archive)
            names = list(book.sheets)
            chosen, rows = first_filled(contents.name, names, options.table, book.rows)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError) as error:
        raise NotATable(f"{contents.name} is a damaged workbook ({error}): open it, save it as CSV and analyse that file.") from None
    return sheet_of(contents.name, "an Excel workbook", chosen, names, rows, options)


def first_filled(name: str, names: list[str], wanted: str | None, rows_of) -> tuple[str, list[Row]]:
    """The sheet that is wanted; otherwise the first that has figures below names, else the first with more than single cells, else the first list."""
    if wanted is not None and wanted not in names:
        raise NotATable(f"{name} has no sheet {wanted}: it has {listed(names)}.")
    found: dict[int, tuple[str, list[Row]]] = {}
    for sheet in [wanted] if wanted is not None else names:
        rows = rows_of(sheet)
        worth = 3 if wanted is not None else worth_of(rows)
        if worth:
            found.setdefault(worth, (sheet, rows))
        if worth == 3:
            break
    if not found:
        raise NotATable(f"{name} has no sheet with a table: there is nothing to profile.")
    return found[max(found)]


def sheet_of(name: str, kind: str, chosen: str, names: list[str], rows: list[Row], options: Options) -> Sheet:
    oddities = []
    others = [code(other) for other in names if other != chosen]
    if others:
        oddities.append(Oddity("Sheets", f"only the sheet {code(chosen)} was read, not {listed(others)}; Open as Table, or profile(path, table=…) in code, reads another"))
    sheet = Sheet(name, f"{kind}, sheet {code(chosen)}", rows, oddities, options)
    sheet.table, sheet.tables = chosen, names
    return sheet


class _Book:
    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        links = {link.get("Id"): link.get("Target", "") for link in self._tree("xl/_rels/workbook.xml.rels")}
        book = self._tree("xl/workbook.xml")
        self.sheets: dict[str, str] = {}
        for sheet in book.iter():
            if tag_of(sheet) == "sheet":
                link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
                target = links.get(link, "")
                self.sheets[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        self._from_1904 = any(tag_of(part) == "workbookPr" and part.get("date1904") in ("1", "true") for part in book.iter())
        self._texts = self._shared()
        self._formats = self._styles()

    def _tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._archive.read(name))

    def _shared(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._archive.namelist():
            return []
        texts = []
        with self._archive.open("xl/sharedStrings.xml") as file:
            for _, part in ElementTree.iterparse(file):
                if tag_of(part) == "si":
                    texts.append(_rich_text(part))
                    part.clear()
        return texts

    def _styles(self) -> list[str]:
        """Of each style whether it shows a `date`, a `time` or neither."""
        if "xl/styles.xml" not in self._archive.namelist():
            return []
        own: dict[int, str] = {}
        kinds = []
        for part in self._tree("xl/styles.xml"):
            for entry in part:
                if tag_of(entry) == "numFmt":
                    own[int(entry.get("numFmtId", "0"))] = _QUOTED.sub("", entry.get("formatCode", "")).lower()
            if tag_of(part) == "cellXfs":
                for entry in part:
                    number = int(entry.get("numFmtId", "0"))
                    kinds.append(_format_kind(number, own.get(number, "")))
        return kinds

    def rows(self, sheet: str) -> list[Row]:
        rows: list[Row] = []
        cells = 0
        merged: list[str] = []
        with self._archive.open(self.sheets[sheet]) as file:
            for _, part in ElementTree.iterparse(file):
                if tag_of(part) == "mergeCell":
                    merged.append(part.get("ref", ""))
                elif tag_of(part) == "row":
                    number = int(part.get("r") or len(rows) + 1)
                    # Rows that are empty are not written.
                    rows.extend([] for _ in range(min(MOST_EMPTY, number - 1 - len(rows))))
                    rows.append(self._row(part))
                    cells += len(rows[-1])
                    part.clear()
                if cells > MOST_CELLS:
                    raise ValueError("it has too many cells")
        fill_down(rows, [(_column(match[1]) - 1, int(match[2]) - 1, int(match[3])) for match in map(_DOWN.fullmatch, merged) if match])
        return rows

    def _row(self, part: ElementTree.Element) -> Row:
        row: Row = []
        for cell in part:
            column = _column(cell.get("r", "")) or len(row) + 1
            row.extend([""] * min(20_000, column - 1 - len(row)))
            row.append(self._cell(cell))
        while row and not row[-1]:
            row.pop()
        return row

    def _cell(self, cell: ElementTree.Element) -> str:
        kind = cell.get("t", "n")
        value = next((part.text or "" for part in cell if tag_of(part) == "v"), "")
        if kind == "s":
            return self._texts[int(value)] if value else ""
        if kind == "inlineStr":
            return "".join(_rich_text(part) for part in cell if tag_of(part) == "is")
        if kind == "b":
            return "true" if value == "1" else "false"
        if kind != "n" or not value:
            return value
        style = int(cell.get("s", "0"))
        shown = self._formats[style] if style < len(self._formats) else ""
        number = float(value)
        if shown == "date":
            return excel_moment(number, self._from_1904)
        if shown == "time":
            return str(timedelta(seconds=round(number * 86_400))) if number < 1 else excel_moment(number, self._from_1904)
        return plain_number(number)


def fill_down(rows: list[Row], reaching: list[tuple[int, int, int]]) -> None:
    """Labels that reach over several rows of one column stand for each of them: by column, first row and the row behind the last, from 0 on.

    An amount is there once. A number is a label where only such cells stand before it, as a year does.
    """
    filled: set[tuple[int, int]] = set()
    for column, first, end in sorted(reaching):
        text = rows[first][column] if first < len(rows) and column < len(rows[first]) else ""
        places = range(first + 1, min(end, len(rows)))
        if text and (not is_value(text) or all((place, before) in filled for before in range(column) for place in places)):
            for place in places:
                rows[place].extend([""] * (column + 1 - len(rows[place])))
                rows[place][column] = rows[place][column] or text
                filled.add((place, column))


def plain_number(number: float) -> str:
    """As people write it: 3 for 3.0, and not what binary fractions add behind the fifteenth digit."""
    if number.is_integer() and abs(number) < 2**53:
        return str(int(number))
    return repr(float(f"{number:.15g}"))


def excel_moment(serial: float, from_1904: bool) -> str:
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    try:
        return str(start + timedelta(seconds=round(serial * 86_400))).replace(" 00:00:00", "")
    except OverflowError:
        return plain_number(serial)


def _format_kind(number: int, own: str) -> str:
    if number in _DATE_FORMATS:
        return "date"
    if number in _TIME_FORMATS:
        return "time"
    if "y" in own or "d" in own or "mmm" in own:
        return "date"
    return "time" if "h" in own or "ss" in own else ""


def tag_of(part: ElementTree.Element) -> str:
    return part.tag.rpartition("}")[2]


def _rich_text(part: ElementTree.Element) -> str:
    """Without how East Asian words are spoken."""
    return "".join(inner.text or "" for child in part if tag_of(child) != "rPh" for inner in child.iter() if tag_of(inner) == "t")


def _column(place: str) -> int:
    number = 0
    for letter in place:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number

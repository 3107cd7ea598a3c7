"""Sheets of spreadsheet workbooks: .xlsx and .ods, which are XML in a ZIP archive."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime, timedelta
from typing import Iterator
from xml.etree import ElementTree

from .contents import Contents
from .markup import Sheet
from .options import Options
from .problems import NotATable, Oddity
from .source import Row
from .words import code, listed

# Formats of Excel that show a number as a date or a time.
_DATE_FORMATS = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
_TIME_FORMATS = frozenset([18, 19, 20, 21, 45, 46, 47])
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# What a file claims to hold is not always true: more cells than this in a sheet are read as no table.
MOST_CELLS = 30_000_000
MOST_REPEATED = 1_000


def open_workbook(contents: Contents, options: Options) -> Sheet:
    try:
        with zipfile.ZipFile(contents.open()) as archive:
            book = _Book(archive)
            names = list(book.sheets)
            chosen, rows = first_filled(contents.name, names, options.table, book.rows)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError) as error:
        raise NotATable(f"{contents.name} is a damaged workbook ({error}): open it, save it as CSV and analyse that file.") from None
    return sheet_of(contents.name, "an Excel workbook", chosen, names, rows, options)


def open_opendocument(contents: Contents, options: Options) -> Sheet:
    try:
        with zipfile.ZipFile(contents.open()) as archive, archive.open("content.xml") as file:
            sheets = _open_sheets(file)
    except (zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise NotATable(f"{contents.name} is a damaged spreadsheet ({error}): open it, save it as CSV and analyse that file.") from None
    if not sheets:
        raise NotATable(f"{contents.name} is an OpenDocument file without a sheet: save its table as CSV and analyse that file.")
    chosen, rows = first_filled(contents.name, list(sheets), options.table, sheets.__getitem__)
    return sheet_of(contents.name, "an OpenDocument spreadsheet", chosen, list(sheets), rows, options)


def first_filled(name: str, names: list[str], wanted: str | None, rows_of) -> tuple[str, list[Row]]:
    if wanted is not None and wanted not in names:
        raise NotATable(f"{name} has no sheet {wanted}: it has {listed(names)}.")
    for sheet in [wanted] if wanted is not None else names:
        rows = rows_of(sheet)
        # A sheet of notes or a cover has no table.
        if wanted is not None or sum(sum(map(bool, row)) > 1 for row in rows) > 1:
            return sheet, rows
    raise NotATable(f"{name} has no sheet with a table: there is nothing to profile.")


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
            if _tag(sheet) == "sheet":
                link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
                target = links.get(link, "")
                self.sheets[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        self._from_1904 = any(_tag(part) == "workbookPr" and part.get("date1904") in ("1", "true") for part in book.iter())
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
                if _tag(part) == "si":
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
                if _tag(entry) == "numFmt":
                    own[int(entry.get("numFmtId", "0"))] = _QUOTED.sub("", entry.get("formatCode", "")).lower()
            if _tag(part) == "cellXfs":
                for entry in part:
                    number = int(entry.get("numFmtId", "0"))
                    kinds.append(_format_kind(number, own.get(number, "")))
        return kinds

    def rows(self, sheet: str) -> list[Row]:
        rows: list[Row] = []
        cells = 0
        with self._archive.open(self.sheets[sheet]) as file:
            for _, part in ElementTree.iterparse(file):
                if _tag(part) == "row":
                    number = int(part.get("r") or len(rows) + 1)
                    # Rows that are empty are not written.
                    rows.extend([] for _ in range(min(MOST_REPEATED, number - 1 - len(rows))))
                    rows.append(self._row(part))
                    cells += len(rows[-1])
                    part.clear()
                if cells > MOST_CELLS:
                    raise ValueError("it has too many cells")
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
        value = next((part.text or "" for part in cell if _tag(part) == "v"), "")
        if kind == "s":
            return self._texts[int(value)] if value else ""
        if kind == "inlineStr":
            return "".join(_rich_text(part) for part in cell if _tag(part) == "is")
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


def _tag(part: ElementTree.Element) -> str:
    return part.tag.rpartition("}")[2]


def _rich_text(part: ElementTree.Element) -> str:
    """Without how East Asian words are spoken."""
    return "".join(inner.text or "" for child in part if _tag(child) != "rPh" for inner in child.iter() if _tag(inner) == "t")


def _column(place: str) -> int:
    number = 0
    for letter in place:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


def _open_sheets(file) -> dict[str, list[Row]]:
    sheets: dict[str, list[Row]] = {}
    for _, part in ElementTree.iterparse(file):
        if _tag(part) == "table":
            name = next((value for key, value in part.attrib.items() if key.endswith("}name")), f"Sheet {len(sheets) + 1}")
            sheets[name] = list(_open_rows(part))
            part.clear()
    return sheets


def _open_rows(table: ElementTree.Element) -> Iterator[Row]:
    for part in table.iter():
        if _tag(part) == "table-row":
            row: Row = []
            for cell in part:
                text = _open_cell(cell)
                repeated = _attribute(cell, "number-columns-repeated")
                row.extend([text] * min(MOST_REPEATED, int(repeated or 1)))
            while row and not row[-1]:
                row.pop()
            times = int(_attribute(part, "number-rows-repeated") or 1)
            for _ in range(times if row else min(times, 1)):
                yield list(row)


def _open_cell(cell: ElementTree.Element) -> str:
    kind = _attribute(cell, "value-type")
    if kind in ("float", "percentage", "currency"):
        return plain_number(float(_attribute(cell, "value") or "nan"))
    if kind == "date":
        return _attribute(cell, "date-value").replace("T", " ")
    return " ".join("".join(part.itertext()) for part in cell if _tag(part) == "p")


def _attribute(part: ElementTree.Element, name: str) -> str:
    return next((value for key, value in part.attrib.items() if key.endswith("}" + name)), "")

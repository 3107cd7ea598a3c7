"""Sheets of OpenDocument spreadsheets, which are XML in a ZIP archive."""

from __future__ import annotations

import zipfile
from xml.etree import ElementTree

from ..options import Options
from ..problems import NotATable
from ..source import Row
from .contents import Contents
from .markup import Sheet
from .workbook import MOST_CELLS, fill_down, first_filled, plain_number, sheet_of, tag_of

# What a file claims to repeat is not always true.
MOST_REPEATED = 1_000


def open_opendocument(contents: Contents, options: Options) -> Sheet:
    try:
        with zipfile.ZipFile(contents.open()) as archive:
            if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise NotATable(f"{contents.name} is protected by a password: save it without one, or as CSV, and analyse that file.")
            with archive.open("content.xml") as file:
                sheets = _open_sheets(file)
    except (zipfile.BadZipFile, ElementTree.ParseError, ValueError) as error:
        raise NotATable(f"{contents.name} is a damaged spreadsheet ({error}): open it, save it as CSV and analyse that file.") from None
    if not sheets:
        raise NotATable(f"{contents.name} is an OpenDocument file without a sheet: save its table as CSV and analyse that file.")
    chosen, rows = first_filled(contents.name, list(sheets), options.table, sheets.__getitem__)
    return sheet_of(contents.name, "an OpenDocument spreadsheet", chosen, list(sheets), rows, options)


def _open_sheets(file) -> dict[str, list[Row]]:
    sheets: dict[str, list[Row]] = {}
    for _, part in ElementTree.iterparse(file):
        if tag_of(part) == "table":
            name = next((value for key, value in part.attrib.items() if key.endswith("}name")), f"Sheet {len(sheets) + 1}")
            sheets[name] = _open_rows(part)
            part.clear()
    return sheets


def _open_rows(table: ElementTree.Element) -> list[Row]:
    rows: list[Row] = []
    reaching: list[tuple[int, int, int]] = []
    cells = 0
    for part in table.iter():
        if tag_of(part) == "table-row":
            row: Row = []
            for cell in part:
                down = int(_attribute(cell, "number-rows-spanned") or 1)
                if down > 1 and _attribute(cell, "number-columns-spanned") in ("", "1"):
                    reaching.append((len(row), len(rows), len(rows) + down))
                row.extend([_open_cell(cell)] * min(MOST_REPEATED, int(_attribute(cell, "number-columns-repeated") or 1)))
            while row and not row[-1]:
                row.pop()
            times = int(_attribute(part, "number-rows-repeated") or 1)
            cells += times * len(row)
            if cells > MOST_CELLS:
                raise ValueError("it has too many cells")
            rows.extend(list(row) for _ in range(times if row else min(times, 1)))
    fill_down(rows, reaching)
    return rows


def _open_cell(cell: ElementTree.Element) -> str:
    kind = _attribute(cell, "value-type")
    if kind in ("float", "percentage", "currency"):
        return plain_number(float(_attribute(cell, "value") or "nan"))
    if kind == "date":
        return _attribute(cell, "date-value").replace("T", " ")
    return " ".join("".join(part.itertext()) for part in cell if tag_of(part) == "p")


def _attribute(part: ElementTree.Element, name: str) -> str:
    return next((value for key, value in part.attrib.items() if key.endswith("}" + name)), "")

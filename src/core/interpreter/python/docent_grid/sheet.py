"""Writes an Excel workbook of one sheet, row by row, with the standard library alone."""

from __future__ import annotations

import re
import zipfile
from typing import Iterable, Iterator
from xml.sax.saxutils import escape

from docent_profile.problems import NotATable

# What a sheet has room for, with its head, and a cell.
MOST_ROWS, MOST_COLUMNS, LONGEST = 1_048_575, 16_384, 32_767
STEP = 20_000
# Days from Excel's first one to 1970.
EPOCH_DAY, DAY = 25_569, 86_400
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STYLES = {"date": ' s="1"', "moment": ' s="2"', "number": "", "text": ""}
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Table" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def write_sheet(path: str, names: list[str], kinds: list[str], rows: Iterable[list], number: int) -> Iterator[int]:
    """Numbers and moments (seconds since 1970) by kind, all else as text that nobody computes. Yields how many rows are there so far."""
    if number > MOST_ROWS or len(names) > MOST_COLUMNS:
        raise NotATable(f"A sheet has room for {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns: filter the rows, or save as CSV or Parquet.")
    return _written(path, names, kinds, rows)


def _written(path: str, names: list[str], kinds: list[str], rows: Iterable[list]) -> Iterator[int]:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    done = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for part, text in _PARTS.items():
            archive.writestr(part, head + text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            file.write(f'{head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'.encode())
            file.write(f"<row>{''.join(map(_text, names))}</row>".encode())
            for done, row in enumerate(rows, 1):
                file.write(f"<row>{''.join(map(_cell, kinds, row))}</row>".encode())
                if done % STEP == 0:
                    yield done
            file.write(b"</sheetData></worksheet>")
    yield done


def _cell(kind: str, value: object) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, float):
        # Before 1900 there are no days in a sheet.
        number = value if kind == "number" else EPOCH_DAY + value / DAY
        return f"<c{_STYLES[kind]}><v>{number!r}</v></c>"
    return _text(str(value))


def _text(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_FORBIDDEN.sub("", text[:LONGEST]))}</t></is></c>'

"""Separators, fixed widths, archives and other formats."""
import bz2
import gzip
import io
import json
import lzma
import sqlite3
import tarfile
import tempfile
import zipfile

from ugly import Ugly

ROWS = "id{0}name{0}amt\n1{0}a{0}1.5\n2{0}b{0}2.5\n3{0}c{0}9.5\n"
THREE = {"rows": 3, "columns": ["id", "name", "amt"], "cells": {"amt": {"Mean": 4.5}}, "adds": ["amt"]}


def zipped(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


def tarred(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        for name, text in members.items():
            information = tarfile.TarInfo(name)
            information.size = len(text.encode())
            archive.addfile(information, io.BytesIO(text.encode()))
    return target.getvalue()


def opened(content: str, manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument spreadsheet of one sheet with these rows."""
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="A">{content}</table:table></office:spreadsheet></office:body></office:document-content>'
    return zipped({"content.xml": body, "META-INF/manifest.xml": manifest})


REPEATED = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'


def workbook(rows: list[list[object]], more: dict[str, list[list[object]]] | None = None, merged: tuple[str, ...] = ()) -> bytes:
    """An XLSX file; a pair is a number with the place of its style: 1 is a date, 2 a time. Cells are `merged` in the first sheet."""
    sheets = {"Data": rows, **(more or {})}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def cell(column: int, row: int, value: object) -> str:
        place = f'r="{chr(65 + column)}{row}"'
        if value is None:
            return ""
        if isinstance(value, tuple):
            return f'<c {place} s="{value[1]}"><v>{value[0]}</v></c>'
        if isinstance(value, str):
            return f'<c {place} t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c {place}><v>{value}</v></c>"

    def sheet(rows: list[list[object]]) -> str:
        lines = (f'<row r="{number}">{"".join(cell(column, number, value) for column, value in enumerate(row))}</row>' for number, row in enumerate(rows, 1))
        reaching = "".join(f'<mergeCell ref="{place}"/>' for place in merged) if rows is sheets["Data"] else ""
        return f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData><mergeCells>{reaching}</mergeCells></worksheet>'

    names = "".join(f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(sheets, 1))
    links = "".join(f'<Relationship Id="rId{number}" Type="{office}/worksheet" Target="worksheets/sheet{number}.xml"/>' for number in range(1, len(sheets) + 1))
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{links}</Relationships>',
            "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs></styleSheet>',
            **{f"xl/worksheets/sheet{number}.xml": sheet(rows) for number, rows in enumerate(sheets.values(), 1)},
        }
    )


def database(*statements: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(f"{folder}/t.db")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        with open(f"{folder}/t.db", "rb") as file:
            return file.read()


HTML = "<html><body><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></body></html>"
FIXED = "name        city        amount\nAnn Smith   New York      12.5\nBob Jones   Rome           7.5\nCid Brown   Los Angeles   10.0\n"
RECORDS = [{"id": 1, "v": 2.5, "g": "x"}, {"id": 2, "v": 3.5, "g": "y"}, {"id": 3, "v": 9, "g": "x"}]

FILES = [
    Ugly("t.tar.gz", tarred({"readme.txt": "see the table", "d/t.csv": ROWS.format(",")}), says=["unpacked from gzip of tar, `t.csv`, the largest table of 2 files"], **THREE),
    Ugly("a bomb.ods", opened(REPEATED), refused="too many cells"),
    Ugly("locked.ods", opened("", '<manifest><encryption-data checksum="x"/></manifest>'), refused="protected by a password"),
    Ugly("blanks.txt", "x y z\n1 2 3.5\n2 4 7.0\n3 6 10.5\n", rows=3, columns=["x", "y", "z"], cells={"z": {"Mean": 7}}),
    *(Ugly("separated.txt", ROWS.format(sign), **THREE) for sign in ("^", "\x01", "~", "@", "::", "\x1f", "¦", "||", ":", "\x1e")),
    Ugly("many blanks.dat", "  x    y     z\n  1    2   3.5\n 20   40   7.0\n300  600  10.5\n", rows=3, columns=["x", "y", "z"], cells={"z": {"Mean": 7}}),
    Ugly("fixed.txt", FIXED, rows=3, columns=["name", "city", "amount"], first=["Ann Smith", "New York", "12.5"], cells={"amount": {"Mean": 10}}, adds=["amount"]),
    Ugly("nuls.csv", b"a,b\n0,0\n1,3\n2,6\n" + bytes(64), rows=3, cells={"b": {"Mean": 3}}, says=["NUL"]),
    Ugly("t.xls", "a\tb\n1\t2\n3\t4\n", rows=2, columns=["a", "b"], cells={"a": {"Mean": 2}}),
    Ugly("t.xls", HTML, rows=2, columns=["a", "b"], cells={"b": {"Mean": 3}}, says=["HTML"]),
    Ugly("g.csv.gz", gzip.compress(b"a,b\n1,2\n3,4\n"), rows=2, columns=["a", "b"], says=["gzip"]),
    Ugly("g.csv.bz2", bz2.compress(b"a,b\n1,2\n3,4\n"), rows=2, columns=["a", "b"]),
    Ugly("g.csv.xz", lzma.compress(b"a,b\n1,2\n3,4\n"), rows=2, columns=["a", "b"]),
    Ugly("g.csv", gzip.compress(b"a,b\n1,2\n3,4\n"), rows=2, columns=["a", "b"]),
    Ugly("g.zip", zipped({"data/t.csv": "a,b\n1,2\n3,4\n", "readme.txt": "Hello, you."}), rows=2, columns=["a", "b"], says=["t.csv"]),
    Ugly("t.psv", "a|b\n1|2\n3|4\n", rows=2, columns=["a", "b"]),
    Ugly(
        "book.xlsx",
        workbook([["day", "name", "amount"], [(45292, 1), "a", 1.5], [(45293, 1), "b", 2.5], [(45294, 1), "a", 8]], {"Notes": [["x"]]}),
        rows=3,
        columns=["day", "name", "amount"],
        types={"day": "date"},
        cells={"amount": {"Mean": 4}, "day": {"Min": "2024-01-01", "Max": "2024-01-03"}},
        says=["`Data`", "`Notes`"],
        adds=["amount"],
    ),
    Ugly(
        "titled.xlsx",
        workbook([["Sales of the year"], [], ["region", "units"], ["N", 10], ["S", 20], ["E", 60], ["Total", 90]]),
        rows=3,
        columns=["region", "units"],
        cells={"units": {"Mean": 30}},
        adds=["units"],
    ),
    Ugly("t.json", json.dumps(RECORDS), rows=3, columns=["id", "v", "g"], cells={"v": {"Mean": 5}}),
    Ugly("t.txt", "\n".join(map(json.dumps, RECORDS)), rows=3, columns=["id", "v", "g"], cells={"v": {"Mean": 5}}),
    Ugly("within.json", json.dumps({"status": "ok", "data": RECORDS}), rows=3, columns=["id", "v", "g"], cells={"v": {"Mean": 5}}),
    Ugly("nested.json", json.dumps([{"id": 1, "at": {"x": 2}}, {"id": 2, "at": {"x": 6}}]), rows=2, columns=["id", "at.x"], cells={"at.x": {"Mean": 4}}),
    Ugly("lists.json", json.dumps([["a", "b"], [1, 2], [3, 4]]), rows=2, columns=["a", "b"]),
    Ugly("columns.json", json.dumps({"a": [1, 3], "b": [2, 4]}), rows=2, columns=["a", "b"]),
    Ugly(
        "map.geojson",
        json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {"n": n}} for n in (3, 5)]}),
        rows=2,
        cells={"n": {"Mean": 4}},
    ),
    Ugly("t.sqlite", database("CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, 2), (3, 4)", "CREATE TABLE u (x)"), rows=2, columns=["a", "b"], says=["SQLite", "`t`"]),
    Ugly("the largest.sqlite", database("CREATE TABLE notes (id, text)", "INSERT INTO notes VALUES (1, 'a'), (2, 'b')", "CREATE VIEW v AS SELECT * FROM sales, sales AS other", "CREATE TABLE sales (id, place, amount)", "INSERT INTO sales VALUES (1, 'x', 3), (2, 'y', 5)"),
         rows=2, columns=["id", "place", "amount"], cells={"amount": {"Mean": 4}}, says=["only the table `sales`, the largest, was read, not `notes` and `v`"]),
    Ugly("a view alone.sqlite", database("CREATE TABLE t (x)", "CREATE VIEW v AS SELECT 5 AS n UNION ALL SELECT 7"), rows=2, columns=["n"], silent=["largest"]),
    Ugly("psql.txt", " id | name | amt\n----+------+-----\n  1 | a    | 1.5\n  2 | b    | 2.5\n  3 | c    | 9.5\n(3 rows)\n", **THREE),
    Ugly("markdown.md", "| id | name | amt |\n|---|---|---:|\n| 1 | a | 1.5 |\n| 2 | b | 2.5 |\n| 3 | c | 9.5 |\n", **THREE),
    Ugly("sep.csv", "sep=;\nid;name;amt\n1;a;1,5\n2;b;2,5\n3;c;9,5\n", **THREE),
    Ugly("trailing.csv", "id;name;amt;\n1;a;1.5;\n2;b;2.5;\n3;c;9.5;\n", **THREE),
    Ugly("R.txt", '"id" "name" "amt"\n"1" 1 "a" 1.5\n"2" 2 "b b" 2.5\n"3" 3 "c" 9.5\n', rows=3, cells={"amt": {"Mean": 4.5}}, adds=["amt"]),
    Ugly("picture.csv", bytes([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 9]), refused="PNG"),
    Ugly("paper.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", refused="PDF"),
    Ugly("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), refused="xlrd|CSV"),
    Ugly("letter.txt", "Dear Ann,\n\nthis is a letter, and no table.\nIt goes on, and on, for lines.\n", refused="does not look like a table"),
    Ugly("empty.csv", "", refused="is empty"),
    Ugly("a head.csv", "a,b\n", refused="only a header"),
    Ugly("sky.fits", b"SIMPLE  =                    T / conforms to FITS standard".ljust(2880), refused="a FITS file"),
]

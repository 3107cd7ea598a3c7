"""Which encoding a file's bytes are in, and whether they are text at all."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from .problems import NotATable, empty

# Large enough for the disk to be read at full speed, small enough to be held at any time.
BLOCK = 1 << 20
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


class Encoding(NamedTuple):
    codec: str
    label: str


def detect_encoding(path: str, name: str) -> Encoding:
    """Reads as much of the file as it takes to be sure.

    Raises NotATable for an empty file, a workbook and anything else that is not text.
    """
    with open(path, "rb") as file:
        head = file.read(BLOCK)
        if not head.strip():
            raise empty(name)
        if name.lower().endswith(WORKBOOK_SUFFIXES) or head.startswith(OLD_OFFICE) or (head.startswith(ZIP) and b"xl/" in head):
            raise NotATable(f"{name} is a spreadsheet workbook: export the sheet as CSV and analyse that file.")
        for mark, codec, label in BYTE_ORDER_MARKS:
            if head.startswith(mark):
                return Encoding(codec, label)
        if codec := _utf16_without_mark(head):
            return Encoding(codec, "UTF-16")
        if b"\0" in head or len(head) - len(head.translate(None, CONTROL_BYTES)) > len(head) / 50:
            raise NotATable(f"{name} is a binary file, not a table of text: export the data as CSV and analyse that file.")
        return _utf8_or_windows(head, file)


def _utf16_without_mark(head: bytes) -> str:
    """In UTF-16 every other byte of Western text is zero: the even ones where the high byte comes first."""
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) / 2
    if odd > half * 0.5 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.5 and odd < half * 0.05 else ""


def _utf8_or_windows(block: bytes, file) -> Encoding:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block:
            decoder.decode(block)
            block = file.read(BLOCK)
        decoder.decode(b"", True)
        return Encoding("utf-8", "UTF-8")
    except UnicodeDecodeError:
        # A few broken bytes among many good sequences are damage; otherwise it never was UTF-8.
        text = block.decode("utf-8", "replace")
        damaged, sound = text.count("\ufffd"), sum(character > "\x7f" for character in text) - text.count("\ufffd")
        return Encoding("utf-8", "damaged UTF-8") if damaged < sound else Encoding("cp1252", "Windows-1252")

"""How the cells of a delimited text are written: one class for all that divides a line into cells."""

from __future__ import annotations

import csv
import re
from typing import Iterable, NamedTuple

# The csv module refuses cells above 128 KB, but one open quote makes a cell of the rest of the file.
csv.field_size_limit(2**31 - 1)
# Divides cells where what does so in the file is more than one character; no text has it.
DIVIDER = "\x1f"
_NULL = re.compile(r"(?:(?<=[,;\t|])|^)\\N(?=[,;\t|\r\n]|$)")
_BLANKS = re.compile(r'("(?:[^"]|"")*")|(?<![^ \t])\[([^\]\["]*)\](?=[ \t]|$)|[ \t]+')


class Writing(NamedTuple):
    """`delimiter` is one or more characters, `blanks` runs of them, or `fixed` with the slices of `widths`."""

    delimiter: str
    quote: str = '"'
    escapes: bool = False
    # Every line as a whole is one quoted cell.
    is_wrapped: bool = False
    widths: tuple[tuple[int, int], ...] = ()
    # A single quote before a cell that has none behind it in its line is an apostrophe.
    has_apostrophes: bool = False

    @property
    def described(self) -> str:
        kind = f"{NAMES.get(self.delimiter) or self.delimiter}-separated"
        if self.widths:
            kind = "columns of fixed width"
        kind += ", backslash escapes" if self.escapes else ""
        kind += ", single quotes" if self.quote == "'" else ""
        return kind + (", every line in quotes" if self.is_wrapped else "")

    def reader(self, lines: Iterable[str]):
        """Rows of cells; `line_num` counts lines."""
        if self.is_wrapped:
            lines = map(_unwrapped, lines)
        if self.escapes:
            # How databases write that there is no value.
            lines = (_NULL.sub("", line) if "\\N" in line else line for line in lines)
        if self.has_apostrophes:
            edge = re.escape(self.delimiter)
            alone = re.compile(rf"(^|{edge})'(?!(?:[^'\r\n]|'')*'(?:{edge}|\r?\n?$))")
            # A quote in quotes is one, and what follows belongs to the cell.
            lines = (alone.sub(r"\1''''", line) if "'" in line else line for line in lines)
        if self.widths:
            return csv.reader((self._sliced(line) for line in lines), delimiter=DIVIDER, quoting=csv.QUOTE_NONE)
        delimiter = self.delimiter
        if delimiter == "blanks":
            delimiter, lines = DIVIDER, map(_blanks_divided, lines)
        elif delimiter == "wide blanks":
            delimiter, lines = DIVIDER, (re.sub(r" {2,}|\t+", DIVIDER, line.strip()) + "\n" for line in lines)
        elif len(delimiter) > 1:
            delimiter, lines = DIVIDER, (line.replace(self.delimiter, DIVIDER) for line in lines)
        # With a space after the delimiter a quote would otherwise not be seen as one.
        return csv.reader(
            lines,
            delimiter=delimiter,
            skipinitialspace=True,
            quotechar=self.quote or None,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            escapechar="\\" if self.escapes else None,
        )

    def plain_reader(self, lines: Iterable[str]):
        """As if quotes meant nothing."""
        return self._replace(quote="", escapes=False).reader(lines)

    def _sliced(self, line: str) -> str:
        line = line.rstrip("\r\n")
        if line.startswith("#") and len(line.lstrip("# ").split()) != len(self.widths):
            return line + "\n"  # A comment, which has no columns.
        return DIVIDER.join([line[low:high].strip() for low, high in self.widths]) + "\n" if line.strip() else "\n"


NAMES = {
    "\t": "tab",
    ";": "semicolon",
    "|": "pipe",
    ",": "comma",
    ":": "colon",
    "^": "caret",
    "~": "tilde",
    "\x01": "^A",
    "\x02": "^B",
    "\x1c": "FS",
    "\x1d": "GS",
    "\x1e": "RS",
    "\x1f": "US",
    "blanks": "space",
    "wide blanks": "space",
}


def _unwrapped(line: str) -> str:
    text = line.strip()
    return text[1:-1].replace('""', '"') + "\n" if len(text) > 1 and text[0] == text[-1] == '"' else line


def _blanks_divided(line: str) -> str:
    line = line.strip()
    if line.startswith("#"):
        line = "#" + line[1:].lstrip()  # A sign before the names is no cell of its own.
    if '"' not in line and "[" not in line:
        return DIVIDER.join(line.split()) + "\n"
    # Servers put moments in brackets.
    return _BLANKS.sub(lambda match: DIVIDER if match.lastindex is None else match[match.lastindex], line) + "\n"

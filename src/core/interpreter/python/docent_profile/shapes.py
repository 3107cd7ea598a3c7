"""What a cell's text looks like, judged on its own; what it means is decided by the whole column."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from .moments import date_shape

_MARKERS = ("", "na", "n/a", "#n/a", "nan", "null", "none", "<na>", "-", "--", "–", "—", "?")
# As written in capitals, small letters or like a name: a set of exact texts is tested faster than a folded one.
MISSING = frozenset(form for marker in _MARKERS for form in (marker, marker.upper(), marker.title(), "NaN"))

BOOLEANS = frozenset("true false yes no y n t f on off ja nein oui non si sí wahr falsch vrai faux".split())

_CURRENCY = r"[$€£¥₹₽₩₺₪]|(?:USD|EUR|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|NZD|BRL|ZAR|kr|zł|Kč)"
NUMBER = re.compile(
    # Blanks follow only what is there: side by side, several `\s*` would try all ways to share a long run of them.
    rf"(?:(?P<open>\()\s*)?(?:(?P<sign>[-+−])\s*)?(?:(?P<before>{_CURRENCY})\s*)?(?P<inner>[-−])?"
    rf"(?P<digits>(?:[\d.,'’][\d.,'’\s]*)?\d\.?(?:[eE][-+]?\d\d?)?)\s*(?P<after>%|{_CURRENCY})?(?P<close>\))?"
)
# The name of the first form that fits the digits whole tells what the separators may mean.
DIGITS = re.compile(
    r"""(?P<long>[1-8]\d{15}|900[0-6]\d{12})                          # so long that it mostly is a code; a float keeps it still
    |(?P<code>0\d+|\d{16,})                                     # 00501, or more digits than a float keeps
    |(?P<year>(?:1[5-9]|20)\d\d)                                    # 2024: a year or a quantity
    |(?P<integer>\d+)
    |(?P<either_comma>[1-9]\d{0,2},\d{3})                           # 1,234: thousands or decimals
    |(?P<either_dot>[1-9]\d{0,2}\.\d{3})                            # 1.234: decimals or thousands
    |(?P<dot>(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d\d?)?)                # 12.5
    |(?P<comma>\d*,\d+)                                             # 12,5
    |(?P<grouped_dot>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?)             # 1,234.50
    |(?P<grouped_comma>[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?)           # 1.234,50
    |(?P<spaced_comma>[1-9]\d{0,2}(?:['’\s]\d{3})+,\d+)             # 1 234,50
    |(?P<spaced>[1-9]\d{0,2}(?:['’\s]\d{3})+(?:\.\d+)?)             # 1 234 and 1'234.50
    """,
    re.X,
)
NUMBER_FORMS = frozenset(DIGITS.groupindex)

# A block of plain numbers, one a line, is recognised in one go: most cells of most files never take the long way.
_PLAIN_BLOCK = re.compile(r"(?:-?(?:0|[1-9]\d{0,14})(?:\.\d+)?\n)*")
_DIGIT = re.compile(r"\d")
_YEAR_BLOCK = re.compile(r"(?:(?:1[5-9]|20)\d\d\n)*")
_SURELY_DECIMAL = re.compile(r"(?:^-?0|\d{4})\.|\.(?:\d\d?|\d{4,})$", re.M)

# No number or date is longer; it keeps the patterns away from prose, on which they would be slow.
LONGEST = 40


class Shape(NamedTuple):
    """`form` is one of DIGITS' names, of moments' date forms, `boolean` or `text`; `unit` a currency or `%`."""

    form: str
    unit: str = ""


def shape_of(text: str) -> Shape:
    """The shape of one cell, which is neither missing nor padded."""
    if not _DIGIT.search(text):
        return Shape("boolean" if text.lower() in BOOLEANS else "text")
    if len(text) > LONGEST:
        return Shape("text")
    if number := NUMBER.fullmatch(text):
        digits = DIGITS.fullmatch(number["digits"])
        if digits and digits.lastgroup and bool(number["open"]) == bool(number["close"]):
            return Shape(digits.lastgroup, number["before"] or number["after"] or "")
    if form := date_shape(text):
        return Shape(form)
    return Shape("text")


def shapes_of(cells: list[str], known: dict[str, Shape]) -> Counter:
    """How often each shape occurs among cells none of which is missing; `known` remembers texts already judged."""
    block = "\n".join(cells) + "\n"
    if cells and block.count("\n") == len(cells) and _PLAIN_BLOCK.fullmatch(block):
        if "." not in block:
            return Counter({Shape("year" if _YEAR_BLOCK.fullmatch(block) else "integer"): len(cells)})
        return Counter({Shape("dot" if _SURELY_DECIMAL.search(block) else "either_dot"): len(cells)})
    shapes: Counter = Counter()
    for text, times in Counter(cells).items():
        shapes[known[text]] += times
    return shapes

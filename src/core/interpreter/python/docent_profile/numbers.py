"""Reads a number as people write it: signs, currencies, percentages and separators."""

from __future__ import annotations

import re
from math import nan

from .shapes import DIGITS, NUMBER

_COMMA_FORMS = frozenset({"comma", "grouped_comma", "spaced_comma"})
_DOT_FORMS = frozenset({"dot", "grouped_dot"})
_GROUPS = re.compile(r"['’\s]")


def read_number(text: str, comma_decimal: bool) -> float:
    """`(€1,234.50)` as -1234.5, `12%` as 12; NaN where the text is no number in the column's notation."""
    number = NUMBER.fullmatch(text)
    digits = number and DIGITS.fullmatch(number["digits"])
    if not digits or digits.lastgroup in (_DOT_FORMS if comma_decimal else _COMMA_FORMS):
        return nan
    plain = _GROUPS.sub("", number["digits"])
    plain = plain.replace(".", "").replace(",", ".") if comma_decimal else plain.replace(",", "")
    is_negative = number["open"] or number["inner"] or number["sign"] in ("-", "−")
    return -float(plain) if is_negative else float(plain)

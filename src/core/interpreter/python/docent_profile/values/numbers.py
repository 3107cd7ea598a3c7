"""Reads a number as people write it: signs, currencies, units, scales, percentages, footnotes and separators; and durations."""

from __future__ import annotations

import re
from math import nan

from .kinds import NumberKind
from .shapes import CLOCK, DIGITS, HALF_DAY, LIMIT, NUMBER, SPAN
from .units import SCALES, SMALL_MILLION, is_unit

_COMMA_FORMS = frozenset({"comma", "grouped_comma", "spaced_comma"})
_DOT_FORMS = frozenset({"dot", "grouped_dot"})
_GROUPS = re.compile(r"['’\s]")


def read_number(text: str, kind: NumberKind) -> float:
    """`(€1,234.50)` as -1234.5, `12%` as 12, `1.5M` as 1,500,000; NaN where the text is no number in the column's notation."""
    number = NUMBER.fullmatch(text)
    digits = number and DIGITS.fullmatch(number["digits"])
    if not digits or digits.lastgroup in (_DOT_FORMS if kind.comma_decimal else _COMMA_FORMS):
        return nan
    after = number["after"] or ""
    if after and not is_unit(after) and after != kind.own_unit and after not in kind.marks:
        return nan
    plain = _GROUPS.sub("", number["digits"])
    plain = plain.replace(".", "").replace(",", ".") if kind.comma_decimal else plain.replace(",", "")
    is_negative = number["open"] or number["inner"] or number["behind"] or number["sign"] in ("-", "−")
    value = float(plain)
    is_scale = after in SCALES and after != kind.own_unit and after not in kind.marks
    if is_scale or (after == SMALL_MILLION and (kind.small_million or number["before"])):
        # In decimal arithmetic: 1.1 × 1e6 is 1,100,000.
        value = float(f"{plain}e{len(str(int(SCALES.get(after, 1e6)))) - 1}") if "e" not in plain.lower() else value * SCALES.get(after, 1e6)
    return -value if is_negative else value


def read_duration(text: str) -> float:
    """Seconds; of `1:30` the smaller part counts once and the larger sixty times, whatever they are. NaN where the text is none."""
    if clock := HALF_DAY.fullmatch(text):
        minutes = (int(clock["hour"]) % 12 + (12 if clock["half"] in "pP" else 0)) * 60 + int(clock["minute"] or 0)
        return minutes * 60 + int(clock["second"]) if clock["second"] else minutes
    if clock := CLOCK.fullmatch(text):
        parts = [int(part) for part in (clock["first"], clock["second"], clock["third"]) if part]
        seconds = 0
        for part in parts:
            seconds = seconds * 60 + part
        if clock["days"]:
            seconds += 86_400 * int(clock["days"]) if clock["third"] else 1_440 * int(clock["days"])
        return -seconds if clock["sign"] else seconds
    span = SPAN.fullmatch(text)
    if not span:
        return nan
    return sum(float(span[name] or 0) * factor for name, factor in (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1)))


def is_limit(text: str) -> bool:
    return LIMIT.fullmatch(text) is not None

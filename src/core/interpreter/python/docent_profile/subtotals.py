"""Totals that stand among the rows: told by their label, and by that they are the sums of the rows above them."""

from __future__ import annotations

import re

from .source import Row
from .tails import TOTALS

# A label, also as Excel writes it behind a group; all engines understand it.
LABEL = rf"(?i:\s*(?:{TOTALS}|[^\s].{{0,40}} totals?)\s*)"
_LABEL = re.compile(LABEL)
_SUBTOTAL = re.compile(r"(?i:sub|zwischen|sous|parcial|.+ totals?)")
# What is in every label: most blocks of rows have none of them.
_STEMS = ("total", "sum", "gesamt", "zusammen", "razem", "итого", "всего", "计", "計", "계", "toplam", "yhteens", "i alt", "totaal", "celkem", "totaux")
_NO_DIGITS = re.compile(r"[^\d.,()−-]")
# Amounts are rounded.
NEAR = 1e-6


def label_of(row: Row) -> str:
    return row[0] or (row[1] if len(row) > 1 else "")


def subtotals_in(rows: list[Row], before: list[Row]) -> set[int]:
    """Places of the rows that are sums of those above: of all, or of those since the last such row; `before` are those right above the first."""
    labels = "\n".join(map(label_of, rows)).lower()
    if not any(stem in labels for stem in _STEMS):
        return set()
    places = [place for place, row in enumerate(rows) if _LABEL.fullmatch(label_of(row))]
    found: set[int] = set()
    rows = [*before, *rows]
    start = 0
    for place in (len(before) + place for place in places):
        label = label_of(rows[place]).strip()
        is_rare = _SUBTOTAL.match(label) or sum(label_of(row).strip() == label for row in rows) == 1
        since = [rows[other] for other in range(start, place) if other not in found]
        every = [rows[other] for other in range(place) if other not in found]
        if is_rare and (_is_sum(rows[place], since) or _is_sum(rows[place], every)):
            found.add(place)
            start = place + 1
    return {place - len(before) for place in found}


def _is_sum(row: Row, above: list[Row]) -> bool:
    """Whether most of its amounts are the sums of those above."""
    amounts = {place: amount for place, cell in enumerate(row) if (amount := _amount(cell)) is not None}
    if not any(amounts.values()) or len(above) < 2:
        return False
    right = 0
    for place, amount in amounts.items():
        total = sum(_amount(other[place]) or 0 for other in above)
        right += abs(total - amount) <= max(0.0051, NEAR * abs(amount))
    return right * 2 > len(amounts)


def _amount(cell: str) -> float | None:
    digits = _NO_DIGITS.sub("", cell).replace("−", "-")
    if not any(map(str.isdigit, digits)) or sum(map(str.isalpha, cell)) > 3:
        return None
    is_negative = digits.startswith(("(", "-"))
    digits = digits.strip("()-")
    whole, mark, part = digits.rpartition("," if digits.rfind(",") > digits.rfind(".") else ".")
    # Three digits behind a single sign are thousands.
    if not mark or (len(part) == 3 and (mark == "," or mark in whole)):
        whole, part = digits, ""
    try:
        value = float(f"{whole.replace(',', '').replace('.', '')}.{part or 0}")
    except ValueError:
        return None
    return -value if is_negative else value

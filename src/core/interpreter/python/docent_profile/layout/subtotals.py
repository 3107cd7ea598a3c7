"""Totals that stand among the rows: told by their label, and by that they are the sums of the rows above them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from math import fsum

from ..source import Row
from .tails import TOTALS

# A label, also as Excel writes it behind a group; all engines understand it.
LABEL = rf"(?i:\s*(?:{TOTALS}|[^\s].{{0,40}} totals?)\s*)"
_LABEL = re.compile(LABEL)
_SUBTOTAL = re.compile(r"(?i:sub|zwischen|sous|parcial|.+ totals?)")
# A longer text is no label.
LONGEST = 100
# What is in every label: most blocks of rows have none of them.
_STEMS = ("total", "sum", "gesamt", "zusammen", "razem", "итого", "всего", "计", "計", "계", "toplam", "yhteens", "i alt", "totaal", "celkem", "totaux")
_NO_DIGITS = re.compile(r"[^\d.,()−-]")
# Amounts are rounded.
NEAR = 1e-6


def is_label(text: str) -> bool:
    return _LABEL.fullmatch(text) is not None


def label_of(row: Row) -> str:
    return row[0] or (row[1] if len(row) > 1 else "")


def subtotals_in(rows: list[Row], before: list[Row], since: int) -> set[int]:
    """Places of the rows that are sums of those above: of all, or of those since the last such row; `before` are those right above the first, from `since` on behind the last sum."""
    labels = "\n".join([label_of(row)[:LONGEST] for row in rows]).lower()
    if not any(stem in labels for stem in _STEMS):
        return set()
    places = [place for place, row in enumerate(rows) if is_label(label_of(row))]
    sums = _Sums([*before, *rows])
    often = Counter(label_of(row).strip() for row in sums.rows)
    start = since
    for place in (len(before) + place for place in places):
        label = label_of(sums.rows[place]).strip()
        is_rare = _SUBTOTAL.match(label) or often[label] == 1
        if is_rare and (_is_sum(sums, place, start) or start and _is_sum(sums, place, 0)):
            sums.leave_out(place)
            start = place + 1
    return {place - len(before) for place in sums.left_out}


class _Sums:
    """Of each column that is asked for its amounts and their sums up to each row, worked out once: a file may name many rows total."""

    def __init__(self, rows: list[Row]):
        self.rows = rows
        # Rows that are sums themselves, and by column what they amount to.
        self.left_out: set[int] = set()
        self._left_out: dict[int, float] = {}
        self._columns: dict[int, tuple[list[float], list[float]]] = {}

    def leave_out(self, place: int) -> None:
        self.left_out.add(place)
        for column, (amounts, _) in self._columns.items():
            self._left_out[column] += amounts[place]

    def between(self, column: int, start: int, end: int) -> float:
        """`start` is 0, or behind all rows that are left out."""
        if column not in self._columns:
            amounts = [_amount(row[column]) or 0.0 for row in self.rows]
            self._columns[column] = amounts, list(accumulate(amounts, initial=0.0))
            self._left_out[column] = fsum(amounts[place] for place in self.left_out)
        _, upto = self._columns[column]
        return upto[end] - upto[start] - (0 if start else self._left_out[column])


def _is_sum(sums: _Sums, place: int, start: int) -> bool:
    """Whether most of the row's amounts are the sums of those above, from the row `start` on."""
    amounts = {column: amount for column, cell in enumerate(sums.rows[place]) if (amount := _amount(cell)) is not None}
    if not any(amounts.values()) or place - start - (0 if start else len(sums.left_out)) < 2:
        return False
    right = sum(abs(sums.between(column, start, place) - amount) <= max(0.0051, NEAR * abs(amount)) for column, amount in amounts.items())
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

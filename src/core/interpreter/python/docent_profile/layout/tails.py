"""Rows that are no data though they stand among the rows: totals and notes at the end of a table."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..source import Row
from ..values.cells import is_missing, is_value

# So many of the last rows are looked at.
TAIL = 40
TOTALS = (
    r"(?:(?:grand|overall|sub|column|report|net)?[ -]?totals?|sum|sums|totaux|total g[eé]n[eé]ral|total general|summe|gesamt|gesamtsumme|gesamtergebnis|insgesamt|zusammen"
    r"|totale|totale complessivo|totaal|eindtotaal|suma|razem|итого|всего|合計|総計|合计|总计|總計|합계|총계|toplam|yhteensä|i alt|totalt|celkem)"
    r"(?: (?:general|g[eé]n[eé]ral|all|sum|of .{1,30}|\(.*\)))?[:.]?"
)
_TOTAL = re.compile(TOTALS, re.I)
_NOTE = re.compile(r"(?:source|sources|note|notes|quelle|quellen|fuente|fonte|footnotes?|hinweis|anmerkung|copyright|\(c\)|©|\*|†|‡|¹|²|\[\d|\d+\)|last updated|data from|generated|exported|stand:|end of|legend|[a-z]\) )", re.I)


class Tail(NamedTuple):
    """What is left of the last rows, and how many were left out as what."""

    rows: list[Row]
    notes: int
    # Places among the rows, the notes included.
    totals: list[int]


def is_total(row: Row) -> bool:
    """A row whose first filled cell, and that alone among its texts, says total."""
    label = next((cell.strip() for cell in row[:3] if cell.strip()), "")
    return len(label) <= 40 and _TOTAL.fullmatch(label) is not None


def without_tail(rows: list[Row], width: int, earlier: list[Row]) -> Tail:
    """`rows` are the last ones, of which short ones keep their length; `earlier` tell what a usual row is."""
    # Delimiters at a line's end make no cell.
    kept = [row if any(row[width:]) else row[:width] for row in rows]
    notes = 0
    while kept and (not any(map(str.strip, kept[-1])) or _is_note(kept[-1], width, [*earlier, *kept[:-1]])):
        notes += any(map(str.strip, kept[-1]))
        kept.pop()
    totals: list[int] = []
    usual = [*earlier, *kept]
    while len(kept) > 1 and len(kept[-1]) == width and is_total(kept[-1]) and _is_rare(kept[-1], usual):
        totals.insert(0, len(kept) - 1)
        kept.pop()
        while kept and not any(map(str.strip, kept[-1])):
            kept.pop()
    return Tail(kept, notes, totals)


def _is_rare(row: Row, usual: list[Row]) -> bool:
    """Of a category one value may be the total: then it stands in each of its groups."""
    place = next(place for place, cell in enumerate(row) if cell.strip())
    return sum(other[place : place + 1] == [row[place]] for other in usual) <= 1


def _is_note(row: Row, width: int, usual: list[Row]) -> bool:
    """One text alone at the beginning, where rows have more."""
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    if len(filled) != 1 or width < 2:
        return _is_sentence(row, width)
    [place] = filled
    text = row[place].strip()
    if place > 0 or is_value(text):
        return False
    if width == 2 and len(row) == width and not _NOTE.match(text):
        return False
    others = [sum(not is_missing(cell) for cell in other) for other in usual[-20:] if len(other) == width]
    return bool(others) and sum(number > 1 for number in others) >= 0.5 * len(others)


def _is_sentence(row: Row, width: int) -> bool:
    """A note whose commas made cells of it."""
    text = ",".join(row)
    return len(row) != width and not any(is_value(cell) for cell in row if cell.strip() and not cell.strip().isdecimal()) and (
        _NOTE.match(text.strip()) is not None or (len(text) > 30 and text.count(" ") > 4)
    )

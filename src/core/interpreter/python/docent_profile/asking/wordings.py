"""Filters by what texts hold or begin with: `name contains book`, `city starts with "New"`, `note is empty`."""

from __future__ import annotations

from typing import Callable, NamedTuple, Sequence

from ..columns import Column, TextColumn
from ..table import Table
from ..words import code
from . import lexicon
from .tokens import Named, Token

# How a text is compared, as it is told, with the words for it; the longest first.
_VERBS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("does", "not", "contain"), "does not contain"), (("doesn t", "contain"), "does not contain"), (("not", "containing"), "does not contain"),
    (("contains",), "contains"), (("containing",), "contains"), (("contain",), "contains"), (("includes",), "contains"), (("like",), "contains"), (("mentions",), "contains"), (("mentioning",), "contains"),
    (("starts", "with"), "starts with"), (("starting", "with"), "starts with"), (("start", "with"), "starts with"), (("begins", "with"), "starts with"), (("beginning", "with"), "starts with"),
    (("ends", "with"), "ends with"), (("ending", "with"), "ends with"), (("end", "with"), "ends with"),
)
_TESTS: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda cell, text: text in cell,
    "does not contain": lambda cell, text: text not in cell,
    "starts with": str.startswith,
    "ends with": str.endswith,
    "is": str.__eq__,
}
_EQUAL = frozenset(["is", "=", "==", "equals"])


class Wording(NamedTuple):
    told: str
    keeps: Callable[[int], bool]
    places: frozenset[int]


def wordings_in(tokens: Sequence[Token], names: Sequence[Named], table: Table) -> list[Wording]:
    found = []
    for at in range(len(tokens)):
        verb, end = _verb(tokens, at)
        if not verb or end >= len(tokens) or any(at in each.places for each in found):
            continue
        named = next((name for name in reversed(names) if name.value is None and name.end <= at and not _between(tokens, name.end, at)), None)
        column = named.column if named and isinstance(named.column, TextColumn) else None
        if verb == "is" and (column is None or column.codes is not None):
            continue  # The values of such a column are known by name.
        last = _end_of_text(tokens, end, verb == "is")
        text = "".join(token.text + token.gap for token in tokens[end : last - 1]) + tokens[last - 1].text
        place = table.columns.index(column) if column else None
        told = f"{code(column.name) if column else 'a cell'} {verb} {code(text)}"
        found.append(Wording(told, _kept(table, column, place, verb, text.casefold()), frozenset(range(named.start if named else at, last))))
    return found


def _verb(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    for words, verb in _VERBS:
        if tuple(token.word for token in tokens[at : at + len(words)]) == words:
            return verb, at + len(words)
    return ("is", at + 1) if tokens[at].word in _EQUAL or tokens[at].text in _EQUAL else ("", at)


def _between(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(token.word not in lexicon.COPULA for token in tokens[start:end])


def _end_of_text(tokens: Sequence[Token], start: int, is_whole: bool) -> int:
    """All that stands in the same quotes; else one word, or where it is the whole text all up to the next condition."""
    end = start + 1
    if not tokens[start].quote:
        while is_whole and end < len(tokens) and tokens[end].word not in ("and", "or", "where"):
            end += 1
        return end
    while end < len(tokens) and tokens[end].quote == tokens[start].quote:
        end += 1
    return end


def _kept(table: Table, column: Column | None, place: int | None, verb: str, text: str) -> Callable[[int], bool]:
    test = _TESTS[verb]
    if isinstance(column, TextColumn) and column.codes is not None:
        numbers = frozenset(number for number, value in enumerate(column.counts) if test(value.casefold(), text))
        codes = column.codes
        return lambda row: codes[row] in numbers
    flags = bytearray()
    for batch in table.source.batches():
        for row in batch:
            cells = [row[place].strip().casefold()] if place is not None else [cell.casefold() for cell in row]
            # Nothing is said of a row without a value.
            is_there = column is None or row[place].strip() not in column.gaps
            flags.append(is_there and (all if verb == "does not contain" else any)(test(cell, text) for cell in cells))
    return lambda row: bool(flags[row])

"""Which rows a question is about."""

from __future__ import annotations

import operator
from typing import Callable, NamedTuple, Sequence

from ..columns import DateColumn, NumberColumn, TextColumn
from ..names.vocabulary import words_of
from ..table import Table
from ..words import code
from . import lexicon
from .days import time_at
from .tokens import Named, Token, number_in
from .wordings import wordings_in

_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "=": operator.eq, "!=": operator.ne,
}
_WORDS = {">": "is above", "<": "is below", ">=": "is at least", "<=": "is at most", "=": "is", "!=": "is not"}


class Filter(NamedTuple):
    # `region is North`, as Markdown.
    told: str
    # Of a row's number: whether it stays.
    keeps: Callable[[int], bool]
    # The tokens that say so.
    places: frozenset[int]


def filters_in(tokens: Sequence[Token], names: Sequence[Named], table: Table, dates: DateColumn | None) -> list[Filter]:
    wordings = [Filter(*each) for each in wordings_in(tokens, names, table)]
    # What a text is to hold may be a column's name or value, too.
    said = {place for each in wordings for place in each.places}
    names = [name for name in names if name.start not in said]
    found = [*wordings, *_gaps(tokens, names), *_comparisons(tokens, names), *_of_unit(tokens, names, table), *_values(tokens, names), *_yes(tokens, names)]
    taken = {place for each in found for place in each.places} | {place for name in names for place in range(name.start, name.end)}
    return [*found, *(_times(tokens, dates, taken) if dates else [])]


def _comparisons(tokens: Sequence[Token], names: Sequence[Named]) -> list[Filter]:
    """`amount over 100`, `price between 2 and 5`."""
    found = []
    for name in names:
        column = name.column
        if name.value is not None or not isinstance(column, NumberColumn):
            continue
        at = name.end
        while at < len(tokens) and tokens[at].word in lexicon.COPULA:
            at += 1
        if at + 3 < len(tokens) and tokens[at].word in ("between", "from") and tokens[at + 2].word in ("and", "to"):
            low, high = number_in(tokens[at + 1]), number_in(tokens[at + 3])
            if low is not None and high is not None:
                told = f"{code(column.name)} is between {column.exact(low)} and {column.exact(high)}"
                found.append(Filter(told, _between(column.values, low, high), frozenset(range(name.start, at + 4))))
            continue
        sign, end = _comparison(tokens, at)
        if end == at and at > name.end and tokens[at - 1].word in ("is", "are", "was", "were"):
            sign = "="  # year is 2024
        value = number_in(tokens[end]) if sign and end < len(tokens) else None
        if value is not None:
            found.append(_told(column, sign, value, range(name.start, end + 1)))
    return found


def _told(column: NumberColumn, sign: str, value: float, places: range) -> Filter:
    return Filter(f"{code(column.name)} {_WORDS[sign]} {column.exact(value)}", _compared(column.values, _OPERATORS[sign], value), frozenset(places))


def _comparison(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    for words, sign in lexicon.COMPARISONS:
        if tuple(token.word for token in tokens[at : at + len(words)]) == words:
            return sign, at + len(words)
    return "", at


def _of_unit(tokens: Sequence[Token], names: Sequence[Named], table: Table) -> list[Filter]:
    """`over 30 kg`, `under €5`: the column is known by what its numbers are of."""
    named = {name.end: name for name in names}
    numbers = [column for column in table.columns if isinstance(column, NumberColumn)]
    found = []
    for at in range(len(tokens)):
        if tokens[at].word in lexicon.COMPARED and at + 2 < len(tokens) and tokens[at + 1].word == "than" and (value := number_in(tokens[at + 2])) is not None:
            words, sign = lexicon.COMPARED[tokens[at].word]
            those = [column for column in numbers if set(words) & set(words_of(column.name))]
            found += [_told(column, sign, value, range(at, at + 3)) for column in those[:1] if len(those) == 1]
            continue
        sign, place = _comparison(tokens, at)
        value = number_in(tokens[place]) if sign and place < len(tokens) else None
        before = at
        while before > 0 and tokens[before - 1].word in lexicon.COPULA:
            before -= 1
        if value is None or before in named and isinstance(named[before].column, NumberColumn):
            continue
        behind = next((name for name in names if name.start == place + 1 and name.value is None and isinstance(name.column, NumberColumn)), None)
        unit = next((sign_ for sign_ in "€$£%" if sign_ in tokens[place].text), "") or (tokens[place + 1].text if place + 1 < len(tokens) else "")
        those = [behind.column] if behind else [column for column in numbers if unit and column.unit == unit]
        if len(those) == 1:
            [column] = those
            end = behind.end if behind else place + 1 + (place + 1 < len(tokens) and tokens[place + 1].text == unit)
            found.append(_told(column, sign, value, range(at, end)))
    return found


def unread_comparison(tokens: Sequence[Token], places: set[int]) -> str:
    """What is compared with a number, but not by a column that is known; '' where there is none."""
    for at in range(len(tokens)):
        sign, place = _comparison(tokens, at)
        if sign and at not in places and place < len(tokens) and number_in(tokens[place]) is not None:
            return " ".join(token.text for token in tokens[at : place + 1])
    return ""


def _gaps(tokens: Sequence[Token], names: Sequence[Named]) -> list[Filter]:
    """`weight is missing`, `name is not empty`."""
    found = []
    for name in names:
        at, is_negated = name.end, False
        while at < len(tokens) and (tokens[at].word in lexicon.COPULA or tokens[at].word in lexicon.NOT):
            is_negated = is_negated or tokens[at].word in lexicon.NOT
            at += 1
        if name.value is None and name.end < at < len(tokens) and tokens[at].word in lexicon.MISSING:
            column = name.column
            is_there = (lambda row, codes=column.codes: codes[row] >= 0) if isinstance(column, TextColumn) and column.codes is not None else None
            if is_there is None and not isinstance(column, TextColumn):
                is_there = lambda row, values=column.values: values[row] == values[row]
            if is_there is not None:
                keeps = is_there if is_negated else (lambda row, there=is_there: not there(row))
                found.append(Filter(f"{code(column.name)} is {'not ' if is_negated else ''}missing", keeps, frozenset(range(name.start, at + 1))))
    return found


def _yes(tokens: Sequence[Token], names: Sequence[Named]) -> list[Filter]:
    """`how many were returned`: a column of yes and no that is named is what rows are to be, but behind `by`."""
    found = []
    for name in names:
        column = name.column
        before = {token.word for token in tokens[max(0, name.start - 2) : name.start]}
        if name.value is not None or not isinstance(column, TextColumn) or column.type != "yes/no" or column.codes is None or before & lexicon.BY:
            continue
        if any(other.value is not None and other.column is column for other in names) or before & {"distinct", "different", "unique"}:
            continue
        texts = list(column.counts)
        yes = frozenset(number for number, text in enumerate(texts) if text.casefold() in lexicon.YES)
        if len(yes) != 1:
            continue
        wanted = frozenset(range(len(texts))) - yes if before & lexicon.NOT else yes
        values = " or ".join(code(texts[number]) for number in sorted(wanted))
        found.append(Filter(f"{code(column.name)} is {values}", _of(column.codes, wanted, False), frozenset(range(name.start, name.end))))
    return found


def _between(values: Sequence[float], low: float, high: float) -> Callable[[int], bool]:
    return lambda row: low <= values[row] <= high


def _compared(values: Sequence[float], compare: Callable[[float, float], bool], value: float) -> Callable[[int], bool]:
    # Nothing is said of a row without a value.
    return lambda row: values[row] == values[row] and compare(values[row], value)


def _values(tokens: Sequence[Token], names: Sequence[Named]) -> list[Filter]:
    """`in North`, `region is not North`; of one column several values, each of which will do."""
    wanted: dict[tuple[str, bool], list[Named]] = {}
    for name in names:
        if name.value is not None:
            before = {token.word for token in tokens[max(0, name.start - 2) : name.start]}
            wanted.setdefault((name.column.name, bool(before & lexicon.NOT) or "!=" in before), []).append(name)
    found = []
    for (_, is_negated), several in wanted.items():
        column = several[0].column
        assert isinstance(column, TextColumn) and column.codes is not None
        texts = list(column.counts)
        numbers = frozenset(texts.index(name.value or "") for name in several)
        values = " or ".join(code(name.value) for name in several)
        told = f"{code(column.name)} is {'not ' if is_negated else ''}{values}"
        # `region North`, `region is North`: there the column is named for its value.
        own = {place for name in names if name.column is column and name.value is None for place in range(name.start, name.end) if _leads_to(tokens, name.end, several)}
        places = frozenset(place for name in several for place in range(name.start, name.end)) | own
        found.append(Filter(told, _of(column.codes, numbers, is_negated), places))
    return found


def _leads_to(tokens: Sequence[Token], end: int, values: Sequence[Named]) -> bool:
    starts = {name.start for name in values}
    while end not in starts and end < len(tokens) and (tokens[end].word in lexicon.COPULA | lexicon.NOT or tokens[end].word in ("=", "==", "!=")):
        end += 1
    return end in starts


def _of(codes: Sequence[int], numbers: frozenset[int], is_negated: bool) -> Callable[[int], bool]:
    return (lambda row: codes[row] >= 0 and codes[row] not in numbers) if is_negated else (lambda row: codes[row] in numbers)


def _times(tokens: Sequence[Token], dates: DateColumn, taken: set[int]) -> list[Filter]:
    """`in 2024`, `since March 2023`, `before 2024-05-01`, `between 2020 and 2022`."""
    found = []
    at = 0
    while at < len(tokens):
        time = None if at in taken else time_at(tokens, at, dates)
        if time is None:
            at += 1
            continue
        before = tokens[at - 1].word if at else ""
        begin = at - 1 if before in ("in", "during", "since", "before", "after", "until", "till", "between", "from", "of", "for") else at
        later = time_at(tokens, time.after + 1, dates) if before in ("between", "from") and time.after + 1 < len(tokens) and tokens[time.after].word in ("and", "to", "until", "till") else None
        end = later.after if later else time.after
        if later:
            low, high, told = time.start, later.end, f"is from {time.told} to {later.told}"
        elif before in ("since", "from"):
            low, high, told = time.start, float("inf"), f"is {time.told} or later"
        elif before == "after":
            low, high, told = time.end, float("inf"), f"is after {time.told}"
        elif before == "before":
            low, high, told = float("-inf"), time.start, f"is before {time.told}"
        elif before in ("until", "till"):
            low, high, told = float("-inf"), time.end, f"is {time.told} or earlier"
        else:
            low, high, told = time.start, time.end, f"is in {time.told}"
        found.append(Filter(f"{code(dates.name)} {told}", _within(dates.values, low, high), frozenset(range(begin, end))))
        at = end
    return found


def _within(values: Sequence[float], low: float, high: float) -> Callable[[int], bool]:
    return lambda row: low <= values[row] < high

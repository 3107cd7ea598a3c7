"""Which rows a question is about."""

from __future__ import annotations

import operator
from datetime import date
from typing import Callable, NamedTuple, Sequence

from ..columns import Column, DateColumn, NumberColumn, TextColumn
from ..moments import DAY, EPOCH
from ..words import code
from . import lexicon
from .tokens import Named, Token, number_in

_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "=": operator.eq, "!=": operator.ne,
}
_WORDS = {">": "is above", "<": "is below", ">=": "is at least", "<=": "is at most", "=": "is", "!=": "is not"}
_EPOCH_DAY = EPOCH.toordinal()
FIRST_YEAR, LAST_YEAR = 1500, 2200


class Filter(NamedTuple):
    column: Column
    # `region is North`, as Markdown.
    told: str
    # Of a row's number: whether it stays.
    keeps: Callable[[int], bool]
    # The tokens that say so.
    places: frozenset[int]


def filters_in(tokens: Sequence[Token], names: Sequence[Named], dates: DateColumn | None) -> list[Filter]:
    found = [*_comparisons(tokens, names), *_values(tokens, names)]
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
                found.append(Filter(column, told, _between(column.values, low, high), frozenset(range(name.start, at + 4))))
            continue
        sign, end = _comparison(tokens, at)
        if end == at and at > name.end and tokens[at - 1].word in ("is", "are", "was", "were"):
            sign = "="  # year is 2024
        value = number_in(tokens[end]) if sign and end < len(tokens) else None
        if value is not None:
            told = f"{code(column.name)} {_WORDS[sign]} {column.exact(value)}"
            found.append(Filter(column, told, _compared(column.values, _OPERATORS[sign], value), frozenset(range(name.start, end + 1))))
    return found


def _comparison(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    for words, sign in lexicon.COMPARISONS:
        if tuple(token.word for token in tokens[at : at + len(words)]) == words:
            return sign, at + len(words)
    return "", at


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
        found.append(Filter(column, told, _of(column.codes, numbers, is_negated), places))
    return found


def _leads_to(tokens: Sequence[Token], end: int, values: Sequence[Named]) -> bool:
    starts = {name.start for name in values}
    while end not in starts and end < len(tokens) and (tokens[end].word in lexicon.COPULA | lexicon.NOT or tokens[end].word in ("=", "==", "!=")):
        end += 1
    return end in starts


def _of(codes: Sequence[int], numbers: frozenset[int], is_negated: bool) -> Callable[[int], bool]:
    return (lambda row: codes[row] >= 0 and codes[row] not in numbers) if is_negated else (lambda row: codes[row] in numbers)


class _Time(NamedTuple):
    # Seconds since 1970, the end excluded.
    start: float
    end: float
    told: str
    # The token after it.
    after: int


def _times(tokens: Sequence[Token], dates: DateColumn, taken: set[int]) -> list[Filter]:
    """`in 2024`, `since March 2023`, `before 2024-05-01`, `between 2020 and 2022`."""
    found = []
    at = 0
    while at < len(tokens):
        time = None if at in taken else _time_at(tokens, at, dates)
        if time is None:
            at += 1
            continue
        before = tokens[at - 1].word if at else ""
        begin = at - 1 if before in ("in", "during", "since", "before", "after", "until", "till", "between", "from", "of", "for") else at
        later = _time_at(tokens, time.after + 1, dates) if before in ("between", "from") and time.after + 1 < len(tokens) and tokens[time.after].word in ("and", "to", "until", "till") else None
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
        found.append(Filter(dates, f"{code(dates.name)} {told}", _within(dates.values, low, high), frozenset(range(begin, end))))
        at = end
    return found


def _within(values: Sequence[float], low: float, high: float) -> Callable[[int], bool]:
    return lambda row: low <= values[row] < high


def _time_at(tokens: Sequence[Token], at: int, dates: DateColumn) -> _Time | None:
    token = tokens[at]
    parts = token.text.split("-")
    if len(parts) in (2, 3) and all(map(str.isdecimal, parts)):
        year, month = int(parts[0]), int(parts[1])
        return _span(year, month, int(parts[2]) if len(parts) == 3 else None, token.text, at + 1)
    year = _year_at(tokens, at)
    if year is not None:
        return _span(year, None, None, str(year), at + 1)
    month = lexicon.MONTHS.get(token.word)
    # `may` and `mar` are words as well: with a year, or as a name, they are months.
    if month is None or not (token.text[:1].isupper() or _year_at(tokens, at + 1) is not None):
        return None
    year = _year_at(tokens, at + 1)
    if year is not None:
        return _span(year, month, None, f"{token.text} {year}", at + 2)
    last = (EPOCH.toordinal() + int(dates.ordered[-1] // DAY)) if dates.ordered else _EPOCH_DAY
    day = date.fromordinal(last)
    newest = day.year if month <= day.month else day.year - 1
    return _span(newest, month, None, f"{token.text} {newest}", at + 1)


def _year_at(tokens: Sequence[Token], at: int) -> int | None:
    text = tokens[at].text if at < len(tokens) else ""
    return int(text) if len(text) == 4 and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR else None


def _span(year: int, month: int | None, day: int | None, told: str, after: int) -> _Time | None:
    try:
        start = date(year, month or 1, day or 1)
        following = date.fromordinal(start.toordinal() + 1) if day else date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    except ValueError:
        return None
    return _Time((start.toordinal() - _EPOCH_DAY) * DAY, (following.toordinal() - _EPOCH_DAY) * DAY, told, after)

"""Days, months, quarters and years as they are written in a question."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, Sequence

from ..columns import DateColumn
from ..values.moments import DAY, EPOCH
from . import lexicon
from .tokens import Token

_EPOCH_DAY = EPOCH.toordinal()
FIRST_YEAR, LAST_YEAR = 1500, 2200
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.I)
_WRITTEN = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_QUARTER = re.compile(r"q([1-4])", re.I)


class Time(NamedTuple):
    # Seconds since 1970, the end excluded.
    start: float
    end: float
    told: str
    # The token after it.
    after: int


def time_at(tokens: Sequence[Token], at: int, dates: DateColumn) -> Time | None:
    return _in_figures(tokens, at, dates) or _of_year(tokens, at) or _quarter(tokens, at, dates) or _by_name(tokens, at, dates)


def _in_figures(tokens: Sequence[Token], at: int, dates: DateColumn) -> Time | None:
    """`2024-05`, `2024-05-01`, `1/5/2024` in the order of the column's own dates."""
    text = tokens[at].text
    parts = text.split("-")
    if len(parts) in (2, 3) and all(map(str.isdecimal, parts)):
        return _span(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else None, text, at + 1)
    if match := _WRITTEN.fullmatch(text):
        first, second, year = map(int, match.groups())
        day_first = "." in text or first > 12 or (second <= 12 and getattr(dates.kind, "day_first", False))
        day, month = (first, second) if day_first else (second, first)
        return _span(year, month, day, text, at + 1)
    return None


def _of_year(tokens: Sequence[Token], at: int) -> Time | None:
    year = _year_at(tokens, at)
    return None if year is None else _span(year, None, None, str(year), at + 1)


def _quarter(tokens: Sequence[Token], at: int, dates: DateColumn) -> Time | None:
    """`Q1 2024`, `Q1`."""
    match = _QUARTER.fullmatch(tokens[at].text)
    if not match:
        return None
    month = int(match[1]) * 3 - 2
    year = _year_at(tokens, at + 1)
    first = _span(year or _newest(dates, month), month, None, "", 0)
    last = _span(year or _newest(dates, month), month + 2, None, "", 0)
    return first and last and Time(first.start, last.end, f"Q{match[1]} {year or _newest(dates, month)}", at + (1 if year is None else 2))


def _by_name(tokens: Sequence[Token], at: int, dates: DateColumn) -> Time | None:
    """`March`, `March 2024`, `1 March 2024`, `1st of March`, `March 1, 2024`."""
    day, place = _day_at(tokens, at), at
    if day is not None:
        place = at + 2 if at + 1 < len(tokens) and tokens[at + 1].word == "of" else at + 1
    month = lexicon.MONTHS.get(tokens[place].word) if place < len(tokens) else None
    if month is None:
        return None
    after = place + 1
    if day is None and _year_at(tokens, after) is None:
        day = _day_at(tokens, after)
        after += day is not None
    year = _year_at(tokens, after)
    # `may` and `mar` are words as well: with a day or a year, or as a name, they are months.
    if not (tokens[place].text[:1].isupper() or year is not None or day is not None):
        return None
    told = " ".join(str(part) for part in (day, tokens[place].text, year or _newest(dates, month)) if part is not None)
    return _span(year or _newest(dates, month), month, day, told, after if year is None else after + 1)


def _day_at(tokens: Sequence[Token], at: int) -> int | None:
    match = _DAY.fullmatch(tokens[at].text) if at < len(tokens) else None
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def _year_at(tokens: Sequence[Token], at: int) -> int | None:
    text = tokens[at].text if at < len(tokens) else ""
    return int(text) if len(text) == 4 and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR else None


def _newest(dates: DateColumn, month: int) -> int:
    """The last year of the data that has such a month."""
    last = date.fromordinal((_EPOCH_DAY + int(dates.ordered[-1] // DAY)) if dates.ordered else _EPOCH_DAY)
    return last.year if month <= last.month else last.year - 1


def _span(year: int, month: int | None, day: int | None, told: str, after: int) -> Time | None:
    try:
        start = date(year, month or 1, day or 1)
        following = date.fromordinal(start.toordinal() + 1) if day else date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    except ValueError:
        return None
    return Time((start.toordinal() - _EPOCH_DAY) * DAY, (following.toordinal() - _EPOCH_DAY) * DAY, told, after)

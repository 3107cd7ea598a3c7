"""Numbers that are dates: 20240131, seconds since 1970, days as Excel counts them."""

from __future__ import annotations

import re
import time
from datetime import datetime
from math import nan

from ..names.roles import is_quantity_name, is_year_name, names_things
from ..names.vocabulary import DATES, MOMENTS, words_of
from .moments import EPOCH

_DAY = re.compile(r"(?:1[89]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# Years of a column that is called a time; and of one without a name, where none between is missing.
_TIMES, ENOUGH_YEARS, ENOUGH_UNNAMED_YEARS = frozenset("time period date".split()), 4, 8
FIRST_YEAR, LAST_YEAR = 1800, 2100
# Of the different numbers of a column of years so many are of our times.
MOST_YEARS = 0.9
# So many days of this form are no chance, whatever the column's name.
ENOUGH_DAYS = 3
# A column without a name holds moments where so many different numbers are all seconds since 1970, and none is far ahead.
_BY_PLACE, ENOUGH_SECONDS, YEAR = re.compile(r"Column \d+"), 20, 31_536_000
# From 1990 to 2100 in seconds since 1970; and of days from 1 January 1954 to 2064 in Excel's count.
FIRST_SECOND, LAST_SECOND = 631_152_000, 4_102_444_800
FIRST_DAY, LAST_DAY = 19_725, 60_000
# Excel's day 0, which makes its first of March 1900 and all later days right.
_EXCEL = datetime(1899, 12, 30)


def timestamp_form(name: str, cells: list[str]) -> str:
    """The form in which all the cells are dates, or ''. Without a name that says time only whole days are seen as such."""
    words = words_of(name)
    is_named = MOMENTS.are_in(words) and not is_quantity_name(words)
    if not cells:
        return ""
    if all(map(_DAY.fullmatch, cells)) and all(read_timestamp(cell, "ymd") is not None for cell in cells):
        if is_named or (len(set(cells)) >= ENOUGH_DAYS and not is_quantity_name(words) and not names_things(words, False, False)):
            return "ymd"
    if not is_named:
        return "seconds" if _BY_PLACE.fullmatch(name) and len(set(cells)) >= ENOUGH_SECONDS and all(_are_seconds(cell) for cell in cells) else ""
    if all(map(_MONTH.fullmatch, cells)):
        return "ym"
    try:
        numbers = [float(cell) for cell in cells]
    except ValueError:
        return ""
    for form, factor in (("seconds", 1), ("milliseconds", 1e3), ("microseconds", 1e6), ("nanoseconds", 1e9)):
        if all(FIRST_SECOND * factor <= number <= LAST_SECOND * factor for number in numbers):
            return form
    if DATES.are_in(words) and all(FIRST_DAY <= number <= LAST_DAY for number in numbers):
        return "serial"
    return ""


def names_years(name: str, cells: list[str]) -> bool:
    """Whether a name says that numbers like 1990 are years, by itself, or as it names a time or nothing and they follow each other."""
    words = words_of(name)
    if is_year_name(words):
        return True
    years = sorted({int(cell) for cell in cells if cell.isdecimal()})
    if len(years) < ENOUGH_YEARS or not FIRST_YEAR <= years[0] <= years[-1] <= LAST_YEAR:
        return False
    if _BY_PLACE.fullmatch(name):
        return years[-1] - years[0] == len(years) - 1 and len(years) >= ENOUGH_UNNAMED_YEARS
    return bool(words) and words[-1] in _TIMES


def are_years(cells: list[str]) -> bool:
    """Whether numbers are mostly years of our times, and the others of four digits, too."""
    numbers = [cell for cell in cells if cell.isdecimal()]
    return bool(numbers) and all(len(cell) == 4 for cell in numbers) and sum(map(bool, map(_YEAR.fullmatch, numbers))) >= MOST_YEARS * len(numbers)


def _are_seconds(cell: str) -> bool:
    return cell.isdecimal() and FIRST_SECOND <= int(cell) <= time.time() + YEAR


def read_timestamp(text: str, form: str) -> float | None:
    """Seconds since 1970."""
    try:
        if form in ("ymd", "ym"):
            moment = datetime(int(text[:4]), int(text[4:6]), int(text[6:8] or 1))
            return (moment - EPOCH).total_seconds() if len(text) == (8 if form == "ymd" else 6) else None
        number = float(text)
    except ValueError:
        return None
    if number != number:
        return nan
    if form == "serial":
        return (_EXCEL - EPOCH).total_seconds() + round(number * 86_400)
    # Fractions of seconds are read over.
    return float(int(number / {"seconds": 1, "milliseconds": 1e3, "microseconds": 1e6, "nanoseconds": 1e9}[form]))

"""What a column's numbers are, and so what may be done with them: only flows are ever added up."""

from __future__ import annotations

import re
from enum import Enum
from typing import Sequence

from ..vectors import all_whole, rises
from . import vocabulary as known
from .vocabulary import words_of


class Role(Enum):
    # Amounts, which add up.
    FLOW = "flow"
    # Shares, levels, ranks and all that is not known to add up: averaged.
    LEVEL = "level"
    # A count so far: of a time its last value is told.
    RUNNING = "running"
    # Years of the calendar, and other numbers that name or order things: neither added up nor averaged.
    YEAR = "year"
    NAME = "name"
    # Numbers that name the rows or things one by one.
    IDENTIFIER = "identifier"

    @property
    def is_quantity(self) -> bool:
        return self in (Role.FLOW, Role.LEVEL, Role.RUNNING)


# What the user calls them.
CHOSEN = {"add": Role.FLOW, "average": Role.LEVEL, "identifier": Role.IDENTIFIER}
# From so many rows on, whole numbers that count up with few gaps are taken to number the rows,
ENOUGH_TO_NUMBER = 20
# where they begin as people begin to number: with 0 or 1, or with a round offset that is at least this.
OFFSET = 1_000
# Whole numbers of one length and of so many digits, each there once, are codes; sums of money are not of one length.
CODE_DIGITS = 12
# The lengths of article numbers, whose last digit checks the others. That so many do so is no chance.
ARTICLE_DIGITS, ENOUGH_CHECKED = (8, 12, 13, 14), 5
# A first column without a name numbers the rows where so many of its whole numbers are there once.
NEARLY_EACH = 0.9
# More kinds of things are seldom numbered.
MOST_CLASSES = 50
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# As programs name months, days and hours, and the last of them; by itself `mm` is no millimetre then.
_CALENDAR = {"mm": 12, "dd": 31, "hh": 24}
# What a column without a name is called by its place.
_BY_PLACE = "column"
# Years that occur in tables of our time, and the answers that surveys let one choose from.
FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_ANSWER, LAST_ANSWER = 1, 7


def role_of(name: str, unit: str, values: Sequence[float], ordered: Sequence[float]) -> Role:
    """By name, unit and values alone; `ordered` are the values that are there, in rising order."""
    words = words_of(name)
    is_by_place = len(words) == 2 and words[0] == _BY_PLACE and words[1].isdecimal()
    is_whole = all_whole(ordered)
    is_flow = _names_flow(name) and (is_whole and (not ordered or ordered[0] >= 0) or not known.COUNTS.are_in(words))
    is_level = unit == "%" or "%" in name or known.LEVELS.are_in(words)
    if not unit and is_whole and ordered:
        if names_things(words_of(_IN_BRACKETS.sub(" ", name)) or words, is_flow, is_level) or (words == ["index"] and len(set(ordered)) == len(values)):
            return Role.IDENTIFIER
        if not (is_flow or is_level):
            if named := _unnamed(words, values, ordered):
                return named
    if not unit and ordered and _are_clocks(words, is_whole, ordered):
        return Role.NAME
    # Of what has no name, nothing says that it adds up.
    if not (is_flow or unit) or is_level or is_by_place or _names_part(words):
        return Role.LEVEL
    return Role.FLOW if is_flow or not _is_chosen(is_whole, ordered) else Role.LEVEL


def _names_flow(name: str) -> bool:
    """What stands in brackets says more of it, but not what it is: `Gini coefficient (income after taxes)`."""
    return known.FLOWS.are_in(words_of(_IN_BRACKETS.sub(" ", name) or name))


def _are_clocks(words: list[str], is_whole: bool, ordered: Sequence[float]) -> bool:
    """Dates as years with decimals, 2024.375, and times of day as whole numbers, 1405."""
    low, high = ordered[0], ordered[-1]
    if not is_whole:
        return FIRST_YEAR - 400 <= low and high <= LAST_YEAR and (known.DATES.are_in(words) or known.YEARS.are_in(words))
    is_named = known.CLOCKS.are_in(words) or "time" in words
    return is_named and 0 <= low and 1_000 < high <= 2_400 and len(set(ordered)) >= ENOUGH_TO_NUMBER and all(value % 100 < 60 for value in ordered)


def names_things(words: list[str], is_flow: bool, is_level: bool) -> bool:
    if not words:
        return False
    if known.IDENTIFIERS.has(words[-1]) or known.is_glued_id(words[-1]):
        return True
    if words[-1] != "index" and known.ENDS.has(words[-1]):
        return not is_level
    if is_flow or is_level:
        return False
    return any(known.IDENTIFIERS.has(word) or known.is_glued_id(word) for word in words) or known.BEGINNINGS.has(words[0])


def is_quantity_name(words: list[str]) -> bool:
    is_flow, is_level = known.FLOWS.are_in(words), known.LEVELS.are_in(words)
    return (is_flow or is_level) and not names_things(words, is_flow, is_level)


def is_year_name(words: list[str]) -> bool:
    return bool(words) and (known.YEARS.has(words[-1]) or known.YEARS.has(words[0]))


def _unnamed(words: list[str], values: Sequence[float], ordered: Sequence[float]) -> Role | None:
    """What whole numbers are whose name says neither flow nor level: years, names of parts, codes; None for quantities."""
    in_years = FIRST_YEAR <= ordered[0] and ordered[-1] <= LAST_YEAR
    if in_years and not known.DURATIONS.are_in(words):
        return Role.YEAR
    if words and (known.PARTS.has(words[-1]) or known.YEARS.has(words[-1]) or (known.PARTS.has(words[0]) and words[1:2] == ["of"])):
        return Role.NAME
    if len(words) == 1 and words[0] in _CALENDAR and 0 <= ordered[0] and ordered[-1] <= _CALENDAR[words[0]]:
        return Role.NAME
    if words and known.DATES.has(words[-1]) and 1 <= ordered[0] and ordered[-1] <= 31:
        return Role.NAME
    if words and known.CLASSES.has(words[-1]) and _are_kinds(ordered):
        return Role.NAME
    if words and known.may_be_glued_id(words[-1]) and len(set(ordered)) == len(values):
        return Role.IDENTIFIER
    if words == [_BY_PLACE, "1"] and len(values) >= ENOUGH_TO_NUMBER and ordered[0] in (0, 1) and ordered[-1] < 2 * len(values) and len(set(ordered)) >= NEARLY_EACH * len(values):
        return Role.IDENTIFIER
    if words == [_BY_PLACE, "1"] and len(ordered) == len(values) > 2 and (_counts_on(values) or len(values) >= ENOUGH_TO_NUMBER and rises(values)):
        return Role.IDENTIFIER
    if known.RANKS.are_in(words) or known.RUNNING.are_in(words) or known.WHOLES.are_in(words):
        return None
    low, high = ordered[0], ordered[-1]
    if low > 0 and len(str(int(low))) == len(str(int(high))) and _are_codes(ordered, len(str(int(low)))):
        return Role.IDENTIFIER
    numbers = len(values) >= ENOUGH_TO_NUMBER and len(ordered) == len(values) and high - low < 2 * len(values)
    begins = low in (0, 1) or low >= OFFSET
    if numbers and begins and rises(values):
        return Role.IDENTIFIER
    # The same in another order: each number from the first to the last is there once.
    if numbers and low in (0, 1) and high - low == len(values) - 1 and len(set(ordered)) == len(values):
        return Role.IDENTIFIER
    return None


def _are_kinds(ordered: Sequence[float]) -> bool:
    """A few numbers that return, or lie side by side; how many species there are somewhere does neither. Of 0 and 1 the mean is a share."""
    different = len(set(ordered))
    are_few = different <= MOST_CLASSES and (2 * different <= len(ordered) or ordered[-1] - ordered[0] < 2 * different)
    return are_few and ordered[0] >= -1 and (ordered[0], ordered[-1]) != (0, 1)


def _counts_on(values: Sequence[float]) -> bool:
    """Whether they number the rows from 0 or 1 on."""
    return values[0] in (0, 1) and all(following == value + 1 for value, following in zip(values, values[1:]))


def _are_codes(ordered: Sequence[float], digits: int) -> bool:
    if digits in ARTICLE_DIGITS:
        different = set(ordered[:: len(ordered) // 1_000 + 1])
        if len(different) >= ENOUGH_CHECKED and all(_is_checked(int(value)) for value in different):
            return True
    return digits >= CODE_DIGITS and len(ordered) > 1 and all(value != following for value, following in zip(ordered, ordered[1:]))


def _is_checked(number: int) -> bool:
    """Whether an article number's digits, every other one three times, add up to tens."""
    digits = [int(digit) for digit in reversed(str(number))]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def _names_part(words: list[str]) -> bool:
    """A flow of one year, month or place is no part of the others' total."""
    return any(of.are_in(words) for of in (known.RANKS, known.PARTS, known.YEARS))


def _is_chosen(is_whole: bool, ordered: Sequence[float]) -> bool:
    """Shares, answers of a survey and years, by their values."""
    low, high = ordered[0], ordered[-1]
    if 0 <= low and high <= 1:
        return True
    return is_whole and ((FIRST_ANSWER <= low and high <= LAST_ANSWER) or (FIRST_YEAR <= low and high <= LAST_YEAR))

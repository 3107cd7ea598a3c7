"""Whether a column's amounts may be added up in its table: not where they are counts so far, or repeated for a group."""

from __future__ import annotations

import re
from array import array
from itertools import combinations, islice, repeat
from typing import Iterable, Iterator, NamedTuple, Sequence

from ..columns import DateColumn, NumberColumn, TextColumn
from ..names.roles import Role
from ..names.vocabulary import LEVELS, MEASURES, RUNNING, TELLING_CURRENCY, TELLING_UNIT, WHOLES, words_of
from ..table import Table
from ..vectors import by_code

# With fewer moments, figures that never fall are chance; without a name that says so, with many more.
ENOUGH_TO_RUN, ENOUGH_TO_RUN_UNNAMED = 4, 40
# Without a name that says so counts are told by figures that come this often, in seconds.
OFTEN = 20 * 86_400
# In so few of the moves it may fall, or in some more by so little of what it rises, or by more where its name says what it is.
FEW_FALLS, MOST_CORRECTIONS = 0.01, 0.1
# A part that differs less from the sum of all others is that sum.
SAME_SUM = 0.002
# Two parts are the same whole in two ways where they agree like this; sums that do so by chance are smaller.
EQUAL_SUM, ENOUGH_TO_AGREE = 1e-5, 1_000
_WHOLE = re.compile(r"(?:grand |over)?(?:total|all)s?(?: .{1,30})?|both(?: sexes| genders)?|insgesamt|gesamt|ensemble|totale?|overall|world|(?:city|borough|county|state|province|region|nation|country|world|system|company)[- ]?wide|eu(?:27|28)(?:_.*)?|сумма|всего|итого|合計|总计|계", re.I)
# So many rows show of nearly any other column that it falls, without sorting all of them.
SAMPLE = 10_000


MONEY = frozenset("revenue sales amount charges charge fare price cost value profit income turnover spend paid umsatz betrag preis".split())
_CURRENCIES = frozenset("usd eur gbp chf jpy dollar dollars euro euros pound pounds".split())
# Names that say nothing of what is measured.
_UNITLESS = frozenset("value values val obs measure measurement result amount wert werte valeur valor valore".split())


class Standing(NamedTuple):
    """What a column is in its table; of counts so far `group` has each row's group, where they run in each of `groups` of its own."""

    role: Role
    group: Sequence[int] | None = None
    by: str = ""


def standing_of(table: Table, dates: DateColumn | None, column: NumberColumn) -> Standing:
    """The column's role, seen beside the other columns; `dates` tell when a row happened."""
    role = column.role
    if column.chosen or not role.is_quantity:
        return Standing(role)
    words = words_of(column.name)
    # Beside the new cases of each day cases are those so far.
    is_named_running = RUNNING.are_in(words) or tuple(words) in table.added
    is_named = is_named_running or WHOLES.are_in(words)
    is_flow = role is Role.FLOW
    may_count = is_flow or column.is_whole and not LEVELS.are_in(words)
    # From year to year what is no count grows like one.
    is_counted = may_count and column.distinct >= ENOUGH_TO_RUN_UNNAMED and dates is not None and dates.span < OFTEN * dates.distinct
    if dates and column.distinct > 1 and (is_named or is_counted):
        # Whatever only grows in the whole table is a count so far; in parts of it that takes a name.
        for by, group in _runs(table, is_named) if is_named or is_flow else [("", None)]:
            if _never_falls(dates, column, group, ENOUGH_TO_RUN if is_named else ENOUGH_TO_RUN_UNNAMED):
                # Levels of several groups are no counts that make one together.
                return Standing(Role.RUNNING, group, by) if group is None or is_flow or is_named_running else Standing(Role.LEVEL)
    if is_flow and (any(has_whole(text, column) for text in table.texts) or not column.unit and len(named := words_of(table.name)) > 2 and MEASURES.are_in(named)):
        return Standing(Role.LEVEL)
    if is_flow and (is_named_running or any(date.has_years_between for date in table.dates) or mixed_by(table, column) or any(_is_constant_in(groups, column) for groups in table.groupings)):
        return Standing(Role.LEVEL)
    return Standing(role)


def mixed_by(table: Table, column: NumberColumn) -> TextColumn | None:
    """The column that tells in which of several currencies or units a figure without one is."""
    words = words_of(column.name)
    if column.unit:
        return None
    for text, named in table.unit_texts:
        is_of_money = not MONEY.isdisjoint(words) and _CURRENCIES.isdisjoint(words) and not TELLING_CURRENCY.isdisjoint(named)
        if is_of_money and all(name.isupper() and len(name) == 3 for name in text.counts):
            return text
        if named[-1] in TELLING_UNIT and (named[:-1] == words or len(named) == 1 and words and words[-1] in _UNITLESS):
            return text
    return None


def _runs(table: Table, by_pairs: bool) -> Iterator[tuple[str, Sequence[int] | None]]:
    """In what a count may run on: the table, each value of a text, and each pair of values of two texts, which take long to find."""
    yield "", None
    texts = [column for column in table.texts if column.codes is not None and 1 < column.distinct <= (column.rows - column.missing) / 2]
    for column in texts:
        yield column.name, column.codes
    for first, second in combinations(texts[:3] if by_pairs else [], 2):
        many = second.distinct
        codes = array("q", (one * many + other if one >= 0 and other >= 0 else -1 for one, other in zip(first.codes or (), second.codes or ())))
        yield f"{first.name} and {second.name}", codes


def has_whole(category: TextColumn, column: NumberColumn) -> bool:
    """Whether one value of the category is all others together, by name or by sum, or two come to the same by different parts: what these have would count twice."""
    if category.codes is None:
        return False
    names = list(category.counts)
    if any(_WHOLE.fullmatch(name.strip()) for name in names):
        return True
    sums, counts = by_code(category.codes or array("i"), column.values, len(names))
    # By age and by sex it comes to the same: the whole is there more than once.
    largest = {number for part, number in zip(sums, counts) if part >= (1 - EQUAL_SUM) * max(sums)}
    if len(largest) > 1 and max(sums) >= ENOUGH_TO_AGREE:
        return True
    if len(names) < 4:
        return False
    return min(sums) >= 0 and abs(2 * max(sums) - sum(sums)) <= SAME_SUM * sum(sums) and sum(1 for part in sums if part) > 3


def _never_falls(dates: DateColumn, column: NumberColumn, group: Sequence[int] | None, enough: int) -> bool:
    """In order of time, within each group, over so many moments."""
    steps = sorted({column.rows // SAMPLE + 1, 1}, reverse=True)
    return all(_rises(zip(repeat(0) if group is None else group[::step], dates.values[::step], column.values[::step]), enough) for step in steps)


def _rises(rows: Iterable[tuple[int, float, float]], enough: int) -> bool:
    """Of group, moment and value: whether hardly a value is smaller than the one before it in its group: counts are corrected now and then, by little."""
    ordered = sorted(row for row in rows if row[0] >= 0 and row[1] == row[1] and row[2] == row[2])
    moves = falls = 0
    up = down = 0.0
    for (group, moment, value), (next_group, next_moment, next_value) in zip(ordered, islice(ordered, 1, None)):
        if group == next_group:
            falls += next_value < value
            moves += next_moment > moment
            up += max(0.0, next_value - value)
            down += max(0.0, value - next_value)
    are_corrections = moves >= ENOUGH_TO_RUN_UNNAMED and falls <= MOST_CORRECTIONS * moves and (enough == ENOUGH_TO_RUN or down <= MOST_CORRECTIONS * up)
    return moves >= enough - 1 and up > 0 and (falls <= FEW_FALLS * moves or are_corrections)


def _is_constant_in(groups: Iterable[float], column: NumberColumn) -> bool:
    """Whether each group has one value, so that adding up would count it once for each of the group's rows."""
    known: dict[float, float] = {}
    return all(known.setdefault(group, value) == value for group, value in zip(groups, column.values) if group >= 0 and value == value)

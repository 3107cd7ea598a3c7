"""A date whose year, month and day stand in columns of their own."""

from __future__ import annotations

from array import array
from datetime import datetime, timedelta
from math import nan
from typing import Iterator, Sequence

from ..columns import Column, DateColumn, NumberColumn, TextColumn
from ..columns.column import Memo
from ..names.vocabulary import BIRTHS, words_of
from ..table import Table
from ..values.kinds import DateKind
from ..values.moments import EPOCH, MONTHS

_NAMES = {
    "year": frozenset("year yr yyyy jahr annee ano anno rok год 年".split()),
    "month": frozenset("month mnth mon mo mm monat mois mes mese maand месяц 月".split()),
    "day": frozenset("day dy da dd dom mday date tag jour dia giorno dag день 日".split()),
    "hour": frozenset("hour hr hh stunde heure hora ora uur час 時".split()),
}
# Lower years are those of a study or a loan, or have two digits: their century is not known.
_ENDS = {"year": (1_000, 9_999), "month": (1, 12), "day": (1, 31), "hour": (0, 24)}
# In so many rows the parts have to make a day that exists.
MOST = 0.95


def date_of_parts(table: Table) -> DateColumn | None:
    """Of year and month at least; None where there are none, or a column tells the day already."""
    if any(not column.kind.is_year and column.distinct > 1 for column in table.dates):
        return None
    named: dict[tuple[str, ...], dict[str, list[Column]]] = {}
    for column in table.columns:
        *before, last = words_of(column.name) or [""]
        for part in (part for part, names in _NAMES.items() if last in names):
            named.setdefault(tuple(before), {}).setdefault(part, []).append(column)
    for before in sorted(named, key=lambda words: BIRTHS.are_in(list(words))):
        parts = list(_parts(named[before]))
        # Where many days are missing, the month is still there.
        for number in range(len(parts), 1, -1):
            if found := _made_of(parts[:number]):
                return found
    return None


def _parts(named: dict[str, list[Column]]) -> Iterator[tuple[Column, Sequence[float]]]:
    """Year, month, day and hour as numbers, as far as they are there without one missing between."""
    months = 0
    for part, (low, high) in _ENDS.items():
        values = ((column, _numbers(column)) for column in named.get(part, []))
        found = next(((column, numbers) for column, numbers in values if numbers and all(low <= number <= high or number != number for number in numbers)), None)
        if found is None or part == "day" and months > 1 and max((number for number in found[1] if number == number), default=0) <= 7:
            return  # Days of the week are no days of a month.
        if part == "month":
            months = len({number for number in found[1] if number == number})
        yield found


def _numbers(column: Column) -> Sequence[float]:
    if isinstance(column, DateColumn):
        return array("d", map(Memo(_year).__getitem__, column.values)) if column.kind.is_year else ()
    if isinstance(column, NumberColumn):
        return column.values if column.is_whole else ()
    if isinstance(column, TextColumn) and column.codes is not None and all(name.lower() in MONTHS for name in column.counts):
        numbers = [float(MONTHS[name.lower()]) for name in column.counts]
        return array("d", (numbers[code] if code >= 0 else nan for code in column.codes))
    return ()


def _year(moment: float) -> float:
    return float((EPOCH + timedelta(seconds=moment)).year) if moment == moment else nan


def _made_of(parts: list[tuple[Column, Sequence[float]]]) -> DateColumn | None:
    moments = Memo(_moment)
    values = array("d", map(moments.__getitem__, zip(*(numbers for _, numbers in parts))))
    made = DateColumn("/".join(column.name for column, _ in parts), DateKind(day_first=False))
    made.rows, made.missing, made.values = len(values), sum(value != value for value in values), values
    made.settle()
    return made if made.missing <= (1 - MOST) * made.rows and made.distinct > 1 else None


def _moment(parts: tuple[float, ...]) -> float:
    if any(part != part for part in parts):
        return nan
    year, month, day, hour = [*map(int, parts), *(1, 1, 0)[len(parts) - 1 :]]
    try:
        # The hour 24 is the end of a day.
        return (datetime(year, month, day) - EPOCH).total_seconds() + 3_600 * hour
    except ValueError:
        return nan

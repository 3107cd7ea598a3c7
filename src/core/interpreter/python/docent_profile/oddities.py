"""What a reader should check before trusting the figures; the gravest first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from .columns import NumberColumn, TextColumn, ValueColumn
from .problems import Oddity
from .roles import Role
from .table import Table
from .shapes import NUMBER_FORMS, shape_of
from .statistics import ENOUGH_FOR_TAILS, fences, outside
from .words import code, count, exact, listed, share

# Fewer negative values than this among others are suspicious; more are meant.
FEW = 0.02
# A few values at more than this many quartile ranges from the middle half are slips rather than a long tail.
FAR, FAR_COUNT = 10, 3
# Fewer numbers among texts are texts of digits.
MIXED = 0.05
# What people write where they have no value.
PLACEHOLDERS = frozenset({-1.0, -99.0, -999.0, -9999.0, 999.0, 9999.0, 99999.0, 999999.0})


def oddities_of(table: Table) -> list[Oddity]:
    found: list[Oddity] = []
    for column in table.columns:
        if isinstance(column, ValueColumn):
            found += _unreadable(column)
        if isinstance(column, NumberColumn):
            found += _suspicious(column)
        elif isinstance(column, TextColumn):
            found += _mixed(column) + _spellings(column)
    found += table.source.oddities
    if table.duplicates:
        found.append(Oddity("Duplicate rows", f"{count(table.duplicates, 'row repeats', 'rows repeat')} an earlier one"))
    for column in table.dates:
        if column.kind.is_ambiguous:
            order = "day/month" if column.kind.day_first else "month/day"
            found.append(Oddity("Ambiguous dates", f"{code(column.name)} may be day/month or month/day: read as {order}"))
    constant = [code(column.name) for column in table.columns if column.is_constant]
    if constant:
        found.append(Oddity("Constant columns", f"{listed(constant)} {'has' if len(constant) == 1 else 'have'} one value only"))
    empty = [code(column.name) for column in table.columns if not column.distinct]
    if empty:
        found.append(Oddity("Empty columns", f"{listed(empty)} {'has' if len(empty) == 1 else 'have'} no values"))
    return found


def _unreadable(column: ValueColumn) -> list[Oddity]:
    number = sum(column.unreadable.values())
    if not number:
        return []
    noun = "numbers" if isinstance(column, NumberColumn) else "dates"
    examples = listed([code(text) for text, _ in column.unreadable.most_common(3)])
    what = f"{count(number, 'value')} of {code(column.name)} can't be read as {noun} ({examples})"
    return [Oddity("Mixed types", f"{what}: left out of its figures")]


def _suspicious(column: NumberColumn) -> list[Oddity]:
    found = []
    ordered = column.ordered
    if not ordered or column.role is Role.IDENTIFIER:
        return []
    if len(column.kind.units) > 1:
        units = listed(list(column.kind.units))
        found.append(Oddity("Several units", f"{code(column.name)} has values in {units}, taken together as if they were one"))
    negative = bisect_left(ordered, 0)
    if 0 < negative <= FEW * len(ordered):
        where = f"{negative:,} of {len(ordered):,} rows (lowest {column.exact(ordered[0])})"
        found.append(Oddity("Negative values", f"{code(column.name)} is negative in {where}"))
    return found + _far(column)


def _far(column: NumberColumn) -> list[Oddity]:
    ordered, summary = column.ordered, column.summary
    low, high = fences(summary)
    for value in (ordered[0], ordered[-1]):
        if value in PLACEHOLDERS and not low <= value <= high:
            times = bisect_right(ordered, value) - bisect_left(ordered, value)
            what = f"{exact(value)} stands {count(times, 'time')} in {code(column.name)}, far from all else"
            return [Oddity("Placeholder?", f"{what}, and may mean that there is no value")]
    reach = FAR * (summary.q3 - summary.q1)
    below, above = outside(ordered, summary.q1 - reach, summary.q3 + reach)
    if summary.count < ENOUGH_FOR_TAILS or not reach or not 0 < below + above <= FAR_COUNT:
        return []
    far = [*ordered[:below], *ordered[len(ordered) - above :]]
    places = listed([f"{column.exact(value)} (row {column.values.index(value) + 1:,})" for value in far])
    return [Oddity("Far values", f"{code(column.name)} has {count(len(far), 'value')} far from all others: {places}")]


def _mixed(column: TextColumn) -> list[Oddity]:
    """A column of texts in which numbers occur as well."""
    if column.kind.is_code or column.kind.is_boolean:
        return []
    total = sum(column.counts.values())
    numbers = sum(times for text, times in column.counts.items() if shape_of(text).form in NUMBER_FORMS)
    if not MIXED * total < numbers < total:
        return []
    return [Oddity("Mixed types", f"{code(column.name)} mixes texts with numbers ({share(numbers, total)} of its values)")]


def _spellings(column: TextColumn) -> list[Oddity]:
    """Categories that differ in capitals or spaces alone."""
    if not column.is_category:
        return []
    alike = defaultdict(list)
    for text in column.counts:
        alike["".join(text.split()).casefold()].append(text)
    several = [" / ".join(map(code, texts)) for texts in alike.values() if len(texts) > 1]
    if not several:
        return []
    return [Oddity("Spellings", f"{code(column.name)} has more than one spelling for probably the same: {listed(several, 3)}")]

"""What a reader should check before trusting the figures; the gravest first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict

from ..columns import Column, DateColumn, NumberColumn, TextColumn, ValueColumn
from ..columns.far import FAR_COUNT, PLACEHOLDERS
from ..names.roles import Role
from ..problems import Oddity
from ..table import Table
from ..values.moments import show_moment
from ..values.shapes import is_block_of_texts, is_number
from ..words import code, count, exact, listed, share
from .totals import mixed_by

# Fewer negative values than this among others are suspicious; more are meant.
FEW = 0.02
NUMBERED = {
    "ymd": "dates written as one number, such as 20240131",
    "ym": "months written as one number, such as 202401",
    "seconds": "moments as seconds since 1970: told in UTC",
    "milliseconds": "moments as milliseconds since 1970: told in UTC",
    "microseconds": "moments as microseconds since 1970: told in UTC",
    "nanoseconds": "moments as nanoseconds since 1970: told in UTC",
    "serial": "days as Excel counts them: told as dates",
}
NEGATIVE, FAR, SHORT_YEARS, MIXED_TEXTS = "Negative values", "Far values", "Short years", "Texts with numbers"
SEVERAL, PLACEHOLDER = "Units beside", "Placeholder?"
# Fewer numbers among texts are texts of digits.
MIXED = 0.05


def oddities_of(table: Table) -> list[Oddity]:
    found: list[Oddity] = []
    for column in table.columns:
        found += _gaps(column)
        if isinstance(column, ValueColumn):
            found += _unreadable(column) + _limits(column)
        if isinstance(column, DateColumn):
            found += _moments(column)
        if isinstance(column, NumberColumn):
            found += _suspicious(column)
            if beside := mixed_by(table, column):
                told = f"{code(column.name)} may be in several units or currencies, which {code(beside.name)} names: it is taken together as if they were one"
                found.append(Oddity(SEVERAL, told))
        elif isinstance(column, TextColumn):
            found += _mixed(column) + _spellings(column)
    found = _together(found) + table.source.oddities
    # Of a single column that is no wonder.
    if table.duplicates and len(table.columns) > 1:
        found.append(Oddity("Duplicate rows", f"{count(table.duplicates, 'row repeats', 'rows repeat')} an earlier one"))
    constant = [code(column.name) for column in table.columns if column.is_constant]
    if constant:
        found.append(Oddity("Constant columns", f"{listed(constant)} {'has' if len(constant) == 1 else 'have'} one value only"))
    empty = [code(column.name) for column in table.columns if not column.distinct]
    if empty:
        found.append(Oddity("Empty columns", f"{listed(empty)} {'has' if len(empty) == 1 else 'have'} no values"))
    return found


# Where more columns than this have the same, one line tells of all of them.
MOST_ALIKE = 2
_ALL_TOGETHER = {
    NEGATIVE: "{} are negative in few of their rows",
    FAR: "{} have single values far from all others",
    SHORT_YEARS: "{} have two-digit years: those that would be far in the future are read as of the last century",
    MIXED_TEXTS: "{} mix texts with numbers",
    PLACEHOLDER: "{} have a value far from all else that may mean that there is none: it sets no range",
    SEVERAL: "{} may be in several units or currencies, and are taken together as if they were one",
}


# The name of a column, which is the first code span.
_CODE = re.compile(r"(`+).*?(?<!`)\1(?!`)")


def _together(found: list[Oddity]) -> list[Oddity]:
    for what, told in _ALL_TOGETHER.items():
        alike = [oddity for oddity in found if oddity.what == what]
        if len(alike) > MOST_ALIKE:
            names = listed([_CODE.search(oddity.detail)[0] for oddity in alike], 4)
            place = found.index(alike[0])
            found = [*found[:place], Oddity(what, told.format(names)), *(oddity for oddity in found[place:] if oddity.what != what)]
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
        found.append(Oddity(NEGATIVE, f"{code(column.name)} is negative in {where}"))
    return found + _far(column)


def _far(column: NumberColumn) -> list[Oddity]:
    ordered = column.ordered
    below, above = column.far
    if not below + above:
        return []
    for value in {ordered[0], ordered[-1]} & PLACEHOLDERS:
        times = bisect_right(ordered, value) - bisect_left(ordered, value)
        if times == below + above or times > FAR_COUNT:
            what = f"{exact(value)} stands {count(times, 'time')} in {code(column.name)}, far from all else"
            return [Oddity(PLACEHOLDER, f"{what}, and may mean that there is no value: it sets no range")]
    far = [*ordered[:below], *ordered[len(ordered) - above :]]
    places = listed([f"{column.exact(value)} (row {column.values.index(value) + 1:,})" for value in dict.fromkeys(far)])
    return [Oddity(FAR, f"{code(column.name)} has {count(len(far), 'value')} far from all others: {places}")]


def _moments(column: DateColumn) -> list[Oddity]:
    found = []
    if column.far:
        times = sum(column.far.values())
        moments = listed([show_moment(value).split()[-1] if column.kind.is_year else show_moment(value) for value in sorted(column.far)], 4)
        found.append(Oddity("Far dates", f"{code(column.name)} has {count(times, 'date')} far from all others ({moments}), left out of its range and of all that is told over time"))
    if column.kind.is_ambiguous:
        order = "day/month" if column.kind.day_first else "month/day"
        found.append(Oddity("Ambiguous dates", f"{code(column.name)} may be day/month or month/day: read as {order}"))
    if column.kind.to_utc:
        found.append(Oddity("Several clocks", f"{code(column.name)} has moments of different distances from UTC: all are told in UTC"))
    if column.kind.form in NUMBERED:
        found.append(Oddity("Dates as numbers", f"{code(column.name)} has {NUMBERED[column.kind.form]}"))
    if column.has_short_years:
        found.append(Oddity(SHORT_YEARS, f"{code(column.name)} has two-digit years: those that would be far in the future are read as of the last century"))
    return found


def _gaps(column: Column) -> list[Oddity]:
    if not column.told_gaps:
        return []
    spelled = listed([f"{code(text)} ({count(times, 'time')})" for text, times in column.told_gaps.most_common()], 4)
    return [Oddity("Missing values", f"{spelled} in {code(column.name)} {'is' if len(column.told_gaps) == 1 else 'are'} read as missing")]


def _limits(column: ValueColumn) -> list[Oddity]:
    if not column.limits:
        return []
    found = []
    for is_low, word in ((True, "below"), (False, "above")):
        texts = Counter({text: times for text, times in column.limits.items() if (text.lower()[:1] in "<≤&ul" and not text.lower().startswith("&gt")) == is_low})
        if texts:
            [(first, _), *others] = texts.most_common()
            known = f"{word} {first.strip('<>≤≥=+ ')} ({code(first)})" if not others else f"known to be {word} a number alone ({listed([code(text) for text in texts], 4)})"
            found.append(Oddity("Limits", f"{count(sum(texts.values()), 'value')} of {code(column.name)} {known}: left out of its figures"))
    return found


def _mixed(column: TextColumn) -> list[Oddity]:
    """A column of texts in which numbers occur as well."""
    if column.kind.is_code or column.kind.is_boolean:
        return []
    if is_block_of_texts("\n".join([*column.counts, ""]), column.distinct):
        return []
    total = sum(column.counts.values())
    numbers = sum(times for text, times in column.counts.items() if is_number(text))
    if not MIXED * total < numbers < total:
        return []
    return [Oddity(MIXED_TEXTS, f"{code(column.name)} mixes texts with numbers ({share(numbers, total)} of its values)")]


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

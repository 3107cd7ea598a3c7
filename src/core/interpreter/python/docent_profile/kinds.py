"""What a column holds, decided by the shapes of all its cells together."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, Union

from .moments import DATE_FORMS
from .roles import is_quantity_name, is_year_name
from .shapes import NUMBER_FORMS
from .vocabulary import words_of

# A column is of the type of nearly all its cells; the others are told as unreadable. Below this it is text.
NEARLY_ALL = 0.9
_PLAIN = frozenset({"year", "integer", "long", "dot", "either_dot"})
_CODES = frozenset({"code", "long", "year", "integer"})
_COMMA_DECIMALS = ("comma", "grouped_comma", "spaced_comma")
_DOT_DECIMALS = ("dot", "grouped_dot")
_GROUPED = frozenset({"grouped_dot", "grouped_comma", "spaced", "spaced_comma"})


class NumberKind(NamedTuple):
    # Currencies and percent signs found, most frequent first.
    units: tuple[str, ...]
    # Whether 12,5 is meant rather than 12.5.
    comma_decimal: bool
    # Whether float() reads nearly every cell.
    is_plain: bool
    has_thousands: bool

    @property
    def unit(self) -> str:
        return self.units[0] if len(self.units) == 1 else ""


class DateKind(NamedTuple):
    # Whether 3/4 is the third of April.
    day_first: bool
    # Whether nothing in the column says so.
    is_ambiguous: bool = False
    is_year: bool = False


class TextKind(NamedTuple):
    is_boolean: bool = False
    # Digits that are no quantity: 00501.
    is_code: bool = False


Kind = Union[NumberKind, DateKind, TextKind]


def kind_of(name: str, shapes: Counter) -> Kind:
    forms: Counter = Counter()
    for shape, times in shapes.items():
        forms[shape.form] += times
    total = sum(forms.values())

    def nearly_all(of: frozenset) -> bool:
        return total > 0 and sum(forms[form] for form in of) >= NEARLY_ALL * total

    if nearly_all(DATE_FORMS):
        return _date(forms)
    if (forms["code"] or (forms["long"] and not is_quantity_name(words_of(name)))) and nearly_all(_CODES):
        return TextKind(is_code=True)
    if nearly_all(NUMBER_FORMS):
        return _number(name, forms, shapes)
    return TextKind(is_boolean=0 < forms["boolean"] == total)


def _date(forms: Counter) -> DateKind:
    """A number above 12 tells which part is the day. Without any, points say day first and slashes month first."""
    day_first, month_first = forms["day_first"], forms["month_first"]
    if day_first or month_first:
        return DateKind(day_first >= month_first)
    return DateKind(forms["either_dotted"] >= forms["either_first"], is_ambiguous=forms["either_first"] > 0)


def _number(name: str, forms: Counter, shapes: Counter) -> Kind:
    if set(forms) == {"year"} and is_year_name(words_of(name)):
        return DateKind(day_first=False, is_year=True)
    units: Counter = Counter()
    for shape, times in shapes.items():
        units[shape.unit] += times
    del units[""]
    comma = sum(forms[form] for form in _COMMA_DECIMALS) > sum(forms[form] for form in _DOT_DECIMALS)
    # What looks like 1,234 or 1.234 is thousands where the other sign divides the decimals.
    thousands = "either_dot" if comma else "either_comma"
    return NumberKind(
        units=tuple(unit for unit, _ in units.most_common()),
        comma_decimal=comma,
        is_plain=set(forms) <= _PLAIN and not units and not comma,
        has_thousands=forms[thousands] > 0 or any(forms[form] for form in _GROUPED),
    )

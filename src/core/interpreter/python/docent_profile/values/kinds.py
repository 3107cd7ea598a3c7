"""What a column holds, decided by the shapes of all its cells together."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple, Union

from ..names.roles import is_quantity_name, is_year_name
from ..names.vocabulary import CLOCKS, words_of
from .moments import DATE_FORMS
from .shapes import DURATION_FORMS, MISSING, MOST_ODD, NUMBER_FORMS, Shape
from .timestamps import are_years, names_years, timestamp_form
from .units import CURRENCIES, SCALES, SMALL_MILLION, is_unit

# A column is of the type of nearly all its cells; the others are told as unreadable. Below this it is text.
NEARLY_ALL = 0.9
PLAIN = frozenset({"year", "integer", "long", "dot", "either_dot"})
_CODES = frozenset({"code", "long", "year", "integer"})
_COMMA_DECIMALS, _DOT_DECIMALS = ("comma", "grouped_comma", "spaced_comma"), ("dot", "grouped_dot")
_GROUPED = frozenset({"grouped_dot", "grouped_comma", "spaced", "spaced_comma"})
# Among other words these say what there is: no airbag, no effect.
_NOTHING = frozenset({"none", "None", "NONE"})
# What people and programs write where there is no value; only in columns that hold values otherwise.
GAPS = frozenset(
    "nan na null . : .. ... .... x * ** *** / \\ ~ # nil nul unknown unk blank empty missing undefined void n.a. n.a (blank) (null) (none) (empty) (missing) (unknown) k.\u00a0a. n/d nd n.d. n.d n.v. k.a. k. a. ka s/d sd s.d. tbd tba tbc x.x "
    "not\u00a0available \\n :c :u :z (x) (d) (s) (z) (n) (na) (nd) (b) unbekannt fehlt inconnu desconocido sconosciuto unspecified suppressed withheld confidential "
    "redacted masked c s z low no\u00a0data nodata no\u00a0value not\u00a0applicable not\u00a0reported not\u00a0recorded not\u00a0known keine\u00a0angabe sin\u00a0datos sem\u00a0dados нет\u00a0данных "
    "present ongoing current never inf -inf infinity 不明 なし 未知 无 #error error err #ref".split(" ")
)
# Signs alone, and with the letters that statistical offices put beside them.
_SIGNS = re.compile(r"[:.*–—\-]+\s?[a-z]{0,2}")
# A text that is there so seldom in a column of numbers, and is so short, says that there is none.
FEW_GAPS, SHORTEST_MAJORITY, SHORT = 2, 0.6, 20
# More cells than this that say only what a number is below or above are no numbers any more.
MOST_LIMITS = 0.6


class Look(NamedTuple):
    """What the first pass saw in a column: its cells' shapes, its texts that are no values, some cells, and how gaps are spelled."""

    shapes: Counter
    odd: Counter
    sample: dict
    markers: Counter


class NumberKind(NamedTuple):
    # Currencies, units and percent signs found, most frequent first.
    units: tuple[str, ...]
    # Whether 12,5 is meant rather than 12.5.
    comma_decimal: bool
    # Whether float() reads nearly every cell.
    is_plain: bool
    has_thousands: bool
    # Texts that say that there is no number.
    gaps: frozenset[str] = frozenset()
    # A unit that this column alone has, and whether `m` is a million in it.
    own_unit: str = ""
    small_million: bool = False
    # Signs behind numbers that refer to notes.
    marks: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        return self.units[0] if len(self.units) == 1 else ""


class DurationKind(NamedTuple):
    # 2 for 1:30, 3 for 1:30:00.
    parts: int
    is_time_of_day: bool
    gaps: frozenset[str] = frozenset()
    units = marks = ()  # What is asked of all numbers.
    comma_decimal = has_thousands = False


class DateKind(NamedTuple):
    # Whether 3/4 is the third of April.
    day_first: bool
    is_ambiguous: bool = False  # Whether nothing in the column says so.
    is_year: bool = False
    # `quarter`, `fiscal`, or of numbers `ymd`, `ym`, `seconds`, `milliseconds`, `microseconds`, `serial`.
    form: str = ""
    to_utc: bool = False  # Whether moments of several distances from UTC are put on its clock.
    gaps: frozenset[str] = frozenset()


class TextKind(NamedTuple):
    is_boolean: bool = False
    # Digits that are no quantity: 00501.
    is_code: bool = False
    # Spellings of «missing» that are values here, as NA among the codes of countries.
    values: frozenset[str] = frozenset()
    gaps: frozenset[str] = frozenset()


Kind = Union[NumberKind, DurationKind, DateKind, TextKind]


def kind_of(name: str, look: Look) -> Kind:
    shapes, own_unit = _with_own_unit(look.shapes)
    forms = _forms(shapes)
    for values in (DATE_FORMS, DURATION_FORMS, NUMBER_FORMS | {"limit"}):
        gaps = _gaps(look, forms, values)
        if gaps is None:
            continue
        if values is DATE_FORMS:
            return _date(forms, shapes, gaps)
        if values is DURATION_FORMS:
            return DurationKind(2 if forms["short_clock"] > forms["clock"] + forms["span"] else 3, _is_time_of_day(name, look, shapes), gaps)
        if (forms["code"] or (forms["long"] and not is_quantity_name(words_of(name)))) and sum(forms[form] for form in _CODES) >= NEARLY_ALL * sum(forms.values()):
            return TextKind(is_code=True)
        if forms["limit"] <= MOST_LIMITS * sum(forms.values()):
            return _number(name, forms, shapes, look, gaps, own_unit)
    total = sum(forms.values())
    is_boolean = 0 < forms["boolean"] == total
    return TextKind(is_boolean=is_boolean, values=_codes(look) | (frozenset() if is_boolean or not total else _NOTHING & look.markers.keys()))


def number_in(look: Look, gaps: frozenset[str]) -> NumberKind:
    """How the column's cells are written where they are numbers, whatever they look like."""
    shapes, own_unit = _with_own_unit(look.shapes)
    forms = _forms(shapes)
    # By such a name no number is taken for a moment.
    kind = _number("value", forms, shapes, look, gaps, own_unit)
    return kind if isinstance(kind, NumberKind) else NumberKind((), False, True, False, gaps)


def _forms(shapes: Counter) -> Counter:
    """How many cells are written in each form."""
    forms: Counter = Counter()
    for shape, times in shapes.items():
        forms[shape.form] += times
    return forms


def _with_own_unit(shapes: Counter) -> tuple[Counter, str]:
    """A word behind nearly all numbers is a unit; one behind some makes texts of them."""
    unknown: Counter = Counter()
    for shape, times in shapes.items():
        if shape.form in NUMBER_FORMS and shape.unit and not is_unit(shape.unit):
            unknown[shape.unit] += times
    if not unknown:
        return shapes, ""
    unit, times = unknown.most_common(1)[0]
    own = unit if times >= NEARLY_ALL * sum(shapes.values()) else ""
    flags = {unit for unit in unknown if unit.islower() and len(unit) <= 2}
    if len(flags) < 2 and sum(unknown.values()) >= 0.5 * sum(shapes.values()):
        flags = set()
    known: Counter = Counter()
    for shape, times in shapes.items():
        if shape.unit in flags:
            shape = Shape(shape.form, "", shape.unit)
        known[Shape("text") if shape.unit in unknown and shape.unit != own else shape] += times
    return known, own


def _gaps(look: Look, forms: Counter, values: frozenset[str]) -> frozenset[str] | None:
    """The texts that say «no value» in a column that holds these values otherwise; None for a column that does not."""
    total = sum(forms.values())
    there = sum(forms[form] for form in values)
    if not there or len(look.odd) >= MOST_ODD or not look.odd and not look.markers:
        return frozenset() if total and there >= NEARLY_ALL * total else None
    odd = {text: times for text, times in look.odd.items() if not ("limit" in values and text[:1] in "<>≤≥&") and text.casefold() != "limit"}
    known = {text for text in odd if _SIGNS.fullmatch(text) or text.casefold().replace(" ", "\u00a0") in GAPS or text.casefold() in GAPS}
    rest = total - sum(odd[text] for text in known)
    if there < 2 and rest < total:
        return frozenset() if there >= NEARLY_ALL * total else None
    if there >= NEARLY_ALL * rest:
        # Errors of a spreadsheet are told, too, and what only databases write.
        return frozenset(known | {text for text in look.markers if text == "\\N" or text.startswith("#") and not text.lower().startswith("#n/a")})
    unknown = {text: times for text, times in odd.items() if text not in known}
    few = len(unknown) <= FEW_GAPS and all(len(text) <= SHORT and not any(map(str.isdigit, text)) for text in unknown)
    if few and there >= SHORTEST_MAJORITY * rest and all(times > 1 or len(text) <= 2 for text, times in unknown.items()) and rest - there == sum(unknown.values()):
        return frozenset(known | set(unknown))
    return None


def _codes(look: Look) -> frozenset[str]:
    """Of columns of short codes in capitals the spellings that are as long as these: NA is Namibia there."""
    codes = [text for text in look.sample if text.isalpha() and text.isupper()]
    lengths = Counter(map(len, codes))
    if not codes or len(codes) < 0.9 * len(look.sample) or len(codes) < 2:
        return frozenset()
    length, times = lengths.most_common(1)[0]
    if times < 0.9 * len(codes) or length > 4:
        return frozenset()
    return frozenset(text for text in look.markers if len(text) == length and text.isalpha() and text.isupper() and text in MISSING)


def _is_time_of_day(name: str, look: Look, shapes: Counter) -> bool:
    """By a half of the day; by name; or by hours that are all written with two digits and reach into the afternoon. How long something took looks much the same."""
    if any(shape.unit == "half" for shape in shapes):
        return True
    hours = [int(text[:2].rstrip(":")) for text in look.sample if text[:2].rstrip(":").isdigit()]
    if len(hours) < len(look.sample) or not hours or max(hours) >= 24:
        return False
    return CLOCKS.are_in(words_of(name)) or (max(hours) > 12 and len(set(map(len, look.sample))) == 1 and all(text[2] == ":" for text in look.sample))


def _date(forms: Counter, shapes: Counter, gaps: frozenset[str]) -> DateKind:
    """A number above 12 tells which part is the day. Without any, points say day first and slashes month first."""
    zones = {shape.unit for shape in shapes if shape.form in DATE_FORMS}
    to_utc = len({zone.replace("UTC", "Z").replace("GMT", "Z").replace("+00:00", "Z") for zone in zones}) > 1
    total = sum(forms[form] for form in DATE_FORMS)
    if forms["fiscal"] + forms["maybe_fiscal"] == total and (forms["fiscal"] or forms["maybe_fiscal"] > 1):
        return DateKind(day_first=False, is_year=True, form="fiscal", gaps=gaps)
    if forms["quarter"] == total:
        return DateKind(day_first=False, form="quarter", gaps=gaps)
    day_first, month_first = forms["day_first"], forms["month_first"]
    if day_first or month_first:
        return DateKind(day_first >= month_first, to_utc=to_utc, gaps=gaps)
    return DateKind(forms["either_dotted"] >= forms["either_first"], is_ambiguous=forms["either_first"] > 0, to_utc=to_utc, gaps=gaps)


def _number(name: str, forms: Counter, shapes: Counter, look: Look, gaps: frozenset[str], own_unit: str) -> Kind:
    written = set(forms) - {"text", "boolean"}
    if names_years(name, list(look.sample)) if written == {"year"} else written <= {"year", "integer"} and is_year_name(words_of(name)) and are_years(list(look.sample)):
        return DateKind(day_first=False, is_year=True, gaps=gaps)
    units: Counter = Counter()
    marks: Counter = Counter()
    for shape, times in shapes.items():
        if shape.form in NUMBER_FORMS:
            units[shape.unit] += times
            marks[shape.mark] += times
    bare = units.pop("", 0)
    scales = {unit for unit in units if unit in SCALES}
    small_million = SMALL_MILLION in units and bool(scales - {"k", "K"} or "k" in scales)
    # Letters behind a few of the numbers say how good these are, not what they measure.
    flags = {unit for unit, times in units.items() if unit.isalpha() and len(unit) <= 2 and unit not in CURRENCIES and unit not in scales and times < 0.5 * bare}
    signs = [mark for mark in marks if mark] + sorted(flags)
    for unit in scales | flags | ({SMALL_MILLION} if small_million else set()):
        del units[unit]
    comma = sum(forms[form] for form in _COMMA_DECIMALS) > sum(forms[form] for form in _DOT_DECIMALS)
    # What looks like 1,234 or 1.234 is thousands where the other sign divides the decimals.
    thousands = "either_dot" if comma else "either_comma"
    is_bare = not units and not scales and not signs and not comma and not small_million
    if is_bare and written <= PLAIN and (form := timestamp_form(name, list(look.sample))):
        return DateKind(day_first=False, form=form, gaps=gaps)
    return NumberKind(
        units=tuple(unit for unit, _ in units.most_common()),
        comma_decimal=comma,
        is_plain=set(forms) <= PLAIN and is_bare,
        has_thousands=forms[thousands] > 0 or any(forms[form] for form in _GROUPED),
        gaps=gaps,
        own_unit=own_unit,
        small_million=small_million,
        marks=tuple(signs),
    )

"""What a cell's text looks like, judged on its own; what it means is decided by the whole column."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from .moments import MONTHS, date_shape, names_no_date
from .units import CURRENCY, SCALES, is_unit

_MARKERS = (
    *("", "na", "n/a", "#n/a", "nan", "null", "none", "<na>", "-", "--", "–", "—", "?", "(null)", "[null]"),
    *("#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#n/a n/a"),
)
# As written in capitals, small letters or like a name, but for names that people have: a set of exact texts is tested faster than a folded one.
MISSING = frozenset(form for marker in _MARKERS for form in (marker, marker.upper(), marker.title(), "NaN", "\\N")) - {"Nan", "Na", "Null"}

BOOLEANS = frozenset("true false yes no y n t f on off ja nein oui non si sí wahr falsch vrai faux да нет".split())

_MARK = r"\*+|[†‡§]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\w{1,4}\]|\(\w\)|\^\w"
NUMBER = re.compile(
    # Blanks follow only what is there: side by side, several `\s*` would try all ways to share a long run of them.
    rf"(?:(?P<open>\()\s*)?(?:(?P<sign>[-+−])\s*)?(?:(?P<before>{CURRENCY})\s*)?(?P<inner>[-−])?"
    rf"(?P<digits>(?:[\d.,'’][\d.,'’\s]*)?\d\.?(?:[eE][-+]?\d{{1,3}})?)(?P<behind>[-−](?=\s?$|\s?[^\d\s]))?"
    rf"(?:\s*(?P<after>[%‰]|{CURRENCY}|[A-Za-zµμ°Ωéö²³·.]+(?:/[A-Za-z²³]+)?(?:\s{CURRENCY})?))?(?P<close>\))?(?:\s?(?P<mark>{_MARK}))?"
)
# The name of the first form that fits the digits whole tells what the separators may mean.
DIGITS = re.compile(
    r"""(?P<long>[1-8]\d{15}|900[0-6]\d{12})                          # so long that it mostly is a code; a float keeps it still
    |(?P<code>0\d+|\d{16,})                                     # 00501, or more digits than a float keeps
    |(?P<year>(?:1[5-9]|20)\d\d)                                    # 2024: a year or a quantity
    |(?P<integer>\d+)
    |(?P<either_comma>[1-9]\d{0,2},\d{3})                           # 1,234: thousands or decimals
    |(?P<either_dot>[1-9]\d{0,2}\.\d{3})                            # 1.234: decimals or thousands
    |(?P<dot>(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d{1,3})?)              # 12.5
    |(?P<comma>\d*,\d+)                                             # 12,5
    |(?P<grouped_dot>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?)  # 1,234.50 and 12,34,567
    |(?P<grouped_comma>[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?)           # 1.234,50
    |(?P<spaced_comma>[1-9]\d{0,2}(?:['’\s]\d{3})+,\d+)             # 1 234,50
    |(?P<spaced>[1-9]\d{0,2}(?:['’\s]\d{3})+(?:\.\d+)?)             # 1 234 and 1'234.50
    """,
    re.X,
)
NUMBER_FORMS = frozenset(DIGITS.groupindex)
# 00:12:30, 1:05 and 1 day, 2:03:04; 1h 30m and PT1H30M.
CLOCK = re.compile(r"(?P<sign>-)?(?:(?P<days>\d+) days?,? )?(?P<first>\d{1,3}):(?P<second>[0-5]\d)(?::(?P<third>[0-5]\d)(?:[.,]\d+)?)?")
# 9 pm and 9:30 p.m.
HALF_DAY = re.compile(r"(?P<hour>0?[1-9]|1[0-2])(?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?\s?(?P<half>[ap])\.?m\.?", re.I)
# 1st and 22nd: places in an order, which count nothing.
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
SPAN = re.compile(r"(?=.*\d)(?:PT)?(?:(?P<days>\d+)\s?d(?:ays?)?,?\s?)?(?:(?P<hours>\d+)\s?h(?:ours?|rs?|\.)?,?\s?)?(?:(?P<minutes>\d+)\s?m(?:in(?:utes?|s)?)?\.?,?\s?)?(?:(?P<seconds>\d+(?:\.\d+)?)\s?s(?:ec(?:onds?|s)?)?\.?)?", re.I)
DURATION_FORMS = frozenset({"clock", "short_clock", "span"})
# Less or more than a number is known of it.
LIMIT = re.compile(r"([<>≤≥]|&lt;|&gt;|under |over |less than |more than )=? ?(\d[\d.,]*)|(\d[\d.,]*)(\+)", re.I)

# A block of plain numbers, one a line, is recognised in one go: most cells of most files never take the long way.
_PLAIN_BLOCK = re.compile(r"(?:-?(?:0|[1-9]\d{0,14})(?:\.\d+)?\n)*")
# So are days, and moments without a zone; whether each day exists is asked once a day.
ISO_BLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d\n)*|(?:\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\n)*")
_DIGIT = re.compile(r"\d")
_YEAR_BLOCK = re.compile(r"(?:(?:1[5-9]|20)\d\d\n)*")
_SURELY_DECIMAL = re.compile(r"(?:^-?0|\d{4})\.|\.(?:\d\d?|\d{4,})$", re.M)

# What begins with another letter is a date or a text.
_VALUE_LETTERS = re.compile(rf"{CURRENCY}|PT|under|over|less|more", re.I)
# A block of texts that begin as no value does, and as no quarter or fiscal year, is told by its words.
_NO_VALUE_BLOCK = re.compile(rf"(?:(?!(?i:{CURRENCY}|PT|under|over|less|more|q[1-4]|fy))[A-Za-z].*\n)*")
_WORD = re.compile(r"[^\W\d_]+")

# No number or date is longer; it keeps the patterns away from prose, on which they would be slow.
LONGEST = 40


class Shape(NamedTuple):
    """`form` is one of DIGITS' names, of moments' date forms, `clock`, `span`, `limit`, `boolean` or `text`.

    `unit` is what stands beside a number (a currency, `%`, a unit, a scale as `K`), or a moment's distance from UTC.
    """

    form: str
    unit: str = ""
    # A sign that refers to a footnote.
    mark: str = ""


_TEXT = Shape("text")
_ALL_DIGITS = dict.fromkeys(map(ord, "123456789"), "0")
# About 10 MB of texts.
MOST_KNOWN = 100_000


def may_be_number(text: str) -> bool:
    """Whether it begins as numbers and durations do."""
    return not text[0].isalpha() or _VALUE_LETTERS.match(text) is not None


def _number_shape(text: str) -> Shape | None:
    """Of a text that begins as numbers do; None where it is none."""
    number = NUMBER.fullmatch(text)
    digits = DIGITS.fullmatch(number["digits"]) if number else None
    if not number or not digits or not digits.lastgroup or bool(number["open"]) != bool(number["close"]):
        return None
    if sum(bool(number[sign]) for sign in ("open", "sign", "inner", "behind")) > 1 + (number["sign"] == "+"):
        return None
    unit = number["before"] or number["after"] or ""
    if number["before"] and number["after"]:
        # $1.5M: the scale of money.
        unit = number["before"] if number["after"] in SCALES or number["after"] == "m" else "?"
    if unit in _ORDINALS:
        return _TEXT
    return Shape(digits.lastgroup, unit, number["mark"] or "") if unit != "?" else None


def is_number(text: str) -> bool:
    """Whether the shape of a cell is a number's, told without a look at all other shapes."""
    if len(text) > LONGEST or not may_be_number(text) or text[-1] in "mM." and HALF_DAY.fullmatch(text):
        return False
    shape = _number_shape(text)
    return shape is not None and shape.form in NUMBER_FORMS


def shape_of(text: str) -> Shape:
    """The shape of one cell, which is neither missing nor padded."""
    if len(text) > LONGEST:
        return _TEXT
    if not _DIGIT.search(text):
        return Shape("boolean" if text.lower() in BOOLEANS else "text")
    if not may_be_number(text):
        return Shape(*(date_shape(text) or ("text",)))
    if text[-1] in "mM." and (clock := HALF_DAY.fullmatch(text)):
        return Shape("clock" if clock["second"] else "short_clock", "half")
    if number := _number_shape(text):
        return number
    if clock := CLOCK.fullmatch(text):
        return Shape("clock" if clock["third"] or clock["days"] else "short_clock")
    if moment := date_shape(text):
        return Shape(*moment)
    if LIMIT.fullmatch(text):
        return Shape("limit")
    if SPAN.fullmatch(text):
        return Shape("span")
    return Shape("text")


class Shapes(dict):
    """The shapes of texts, each judged once; it starts anew when there are too many. Texts that differ in their digits alone are mostly alike."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: set[str] = set()

    def __missing__(self, text: str) -> Shape:
        if len(self) >= MOST_KNOWN:
            self.clear()
            self._texts.clear()
        if len(text) > LONGEST:
            self[text] = _TEXT
            return _TEXT
        alike = text.translate(_ALL_DIGITS)
        if alike in self._texts:
            shape = _TEXT
        else:
            shape = shape_of(text)
            if shape == _TEXT and not may_be_number(text) and names_no_date(text):
                self._texts.add(alike)
        self[text] = shape
        return shape


def is_known(shape: Shape) -> bool:
    """Whether a single cell says that it is a number, a date or a time: `2023 Revenue` does not."""
    if shape.form in NUMBER_FORMS:
        return not shape.unit or is_unit(shape.unit)
    return shape.form not in ("text", "boolean", "span")


def is_odd(shape: Shape) -> bool:
    """No value: a column of values says with it that there is none."""
    return shape.form in ("text", "boolean", "limit")


def shapes_of(cells: list[str], known: Shapes, odd: Counter) -> Counter:
    """How often each shape occurs among cells none of which is missing; `known` remembers texts already judged.

    Texts that are no values are counted in `odd`.
    """
    block = "\n".join(cells) + "\n"
    if cells and block.count("\n") == len(cells) and _PLAIN_BLOCK.fullmatch(block):
        if "." not in block:
            return Counter({Shape("year" if _YEAR_BLOCK.fullmatch(block) else "integer"): len(cells)})
        return Counter({Shape("dot" if _SURELY_DECIMAL.search(block) else "either_dot"): len(cells)})
    if cells and block[4:5] == "-" and ISO_BLOCK.fullmatch(block) and all(known[day].form == "year_first" for day in {text[:10] for text in cells}):
        return Counter({Shape("year_first"): len(cells)})
    if cells and is_block_of_texts(block, len(cells)):
        for text in cells:
            if len(odd) >= MOST_ODD:
                break
            odd[text] += 1
        return Counter({_TEXT: len(cells)})
    shapes: Counter = Counter()
    counts = Counter(cells)
    for text, times in counts.items():
        shape = known[text]
        shapes[shape] += times
        if is_odd(shape) and len(odd) < MOST_ODD:
            odd[text] += times
    return shapes


def is_block_of_texts(block: str, cells: int) -> bool:
    """Whether none of the cells, one a line, is a value, by their beginnings and because no word of theirs is a month; False where that takes a closer look."""
    if block.count("\n") != cells or not _NO_VALUE_BLOCK.fullmatch(block):
        return False
    lower = block.lower()
    return MONTHS.keys().isdisjoint(_WORD.findall(lower)) and BOOLEANS.isdisjoint(lower.split("\n"))


# More texts than these are a column of texts.
MOST_ODD = 60

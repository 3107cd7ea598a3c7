"""The columns of a table, each read into the shortest form that its figures can be taken from."""

from __future__ import annotations

from array import array
from collections import Counter
from decimal import Decimal
from functools import cached_property
from itertools import islice, repeat
from math import nan
from operator import ne

from .kinds import DateKind, Kind, NumberKind
from .moments import EPOCH, read_moment
from .numbers import read_number
from .roles import ENOUGH_TO_NUMBER, Role, role_of
from .shapes import LONGEST, MISSING
from .statistics import Summary, summarise
from .words import exact, told_apart

# Distinct texts are counted one by one up to this many (about 10 MB a column); beyond, they are «more than» it.
MOST_DISTINCT = 100_000
# Texts with at most so many distinct values, each on average twice, are categories: more of them nobody compares.
MOST_CATEGORIES = 50


class Memo(dict):
    """What a function makes of each text, worked out once; it starts anew when there are too many."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def __missing__(self, text):
        if len(self) >= MOST_DISTINCT:
            self.clear()
        value = self[text] = self.function(text)
        return value


class Column:
    """What all columns have. `take` gets the stripped cells of the next rows."""

    type = ""  # as shown

    def __init__(self, name: str, kind: Kind):
        self.name = name
        self.kind = kind
        self.rows = 0
        self.missing = 0

    @property
    def distinct(self) -> int:
        raise NotImplementedError

    @property
    def is_constant(self) -> bool:
        return self.distinct == 1 and self.rows - self.missing > 1


class ValueColumn(Column):
    """Numbers or moments: `values` has one float a row, NaN where there is none."""

    def __init__(self, name: str, kind: Kind):
        super().__init__(name, kind)
        self.values = array("d")
        # Cells that do not fit the type. In the figures they count as missing, in words they are told apart.
        self.unreadable: Counter = Counter()
        self._read = Memo(lambda text: nan if text in MISSING or len(text) > LONGEST else self.read(text))

    def read(self, text: str) -> float:
        raise NotImplementedError

    def take(self, cells: list[str]) -> None:
        values = self._read_all(cells)
        self.values.extend(values)
        self.rows += len(cells)
        for cell in [cell for cell, value in zip(cells, values) if value != value]:
            if cell in MISSING:
                self.missing += 1
            else:
                self.unreadable[cell] += 1

    def _read_all(self, cells: list[str]) -> array:
        return array("d", map(self._read.__getitem__, cells))

    @cached_property
    def ordered(self) -> array:
        return array("d", sorted(value for value in self.values if value == value))

    @cached_property
    def distinct(self) -> int:
        ordered = self.ordered
        return sum(map(ne, ordered[1:], ordered)) + 1 if ordered else 0

    @cached_property
    def top(self) -> tuple[float, int] | None:
        """The most frequent value and how often it occurs, where one does occur more than once."""
        if self.distinct in (0, len(self.ordered)) or self.distinct > MOST_DISTINCT:
            return None
        return Counter(self.ordered).most_common(1)[0]


class NumberColumn(ValueColumn):
    def _read_all(self, cells: list[str]) -> array:
        if self.kind.is_plain:
            try:
                return array("d", [nan if cell in MISSING else float(cell) for cell in cells])
            except ValueError:
                pass  # (4) or −4, which only look as plain as 4.
        return super()._read_all(cells)

    def read(self, text: str) -> float:
        return read_number(text, self.kind.comma_decimal)

    @cached_property
    def summary(self) -> Summary:
        return summarise(self.ordered)

    @cached_property
    def is_whole(self) -> bool:
        return all(map(float.is_integer, self.ordered))

    @cached_property
    def unit(self) -> str:
        """A currency, `%` or ''. A name that says percent says so of its numbers, unless these are shares from 0 to 1."""
        if self.kind.units or "%" not in self.name or not self.ordered:
            return self.kind.unit
        return "%" if max(-self.ordered[0], self.ordered[-1]) > 1 else ""

    @cached_property
    def role(self) -> Role:
        return role_of(self.name, self.unit, self.values, self.ordered)

    @property
    def is_measure(self) -> bool:
        """Whether its size means something, so that it can be averaged, compared and drawn."""
        return self.distinct > 1 and self.role.is_quantity

    @cached_property
    def decimals(self) -> int:
        """How many the file's figures have, as some hundreds of them show."""
        some = self.ordered[:: len(self.ordered) // 500 + 1]
        return max((-int(Decimal(repr(value)).normalize().as_tuple().exponent) for value in some if value), default=0)

    def tell(self, *values: float) -> list[str]:
        """Values in words, told apart; years and other names have neither separators nor units."""
        return told_apart(values, self.unit) if self.role.is_quantity else [f"{value:.0f}" for value in values]

    def exact(self, value: float) -> str:
        return exact(value, self.unit) if self.role.is_quantity else f"{value:.0f}"

    @property
    def type(self) -> str:
        if self.role in (Role.IDENTIFIER, Role.YEAR):
            return self.role.value
        if self.unit:
            return "percentage" if self.unit == "%" else f"amount ({self.unit})"
        return "integer" if self.is_whole else "decimal"


class DateColumn(ValueColumn):
    def read(self, text: str) -> float:
        if self.kind.is_year:
            return (EPOCH.replace(year=int(text)) - EPOCH).total_seconds()
        seconds = read_moment(text, self.kind.day_first)
        # The first and the last year there is stand for «none» or «without end»: they would stretch every period.
        return nan if seconds is None or text[:4] in ("0001", "9999") else seconds

    @cached_property
    def has_time(self) -> bool:
        return any(value % 86_400 for value in self.ordered)

    @property
    def type(self) -> str:
        return "year" if self.kind.is_year else "date and time" if self.has_time else "date"


class TextColumn(Column):
    """Texts, among them categories, yes/no and codes: how often each occurs, and for categories each row's number in `codes`
    (its place in `counts`; -1 where it is missing)."""

    def __init__(self, name: str, kind: Kind):
        super().__init__(name, kind)
        self.counts: Counter = Counter()
        self.has_more = False  # There are more distinct values than were counted.
        self.codes: array | None = array("i")
        # The smallest and the largest code in digits, as written.
        self.ends: tuple[str, str] | None = None

    def take(self, cells: list[str]) -> None:
        self.rows += len(cells)
        present = [cell for cell in cells if cell not in MISSING]
        self.missing += len(cells) - len(present)
        if self.kind.is_code:
            digits = [cell for cell in present if cell.isdecimal() and len(cell) <= LONGEST] + list(self.ends or ())
            # As whole numbers of any length; 007 is 7.
            self.ends = (min(digits, key=int), max(digits, key=int)) if digits else None
        if self.has_more:
            present = [cell for cell in present if cell in self.counts]
        self.counts.update(present)
        self.has_more = self.has_more or len(self.counts) > MOST_DISTINCT
        if self.codes is not None:
            self._number(cells)

    def _number(self, cells: list[str]) -> None:
        if len(self.counts) > MOST_CATEGORIES:
            self.codes = None
            return
        code = {text: number for number, text in enumerate(self.counts)}
        self.codes.extend(map(code.get, cells, repeat(-1)))

    @property
    def distinct(self) -> int:
        return len(self.counts)

    @cached_property
    def frequent(self) -> list[tuple[str, int]]:
        """The most frequent values and how often they occur; more than these nobody reads."""
        return self.counts.most_common(MOST_CATEGORIES)

    @property
    def is_category(self) -> bool:
        return self.codes is not None and 1 < self.distinct <= (self.rows - self.missing) / 2 and not self.kind.is_code

    @property
    def type(self) -> str:
        if not self.counts:
            return "empty"
        if self.kind.is_boolean:
            return "yes/no"
        if self.is_category:
            return "category"
        unique = not self.has_more and self.distinct == self.rows - self.missing
        short = all(len(text) <= 40 and text.count(" ") < 2 for text in islice(self.counts, 1000))
        return "identifier" if self.kind.is_code or (unique and short and self.rows >= ENOUGH_TO_NUMBER) else "text"


def column_for(name: str, kind: Kind) -> Column:
    if isinstance(kind, NumberKind):
        return NumberColumn(name, kind)
    return DateColumn(name, kind) if isinstance(kind, DateKind) else TextColumn(name, kind)

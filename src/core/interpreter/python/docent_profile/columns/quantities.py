"""Columns of numbers and of durations."""

from __future__ import annotations

from array import array
from decimal import Decimal
from functools import cached_property
from math import nan
from typing import Sequence

from ..names.roles import CHOSEN, Role, role_of
from ..values.numbers import read_duration, read_number
from ..vectors import all_whole
from ..words import CLOCK, exact, told_apart
from .column import ValueColumn
from .far import PLACEHOLDERS, far_numbers
from .statistics import Summary, summarise


class NumberColumn(ValueColumn):
    def _read_all(self, cells: list[str]) -> array:
        if self.kind.is_plain:
            try:
                return array("d", [nan if cell in self.gaps else float(cell) for cell in cells])
            except ValueError:
                pass  # (4) or −4, which only look as plain as 4.
        return super()._read_all(cells)

    def read(self, text: str) -> float:
        return read_number(text, self.kind)

    @cached_property
    def summary(self) -> Summary:
        return summarise(self.ordered)

    @cached_property
    def far(self) -> tuple[int, int]:
        """How many of the lowest and of the highest values stand far from all others, and set no range."""
        return far_numbers(self.ordered, self.summary) if self.ordered and self.is_measure else (0, 0)

    @cached_property
    def core(self) -> Sequence[float]:
        """The values in rising order, without those far from all others."""
        below, above = self.far
        return self.ordered[below : len(self.ordered) - above] if below or above else self.ordered

    @cached_property
    def usual(self) -> Summary:
        return summarise(self.core) if self.core is not self.ordered else self.summary

    @cached_property
    def telling(self) -> Sequence[float]:
        """The values, with NaN where one only stands for «none»."""
        below, above = self.far
        ends = {*self.ordered[:below], *self.ordered[len(self.ordered) - above :]} & PLACEHOLDERS
        return array("d", [nan if value in ends else value for value in self.values]) if ends else self.values

    @cached_property
    def is_whole(self) -> bool:
        return all_whole(self.ordered)

    @cached_property
    def unit(self) -> str:
        """A currency, `%` or ''. A name that says percent says so of its numbers, unless these are shares from 0 to 1."""
        if self.kind.units or "%" not in self.name or not self.ordered:
            return self.kind.unit
        return "%" if max(-self.ordered[0], self.ordered[-1]) > 1 else ""

    @cached_property
    def role(self) -> Role:
        return CHOSEN.get(self.chosen) or role_of(self.name, self.unit, self.values, self.ordered)

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


class DurationColumn(NumberColumn):
    """In seconds, or where there are two parts in the smaller of them."""

    def _read_all(self, cells: list[str]) -> array:
        return ValueColumn._read_all(self, cells)

    def read(self, text: str) -> float:
        return read_duration(text)

    @cached_property
    def unit(self) -> str:
        return CLOCK[5 if self.kind.is_time_of_day and self.kind.parts == 2 else self.kind.parts]

    @cached_property
    def role(self) -> Role:
        return CHOSEN.get(self.chosen) or (Role.NAME if self.kind.is_time_of_day else Role.LEVEL)

    @property
    def type(self) -> str:
        return "time of day" if self.kind.is_time_of_day else "duration"

    def tell(self, *values: float) -> list[str]:
        return told_apart(values, self.unit)

    def exact(self, value: float) -> str:
        return exact(value, self.unit)

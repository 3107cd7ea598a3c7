"""What a chart shows, free of how it is drawn."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import NamedTuple, Union

from ..columns.statistics import straight_line
from ..words import CLOCK, tick


class Axis(NamedTuple):
    label: str
    unit: str = ""
    # Whether it counts things, of which there are no halves.
    counts: bool = False

    @property
    def title(self) -> str:
        return f"{self.label} ({self.unit})" if self.unit and self.unit not in self.label else self.label


ROWS = Axis("rows", counts=True)


class Line(NamedTuple):
    """`labels` name the points; `xs` are their places, so that gaps show."""

    title: str
    xs: list[int]
    labels: list[str]
    ys: list[float]
    x: Axis
    y: Axis


class Bars(NamedTuple):
    title: str
    labels: list[str]
    values: list[float]
    x: Axis


class Histogram(NamedTuple):
    """`edges` is one longer than `counts`."""

    title: str
    edges: list[float]
    counts: list[int]
    x: Axis


class Scatter(NamedTuple):
    title: str
    xs: list[float]
    ys: list[float]
    x: Axis
    y: Axis


    @property
    def fit(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The ends of the least-squares line."""
        points = sorted(zip(self.xs, straight_line(self.ys, self.xs)))
        return points[0], points[-1]

    @property
    def scales(self) -> tuple[Scale, Scale]:
        ys = [*self.ys, *(y for _, y in self.fit)]
        return scale(min(self.xs), max(self.xs), self.x.unit, marks=7), scale(min(ys), max(ys), self.y.unit)


Plot = Union[Line, Bars, Histogram, Scatter]


class Scale(NamedTuple):
    """An axis' range, and round marks in it with their labels."""

    low: float
    high: float
    marks: list[float]
    labels: list[str]


# Marks fall on these multiples of a power of ten,
ROUND_STEPS = (1, 2, 2.5, 5, 10)
# and those of durations on these numbers of seconds, or of minutes.
CLOCK_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400)


def round_step(size: float, unit: str = "") -> float:
    """The smallest round number that is at least `size`."""
    if unit in CLOCK.values() and size <= CLOCK_STEPS[-1]:
        return next(float(step) for step in CLOCK_STEPS if step >= size)
    power = 10.0 ** floor(log10(size))
    return next(step * power for step in ROUND_STEPS if step * power >= size * (1 - 1e-9))


def scale(low: float, high: float, unit: str = "", marks: int = 5, whole: bool = False) -> Scale:
    """A range that holds `low` and `high` and ends on marks, about `marks` of them."""
    if high <= low:
        low, high = low - (abs(low) or 1) / 2, high + (abs(high) or 1) / 2
    step = round_step((high - low) / marks, unit)
    if whole:
        step = max(1, ceil(step))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    values = [step * number for number in range(first, last + 1)]
    return Scale(values[0], values[-1], values, [tick(value, step, unit) for value in values])


# Room for the label below the lowest point, as a share of the range.
BELOW = 0.15


def value_scale(values: list[float], axis: Axis) -> Scale:
    """For lines: from zero, unless all values lie far above it and their changes would be hard to see."""
    low, high = min(values), max(values)
    if low > high / 2 > 0 and not axis.counts:
        return scale(low - BELOW * (high - low), high, axis.unit)
    return scale(min(low, 0), max(high, 0), axis.unit, whole=axis.counts)

"""A picture of how often a column's values occur, as its type asks."""

from __future__ import annotations

from bisect import bisect_left
from math import floor

from ..analysis.periods import best_period, rows_by
from ..columns import Column, DateColumn, NumberColumn, TextColumn
from ..columns.statistics import quantile
from ..names.roles import Role
from ..table import Table
from ..words import CLOCK, count, cut, cut_apart
from .plot import ROWS, Axis, Bars, Histogram, Line, Plot, round_step

# More pictures are not looked at; the others are drawn when they are asked for.
MOST_DISTRIBUTIONS = 12
MOST_BARS = 10
LONGEST_LABEL = 24
FEWEST_BINS, MOST_BINS = 8, 40
# A range this many times that of nearly all values would squeeze these into one bar.
FAR = 2
# Of more values than this that occur equally often bars say nothing.
FEW_ALIKE = 3
# A date with fewer periods than this has nothing to show.
ENOUGH_PERIODS = 3


def with_distribution(table: Table) -> list[Column]:
    """The columns whose values occur more or less often; not those that name each row, or have one value."""
    return [column for column in table.columns if column.distinct > 1 and _has_distribution(column)]


def _has_distribution(column: Column) -> bool:
    if isinstance(column, NumberColumn):
        return column.role is not Role.IDENTIFIER
    if isinstance(column, TextColumn):
        return not column.kind.is_code and bool(column.frequent) and column.frequent[0][1] > 1
    return isinstance(column, DateColumn) and len(column.ordered) > 1 and column.ordered[0] < column.ordered[-1]


def distribution_of(column: Column) -> Plot | None:
    if isinstance(column, TextColumn):
        return _frequencies(column)
    if isinstance(column, DateColumn):
        return _over_time(column)
    if isinstance(column, NumberColumn):
        return histogram(column) if column.distinct > 2 else _two_values(column)
    return None


def axis_of(column: NumberColumn) -> Axis:
    return Axis(short(column.name), column.unit)


def histogram(column: NumberColumn) -> Histogram:
    ordered = column.ordered
    # What is far from all others has no bar.
    low, high = column.core[0], column.core[-1]
    inner_low, inner_high = quantile(ordered, 0.005), quantile(ordered, 0.995)
    axis = axis_of(column)
    if inner_high > inner_low and high - low > FAR * (inner_high - inner_low):
        low, high = inner_low, inner_high
    edges = _edges(column, low, high)
    places = [bisect_left(ordered, edge) for edge in edges]
    counts = [right - left for left, right in zip(places, places[1:])]
    hidden = len(ordered) - sum(counts)
    if hidden:
        axis = axis._replace(label=f"{axis.label}; {count(hidden, 'far value')} not shown")
    return Histogram(f"Distribution of {short(column.name)}", edges, counts, axis)


def _edges(column: NumberColumn, low: float, high: float) -> list[float]:
    """Round bin edges by the Freedman–Diaconis rule; whole numbers of a small range get a bin each."""
    ordered = column.ordered
    middle = quantile(ordered, 0.75) - quantile(ordered, 0.25)
    wanted = 2 * middle / len(ordered) ** (1 / 3) or (high - low) / FEWEST_BINS
    step = round_step(min(max(wanted, (high - low) / MOST_BINS), (high - low) / FEWEST_BINS), column.unit)
    if column.is_whole and step > 2:
        step = 5.0 if step == 2.5 else step  # Bins of 2.5 hold now two and now three whole numbers.
    start = step * floor(low / step)
    if column.is_whole and step <= 2 and column.unit not in CLOCK.values():
        step, start = 1.0, low - 0.5
    edges = [start]
    while edges[-1] <= high:
        edges.append(start + step * len(edges))
    return edges


def _frequencies(column: TextColumn) -> Bars | None:
    parts = column.frequent[:MOST_BARS]
    if len(parts) > FEW_ALIKE and parts[0][1] == parts[-1][1]:
        return None
    title = f"Most frequent values of {short(column.name)}"
    return Bars(title, cut_apart([text for text, _ in parts], LONGEST_LABEL), [float(times) for _, times in parts], ROWS)


def _two_values(column: NumberColumn) -> Bars:
    counts = {value: column.ordered.count(value) for value in (column.ordered[0], column.ordered[-1])}
    return Bars(f"Values of {short(column.name)}", column.tell(*counts), [float(times) for times in counts.values()], ROWS)


def _over_time(column: DateColumn) -> Line | None:
    if column.rhythm:
        return None  # As many rows everywhere, but for the calendar.
    points = rows_by(column, best_period(column)).whole(column)
    if len(points) < ENOUGH_PERIODS or len(set(points.values)) == 1:
        return None
    title = f"{points.period.adjective.capitalize()} number of rows by {short(column.name)}"
    return Line(title, points.numbers, [points.period.show(number) for number in points.numbers], points.values, Axis(short(column.name)), ROWS)


def short(text: str) -> str:
    return cut(text, LONGEST_LABEL)

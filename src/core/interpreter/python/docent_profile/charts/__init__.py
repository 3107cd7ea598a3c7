"""Charts of a table: which ones, and each as a picture that a session can display."""

from __future__ import annotations

from bisect import bisect_left
from typing import Iterator, NamedTuple

from ..analysis import ENOUGH_FOR_PAIRS, SAME, Analysis, Groups, Pair
from ..columns import NumberColumn, TextColumn
from ..periods import Series
from ..statistics import quantile
from ..words import count, cut_apart, two_decimals
from .plot import Axis, Bars, Histogram, Line, Plot, Scatter, round_step
from .svg import draw

# |r| from which on a cloud of points shows something.
VISIBLE = 0.3
# Points that are told apart in a cloud, and drawn at once.
MOST_POINTS = 800
MOST_BARS = 10
LONGEST_LABEL = 24
FEWEST_BINS, MOST_BINS = 8, 40
# A range this many times that of nearly all values would squeeze these into one bar.
FAR = 2


class Picture(NamedTuple):
    title: str
    mime: str
    data: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {self.mime: self.data, "text/plain": self.title}


def charts(analysis: Analysis) -> Iterator[Picture]:
    """The trend, then distributions, then groups, then the strongest correlation."""
    for plot in _plots(analysis):
        yield Picture(plot.title, "image/svg+xml", draw(plot))


def _plots(analysis: Analysis) -> Iterator[Plot]:
    for measure, points in analysis.trends:
        yield _trend(measure, points, analysis)
    for column in analysis.main:
        if column.distinct > 2:
            yield _distribution(column)
    for groups in analysis.groups[:1]:
        yield _groups(groups)
    if not analysis.groups:
        for column in analysis.table.categories[:2]:
            yield _frequencies(column)
    telling = [pair for pair in analysis.pairs if VISIBLE <= abs(pair.r) <= SAME]
    if analysis.table.rows >= ENOUGH_FOR_PAIRS and telling:
        yield _cloud(telling[0])


def _axis(column: NumberColumn) -> Axis:
    return Axis(_short(column.name), column.unit)


def _trend(measure: NumberColumn | None, points: Series, analysis: Analysis) -> Line:
    period = points.period
    labels = [period.show(number) for number in points.numbers]
    name = _short(measure.name) if measure else "rows"
    title = f"{period.adjective.capitalize()} {points.made_by if measure else 'number'} of {name}"
    y = Axis(name, measure.unit if measure else "")
    return Line(title, points.numbers, labels, points.values, Axis(_short(analysis.dates.name) if analysis.dates else ""), y)


def _distribution(column: NumberColumn) -> Histogram:
    ordered = column.ordered
    low, high = ordered[0], ordered[-1]
    inner_low, inner_high = quantile(ordered, 0.005), quantile(ordered, 0.995)
    axis = _axis(column)
    if inner_high > inner_low and high - low > FAR * (inner_high - inner_low):
        low, high = inner_low, inner_high
    edges = _edges(column, low, high)
    places = [bisect_left(ordered, edge) for edge in edges]
    counts = [right - left for left, right in zip(places, places[1:])]
    hidden = len(ordered) - sum(counts)
    if hidden:
        axis = axis._replace(label=f"{axis.label}; {hidden:,} far values not shown")
    return Histogram(f"Distribution of {_short(column.name)}", edges, counts, axis)


def _edges(column: NumberColumn, low: float, high: float) -> list[float]:
    """Round bin edges by the Freedman–Diaconis rule; whole numbers of a small range get a bin each."""
    ordered = column.ordered
    middle = quantile(ordered, 0.75) - quantile(ordered, 0.25)
    wanted = 2 * middle / len(ordered) ** (1 / 3) or (high - low) / FEWEST_BINS
    step = round_step(min(max(wanted, (high - low) / MOST_BINS), (high - low) / FEWEST_BINS))
    start = step * int(low // step)
    if column.is_whole and step <= 2:
        step, start = 1.0, low - 0.5
    edges = [start]
    while edges[-1] <= high:
        edges.append(start + step * len(edges))
    return edges


def _groups(groups: Groups) -> Bars:
    parts = groups.parts
    title = f"{groups.made_by.capitalize()} of {_short(groups.measure.name)} by {_short(groups.category.name)}"
    names = cut_apart([part.name for part in parts], LONGEST_LABEL)
    labels = [name + ("" if groups.made_by == "total" else f" ({count(part.rows, 'row')})") for name, part in zip(names, parts)]
    return Bars(title, labels, [part.value for part in parts], _axis(groups.measure))


def _frequencies(column: TextColumn) -> Bars:
    parts = column.frequent[:MOST_BARS]
    title = f"Most frequent values of {_short(column.name)}"
    return Bars(title, cut_apart([text for text, _ in parts], LONGEST_LABEL), [float(times) for _, times in parts], Axis("rows"))


def _cloud(pair: Pair) -> Scatter:
    both = [place for place, (x, y) in enumerate(zip(pair.x.values, pair.y.values)) if x == x and y == y]
    both = both[:: -(-len(both) // MOST_POINTS)]
    title = f"Correlation of {_short(pair.x.name)} and {_short(pair.y.name)}, r = {two_decimals(pair.r)}"
    return Scatter(title, [pair.x.values[place] for place in both], [pair.y.values[place] for place in both], _axis(pair.x), _axis(pair.y))


def _short(text: str) -> str:
    [short] = cut_apart([text], LONGEST_LABEL)
    return short

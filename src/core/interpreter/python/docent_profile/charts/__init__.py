"""Charts of a table: which ones, and each as a picture that a session can display."""

from __future__ import annotations

from typing import Iterator, NamedTuple

from ..analysis import ENOUGH_FOR_PAIRS, SAME, Analysis, Groups, Pair
from ..analysis.periods import Series
from ..columns import Column, NumberColumn, TextColumn
from ..table import Table
from ..words import count, cut_apart, shortened, two_decimals
from .distributions import LONGEST_LABEL, MOST_DISTRIBUTIONS, axis_of, distribution_of, short, with_distribution
from .plot import ROWS, Axis, Bars, Line, Plot, Scatter
from .svg import draw

# |r| from which on a cloud of points shows something.
VISIBLE = 0.3
# Points that are told apart in a cloud, and drawn at once.
MOST_POINTS = 800


class Picture(NamedTuple):
    title: str
    mime: str
    data: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {self.mime: self.data, "text/plain": self.title}


def charts(analysis: Analysis) -> Iterator[Picture]:
    """The trend, then what the main measures are like, groups, the strongest correlation, and a distribution of each other column."""
    for plot in _plots(analysis):
        yield _picture(plot)


def distributions(analysis: Analysis, name: str) -> Iterator[Picture]:
    """Of the column of this name."""
    for column in analysis.table.columns:
        if column.name == name and (plot := distribution_of(column)):
            yield _picture(plot)


def line(measure: NumberColumn | None, points: Series, dates: str) -> Picture:
    """A figure, or how many rows there are, over time."""
    return _picture(_line(measure, points, dates))


def bars(title: str, labels: list[str], values: list[float], measure: NumberColumn | None) -> Picture:
    """A figure, or how many rows there are, of each group."""
    return _picture(Bars(title, cut_apart(labels, LONGEST_LABEL), shortened(values, measure.decimals) if measure else values, axis_of(measure) if measure else ROWS))


def _picture(plot: Plot) -> Picture:
    return Picture(plot.title, "image/svg+xml", draw(plot))


def _plots(analysis: Analysis) -> Iterator[Plot]:
    for measure, points in analysis.trends:
        if len(set(points.values)) > 1:
            yield _trend(measure, points, analysis)
    first = [column for column in analysis.main if column.distinct > 2]
    for column in first:
        if plot := _picture_of(column, analysis.table):
            yield plot
    for groups in analysis.groups[:1]:
        yield _groups(groups)
    telling = [pair for pair in analysis.pairs if VISIBLE <= abs(pair.r) <= SAME and min(pair.x.distinct, pair.y.distinct) > 2]
    if analysis.table.rows >= ENOUGH_FOR_PAIRS and telling:
        yield _cloud(telling[0])
    # Where rows are counted over time, that is what the dates' own picture would show.
    shown = [*first, *(analysis.dates for measure, _ in analysis.trends if measure is None)]
    others = [column for column in with_distribution(analysis.table) if column not in shown]
    for column in others[: MOST_DISTRIBUTIONS - len(first)]:
        if plot := _picture_of(column, analysis.table):
            yield plot


def _picture_of(column: Column, table: Table) -> Plot | None:
    """Of a few rows that have names, the value of each; else how often its values occur."""
    names = _names(table)
    if not names or not isinstance(column, NumberColumn) or not column.is_measure:
        return distribution_of(column)
    by, texts = names
    there = [(text, value) for text, value in zip(texts, column.values) if value == value]
    labels = cut_apart([text for text, _ in there], LONGEST_LABEL)
    return Bars(f"{short(column.name)} by {short(by)}", labels, [value for _, value in there], axis_of(column)) if there else None


def _names(table: Table) -> tuple[str, list[str]] | None:
    """The first column of texts that are all different, where all rows are kept as they were read."""
    if not 1 < table.rows == len(table.first_rows):
        return None
    for place, column in enumerate(table.columns):
        if isinstance(column, TextColumn) and column.distinct == table.rows:
            return column.name, [row[place].strip() for row in table.first_rows]
    return None


def _trend(measure: NumberColumn | None, points: Series, analysis: Analysis) -> Line:
    return _line(measure, points, analysis.dates.name if analysis.dates else "")


def _line(measure: NumberColumn | None, points: Series, dates: str) -> Line:
    period = points.period
    labels = [period.show(number) for number in points.numbers]
    y = Axis(short(measure.name), measure.unit) if measure else ROWS
    title = f"{period.adjective.capitalize()} {points.made_by.replace('`', '') if measure else 'number'} of {y.label}"
    return Line(title, points.numbers, labels, points.values, Axis(short(dates)), y)


def _groups(groups: Groups) -> Bars:
    parts = groups.parts
    title = f"{groups.made_by.capitalize()} of {short(groups.measure.name)} by {short(groups.category.name)}"
    names = cut_apart([part.name for part in parts], LONGEST_LABEL)
    labels = [name + ("" if groups.made_by == "total" else f" ({count(part.rows, 'row')})") for name, part in zip(names, parts)]
    return Bars(title, labels, shortened([part.value for part in parts], groups.measure.decimals), axis_of(groups.measure))


def _cloud(pair: Pair) -> Scatter:
    both = [place for place, (x, y) in enumerate(zip(pair.x.values, pair.y.values)) if x == x and y == y]
    both = both[:: -(-len(both) // MOST_POINTS)]
    title = f"Correlation of {short(pair.x.name)} and {short(pair.y.name)}, r = {two_decimals(pair.r)}"
    return Scatter(title, [pair.x.values[place] for place in both], [pair.y.values[place] for place in both], axis_of(pair.x), axis_of(pair.y))

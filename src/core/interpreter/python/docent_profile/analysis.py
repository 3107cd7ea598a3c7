"""What findings, tables and charts all need, worked out once."""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from .columns import DateColumn, NumberColumn, TextColumn
from .kinds import words_of
from .oddities import oddities_of
from .periods import Series, best_period, is_added_up, series
from .problems import Oddity
from .statistics import correlation, explained_by
from .table import Table

# Two points are not a trend.
ENOUGH_FOR_TREND = 3
# 45 pairs: more make neither a readable matrix nor, over a million rows, a short wait.
MOST_CORRELATED = 10
# Bars that can be told apart and labelled.
MOST_GROUPS = 12
# With fewer rows nearly any two columns seem to belong together.
ENOUGH_FOR_PAIRS = 6
# With more gaps than this a category's parts don't make the whole.
FEW_MISSING = 0.1
# |r| from which on two columns say the same.
SAME = 0.9995
_MONEY = frozenset("revenue sales amount total price cost value profit income turnover spend paid umsatz betrag preis".split())


class Pair(NamedTuple):
    x: NumberColumn
    y: NumberColumn
    r: float


class Groups(NamedTuple):
    """A measure's totals, or means, by the values of a category; the largest first."""

    category: TextColumn
    measure: NumberColumn
    made_by: str
    parts: list[tuple[str, float]]
    # The share of the measure's variance that lies between the parts, where these are means.
    explained: float


class Analysis:
    def __init__(self, table: Table):
        self.table = table

    @cached_property
    def measures(self) -> list[NumberColumn]:
        """What the table is about first: money, then what can be added up; what is mostly one value last."""

        def rank(column: NumberColumn) -> tuple[bool, bool, bool]:
            is_money = column.kind.unit not in ("", "%") or not _MONEY.isdisjoint(words_of(column.name))
            is_mostly_one = column.top is not None and column.top[1] > len(column.ordered) / 2
            return column.distinct <= 2 or is_mostly_one, not is_money, not is_added_up(column)

        return sorted(self.table.measures, key=rank)

    @cached_property
    def main(self) -> list[NumberColumn]:
        """The first two measures that don't say the same."""
        same = {frozenset((pair.x.name, pair.y.name)) for pair in self.pairs if abs(pair.r) > SAME}
        others = [column for column in self.measures[1:] if frozenset((self.measures[0].name, column.name)) not in same]
        return self.measures[:1] + others[:1]

    @cached_property
    def dates(self) -> DateColumn | None:
        """The column that tells when a row happened."""
        candidates = [column for column in self.table.dates if column.distinct > 1]
        return max(candidates, key=lambda column: len(column.ordered), default=None)

    @cached_property
    def trends(self) -> list[tuple[NumberColumn | None, Series]]:
        """The first measures over time; where there are none, how many rows there are."""
        if not self.dates:
            return []
        period = best_period(self.dates)
        chosen: list[NumberColumn | None] = list(self.main) or [None]
        found = [(measure, series(self.dates, measure, period).whole(self.dates)) for measure in chosen]
        return [(measure, points) for measure, points in found if len(points) >= ENOUGH_FOR_TREND]

    @cached_property
    def correlated(self) -> list[NumberColumn]:
        return self.table.measures[:MOST_CORRELATED]

    @cached_property
    def pairs(self) -> list[Pair]:
        """The strongest correlation first."""
        columns = self.correlated
        found = [
            Pair(x, y, r)
            for place, x in enumerate(columns)
            for y in columns[place + 1 :]
            if (r := correlation(x.values, y.values)) is not None
        ]
        return sorted(found, key=lambda pair: -abs(pair.r))

    @cached_property
    def oddities(self) -> list[Oddity]:
        return oddities_of(self.table)

    @cached_property
    def groups(self) -> list[Groups]:
        """The main measure by each category; the category that tells its parts apart most comes first."""
        if not self.measures:
            return []
        measure = self.measures[0]
        found = [
            _grouped(category, measure)
            for category in self.table.categories
            if category.distinct <= MOST_GROUPS and category.missing <= FEW_MISSING * category.rows
        ]
        return sorted((groups for groups in found if len(groups.parts) > 1), key=_unevenness, reverse=True)


def _grouped(category: TextColumn, measure: NumberColumn) -> Groups:
    codes = category.codes or array("i")
    present = [code >= 0 and value == value for code, value in zip(codes, measure.values)]
    codes, values = array("i", compress(codes, present)), array("d", compress(measure.values, present))
    names = list(category.counts)
    totals, counts = [0.0] * len(names), [0] * len(names)
    for code, value in zip(codes, values):
        totals[code] += value
        counts[code] += 1
    adds_up = is_added_up(measure) and min(totals) >= 0
    parts = [(name, total if adds_up else total / number) for name, total, number in zip(names, totals, counts) if number]
    parts.sort(key=lambda part: -part[1])
    if adds_up:
        return Groups(category, measure, "total", parts, 0.0)
    return Groups(category, measure, "mean", parts, explained_by(codes, values) if values else 0.0)


def _unevenness(groups: Groups) -> float:
    """How far the largest part stands above an equal share."""
    values = [value for _, value in groups.parts]
    mean = sum(values) / len(values)
    return (values[0] - mean) / abs(mean) if mean else 0.0

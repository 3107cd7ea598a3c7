"""What findings, tables and charts all need, worked out once."""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import combinations, compress
from math import fsum
from typing import NamedTuple

from ..columns import DateColumn, NumberColumn, TextColumn
from ..columns.statistics import correlation, correlations, explained_by, settled
from ..names.roles import Role
from ..names.vocabulary import BIRTHS, COORDINATES, RANKS, WHOLES, words_of
from ..problems import Oddity
from ..table import Table
from ..vectors import by_code
from .course import Course, course_of
from .direction import has_direction, is_steady
from .oddities import oddities_of
from .parts import date_of_parts
from .periods import Period, Series, best_period, falls_unevenly, series
from .totals import MONEY, Standing, has_whole, mixed_by, standing_of

# Two points are not a trend.
ENOUGH_FOR_TREND = 3
# So few points lie on a line by chance, too often for a measure that nobody asked about.
ENOUGH_FOR_DIRECTION = 8
# More measures are not followed over time: each takes as long as the whole column.
MOST_WATCHED = 3
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


class Pair(NamedTuple):
    x: NumberColumn
    y: NumberColumn
    r: float


class Part(NamedTuple):
    name: str
    value: float
    # Rows that the value is of.
    rows: int


class Groups(NamedTuple):
    """A measure's totals, or means, by the values of a category; the largest first."""

    category: TextColumn
    measure: NumberColumn
    made_by: str
    parts: list[Part]
    # The share of the measure's variance that lies between the parts, where these are means.
    explained: float


class Analysis:
    def __init__(self, table: Table):
        self.table = table
        self._standings: dict[str, Standing] = {}

    def role(self, column: NumberColumn) -> Role:
        """What the measure is in this table."""
        return self.standing(column).role

    def standing(self, column: NumberColumn) -> Standing:
        """The same, and in which groups it runs where it is a count so far."""
        if column.name not in self._standings:
            self._standings[column.name] = standing_of(self.table, self.dates, column)
        return self._standings[column.name]

    @cached_property
    def course(self) -> Course | None:
        """Columns that are years, months or days."""
        return course_of(self.table)

    @cached_property
    def measures(self) -> list[NumberColumn]:
        """What the table is about first: money, then totals and what can be added up; what is mostly one value, places in an order, and where things lie, last."""

        # Of a course in time the last column tells how things are now.
        earlier = {id(column) for column in self.course.columns if column is not self.course.last} if self.course else set()

        def rank(column: NumberColumn) -> tuple[bool, ...]:
            words = words_of(column.name)
            is_money = column.unit not in ("", "%") or not MONEY.isdisjoint(words)
            is_mostly_one = column.top is not None and column.top[1] > len(column.ordered) / 2
            return id(column) in earlier, is_coordinate(column), is_rank(column), column.distinct <= 2 or is_mostly_one, not is_money, not WHOLES.are_in(words), self.role(column) is not Role.FLOW

        return sorted(self.table.measures, key=rank)

    @cached_property
    def main(self) -> list[NumberColumn]:
        """The first two measures that don't say the same."""
        same = {frozenset((pair.x.name, pair.y.name)) for pair in self.pairs if abs(pair.r) > SAME}
        others = [column for column in self.measures[1:] if frozenset((self.measures[0].name, column.name)) not in same]
        return self.measures[:1] + others[:1]

    @cached_property
    def dates(self) -> DateColumn | None:
        """The column that tells when a row happened, not who was born when; the day says it better than the year."""
        if made := date_of_parts(self.table):
            return made
        candidates = [column for column in self.table.dates if column.distinct > 1]
        return max(candidates, key=lambda column: (not BIRTHS.are_in(words_of(column.name)), not column.kind.is_year, len(column.ordered)), default=None)

    @cached_property
    def trends(self) -> list[tuple[NumberColumn | None, Series]]:
        """The first measures over time; where there are none, how many rows there are."""
        if not self.dates:
            return []
        period = best_period(self.dates)
        # How many rows there are is no news where they come at regular times.
        rows: list[NumberColumn | None] = [] if self.dates.rhythm else [None]
        chosen: list[NumberColumn | None] = [measure for measure in self.main if self._is_followed(measure)] or rows
        found = [(measure, self.series(measure, period).whole(self.dates)) for measure in chosen]
        return [(measure, points) for measure, points in found if len(points) >= ENOUGH_FOR_TREND] + self._steady(period)

    def _is_followed(self, column: NumberColumn) -> bool:
        """A place on earth that changes with time is a walk, no trend; of all who have one in an order the mean stays as it is; and unlike units have no mean."""
        return not is_coordinate(column) and mixed_by(self.table, column) is None and (not is_rank(column) or column is self.measures[0])

    def _steady(self, period: Period) -> list[tuple[NumberColumn | None, Series]]:
        """Of the other measures the one that changes most, where it does so steadily: what the table is about may stay level meanwhile."""
        same = {name for pair in self.pairs if abs(pair.r) > SAME for name in (pair.x.name, pair.y.name)}
        others = [column for column in self.measures if column not in self.main and column.name not in same and self._is_followed(column)]
        series = [(measure, self.series(measure, period).whole(self.dates)) for measure in others[:MOST_WATCHED]]
        steady = [(measure, points) for measure, points in series if len(points) >= ENOUGH_FOR_DIRECTION and has_direction(points) and is_steady(points)]
        return sorted(steady, key=lambda found: -_changed(found[1]))[:1]

    def series(self, measure: NumberColumn | None, period: Period) -> Series:
        """Only where there are dates."""
        standing = self.standing(measure) if measure else Standing(Role.FLOW)
        # Of weeks a month has now four and now five: their totals differ for no other reason.
        if measure and standing.role is Role.FLOW and falls_unevenly(self.dates, period):
            standing = Standing(Role.LEVEL)
        return series(self.dates, measure, standing, period)

    @cached_property
    def correlated(self) -> list[NumberColumn]:
        return self.table.measures[:MOST_CORRELATED]

    @cached_property
    def pairs(self) -> list[Pair]:
        """The strongest correlation first."""
        whole = [column for column in self.correlated if column.telling is column.values and len(column.ordered) == column.rows]
        means = [column.summary.total / column.summary.count for column in whole]
        found = {frozenset((whole[one].name, whole[other].name)): r for one, other, r in (correlations([column.values for column in whole], means) if whole else ())}
        # Values that hardly ever stand in the same rows lie on a line by chance.
        enough = max(2, min(ENOUGH_FOR_PAIRS, self.table.rows))
        pairs = [
            Pair(x, y, r)
            for x, y in combinations(self.correlated, 2)
            if (r := found[names] if (names := frozenset((x.name, y.name))) in found else correlation(x.telling, y.telling, enough)) is not None
        ]
        return sorted(pairs, key=lambda pair: -abs(pair.r))

    @cached_property
    def oddities(self) -> list[Oddity]:
        return oddities_of(self.table)

    @cached_property
    def groups(self) -> list[Groups]:
        """The main measure by each category; the category that tells its parts apart most comes first."""
        if not self.measures:
            return []
        measure = self.measures[0]
        role = self.role(measure)
        if role is Role.RUNNING or mixed_by(self.table, measure):
            return []  # Neither the sum nor the mean of counts so far, or of unlike units, says anything of a group.
        # Beside the whole each part of an amount is small.
        are_parts = measure.role is Role.FLOW and role is not Role.FLOW
        found = [
            _grouped(category, measure, role)
            for category in self.table.categories
            if category.distinct <= MOST_GROUPS and category.missing <= FEW_MISSING * category.rows and not (are_parts and has_whole(category, measure))
        ]
        return sorted((groups for groups in found if len(groups.parts) > 1), key=_unevenness, reverse=True)


def _changed(points: Series) -> float:
    """By which share of its mean a measure has changed."""
    mean = abs(fsum(points.values)) / len(points)
    return abs(points.values[-1] - points.values[0]) / mean if mean else 0.0


def _grouped(category: TextColumn, measure: NumberColumn, role: Role) -> Groups:
    codes = category.codes or array("i")
    names = list(category.counts)
    totals, counts = by_code(codes, measure.telling, len(names))
    adds_up = role is Role.FLOW and min(totals) >= 0
    parts = [Part(name, settled(total if adds_up else total / number), number) for name, total, number in zip(names, totals, counts) if number]
    parts.sort(key=lambda part: -part.value)
    if adds_up:
        return Groups(category, measure, "total", parts, 0.0)
    present = [code >= 0 and value == value for code, value in zip(codes, measure.telling)]
    codes, values = array("i", compress(codes, present)), array("d", compress(measure.telling, present))
    return Groups(category, measure, "mean", parts, explained_by(codes, values) if values else 0.0)


def _unevenness(groups: Groups) -> float:
    """How far the largest part stands above an equal share."""
    values = [part.value for part in groups.parts]
    mean = sum(values) / len(values)
    return (values[0] - mean) / abs(mean) if mean else 0.0


def is_coordinate(column: NumberColumn) -> bool:
    words = words_of(column.name)
    return COORDINATES.are_in(words) or words[-1:] == ["long"] and words[0] != "how"


def is_rank(column: NumberColumn) -> bool:
    return any(map(RANKS.has, words_of(column.name)[-1:]))

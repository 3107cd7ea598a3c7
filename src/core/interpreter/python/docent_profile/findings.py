"""What is worth saying about a table, in Markdown: a headline, then findings, the most interesting first."""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import Iterator, NamedTuple

from .analysis import ENOUGH_FOR_PAIRS, SAME, Analysis, Groups, Pair, is_coordinate
from .analysis.direction import has_direction
from .analysis.periods import QUARTER
from .charts.distributions import FEW_ALIKE, MOST_DISTRIBUTIONS, with_distribution
from .columns import DateColumn, NumberColumn, TextColumn
from .columns.statistics import ENOUGH_FOR_TAILS, correlation, fences, outside, settled, without_farthest
from .names.roles import Role
from .table import Table
from .trends import course_sentence, season_sentence, trend_sentence
from .values.moments import show_moment
from .words import code, codes, count, figure, listed, share, shortened, told_apart, two_decimals

# More are not read; the tables have the rest.
MOST_FINDINGS = 8
MOST_ODDITIES = 6
MOST_LISTED = 5  # columns in one bullet
# |r| from which on two columns are said to belong together.
STRONG = 0.5
# How much of r may be one row's doing, and up to how many rows one can do as much.
BY_ONE_ROW, MOST_BENT = 0.2, 50_000
# How far a group must stand above an equal share to be worth a sentence.
UNEVEN = 0.15
# The share of a measure's variance that a category must explain for its means to be more than chance.
TOLD_APART = 0.05
SKEWED = 1.0
# How much there is to say of a measure that is not a main one, but changes steadily.
STEADY_ELSEWHERE = 86


class Finding(NamedTuple):
    # What has more of it is told first: about 100 for changes, 90 for what belongs together, 70 for what the values are
    # like, and below 60 what is told only where there is nothing better.
    weight: float
    text: str


def findings(analysis: Analysis) -> str:
    table = analysis.table
    found = [*_trends(analysis), *_relations(analysis), *_values(analysis), *_gaps(analysis)]
    found.sort(key=lambda finding: -finding.weight)
    bullets = [finding.text for finding in found[:MOST_FINDINGS]]
    bullets += [_columns_sentence(table), _reading_sentence(table)]
    return "\n".join([_headline(analysis), "", *(f"- {text}" for text in bullets)])


def _headline(analysis: Analysis) -> str:
    table, dates = analysis.table, analysis.dates
    text = f"**{code(table.name)} has {count(table.rows, 'row')} and {count(len(table.columns), 'column')}**"
    if not dates:
        return text + "."
    first, last = (_when(dates, value) for value in (dates.ordered[0], dates.ordered[-1]))
    return f"{text}, from {first} to {last} ({code(dates.name)})."


def _when(dates: DateColumn, value: float) -> str:
    if dates.kind.form == "quarter":
        return QUARTER.show(QUARTER.number(value))
    if dates.are_months:
        return show_moment(value).split(" ", 1)[1]
    moment = show_moment(value, dates.has_time and dates.ordered[-1] - dates.ordered[0] < 3 * 86_400)
    return moment.split()[-1] if dates.type == "year" else moment


def _trends(analysis: Analysis) -> Iterator[Finding]:
    for measure, points in analysis.trends:
        is_first = measure is None or measure is analysis.measures[0]
        weight = STEADY_ELSEWHERE if measure and measure not in analysis.main else 100 if is_first else 57
        # That a count so far has grown is no news.
        is_news = has_direction(points) and not points.is_running
        yield Finding(weight if is_news else 85 if is_first else 20, trend_sentence(measure, points))
    if text := season_sentence(analysis):
        yield Finding(95, text)
    if analysis.course:
        yield Finding(101, course_sentence(analysis.table, analysis.course))


def _relations(analysis: Analysis) -> Iterator[Finding]:
    # Where things lie is no news, and that years go along with each other neither.
    course = analysis.course.columns if analysis.course else []
    pairs = [pair for pair in analysis.pairs if not (is_coordinate(pair.x) and is_coordinate(pair.y) or pair.x in course and pair.y in course)]
    for place, pair in enumerate(pairs[:2] if analysis.table.rows >= ENOUGH_FOR_PAIRS else []):
        if abs(pair.r) >= STRONG:
            without = _without_one_row(pair)
            is_by_one = abs(pair.r - without) > BY_ONE_ROW and abs(without) < STRONG
            yield Finding(50 if is_by_one else (90, 55)[place], _one_row_sentence(pair, without) if is_by_one else _pair_sentence(pair, without))
        elif place == 0:
            names = f"{code(pair.x.name)} and {code(pair.y.name)}"
            yield Finding(30, f"**No two numbers are strongly related**; closest are {names} (r = {two_decimals(pair.r)}).")
    if analysis.groups and (text := _groups_sentence(analysis.groups[0])):
        yield Finding(88, text)


def _without_one_row(pair: Pair) -> float:
    """The correlation without the row that does most for it: one far value makes a line of any cloud."""
    if len(pair.x.telling) > MOST_BENT:
        return pair.r
    return correlation(*without_farthest(pair.x.telling, pair.y.telling)) or 0.0


def _one_row_sentence(pair: Pair, without: float) -> str:
    return f"**{code(pair.x.name)} and {code(pair.y.name)} seem related because of one row alone**: r = {two_decimals(pair.r)} with it, {two_decimals(without)} without."


def _pair_sentence(pair: Pair, without: float) -> str:
    # One row may as well hide how the others go together.
    r, is_but_one = (without, True) if abs(pair.r - without) > BY_ONE_ROW else (pair.r, False)
    how = "say the same" if min(abs(pair.r), abs(without)) > SAME else "rise and fall together" if r > 0 else "move in opposite directions"
    told = f"{two_decimals(r)} without one row, {two_decimals(pair.r)} with it" if is_but_one else two_decimals(r)
    return f"**{code(pair.x.name)} and {code(pair.y.name)} {how}** (correlation r = {told})."


def _groups_sentence(groups: Groups) -> str:
    unit, measure, category = groups.measure.unit, code(groups.measure.name), code(groups.category.name)
    best, worst = groups.parts[0], groups.parts[-1]
    best_name, worst_name = codes((best.name, worst.name))
    if groups.made_by == "total":
        whole = sum(part.value for part in groups.parts)
        if best.value < (1 + UNEVEN) * whole / len(groups.parts):
            return ""
        part, all_parts = told_apart((best.value, settled(whole)), unit)
        return (
            f"**{best_name} leads {measure} by {category}**: {part} of {all_parts} "
            f"({share(best.value, whole)}); last is {worst_name} with {share(worst.value, whole)}."
        )
    if groups.explained < TOLD_APART:
        return ""
    most, least = told_apart(shortened([best.value, worst.value], groups.measure.decimals), unit)
    means = f"{most} on average for {best_name} ({count(best.rows, 'row')}), {least} for {worst_name} ({count(worst.rows, 'row')})"
    return f"**{measure} differs by {category}**: {means}."


def _values(analysis: Analysis) -> Iterator[Finding]:
    for column in analysis.measures[:1]:
        adds_up = analysis.role(column) is Role.FLOW and column.ordered[0] >= 0
        yield Finding(70, _distribution_sentence(column, adds_up))
    years = [column for column in analysis.table.numbers if column.role is Role.YEAR]
    ranges = [f"{code(column.name)} {_range(column, column.core[0], column.core[-1])}" for column in [*years, *analysis.measures[1:]]]
    if ranges:
        yield Finding(58, f"**Ranges**: {_some(ranges)}.")
    if frequent := [_frequent(column) for column in analysis.table.texts if column.is_category or column.kind.is_boolean]:
        yield Finding(72, f"**Most frequent**: {_some(frequent)}.")


def _some(parts: list[str]) -> str:
    more = len(parts) - MOST_LISTED
    return "; ".join(parts[:MOST_LISTED]) + (f"; and {count(more, 'more column')}" if more > 0 else "")


def _range(column: NumberColumn, low: float, high: float) -> str:
    return " to ".join(column.tell(low, high) if low < high else column.tell(low))


def _distribution_sentence(column: NumberColumn, adds_up: bool) -> str:
    if column.distinct == 2 and not column.ordered[0] and not adds_up:
        low, high = column.ordered[0], column.ordered[-1]
        _, times = outside(column.ordered, low, low)
        low_text, high_text = column.tell(low, high)
        return f"**{code(column.name)}** is {low_text} in {count(len(column.ordered) - times, 'row')} and {high_text} in {count(times, 'row')}."
    summary = column.usual
    _, mean = shortened([summary.median, summary.mean], column.decimals)
    low_text, high_text, median_text, mean_text = column.tell(summary.min, summary.max, summary.median, mean)
    far = sum(column.far)
    without = f", without {count(far, 'far value')}," if far else ""
    how = "runs"
    if adds_up:
        whole = settled(column.summary.total if column.telling is column.values else fsum(value for value in column.telling if value == value))
        how = f"adds up to {figure(whole, column.unit)}; its values run"
    text = f"**{code(column.name)}** {how} from {low_text} to {high_text}{without} with median {median_text} and mean {mean_text}"
    if summary.count < ENOUGH_FOR_TAILS:
        return text + "."
    if abs(summary.skew or 0.0) > SKEWED:
        text += ": many small values and a few large ones" if (summary.skew or 0.0) > 0 else ": many large values and a few small ones"
    low, high = fences(summary)
    below, above = outside(column.core, low, high)
    if below + above:
        usual = _range(column, max(low, summary.min), min(high, summary.max))
        text += f"; {count(below + above, 'value')} ({share(below + above, summary.count)}) outside the usual {usual}"
    return text + "."


def _frequent(column: TextColumn) -> str:
    total = column.rows - column.missing
    times = {number for _, number in column.frequent}
    if len(column.frequent) == column.distinct > FEW_ALIKE and len(times) == 1:
        return f"{code(column.name)} has {column.distinct} values, each in {count(*times, 'row')}"
    names = codes([text for text, _ in column.frequent])
    parts = [f"{name} ({share(times, total)})" for name, (_, times) in zip(names, column.frequent)]
    return f"{code(column.name)} {listed(parts, 4)}"


def _gaps(analysis: Analysis) -> Iterator[Finding]:
    table, odd = analysis.table, analysis.oddities
    # What has no value at all is worth a check of its own.
    gaps = sorted((column for column in table.columns if column.missing and column.distinct), key=lambda column: -column.missing)
    if gaps:
        parts = [f"{code(column.name)} {column.missing:,} ({share(column.missing, table.rows)})" for column in gaps]
        complete = sum(not column.missing for column in table.columns)
        others = f"; {count(complete, 'column is', 'columns are')} complete" if complete else ""
        yield Finding(60 + 20 * gaps[0].missing / table.rows, f"**Missing values**: {listed(parts, 6)}{others}.")
    elif all(column.distinct for column in table.columns):
        yield Finding(25, "**Nothing is missing**: every cell has a value.")
    if odd:
        details = [oddity.detail for oddity in odd[:MOST_ODDITIES]]
        details += [f"{len(odd) - MOST_ODDITIES} more in the table Oddities"] * (len(odd) > MOST_ODDITIES)
        listing = f" {details[0]}." if len(details) == 1 else "".join(f"\n  - {detail}." for detail in details)
        yield Finding(75, f"**Worth a check**:{listing}")


def _columns_sentence(table: Table) -> str:
    by_type = defaultdict(list)
    for column in table.columns:
        by_type[column.type].append(code(column.name))
    return "**Columns**: " + "; ".join(f"{type} {listed(names)}" for type, names in by_type.items()) + "."


def _reading_sentence(table: Table) -> str:
    text = f"**Read as** {table.source.described}"
    grouped = [code(column.name) for column in table.numbers if column.kind.has_thousands]
    if grouped:
        text += f"; thousands separators in {listed(grouped)}"
    comma = [code(column.name) for column in table.numbers if column.kind.comma_decimal]
    if comma:
        text += f"; decimal commas in {listed(comma)}"
    marked = [f"{code(column.name)} ({', '.join(column.kind.marks[:3])})" for column in table.numbers if column.kind.marks]
    if marked:
        text += f"; marks behind the numbers of {listed(marked)} read over"
    more = len(with_distribution(table)) - MOST_DISTRIBUTIONS
    if more > 0:
        text += f"; the distributions of {count(more, 'more column')} are in Open as Table, and drawn by profile(path, column=…) in code"
    return text + "; all rows were read."

"""What a table says to a query: a sentence, and a table or a chart that shows it."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple, Sequence

from ..analysis import Analysis
from ..analysis.periods import PERIODS, QUARTER, best_period, series
from ..analysis.totals import Standing
from ..charts import line
from ..columns import Column, DateColumn, NumberColumn, TextColumn, ValueColumn
from ..names.roles import Role
from ..tables import Shown, shower, worked_out
from ..trends import trend_sentence
from ..words import code, count, listed, share
from .groups import grouped, made_by, not_added, of_all, of_groups, table_of
from .query import USUAL, Query, Unclear
from .rows import Rows

_BY_NAME = {period.name: period for period in (*PERIODS, QUARTER)}


class Answer(NamedTuple):
    text: str
    shown: Sequence[object]


def answer_to(query: Query, analysis: Analysis) -> Answer:
    """Raises Unclear where the roles of the columns forbid what is asked."""
    rows = Rows(analysis, query.filters)
    if rows.number == 0 and query.filters:
        return Answer(f"**No row**{rows.where}; the table has {count(analysis.table.rows, 'row')}.", [Shown("Rows", analysis.table.source.columns, [], 0)])
    answer = _ANSWERS[query.op](query, rows) if query.op in _ANSWERS else _figures(query, rows)
    note = f" Words that say nothing to the table were passed over: {listed([code(word) for word in query.passed_over])}." if query.passed_over else ""
    return Answer(answer.text + note, answer.shown)


def _rows(query: Query, rows: Rows) -> Answer:
    most = query.most or USUAL * 10
    measure = query.measure
    if measure is None:
        chosen = list(rows.places())[-most:] if query.is_lowest else list(islice(rows.places(), most))
        text = f"**{rows.of}**{rows.where}." if rows.filters else f"**{rows.of}**; the {'last' if query.is_lowest else 'first'} {len(chosen):,} are shown."
    else:
        values = measure.values
        there = [row for row in rows.places() if values[row] == values[row]]
        chosen = sorted(there, key=lambda row: values[row], reverse=not query.is_lowest)[:most]
        which = "lowest" if query.is_lowest else "highest"
        show = shower(measure)
        ends = [] if not chosen else measure.tell(values[chosen[0]], values[chosen[-1]]) if isinstance(measure, NumberColumn) else [show(values[chosen[0]]), show(values[chosen[-1]])]
        span = f", from {ends[0]} to {ends[1]}" if ends else ""
        text = f"**The {count(len(chosen), 'row')} with the {which} {code(measure.name)}**{span}, of {rows.of}{rows.where}."
    return Answer(text, [Shown("Rows", rows.table.source.columns, rows.read(chosen), len(chosen) if measure or query.most else rows.number)])


def _distinct(query: Query, rows: Rows) -> Answer:
    by = query.by
    assert by is not None
    groups = grouped(None, by, rows, "count")
    return Answer(f"**{count(len(groups), 'different value')} of {code(by.name)}** in {rows.of}{rows.where}.", [table_of(groups, by.name, "rows", None, "count")])


def _columns(_query: Query, rows: Rows) -> Answer:
    columns = rows.table.columns
    cells = [[column.name, column.type, column.rows - column.missing, column.distinct] for column in columns]
    return Answer(f"**{count(len(columns), 'column')}**: {listed([code(column.name) for column in columns], 30)}.", [Shown("Columns", ["column", "type", "values", "distinct"], cells, len(cells))])


def _gaps(query: Query, rows: Rows) -> Answer:
    """How many rows have no value, of one column or of each."""
    columns = [query.by] if query.by is not None else rows.table.columns
    gaps = [(column, _missing_in(column, rows)) for column in columns]
    cells = [[column.name, missing] for column, missing in gaps]
    shown = [Shown("Missing values", ["column", "missing"], cells, len(cells))]
    if query.by is not None:
        missing = gaps[0][1]
        return Answer(f"**{count(missing, 'row')} without a value of {code(query.by.name)}** ({share(missing, rows.number)} of {rows.of}){rows.where}.", shown)
    some = [f"{code(column.name)} ({missing:,})" for column, missing in gaps if missing]
    text = f"**Missing values**: {listed(some, 12)}, of {rows.of}{rows.where}." if some else f"**No value is missing** in {rows.of}{rows.where}."
    return Answer(text, shown)


def _missing_in(column: Column, rows: Rows) -> int:
    if rows.kept is None:
        return column.missing
    if isinstance(column, TextColumn):
        numbers, _ = rows.groups_of(column)
        return rows.number - sum(number >= 0 for number in numbers)
    return sum(column.values[row] != column.values[row] for row in rows.places())


def _ends(query: Query, rows: Rows) -> Answer:
    """From where to where a column's values go."""
    column = query.by
    assert isinstance(column, ValueColumn)
    values = [column.values[row] for row in rows.places() if column.values[row] == column.values[row]]
    if not values:
        raise Unclear(f"None of these rows has a value of {code(column.name)}.")
    low, high = min(values), max(values)
    show = shower(column)
    told = column.tell(low, high) if isinstance(column, NumberColumn) else [str(show(low)), str(show(high))]
    names = ["earliest", "latest"] if isinstance(column, DateColumn) else ["lowest", "highest"]
    text = f"**{code(column.name)} goes from {told[0]} to {told[1]}**, in {rows.of}{rows.where}."
    return Answer(text, [Shown(f"Ends of {column.name}", [*names, "rows"], [[show(low), show(high), len(values)]], 1)])


def _trend(query: Query, rows: Rows) -> Answer:
    analysis = rows.analysis
    dates = analysis.dates
    if dates is None:
        raise Unclear("There is no column of dates in this table, so that nothing in it can be told over time.")
    measure = query.measure if isinstance(query.measure, NumberColumn) else None
    if measure is None and query.op != "count":
        measure = analysis.main[0] if analysis.main else None
    dates = rows.only(dates)
    assert isinstance(dates, DateColumn)
    if not dates.ordered:
        raise Unclear(f"None of these rows has a date in {code(dates.name)}.")
    period = _BY_NAME.get(query.period) or best_period(dates)
    standing = analysis.standing(measure) if measure else Standing(Role.FLOW)
    note = ""
    if query.op == "mean" and standing.role is Role.FLOW:
        standing = Standing(Role.LEVEL)
    elif query.op == "total" and standing.role is not Role.FLOW:
        note = not_added(measure, standing.role)
    points = series(dates, rows.only(measure) if measure else None, standing, period)
    whole = points.whole(dates)
    points = whole if len(whole) > 1 else points
    if len(points) < 2:
        raise Unclear(f"All of it lies in one {period.name}: there is no course of time to tell.")
    name = measure.name if measure else "rows"
    what = f"{points.made_by} of {name}" if measure else "rows"
    tell = shower(measure) if measure and points.made_by in ("value", "last value") else None
    cells = [[period.show(number), tell(value) if tell else worked_out(measure, value)] for number, value in zip(points.numbers, points.values)]
    text = f"{trend_sentence(measure, points)} {rows.of[:1].upper()}{rows.of[1:]}{rows.where}.{note}" if rows.filters or note else trend_sentence(measure, points)
    return Answer(text, [line(measure, points, dates.name), Shown(f"{period.adjective.capitalize()} {what}", [period.name, what], cells, len(cells))])


def _figures(query: Query, rows: Rows) -> Answer:
    """One figure of all rows, or one for each group."""
    if query.period and query.by is None:
        return _trend(query, rows)
    measure = query.measure
    if measure is None and query.op not in ("count", "usual"):
        if len(rows.analysis.measures) != 1:
            raise Unclear("Which figure is meant? " + listed([code(column.name) for column in rows.analysis.measures], 12) + " could be." if rows.analysis.measures else "There is no figure in this table.")
        measure = rows.analysis.measures[0]
    if measure is None and query.op == "usual" and rows.analysis.measures and query.by is not None:
        measure = rows.analysis.main[0] if rows.analysis.main else None
    if query.period and query.by is not None:
        raise Unclear(f"A table is asked for one kind of groups at a time: {code(query.by.name)}, or the {query.period}.")
    made, note = made_by(query.op, measure, rows)
    if query.by is None:
        return Answer(*of_all(measure, made, note, rows))
    groups = grouped(measure, query.by, rows, made)
    if not groups:
        raise Unclear(f"None of these rows has both {code(query.by.name)} and a figure.")
    return Answer(*of_groups(groups, query, measure, made, note, rows))


_ANSWERS = {"rows": _rows, "distinct": _distinct, "trend": _trend, "columns": _columns, "gaps": _gaps, "ends": _ends}

"""The tables shown: columns, first rows, summary, frequent values, correlations, missing values, oddities."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from math import floor, log10
from typing import Callable, Iterator, NamedTuple, Union

from .analysis import Analysis, Pair
from .columns import Column, DateColumn, DurationColumn, NumberColumn, TextColumn, ValueColumn
from .columns.statistics import settled
from .values.moments import EPOCH
from .words import EXACT_BELOW

Cell = Union[str, float, int, bool, None]
# So many of a category's values are listed.
MOST_FREQUENT = 10
# More pairs of columns of two values are not read.
MOST_CROSSED = 3


class Shown(NamedTuple):
    title: str
    columns: list[str]
    rows: list[list[Cell]]
    total_rows: int

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        data = {"title": self.title, "columns": self.columns, "rows": self.rows, "totalRows": self.total_rows}
        return {"application/vnd.docent.table+json": data, "text/plain": self.title}


def tables(analysis: Analysis) -> Iterator[Shown]:
    table = analysis.table
    heads = ["Column", "Type", "Missing", "Distinct", "Min", "Mean", "Median", "Max", "Most frequent"]
    yield _shown("Columns", heads, [_column_row(column) for column in table.columns])
    yield Shown("First rows", table.source.columns, [list(row) for row in table.first_rows], table.rows)
    if rows := [_summary_row(column) for column in table.numbers if column.ordered]:
        yield _shown("Numeric summary", ["Column", "Count", "Mean", "Std", "Min", "25%", "50%", "75%", "Max"], rows)
    if rows := [row for column in table.texts if column.is_category or column.kind.is_boolean for row in _frequent_rows(column)]:
        yield _shown("Frequent values", ["Column", "Value", "Count", "Share %"], rows)
    if analysis.pairs:
        yield _correlations(analysis)
    for pair in [pair for pair in analysis.pairs if pair.x.distinct == pair.y.distinct == 2][:MOST_CROSSED]:
        yield _crossed(pair)
    if rows := [[column.name, column.missing, round(100 * column.missing / table.rows, 2)] for column in table.columns if column.missing]:
        yield _shown("Missing values", ["Column", "Missing", "Share %"], rows)
    if rows := [[oddity.what, oddity.detail.replace("`", "")] for oddity in analysis.oddities]:
        yield _shown("Oddities", ["What", "Detail"], rows)


def _shown(title: str, columns: list[str], rows: list[list[Cell]]) -> Shown:
    return Shown(title, columns, rows, len(rows))


def _plain(value: float) -> Cell:
    """A value of the file, with all its digits."""
    return int(value) if value.is_integer() and abs(value) < EXACT_BELOW else value


def _rounded(value: float | None, decimals: int = 0) -> Cell:
    """A worked out figure: ten digits, and two decimals more than the file has; behind the fifteenth digit all is noise."""
    if not value:
        return value
    digits = floor(log10(abs(value))) + 1 + decimals + 2
    return _plain(float(f"{settled(value):.{min(17, max(10, digits))}g}"))


def _column_row(column: Column) -> list[Cell]:
    row: list[Cell] = [column.name, column.type, column.missing, column.distinct, None, None, None, None, None]
    if isinstance(column, TextColumn):
        if column.has_more:
            row[3] = f"more than {column.distinct:,}"
        if column.ends:
            row[4], row[7] = column.ends
        if column.frequent and column.frequent[0][1] > 1:
            row[8] = "{} ({:,}×)".format(*column.frequent[0])
        return row
    show = shower(column)
    if ordered := column.everything if isinstance(column, DateColumn) else column.ordered:
        row[4], row[7] = show(ordered[0]), show(ordered[-1])
    if isinstance(column, NumberColumn) and column.is_measure:
        row[5], row[6] = worked_out(column, column.summary.mean, column.decimals), show(column.summary.median)
    if column.top:
        row[8] = f"{show(column.top[0])} ({column.top[1]:,}×)"
    return row


def shower(column: ValueColumn) -> Callable[[float], Cell]:
    """How a value of the column stands in a table."""
    if isinstance(column, DurationColumn):
        return column.exact
    if not isinstance(column, DateColumn):
        return _plain
    if column.kind.form == "quarter":
        return _quarter
    return _year if column.kind.is_year else _moment


def _moment(seconds: float) -> str:
    return str(EPOCH + timedelta(seconds=seconds)).replace(" 00:00:00", "")


def _quarter(seconds: float) -> str:
    moment = EPOCH + timedelta(seconds=seconds)
    return f"{moment.year}-Q{moment.month // 3 + 1}"


def worked_out(column: NumberColumn | None, value: float | None, decimals: int = 0) -> Cell:
    """A figure of several values; without a column, of rows."""
    return column.exact(value) if value is not None and isinstance(column, DurationColumn) else _rounded(value, decimals)


def _year(seconds: float) -> int:
    return (EPOCH + timedelta(seconds=seconds)).year


def _summary_row(column: NumberColumn) -> list[Cell]:
    s, show = column.summary, shower(column)
    if not column.role.is_quantity:
        return [column.name, s.count, None, None, show(s.min), None, None, None, show(s.max)]
    mean, std = worked_out(column, s.mean, column.decimals), worked_out(column, s.std)
    return [column.name, s.count, mean, std, *map(show, (s.min, s.q1, s.median, s.q3, s.max))]


def _frequent_rows(column: TextColumn) -> Iterator[list[Cell]]:
    for text, times in column.frequent[:MOST_FREQUENT]:
        yield [column.name, text, times, round(100 * times / (column.rows - column.missing), 2)]


def _crossed(pair: Pair) -> Shown:
    """How often the two values of one column stand beside the two of another."""
    counts = Counter(zip(pair.x.values, pair.y.values))
    down, across = ([column.ordered[0], column.ordered[-1]] for column in (pair.x, pair.y))
    heads = [f"{pair.x.name} \\ {pair.y.name}", *(str(_plain(value)) for value in across)]
    return _shown(f"Counts of {pair.x.name} and {pair.y.name}", heads, [[str(_plain(x)), *(counts[x, y] for y in across)] for x in down])


def _correlations(analysis: Analysis) -> Shown:
    names = [column.name for column in analysis.correlated]
    known = {frozenset((pair.x.name, pair.y.name)): round(pair.r, 4) for pair in analysis.pairs}
    rows: list[list[Cell]] = [[a, *(1 if a == b else known.get(frozenset((a, b))) for b in names)] for a in names]
    title = "Correlations" if len(names) == len(analysis.table.measures) else f"Correlations of the first {len(names)} measures"
    return _shown(title, ["Column", *names], rows)

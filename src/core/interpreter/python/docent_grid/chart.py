"""The figures of a chart of the rows that are seen: few enough to be drawn at once, however long the table is."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import compress
from typing import Iterator

from docent_profile.columns import DateColumn, NumberColumn, ValueColumn
from docent_profile.problems import NotATable
from docent_profile.values.moments import EPOCH

from .table import OpenTable

BINS = 30
# Bars and colours that can be told apart; the others are one together.
MOST_BARS, MOST_COLOURS = 30, 6
# Points that can be told apart, and that a view draws at once.
MOST_POINTS = 4_000
# A line of more points is a line of larger periods.
MOST_PERIODS = 400
OTHERS = "(others)"
MISSING = "(missing)"
_DAY = 86_400


def figures(table: OpenTable, kind: str, x: int, y: int | None, colour: int | None) -> dict:
    """Rows for a chart: `x`, `y`, `colour`, and for bars of numbers the ends `from` and `to`. `by` says what `y` is of each."""
    if kind == "histogram":
        return {"by": "rows", "rows": _histogram(table, x)}
    if kind == "scatter":
        if y is None:
            raise NotATable("A scatter chart needs two columns of numbers or dates: choose another kind.")
        return {"by": "values", "rows": _scatter(table, x, y, colour)}
    if kind == "line":
        return _line(table, x, y, colour)
    return _bars(table, x, y, colour)


def _values(table: OpenTable, place: int):
    column, values = table.keyed[place]
    if values is None:
        raise NotATable(f"{column.name} has no values to draw along an axis: choose another column or a bar chart, or change its type.")
    return values


def _histogram(table: OpenTable, x: int) -> list[dict]:
    values = _values(table, x)
    seen = [value for value in (values if table.flags is None else compress(values, table.flags)) if value == value]
    if not seen:
        return []
    column = table.keyed[x].column
    whole = column.core if isinstance(column, NumberColumn) else sorted(seen)
    low, high = (whole[0], whole[-1]) if whole else (min(seen), max(seen))
    width = (high - low) / BINS or 1.0
    if isinstance(column, NumberColumn) and column.is_whole and high - low < BINS:
        width = 1.0
    counts: dict[int, int] = defaultdict(int)
    last = max(0, -(-int(high - low) // 1) if width == 1.0 else BINS - 1)
    for value in seen:
        counts[min(last, max(0, int((value - low) / width)))] += 1
    for name in ("ordered", "core"):
        column.__dict__.pop(name, None)
    return [{"from": low + at * width, "to": low + (at + 1) * width, "y": counts.get(at, 0)} for at in range(last + 1)]


def _scatter(table: OpenTable, x: int, y: int, colour: int | None) -> list[dict]:
    xs, ys = _values(table, x), _values(table, y)
    rows = range(len(xs)) if table.flags is None else compress(range(len(xs)), table.flags)
    there = [row for row in rows if xs[row] == xs[row] and ys[row] == ys[row]]
    step = len(there) / MOST_POINTS
    rows = there if step <= 1 else [there[int(number * step)] for number in range(MOST_POINTS)]
    names = _colours(table, colour, rows) if colour is not None else [None] * len(rows)
    return [{"x": xs[row], "y": ys[row], "colour": name} for row, name in zip(rows, names)]


def _colours(table: OpenTable, place: int, rows: list[int]) -> list[str]:
    texts = [cells[place] or MISSING for cells in table.texts.at(rows)]
    counts: dict[str, int] = defaultdict(int)
    for text in texts:
        counts[text] += 1
    kept = set(sorted(counts, key=lambda text: -counts[text])[:MOST_COLOURS])
    return [text if text in kept else OTHERS for text in texts]


def _line(table: OpenTable, x: int, y: int | None, colour: int | None) -> dict:
    values = _values(table, x)
    if isinstance(table.keyed[x].column, DateColumn):
        there = [value for value in (values if table.flags is None else compress(values, table.flags)) if value == value]
        if not there:
            return {"by": "rows", "rows": []}
        period, start = _period(min(there), max(there))
        starts: dict[float, float] = {}

        def key(value: float) -> float:
            day = value // _DAY if period != "hour" else value // 3_600
            if day not in starts:
                starts[day] = start(value)
            return starts[day]
    else:
        period, key = "", float
    found = _grouped(table, x, y, colour, key)
    found["period"] = period
    found["rows"].sort(key=lambda row: row["x"])
    if len(found["rows"]) > MOST_POINTS:
        found["rows"] = found["rows"][:: len(found["rows"]) // MOST_POINTS + 1]
    return found


def _period(low: float, high: float):
    days = (high - low) / _DAY
    for period, length, start in (("hour", 1 / 24, lambda value: value // 3_600 * 3_600), ("day", 1, lambda value: value // _DAY * _DAY)):
        if days / length <= (72 if period == "hour" else MOST_PERIODS):
            return period, start
    if days / 7 <= MOST_PERIODS / 2:
        # 1 January 1970 was a Thursday.
        return "week", lambda value: (value // _DAY - (value // _DAY + 3) % 7) * _DAY
    if days / 30 <= MOST_PERIODS:
        return "month", lambda value: _first(value, False)
    return "year", lambda value: _first(value, True)


def _first(value: float, of_year: bool) -> float:
    moment = EPOCH + timedelta(seconds=value)
    return (moment.replace(month=1 if of_year else moment.month, day=1, hour=0, minute=0, second=0, microsecond=0) - EPOCH).total_seconds()


def _bars(table: OpenTable, x: int, y: int | None, colour: int | None) -> dict:
    gaps = table.keyed[x].column.gaps
    found = _grouped(table, x, y, colour, lambda text: MISSING if text in gaps else text, of_texts=True)
    totals: dict[str, float] = defaultdict(float)
    for row in found["rows"]:
        totals[row["x"]] += row["rows"] if found["by"] != "total" else row["y"]
    kept = sorted(totals, key=lambda text: -totals[text])
    found["left"] = max(0, len(kept) - MOST_BARS)
    shown = set(kept[:MOST_BARS])
    found["rows"] = [row for row in found["rows"] if row["x"] in shown]
    return found


def _grouped(table: OpenTable, x: int, y: int | None, colour: int | None, key, of_texts: bool = False) -> dict:
    """Rows, the total or the mean of each group, as the role of `y` says."""
    by = "rows" if y is None else "total" if table.role(y) == "add" else "mean"
    measured = None if y is None else _values(table, y)
    kept = _frequent(table, colour) if colour is not None else set()
    sums: dict[tuple, float] = defaultdict(float)
    counts: dict[tuple, int] = defaultdict(int)
    for row, value, text in _along(table, x, colour, of_texts):
        if value != value:
            continue
        number = 1.0 if measured is None else measured[row]
        if number != number:
            continue
        group = key(value), None if colour is None else (text or MISSING) if text in kept else OTHERS
        sums[group] += number
        counts[group] += 1
    rows = [{"x": at, "y": sums[at, name] / (counts[at, name] if by == "mean" else 1), "colour": name, "rows": counts[at, name]} for at, name in sums]
    return {"by": by, "rows": rows, "left": 0}


def _frequent(table: OpenTable, place: int) -> set[str]:
    return {text for text, _ in table.texts.counts(place, "", [], MOST_COLOURS)}


def _along(table: OpenTable, x: int, colour: int | None, of_texts: bool) -> Iterator[tuple]:
    """Of each row that is seen its number, its `x`, and the text that colours it."""
    flags = table.flags
    xs = _cells(table, x) if of_texts else iter(_values(table, x))
    texts = _cells(table, colour) if colour is not None else None
    for row, value in enumerate(xs):
        text = next(texts) if texts is not None else None
        if flags is None or flags[row]:
            yield row, value, text


def _cells(table: OpenTable, place: int) -> Iterator[str]:
    for batch in table.texts.column(place):
        yield from batch

"""One figure of rows, or one for each group: counted, averaged, and added up only where that makes sense."""

from __future__ import annotations

from array import array
from math import fsum
from statistics import median
from typing import NamedTuple, Sequence

from ..charts import bars
from ..columns import Column, NumberColumn, TextColumn
from ..columns.statistics import settled
from ..names.roles import Role
from ..tables import Cell, Shown, shower, worked_out
from ..vectors import by_code
from ..words import code, codes, count, listed, share, told_apart
from .query import Query, Unclear
from .rows import Rows

# With more bars nothing is compared any more.
MOST_BARS = 20
# So many groups are named in a sentence.
MOST_NAMED = 5
# What a figure is called: in a title, and in a sentence before the column's name.
_NAMES = {"total": "total", "mean": "average", "median": "median", "highest": "highest", "lowest": "lowest", "count": "number of rows"}


class Group(NamedTuple):
    name: str
    value: float
    rows: int


def made_by(op: str, measure: NumberColumn | None, rows: Rows) -> tuple[str, str]:
    """How the figures are made, and a sentence where it is not as it was asked for: only what adds up is added up."""
    if measure is None or op == "count":
        return "count", ""
    role = rows.analysis.role(measure)
    if op in ("highest", "lowest", "median") and role in (Role.FLOW, Role.LEVEL, Role.RUNNING):
        return op, ""
    if not role.is_quantity:
        if op in ("highest", "lowest"):
            return op, ""
        raise Unclear(f"{code(measure.name)} names or orders things: it is neither added up nor averaged.")
    if role is Role.RUNNING and op != "mean":
        raise Unclear(f"{code(measure.name)} is a count so far, which neither adds up nor averages: ask for its trend.")
    if op == "mean" or role is not Role.FLOW:
        return "mean", not_added(measure, role) if op == "total" else ""
    return "total", ""


def not_added(measure: NumberColumn | None, role: Role) -> str:
    what = "a count so far" if role is Role.RUNNING else "a level, a price or a share"
    return f" {code(measure.name) if measure else ''} is {what}, which does not add up: this is its {'last value' if role is Role.RUNNING else 'average'}."


def grouped(measure: NumberColumn | None, by: Column, rows: Rows, made: str) -> list[Group]:
    """Those that have rows, in no order."""
    numbers, names = rows.groups_of(by) if isinstance(by, TextColumn) else _groups_of_values(by, rows)
    figures = measure.telling if measure and made != "count" else array("d", [1.0]) * len(numbers)
    totals, counts = by_code(numbers, figures, len(names))
    if made in ("median", "highest", "lowest"):
        values: list[list[float]] = [[] for _ in names]
        for number, figure in zip(numbers, figures):
            if number >= 0 and figure == figure:
                values[number].append(figure)
        pick = {"median": median, "highest": max, "lowest": min}[made]
        return [Group(name, pick(those), len(those)) for name, those in zip(names, values) if those]
    adds_up = made in ("total", "count")
    return [Group(name, settled(total if adds_up else total / times), times) for name, total, times in zip(names, totals, counts) if times]


def _groups_of_values(by: Column, rows: Rows) -> tuple[array, list[str]]:
    """Numbers and years by which rows are told apart."""
    column = rows.only(by)
    show = shower(by)
    known: dict[float, int] = {value: place for place, value in enumerate(sorted(set(column.ordered)))}
    return array("i", [known.get(value, -1) if value == value else -1 for value in column.values]), [str(show(value)) for value in known]


def of_all(measure: NumberColumn | None, made: str, note: str, rows: Rows) -> tuple[str, list[object]]:
    if measure is None or made == "count":
        [of, share_of] = rows.of, f" ({share(rows.number, rows.table.rows)})" if rows.filters else ""
        return f"**{of}**{share_of}{rows.where}.", [Shown("Count", ["rows"], [[rows.number]], 1)]
    column = rows.only(measure)
    values = [value for value in column.telling if value == value]
    if not values:
        raise Unclear(f"None of these rows has a value of {code(measure.name)}.")
    value = settled({"total": fsum, "mean": lambda all_: fsum(all_) / len(all_), "median": median, "highest": max, "lowest": min}[made](values))
    title = f"{_NAMES[made].capitalize()} of {measure.name}"
    [told] = measure.tell(value)
    of = count(len(values), "row") if not rows.filters else f"{len(values):,} of {count(rows.table.rows, 'row')}"
    shown = shower(measure)(value) if made in ("highest", "lowest") else worked_out(measure, value, measure.decimals)
    part = _part(measure, values, made, rows)
    return f"**{_NAMES[made].capitalize()} {code(measure.name)}: {told}**{part}, of {of}{rows.where}.{note}", [Shown(title, [title, "rows"], [[shown, len(values)]], 1)]


def _part(measure: NumberColumn, values: Sequence[float], made: str, rows: Rows) -> str:
    """What share of all rows' total a total is."""
    every = [value for value in measure.telling if value == value]
    if made != "total" or not rows.filters or min(every) < 0 or not fsum(every):
        return ""
    return f" ({share(fsum(values), fsum(every))} of all)"


def of_groups(groups: list[Group], query: Query, measure: NumberColumn | None, made: str, note: str, rows: Rows) -> tuple[str, list[object]]:
    by = query.by
    assert by is not None
    ordered = sorted(groups, key=lambda group: group.value, reverse=not query.is_lowest)
    chosen = ordered[: query.most] if query.most else ordered
    unit = measure.unit if measure and made != "count" else ""
    what = f"{_NAMES[made]} {code(measure.name)}" if measure and made != "count" else "number of rows"
    whole = fsum(group.value for group in ordered)
    adds_up = made in ("total", "count") and min(group.value for group in ordered) >= 0 and whole > 0
    few = chosen[:MOST_NAMED]
    figures = told_apart([group.value for group in few], unit)
    parts = [f"{name} ({figure}{', ' + share(group.value, whole) if adds_up else ''})" for name, figure, group in zip(codes([group.name for group in few]), figures, few)]
    more = f" and {len(chosen) - len(few):,} more" if len(chosen) > len(few) else ""
    which = ("lowest" if query.is_lowest else "highest") if query.most else "all"
    head = f"{code(by.name)} with the {which} {what}" if query.most == 1 else f"{'Bottom' if query.is_lowest else 'Top'} {len(chosen)} {code(by.name)} by {what}" if query.most else f"{what[:1].upper()}{what[1:]} by {code(by.name)}"
    text = f"**{head}**: {', '.join(parts) if more else listed(parts)}{more}; {count(len(ordered), 'group')} of {rows.of}{rows.where}.{note}"
    title = f"{_NAMES[made].capitalize()} of {measure.name} by {by.name}" if measure and made != "count" else f"Rows by {by.name}"
    return text, [*_bars(title, chosen, measure if made != "count" else None), table_of(chosen, by.name, title.split(" by ")[0], measure, made)]


def _bars(title: str, groups: Sequence[Group], measure: NumberColumn | None) -> list[object]:
    if not 1 < len(groups) <= MOST_BARS:
        return []
    return [bars(title, [group.name for group in groups], [group.value for group in groups], measure)]


def table_of(groups: Sequence[Group], by: str, what: str, measure: NumberColumn | None, made: str) -> Shown:
    def cell(value: float) -> Cell:
        if measure is None or made == "count":
            return int(value)
        return shower(measure)(value) if made in ("highest", "lowest") else worked_out(measure, value, measure.decimals)

    if made == "count":
        return Shown(f"Rows by {by}", [by, "rows"], [[group.name, cell(group.value)] for group in groups[:1_000]], len(groups))
    return Shown(f"{what} by {by}", [by, what, "rows"], [[group.name, cell(group.value), group.rows] for group in groups[:1_000]], len(groups))

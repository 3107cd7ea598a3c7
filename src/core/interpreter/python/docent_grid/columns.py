"""What is said of a column above the grid: type, role, distribution, missing share, distinct values."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import NamedTuple, Sequence

from docent_profile.columns import Column, DateColumn, NumberColumn, TextColumn, ValueColumn
from docent_profile.names.roles import Role
from docent_profile.tables import shower
from docent_profile.values.kinds import Look

# Bars that are told apart in the width of a narrow column.
BINS = 16
# The values that a category's bar names.
FREQUENT = 6
# Longer texts are none to be read above a column.
LONGEST = 80
_ROLES = {Role.FLOW: "add", Role.LEVEL: "average", Role.RUNNING: "average", Role.YEAR: "date", Role.NAME: "category", Role.IDENTIFIER: "identifier"}


# Forms of dates whose parts have an order that can be taken for another.
_ORDERED = frozenset({"day_first", "month_first", "either_first", "either_dotted"})


class Keyed(NamedTuple):
    """A column, and what its rows are sorted and filtered by; None for texts, whose ranks are made when they are asked for."""

    column: Column
    values: array | None


def described(keyed: Keyed, place: int, look: Look, role: Role | None, choice: dict) -> dict:
    """`look` is what its cells look like, `role` that of a measure in its table."""
    column, values = keyed
    said = {
        "place": place,
        "name": column.name,
        "type": type_of(column, look),
        "label": column.type,
        "role": role_of(column, role),
        "chosen": {"type": choice.get("type", ""), "role": choice.get("role", "")},
        "missing": column.missing,
        "unreadable": sum(column.unreadable.values()) + sum(column.limits.values()) if isinstance(column, ValueColumn) else 0,
        "distinct": column.distinct,
        "hasMore": isinstance(column, TextColumn) and column.has_more,
        "bins": [],
        "frequent": [],
    }
    if isinstance(column, ValueColumn):
        said["bins"] = bins(column, BINS)
    else:
        said["frequent"] = [[text[:LONGEST], times] for text, times in column.frequent[:FREQUENT] if times > 1]
    return said


def type_of(column: Column, look: Look) -> str:
    """As it can be chosen."""
    if isinstance(column, DateColumn):
        # Of 2024-01-02 there is nothing to be said.
        has_order = any(shape.form in _ORDERED for shape in look.shapes)
        return "date" if not has_order else "day_first" if column.kind.day_first else "month_first"
    if isinstance(column, NumberColumn):
        return "number_comma" if column.kind.comma_decimal else "number"
    return "text"


def role_of(column: Column, role: Role | None) -> str:
    if isinstance(column, NumberColumn):
        return _ROLES[role or column.role]
    if isinstance(column, DateColumn):
        return "date"
    return {"category": "category", "yes/no": "category", "identifier": "identifier"}.get(column.type, "text")


def bins(column: ValueColumn, number: int) -> list[dict]:
    """How many values lie between which, both ends told as they are shown; those far from all others are in the outermost."""
    core: Sequence[float] = column.core if isinstance(column, NumberColumn) else column.ordered
    if not core or column.distinct < 2:
        return []
    low, high = core[0], core[-1]
    if low == high:
        return []
    edges = [low + (high - low) * step / number for step in range(number + 1)]
    ordered = column.everything if isinstance(column, DateColumn) else column.ordered
    places = [0, *(bisect_left(ordered, edge) for edge in edges[1:-1]), len(ordered)]
    show = shower(column)
    return [
        {"low": edges[at], "high": edges[at + 1], "from": str(show(_short(edges[at], column))), "to": str(show(_short(edges[at + 1], column))), "rows": places[at + 1] - places[at]}
        for at in range(number)
    ]


def _short(value: float, column: ValueColumn) -> float:
    if isinstance(column, DateColumn):
        return float(int(value))
    return float(f"{value:.4g}")


"""What a column holds where somebody has said what it is."""

from __future__ import annotations

from ..options import ColumnChoice
from ..values.kinds import PLAIN, DateKind, DurationKind, Kind, Look, NumberKind, TextKind, kind_of, number_in
from ..values.timestamps import timestamp_form

# What a role makes of a column that is not of its type.
_TYPES = {"add": "number", "average": "number", "date": "date", "category": "text", "text": "text"}


def kind_as(name: str, look: Look, choice: ColumnChoice) -> Kind:
    """What the column holds where somebody has said so, in type or by its role; the rest is guessed as ever."""
    kind = kind_of(name, look)
    wanted = choice.type or _TYPES.get(choice.role, "")
    if wanted == "text":
        return kind if isinstance(kind, TextKind) else TextKind(gaps=kind.gaps)
    if wanted.startswith("number"):
        return _as_number(look, kind, choice.type)
    if wanted in ("date", "day_first", "month_first"):
        return _as_date(look, kind, wanted)
    return kind


def _as_number(look: Look, kind: Kind, wanted: str) -> Kind:
    if isinstance(kind, DurationKind) and not wanted:
        return kind
    if not isinstance(kind, NumberKind):
        kind = number_in(look, kind.gaps)
    if not wanted or kind.comma_decimal == (wanted == "number_comma"):
        return kind
    return kind._replace(comma_decimal=not kind.comma_decimal, is_plain=False)


def _as_date(look: Look, kind: Kind, wanted: str) -> Kind:
    if isinstance(kind, DateKind):
        return kind if wanted == "date" else kind._replace(day_first=wanted == "day_first", is_ambiguous=False)
    forms = {shape.form for shape in look.shapes} - {"text", "boolean"}
    if forms == {"year"}:
        return DateKind(day_first=False, is_year=True, gaps=kind.gaps)
    form = timestamp_form("date", list(look.sample)) if forms <= PLAIN else ""
    return DateKind(day_first=wanted != "month_first", form=form, gaps=kind.gaps)

"""The columns of a table, by what they hold."""

from __future__ import annotations

from .column import Column, ValueColumn
from .dates import DateColumn
from .kinds import DateKind, DurationKind, Kind, NumberKind
from .quantities import DurationColumn, NumberColumn
from .texts import TextColumn

__all__ = ["Column", "DateColumn", "DurationColumn", "NumberColumn", "TextColumn", "ValueColumn", "column_for"]


def column_for(name: str, kind: Kind) -> Column:
    if isinstance(kind, NumberKind):
        return NumberColumn(name, kind)
    if isinstance(kind, DurationKind):
        return DurationColumn(name, kind)
    return DateColumn(name, kind) if isinstance(kind, DateKind) else TextColumn(name, kind)

"""The columns of a table, by what they hold."""

from __future__ import annotations

from ..options import NO_CHOICE, ColumnChoice
from ..values.kinds import DateKind, DurationKind, Look, NumberKind
from .chosen import kind_as
from .column import Column, ValueColumn
from .dates import DateColumn
from .quantities import DurationColumn, NumberColumn
from .texts import TextColumn

__all__ = ["Column", "DateColumn", "DurationColumn", "NumberColumn", "TextColumn", "ValueColumn", "column_for"]


def column_for(name: str, look: Look, choice: ColumnChoice = NO_CHOICE) -> Column:
    """An empty column, of the type that its cells show or somebody has chosen."""
    kind = kind_as(name, look, choice)
    if isinstance(kind, NumberKind):
        column: Column = NumberColumn(name, kind)
    elif isinstance(kind, DurationKind):
        column = DurationColumn(name, kind)
    else:
        column = DateColumn(name, kind) if isinstance(kind, DateKind) else TextColumn(name, kind)
    column.chosen = choice.role
    return column

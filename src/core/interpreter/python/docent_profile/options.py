"""What a caller may know better than a guess."""

from __future__ import annotations

from typing import Mapping, NamedTuple


class ColumnChoice(NamedTuple):
    """What a column is; `""` leaves it to be guessed."""

    # `number`, `number_comma` (12,5), `day_first`, `month_first`, `text`
    type: str = ""
    # `add`, `average`, `identifier`, `category`, `date`, `text`
    role: str = ""


NO_CHOICE = ColumnChoice()


class Options(NamedTuple):
    encoding: str | None = None
    delimiter: str | None = None
    # Whether the first row names the columns.
    header: bool | None = None
    # Of a workbook or a database: the sheet or table to read.
    table: str | None = None
    # The row that names the columns, counted from 1 without blank ones; 0 where none does.
    head: int | None = None
    # By the columns' names.
    columns: Mapping[str, ColumnChoice] = {}

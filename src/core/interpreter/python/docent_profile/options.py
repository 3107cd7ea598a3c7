"""What a caller may know better than a guess."""

from __future__ import annotations

from typing import NamedTuple


class Options(NamedTuple):
    encoding: str | None = None
    delimiter: str | None = None
    # Whether the first row names the columns.
    header: bool | None = None
    # Of a workbook or a database: the sheet or table to read.
    table: str | None = None

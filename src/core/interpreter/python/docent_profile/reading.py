"""Reads a file into columns, in two passes: the first sees what each column holds, the second reads it as that."""

from __future__ import annotations

import csv
import os
from array import array
from typing import Iterator, Mapping

from .choices import Choice, open_chosen
from .columns import column_for
from .engines import read_by_engine
from .files.delimited import Delimited
from .options import NO_CHOICE, Options
from .problems import NotATable
from .source import Row, Source, no_rows
from .table import Table
from .values.kinds import Look
from .values.looking import Looking
from .vectors import number_different

FIRST_ROWS = 10


def read_table(path: str, options: Options = Options(), remembered: Mapping[str, Choice] = {}) -> Table:
    """As was chosen for tables of its shape, where something was. Raises NotATable where there is nothing to profile."""
    name = os.path.basename(path)
    try:
        source, options, _, _ = open_chosen(path, name, remembered, options=options)
        return (read_by_engine(source, options) if isinstance(source, Delimited) else None) or _read(source, options)
    except csv.Error as error:
        raise NotATable(f"{name} can't be read as a table: {error}.") from None


def _read(source: Source, options: Options) -> Table:
    looks = _look(source)
    columns = [column_for(name, look, options.columns.get(name, NO_CHOICE)) for name, look in zip(source.columns, looks)]
    first_rows: list[Row] = []
    hashes = array("q")
    for rows in source.batches():
        first_rows += rows[: FIRST_ROWS - len(first_rows)]
        hashes.extend(map(hash, map(tuple, rows)))
        for column, cells in zip(columns, zip(*rows)):
            column.take(list(map(str.strip, cells)))
    for column in columns:
        column.settle()
    if source.misread > len(hashes):
        raise NotATable(f"{source.name} does not look like a table: only {len(hashes):,} of its {source.misread + len(hashes):,} rows have as many cells as it has columns: put the others into a file of their own.")
    if not hashes:
        raise no_rows(source.name, len(columns))
    # Two different rows of the same 64-bit hash won't be met.
    return Table(source, columns, first_rows, len(hashes), len(hashes) - number_different(hashes))


def _look(source: Source) -> list[Look]:
    """What there is in each column."""
    lookings = [Looking() for _ in source.columns]
    for rows in source.batches():
        for looking, cells in zip(lookings, zip(*rows)):
            looking.take(list(map(str.strip, cells)))
    return [looking.end(_column(source, place)) for place, looking in enumerate(lookings)]


def _column(source: Source, place: int) -> Iterator[list[str]]:
    for rows in source.batches():
        yield [row[place].strip() for row in rows]

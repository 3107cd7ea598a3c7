"""Reads a file into columns, in two passes: the first sees what each column holds, the second reads it as that."""

from __future__ import annotations

import csv
import os
from array import array
from collections import Counter

from .column import Memo
from .columns import column_for
from .delimited import Delimited
from .duck import read_by_duckdb
from .formats import open_source
from .kinds import Look, kind_of
from .options import Options
from .problems import NotATable
from .shapes import MISSING, shape_of, shapes_of
from .source import Row, Source, no_rows
from .table import Table

FIRST_ROWS = 10
# So many cells of a column are looked at one by one.
SAMPLE = 1_000


def read_table(path: str, options: Options = Options()) -> Table:
    """Raises NotATable where there is nothing to profile."""
    name = os.path.basename(path)
    try:
        source = open_source(path, name, options)
        return (read_by_duckdb(source) if isinstance(source, Delimited) else None) or _read(source)
    except csv.Error as error:
        raise NotATable(f"{name} can't be read as a table: {error}.") from None


def _read(source: Source) -> Table:
    looks = _look(source)
    columns = [column_for(name, kind_of(name, look)) for name, look in zip(source.columns, looks)]
    first_rows: list[Row] = []
    hashes = array("q")
    for rows in source.batches():
        first_rows = first_rows or rows[:FIRST_ROWS]
        hashes.extend(map(hash, map(tuple, rows)))
        for column, cells in zip(columns, zip(*rows)):
            column.take(list(map(str.strip, cells)))
    for column in columns:
        column.settle()
    if not hashes:
        raise no_rows(source.name, len(columns))
    # Two different rows of the same 64-bit hash won't be met.
    return Table(source, columns, first_rows, len(hashes), len(hashes) - len(set(hashes)))


def _look(source: Source) -> list[Look]:
    """What there is in each column."""
    looks = [Look(Counter(), Counter(), {}, Counter()) for _ in source.columns]
    known = [Memo(shape_of) for _ in source.columns]
    for rows in source.batches():
        for look, memo, cells in zip(looks, known, zip(*rows)):
            stripped = list(map(str.strip, cells))
            there = [text for text in stripped if text not in MISSING]
            if len(there) < len(stripped) and len(look.markers) < SAMPLE:
                look.markers.update(text for text in stripped if text and text in MISSING)
            look.shapes.update(shapes_of(there, memo, look.odd))
            if len(look.sample) < SAMPLE:
                look.sample.update(dict.fromkeys(there[:SAMPLE]))
    return looks

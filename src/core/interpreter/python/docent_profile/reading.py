"""Reads a file into columns, in two passes: the first sees what each column holds, the second reads it as that."""

from __future__ import annotations

import csv
import os
from array import array
from collections import Counter

from .columns import Memo, column_for
from .delimited import Delimited
from .encoding import detect_encoding
from .kinds import kind_of
from .problems import NotATable
from .records import Records
from .shapes import MISSING, shape_of, shapes_of
from .source import Row, Source, no_rows
from .table import Table

FIRST_ROWS = 10


def read_table(path: str) -> Table:
    """Raises NotATable where there is nothing to profile."""
    name = os.path.basename(path)
    try:
        return _read(_open_source(path, name))
    except csv.Error as error:
        raise NotATable(f"{name} can't be read as a table: {error}.") from None


def _read(source: Source) -> Table:
    shapes = _look(source)
    columns = [column_for(name, kind_of(name, counter)) for name, counter in zip(source.columns, shapes)]
    first_rows: list[Row] = []
    hashes = array("q")
    for rows in source.batches():
        first_rows = first_rows or rows[:FIRST_ROWS]
        hashes.extend(map(hash, map(tuple, rows)))
        for column, cells in zip(columns, zip(*rows)):
            column.take(list(map(str.strip, cells)))
    if not hashes:
        raise no_rows(source.name, len(columns))
    return Table(source, columns, first_rows, hashes)


def _open_source(path: str, name: str) -> Source:
    if not os.path.isfile(path):
        raise NotATable(f"{name} is not there: choose the file again.")
    encoding = detect_encoding(path, name)
    suffix = os.path.splitext(name)[1].lower()
    if suffix in (".json", ".jsonl", ".ndjson"):
        return Records(path, name, encoding, by_line=suffix != ".json")
    return Delimited(path, name, encoding)


def _look(source: Source) -> list[Counter]:
    """How often each shape occurs in each column."""
    shapes = [Counter() for _ in source.columns]
    known = [Memo(shape_of) for _ in source.columns]
    for rows in source.batches():
        for counter, memo, cells in zip(shapes, known, zip(*rows)):
            counter.update(shapes_of([text for text in map(str.strip, cells) if text not in MISSING], memo))
    return shapes

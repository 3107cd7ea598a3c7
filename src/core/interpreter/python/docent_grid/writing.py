"""Rows that are seen, as texts to be copied and as files."""

from __future__ import annotations

import csv
import io
import re
from typing import Iterator

from docent_profile.columns import DateColumn, NumberColumn
from docent_profile.problems import NotATable

from .sheet import write_sheet
from .table import OpenTable

# More is no text to be pasted anywhere.
MOST_CELLS = 1_000_000
# How often it is told how far one is.
STEP = 50_000
# What spreadsheets take for a formula, also behind spaces and in the wide forms of East Asian keyboards; signed figures are none.
_FORMULA = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_FIGURE = re.compile(r"\s*[+-][\d.,:/\s()%-]*")


def harmless(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would compute: it came with the data."""
    return f"'{cell}" if _FORMULA.match(cell) and not _FIGURE.fullmatch(cell) else cell


def copied(table: OpenTable, offset: int, limit: int, columns: list[int], form: str, heads: bool) -> str:
    """Raises NotATable where it is too much."""
    limit = min(limit, len(table.seen) - offset)
    if limit * len(columns) > MOST_CELLS:
        raise NotATable(f"{limit * len(columns):,} cells are too many to be copied: save them as a file.")
    rows = [[row[place] for place in columns] for row in table.texts.at(table.seen[offset : offset + limit])]
    names = [table.names[place] for place in columns]
    if form == "markdown":
        numeric = [isinstance(table.keyed[place].column, NumberColumn) for place in columns]
        lines = [names, ["---:" if is_number else "---" for is_number in numeric], *rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in ([_one_line(cell) for cell in line] for line in lines))
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t" if form == "tsv" else ",", lineterminator="\n")
    writer.writerows([list(map(harmless, row)) for row in ([names] if heads else []) + rows])
    return out.getvalue()


def _one_line(cell: str) -> str:
    return re.sub(r"([\\|`*_<>\[\]])", r"\\\1", re.sub(r"\s+", " ", cell)) if not set(cell) <= {"-", ":"} else cell


def saved(table: OpenTable, path: str, form: str) -> Iterator[int]:
    """Writes the rows that are seen; yields how many are there so far. Raises NotATable where nothing in this Python writes the form."""
    columns = list(range(len(table.names)))
    if form == "xlsx":
        return write_sheet(path, table.names, [_kind(table, place) for place in columns], _typed(table, columns), len(table.seen))
    if form == "parquet":
        return _parquet(table, path, columns)
    return _csv(table, path, columns, "\t" if form == "tsv" else ",")


def _csv(table: OpenTable, path: str, columns: list[int], delimiter: str) -> Iterator[int]:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(map(harmless, table.names))
        for number, row in enumerate(table.cells_seen(columns), 1):
            writer.writerow(map(harmless, row))
            if number % STEP == 0:
                yield number
    yield len(table.seen)


def _kind(table: OpenTable, place: int) -> str:
    column = table.keyed[place].column
    if isinstance(column, DateColumn):
        return "moment" if column.has_time else "date"
    # What names things keeps its text: no program may round it.
    return "number" if isinstance(column, NumberColumn) and table.role(place) != "identifier" and column.kind.__class__.__name__ == "NumberKind" else "text"


def _typed(table: OpenTable, columns: list[int]) -> Iterator[list]:
    """Numbers and moments (seconds since 1970) as such, None for what is missing, all else as text."""
    kinds = [_kind(table, place) for place in columns]
    keyed = [table.keyed[place] for place in columns]
    for row, cells in zip(table.seen, table.texts.at(table.seen)):
        typed: list = []
        for kind, (column, values), cell in zip(kinds, keyed, cells):
            if kind == "text":
                typed.append(None if cell in column.gaps else cell)
            else:
                value = values[row]
                typed.append(None if value != value else value)
        yield typed


def _parquet(table: OpenTable, path: str, columns: list[int]) -> Iterator[int]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return _parquet_by_duckdb(table, path, columns)
    return _parquet_by_pyarrow(pyarrow, table, path, columns)


def _parquet_by_pyarrow(pyarrow, table: OpenTable, path: str, columns: list[int]) -> Iterator[int]:
    types = {"text": pyarrow.string(), "number": pyarrow.float64(), "date": pyarrow.timestamp("s"), "moment": pyarrow.timestamp("s")}
    kinds = [_kind(table, place) for place in columns]
    schema = pyarrow.schema([(name, types[kind]) for name, kind in zip(table.names, kinds)])
    done = 0
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        for batch in _batches(_typed(table, columns)):
            arrays = [
                pyarrow.array([None if value is None else int(value) for value in values] if kind in ("date", "moment") else list(values), type=types[kind])
                for kind, values in zip(kinds, zip(*batch))
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
            done += len(batch)
            yield done
    yield done


def _batches(rows: Iterator[list]) -> Iterator[list[list]]:
    batch: list[list] = []
    for row in rows:
        batch.append(row)
        if len(batch) == STEP:
            yield batch
            batch = []
    if batch:
        yield batch


def _parquet_by_duckdb(table: OpenTable, path: str, columns: list[int]) -> Iterator[int]:
    try:
        import duckdb
    except ImportError:
        raise NotATable("This Python can't write Parquet: install pyarrow or duckdb in it, or save as CSV or XLSX.") from None
    types = {"text": "VARCHAR", "number": "DOUBLE", "date": "BIGINT", "moment": "BIGINT"}
    kinds = [_kind(table, place) for place in columns]
    between = f"{path}.csv"
    with open(between, "w", encoding="utf-8", newline="") as file:
        # Each text in quotes and nothing else: a missing one is told from an empty one.
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        for number, row in enumerate(_typed(table, columns), 1):
            writer.writerow(["\ufdd0" if value is None else int(value) if kind in ("date", "moment") else value for kind, value in zip(kinds, row)])
            if number % STEP == 0:
                yield number
    described = "{" + ", ".join(f"'c{place}': '{types[kind]}'" for place, kind in enumerate(kinds)) + "}"
    chosen = ", ".join(
        f"{f'make_timestamp(c{place} * 1000000)' if kind in ('date', 'moment') else f'c{place}'} AS {_quoted(name)}" for place, (kind, name) in enumerate(zip(kinds, table.names))
    )
    with duckdb.connect() as connection:
        rows = f"read_csv('{_escaped(between)}', header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '\ufdd0', columns = {described})"
        connection.execute(f"COPY (SELECT {chosen} FROM {rows}) TO '{_escaped(path)}' (FORMAT parquet)")
    yield len(table.seen)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _escaped(path: str) -> str:
    return path.replace("'", "''")

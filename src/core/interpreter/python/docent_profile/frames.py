"""Tables that carry their names and types: databases with the standard library, Parquet, Feather and Stata with what the environment has."""

from __future__ import annotations

import datetime
import decimal
import json
import sqlite3
from itertools import islice
from typing import Callable, Iterable, Iterator

from .contents import Contents
from .options import Options
from .problems import NotATable, Oddity
from .source import BATCH, Row, Source, tidy_names
from .workbook import plain_number
from .words import code, listed

Rows = Callable[[], Iterable[tuple]]


class Frame(Source):
    """`rows` begins anew each time it is called; its values are of Python's types."""

    def __init__(self, name: str, described: str, names: list[str], rows: Rows, oddities: list[Oddity]):
        self._rows = rows
        super().__init__(name, described, tidy_names(names, oddities), oddities)

    def batches(self) -> Iterator[list[Row]]:
        rows = iter(self._rows())
        while batch := self._next(rows):
            yield [list(map(as_text, row)) for row in batch]

    def _next(self, rows: Iterator[tuple]) -> list[tuple]:
        try:
            return list(islice(rows, BATCH))
        except Exception as error:  # Each library has its own errors for damaged data.
            raise NotATable(f"{self.name} has data that can't be read ({type(error).__name__}: {error}): save the table as CSV and analyse that file.") from None


def as_text(value: object) -> str:
    """A value as it would stand in a text, so that every format has the same answers."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if value != value else plain_number(value)
    if isinstance(value, datetime.datetime):
        return str(value.replace(microsecond=0)).replace(" 00:00:00", "")
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(value, default=str, ensure_ascii=False)
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    return str(value)


def open_frame(contents: Contents, options: Options) -> Source | None:
    """None for what is no such format. Raises NotATable where nothing in this Python reads it."""
    head = contents.head
    if head.startswith(b"SQLite format 3\0"):
        return _sqlite(contents, options)
    if head.startswith(b"PAR1"):
        return _arrow(contents, "Parquet")
    if head.startswith((b"ARROW1", b"FEA1")):
        return _arrow(contents, "Feather")
    if head.startswith(b"<stata_dta>") or (contents.suffix == ".dta" and head[:1] in (b"\x72", b"\x73", b"\x71", b"\x6e")):
        return _stata(contents)
    return None


def _sqlite(contents: Contents, options: Options) -> Frame:
    connection = sqlite3.connect(f"file:{_quoted_path(contents.path)}?mode=ro&immutable=1", uri=True)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid").fetchall()
        tables = [name for (name,) in found]
        if options.table is not None and options.table not in tables:
            raise NotATable(f"{contents.name} has no table {options.table}: it has {listed(tables)}.")
        chosen = options.table or next((table for table in tables if connection.execute(f"SELECT 1 FROM {_identifier(table)} LIMIT 1").fetchone()), None)
        if chosen is None:
            raise NotATable(f"{contents.name} is a SQLite database without a row: there is nothing to profile.")
        query = f"SELECT * FROM {_identifier(chosen)}"
        names = [column[0] for column in connection.execute(f"{query} LIMIT 0").description]
    except sqlite3.DatabaseError as error:
        raise NotATable(f"{contents.name} is a SQLite database that can't be read ({error}).") from None
    oddities = []
    if others := [code(table) for table in tables if table != chosen]:
        oddities.append(Oddity("Tables", f"only the table {code(chosen)} was read, not {listed(others)}; profile(path, table=…) reads another"))
    frame = Frame(contents.name, f"a SQLite database, table {code(chosen)}", names, lambda: connection.execute(query), oddities)
    frame.table, frame.tables = chosen, tables
    return frame


def _quoted_path(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _arrow(contents: Contents, kind: str) -> Frame:
    for opened in (_with_pyarrow, _with_duckdb, _with_polars):
        try:
            names, rows, by = opened(contents.path, kind)
        except ImportError:
            continue
        except Exception as error:  # Each library has its own errors for a damaged file.
            raise NotATable(f"{contents.name} is a {kind} file that can't be read ({type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'damaged'}).") from None
        return Frame(contents.name, f"{kind}, by {by}", names, rows, [])
    what = "pyarrow, duckdb or polars" if kind == "Parquet" else "pyarrow or polars"
    raise NotATable(f"{contents.name} is a {kind} file, which this Python can't read: install {what} in it, or save the table as CSV.")


def _with_pyarrow(path: str, kind: str) -> tuple[list[str], Rows, str]:
    import pyarrow
    import pyarrow.feather
    import pyarrow.parquet

    if kind == "Parquet":
        file = pyarrow.parquet.ParquetFile(path)
        return file.schema_arrow.names, lambda: _arrow_rows(pyarrow.parquet.ParquetFile(path).iter_batches(BATCH)), "pyarrow"
    table = pyarrow.feather.read_table(path)
    return table.column_names, lambda: _arrow_rows(table.to_batches(BATCH)), "pyarrow"


def _arrow_rows(batches: Iterable) -> Iterator[tuple]:
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns))


def _with_duckdb(path: str, kind: str) -> tuple[list[str], Rows, str]:
    if kind != "Parquet":
        raise ImportError
    import duckdb

    query = "SELECT * FROM read_parquet(?)"
    names = [column[0] for column in duckdb.connect().execute(f"{query} LIMIT 0", [path]).description]

    def rows() -> Iterator[tuple]:
        cursor = duckdb.connect().execute(query, [path])
        while batch := cursor.fetchmany(BATCH):
            yield from batch

    return names, rows, "duckdb"


def _with_polars(path: str, kind: str) -> tuple[list[str], Rows, str]:
    import polars

    frame = polars.read_parquet(path) if kind == "Parquet" else polars.read_ipc(path, memory_map=False)
    return frame.columns, lambda: frame.iter_rows(buffer_size=BATCH), "polars"


def _stata(contents: Contents) -> Frame:
    try:
        import pandas
    except ImportError:
        raise NotATable(f"{contents.name} is a data file of Stata, which this Python can't read: install pandas in it, or export the data as CSV.") from None
    try:
        frame = pandas.read_stata(contents.path, convert_categoricals=True)
    except Exception as error:  # pandas has many.
        raise NotATable(f"{contents.name} is a data file of Stata that can't be read ({error}).") from None
    frame = frame.astype(object).where(frame.notna(), None)
    return Frame(contents.name, "a data file of Stata, by pandas", list(map(str, frame.columns)), lambda: frame.itertuples(index=False, name=None), [])

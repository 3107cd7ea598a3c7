"""Tables that carry their names and types, row by row; databases of SQLite among them."""

from __future__ import annotations

import datetime
import decimal
import json
import sqlite3
from itertools import islice
from typing import Callable, Iterable, Iterator

from ..options import Options
from ..problems import NotATable, Oddity
from ..source import BATCH, Row, Source, tidy_names
from ..words import code, listed
from .contents import Contents
from .workbook import plain_number

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


def open_sqlite(contents: Contents, options: Options) -> Frame:
    connection = _connect(contents)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        found = connection.execute("SELECT name, type = 'view' FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid").fetchall()
        views = dict(found)
        tables = list(views)
        if options.table is not None and options.table not in tables:
            raise NotATable(f"{contents.name} has no table {options.table}: it has {listed(tables)}.")
        chosen = options.table or _largest(connection, views)
        if chosen is None:
            raise NotATable(f"{contents.name} is a SQLite database without a row: there is nothing to profile.")
        query = f"SELECT * FROM {_identifier(chosen)}"
        names = [column[0] for column in connection.execute(f"{query} LIMIT 0").description]
    except sqlite3.DatabaseError as error:
        raise NotATable(f"{contents.name} is a SQLite database that can't be read ({error}).") from None
    oddities = []
    if others := [code(table) for table in tables if table != chosen]:
        which = "" if options.table or views[chosen] else ", the largest,"
        oddities.append(Oddity("Tables", f"only the table {code(chosen)}{which} was read, not {listed(others)}; Open as Table, or profile(path, table=…) in code, reads another"))
    frame = Frame(contents.name, f"a SQLite database, table {code(chosen)}", names, lambda: connection.execute(query), oddities)
    frame.table, frame.tables = chosen, tables
    return frame


def _largest(connection: sqlite3.Connection, views: dict[str, int]) -> str | None:
    """The table of the most cells; `views` says of each name whether it is a view. These, which show the same again and may take long to count, are asked where no table has a row."""
    sizes = {table: _cells(connection, table) for table, is_view in views.items() if not is_view}
    largest = max(sizes, key=sizes.__getitem__, default=None)
    if largest is not None and sizes[largest]:
        return largest
    return next((view for view, is_view in views.items() if is_view and connection.execute(f"SELECT 1 FROM {_identifier(view)} LIMIT 1").fetchone()), None)


def _cells(connection: sqlite3.Connection, table: str) -> int:
    try:
        [rows] = connection.execute(f"SELECT count(*) FROM {_identifier(table)}").fetchone()
        return rows * len(connection.execute(f"SELECT * FROM {_identifier(table)} LIMIT 0").description)
    except sqlite3.OperationalError:
        return 0  # A table of an extension that is not there can't be read.


def _connect(contents: Contents) -> sqlite3.Connection:
    if not contents.packed:
        return sqlite3.connect(f"file:{_quoted_path(contents.path)}?mode=ro&immutable=1", uri=True)
    connection = sqlite3.connect(":memory:")
    if not hasattr(connection, "deserialize"):  # Python before 3.11
        raise NotATable(f"{contents.name} is a packed SQLite database: unpack it and analyse the file in it.")
    with contents.open() as file:
        connection.deserialize(file.read())
    return connection


def _quoted_path(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

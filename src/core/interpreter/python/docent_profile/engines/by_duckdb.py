"""DuckDB as an engine."""

from __future__ import annotations

import os
from math import inf
from typing import Iterable, Iterator

from ..columns.column import MOST_DISTINCT
from ..columns.texts import Texts
from ..files.delimited import Delimited
from ..layout.subtotals import LABEL
from ..source import BATCH
from ..values.shapes import MISSING
from .cells import Cells, NotRegular
from .limits import memory_limits
from .strings import FIRST_PART, PADDED


# Rows that are taken out of DuckDB at a time: as many as one of its groups of rows has, times four.
PART = 491_520
# Of the memory that there is for this process; the rest is for what Docent keeps of the columns.
SHARE = 0.6


class DuckdbCells(Cells):
    def __init__(self, source: Delimited):
        import duckdb

        self._connection = _connect(duckdb)
        width = len(source.columns)
        self._names = [f"c{place}" for place in range(width)]
        try:
            self._load(source)
        except Exception as error:
            if was_stopped(error):
                keep(self)
            raise
        super().__init__(width, self._one("SELECT count(*) FROM t"))

    def _load(self, source: Delimited) -> None:
        types = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in self._names) + "}"
        self._connection.execute(f"SET threads = {min(4, os.cpu_count() or 1)}")
        # It would be drawn into the report, as into a notebook.
        self._connection.execute("SET enable_progress_bar = false")
        # Nothing of the file is written anywhere.
        self._connection.execute("SET temp_directory = ''")
        if (limit := memory_limits()[1]) < inf:
            self._connection.execute(f"SET memory_limit = '{int(SHARE * limit)} bytes'")
        self._connection.execute(
            "CREATE TABLE t AS SELECT * FROM read_csv(?, auto_detect = false, header = false, skip = ?, delim = ?, quote = '\"', escape = '\"', "
            f"nullstr = '\ufdd0', null_padding = false, strict_mode = true, columns = {types})",
            [source.contents.path, source.lines_of_head, source.writing.delimiter],
        )
        header = source.header
        # Blanks before a cell are no part of it.
        names = " AND ".join(f"ltrim({name}) = ?" for name in self._names)
        # Python's reader has other rules for quotes within cells.
        padded = " OR ".join(f"starts_with({name}, '\"') OR starts_with({name}, ' \"')" for name in self._names)
        blank = " AND ".join(f"ltrim({name}) = ''" for name in self._names)
        comment = " OR ".join(f"starts_with(ltrim(c0), '{sign}')" for sign in ("#", "//"))
        missing = " OR ".join(f"{name} IS NULL" for name in self._names)
        odd = f"({blank}) OR ({comment}) OR ({missing})" + (f" OR ({padded})" if source.has_quotes else "") + (f" OR ({names})" if header is not None else "")
        if self._one(f"SELECT count(*) FROM t WHERE {odd}", header):
            raise NotRegular

    def _one(self, query: str, values: list[str] | None = None) -> int:
        return self._connection.execute(query, values or []).fetchone()[0]

    def _asked(self, place: int, what: str, more: str = "", values: list[str] | None = None) -> list[tuple]:
        """Of the column's cells `x`."""
        query = f"SELECT {what} FROM (SELECT {self._names[place]} AS x, rowid AS place FROM t) {more}"
        return self._connection.execute(query, values or []).fetchall()

    def parts(self, place: int) -> Iterator[list[str]]:
        for start in range(0, self.rows, PART):
            some = self._connection.execute(f"SELECT {self._names[place]} AS x FROM t WHERE rowid >= {start} AND rowid < {start + PART}").fetchnumpy()["x"].tolist()
            for place_of in range(0, len(some), BATCH):
                yield some[place_of : place_of + BATCH]

    def first(self, place: int, most: int) -> list[str]:
        return [text for (text,) in self._asked(place, "x", f"LIMIT {most}")]

    def last(self, place: int, most: int) -> list[str]:
        return [text for (text,) in self._asked(place, "x", f"WHERE place >= {self.rows - most} ORDER BY place")]

    def has_label(self, place: int) -> bool:
        return bool(self._asked(place, "count(*)", "WHERE regexp_full_match(x, ?)", [LABEL])[0][0])

    def has_empty(self, place: int) -> bool:
        return bool(self._asked(place, "count(*)", "WHERE x = ''")[0][0])

    def unlike(self, place: int, pattern: str, most: int) -> dict[str, int]:
        return dict(self._asked(place, "x, count(*)", f"WHERE x <> '' AND NOT regexp_full_match(x, ?) GROUP BY x LIMIT {most + 1}", [pattern]))

    def beginnings(self, place: int, length: int) -> list[str]:
        return [text for (text,) in self._asked(place, f"DISTINCT x[1:{length}]")]

    def counted(self, place: int, most: int) -> list[tuple[str, int]] | None:
        if self._asked(place, "approx_count_distinct(x)")[0][0] > most:
            return None
        return self._asked(place, "x, count(*)", "GROUP BY x ORDER BY min(place)")

    def markers(self, place: int) -> set[str]:
        found = self._asked(place, "DISTINCT x", f"WHERE x IN ({_quoted(MISSING)}) OR regexp_matches(x, ?)", [PADDED])
        return MISSING.intersection(text.strip() for (text,) in found) - {""}

    def many_texts(self, place: int, gaps: frozenset[str]) -> Texts | None:
        if self._asked(place, "count(*)", "WHERE regexp_matches(x, ?)", [PADDED])[0][0]:
            return None
        among, name, size = f"x IN ({_quoted(gaps)})", self._names[place], FIRST_PART
        missing = self._asked(place, "count(*)", f"WHERE {among}")[0][0]
        while True:
            some = f"SELECT {name} AS x, rowid AS place FROM t WHERE rowid < {size}"
            first = f"SELECT x, min(place) AS place FROM ({some}) WHERE NOT {among} GROUP BY x ORDER BY min(place) LIMIT {MOST_DISTINCT + 1}"
            if self._one(f"CREATE OR REPLACE TEMP TABLE first AS {first}") > MOST_DISTINCT or size >= self.rows:
                break
            size *= 4
        times = f"SELECT {name} AS x, count(*) AS times FROM t SEMI JOIN first ON {name} = first.x GROUP BY {name}"
        counts = self._connection.execute(f"SELECT first.x, times FROM first JOIN ({times}) AS every USING (x) ORDER BY first.place").fetchall()
        return Texts(missing, counts, None)

    def codes(self, place: int, names: list[str]) -> memoryview:
        query = f"SELECT coalesce(enum_code(TRY_CAST({self._names[place]} AS ENUM({_quoted(names)})))::INTEGER, -1) AS x FROM t"
        return memoryview(self._connection.execute(query).fetchnumpy()["x"]).cast("B")

    def numbers(self, place: int) -> memoryview:
        return self._doubles(place, "TRY_CAST(x AS DOUBLE)")

    def moments(self, place: int) -> memoryview:
        return self._doubles(place, "CAST(epoch_us(TRY_CAST(x AS TIMESTAMP)) AS DOUBLE) / 1e6")

    def _doubles(self, place: int, value: str) -> memoryview:
        query = f"SELECT coalesce({value}, 'nan'::DOUBLE) AS x FROM (SELECT {self._names[place]} AS x FROM t)"
        return memoryview(self._connection.execute(query).fetchnumpy()["x"]).cast("B")

    def different_rows(self, padded: set[int]) -> int:
        cells = ", ".join(f"ltrim({name})" if place in padded else name for place, name in enumerate(self._names))
        return self._one(f"SELECT count(DISTINCT hash({cells})) FROM t")

    def close(self) -> None:
        if self not in _stopped:
            self._connection.close()


def _quoted(texts: Iterable[str]) -> str:
    """As literals, which DuckDB compares with faster than with the values of a list."""
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)


def _connect(duckdb):
    """A database in memory, packed where this version of DuckDB can: a table of texts takes twice the file's size otherwise."""
    connection = duckdb.connect()
    try:
        connection.execute("ATTACH ':memory:' AS packed (COMPRESS)")
        connection.execute("USE packed")
    except duckdb.Error:
        pass
    return connection


# Whose query the user has stopped: closing the connection waits for what is still under way in it, which can take very long.
_stopped: list[Cells] = []


def keep(cells: Cells) -> None:
    """The user has stopped what DuckDB is at: its connection stays open."""
    _stopped.append(cells)


def was_stopped(error: Exception) -> bool:
    """How DuckDB passes on that the user stops it."""
    return "interrupted" in str(error)

"""Reads long, regular delimited files by DuckDB where Python has it; the answers are those of the standard library's way.

DuckDB cuts the file and reads plain numbers and moments; what takes more judgement goes column by column through the usual code.
Whatever is not regular (notes, ragged rows, repeated headers, odd quotes) is left to the usual way as a whole.
"""

from __future__ import annotations

import importlib.util
import io
import os
import re
from collections import Counter
from typing import Iterator

from .column import Memo
from .columns import Column, DateColumn, NumberColumn, column_for
from .delimited import Delimited
from .grid import lines_in
from .kinds import Look
from .options import NO_CHOICE, Options
from .shapes import ISO_BLOCK, MISSING, MOST_ODD, Shape, is_odd, shape_of, shapes_of
from .source import BATCH
from .table import Table
from .tails import TAIL, without_tail

# Shorter files are read before DuckDB is loaded.
SMALLEST = 8_000_000
# Address space that DuckDB and numpy reserve by themselves, and as many times the file's size.
RESERVED, SIZES = 1_200_000_000, 6
# The end of the file that is looked at for notes and totals.
END_BYTES = 1 << 17
# Columns of no more different texts are judged by these; more are judged cell by cell.
FEW_DISTINCT = 20_000
SAMPLE, SAMPLE_ROWS, FIRST_ROWS = 1_000, 20_000, 10
# What Python strips from the ends of a cell.
_PLAIN = r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?"
_YEAR = r"(?:1[5-9]|20)[0-9][0-9]"
_SURELY_DECIMAL = r"-?0[.].*|.*[0-9]{4}[.].*|.*[.](?:[0-9]{1,2}|[0-9]{4,})"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOMENT = _DAY + r"[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"


def read_by_duckdb(source: Delimited, options: Options = Options()) -> Table | None:
    """None where DuckDB is not there, or the file is none for it."""
    if not _is_simple(source) or importlib.util.find_spec("duckdb") is None or importlib.util.find_spec("numpy") is None:
        return None
    try:
        import duckdb

        connection = duckdb.connect()
    except Exception:
        return None
    try:
        table = _Reading(source, options, connection).table()
    except Exception as error:  # DuckDB has many errors, for memory and for files; the usual way says what is wrong with a file.
        if "interrupted" in str(error):  # How DuckDB passes on that the user stops it.
            _stopped.append(connection)
            raise KeyboardInterrupt from None
        table = None
    connection.close()
    return table


# Connections whose query the user has stopped: closing one waits for what is still under way in it, which can take very long.
_stopped: list[object] = []


def _is_simple(source: Delimited) -> bool:
    writing = source.writing
    size = os.path.getsize(source.contents.path)
    is_large = not source.contents.packed and size >= SMALLEST and _has_room(size)
    return is_large and source.is_plain_text and len(writing.delimiter) == 1 and writing.quote == '"' and not writing.escapes and not writing.is_wrapped


def _has_room(size: int) -> bool:
    """Whether this process may have as much address space as DuckDB reserves: it does not always survive to be refused it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit.
        return True
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit == resource.RLIM_INFINITY or limit >= RESERVED + SIZES * size


class _NotRegular(Exception):
    """Left to the usual way."""


class _Reading:
    def __init__(self, source: Delimited, options: Options, connection):
        self._source, self._options, self._connection = source, options, connection
        self._width = len(source.columns)
        self._columns = [f"c{place}" for place in range(self._width)]
        # Columns all of whose cells are plain numbers, moments or gaps.
        self._known: set[int] = set()

    def table(self) -> Table:
        self._refuse_ends()
        self._load()
        looks = [self._look(place) for place in range(self._width)]
        columns = [column_for(name, look, self._options.columns.get(name, NO_CHOICE)) for name, look in zip(self._source.columns, looks)]
        for place, column in enumerate(columns):
            self._fill(place, column)
            column.settle()
        first = self._connection.execute(f"SELECT {', '.join(self._columns)} FROM t LIMIT {FIRST_ROWS}").fetchall()
        # The blanks before a cell are no part of it.
        cells = ", ".join(name if place in self._known else f"ltrim({name})" for place, name in enumerate(self._columns))
        [(rows, different)] = self._connection.execute(f"SELECT count(*), count(DISTINCT hash({cells})) FROM t").fetchall()
        return Table(self._source, columns, [[cell.lstrip(" ") for cell in row] for row in first], rows, rows - different)

    def _refuse_ends(self) -> None:
        """Notes and totals at the end, and quotes that are none to DuckDB, are not for it."""
        path = self._source.contents.path
        with open(path, "rb") as file:
            file.seek(max(0, os.path.getsize(path) - END_BYTES))
            end = file.read().decode("utf-8", "replace")
        lines = end.splitlines(True)[1:]
        rows = [row for row in self._source.writing.reader(io.StringIO("".join(lines), newline="")) if row]
        if len(rows) < TAIL or any(len(row) != self._width for row in rows):
            raise _NotRegular
        tail = without_tail(rows[-TAIL:], self._width, rows[:-TAIL])
        if len(tail.rows) < TAIL or sum(map(lines_in, rows)) != len(lines):
            raise _NotRegular

    def _load(self) -> None:
        types = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in self._columns) + "}"
        self._connection.execute("SET threads = 4")
        self._connection.execute(
            "CREATE TABLE t AS SELECT * FROM read_csv(?, auto_detect = false, header = false, skip = ?, delim = ?, quote = '\"', escape = '\"', "
            f"nullstr = '\ufdd0', null_padding = false, strict_mode = true, columns = {types})",
            [self._source.contents.path, self._source.lines_of_head, self._source.writing.delimiter],
        )
        header = self._source.header
        names = " AND ".join(f"{name} = ?" for name in self._columns)
        padded = " OR ".join(f"starts_with({name}, '\"') OR starts_with({name}, ' \"')" for name in self._columns)
        blank = " AND ".join(f"{name} = ''" for name in self._columns)
        comment = " OR ".join(f"starts_with(c0, '{sign}')" for sign in ("#", "//"))
        clauses = f"({blank}) OR ({comment})" + (f" OR ({padded})" if self._source.has_quotes else "") + (f" OR ({names})" if header is not None else "")
        [(odd, nulls)] = self._connection.execute(
            f"SELECT count(*) FILTER ({clauses}), count(*) FILTER ({' OR '.join(f'{name} IS NULL' for name in self._columns)}) FROM t",
            header or [],
        ).fetchall()
        if odd or nulls:
            raise _NotRegular

    def _asked(self, place: int, what: str, more: str = "", values: list | None = None) -> list[tuple]:
        """Of the column's cells `x`."""
        query = f"SELECT {what} FROM (SELECT {self._columns[place]} AS x, rowid AS place FROM t) {more}"
        return self._connection.execute(query, values or []).fetchall()

    def _look(self, place: int) -> Look:
        some = self._cells(place, SAMPLE_ROWS)
        there = [text for text in some if text not in MISSING]
        look = Look(Counter(), Counter(), dict.fromkeys(list(dict.fromkeys(there))[:SAMPLE]), Counter())
        # What the first rows are like tells what to ask of all.
        block = "\n".join(there)
        if there and re.fullmatch(f"(?:{_PLAIN}\n)*", block + "\n"):
            is_known = self._look_at_numbers(place, look)
        else:
            is_known = bool(there) and ISO_BLOCK.fullmatch(block + "\n") is not None and self._look_at_moments(place, look)
        if is_known:
            self._known.add(place)
        else:
            look.shapes.clear()
            look.markers.clear()
            [(different,)] = self._asked(place, "approx_count_distinct(x)")
            if different <= FEW_DISTINCT:
                self._look_at_texts(place, look)
            else:
                self._look_at_all(place, look)
        return look

    def _look_at_numbers(self, place: int, look: Look) -> bool:
        [(rows, empty, plain, dots)] = self._asked(
            place, f"count(*), count(*) FILTER (x = ''), count(*) FILTER (regexp_full_match(x, '{_PLAIN}')), count(*) FILTER (contains(x, '.'))"
        )
        if not self._are_markers(place, look, rows - empty - plain, f"NOT regexp_full_match(x, '{_PLAIN}')"):
            return False
        form, other = ("either_dot", "dot") if dots else ("year", "integer")
        which = f"contains(x, '.') AND regexp_full_match(x, '{_SURELY_DECIMAL}')" if dots else f"x <> '' AND NOT regexp_full_match(x, '{_YEAR}')"
        is_other = bool(self._asked(place, "1", f"WHERE {which} AND regexp_full_match(x, '{_PLAIN}') LIMIT 1"))
        look.shapes[Shape(other if is_other else form)] = dots or plain
        if dots and plain > dots:
            look.shapes[Shape("integer")] = plain - dots
        return True

    def _look_at_moments(self, place: int, look: Look) -> bool:
        [(rows, empty, iso)] = self._asked(place, f"count(*), count(*) FILTER (x = ''), count(*) FILTER (regexp_full_match(x, '{_DAY}|{_MOMENT}'))")
        days = self._asked(place, "DISTINCT x[1:10]", f"WHERE regexp_full_match(x, '{_DAY}|{_MOMENT}')")
        look.shapes[Shape("year_first")] = iso
        return self._are_markers(place, look, rows - empty - iso, f"NOT regexp_full_match(x, '{_DAY}|{_MOMENT}')") and all(
            shape_of(day).form == "year_first" for (day,) in days
        )

    def _are_markers(self, place: int, look: Look, number: int, which: str) -> bool:
        """Whether all other texts say «no value» as everywhere."""
        if number:
            look.markers.update(dict(self._asked(place, "x, count(*)", f"WHERE x <> '' AND {which} GROUP BY x LIMIT {len(MISSING) + 1}")))
        return all(text in MISSING for text in look.markers)

    def _look_at_texts(self, place: int, look: Look) -> None:
        for padded, times in self._asked(place, "x, count(*)", "GROUP BY x ORDER BY min(place)"):
            text = padded.strip()
            if text in MISSING:
                look.markers.update({text: times} if text else {})
                continue
            shape = shape_of(text)
            look.shapes[shape] += times
            if is_odd(shape) and (len(look.odd) < MOST_ODD or text in look.odd):
                look.odd[text] += times

    def _look_at_all(self, place: int, look: Look) -> None:
        known = Memo(shape_of)
        look.markers.clear()
        for cells in self._batches(place):
            look.markers.update(text for text in cells if text and text in MISSING)
            look.shapes.update(shapes_of([text for text in cells if text not in MISSING], known, look.odd))

    def _cells(self, place: int, most: int) -> list[str]:
        return list(map(str.strip, (text for (text,) in self._connection.execute(f"SELECT {self._columns[place]} FROM t LIMIT {most}").fetchall())))

    def _batches(self, place: int) -> Iterator[list[str]]:
        texts = self._connection.execute(f"SELECT {self._columns[place]} AS x FROM t").fetchnumpy()["x"].tolist()
        for start in range(0, len(texts), BATCH):
            yield list(map(str.strip, texts[start : start + BATCH]))

    def _fill(self, place: int, column: Column) -> None:
        is_known = place in self._known and not column.kind.gaps
        if is_known and type(column) is NumberColumn and column.kind.is_plain:
            self._take(place, column, "TRY_CAST(x AS DOUBLE)")
        elif is_known and isinstance(column, DateColumn) and not column.kind.form and not column.kind.is_year:
            self._take(place, column, "CAST(epoch_us(TRY_CAST(x AS TIMESTAMP)) AS DOUBLE) / 1e6")
        else:
            for cells in self._batches(place):
                column.take(cells)

    def _take(self, place: int, column: NumberColumn | DateColumn, value: str) -> None:
        query = f"SELECT coalesce({value}, 'nan'::DOUBLE) AS x FROM (SELECT {self._columns[place]} AS x FROM t)"
        values = self._connection.execute(query).fetchnumpy()["x"]
        column.values.frombytes(values.tobytes())
        column.rows = len(values)
        column.missing = int((values != values).sum())

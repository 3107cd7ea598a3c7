"""All cells of a table as they stand in its file, without the blanks around them: on the disk, so that no table fills the memory."""

from __future__ import annotations

import os
import sqlite3
from array import array
from math import nan
from typing import Iterable, Iterator, Sequence

from docent_profile.vectors import LONG, numpy_if_there

from .order import ranks_of

# The least that SQLite is made for; wider tables are cut, and told to be.
MOST_COLUMNS = 900
# Of pages in memory, in KiB.
CACHE = 48_000
BATCH = 20_000
# Texts of a column that are sorted in memory, all of them as long as the longest, in bytes; SQLite sorts more of them on the disk.
MOST_SORTED = 128_000_000


class Texts:
    """Rows are known by their places in the file, from 0 on; columns by theirs."""

    def __init__(self, width: int):
        # SQLite makes the file itself and takes its name away at once: it is gone with the process, however that ends.
        os.environ["SQLITE_TMPDIR"] = os.path.expanduser("~")
        self.rows = 0
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(f"PRAGMA cache_size = -{CACHE}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.create_function("holds", 2, _holds, deterministic=True)
        names = ", ".join(f"c{place} TEXT" for place in range(width))
        self._database.execute(f"CREATE TABLE t (n INTEGER PRIMARY KEY, {names})")
        self._insert = f"INSERT INTO t VALUES (NULL, {', '.join('?' * width)})"
        self._names = ", ".join(f"c{place}" for place in range(width))
        self._database.execute("BEGIN")

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        self._database.executemany(self._insert, rows)
        self.rows += len(rows)

    def column(self, place: int) -> Iterator[list[str]]:
        """The cells of a column, in batches."""
        cursor = self._database.execute(f"SELECT c{place} FROM t ORDER BY n")
        while batch := cursor.fetchmany(BATCH):
            yield [text for (text,) in batch]

    def at(self, rows: Iterable[int]) -> Iterator[tuple[str, ...]]:
        """Whole rows, in the order in which they are asked for."""
        query = f"SELECT {self._names} FROM t WHERE n = ?"
        return (self._database.execute(query, (row + 1,)).fetchone() for row in rows)

    def ranks(self, place: int, gaps: frozenset[str], few: Iterable[str] | None) -> array:
        """Of each row its cell's rank among all texts of the column; NaN where it says that there is none. Texts that differ by case alone are of one rank.

        `few` are the column's different texts, where these are few.
        """
        if few is not None:
            folded = {text: text.casefold() for text in few}
            known = {text: float(rank) for rank, text in enumerate(sorted(set(folded.values())))}
            of_text = {text: known[fold] for text, fold in folded.items()}
            return array("d", (of_text.get(text, nan) for texts in self.column(place) for text in texts))
        return self._ranks_in_memory(place, gaps) or self._ranks_on_disk(place, gaps)

    def _ranks_in_memory(self, place: int, gaps: frozenset[str]) -> array | None:
        """None where these are too long, too few for numpy to be worth it, or it is not there."""
        if self.rows < LONG or not numpy_if_there():
            return None
        keys: list[bytes] = []
        missing = array("I")
        width = 0
        for texts in self.column(place):
            missing.extend(row for row, text in enumerate(texts, len(keys)) if text in gaps)
            folded = [text.casefold().encode(errors="surrogatepass") for text in texts]
            width = max(width, *map(len, folded))
            if width * self.rows > MOST_SORTED:
                return None
            keys += folded
        return ranks_of(keys, width, missing)

    def _ranks_on_disk(self, place: int, gaps: frozenset[str]) -> array:
        found = array("d", bytes(8 * self.rows))
        rank, last = 0.0, None
        for row, text in self._database.execute(f"SELECT n, c{place} FROM t ORDER BY c{place} COLLATE NOCASE"):
            fold = text.casefold()
            if fold != last:
                rank, last = rank + 1, fold
            found[row - 1] = nan if text in gaps else rank
        return found

    def counts(self, place: int, text: str, gaps: Iterable[str], most: int) -> list[tuple[str, int]]:
        """The most frequent texts of a column, of those that hold `text`."""
        where, values = _contains([place], text)
        gaps = list(gaps)
        query = f"SELECT c{place}, count(*) AS times FROM t WHERE {where} AND c{place} NOT IN ({', '.join('?' * len(gaps))}) GROUP BY 1 ORDER BY times DESC, 1 LIMIT ?"
        return self._database.execute(query, [*values, *gaps, most]).fetchall()

    def matching(self, conditions: Sequence[tuple[str, list[str]]]) -> bytearray:
        """Of each row 1 where all conditions hold, else 0."""
        where = " AND ".join(f"({condition})" for condition, _ in conditions)
        values = [value for _, some in conditions for value in some]
        flags = bytearray(self.rows)
        for (row,) in self._database.execute(f"SELECT n FROM t WHERE {where}", values):
            flags[row - 1] = 1
        return flags


def contains(places: Iterable[int], text: str) -> tuple[str, list[str]]:
    """A condition for `matching`: one of the columns holds the text, without regard to case."""
    return _contains(list(places), text)


def among(place: int, texts: Sequence[str], is_not: bool = False) -> tuple[str, list[str]]:
    return f"c{place} {'NOT ' if is_not else ''}IN ({', '.join('?' * len(texts))})", list(texts)


def _contains(places: list[int], text: str) -> tuple[str, list[str]]:
    if not text:
        return "1", []
    if text.isascii():
        # By SQLite's own comparison, which knows the case of these letters alone.
        pattern = "%" + "".join("\\" + sign if sign in "%_\\" else sign for sign in text) + "%"
        return " OR ".join(f"c{place} LIKE ? ESCAPE '\\'" for place in places), [pattern] * len(places)
    return " OR ".join(f"holds(c{place}, ?)" for place in places), [text.casefold()] * len(places)


def _holds(cell: str, text: str) -> bool:
    return text in cell.casefold()

"""A table that is open: its cells on the disk, the values of its columns in memory, and the rows that are seen."""

from __future__ import annotations

from array import array
from itertools import chain, islice
from typing import Iterator

from docent_profile.analysis import Analysis
from docent_profile.choices import Opened
from docent_profile.columns import DateColumn, NumberColumn, TextColumn, ValueColumn, column_for
from docent_profile.names.roles import Role
from docent_profile.options import NO_CHOICE, ColumnChoice
from docent_profile.problems import Oddity
from docent_profile.source import no_rows
from docent_profile.table import Table
from docent_profile.values.kinds import Look
from docent_profile.values.looking import Looking

from . import order
from .columns import Keyed, described
from .texts import MOST_COLUMNS, Texts, among, contains

# Rows that can be looked at while the others are read.
PREVIEW = 200
# A longer cell is cut in the grid; it is whole where it is copied or saved.
LONGEST_CELL = 500
# What is worked out of a column once, and is as long as the table.
_LONG = ("ordered", "everything", "core", "telling", "hours")


class OpenTable:
    def __init__(self, opened: Opened):
        self.source, self.options, self.key, self.choice = opened
        self.names = self.source.columns[:MOST_COLUMNS]
        self.texts = Texts(len(self.names))
        self._looks: list[Look] = []
        self.keyed: list[Keyed] = []
        self._said: list[dict] = []
        self._ranks: dict[int, array] = {}
        self._orders: dict[tuple, array] = {}
        # Of each row 1 where the filters let it through, but for what is brushed in a chart; None for all of them.
        self.flags: bytes | None = None
        self.seen = array("I")

    def read(self) -> Iterator[dict]:
        """Reads all rows; the first of them at once, and then how many there are so far."""
        width = len(self.names)
        lookings = [Looking() for _ in self.names]
        for rows in self.source.batches():
            stripped = [list(map(str.strip, cells)) for cells in islice(zip(*rows), width)]
            for looking, cells in zip(lookings, stripped):
                looking.take(cells)
            is_first = self.texts.rows == 0
            self.texts.add(list(zip(*stripped)))
            if is_first:
                first = [[cell[:LONGEST_CELL] for cell in row[:width]] for row in rows[:PREVIEW]]
                yield {"kind": "preview", "columns": self.names, "rows": first}
            else:
                yield {"kind": "reading", "rows": self.texts.rows}
        if not self.texts.rows:
            raise no_rows(self.source.name, width)
        self._looks = [looking.end(self.texts.column(place)) for place, looking in enumerate(lookings)]
        self.keyed = [self._column(place) for place in range(width)]
        self.seen = array("I", range(self.texts.rows))
        self._describe()

    def _column(self, place: int) -> Keyed:
        column = column_for(self.names[place], self._looks[place], self._said_of(place))
        for cells in self.texts.column(place):
            column.take(cells)
        values = column.values if isinstance(column, ValueColumn) else None
        # Moments far from all others are told apart from here on, and sorted like any other.
        column.settle()
        return Keyed(column, values)

    def _said_of(self, place: int) -> ColumnChoice:
        return self.options.columns.get(self.names[place], NO_CHOICE)

    def _describe(self) -> None:
        columns = [column for column, _ in self.keyed]
        analysis = Analysis(Table(self.source, columns, [], self.texts.rows, 0))
        said = self.choice.get("columns") or {}
        self._said = []
        for place, keyed in enumerate(self.keyed):
            column = keyed.column
            role = analysis.role(column) if isinstance(column, NumberColumn) and column.role is Role.FLOW else None
            self._said.append(described(keyed, place, self._looks[place], role, said.get(column.name) or {}))
        for column in columns:
            for name in _LONG:
                column.__dict__.pop(name, None)

    def choose(self, opened: Opened) -> None:
        """Other types or roles of the same columns: only what they change is worked out anew."""
        before, self.options, self.choice = self.options, opened.options, opened.choice
        for place, name in enumerate(self.names):
            if before.columns.get(name, NO_CHOICE) != self._said_of(place):
                self.keyed[place] = self._column(place)
                self._ranks.pop(place, None)
                self._orders = {sort: rows for sort, rows in self._orders.items() if place not in [asked for asked, _ in sort]}
        self._describe()

    def state(self) -> dict:
        source = self.source
        notes = [*source.oddities]
        if len(source.columns) > len(self.names):
            notes.append(Oddity("Wide table", f"the first {len(self.names):,} of {len(source.columns):,} columns are shown"))
        return {
            "kind": "ready",
            "name": source.name,
            "described": source.described,
            "key": self.key,
            "rows": self.texts.rows,
            "columns": self._said,
            "dialect": {"delimiter": source.delimiter, "encoding": source.codec, "head": source.head, "table": source.table, "tables": source.tables},
            "choice": self.choice,
            "notes": [[what, detail] for what, detail in notes],
        }

    def keys(self, place: int) -> array:
        """What the rows are sorted by: values, or the ranks of texts."""
        column, values = self.keyed[place]
        if values is not None:
            return values
        if place not in self._ranks:
            few = column.counts if isinstance(column, TextColumn) and not column.has_more else None
            self._ranks[place] = self.texts.ranks(place, column.gaps, few)
        return self._ranks[place]

    def role(self, place: int) -> str:
        return self._said[place]["role"]

    def arrange(self, sort: list[dict], filters: list[dict], search: str, brush: list[dict]) -> int:
        """Which rows are seen from now on, and in which order; a chart shows those that are not brushed, too. Gives how many are seen."""
        flags = self.flags = self._flags(filters, search)
        if (brushed := self._flags(brush, "")) is not None:
            flags = brushed if flags is None else order.both(flags, brushed)
        rows = self._sorted([(part["column"], bool(part["descending"])) for part in sort])
        self.seen = rows if flags is None else order.only(rows, flags)
        return len(self.seen)

    def _sorted(self, sort: list[tuple[int, bool]]) -> array:
        rows = array("I", range(self.texts.rows))
        if not sort:
            return rows
        if tuple(sort) not in self._orders:
            for place, descending in reversed(sort):
                rows = order.in_order_of(rows, self.keys(place), descending)
            # The last ones are kept: a filter then needs no sorting.
            self._orders = {**dict(list(self._orders.items())[-3:]), tuple(sort): rows}
        return self._orders[tuple(sort)]

    def _flags(self, filters: list[dict], search: str) -> bytes | None:
        conditions, found = [], []
        if search:
            conditions.append(contains(range(len(self.names)), search))
        for asked in filters:
            place = asked["column"]
            column, values = self.keyed[place]
            kind = asked["kind"]
            if kind == "contains":
                conditions.append(contains([place], asked["text"]))
            elif kind == "equals":
                conditions.append(among(place, asked["values"]))
            elif kind == "range" and values is not None:
                found.append(order.within(values, asked.get("min"), asked.get("max")))
            elif kind == "missing" and values is not None:
                found.append(order.missing(values) if asked["missing"] else order.neither(order.missing(values)))
            elif kind == "missing":
                conditions.append(among(place, sorted(column.gaps), not asked["missing"]))
        if conditions:
            found.append(bytes(self.texts.matching(conditions)))
        flags = found[0] if found else None
        for others in found[1:]:
            flags = order.both(flags, others)
        return flags

    def rows(self, offset: int, limit: int) -> dict:
        places = self.seen[offset : offset + limit]
        return {"offset": offset, "places": list(places), "rows": [[cell[:LONGEST_CELL] for cell in row] for row in self.texts.at(places)]}

    def values(self, place: int, text: str, most: int) -> list:
        column = self.keyed[place].column
        if isinstance(column, TextColumn) and not column.has_more:
            asked = text.casefold()
            return [[value, times] for value, times in column.counts.most_common() if asked in value.casefold()][:most]
        return [[value, times] for value, times in self.texts.counts(place, text, sorted(column.gaps), most)]

    def is_date(self, place: int) -> bool:
        return isinstance(self.keyed[place].column, DateColumn)

    def cells_seen(self, columns: list[int]) -> Iterator[tuple[str, ...]]:
        """Of all rows that are seen the cells of some columns."""
        return (tuple(row[place] for place in columns) for row in self.texts.at(chain(self.seen)))

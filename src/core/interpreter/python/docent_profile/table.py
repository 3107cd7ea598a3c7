"""What is known of a file once it has been read."""

from __future__ import annotations

from functools import cached_property
from typing import Sequence

from .columns import Column, DateColumn, NumberColumn, TextColumn
from .names.roles import Role
from .names.vocabulary import ADDED, TELLING_CURRENCY, TELLING_UNIT, words_of
from .source import Row, Source


class Table:
    def __init__(self, source: Source, columns: list[Column], first_rows: list[Row], rows: int, duplicates: int):
        self.source = source
        self.columns = columns
        self.first_rows = first_rows
        self.rows = rows
        # Rows that say the same as an earlier one.
        self.duplicates = duplicates

    @cached_property
    def groupings(self) -> list[Sequence[float]]:
        """Of each row its group, below 0 for none: by categories, and by moments and numbers that name things, where these are there twice on average."""
        found: list[Sequence[float]] = []
        for column in self.columns:
            if isinstance(column, TextColumn):
                if column.codes is not None and 1 < column.distinct <= (column.rows - column.missing) / 2:
                    found.append(column.codes)
            elif column.distinct <= len(column.ordered) / 2 and (isinstance(column, DateColumn) or column.role in (Role.IDENTIFIER, Role.NAME)):
                found.append(column.values)
        return found

    @cached_property
    def unit_texts(self) -> list[tuple[TextColumn, list[str]]]:
        """The columns that tell in which unit or currency something is, with the words of their names."""
        named = ((column, words_of(column.name)) for column in self.texts if column.distinct > 1)
        return [(column, words) for column, words in named if words and (words[-1] in TELLING_UNIT or not TELLING_CURRENCY.isdisjoint(words))]

    @cached_property
    def added(self) -> set[tuple[str, ...]]:
        """What columns of new cases, new deaths and the like are called without the word that says so."""
        named = (words_of(column.name) for column in self.numbers)
        return {tuple(word for word in words if word not in ADDED) for words in named if not ADDED.isdisjoint(words)}

    @property
    def name(self) -> str:
        return self.source.name

    @cached_property
    def numbers(self) -> list[NumberColumn]:
        return [column for column in self.columns if isinstance(column, NumberColumn)]

    @cached_property
    def measures(self) -> list[NumberColumn]:
        return [column for column in self.numbers if column.is_measure]

    @cached_property
    def dates(self) -> list[DateColumn]:
        return [column for column in self.columns if isinstance(column, DateColumn)]

    @cached_property
    def texts(self) -> list[TextColumn]:
        return [column for column in self.columns if isinstance(column, TextColumn)]

    @cached_property
    def categories(self) -> list[TextColumn]:
        return [column for column in self.texts if column.is_category]

"""What is known of a file once it has been read."""

from __future__ import annotations

from .columns import Column, DateColumn, NumberColumn, TextColumn
from .source import Row, Source


class Table:
    def __init__(self, source: Source, columns: list[Column], first_rows: list[Row], rows: int, duplicates: int):
        self.source = source
        self.columns = columns
        self.first_rows = first_rows
        self.rows = rows
        # Rows that say the same as an earlier one.
        self.duplicates = duplicates

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def numbers(self) -> list[NumberColumn]:
        return [column for column in self.columns if isinstance(column, NumberColumn)]

    @property
    def measures(self) -> list[NumberColumn]:
        return [column for column in self.numbers if column.is_measure]

    @property
    def dates(self) -> list[DateColumn]:
        return [column for column in self.columns if isinstance(column, DateColumn)]

    @property
    def texts(self) -> list[TextColumn]:
        return [column for column in self.columns if isinstance(column, TextColumn)]

    @property
    def categories(self) -> list[TextColumn]:
        return [column for column in self.texts if column.is_category]

"""Tables in JSON: a list of flat records, or one record a line."""

from __future__ import annotations

import json
from itertools import islice
from typing import Iterator

from .encoding import Encoding
from .problems import NotATable, Oddity
from .source import BATCH, Row, Source, no_rows, tidy_names

# Records that hardly share names would make a table of as many columns as rows, nearly all of it empty: of so many names,
# one value in so many cells is too few.
MANY_KEYS, SPARSE = 1_000, 50


class Records(Source):
    def __init__(self, path: str, name: str, encoding: Encoding, by_line: bool):
        self._path = path
        self._encoding = encoding
        self._all = None if by_line else self._load(name)
        keys: dict[str, None] = {}
        records = values = 0
        for record in self._records(name):
            keys.update(dict.fromkeys(record))
            records, values = records + 1, values + len(record)
        if not keys:
            raise no_rows(name, 0)
        if len(keys) > MANY_KEYS and records * len(keys) > SPARSE * values:
            what = f"its {records:,} records have {len(keys):,} different names and share few of them"
            raise NotATable(f"{name} does not look like a table: {what}. Give the same thing the same name in every record.")
        self._keys = list(keys)
        oddities: list[Oddity] = []
        super().__init__(name, f"{'JSON lines' if by_line else 'JSON'}, {encoding.label}", tidy_names(self._keys, oddities), oddities)

    def batches(self) -> Iterator[list[Row]]:
        records = self._records(self.name)
        while batch := list(islice(records, BATCH)):
            yield [[_text(record.get(key)) for key in self._keys] for record in batch]

    def _load(self, name: str) -> list:
        with open(self._path, encoding=self._encoding.codec, errors="replace") as file:
            try:
                data = json.load(file)
            except ValueError as error:
                raise NotATable(f"{name} is not valid JSON: {error}.") from None
        if not isinstance(data, list):
            raise NotATable(f"{name} does not look like a table: a list of records was expected.")
        return data

    def _records(self, name: str) -> Iterator[dict]:
        for number, record in enumerate(self._lines(name) if self._all is None else self._all, 1):
            if not isinstance(record, dict):
                raise NotATable(f"{name} does not look like a table: entry {number:,} is not a record of named values.")
            yield record

    def _lines(self, name: str) -> Iterator[object]:
        with open(self._path, encoding=self._encoding.codec, errors="replace") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    try:
                        yield json.loads(line)
                    except ValueError as error:
                        raise NotATable(f"{name} is not valid JSON in line {number:,}: {error}.") from None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # JSON can escape half a character.
    return json.dumps(value)

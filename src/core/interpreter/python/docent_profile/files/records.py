"""Tables in JSON: a list of records or of rows, wherever it lies in the document; columns; or one record a line."""

from __future__ import annotations

import json
from itertools import islice
from typing import Iterator

from ..problems import NotATable
from ..source import BATCH, Row, Source, no_rows, tidy_names
from ..words import code
from .contents import Contents
from .encoding import Encoding, open_text, seen
from .features import features_of

# Records that hardly share names would make a table of as many columns as rows, nearly all of it empty: of so many names,
# one value in so many cells is too few.
MANY_KEYS, SPARSE = 1_000, 50
# Records within records are columns of their own down to here.
DEEPEST = 3


class Records(Source):
    def __init__(self, contents: Contents, encoding: Encoding):
        name = contents.name
        self._contents, self._encoding = contents, encoding
        self._all, where = self._document(name)
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
        oddities = encoding.oddities()
        kind = "JSON lines" if self._all is None else f"JSON{where}"
        packed = f", unpacked from {contents.packed}" if contents.packed else ""
        super().__init__(name, f"{kind}, {encoding.described}{packed}", tidy_names(self._keys, oddities), oddities)

    def batches(self) -> Iterator[list[Row]]:
        records = self._records(self.name)
        while batch := list(islice(records, BATCH)):
            yield [[_text(record.get(key)) for key in self._keys] for record in batch]

    def _document(self, name: str) -> tuple[list | None, str]:
        """The rows of one document, and where they lie in it; None where each line is a document."""
        if self._is_by_line():
            return None, ""
        with open_text(self._contents, self._encoding) as file:
            try:
                data = json.loads("".join(seen(file, self._encoding)))
            except ValueError as error:
                raise NotATable(f"{name} is not valid JSON: {error}.") from None
            except RecursionError:
                raise NotATable(f"{name} does not look like a table: its JSON is nested too deeply.") from None
        return _rows_of(data, name)

    def _is_by_line(self) -> bool:
        """Whether the first line alone is a record, and there is another."""
        with open_text(self._contents, self._encoding) as file:
            lines = (line for line in seen(file, self._encoding) if line.strip())
            first, second = next(lines, ""), next(lines, "")
        try:
            return isinstance(json.loads(first), (dict, list)) and (bool(second) or self._contents.suffix in (".jsonl", ".ndjson"))
        except (ValueError, RecursionError):
            return self._contents.suffix in (".jsonl", ".ndjson")

    def _records(self, name: str) -> Iterator[dict]:
        names: list[str] | None = None
        for number, record in enumerate(self._lines(name) if self._all is None else self._all, 1):
            if isinstance(record, list) and self._all is None:
                # Rows as lists, the first of which names the columns.
                if names is None:
                    names = [str(cell) for cell in record]
                    continue
                record = dict(zip(names, record))
            if not isinstance(record, dict):
                raise NotATable(f"{name} does not look like a table: entry {number:,} is not a record of named values.")
            yield _flat(record)

    def _lines(self, name: str) -> Iterator[object]:
        with open_text(self._contents, self._encoding) as file:
            for number, line in enumerate(seen(file, self._encoding), 1):
                if line.strip():
                    try:
                        yield json.loads(line)
                    except (ValueError, RecursionError) as error:
                        raise NotATable(f"{name} is not valid JSON in line {number:,}: {error}.") from None


def _rows_of(data: object, name: str) -> tuple[list, str]:
    if isinstance(data, list):
        return _as_records(data), ""
    if not isinstance(data, dict):
        raise NotATable(f"{name} does not look like a table: a list of records was expected.")
    if features := features_of(data):
        return features, ", features of a map"
    if (columns := _columns(data)) and len(columns) == len(data):
        return _by_columns(columns), ", by columns"
    found = _longest(data, "")
    if found:
        path, rows = found
        names = data.get("columns") or data.get("fields") or data.get("header")
        if isinstance(names, list) and rows and isinstance(rows[0], list) and len(names) == len(rows[0]):
            names = [str(cell.get("name", cell.get("fieldName", place))) if isinstance(cell, dict) else str(cell) for place, cell in enumerate(names)]
            return [dict(zip(names, row)) for row in rows if isinstance(row, list)], f", the list {code(path)}"
        return _as_records(rows), f", the list {code(path)}"
    if data and all(isinstance(value, dict) for value in data.values()):
        inner = list(data.values())
        if len(inner) > 1 and all(not isinstance(value, (dict, list)) for value in inner[0].values()):
            return [{"key": key, **value} for key, value in data.items()], ", one record a name"
    if found := _values(data):
        path, columns = found
        return _by_columns(columns), f", the values of {code(path)}" if path else ", by columns"
    raise NotATable(f"{name} does not look like a table: a list of records was expected.")


def _columns(data: dict) -> dict[str, list]:
    """The lists of plain values that are as long as the longest of these."""
    lists = {key: value for key, value in data.items() if isinstance(value, list) and value and not any(isinstance(cell, (dict, list)) for cell in value)}
    longest = max(map(len, lists.values()), default=0)
    return {key: value for key, value in lists.items() if len(value) == longest > 1}


def _by_columns(columns: dict[str, list]) -> list[dict]:
    return [dict(zip(columns, cells)) for cells in zip(*columns.values())]


def _values(data: dict, path: str = "", depth: int = 0) -> tuple[str, dict[str, list]] | None:
    """The most values in lists of one length that lie beside each other in the document, some of them of numbers, and where."""
    columns = _columns(data)
    has_numbers = any(all(isinstance(cell, (int, float)) for cell in cells) and len(cells) > 2 for cells in columns.values())
    found = [(path, columns)] if has_numbers else []
    if depth < DEEPEST:
        inner = ((f"{path}.{key}" if path else str(key), value) for key, value in data.items() if isinstance(value, dict))
        found += [deeper for where, value in inner if (deeper := _values(value, where, depth + 1))]
    return max(found, key=lambda each: sum(map(len, each[1].values())), default=None)


def _longest(data: dict, path: str, depth: int = 0) -> tuple[str, list] | None:
    """The longest list of records or rows in the document."""
    best = None
    for key, value in data.items():
        here = f"{path}.{key}" if path else str(key)
        found = None
        if isinstance(value, list) and value and isinstance(value[0], (dict, list)):
            found = (here, value)
        elif isinstance(value, dict) and depth < DEEPEST:
            found = _longest(value, here, depth + 1)
        if found and (best is None or len(found[1]) > len(best[1])):
            best = found
    return best


def _as_records(rows: list) -> list:
    """Rows as lists become records by their first row."""
    if len(rows) > 1 and all(isinstance(row, list) for row in rows):
        if all(isinstance(cell, str) for cell in rows[0]):
            return [dict(zip(map(str, rows[0]), row)) for row in rows[1:]]
        return [{f"Column {place}": cell for place, cell in enumerate(row, 1)} for row in rows]
    if len(rows) > 1 and not any(isinstance(cell, (list, dict)) for cell in rows):
        return [{"value": cell} for cell in rows]
    return rows


def _flat(record: dict, before: str = "", depth: int = 0) -> dict:
    flat: dict = {}
    for key, value in record.items():
        name = f"{before}{key}"
        if value == {}:
            continue  # A record without anything in it is no value.
        if isinstance(value, dict) and depth < DEEPEST:
            flat.update(_flat(value, f"{name}.", depth + 1))
        else:
            flat[name] = value
    return flat


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # JSON can escape half a character.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else json.dumps(value)

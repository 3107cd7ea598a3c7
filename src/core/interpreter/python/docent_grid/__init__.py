"""What a view of a table asks for. The table stays here: a view is given the rows that it shows."""

from __future__ import annotations

import os
from csv import Error as CsvError
from sqlite3 import Error as DiskError
from typing import Iterator

from docent_profile.choices import open_chosen
from docent_profile.problems import NotATable

from .chart import figures
from .table import OpenTable
from .writing import copied, saved

# Values of a column that one chooses from.
MOST_VALUES = 200

_open: list[OpenTable] = []


def ask(work: str, ask: str, **arguments) -> Iterator[dict]:
    """Answers in pieces, of which the last one counts. What can't be done is said in one sentence."""
    try:
        yield from _ASKS[ask](work, **arguments)
    except NotATable as reason:
        yield {"kind": "failed", "message": str(reason)}
    except CsvError as error:
        yield {"kind": "failed", "message": f"The file can't be read as a table: {error}."}
    except (DiskError, OSError) as error:
        yield {"kind": "failed", "message": f"The disk refuses what the table needs: {error}. Free some space, then open it again."}


def _read(work: str, file: str, remembered: dict, choice: dict | None) -> Iterator[dict]:
    _open.clear()
    table = OpenTable(open_chosen(os.path.join(work, file), file, remembered, choice))
    yield from table.read()
    _open.append(table)
    yield table.state()


def _choose(work: str, file: str, choice: dict) -> Iterator[dict]:
    """Another choice. Where only columns are others, the file is not read again."""
    opened = open_chosen(os.path.join(work, file), file, {}, choice)
    if _open and opened.options._replace(columns={}) == _open[0].options._replace(columns={}):
        _open[0].choose(opened)
        yield _open[0].state()
    else:
        yield from _read(work, file, {}, choice)


def _arrange(_work: str, sort: list[dict], filters: list[dict], search: str, brush: list[dict]) -> Iterator[dict]:
    yield {"kind": "arranged", "rows": _open[0].arrange(sort, filters, search, brush)}


def _rows(_work: str, offset: int, limit: int) -> Iterator[dict]:
    yield {"kind": "rows", **_open[0].rows(offset, limit)}


def _values(_work: str, column: int, text: str) -> Iterator[dict]:
    yield {"kind": "values", "values": _open[0].values(column, text, MOST_VALUES)}


def _figures(_work: str, chart: str, x: int, y: int | None, colour: int | None) -> Iterator[dict]:
    yield {"kind": "figures", **figures(_open[0], chart, x, y, colour)}


def _copy(_work: str, offset: int, limit: int, columns: list[int], form: str, heads: bool) -> Iterator[dict]:
    yield {"kind": "text", "text": copied(_open[0], offset, limit, columns, form, heads)}


def _save(_work: str, name: str, form: str) -> Iterator[dict]:
    for rows in saved(_open[0], os.path.join(os.path.expanduser("~"), name), form):
        yield {"kind": "saving", "rows": rows}
    yield {"kind": "saved", "rows": len(_open[0].seen)}


_ASKS = {
    "open": _read,
    "choose": _choose,
    "arrange": _arrange,
    "rows": _rows,
    "values": _values,
    "figures": _figures,
    "copy": _copy,
    "save": _save,
}

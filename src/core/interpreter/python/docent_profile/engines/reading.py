"""Makes a table of the cells that an engine has cut: it counts plain numbers and moments, and what takes more judgement goes through the usual code."""

from __future__ import annotations

import io
import os
import re
from typing import Iterator, NamedTuple

from ..columns import Column, DateColumn, NumberColumn, TextColumn, column_for
from ..columns.texts import Texts
from ..columns.vectors import number_missing
from ..files.delimited import Delimited
from ..layout.grid import lines_in
from ..layout.subtotals import LABEL
from ..layout.tails import TAIL, without_tail
from ..options import NO_CHOICE, Options
from ..table import Table
from ..values.kinds import Look
from ..values.looking import SAMPLE, is_text, look_at, unseen
from ..values.shapes import ISO_BLOCK, MISSING, MOST_ODD, Shape, Shapes, is_odd, shape_of
from .cells import Cells, NotRegular

# The end of the file that is looked at for notes and totals.
END_BYTES = 1 << 17
SAMPLE_ROWS, FIRST_ROWS = 20_000, 10
# Columns of no more different texts are judged, and counted, by these.
FEW_DISTINCT = 20_000
_PLAIN = r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?"
_DECIMAL = r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]+"
_SURELY_DECIMAL = r"-?(?:0|[1-9][0-9]{0,14})\.(?:[0-9]{1,2}|[0-9]{4,})|-?0\.[0-9]+|-?[1-9][0-9]{3,14}\.[0-9]+"
_YEAR = r"(?:1[5-9]|20)[0-9][0-9]"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO = _DAY + "|" + _DAY + r"[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"


def read_cells(source: Delimited, options: Options, cells: Cells) -> Table:
    """Raises NotRegular."""
    _refuse_ends(source)
    if cells.count(0, LABEL) or cells.width > 1 and cells.count(0, "") and cells.count(1, LABEL):
        raise NotRegular
    looked = [_look(cells, place) for place in range(cells.width)]
    columns = [column_for(name, look, options.columns.get(name, NO_CHOICE)) for name, (look, *_) in zip(source.columns, looked)]
    first = [[cell.lstrip(" ") for cell in row] for row in zip(*(cells.first(place, FIRST_ROWS) for place in range(cells.width)))]
    # The blanks before a cell are no part of it.
    padded = {place for place, (_, is_known, _) in enumerate(looked) if not is_known}
    duplicates = cells.rows - cells.different_rows(padded)
    for place, column in enumerate(columns):
        _fill(cells, place, column, looked[place])
        # What Docent keeps of a column takes the place of its texts.
        cells.release(place)
        column.settle()
    return Table(source, columns, first, cells.rows, duplicates)


def _refuse_ends(source: Delimited) -> None:
    """Notes and totals at the end, and quotes that are none to an engine, are not for it."""
    path, width = source.contents.path, len(source.columns)
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - END_BYTES))
        end = file.read().decode("utf-8", "replace")
    lines = end.splitlines(True)[1:]
    rows = [row for row in source.writing.reader(io.StringIO("".join(lines), newline="")) if row]
    if len(rows) < TAIL or any(len(row) != width for row in rows):
        raise NotRegular
    tail = without_tail(rows[-TAIL:], width, rows[:-TAIL])
    if len(tail.rows) < TAIL or sum(map(lines_in, rows)) != len(lines):
        raise NotRegular


class _Looked(NamedTuple):
    look: Look
    # Whether all cells are plain numbers, moments or gaps.
    is_known: bool
    # Whether they are so few different texts that each is looked at.
    is_few: bool


def _look(cells: Cells, place: int) -> _Looked:
    """What there is in a column."""
    there = [text for text in map(str.strip, cells.first(place, SAMPLE_ROWS)) if text not in MISSING]
    look = unseen()
    look.sample.update(dict.fromkeys(list(dict.fromkeys(there))[:SAMPLE]))
    # What the first rows are like tells what to ask of all.
    block = "\n".join(there) + "\n"
    if there and re.fullmatch(f"(?:{_PLAIN}\n)*", block):
        is_known = _look_at_numbers(cells, place, look)
    else:
        is_known = bool(there) and ISO_BLOCK.fullmatch(block) is not None and _look_at_moments(cells, place, look)
    if is_known:
        return _Looked(look, True, False)
    look.shapes.clear()
    look.markers.clear()
    is_few = cells.different(place) <= FEW_DISTINCT
    (_look_at_texts if is_few else _look_at_all)(cells, place, look)
    return _Looked(look, False, is_few)


def _look_at_numbers(cells: Cells, place: int, look: Look) -> bool:
    plain = cells.count(place, _PLAIN)
    if not _are_markers(cells, place, look, _PLAIN, plain):
        return False
    dots = cells.count(place, _DECIMAL)
    form, other = ("either_dot", "dot") if dots else ("year", "integer")
    is_other = cells.count(place, _SURELY_DECIMAL) > 0 if dots else cells.count(place, _YEAR) < plain
    look.shapes[Shape(other if is_other else form)] = dots or plain
    if dots and plain > dots:
        look.shapes[Shape("integer")] = plain - dots
    return True


def _look_at_moments(cells: Cells, place: int, look: Look) -> bool:
    iso = cells.count(place, _ISO)
    look.shapes[Shape("year_first")] = iso
    is_day = re.compile(_DAY).fullmatch
    return _are_markers(cells, place, look, _ISO, iso) and all(shape_of(day).form == "year_first" for day in cells.beginnings(place, 10) if is_day(day))


def _are_markers(cells: Cells, place: int, look: Look, pattern: str, number: int) -> bool:
    """Whether all texts other than the `number` that match say «no value» as everywhere."""
    if number < cells.rows:
        look.markers.update(cells.unlike(place, pattern, len(MISSING) + 1))
    return all(text in MISSING for text in look.markers)


def _look_at_texts(cells: Cells, place: int, look: Look) -> None:
    known = Shapes()
    for padded, times in cells.counted(place):
        text = padded.strip()
        if text in MISSING:
            look.markers.update({text: times} if text else {})
            continue
        shape = known[text]
        look.shapes[shape] += times
        if is_odd(shape) and (len(look.odd) < MOST_ODD or text in look.odd):
            look.odd[text] += times


def _look_at_all(cells: Cells, place: int, look: Look) -> None:
    """Of a column of texts no more than it takes to be sure of that."""
    known = Shapes()
    for some in _batches(cells, place):
        look_at(look, known, some)
        if is_text(look, cells.rows):
            look.markers.update(cells.markers(place))
            return


def _batches(cells: Cells, place: int) -> Iterator[list[str]]:
    for some in cells.parts(place):
        yield list(map(str.strip, some))


def _fill(cells: Cells, place: int, column: Column, looked: _Looked) -> None:
    if values := _values(cells, place, column) if looked.is_known and not column.kind.gaps else None:
        column.values.frombytes(values)
        column.rows = cells.rows
        column.missing = number_missing(column.values)
    elif texts := _texts(cells, place, column, looked.is_few) if not looked.is_known else None:
        column.fill(cells.rows, texts)
    else:
        for some in _batches(cells, place):
            column.take(some)


def _texts(cells: Cells, place: int, column: Column, is_few: bool) -> Texts | None:
    if not isinstance(column, TextColumn) or column.kind.is_code:
        return None
    return cells.few_texts(place, column.gaps) if is_few else cells.many_texts(place, column.gaps)


def _values(cells: Cells, place: int, column: Column) -> bytes | None:
    if type(column) is NumberColumn and column.kind.is_plain:
        return cells.numbers(place)
    if isinstance(column, DateColumn) and not column.kind.form and not column.kind.is_year:
        return cells.moments(place)
    return None

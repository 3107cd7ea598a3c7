"""Makes a table of the cells that an engine has cut: it counts plain numbers and moments, and what takes more judgement goes through the usual code."""

from __future__ import annotations

import re
from typing import Iterator, NamedTuple

from ..columns import Column, DateColumn, NumberColumn, TextColumn, column_for
from ..columns.texts import Texts
from ..files.delimited import Delimited
from ..layout.subtotals import is_label
from ..layout.tails import TAIL, without_tail
from ..options import NO_CHOICE, Options
from ..table import Table
from ..values.kinds import Look
from ..values.looking import SAMPLE, is_text, look_at, unseen
from ..values.shapes import ISO_BLOCK, MISSING, MOST_ODD, Shape, Shapes, is_odd, shape_of
from ..vectors import number_missing
from .cells import Cells, NotRegular

# Among the last rows there may be notes and totals, which the others tell.
SAMPLE_ROWS, FIRST_ROWS, LAST_ROWS = 20_000, 10, 1_000
# Columns of no more different texts are judged, and counted, by these.
FEW_DISTINCT = 20_000
_WHOLE = r"-?(?:0|[1-9][0-9]{0,14})"
# The forms of plain numbers, those first that are the narrowest: what looks like 1.234 is thousands elsewhere.
_NUMBERS = (
    ("year", r"(?:1[5-9]|20)[0-9][0-9]"),
    ("integer", _WHOLE),
    ("either_dot", rf"{_WHOLE}|-?[1-9][0-9]{{0,2}}\.[0-9]{{3}}"),
    ("dot", rf"{_WHOLE}(?:\.[0-9]+)?"),
)
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO = _DAY + "|" + _DAY + r"[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"


def read_cells(source: Delimited, options: Options, cells: Cells) -> Table:
    """Raises NotRegular."""
    _refuse_notes(cells)
    looked = [_look(cells, place) for place in range(cells.width)]
    _refuse_totals(cells, looked)
    columns = [column_for(name, each.look, options.columns.get(name, NO_CHOICE)) for name, each in zip(source.columns, looked)]
    first = [[cell.lstrip(" ") for cell in row] for row in zip(*(cells.first(place, FIRST_ROWS) for place in range(cells.width)))]
    # The blanks before a cell are no part of it.
    duplicates = cells.rows - cells.different_rows({place for place, each in enumerate(looked) if not each.is_known})
    for place, (column, each) in enumerate(zip(columns, looked)):
        _fill(cells, place, column, each)
        # What Docent keeps of a column takes the place of its texts.
        cells.release(place)
        column.settle()
    return Table(source, columns, first, cells.rows, duplicates)


def _refuse_notes(cells: Cells) -> None:
    """Notes and totals at the end are no data."""
    rows = [[cell.lstrip(" ") for cell in row] for row in zip(*(cells.last(place, LAST_ROWS) for place in range(cells.width)))]
    if len(without_tail(rows[-TAIL:], cells.width, rows[:-TAIL]).rows) < TAIL:
        raise NotRegular


class _Looked(NamedTuple):
    look: Look
    # Whether all cells are plain numbers, moments or gaps.
    is_known: bool
    # The different texts, where they are so few that each is looked at, and how often each is there.
    counted: list[tuple[str, int]] | None = None


def _refuse_totals(cells: Cells, looked: list[_Looked]) -> None:
    """Rows that are sums of others are told by the first cell, or where it is empty by the second."""
    if _has_label(cells, 0, looked[0]) or cells.width > 1 and _has_label(cells, 1, looked[1]) and cells.has_empty(0):
        raise NotRegular


def _has_label(cells: Cells, place: int, looked: _Looked) -> bool:
    if looked.is_known or looked.counted is None:
        return not looked.is_known and cells.has_label(place)
    return any(is_label(text) for text, _ in looked.counted)


def _look(cells: Cells, place: int) -> _Looked:
    """What there is in a column."""
    there = [text for text in map(str.strip, cells.first(place, SAMPLE_ROWS)) if text not in MISSING]
    look = unseen()
    look.sample.update(dict.fromkeys(list(dict.fromkeys(there))[:SAMPLE]))
    # What the first rows are like tells what to ask of all.
    block = "\n".join(there) + "\n"
    if there and (_are_numbers(cells, place, look, block) or _are_moments(cells, place, look, block)):
        return _Looked(look, True)
    counted = cells.counted(place, FEW_DISTINCT)
    if counted is None:
        _look_at_all(cells, place, look)
    else:
        _look_at_texts(counted, look)
    return _Looked(look, False, counted)


def _are_numbers(cells: Cells, place: int, look: Look, block: str) -> bool:
    """Whether all cells are plain numbers, as those of the block are; which form of them is the narrowest for all."""
    return any(re.fullmatch(f"(?:(?:{pattern})\n)*", block) and _are_all(cells, place, look, form, pattern) for form, pattern in _NUMBERS)


def _are_moments(cells: Cells, place: int, look: Look, block: str) -> bool:
    if not ISO_BLOCK.fullmatch(block):
        return False
    is_day = re.compile(_DAY).fullmatch
    are_days = all(shape_of(day).form == "year_first" for day in cells.beginnings(place, 10) if is_day(day))
    return are_days and _are_all(cells, place, look, "year_first", _ISO)


def _are_all(cells: Cells, place: int, look: Look, form: str, pattern: str) -> bool:
    """Whether all texts other than those that match say «no value» as everywhere."""
    others = cells.unlike(place, pattern, len(MISSING))
    if not all(text in MISSING for text in others):
        return False
    look.markers.update(others)
    look.shapes[Shape(form)] = cells.rows - sum(others.values())
    return True


def _look_at_texts(counted: list[tuple[str, int]], look: Look) -> None:
    known = Shapes()
    for padded, times in counted:
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
    elif texts := _texts(cells, place, column, looked.counted) if not looked.is_known else None:
        column.fill(cells.rows, texts)
    else:
        for some in _batches(cells, place):
            column.take(some)


def _texts(cells: Cells, place: int, column: Column, counted: list[tuple[str, int]] | None) -> Texts | None:
    if not isinstance(column, TextColumn) or column.kind.is_code:
        return None
    return cells.many_texts(place, column.gaps) if counted is None else cells.few_texts(place, counted, column.gaps)


def _values(cells: Cells, place: int, column: Column) -> memoryview | None:
    if type(column) is NumberColumn and column.kind.is_plain:
        return cells.numbers(place)
    if isinstance(column, DateColumn) and not column.kind.form and not column.kind.is_year:
        return cells.moments(place)
    return None

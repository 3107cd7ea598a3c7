"""Several tables below each other in one text or sheet, with blank lines between them."""

from __future__ import annotations

from typing import Iterator, NamedTuple

from ..source import Row
from ..values.cells import is_missing, is_value
from .captions import LOOKED_AT, is_one_of, mostly_values

# The head of a table stands below a title at most.
TITLES = 2


class Part(NamedTuple):
    """A table among others: its names, and its rows from `start` to `end`, counted without empty lines. In the file it begins with `line`."""

    names: Row
    start: int
    end: int
    line: int


def parts_of(rows: list[Row], lines: list[int]) -> list[Part]:
    """The tables; [] where there is but one. An empty list is an empty line; `lines` are where the rows begin."""
    parts: list[Part] = []
    for start, end, block, line in _blocks(rows, lines):
        names = names_of(block)
        if names and (not parts or _differ(names, parts[-1].names)):
            parts.append(Part(names, start, end, line))
        elif parts:
            parts[-1] = parts[-1]._replace(end=end)
    return parts if len(parts) > 1 else []


def _blocks(rows: list[Row], lines: list[int]) -> Iterator[tuple[int, int, list[Row], int]]:
    """What stands between empty lines."""
    number = start = 0
    block: list[Row] = []
    begins = 0
    for row, line in zip([*rows, []], [*lines, 0]):
        if any(map(str.strip, row)):
            start, begins = (start, begins) if block else (number, line)
            block.append(row)
        elif block:
            yield start, number, block, begins
            block = []
        number += bool(row)


def names_of(block: list[Row]) -> Row:
    """The texts at the beginning that stand above figures; [] where there are none."""
    for place, row in enumerate(block[: TITLES + 1]):
        names = [cell.strip() for cell in row if cell.strip()]
        if len(names) > 1:
            body = block[place + 1 : place + LOOKED_AT]
            is_head = len(set(names)) == len(names) and not any(is_value(name) or is_missing(name) for name in names)
            figures = [column for column in range(len(row)) if mostly_values([other[column] for other in body if column < len(other)])]
            return names if is_head and figures and not is_one_of(row, body, figures) else []
    return []


def _differ(names: Row, others: Row) -> bool:
    """The same names again go on with the same table."""
    return 2 * len({*names} & {*others}) < len(names)

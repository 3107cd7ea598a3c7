"""Logs whose rows get more cells from some line on, with a second head there or without."""

from __future__ import annotations

from typing import NamedTuple

from ..problems import Oddity
from ..source import Row
from ..values.cells import is_value
from ..words import code, count, listed
from .captions import mostly_values, names_too
from .comments import is_comment

# So many rows before and behind are no slip; of those behind hardly any may be of another width.
FEWEST, REGULAR = 3, 0.98
# Rows that tell what a column holds, and how many of the columns have to hold the same before and behind.
LOOKED_AT, ALIKE = 40, 0.8


class Growth(NamedTuple):
    """`first` is the first row and `names` what comes in its place; `places` has of each new cell its place in an old row, -1 for none."""

    first: Row
    names: Row
    places: list[int]
    # The second head, which is no row.
    head: Row | None

    @property
    def old(self) -> int:
        return len(self.first)

    def grown(self, row: Row) -> Row:
        if row == self.first:
            return self.names
        if row == self.head:
            return []
        if is_comment(row):
            return row[:1]  # By chance it may have as many cells as rows have.
        return [row[place] if place >= 0 else "" for place in self.places] if len(row) == self.old else row

    def told(self, line: int) -> Oddity:
        added = [code(name) if name else f"column {place}" for place, (name, old) in enumerate(zip(self.names, self.places), 1) if old < 0]
        what = f"from line {line:,} on rows have {count(len(self.places), 'cell')} instead of {self.old}"
        return Oddity("Columns added", f"{what}: the rows before have nothing in {listed(added, 4)}")


def growth_of(rows: list[Row]) -> Growth | None:
    """`rows` are those of the file from its start, without empty lines."""
    data = [row for row in rows if not is_comment(row)]
    if not data:
        return None
    begin = rows.index(data[0])
    if begin and len(rows[begin - 1]) == len(data[0]) and any(map(is_value, data[0])):
        data.insert(0, rows[begin - 1])  # Names after a sign.
    first = data[0]
    old = len(first)
    at = next((place for place, row in enumerate(data) if any(row[old:])), 0)
    before, after = data[:at], data[at:]
    if old < 2 or len(before) <= FEWEST or len(after) < FEWEST or any(len(row) != old for row in before):
        return None
    new = len(after[0])
    if new - old > max(1, old // 2) or sum(len(row) == new for row in after) < REGULAR * len(after):
        return None
    head = after[0] if 2 * len({*after[0]} & {*first}) > old and not any(map(is_value, after[0])) else None
    if head is None and names_too(after, 0, new):
        return None  # Another table.
    is_named = not any(map(is_value, first))
    names = head or [*first, *(f"Column {place}" if is_named else "" for place in range(old + 1, new + 1))]
    place_of = {name: place for place, name in reversed([*enumerate(first)])}
    places = [place_of.get(name, -1) for name in head] if head else [*range(old), *[-1] * (new - old)]
    return Growth(first, names, places, head) if _are_alike(before[1:], after[head is not None :], places) else None


def _are_alike(before: list[Row], after: list[Row], places: list[int]) -> bool:
    """Whether the columns hold figures before where they do behind."""
    kept = [(old, new) for new, old in enumerate(places) if old >= 0]
    alike = sum(
        mostly_values([row[old] for row in before[:LOOKED_AT]]) == mostly_values([row[new] for row in after[:LOOKED_AT] if new < len(row)]) for old, new in kept
    )
    return alike >= ALIKE * len(kept)

"""What the cells of a column look like; what surely is text is not looked at any closer."""

from __future__ import annotations

from collections import Counter
from typing import Iterable

from .kinds import NEARLY_ALL, Look
from .shapes import MISSING, MOST_ODD, Shape, Shapes, shapes_of

# So many cells of a column are looked at one by one.
SAMPLE = 1_000
_TEXT = Shape("text")


def unseen() -> Look:
    """What is known of a column before anything was read."""
    return Look(Counter(), Counter(), {}, Counter())


def look_at(look: Look, known: Shapes, stripped: list[str]) -> None:
    """Adds what a column's next cells show; `known` remembers the shapes of texts."""
    there = [text for text in stripped if text not in MISSING]
    if len(there) < len(stripped) and len(look.markers) < SAMPLE:
        look.markers.update(text for text in stripped if text and text in MISSING)
    look.shapes.update(shapes_of(there, known, look.odd))
    if len(look.sample) < SAMPLE:
        look.sample.update(dict.fromkeys(there[:SAMPLE]))


def is_text(look: Look, rows: int) -> bool:
    """Whether a column of so many rows is one of texts, whatever the cells are that were not looked at."""
    return len(look.odd) >= MOST_ODD and look.shapes[_TEXT] > (1 - NEARLY_ALL) * rows


class Looking:
    """Gives the same answers as a look at every cell: what was passed over is looked at after all where it could matter."""

    def __init__(self) -> None:
        self.look = unseen()
        self._known = Shapes()
        self._rows = 0
        self._has_passed_over = False

    def take(self, cells: list[str]) -> None:
        """Gets the stripped cells of the next rows."""
        self._rows += len(cells)
        if not is_text(self.look, self._rows):
            look_at(self.look, self._known, cells)
            return
        self._has_passed_over = True
        if not MISSING.isdisjoint(cells):
            self.look.markers.update(text for text in cells if text and text in MISSING)

    def end(self, batches: Iterable[list[str]]) -> Look:
        """`batches` gives all cells once more, for a column that began with texts and went on with others."""
        self._known.clear()
        if self._has_passed_over and not is_text(self.look, self._rows):
            self.look = unseen()
            for cells in batches:
                look_at(self.look, self._known, cells)
            self._known.clear()
        return self.look

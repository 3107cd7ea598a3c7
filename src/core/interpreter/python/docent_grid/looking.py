"""What the cells of a column look like, seen in passing; what surely is text is not looked at any closer."""

from __future__ import annotations

from collections import Counter
from typing import Iterable

from docent_profile.kinds import NEARLY_ALL, Look
from docent_profile.reading import look_at
from docent_profile.shapes import MISSING, MOST_ODD, Shapes, is_odd


class Looking:
    """Gives the same answers as a look at every cell: what was passed over is looked at after all where it could matter."""

    def __init__(self) -> None:
        self.look = Look(Counter(), Counter(), {}, Counter())
        self._memo = Shapes()
        self._rows = 0
        # The first row that was passed over.
        self._from: int | None = None

    def take(self, cells: list[str]) -> None:
        self._rows += len(cells)
        if self._from is None:
            look_at(self.look, self._memo, cells)
            if len(self.look.odd) >= MOST_ODD and self._texts() > 0.5 * self._rows:
                self._from = self._rows
        else:
            self.look.markers.update(text for text in cells if text and text in MISSING)

    def _texts(self) -> int:
        return sum(times for shape, times in self.look.shapes.items() if is_odd(shape))

    def end(self, batches: Iterable[list[str]]) -> Look:
        """`batches` gives all cells once more: of those passed over as many are looked at as it takes to be sure."""
        rows = 0
        if self._from is not None:
            for cells in batches:
                if self._texts() > (1 - NEARLY_ALL) * self._rows:
                    break
                if rows + len(cells) > self._from:
                    look_at(self.look, self._memo, cells[max(0, self._from - rows) :])
                rows += len(cells)
        self._memo.clear()
        return self.look

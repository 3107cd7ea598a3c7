"""Columns of texts, among them categories, yes/no and codes."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from functools import cached_property
from itertools import islice, repeat
from typing import NamedTuple

from ..names.roles import names_things
from ..names.vocabulary import words_of
from ..values.cells import make_of
from ..values.kinds import Kind
from ..values.shapes import LONGEST
from .column import MOST_DISTINCT, Column

# Texts with at most so many distinct values, each on average twice, are categories: more of them nobody compares.
MOST_CATEGORIES = 50
# Up to so many each row's number is kept: what is the same in, or runs on in, each country or shop is known by them.
MOST_NUMBERED = 1_000


class Texts(NamedTuple):
    """What a column of texts holds: how many cells have none, and its different texts in the order in which they first occur, with how often each does.

    Of texts that are at most MOST_NUMBERED `codes` has the place of each row's as 32-bit numbers, -1 for none.
    """

    missing: int
    counts: list[tuple[str, int]]
    codes: memoryview | None


class TextColumn(Column):
    """Texts, among them categories, yes/no and codes: how often each occurs, and for categories each row's number in `codes`
    (its place in `counts`; -1 where it is missing)."""

    def __init__(self, name: str, kind: Kind):
        super().__init__(name, kind)
        self.counts: Counter = Counter()
        self.has_more = False  # There are more distinct values than were counted.
        self.codes: array | None = array("i")
        # The smallest and the largest code in digits, as written.
        self.ends: tuple[str, str] | None = None

    def take(self, cells: list[str]) -> None:
        self.rows += len(cells)
        present = [cell for cell in cells if cell not in self.gaps]
        self.missing += len(cells) - len(present)
        if self.kind.is_code:
            digits = [cell for cell in present if cell.isdecimal() and len(cell) <= LONGEST] + list(self.ends or ())
            # As whole numbers of any length; 007 is 7.
            self.ends = (min(digits, key=int), max(digits, key=int)) if digits else None
        if self.has_more:
            present = [cell for cell in present if cell in self.counts]
        self.counts.update(present)
        if len(self.counts) > MOST_DISTINCT:
            # Those that came first are counted, wherever one batch of rows ends and the next begins.
            for text in list(islice(self.counts, MOST_DISTINCT, None)):
                del self.counts[text]
            self.has_more = True
        if self.codes is not None:
            self._number(cells)

    def fill(self, rows: int, texts: Texts) -> None:
        """All of it at once, as an engine has counted it."""
        self.rows, self.missing = rows, texts.missing
        self.counts.update(dict(texts.counts[:MOST_DISTINCT]))
        self.has_more = len(texts.counts) > MOST_DISTINCT
        if texts.codes is None:
            self.codes = None
        else:
            self.codes.frombytes(texts.codes)

    def _number(self, cells: list[str]) -> None:
        if len(self.counts) > MOST_NUMBERED:
            self.codes = None
            return
        code = {text: number for number, text in enumerate(self.counts)}
        self.codes.extend(map(code.get, cells, repeat(-1)))

    @property
    def distinct(self) -> int:
        return len(self.counts)

    @cached_property
    def frequent(self) -> list[tuple[str, int]]:
        """The most frequent values and how often they occur; more than these nobody reads."""
        return self.counts.most_common(MOST_CATEGORIES)

    @property
    def is_category(self) -> bool:
        if self.chosen:
            return self.chosen == "category" and self.distinct > 1
        return 1 < self.distinct <= min(MOST_CATEGORIES, (self.rows - self.missing) / 2) and not self.kind.is_code

    @property
    def type(self) -> str:
        if not self.counts:
            return "empty"
        if self.kind.is_boolean:
            return "yes/no"
        if self.chosen in ("identifier", "text"):
            return self.chosen
        if self.is_category:
            return "category"
        return "identifier" if self.kind.is_code or self._names_rows else "text"

    @cached_property
    def _names_rows(self) -> bool:
        """Whether each row has its own code: as the name says, or the codes' make, which has digits in it and no words."""
        if self.has_more or self.distinct < self.rows - self.missing or self.distinct < 2:
            return False
        words = words_of(self.name)
        some = list(islice(self.counts, 1000))
        if any(len(text) > 40 or " " in text for text in some):
            return False
        return names_things(words, False, False) or all(map(_CODE.fullmatch, some)) and all(any(map(str.isdigit, text)) and any(map(str.isalpha, text)) for text in some) and len(set(map(make_of, some))) <= 3


# No code has degrees or blanks in it.
_CODE = re.compile(r"[\w\-./:#+@|~*]+")

"""A file as rows of texts, whatever its format."""

from __future__ import annotations

import re
from typing import Iterator

from .problems import NotATable, Oddity
from .words import code, count, listed

# Rows handled at a time: enough for the work to be done in C, few enough to be small in memory.
BATCH = 20_000
Row = "list[str]"


class Source:
    """`columns` are the names; `batches` reads the file from the start, every row as long as `columns`."""

    def __init__(self, name: str, described: str, columns: list[str], oddities: list[Oddity]):
        self.name = name
        # `comma-separated, UTF-8`
        self.described = described
        self.columns = columns
        self.oddities = oddities
        # How it was read, where there is a choice; `head` counts rows from 1 and is 0 where no row names the columns.
        self.delimiter: str | None = None
        self.codec: str | None = None
        self.head: int | None = None
        self.tables: list[str] = []
        self.table: str | None = None
        # Rows that were left out, as they could not be read: known once all have been.
        self.misread = 0

    def note(self, oddity: Oddity) -> None:
        """Tells one more thing, whatever is found while the rows are read."""
        self.oddities.append(oddity)

    def batches(self) -> Iterator[list[Row]]:
        raise NotImplementedError


def tidy_names(names: list[str], oddities: list[Oddity]) -> list[str]:
    """Every column gets a name of its own; what had to be changed is added to `oddities`."""
    tidied: dict[str, None] = {}
    # The number with which the next column of this name is tried.
    numbers: dict[str, int] = {}
    nameless: list[str] = []
    repeated: list[str] = []
    for place, name in enumerate(names, 1):
        name = re.sub(r"\s+", " ", name).strip()
        tidy = base = name or f"Column {place}"
        while tidy in tidied:
            number = numbers.get(base, 2)
            tidy, numbers[base] = f"{base} ({number})", number + 1
        if not name:
            nameless.append(code(tidy))
        if tidy != base:
            repeated.append(base)
        tidied[tidy] = None
    if nameless:
        what = count(len(nameless), "column without a name is called by its place", "columns without names are called by their places")
        oddities.append(Oddity("Columns without a name", f"{what}: {listed(nameless, 4)}"))
    if repeated:
        several = list(map(code, dict.fromkeys(repeated)))
        what = f"{listed(several)} {'names' if len(several) == 1 else 'each name'} more than one column"
        oddities.append(Oddity("Repeated column names", f"{what}: numbered from (2) on"))
    return list(tidied)


def no_rows(name: str, columns: int) -> NotATable:
    return NotATable(f"{name} has only a header ({count(columns, 'column')}) and no rows: there is nothing to profile.")

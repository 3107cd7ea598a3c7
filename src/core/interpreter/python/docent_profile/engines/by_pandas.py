"""pandas as an engine: it cuts the file, and Python does the rest."""

from __future__ import annotations

from typing import Iterator

from ..files.delimited import Delimited
from ..source import BATCH
from .cells import Body, Cells, NotRegular, is_odd_row


class PandasCells(Cells):
    def __init__(self, source: Delimited):
        import pandas

        body = Body(source)
        width = len(source.columns)
        frame = pandas.read_csv(
            source.contents.path,
            header=None,
            names=range(width),
            sep=source.writing.delimiter,
            quotechar='"',
            skiprows=body.skip,
            skip_blank_lines=False,
            index_col=False,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            encoding="utf-8",
            engine="c",
        )
        self._columns = [frame[place].tolist() for place in range(width)]
        del frame
        rows = len(self._columns[0])
        texts = ["".join(column) for column in self._columns]
        quotes = sum(text.count('"') for text in texts)
        body.check(rows, width, sum(len(text.encode()) for text in texts), quotes)
        del texts
        odd = any(is_odd_row(row, source.header) for row in map(list, zip(*self._columns)))
        # Python's reader has other rules for quotes within cells.
        if odd or quotes and any(text.startswith(('"', ' "')) for column in self._columns for text in column):
            raise NotRegular
        super().__init__(width, rows)

    def column(self, place: int) -> list[str]:
        return self._columns[place]

    def parts(self, place: int) -> Iterator[list[str]]:
        for start in range(0, self.rows, BATCH):
            yield self._columns[place][start : start + BATCH]

    def release(self, place: int) -> None:
        self._columns[place] = []

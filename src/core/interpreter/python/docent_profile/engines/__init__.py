"""Reads long, regular delimited files by an engine, where Python has one; the answers are those of the standard library's way.

What cuts the file is chosen here; how a column is judged is the same for all (`reading`). A file that is not regular (notes, ragged rows, repeated
headers, odd quotes) is left to the usual way as a whole.
"""

from __future__ import annotations

import importlib.util
import os
from itertools import islice
from typing import Callable, NamedTuple

from ..files.delimited import Delimited
from ..options import Options
from ..table import Table
from ..words import listed
from .by_duckdb import DuckdbCells, keep, was_stopped
from .by_polars import PolarsCells
from .by_python import PythonCells
from .cells import Cells, NotRegular
from .limits import memory_limits
from .reading import read_cells

# Shorter files are read before an engine is loaded.
SMALLEST = 2_000_000
# So many rows show how long cells are.
FIRST_ROWS = 1_000


class Extent(NamedTuple):
    """How much there is in a file, as its first rows show."""

    # Of the file, and in it of cells that have more than 12.
    bytes: int
    long_bytes: float
    cells: float


class Engine(NamedTuple):
    name: str
    title: str
    # What Python has to have for it.
    needs: tuple[str, ...]
    cells: type[Cells]
    # Address space that it reserves by itself, and as many times the file's size.
    reserved: int
    sizes: int
    # Bytes that it takes of it at most, with all that Docent keeps of the file.
    taken: Callable[[Extent], float]


# What is said where no library reads.
ALONE = "Python alone"
# The fastest first.
ENGINES = (
    # It maps the file, and has 16 bytes for each cell, in which short texts find room.
    Engine("polars", "Polars", ("polars", "numpy"), PolarsCells, 1_500_000_000, 8, lambda extent: extent.bytes + extent.long_bytes + 16 * extent.cells),
    Engine("duckdb", "DuckDB", ("duckdb", "numpy"), DuckdbCells, 1_200_000_000, 6, lambda extent: 2.8 * extent.bytes),
    # pandas would take longer to hand over its cells than Python takes to cut them.
    Engine("python", ALONE, (), PythonCells, 600_000_000, 4, lambda extent: 3 * extent.bytes),
)
# Python with an engine, before it reads anything.
TAKEN = 300_000_000


def read_by_engine(source: Delimited, options: Options = Options()) -> Table | None:
    """None where there is no engine, or the file is none for it. Which engines the memory limit leaves out is told with the source."""
    size = os.path.getsize(source.contents.path)
    if source.contents.packed or size < SMALLEST or not _is_simple(source):
        return None
    too_large: list[str] = []
    extent = _extent(source, size)
    for engine in filter(_is_there, ENGINES):
        if _has_room(engine, extent):
            try:
                table = _read(engine, source, options)
            except MemoryError:
                pass
            else:
                if table is not None:
                    _tell(source, engine.title, too_large)
                return table
        if engine.needs:
            too_large.append(engine.title)
    _tell(source, ALONE, too_large)
    return None


def _tell(source: Delimited, reader: str, too_large: list[str]) -> None:
    if too_large:
        source.described += f", by {reader} since {listed(too_large)} would take more memory than the limit allows"


def _is_there(engine: Engine) -> bool:
    try:
        return all(importlib.util.find_spec(name) is not None for name in engine.needs)
    except ValueError:  # Of what was forbidden, or is half loaded.
        return False


def _is_simple(source: Delimited) -> bool:
    writing = source.writing
    return source.is_plain_text and len(writing.delimiter) == 1 and writing.quote == '"' and not writing.escapes and not writing.is_wrapped


def _extent(source: Delimited, size: int) -> Extent:
    lengths = [len(cell.encode()) for row in islice(source.rows_below_head(), FIRST_ROWS) for cell in row]
    # With a delimiter or a line's end each.
    share = size / (sum(lengths) + len(lengths) or 1)
    return Extent(size, share * sum(length for length in lengths if length > 12), share * len(lengths))


def _has_room(engine: Engine, extent: Extent) -> bool:
    """Whether this process may have as much memory as the engine reserves, and takes: it does not always survive to be refused it."""
    reserved, taken = memory_limits()
    return reserved >= engine.reserved + engine.sizes * extent.bytes and taken >= TAKEN + engine.taken(extent)


def _read(engine: Engine, source: Delimited, options: Options) -> Table | None:
    """Raises MemoryError."""
    cells = None
    try:
        cells = engine.cells(source)
        return read_cells(source, options, cells)
    except NotRegular:
        return None
    except Exception as error:  # Engines have many, for memory and for files; the usual way says what is wrong with a file.
        if was_stopped(error):
            if cells is not None:
                keep(cells)
            raise KeyboardInterrupt from None
        if isinstance(error, MemoryError) or "OutOfMemory" in type(error).__name__:
            raise MemoryError from None
        return None
    finally:
        if cells is not None:
            cells.close()

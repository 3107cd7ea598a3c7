"""Profiles a table where engines lack memory, and prints how it was read in each case, whether DuckDB would have drawn a progress bar, and which engines have room in 4 GB for a gigabyte of usual and of very short cells.

limited.py <folder of docent_profile> <folder to write to>
"""
import pathlib
import sys
from math import inf

sys.path.insert(0, sys.argv[1])

# As in a session, whose main module is no file: DuckDB takes it for a notebook.
del sys.modules["__main__"].__file__

from docent_profile import engines
from profiled import profiled

engines.SMALLEST = 0
path = pathlib.Path(sys.argv[2]) / "table.csv"
path.write_text("g,n\n" + "".join(f"{'ab'[row % 2]},{row}\n" for row in range(200)))


def no_memory(*_):
    raise MemoryError


def how():
    printed, _ = profiled(path)
    return printed.splitlines()[-1]


has_room = engines._has_room


def with_room_for(*names):
    """The others would take more than there is."""
    engines._has_room = lambda engine, _extent: engine.name in names


close, bars = engines.DuckdbCells.close, set()


def closed(cells):
    bars.add(cells._connection.execute("SELECT current_setting('enable_progress_bar')").fetchone()[0])
    close(cells)


engines.DuckdbCells.close = closed
for names in (("polars", "duckdb", "python"), ("duckdb", "python"), ("python",), ()):
    with_room_for(*names)
    print(how())
with_room_for("duckdb", "python")
engines.DuckdbCells._load = no_memory
print(how())
print(bars)
engines.memory_limits = lambda: (inf, 4_294_967_296)
for cells in (130_000_000, 400_000_000):
    extent = engines.Extent(1_000_000_000, 100_000_000, cells)
    print(*(engine.name for engine in engines.ENGINES if has_room(engine, extent)))

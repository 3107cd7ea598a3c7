"""Interrupts DuckDB in a query that takes for ever, in place of one of its steps: stopped.py <folder of docent_profile> <_load|unlike>"""
import os
import pathlib
import signal
import sys
import tempfile

sys.path.insert(0, sys.argv[1])

from docent_profile import engines, profile

ENDLESS = "SELECT sum(a.i * b.i % 7) FROM range(100000) a(i), range(100000000) b(i)"
engines.SMALLEST = 0
engines.ENGINES = tuple(engine for engine in engines.ENGINES if engine.name == "duckdb")


def endless(cells, *_):
    # The stop is to find DuckDB at work, not what it loads before.
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    return cells._one(ENDLESS)


setattr(engines.DuckdbCells, sys.argv[2], endless)
signal.signal(signal.SIGALRM, signal.default_int_handler)
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "t.csv")
    path.write_text("a,b\n" + "1,2\n" * 100)
    try:
        profile(str(path))
        end = "not stopped"
    except KeyboardInterrupt:
        end = "stopped"
print(end, flush=True)
# As Docent ends it: what DuckDB still does is not waited for.
os._exit(0)

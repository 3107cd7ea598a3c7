"""`%timeit`: how long a statement takes, run as often as it takes to tell."""
import math
import re
import statistics
import time
import timeit
from typing import NamedTuple

RUNS = 7
# Slow statements have fewer runs: no new one begins after so many seconds.
LONGEST = 20
# `-p`, how many digits are shown, and `-t` and `-c` change nothing here.
OPTION = re.compile(r"\s*-(?:(?P<valued>[nrp])\s*(?P<value>\d+)|(?P<flag>[qotc]))(?:\s+|$)")
UNITS = ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


class Timing(NamedTuple):
    """Seconds for one loop: of all runs, of the fastest and the slowest, and of each."""

    average: float
    stdev: float
    best: float
    worst: float
    timings: list[float]
    loops: int


def time_statement(line, namespace, cell=None):
    """Of `line` with its options `-n` (loops a run), `-r` (runs), `-q` (prints nothing) and `-o` (gives the Timing); or of the cell below it, for which the line prepares."""
    options, statement = options_of(line)
    setup, statement = ("pass", statement) if cell is None else (statement or "pass", cell)
    timer = timeit.Timer(statement, setup, globals=namespace)
    began = time.monotonic()
    loops = int(options.get("n", 0)) or timer.autorange()[0]
    times = []
    while not times or len(times) < int(options.get("r", RUNS)) and time.monotonic() - began < LONGEST:
        times.append(timer.timeit(loops) / loops)
    timing = Timing(statistics.mean(times), statistics.pstdev(times), min(times), max(times), times, loops)
    if "q" not in options:
        runs = f"{len(times)} run{'s' if len(times) > 1 else ''}, {loops:,} loop{'s' if loops > 1 else ''} each"
        print(f"{shown(timing.average)} ± {shown(timing.stdev)} per loop (mean ± std. dev. of {runs}); best {shown(timing.best)}")
    return timing if "o" in options else None


def options_of(line):
    """Options stand before the statement: what follows may begin with a minus."""
    options = {}
    while option := OPTION.match(line):
        options[option["valued"] or option["flag"]] = option["value"]
        line = line[option.end() :]
    return options, line


def shown(seconds):
    """Three digits, in the unit that fits."""
    factor, unit = next(((factor, unit) for factor, unit in UNITS if seconds >= factor), UNITS[-1])
    digits = max(0, 2 - math.floor(math.log10(seconds / factor))) if seconds > 0 else 0
    return f"{seconds / factor:.{min(2, digits)}f} {unit}"

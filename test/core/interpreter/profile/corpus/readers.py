"""Profiles long tables by the standard library alone, which looks at each cell, by it as it is, and by an engine with numpy, and prints as JSON what differs.

readers.py <folder of docent_profile> <folder to write to> <number of tables> <duckdb, polars or python>
"""
import json
import pathlib
import random
import sys
from datetime import datetime, timedelta

sys.path.insert(0, sys.argv[1])

from docent_profile import engines, reading, vectors
from docent_profile.columns import texts
from docent_profile.layout import grid
from docent_profile.values import looking
from profiled import profiled

START = datetime(2021, 3, 1)
WORDS = "amber birch cedar delta ember fjord grove haven".split()


def pick(*values):
    return lambda row: random.choice(values)


CELLS = {
    "id": lambda row: row + 1,
    "whole": lambda row: row * 7919 % 1000,
    "price": lambda row: row * 7919 % 100_000 / 100,
    "negative": lambda row: f"{random.gauss(0, 50):.3f}",
    "thousandths": lambda row: f"{1 + row % 900}.{row % 1000:03}",
    "gaps": lambda row: random.choice(["", "NA", "null", "-", row % 77]),
    "dots": lambda row: random.choice([".", row % 77, row % 13]),
    "padded": lambda row: f"  {row % 91} ",
    "moved": lambda row: f"{row % 91}\u00a0",
    "money": lambda row: f"${row % 900}.50",
    "comma": lambda row: f'"{row % 900},{row % 10}"',
    "day": lambda row: (START + timedelta(days=row // 40)).date(),
    "moment": lambda row: START + timedelta(minutes=7 * row),
    "moment gaps": lambda row: random.choice(["", START + timedelta(minutes=7 * row)]),
    "no day": lambda row: random.choice(["2024-02-30", "2024-02-29"]),
    "stamp": lambda row: 1_700_000_000 + 60 * row,
    "date": lambda row: f"{START + timedelta(days=row // 40):%Y%m%d}",
    "year": lambda row: 1990 + row % 30,
    "clock": lambda row: f"0{row % 9}:{row % 60:02}:{row % 59:02}",
    "group": lambda row: WORDS[row % 8],
    "iso2": pick("NA", "DE", "FR", "US"),
    "flag": pick("yes", "no"),
    "binary": pick(0, 1),
    "quoted": lambda row: f'"{random.choice(WORDS)}, ""{row % 5}"""',
    "lines": lambda row: f'"{random.choice(WORDS)}\n{row % 9}"',
    "note": lambda row: f"{random.choice(WORDS)} {row}",
    "mixed": lambda row: random.choice([row, "x1", "many", "2024-01-01"]),
    "cases": lambda row: random.choice(["<5", row % 40]),
    "mail": lambda row: f"u{row * 7919 % 2000}@example.com",
    "late": lambda row: f"text {row}" if row < 100 else row,
    "rare": lambda row: random.choice(["NA", f"{WORDS[row % 8]}-{row}", f" {row}x"]) if row % 50 == 0 else f"{WORDS[row % 7]} {row % 900}",
    "zip": lambda row: f"0{1000 + row % 500}",
    "revenue": lambda row: f"{row * 31 % 997 / 4:.2f}",
    "constant": lambda row: 5,
    "empty": lambda row: "",
}


# Texts that are passed over, and what follows them.
TEXTS = ("late", "mail", "rare")


def write(path, seed, rows):
    random.seed(seed)
    names = list(dict.fromkeys([*random.sample(sorted(CELLS), 9), *TEXTS[: seed % 4]]))
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(",".join(names) + "\n")
        file.writelines(",".join(str(CELLS[name](row)) for name in names) + "\n" for row in range(rows))


def profile(path):
    printed, shown = profiled(path)
    return [*printed.splitlines(), *(json.dumps(bundle) for bundle in shown)]


def with_low_limits():
    """Short tables, too, have many different texts, and more than one part."""
    for module, limits in (
        (engines.reading, {"FEW_DISTINCT": 50, "SAMPLE_ROWS": 200}),
        (texts, {"MOST_DISTINCT": 400, "MOST_NUMBERED": 100}),
        (engines.cells, {"MOST_NUMBERED": 100}),
        (engines.by_duckdb, {"MOST_DISTINCT": 400, "FIRST_PART": 150, "BATCH": 200, "PART": 600}),
        (engines.by_polars, {"MOST_DISTINCT": 400, "FIRST_PART": 150, "BATCH": 200}),
        (engines.by_python, {"BATCH": 200, "BLOCK": 1_000}),
        (grid, {"BATCH": 200}),
    ):
        for name, limit in limits.items():
            assert hasattr(module, name), name
            setattr(module, name, limit)


def main(folder):
    by_engine = reading.read_by_engine
    engines.ENGINES = tuple(engine for engine in engines.ENGINES if engine.name == sys.argv[4])
    for seed in range(int(sys.argv[3])):
        if seed == int(sys.argv[3]) // 2:
            with_low_limits()
        path = folder / f"{seed}.csv"
        write(path, seed, 1_500 + 211 * seed)
        vectors.LONG, reading.read_by_engine = 10**12, lambda *_: None
        passing = looking.is_text
        looking.is_text = lambda *_: False
        plain = profile(path)
        looking.is_text = passing
        usual = profile(path)
        # Python itself cuts files without numpy, too.
        vectors.LONG, engines.SMALLEST = 10**12 if sys.argv[4] == "python" and seed % 2 else 1, 0
        read = []
        reading.read_by_engine = lambda *given: read.append(by_engine(*given)) or read[-1]
        swift = profile(path)
        differences = [[one, other] for found in (usual, swift) for one, other in zip(plain, found) if one != other]
        yield {"file": path.name, "isByEngine": read[0] is not None, "differences": differences if len(plain) == len(usual) == len(swift) else ["other parts"]}


json.dump(list(main(pathlib.Path(sys.argv[2]))), sys.stdout)

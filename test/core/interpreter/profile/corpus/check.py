"""Writes the corpus into a folder, profiles each file of it and prints as JSON what differs from the right answers.

check.py <folder of docent_profile> <folder to write to> <standard, duckdb, polars or python>
"""
import importlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [sys.argv[1], str(HERE)]
sys.modules["matplotlib"] = None  # Pictures by hand cost the same everywhere.

import docent_profile
from profiled import profiled
from ugly import differences

docent_profile.engines.ENGINES = tuple(engine for engine in docent_profile.engines.ENGINES if engine.name == sys.argv[3])
if docent_profile.engines.ENGINES:
    # However short a file and a column are.
    docent_profile.engines.SMALLEST, docent_profile.vectors.LONG = 0, 1
KINDS = sorted(path.stem for path in HERE.glob("kind_*.py"))


def profile(path):
    printed, shown = profiled(path)
    return printed, json.loads(json.dumps(shown, allow_nan=False))


def main(folder):
    for kind in KINDS:
        for number, ugly in enumerate(importlib.import_module(kind).FILES):
            path = folder / f"{kind}-{number}" / ugly.name
            path.parent.mkdir()
            path.write_bytes(ugly.content)
            try:
                found = differences(ugly, *profile(path))
            except Exception as error:
                found = [f"{type(error).__name__}: {error}"]
            yield {"file": f"{kind[5:]} {number}: {ugly.name}", "differences": found}


json.dump(list(main(pathlib.Path(sys.argv[2]))), sys.stdout)

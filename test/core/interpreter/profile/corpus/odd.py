"""Profiles files that are regular but for one thing, by the standard library and by an engine, and prints as JSON which have other answers, and how many were left to the usual way.

odd.py <folder of docent_profile> <folder to write to> <duckdb, polars or python>
"""
import json
import pathlib
import sys

sys.path.insert(0, sys.argv[1])
sys.modules["matplotlib"] = None

from docent_profile import engines, reading
from profiled import profiled

ROWS = [f"{row},{'ab'[row % 2]},{row * 7 % 90}.5" for row in range(120)]


def table(*rows, at=60, head="id,g,price", end="\n"):
    return end.join([head, *ROWS[:at], *rows, *ROWS[at:], ""])


FILES = {
    "nothing odd": table(),
    "no line end": table()[:-1],
    "carriage returns": table(end="\r\n"),
    "a return in a cell": table("60,a\rb,1.5"),
    "a cell more and one less": table("60,a,1,5.5", "61,5.5"),
    "a cell more": table("60,a,1.5,"),
    "names again": table("id,g,price"),
    "names again, with blanks": table(" id, g, price"),
    "a blank line": table(""),
    "a row of blanks": table(" , ,"),
    "a row without a cell": table(",,"),
    "a comment": table("#60,a,1.5"),
    "a comment behind a blank": table(" //60,a,1.5"),
    "a total": table(f"Total,,{sum(row * 7 % 90 + 0.5 for row in range(60))}"),
    "a total at the end": table("Total,,5400", at=120),
    "a note at the end": table("Source: all of us,,", at=120),
    "an open quote": table('60,a,"1.5'),
    "a quote in a cell": table('60,5" pipe,1.5'),
    "quoted lines": table('60,"a\n\nb ""c""",1.5', '61,"\n",2.5'),
    "blanks before cells": table("60, a,1.5", "60,a,1.5"),
    "gaps side by side": table("60,a,", "61,b,", "62,,", "63,b,NA"),
    "wide letters": table("60,\U0001f600 ж,1.5"),
    "more digits than a number keeps": table("60,a,12345678901234567890"),
    "a number of another form": table("60,a,1e3", "61,a,1_000", "62,a,007"),
    "years": table(*(f"{row},y,{row}" for row in range(1990, 2010)), head="year,g,n", at=0),
}


def profile(path):
    printed, shown = profiled(path)
    return [printed, *map(json.dumps, shown)]


def main(folder):
    engines.SMALLEST = 0
    engines.ENGINES = tuple(engine for engine in engines.ENGINES if engine.name == sys.argv[3])
    by_engine, read = reading.read_by_engine, []
    for place, (name, content) in enumerate(FILES.items()):
        path = folder / f"{place}.csv"
        path.write_bytes(content.encode())
        reading.read_by_engine = lambda *_: None
        plain = profile(path)
        reading.read_by_engine = lambda *given: read.append(by_engine(*given)) or read[-1]
        if plain != profile(path):
            yield name
    yield sum(table is None for table in read)


json.dump(list(main(pathlib.Path(sys.argv[2]))), sys.stdout)

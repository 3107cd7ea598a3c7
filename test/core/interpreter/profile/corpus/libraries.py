"""Writes one table in many formats, reads each by every library that reads it, and prints as JSON what is not as in the CSV file.

libraries.py <folder of docent_profile> <folder to write to>
"""
import gzip
import importlib.util
import json
import pathlib
import sqlite3
import sys
import zipfile

sys.path[:0] = [sys.argv[1], str(pathlib.Path(__file__).parent)]
FOLDER = pathlib.Path(sys.argv[2])
# All that Docent may ask; a library that is not there is hidden already.
LIBRARIES = [name for name in ("pandas", "pyarrow", "polars", "duckdb", "zstandard", "xlrd", "pyreadstat", "fastavro") if importlib.util.find_spec(name)]

import pandas
import polars
import pyarrow.feather
import pyarrow.orc
import pyarrow.parquet

from profiled import profiled
from transport import transport

DAYS = pandas.date_range("2024-01-30", periods=40, freq="D")
FRAME = pandas.DataFrame(
    {
        "day": DAYS,
        "region": [("North", "South", "Åre")[row % 3] for row in range(40)],
        "amount": [row * 31 % 97 / 4 for row in range(40)],
        "qty": [row % 7 for row in range(40)],
        "temp": [None if row % 9 == 4 else row % 23 - 3.25 for row in range(40)],
    }
)


def write():
    """The path of each file, with the libraries that read it."""
    paths = {name: FOLDER / name for name in ("t.parquet", "t.feather", "t.arrow", "t.orc", "t.avro", "t.dta", "t.xpt", "t.csv.zst", "t.sqlite", "t.parquet.gz", "t.dta.zip", "t.sqlite.gz")}
    table = pyarrow.Table.from_pandas(FRAME, preserve_index=False)
    pyarrow.parquet.write_table(table, paths["t.parquet"])
    pyarrow.feather.write_feather(table, paths["t.feather"])
    pyarrow.feather.write_feather(table, paths["t.arrow"], compression="uncompressed")
    pyarrow.orc.write_table(table, paths["t.orc"])
    polars.DataFrame({name: FRAME[name].tolist() if name != "day" else [day.date() for day in DAYS] for name in FRAME}, strict=False).with_columns(
        polars.col("temp").fill_nan(None)
    ).write_avro(paths["t.avro"])
    FRAME.to_stata(paths["t.dta"], write_index=False, version=118, convert_dates={"day": "td"})
    beginning = pandas.Timestamp(1960, 1, 1)
    values = [((day - beginning).days, region, amount, qty, None if temp != temp else temp) for day, region, amount, qty, temp in FRAME.itertuples(index=False)]
    paths["t.xpt"].write_bytes(transport({"day": "YYMMDD", "region": "$", "amount": "BEST", "qty": "BEST", "temp": "BEST"}, values))
    with pyarrow.CompressedOutputStream(pyarrow.OSFile(str(paths["t.csv.zst"]), "wb"), "zstd") as file:
        file.write((FOLDER / "t.csv").read_bytes())
    with sqlite3.connect(paths["t.sqlite"]) as connection:
        FRAME.assign(day=FRAME["day"].dt.strftime("%Y-%m-%d")).to_sql("t", connection, index=False)
    connection.close()
    for name in ("t.parquet", "t.sqlite"):
        paths[f"{name}.gz"].write_bytes(gzip.compress(paths[name].read_bytes()))
    with zipfile.ZipFile(paths["t.dta.zip"], "w") as archive:
        archive.write(paths["t.dta"], "t.dta")
    readers = {"t.parquet": ["pyarrow", "polars", "duckdb"], "t.feather": ["pyarrow", "polars"], "t.arrow": ["pyarrow", "polars"], "t.orc": ["pyarrow"], "t.avro": ["polars"], "t.dta": ["pandas"], "t.xpt": ["pandas"]}
    readers.update({"t.csv.zst": ["pyarrow"], "t.sqlite": [""], "t.parquet.gz": ["pyarrow", "polars"], "t.dta.zip": ["pandas"], "t.sqlite.gz": [""]})
    return [(paths[name], libraries) for name, libraries in readers.items()]


def profile(path, library=None):
    """What is printed and shown with this library alone; pandas needs numpy, which therefore stays."""
    hidden = {name: sys.modules.get(name) for name in LIBRARIES} if library is not None else {}
    for name in hidden:
        # Libraries that were loaded import their own parts by name.
        if name != library and not (library == "pandas" and name == "pyarrow"):
            sys.modules[name] = None
    try:
        printed, shown = profiled(path)
    finally:
        for name, module in hidden.items():
            sys.modules.pop(name, None) if module is None else sys.modules.__setitem__(name, module)
    tables = {table["title"]: table for bundle in shown if (table := bundle.get("application/vnd.docent.table+json"))}
    return printed, tables


def main():
    FRAME.to_csv(FOLDER / "t.csv", index=False)
    _, right = profile(FOLDER / "t.csv")
    for path, libraries in write():
        for library in libraries:
            printed, tables = profile(path, library)
            differences = [title for title in ("Columns", "Numeric summary") if tables.get(title, {}).get("rows") != right[title]["rows"]]
            differences += ["rows"] if tables.get("First rows", {}).get("totalRows") != len(FRAME) else []
            yield {"file": path.name, "library": library, "differences": [*differences, *([printed] if differences else [])]}
        if libraries != [""]:
            yield {"file": path.name, "library": None, "refused": profile(path, "")[0]}


json.dump(list(main()), sys.stdout)

"""A table of the depots over the last ninety days of data.csv, and what rain does to punctuality.

Uses pandas where it is installed and the standard library where it is not; both print the same. Usage:
    python analysis/depot_report.py [data.csv]
"""

import csv
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

DAYS = 90
# data/README.md lists the known faults of data.csv; these two would spoil the figures.
MAX_EURO_PER_LOAF = 12
RAINY_MM = 5


def find_data():
    """The file named on the command line, else data.csv here or one folder up."""
    named = [Path(argument) for argument in sys.argv[1:] if argument.endswith(".csv")]
    candidates = named or [Path("/mnt/data/data.csv"), Path("data.csv"), Path("../data.csv")]
    for candidate in candidates:
        if candidate.exists():
            return candidate
    raise SystemExit(f"No data.csv found; looked for {', '.join(map(str, candidates))}.")


def with_pandas(path):
    import pandas as pd

    frame = pd.read_csv(path, parse_dates=["date"]).drop_duplicates()
    frame = frame[frame.revenue_eur / frame.loaves <= MAX_EURO_PER_LOAF]
    recent = frame[frame.date > frame.date.max() - pd.Timedelta(days=DAYS)]
    sums = recent.groupby("depot")[["orders", "revenue_eur", "late"]].sum()
    table = [(depot, row.orders, row.revenue_eur, row.late) for depot, row in sums.iterrows()]
    wet = frame.rain_mm >= RAINY_MM
    dry = frame.rain_mm < RAINY_MM  # not ~wet: where the rain is unknown, both are false
    return table, frame[wet].late.sum() / frame[wet].orders.sum(), frame[dry].late.sum() / frame[dry].orders.sum()


def with_standard_library(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list({tuple(row.items()): row for row in csv.DictReader(file)}.values())
    rows = [row for row in rows if float(row["revenue_eur"]) / int(row["loaves"]) <= MAX_EURO_PER_LOAF]
    first = max(date.fromisoformat(row["date"]) for row in rows) - timedelta(days=DAYS)
    sums = defaultdict(lambda: [0, 0.0, 0])
    rain = {True: [0, 0], False: [0, 0]}
    for row in rows:
        if date.fromisoformat(row["date"]) > first:
            for index, column in enumerate(("orders", "revenue_eur", "late")):
                sums[row["depot"]][index] += float(row[column])
        if row["rain_mm"]:
            late_and_all = rain[float(row["rain_mm"]) >= RAINY_MM]
            late_and_all[0] += int(row["late"])
            late_and_all[1] += int(row["orders"])
    return [(depot, *values) for depot, values in sorted(sums.items())], rain[True][0] / rain[True][1], rain[False][0] / rain[False][1]


def report(path):
    try:
        table, wet, dry = with_pandas(path)
    except ImportError:
        table, wet, dry = with_standard_library(path)
    print(f"{'depot':<10}{'orders':>8}{'revenue':>12}{'late':>8}")
    for depot, orders, revenue, late in table:
        print(f"{depot:<10}{orders:>8.0f}{revenue:>12,.2f}{late / orders:>8.1%}")
    print(f"\nLate on days with {RAINY_MM} mm of rain or more: {wet:.1%}; on all others: {dry:.1%}.")


report(find_data())

"""Logs and series of files put together whose rows get more cells from some line on."""
from ugly import Ugly

HEAD = "time,host,status,ms\n"


def hours(month: int, rows: int, more: str = "", before: str = "") -> str:
    return "".join(f"2024-{month:02}-{1 + row // 24 % 28:02}T{row % 24:02}:00:00,{before}h{row % 3},{200 + row % 2},{row * 7 % 50}{more and more.format(row % 4)}\n" for row in range(rows))


LATER = "the rows before have nothing in "
FILES = [
    Ugly("one more.csv", HEAD + hours(1, 60) + hours(2, 100, ",{}"), rows=160, columns=["time", "host", "status", "ms", "Column 5"], cells={"Column 5": {"Missing": 60, "Max": 3}, "ms": {"Missing": 0}}, says=["from line 62 on rows have 5 cells instead of 4: " + LATER + "`Column 5`"]),
    Ugly("fewer of the longer.csv", HEAD + hours(1, 90) + hours(2, 20, ",{}"), rows=110, cells={"Column 5": {"Missing": 90}}, says=["from line 92 on"]),
    Ugly("a second head.csv", HEAD + hours(1, 60) + "time,host,status,ms,tries\n" + hours(2, 100, ",{}"), rows=160, columns=["time", "host", "status", "ms", "tries"], cells={"tries": {"Missing": 60, "Max": 3}}, says=[LATER + "`tries`"]),
    Ugly("a column between.csv", HEAD + hours(1, 60) + "time,region,host,status,ms\n" + hours(2, 100, before="eu,"), rows=160, columns=["time", "region", "host", "status", "ms"], cells={"region": {"Missing": 60}, "ms": {"Missing": 0, "Max": 49}}, says=[LATER + "`region`"]),
    Ugly("two more with blanks.log", (hours(1, 60) + hours(2, 100, ",{},9")).replace(",", " "), rows=160, cells={"Column 4": {"Missing": 0, "Max": 49}, "Column 6": {"Missing": 60}}, says=["rows have 6 cells instead of 4"]),
    Ugly("behind the beginning.csv", HEAD + hours(1, 8_500) + hours(2, 600, ",{}"), rows=9_100, columns=["time", "host", "status", "ms", "Column 5"], cells={"Column 5": {"Missing": 8_500}}, says=["from line 8,502 on"]),
    Ugly("comments between.csv", HEAD + hours(1, 60) + "# a fan, in rack 3, since, March, 2024\n# and, its, tries, too, now\n" + hours(2, 100, ",{}"), rows=160, types={"ms": "integer"}, says=["from line 64 on", "2 comment lines left out"], silent=["read as dates", "two-digit"]),
    Ugly("names after a sign.csv", "# " + HEAD + hours(1, 60) + hours(2, 100, ",{}"), rows=160, columns=["time", "host", "status", "ms", "Column 5"]),
    Ugly("a slip at the end.csv", HEAD + hours(1, 60) + hours(2, 1, ",{}"), rows=60, says=["1 row with a wrong number of cells"]),
    Ugly("slips.csv", HEAD + hours(1, 30) + hours(2, 1, ",{}") + hours(3, 30) + hours(4, 2, ",{}"), rows=60, says=["3 rows with a wrong number of cells"]),
    Ugly("empty cells behind.csv", HEAD + hours(1, 30) + hours(2, 30, ","), rows=60, columns=["time", "host", "status", "ms"]),
    Ugly("other columns.csv", HEAD + hours(1, 30) + "".join(f"{row},5,6,7,eight\n" for row in range(20)), rows=30, columns=["time", "host", "status", "ms"], says=["20 rows with a wrong number of cells"]),
]

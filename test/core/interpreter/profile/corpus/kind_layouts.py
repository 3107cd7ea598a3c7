"""How tables lie in documents: maps, lists of values, several tables and sheets, heads of several lines, cells that reach over others."""
import json

from kind_formats import workbook, zipped
from ugly import Ugly


def page(rows: str) -> str:
    return f"<html><body><table>{rows}</table></body></html>"


def opened(rows: list[list[object]]) -> bytes:
    """An OpenDocument spreadsheet; a pair is a text and over how many rows it reaches."""

    def cell(value: object) -> str:
        text, down = value if isinstance(value, tuple) else (value, 1)
        return f'<table:table-cell table:number-rows-spanned="{down}"><table:p>{text}</table:p></table:table-cell>'

    lines = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return zipped({"content.xml": f'<all xmlns:table="t"><table:table table:name="Data">{"".join(lines)}</table:table></all>'})


OUTLINE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]
TOPOLOGY = {
    "type": "Topology",
    "objects": {"boroughs": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[place]], "id": f"B{place}", "properties": {"people": 100 * place}} for place in range(1, 5)]}},
    "arcs": [[[place, place], [1, 2], [3, 4]] for place in range(60)],
}
FEATURES = {"type": "FeatureCollection", "features": [{"type": "Feature", "id": f"0{place}", "properties": {}, "geometry": {"type": "Polygon", "coordinates": OUTLINE}} for place in range(1, 6)]}
FITTED = {"sigma": 10.7, "fit": {"hat": [0.5, 0.25, 0.75], "cooks": [1, 2, 6]}, "call": "lm(y ~ x)"}

FILES = [
    Ugly("boroughs.topo.json", json.dumps(TOPOLOGY), rows=4, columns=["id", "people"], cells={"people": {"Mean": 250}}, says=["features of a map"]),
    Ugly("layers.json", json.dumps({**TOPOLOGY, "objects": {**TOPOLOGY["objects"], "land": {"type": "MultiPolygon", "arcs": [[[0]]]}}}), rows=5, columns=["layer", "id", "people"]),
    Ugly("outlines.geojson", json.dumps(FEATURES), rows=5, columns=["id"], types={"id": "identifier"}),
    Ugly("one outline.geojson", json.dumps({"type": "Feature", "properties": {"name": "Rome", "people": 5}, "geometry": {"type": "Polygon", "coordinates": OUTLINE}}), rows=1, columns=["name", "people"]),
    Ugly("no map.json", json.dumps({"version": 1, "features": [{"id": place, "name": f"x{place}", "price": 3 * place} for place in range(1, 4)]}), rows=3, columns=["id", "name", "price"], silent=["features of a map"]),
    Ugly("numbers and none.json", "[5, null, 9]", rows=3, columns=["value"], cells={"value": {"Mean": 7, "Missing": 1}}),
    Ugly("heights.json", json.dumps({"width": 3, "height": 2, "values": [103, 104, 108, 94, 95, 96]}), rows=6, columns=["values"], cells={"values": {"Mean": 100, "Min": 94}}),
    Ugly("numbers.json", "[5, 7, 9, 11]", rows=4, columns=["value"], cells={"value": {"Mean": 8}}),
    Ugly("fitted.json", json.dumps(FITTED), rows=3, columns=["hat", "cooks"], cells={"cooks": {"Mean": 3}}, says=["the values of `fit`"]),
    Ugly("empty records.json", json.dumps([{"team": "A", "score": {"full": 1}}, {"team": "B", "score": {}}, {"team": "C", "score": {"full": 5}}]), rows=3, columns=["team", "score.full"], cells={"score.full": {"Missing": 1, "Mean": 3}}),
    Ugly("a table of tabs.json", "#name\tn\nA\t1\nB\t2\nC\t6\n", rows=3, columns=["name", "n"], cells={"n": {"Mean": 3}}),
    Ugly("within a cell.html", page("<tr><td>name</td><td>n</td></tr><tr><td>A</td><td>1<table></table></td></tr><tr><td>B</td><td>5</td></tr>"), rows=2, columns=["name", "n"], cells={"n": {"Mean": 3}}),
]

STACKED = "region,amount\nN,10\nS,20\n\ncity,temp,wind\nRome,20,3\nOslo,4,7\nBonn,12,5\n"
ALIKE = "account,balance\nA,10\nB,20\n\nday,amount\n2024-01-05,5\n2024-01-06,7\n2024-01-07,9\n"
LEVELS = [["Region", "2023", None, None, None, "2024", None, None, None], [None, "H1", None, "H2", None, "H1", None, "H2", None], [None, *["Units", "Price"] * 4]]
WRAPPED = "\n".join([",S&P,,,Consumer", ",Comp.,Dividend,Long,Price", "Date,P,D,Rate,Index", "1871.01,4.44,0.26,5.3,12.5", "1871.02,4.5,0.27,5.4,12.7", "1871.03,4.6,0.28,5.5,12.9", ""])

FILES += [
    Ugly("two tables.csv", STACKED, rows=3, columns=["city", "temp", "wind"], cells={"temp": {"Mean": 12}}, says=["2 tables stand below each other: only the largest was read, which begins in line 5"], silent=["wrong number of cells"]),
    Ugly("two tables alike.csv", ALIKE, rows=3, columns=["day", "amount"], cells={"amount": {"Mean": 7}}, adds=["amount"], says=["2 tables"]),
    Ugly("the larger first.csv", "day,amount\n2024-01-05,5\n2024-01-06,7\n2024-01-07,9\n,\naccount,balance\nA,10\nB,20\n", rows=3, columns=["day", "amount"], cells={"amount": {"Mean": 7}}, adds=["amount"], says=["begins in line 1"]),
    Ugly("one table in pages.csv", "day,n\n2024-01-05,5\n2024-01-06,7\n\nday,n\n2024-01-07,9\n2024-01-08,3\n", rows=4, cells={"n": {"Mean": 6}}, silent=["tables stand"]),
    Ugly("gaps between rows.csv", "name,n\nA,1\nB,2\n\nC,3\nD,6\n\nsource: office\n", rows=4, cells={"n": {"Mean": 3}}, silent=["tables stand"]),
    Ugly("a gap below a gap.csv", "name,n\nA,1\nB,2\n\nC,unknown\nD,4\nE,5\n", rows=5, cells={"n": {"Mean": 3, "Missing": 1}}, silent=["tables stand"]),
    Ugly("two tables.xlsx", workbook([["account", "balance"], ["A", 10], [], ["city", "temp"], ["Rome", 20], ["Oslo", 4], ["Bonn", 12]]), rows=3, columns=["city", "temp"], cells={"temp": {"Mean": 12}}, says=["begins in line 4"]),
    Ugly("three levels.xlsx", workbook([*LEVELS, ["N", 1, 10, 2, 11, 3, 12, 4, 13], ["S", 2, 20, 3, 22, 4, 23, 5, 24], ["E", 3, 30, 4, 33, 5, 34, 6, 35]]), rows=3,
         columns=["Region", *(f"{year} / {half} / {name}" for year in (2023, 2024) for half in ("H1", "H2") for name in ("Units", "Price"))], cells={"2024 / H2 / Price": {"Mean": 24}}, silent=["above the table"]),
    Ugly("broken names.csv", WRAPPED, rows=3, columns=["Date", "Comp. / P", "Dividend / D", "Long / Rate", "Price / Index"], cells={"Dividend / D": {"Mean": 0.27}}),
    Ugly("a title of two cells.csv", "Staff,,As of May,\nname,n,grade,grade\nA,1,x,y\nB,2,y,z\nC,6,x,z\n", rows=3, columns=["name", "n", "grade", "grade (2)"], cells={"n": {"Mean": 3}}, says=["1 line above"]),
    Ugly("numbered columns.txt", "1 2 3\nmodel zones age\n1 1004 0.5\n2 1025 0.7\n3 1034 0.9\n", rows=3, columns=["model", "zones", "age"], cells={"zones": {"Mean": 1021}}),
    Ugly("codes alone.dat", '"Boeing 727","B72","B721"\n"Boeing 737","B73","B731"\n"Airbus A320","A20","A320"\n"Airbus A330","A30","A330"\n', rows=4, columns=["Column 1", "Column 2", "Column 3"]),
    Ugly("one row below a row.csv", "English,Hello\nHebrew,Shalom\n1337,13.5\n", rows=2, columns=["English", "Hello"], silent=["row of units"]),
    Ugly("prose above.txt", "GNP in 1982 dollars,\ndiscount rate on 90 day bills,\nsource: Digest of conditions\nand of others\nM1 gnp rd rb\n450.9 1406.8 0.01 0.026\n450.9 1401.2 0.008 0.025\n" + "450.9 1418 0.007 0.024\n" * 20, rows=22, columns=["M1", "gnp", "rd", "rb"], cells={"M1": {"Max": 450.9}}),
]

CONTENTS = [["Data of the office"], [], [None, None, "Contents"], ["No.", "Sheet"], [1, "Rates"], [2, "Notes"], [], [None, None, None, None, "www"]]
RATES = [["city", "rate"], ["Rome", 2.5], ["Oslo", 3.5], ["Bonn", 6]]
PEOPLE = [["written by", "mail"], ["Ann", "ann at home"], ["Bob", "bob at home"], ["Cid", "cid at home"]]

FILES += [
    Ugly("contents first.xlsx", workbook(CONTENTS, {"Rates": RATES}), rows=3, columns=["city", "rate"], cells={"rate": {"Mean": 4}}, says=["only the sheet `Rates` was read, not `Data`"]),
    Ugly("authors first.xlsx", workbook(PEOPLE, {"Rates": RATES}), rows=3, columns=["city", "rate"], cells={"rate": {"Mean": 4}}),
    Ugly("texts alone.xlsx", workbook(PEOPLE, {"Empty": []}), rows=3, columns=["written by", "mail"]),
    Ugly("a list.xlsx", workbook([["name"], ["x1"], ["x2"], ["x3"]]), rows=3, columns=["name"]),
    Ugly("merged down.xlsx", workbook([["sex", "age", "n"], ["Male", "15-24", 10], [None, "25-44", 20], ["Female", "15-24", 30], [None, "25-44", 40]], merged=("A2:A3", "A4:A5")), rows=4, types={"sex": "category"},
         cells={"sex": {"Missing": 0, "Distinct": 2}}),
    Ugly("merged amounts.xlsx", workbook([["year", "name", "budget"], [2023, "x", 100], [None, "y", None], [2024, "z", 50], [None, "w", None]], merged=("A2:A3", "A4:A5", "C2:C3", "C4:C5")), rows=4,
         cells={"year": {"Missing": 0, "Distinct": 2}, "budget": {"Missing": 2, "Mean": 75}}),
    Ugly("merged.ods", opened([["team", "name", "budget"], [("A", 2), "x", (100, 2)], ["", "y", ""], [("B", 2), "z", (50, 2)], ["", "w", ""]]), rows=4, cells={"team": {"Missing": 0, "Distinct": 2}, "budget": {"Missing": 2, "Mean": 75}}),
    Ugly("amounts in one.html", page("<tr><th>year</th><th>name</th><th>n</th></tr><tr><td rowspan=2>2023</td><td>x</td><td rowspan=2>100</td></tr><tr><td>y</td></tr><tr><td rowspan=2>2024</td><td>z</td><td rowspan=2>50</td></tr><tr><td>w</td></tr>"),
         rows=4, cells={"year": {"Missing": 0, "Distinct": 2}, "n": {"Missing": 2, "Mean": 75}}),
    Ugly("many rows with gaps.xlsx", workbook([["id", *(f"q{place}" for place in range(12))], *([row, *[None] * (row % 12), 5] for row in range(40))], {"Codes": [["code", "n"], ["a", 1], ["b", 2]]}), rows=40, says=["only the sheet `Data` was read"]),
    Ugly("rows in one.html", page("<tr><th rowspan=2>sex</th><th colspan=2>2023</th></tr><tr><th>age</th><th>n</th></tr><tr><td rowspan=2>F</td><td>young</td><td>1</td></tr><tr><td>old</td><td>2</td></tr><tr><td rowspan='2'>M</td><td>young</td><td>3</td></tr><tr><td>old</td><td>6</td></tr>"),
         rows=4, columns=["sex", "2023 / age", "2023 / n"], types={"sex": "category"}, cells={"2023 / n": {"Mean": 3}}),
    Ugly("rows and columns in one.html", page("<tr><th>a</th><th>b</th><th>n</th></tr><tr><td rowspan=2 colspan=2>x</td><td>1</td></tr><tr><td>2</td></tr><tr><td>y</td><td>z</td><td>6</td></tr>"), rows=3, columns=["a", "b", "n"], cells={"n": {"Mean": 3}}),
    Ugly("stars.xml", '<?xml version="1.0"?><VOTABLE><TABLE><FIELD name="star"/><FIELD name="mag"/><DATA><TABLEDATA><TR><TD>A</TD><TD>1.5</TD></TR><TR><TD>B</TD><TD>2.5</TD></TR><TR><TD>C</TD><TD>5</TD></TR></TABLEDATA></DATA></TABLE></VOTABLE>',
         rows=3, columns=["star", "mag"], cells={"mag": {"Mean": 3}}),
]

MPG = "".join(f'{18 + row}.0   8   307.0   {130 + row}.0\t"car {row}"\n' for row in range(6))
FIRST, SECOND = "Cooking pasta is a slow and quiet art, as my mother said, for those who wait\n", "The water must boil for a while, and salt goes in, before anything else does\n"
APOSTROPHES = "id,what,n\n" + "".join(f"{row},'a, b',{row}\n" for row in range(10)) + "10,'90s,5\n11,'a, b',6\n12,'a, b',4\n"

FILES += [
    Ugly("tabs and blanks.data", MPG, rows=6, columns=[f"Column {place}" for place in range(1, 6)], cells={"Column 1": {"Min": 18, "Max": 23}, "Column 4": {"Mean": 132.5}}, first=["18.0", "8", "307.0", "130.0", "car 0"]),
    Ugly("commas in prose.txt", FIRST + SECOND + FIRST, refused="does not look like a table"),
    Ugly("answers in sentences.csv", "question,answer\n" + "".join(f"How do I reset part number {part}?,You press the red button on its back\n" for part in "abcde"), rows=5, columns=["question", "answer"]),
    Ugly("one line of prose.txt", FIRST, refused="does not look like a table"),
    Ugly("aligned texts.txt", "name               state     phone\nJohn Smith         WA        418-Y11-4111\nMary Hartford      CA        319-Z19-4341\nEvan Nolan         IL        219-532-C301\n", rows=3, columns=["name", "state", "phone"]),
    Ugly("a list of codes.txt", "tt0111161\ntt1856010\ntt0096694\n", rows=3, cells={"Column 1": {"Distinct": 3}}),
    Ugly("addresses.rst.txt", ".. _one: https://one.org\n.. _two: https://two.org\n.. _three: https://three.org\n", refused="does not look like a table"),
    Ugly("one cell in single quotes.csv", "id,name,n\n1,'a, b',2\n2,c,3\n3,d,4\n4,e,7\n", rows=4, cells={"n": {"Mean": 4}}, first=["1", "a, b", "2"]),
    Ugly("an apostrophe.csv", "id,name,n\n1,'tis,2\n2,c,3\n3,it's,4\n4,e,7\n", rows=4, cells={"n": {"Mean": 4}}, first=["1", "'tis", "2"]),
    Ugly("an apostrophe among quotes.csv", APOSTROPHES, rows=13, columns=["id", "what", "n"], cells={"n": {"Mean": 60 / 13}, "what": {"Distinct": 2}}, silent=["wrong number of cells"]),
    Ugly("lines of many widths.txt", "a b c\n" + "x y\n1 2 3 4 5\nx y\n1 2 3 4\n" * 30, refused="does not look like a table"),
]

FILES += [
    Ugly("long texts of codes.csv", "EventId,EventTemplate\nE1,Accepted password for <*> from <*> port <*> ssh2\nE2,Connection closed by <*> while it was being made\nE3,Did not receive an identification string from <*>\n", rows=3, columns=["EventId", "EventTemplate"]),
    Ugly("numbered names and a class.csv", "0,1,2,3,class\n144.95,105.3,202.1,16018.8,1\n117.43,97.27,215.6,24654.9,2\n136.8,106.3,185.1,13970.5,1\n", rows=3, columns=["0", "1", "2", "3", "class"], cells={"0": {"Max": 144.95}}),
    Ugly("a comment above widths.dat", "# This file is from Roman et al. 1987: it has limits\n" + "  0.0000 24.0000  88.0000 UMi\n  8.0000 14.5000  86.5000 Cep\n 21.0000 23.0000  86.1667 Cam\n" * 4, rows=12, columns=[f"Column {place}" for place in range(1, 5)], cells={"Column 2": {"Max": 24}}, says=["comment"]),
    Ugly("a sign before names.dat", "# a b c\n1 2 3.5\n4 6 7.5\n7 4 8.5\n", rows=3, columns=["a", "b", "c"], cells={"b": {"Mean": 4}}),
    Ugly("vertical tabs.csv", '"name\n\v start",b\nd,1\ne,2\nf,6\n', rows=3, columns=["name start", "b"], cells={"b": {"Mean": 3}}),
]

WEKA = "% made by hand\n@relation weather\n\n@attribute outlook {sunny, 'very rainy'}\n@ATTRIBUTE 'air temp' numeric\n@attribute play {yes,no}\n\n@data\n% the rows\nsunny,85,no\n'very rainy',?,yes\nsunny,95,yes\n"

FILES += [
    Ugly("weather.arff", WEKA, rows=3, columns=["outlook", "air temp", "play"], cells={"air temp": {"Mean": 90, "Missing": 1}, "outlook": {"Distinct": 2}}, says=["an ARFF file"]),
    Ugly("an apostrophe.arff", "@relation s\n@attribute what string\n@attribute n numeric\n@data\n\"it's, so\",5\nno,7\n", rows=2, columns=["what", "n"], first=["it's, so", "5"]),
    Ugly("sparse.arff", "@relation s\n@attribute a numeric\n@attribute b numeric\n@data\n{0 5}\n{1 7}\n", refused="sparse ARFF file"),
    Ugly("none.arff", "@relation s\n@attribute a numeric\n@data\n", refused="without rows"),
]

SERVED = "".join(f'10.0.0.{row} - {"ann" if row % 2 else "-"} [0{row + 1}/Oct/2023:13:55:36 +0200] "GET /page{row}.html HTTP/1.1" 200 {100 * row} "-" "Mozilla/5.0 (X11)"\n' for row in range(1, 8))

FILES += [
    Ugly("access.log", SERVED, rows=7, columns=[f"Column {place}" for place in range(1, 10)], types={"Column 4": "date and time"}, cells={"Column 4": {"Min": "2023-10-02 13:55:36"}, "Column 7": {"Mean": 400}, "Column 3": {"Missing": 3}}),
    Ugly("empty brackets.txt", "id pair n\n1 [] 5\n2 [3 4] 7\n3 [5 6] 12\n", rows=3, columns=["id", "pair", "n"], cells={"n": {"Mean": 8}}),
    Ugly("brackets behind a name.txt", "id cell n\n1 a[1] 5\n2 b[2] 7\n3 c[3] 12\n", rows=3, first=["1", "a[1]", "5"]),
    Ugly("lists in brackets.txt", "id pair n\n1 [1, 2] 5\n2 [3, 4] 7\n3 [5, 6] 12\n", rows=3, columns=["id", "pair", "n"], cells={"n": {"Mean": 8}}),
    Ugly("a total with a comma behind.csv", "Date,Quantity,Amount,\n2020-09-24,5,$100.00,\n2020-10-02,7,$140.00,\nTotal,12,$240.00,\n", rows=2, types={"Date": "date"}, says=["1 total row left out"], adds=["Quantity", "Amount"]),
    Ugly("rows mostly without their ends.tsv", "area\tyear\tlife\tsource\n" + "".join(f"A{place % 4}\t{1900 + place}" + (f"\t{50 + place}\tHMD" if place % 9 == 4 else "") + "\n" for place in range(90)), rows=90, columns=["area", "year", "life", "source"], cells={"life": {"Missing": 80, "Max": 135}}, says=["80 rows end early"]),
    Ugly("two beside each other.xlsx", workbook([["Region", "Sales", None, "Product", "Units", "Price"], *[[*((f"R{row}", 10 * row) if row < 4 else (None, None)), None, f"P{row}", row, 5 + row] for row in range(1, 9)]]), rows=8, columns=["Product", "Units", "Price"], cells={"Units": {"Mean": 4.5}}, says=["2 tables stand beside each other: only the largest was read, which begins in column 4"], adds=["Units"]),
    Ugly("of one make beside each other.csv", "Month,Sales,,Month,Sales\n" + "".join(f"2023-{month:02},{month * 10},,2024-{month:02},{month * 11}\n" for month in range(1, 7)), rows=6, columns=["Month", "Sales"], says=["2 tables stand beside each other"], adds=["Sales"]),
    Ugly("a smaller one to the right.csv", "shop,rent,,item,price\nS1,10,,a,1.5\nS2,20,,b,2.5\nS3,30,,c,3.5\nS4,40,,,\nS5,50,,,\n", rows=5, columns=["shop", "rent"], cells={"rent": {"Mean": 30}}, says=["begins in column 1"]),
    Ugly("a lower one beside.csv", "Prices,,,,,\nitem,price,,shop,town,rent\na,1.5,,S1,Rome,10\nb,2.5,,S2,Bonn,20\nc,3.5,,S3,Paris,30\n,,,S4,Graz,40\n,,,S5,Lyon,50\n", rows=5, columns=["shop", "town", "rent"], cells={"rent": {"Mean": 30}}),
    Ugly("lines longer than a sample.csv", "".join(",".join(f"{begin}{place}" for place in range(2_000)) + "\n" for begin in ("reading " * 20, 1, 2, 3)), rows=3, silent=["wrong number"]),
    Ugly("an empty column within.csv", "item,price,,shop,rent\na,1.5,,S1,10\nb,2.5,,S2,20\nc,3.5,,S3,30\nd,4.5,,S4,40\n", rows=4, cells={"price": {"Mean": 3}, "rent": {"Mean": 25}}, silent=["beside each other"]),
    Ugly("years with a gap between.csv", "Region,2023,,,2024,\n,Units,Price,,Units,Price\nN,1,10,,2,11\nS,2,20,,3,22\nE,3,30,,4,33\n", rows=3, silent=["beside each other"]),
]

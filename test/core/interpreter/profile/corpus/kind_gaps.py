"""Missing values, values below a limit, totals, comments and footers."""
from ugly import Ugly

SALES = "month,sales\n" + "".join(f"2023-{month:02},{month * 100}\n" for month in range(1, 13))


def marked(marker: str) -> Ugly:
    return Ugly("marker.csv", f"g,v\nA,1\nB,{marker}\nC,3\nD,5\n", rows=4, cells={"v": {"Mean": 3, "Missing": 1}}, says=[r"read as missing"])


GROUPED = "what,n\n" + "".join("".join(f"a{group}{row},{group * 3 + row * 7}\n" for row in range(5)) + f"Subtotal,{group * 15 + 70}\n" for group in range(30))
LONG = "".join(f"North,{row},{row % 7}\n" for row in range(30))

FILES = [
    Ugly("subtotals.csv", "region,units\nNorth,10\nSouth,20\nSubtotal,30\nEast,60\nWest,5\nSubtotal,65\nGrand Total,95\n", rows=4, cells={"units": {"Mean": 23.75, "Max": 60}}, says=["2 rows that are sums"], adds=["units"]),
    Ugly("Excel's subtotals.csv", 'region,city,amount\nNorth,A,"1,000.50"\nNorth,B,20.25\nNorth Total,,"1,020.75"\nSouth,C,30\nSouth,D,70\nSouth Total,,100.00\nGrand Total,,"1,120.75"\n', rows=4, types={"region": "category"}, cells={"amount": {"Max": 1000.5}}, adds=["amount"]),
    Ugly("two pivots.csv", "Label,Sum\nA,10\nB,20\nGrand Total,30\n,\nLabel,Sum\nC,7\nD,8\nGrand Total,15\n", rows=4, cells={"Sum": {"Mean": 11.25}}, adds=["Sum"]),
    Ugly("many subtotals.csv", GROUPED, rows=150, cells={"n": {"Mean": 57.5}}, says=["30 rows that are sums"], adds=["n"]),
    Ugly("more subtotals than are read at a time.csv", GROUPED.replace("what,n\n", "") * 150, rows=22_500, says=["4,500 rows that are sums"]),
    Ugly("a subtotal of many.csv", f"region,n,qty\n{LONG}North Total,435,85\n{LONG.replace('North', 'South')}South Total,435,85\n", rows=60, cells={"qty": {"Max": 6}}, adds=["qty"]),
    Ugly("totals as a level.csv", "sex,year,n\nMale,2020,10\nFemale,2020,12\nTotal,2020,22\nMale,2021,11\nFemale,2021,14\nTotal,2021,25\n", rows=6, cells={"sex": {"Distinct": 3}}),
    Ugly("total is no sum.csv", "firm,n\nShell,10\nTotal,17\nBP,20\nEni,4\n", rows=4, cells={"firm": {"Distinct": 4}}),
    Ugly(
        "dots.csv",
        "id,v\n1,5\n2,10\n3,.\n4,9\n5,3\n6,.\n7,2\n8,7\n9,.\n10,6\n11,0\n12,.\n",
        rows=12,
        types={"v": "integer"},
        cells={"v": {"Missing": 4, "Min": 0, "Max": 10, "Mean": 5.25}},
        says=[r"`\.`.* read as missing"],
    ),
    Ugly(
        "below.csv",
        "region,cases\nr1,10\nr2,15\nr3,9\nr4,<5\nr5,8\nr6,13\nr7,7\nr8,<5\nr9,6\nr10,11\nr11,5\nr12,<5\n",
        rows=12,
        types={"cases": "integer"},
        cells={"cases": {"Mean": 84 / 9}},
        says=[r"3 values .*below 5 \(`<5`\)"],
        adds=["cases"],
    ),
    Ugly("codes.csv", "iso2,pop\nNA,2.5\nZA,60\nBW,2.4\nAO,35\n", rows=4, cells={"iso2": {"Missing": 0, "Distinct": 4}}),
    *(marked(marker) for marker in (":", "nil", "unknown", "(blank)", "..", "n.a.", "n/d", "#REF!", "not available", "k. A.", "s/d", "*", "\\N", "(X)", "x")),
    Ugly("totals.csv", SALES + "Total,7800\n", rows=12, cells={"sales": {"Mean": 650, "Max": 1200}, "month": {"Missing": 0}}, says=[r"1 total row .*left out.*line 14"], adds=["sales"]),
    Ugly("grand totals.csv", "region,units\nNorth,10\nSouth,20\nEast,60\nGrand Total,90\n", rows=3, cells={"units": {"Mean": 30}}, says=["total row"], adds=["units"]),
    Ugly("Summe.csv", "Ort;Anzahl\nA;10\nB;20\nC;60\nSumme;90\n", rows=3, cells={"Anzahl": {"Mean": 30}}, adds=["Anzahl"]),
    Ugly("unnamed total.csv", "region,city,units\nN,A,10\nN,B,20\nS,C,60\n,Total,90\n", rows=3, cells={"units": {"Mean": 30}}, adds=["units"]),
    Ugly(
        "comments.csv",
        "# exported by tool v1\nx,y\n1,2\n# gap\n3,4\n5,9\n7,1\n",
        rows=4,
        columns=["x", "y"],
        cells={"x": {"Mean": 4}, "y": {"Mean": 4}},
        says=["2 comment lines"],
    ),
    Ugly(
        "footer.csv",
        "region,births,deaths\nNorth,10,4\nSouth,20,6\nEast,30,8\n\nSource: Office of Statistics\n(c) 2024, all rights reserved\n",
        rows=3,
        cells={"births": {"Mean": 20, "Missing": 0}},
        says=["below the table"],
        adds=["births", "deaths"],
    ),
    Ugly(
        "footer of full width.csv",
        "region,births,deaths\nNorth,10,4\nSouth,20,6\nEast,30,8\n,,\n* provisional,,\nSource: Office,,\n",
        rows=3,
        cells={"births": {"Mean": 20, "Missing": 0}},
        adds=["births", "deaths"],
    ),
    Ugly(
        "World Bank.csv",
        '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-06-28",\n\n"Country Name","Country Code","Indicator Name","2020","2021","2022",\n'
        '"Aruba","ABW","Urban population, total","10","","30",\n"Chad","TCD","Urban population, total","20","5","40",\n"Peru","PER","Urban population, total","30","7","50",\n',
        rows=3,
        columns=["Country Name", "Country Code", "Indicator Name", "2020", "2021", "2022"],
        cells={"2020": {"Mean": 20}, "2021": {"Missing": 1}},
    ),
    Ugly("blank rows.csv", "a,b\n1,2\n,\n3,4\n\n5,9\n,\n", rows=3, cells={"a": {"Missing": 0}}),
    Ugly("Excel's errors.csv", "a,b\nx,#DIV/0!\ny,4\nz,6\nw,#VALUE!\n", rows=4, cells={"b": {"Mean": 5, "Missing": 2}}),
    Ugly("placeholders.csv", "t,n\n" + "".join(f"{row % 9},x\n" for row in range(50)) + "-999,x\n-999,x\n", says=["−999 stands 2 times"], silent=["from −999"]),
    Ugly("one slip.csv", "temp,n\n" + "".join(f"{15 + row % 9},x\n" for row in range(50)) + "4000,x\n", says=["4,000"], silent=["to 4,000"]),
    Ugly("slashes.csv", "// made by hand\n// twice\na;b\n1;2\n3;4\n5;9\n", rows=3, columns=["a", "b"], says=["comment"]),
    Ugly("no registers.csv", "state,cases\n" + "".join(f"S{place},{'Sem registros' if place % 9 == 4 else place * 7 % 23}\n" for place in range(27)), types={"cases": "integer"}, cells={"cases": {"Missing": 3}}, says=["`Sem registros` \\(3 times\\) in `cases` is read as missing"], adds=["cases"]),
]

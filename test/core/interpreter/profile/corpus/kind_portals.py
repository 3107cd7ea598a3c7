"""Files as statistical offices, portals, banks and instruments write them."""
from ugly import Ugly

DESTATIS = """Tabelle: 12411-0001
Bevölkerung: Deutschland, Stichtag
Fortschreibung des Bevölkerungsstandes
Deutschland
Stichtag;Bevölkerungsstand
;Anzahl
31.12.2018;83019213
31.12.2019;83166711
31.12.2020;83155031
31.12.2021;83237124
__________
Quelle: Statistisches Bundesamt
© Statistisches Bundesamt (Destatis), 2023
"""
EUROSTAT = (
    "freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021 \nA,PC,AT\t12.5 \t: \t13.1 p\nA,PC,BE\t: \t11.2 b\t10.9 \n"
    "A,PC,DE\t9.1 \t8.8 \t8.5 e\nA,PC,FR\t7.1 \t7.7 \t: c\n"
)
TRENDS = "Category: All categories\n\nWeek,tea,coffee\n2020-01-05,<1,33\n2020-01-12,5,40\n2020-01-19,7,41\n2020-01-26,<1,45\n2020-02-02,9,50\n"
SENSOR = "time,temp [°C],hum (%)\n" + "".join(f"2024-01-01T00:{minute:02}:00Z,{value},45\n" for minute, value in zip(range(0, 60, 10), ("20.1", "20.3", "-999.9", "20.2", "20.5", "20.4")))

FILES = [
    Ugly("12411-0001.csv", DESTATIS.encode("cp1252"), rows=4, types={"Stichtag": "date"}, says=["below the table", "4 lines above the table"]),
    Ugly(
        "prc.tsv",
        EUROSTAT,
        rows=4,
        types={"2019": "decimal", "2020": "decimal", "2021": "decimal"},
        cells={"2020": {"Missing": 1, "Max": 11.2}, "2021": {"Missing": 1, "Mean": 32.5 / 3}},
    ),
    Ugly("multiTimeline.csv", TRENDS, rows=5, types={"Week": "date", "tea": "integer"}, cells={"tea": {"Mean": 7}, "coffee": {"Max": 50}}, says=["2 values of `tea` below 1"]),
    Ugly(
        "suppressed.csv",
        'Local Authority,Cases,"Rate per 100,000"\nLeeds,120,15.1\nYork,c,c\nHull,80,31.0\nBath,c,c\nEly,20,9.5\n',
        rows=5,
        columns=["Local Authority", "Cases", "Rate per 100,000"],
        cells={"Cases": {"Missing": 2, "Min": 20, "Max": 120}, "Rate per 100,000": {"Missing": 2}},
        adds=["Cases"],
    ),
    Ugly("a comma in a name.csv", "Local Authority,Cases,Rate per 100,000\nLeeds,120,15.1\nYork,40,7.5\nHull,80,31.0\n", rows=3, cells={"Cases": {"Mean": 80}}, adds=["Cases"]),
    Ugly("wide.csv", "Country;1990;1995;2000\nChile;1,5;1,7;2,1\nPeru;0,9;..;1,4\nBolivia;..;0,5;0,7\n", rows=3, cells={"1990": {"Mean": 1.2, "Missing": 1}, "2000": {"Max": 2.1, "Mean": 1.4}}, silent=["000000"]),
    Ugly("sensor.csv", SENSOR, rows=6, types={"time": "date and time"}, says=["−999.9 stands 1 time", "from 20.1 to 20.5"]),
    Ugly(
        "311.csv",
        'Agency,Created Date,Amount,Zip\nNYPD,01/15/2024 12:00:00 AM,"$1,234.00",10001\nDOT,02/20/2024 12:00:00 AM,$20.50,11201\nNYPD,03/01/2024 12:00:00 AM,"($5.00)",10001\nDOT,03/22/2024 12:00:00 AM,"$2,000.00",11201\n',
        rows=4,
        types={"Created Date": "date", "Amount": "amount ($)", "Zip": "identifier"},
        cells={"Amount": {"Min": -5, "Max": 2000}},
        adds=["Amount"],
    ),
    Ugly(
        "bank.csv",
        "Buchungstag;Wertstellung;Verwendungszweck;Betrag (EUR);Saldo\n01.03.2024;01.03.2024;Miete März;-850,00;1.150,00\n04.03.2024;04.03.2024;Gehalt;2.300,50;3.450,50\n05.03.2024;06.03.2024;Bäckerei, Brötchen;-4,20;3.446,30\n".encode("cp1252"),
        rows=3,
        types={"Buchungstag": "date"},
        cells={"Betrag (EUR)": {"Min": -850, "Max": 2300.5}, "Saldo": {"Min": 1150}},
        adds=["Betrag (EUR)"],
    ),
    Ugly(
        "ages.csv",
        "Age group,Males,Females\n0-4,800,760\n5-9,810,770\n10-14,790,750\n85+,100,150\nTotal,2500,2430\n",
        rows=4,
        types={"Age group": "text"},
        cells={"Males": {"Mean": 625}},
        says=["1 total row"],
        adds=["Males", "Females"],
    ),
    Ugly(
        "time series.csv",
        "Province/State,Country/Region,Lat,Long,1/22/20,1/23/20,1/24/20\n,Afghanistan,33.9,67.7,0,0,1\n,Albania,41.1,20.1,0,2,5\nHubei,China,30.9,112.2,444,444,549\n",
        rows=3,
        columns=["Province/State", "Country/Region", "Lat", "Long", "1/22/20", "1/23/20", "1/24/20"],
        cells={"1/24/20": {"Mean": 185}, "Lat": {"Min": 30.9}},
    ),
    Ugly("a pointer.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:fc6047\nsize 1769\n", refused="Git LFS"),
    Ugly("geometries.csv", 'id,geom,name\n1,"POLYGON((1 2,3 4))",a\n2,"POLYGON((5 6,7 8))",b\n3,POINT(1 2),c\n', rows=3, columns=["id", "geom", "name"]),
    Ugly("implicit index.csv", "Ad,Media,Direct\nVisit,9806,13104,6505\nSign-up,3065,6096,3011\nPurchase,1507,2403,1610\n", rows=3, columns=["Column 1", "Ad", "Media", "Direct"], cells={"Ad": {"Max": 9806}}),
    Ugly("a default name.csv", "0\n1.25\n0.5\n-1.0\n", rows=3, columns=["0"], cells={"0": {"Mean": 0.25}}),
]

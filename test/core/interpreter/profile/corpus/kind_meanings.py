"""What columns hold by what they are called and how they run: classes, names, counts so far, moments without a name."""
from datetime import date, timedelta

from kind_public import column
from ugly import Ugly


def daily(name: str, *cells: object) -> str:
    return f"date,{name}\n" + "".join(f"{date(2020, 1, 22) + timedelta(place)},{cell}\n" for place, cell in enumerate(cells))


STARTS = (1131566461 + 977 * place for place in range(30))

FILES = [
    Ugly("clusters.csv", column("cluster", *(place % 6 for place in range(24))), cells={"cluster": {"Mean": None, "Max": 5}}, silent=["mean"]),
    Ugly("how many species.csv", column("species", *(place * place + 2 for place in range(24))), says=["mean"]),
    Ugly("sexes.csv", column("sex", *(1 + place % 2 for place in range(24))), cells={"sex": {"Mean": None}}, silent=["mean"]),
    Ugly("passengers.csv", "k,pclass,fare\n" + "".join(f"k{place},{1 + place % 3},{60 - 20 * (place % 3) + place % 7}\n" for place in range(30)), cells={"pclass": {"Mean": None}, "fare": {"Distinct": 21}}, silent=["opposite directions"]),
    Ugly("answers of zero and one.csv", column("class", *(place % 4 // 3 for place in range(24))), cells={"class": {"Mean": 0.25}}),
    Ugly("cursors.csv", column("cursorid", 2043439, 4547611, 3110042), types={"cursorid": "identifier"}, silent=["mean"]),
    Ugly("objects.csv", column("objectid", 7, 5, 6, 8), types={"objectid": "identifier"}),
    Ugly("acids.csv", column("acid", 7, 5, 6, 8), cells={"acid": {"Mean": 6.5}}),
    Ugly("rows without a name.csv", ",year,v\n" + "".join(f"{row},{1990 + row},{row * row}\n" for row in range(1, 9)), types={"Column 1": "identifier"}, silent=["`Column 1` rises"]),
    Ugly("deaths so far.csv", daily("deaths", *(17 + place * place for place in range(90))), says=["last value"], silent=["total", "adds up"]),
    Ugly("deaths a day.csv", daily("deaths", *(17 + place * 7 % 11 for place in range(90))), says=["adds up to 1,9"], adds=["deaths"]),
    Ugly("votes of all.csv", "year,total votes,electors\n" + "".join(f"{1980 + 4 * place},{1000 + 50 * place},{300 + place % 3}\n" for place in range(12)), says=["yearly value went from 1,000"], silent=["last value"]),
    Ugly("money without a name.csv", "".join(f"{place}\tC{place}\t$ {90 * place},500\n" for place in range(1, 11)), silent=["adds up"], cells={"Column 3": {"Max": 900500}}),
    Ugly("moments without a name.csv", "".join(f"{start},{place % 5}\n" for place, start in enumerate(STARTS)), types={"Column 1": "date and time"}, says=["seconds since 1970"]),
    Ugly("minus one among others.csv", column("signal", *(("-1", "-0.5", "0.8", "0.9")[0 if place == 7 else 1 if place == 9 else 2 + place % 2] for place in range(30))), silent=["no value"]),
    Ugly("minus one for none.csv", column("children", *(-1 if place == 7 else 40 + place % 4 for place in range(30))), says=["may mean that there is no value"]),
    Ugly("people called Null.csv", "name,sex,n\nNan,F,5\nMary,F,7\nNull,M,8\nNa,M,12\n", rows=4, cells={"name": {"Missing": 0, "Distinct": 4}}),
    Ugly("null of a database.csv", "plane,code\nA,\\N\nB,B72\nC,\\N\nD,A20\n", rows=4, cells={"code": {"Missing": 2, "Distinct": 2}}),
    Ugly("months.csv", "date,wounds\n4/1854,0\n5/1854,3\n10/1854,6\n01/1855,7\n", types={"date": "date"}, cells={"date": {"Min": "1854-04-01", "Max": "1855-01-01"}}, says=["April 1854"]),
    Ugly("fractions.csv", column("part", "1/2", "3/4", "1/8", "5/8"), types={"part": "text"}),
    Ugly("whole minutes.csv", column("Time", "10:00:00", "13:08:00", "20:59:00", "11:30:00"), types={"Time": "time of day"}, cells={"Time": {"Min": "10:00:00", "Max": "20:59:00"}}),
    Ugly("finishes.csv", column("Time", "02:10:31", "02:13:08", "03:59:00", "02:30:12"), types={"Time": "duration"}),
]

FILES += [
    Ugly("trees.csv", "entity,number of trees\n" + "".join(f"{name},{trees}\n" for name, trees in (("World", 660), ("Asia", 300), ("Japan", 100), ("China", 200), ("Europe", 360), ("Italy", 360))), silent=["adds up"]),
    Ugly("Consumer Price Index of goods.csv", "year,tuition fees\n" + "".join(f"{1997 + place},{9 * place}.5\n" for place in range(20)), silent=["adds up", "total"]),
    Ugly("numbers of people.csv", "country,number of people aged 15\n" + "".join(f"C{place},{100 + place * 7}\n" for place in range(20)), silent=["adds up"]),
    Ugly("times of a log.csv", column("Time", "16:13:38", "16:14:59", "16:15:18", "16:16:09"), types={"Time": "time of day"}),
    Ugly("keys without a name.dat", "".join(f"{place * place + 3},Airport {place},{place % 9}.25\n" for place in range(40)), types={"Column 1": "identifier"}),
]

FILES += [
    Ugly("inequality.csv", "country,Gini coefficient (income after taxes)\n" + "".join(f"C{place},0.{20 + place}\n" for place in range(30)), silent=["adds up"]),
    Ugly("revenue in millions.csv", "country,Revenue (Millions)\n" + "".join(f"C{place},{20 + place}.5\n" for place in range(30)), says=["adds up"], adds=["Revenue (Millions)"]),
    Ugly("no counts.csv", "country,Number of Days\n" + "".join(f"C{place},{place - 9}.99\n" for place in range(30)), silent=["adds up"]),
    Ugly("relative earnings.csv", column("Earnings relative to others", *(110 + place for place in range(12))), silent=["adds up"]),
    Ugly("years with decimals.csv", "Date,Decimal Date,Average\n" + "".join(f"{1980 + place // 12}-{place % 12 + 1:02},{1980 + (place % 12 + 0.5) / 12 + place // 12:.3f},{340 + place / 9:.2f}\n" for place in range(60)),
         cells={"Decimal Date": {"Mean": None}}, silent=["`Decimal Date` (rises|has)"]),
    Ugly("clocks as numbers.csv", column("SCHED_DEP", *(100 * (place % 24) + place * 7 % 60 for place in range(1, 60))), cells={"SCHED_DEP": {"Mean": None}}, silent=["mean"]),
    Ugly("delays.csv", column("dep_delay_minutes", *(place * 37 % 160 for place in range(1, 60))), says=["mean"]),
    Ugly("hardly beside each other.csv", "a,b,c\n" + "".join(f"{place if place > 16 else ''},{place * 7 % 10 if place < 20 else ''},{place * 5 % 9}\n" for place in range(30)), silent=["`a` and `b` (?:say|rise|move)"]),
    Ugly("one penalty.csv", column("S(t)_reward", *(-1 if place == 7 else 0 for place in range(30))), says=["is −1 in 1 row and 0 in 29 rows|runs"], silent=["may mean that there is no value"]),
    Ugly("two values.csv", column("spike", *(20 if place % 10 == 0 else 0 for place in range(30))), says=["`spike`.. is 0 in 27 rows and 20 in 3 rows"], silent=["few large"]),
    Ugly("codes of water.csv", "huc_cd,flow\n" + "".join(f"{1010000 + place * 3571 % 900},{place * 7 % 13}\n" for place in range(24)), cells={"huc_cd": {"Mean": None}}, silent=["`huc_cd` and"]),
    Ugly("areas of post.csv", "MODZCTA,n\n" + "".join(f"{10001 + place * 31 % 97},{place * 7 % 13}\n" for place in range(24)), types={"MODZCTA": "identifier"}),
    Ugly("numbers in another order.csv", ",g,v\n" + "".join(f"{1 + place * 7 % 30},g{place % 3},{place * place % 11}\n" for place in range(30)), types={"Column 1": "identifier"}),
    Ugly("a logger without a sensor.csv", column("temp", *(-7999 if place in (3, 9, 12, 20) else 18 + place % 5 for place in range(30))), says=["−7,999 stands 4 times"], silent=["from −"]),
    Ugly("index of a series.csv", ",TAMB\n" + "".join(f"2017-01-{1 + place:02},{place * 7 % 11 - 0.5}\n" for place in range(20)), rows=20, columns=["Column 1", "TAMB"], types={"Column 1": "date"}),
    Ugly("index of categories.csv", ",cover\n" + "".join(f"2017-01-{1 + place:02},{'BH'[place % 2]}\n" for place in range(20)), rows=20, columns=["Column 1", "cover"]),
    Ugly("nearly all row numbers.csv", ",date,goals\n" + "".join(f"{place + (place > 30)},2014-{1 + place // 28:02}-{1 + place % 28:02},{place * 7 % 5}\n" for place in range(80)), types={"Column 1": "identifier"}, silent=["`Column 1` (?:rises|tends)"], adds=["goals"]),
    Ugly("months, days and hours.dat", "MM DD HH t\n" + "".join(f"{1 + row // 240} {1 + row // 24 % 10} {1 + row % 24} {row * 7 % 31 / 2}\n" for row in range(720)), cells={"MM": {"Mean": None}, "HH": {"Mean": None}}, says=[r"\*\*`t`\*\* runs"]),
    Ugly("millimetres.csv", column("rain_mm", *(place * 7 % 12 for place in range(24))), says=["mean"], adds=["rain_mm"]),
    Ugly("values of many units.csv", "technology,parameter,value,unit,year\n" + "".join(f"T{place % 6},{('investment', 'lifetime', 'FOM')[place % 3]},{(900_000, 25, 2.5)[place % 3] + place},{('EUR/kW', 'years', '%/year')[place % 3]},{2020 + place % 4 * 10}\n" for place in range(48)), says=["`value` may be in several units or currencies, which `unit` names"], silent=[r"`value` (?:rises|falls|tends|has|stays|differs)"]),
    Ugly("values of one unit.csv", "day,value,unit\n" + "".join(f"2024-03-{1 + place:02},{20 + place},mg/l\n" for place in range(20)), says=["`value` rises steadily"], silent=["or currencies"]),
    Ugly("codes in brackets.csv", "NumCtryCode (Countries codes),cases\n" + "".join(f"{52 + place * 37 % 800},{place % 7}\n" for place in range(30)), types={"NumCtryCode (Countries codes)": "identifier"}, adds=["cases"]),
    Ugly("answers of a survey.tab", "key\t" + "\t".join(f"web{number}" for number in range(1, 6)) + "\n" + "".join(f"k{place}\t" + "\t".join(str(-1 if place % 6 == 0 else 50 + (place + number) % 5) for number in range(5)) + "\n" for place in range(60)), says=["`web1`, `web2`, `web3` and 2 more have a value far from all else"]),
]

"""What adds up and what does not, over time and by group; and what is drawn."""
from datetime import date, timedelta

from ugly import Ugly


def running(countries: int, days: int) -> str:
    """Cases so far: in country n there are n more each day."""
    rows = (f"2024-01-{day:02},Land {country},{country * day}" for day in range(1, days + 1) for country in range(1, countries + 1))
    return "date,country,total_cases\n" + "\n".join(rows) + "\n"


def binary(row: int) -> str:
    return f"{row},{int(row % 2 == 0)},{int(row % 2 == 0 or row % 8 == 1)}"


FILES = [
    Ugly(
        "approval.csv",
        "date,Favor\n2024-01-01,40\n2024-01-01,41\n2024-01-01,39\n2024-01-08,41\n2024-01-08,40\n2024-01-15,42\n2024-01-22,43\n2024-01-22,43\n",
        says=["weekly mean of 8 rows went from 40 .* to 43"],
        silent=["total"],
    ),
    Ugly("seasons.csv", "g,season\nA,2015\nB,2016\nA,2018\nB,2019\nC,2017\nA,2015\n", types={"season": "year"}, says=["2015 to 2019"], silent=["2,01", "mean"]),
    Ugly("primaries.csv", "g,Primary %\nA,40.1\nA,41\nB,50\nB,62\nA,39\nB,55\n", says=["55.7% on average for `B`.*40%"]),
    Ugly(
        "cases so far.csv",
        "date,total_cases\n2024-01-10,10\n2024-01-20,20\n2024-02-10,40\n2024-02-20,80\n2024-03-10,160\n2024-03-20,320\n2024-03-31,400\n",
        says=["monthly last value went from 20 .*to 400"],
    ),
    Ugly("regions.csv", "region,revenue\nNorth,100\nNorth,150\nSouth,50\nSouth,20\nNorth,90\n", says=["`North` leads `revenue` by `region`.*340 of 410"], adds=["revenue"]),
    # 1 + 2 + … + 60 is 1,830, on each of 20 days.
    Ugly("cases so far by country.csv", running(60, 20), says=[r"daily last value of all `country` together went from 1,830 .*to 36,600"], silent=["mean of 1,200 rows"]),
    Ugly("cases so far of few.csv", running(3, 20), says=[r"of all `country` together went from 6 .*to 120"]),
    Ugly(
        "a total among the groups.csv",
        "entity,year,deaths\n" + "".join(f"{name},{year},{deaths * (year * 7 % 5 + 1)}\n" for year in range(2000, 2010) for name, deaths in (("Flood", 10), ("Storm", 20), ("Drought", 30), ("Quake", 40), ("Every kind", 100))),
    ),
    Ugly("both sexes.csv", "sex,region,births\n" + "".join(f"{sex},R{region},{births * (region * 3 % 5 + 1)}\n" for region in range(6) for sex, births in (("M", 10), ("F", 12), ("Total", 22)))),
    Ugly("coordinates.csv", "city,lat,lon,units\nA,52.5,13.4,5\nB,48.1,11.6,7\nA,52.5,13.4,6\nB,48.1,11.6,9\n", adds=["units"]),
    Ugly("grades.csv", "class,grade\nA,1\nA,2\nB,3\nB,4\nA,2\nB,5\n"),
    Ugly("ids.csv", "g,customer_id,zip\nA,1001,10115\nB,1002,10117\nA,1003,10119\nB,1004,20095\n"),
    Ugly("stocks.csv", "day,g,stock,price\n" + "".join(f"2024-01-{day:02},{g},{day * 3},{day / 2}\n" for day in range(1, 29) for g in "ab")),
    Ugly("quantities.csv", "day,g,qty\n" + "".join(f"2024-01-{day:02},{g},{1 + day % 7}\n" for day in range(1, 29) for g in "ab"), adds=["qty"]),
    Ugly(
        "yes and no.csv",
        "id,a,b\n" + "\n".join(map(binary, range(20))) + "\n",
        rows=20,
        shows=["Counts of a and b", "Values of a", "Values of b"],
        hides=["Correlation of a"],
    ),
    Ugly(
        "all columns.csv",
        "day,kind,n,flag,time,name\n" + "".join(f"2024-{1 + row % 10 % 9:02}-01,k{row % 3},{row * 7 % 50},{'yes' if row % 4 else 'no'},00:{row % 50:02}:10,name {chr(97 + row % 26)}{row}\n" for row in range(90)),
        shows=["Monthly number of rows by day", "Most frequent values of kind", "Distribution of n", "Most frequent values of flag", "Distribution of time"],
        hides=["name$"],
    ),
    Ugly("many columns.csv", ",".join(f"c{place}" for place in range(30)) + "\n" + "".join(",".join(str((row * (place + 3)) % 41 / 2) for place in range(30)) + "\n" for row in range(60)), says=["18 more columns are in Open as Table"]),
    Ugly("sales to date.csv", "month,ytd_sales\n" + "".join(f"2024-{month:02},{month * month * 10}\n" for month in range(1, 13))),
    Ugly("temperatures.csv", "date,station,temp_max\n" + "".join(f"2024-05-{day:02},{s},{15 + day % 9}\n" for day in range(1, 31) for s in ("x", "y"))),
    Ugly("budgets.csv", "dept,line,budget amount\n" + "".join(f"{dept},{line},{500 if dept == 'a' else 800}\n" for line in range(12) for dept in "ab")),
    Ugly(
        "one city in several ways.csv",
        "group,subgroup,cases\nCitywide,Citywide,60000\nAge,0-17,10000\nAge,18-64,30000\nAge,65+,20000\nSex,Female,31000\nSex,Male,29000\n",
        silent=["adds up", "leads", "`cases` differs"],
    ),
    Ugly("by age and by sex.csv", "kind,part,deaths\nage,young,1000\nage,middle,3000\nage,old,2000\nsex,female,3100\nsex,male,2900\n", silent=["adds up", "leads"]),
    Ugly("parts that agree by chance.csv", "shop,orders\nA,30\nA,20\nB,50\nC,41\n", says=["adds up to 141"], adds=["orders"]),
    Ugly("in its own money.csv", "day,currency,amount\n" + "".join(f"2024-01-{1 + place:02},{('USD', 'JPY', 'EUR')[place % 3]},{(10, 1500, 9)[place % 3] + place}\n" for place in range(24)), says=["`amount` may be in several units or currencies, which `currency` names"], silent=["adds up", "leads", "total of"]),
    Ugly("all in one money.csv", "day,currency,amount\n" + "".join(f"2024-01-{1 + place:02},EUR,{10 + place}\n" for place in range(24)), silent=["or currencies"], adds=["amount"]),
    Ugly("all in dollars.csv", "day,currency,amount_usd\n" + "".join(f"2024-01-{1 + place:02},{('USD', 'JPY', 'EUR')[place % 3]},{10 + place}\n" for place in range(24)), silent=["or currencies"], adds=["amount_usd"]),
    Ugly("weeks in months.csv", "week,visits\n" + "".join(f"{date(2022, 1, 3) + timedelta(7 * place)},{700 + place % 2}\n" for place in range(90)), says=["monthly mean of 90 rows"], silent=["monthly total"], adds=["visits"]),
    Ugly("regular rows.csv", "week,kind\n" + "".join(f"{date(2022, 1, 3) + timedelta(7 * place)},{'ab'[place * place % 7 % 2]}\n" for place in range(90)), silent=["number of rows"]),
    Ugly("days in months.csv", "day,visits\n" + "".join(f"{date(2022, 1, 1) + timedelta(place)},{100 + place % 9}\n" for place in range(400)), says=["monthly total"], adds=["visits"]),
    Ugly("many that are far.csv", "k,a,b,c,d\n" + "".join(f"k{place},{','.join(str(9_000 * (place == 7) + 10 + place % 5) for _ in 'abcd')}\n" for place in range(30)), says=["`a`, `b`, `c` and `d` have single values far from all others"]),
    Ugly("shops about as large.csv", "shop,orders\n" + "".join(f"S{place % 4},{10_000 + place * 37 % 101}\n" for place in range(98)), says=["adds up to"], adds=["orders"]),
    Ugly("years above their months.csv", "Period,Production\n" + "".join(f"{year},{12 * 1_200 + year}\n" for year in range(2010, 2014)) + "".join(f"{('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')[month % 12]}-{2010 + month // 12},{1_200 + month * 7 % 40}\n" for month in range(48)), says=["4 values of `Period` can't be read as dates"], silent=["adds up"]),
    Ugly("a total beside a price.csv", "TotalArea,Price\n" + "".join(f"{80 + place * 7 % 50},{1_000 + place * 37 % 900}\n" for place in range(40)), says=[r"\*\*`Price`\*\* runs"]),
    Ugly("a total beside its parts.csv", "city,made,missed,total_shots\n" + "".join(f"c{place},{place * 7 % 50},{place * 5 % 30},{place * 7 % 50 + place * 5 % 30}\n" for place in range(40)), says=[r"\*\*`total_shots`\*\*"], adds=["total_shots"]),
]

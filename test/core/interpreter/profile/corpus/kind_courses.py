"""What is told of a course in time: directions, ends without figures, counts so far, rounds and places in an order."""
from datetime import date, timedelta

from kind_meanings import daily
from ugly import Ugly


def monthly(name: str, *cells: object) -> str:
    return f"month,{name}\n" + "".join(f"{2022 + place // 12}-{1 + place % 12:02},{cell}\n" for place, cell in enumerate(cells))


def beside_new(since: list[int], falls: frozenset[int] = frozenset()) -> str:
    """Counts so far and what is new each day; at some places a correction takes some of it back."""
    rows, so_far = [], 100
    for place, new in enumerate(since):
        new = -30 if place in falls else new
        so_far += new
        rows.append(f"{date(2021, 1, 1) + timedelta(place)},{so_far},{new}")
    return "\n".join(["date,city_deaths,city_new_deaths", *rows, ""])


def by_state(states: tuple[str, ...], days: int) -> str:
    """Votes counted by state, now and then put right."""
    rows = [f"{state},{date(2020, 11, 4) + timedelta(day)},{1_000 * (number + 1) + 90 * day - (400 if day % 25 == 24 else 0)}" for number, state in enumerate(states) for day in range(days)]
    return "\n".join(["state,date,total_votes_count", *rows, ""])


RISING = [40 + 3 * place + (7 if place % 3 else 0) for place in range(20)]
ROUNDS = "round,date,home,goals\n" + "".join(f"{1 + place // 10},{date(2023, 8, 12) + timedelta(7 * (place // 10))},T{place % 10},{place * 7 % 4}\n" for place in range(200))
GAMES = "year,team,rank,points\n" + "".join(f"{1990 + place // 8},T{place % 8},{1 + place % 8},{60 - 5 * (place % 8) + place % 3}\n" for place in range(240))
LONG_AND_LAT = "station,lat,long,pm10\n" + "".join(f"s{place},{48 + place * 7 % 11 / 10},{16 - place * 7 % 11 / 10},{20 + place * 5 % 13}\n" for place in range(24))

FILES = [
    Ugly("months to come.csv", monthly("revenue", *(1_000 + 40 * place for place in range(14)), 0, 0, 0), says=["to 1,520 ", "Mar 2023 to May 2023 left out, where 0 may mean that there are no figures"], silent=["to 0 ", "−100%"], adds=["revenue"]),
    Ugly("no spectators.csv", "year,attendance\n" + "".join(f"{1990 + place},{20_000 + 700 * place}\n" for place in range(30)) + "2020,0\n", says=["rises steadily", "2020 left out, where 0"], silent=["−100%"]),
    Ugly("small counts.csv", monthly("deaths", *(place * 5 % 3 for place in range(23)), 0), silent=["left out, where"], adds=["deaths"]),
    Ugly("zeros now and then.csv", monthly("orders", *(0 if place % 3 == 2 else 30 + place for place in range(24))), silent=["left out, where"], adds=["orders"]),
    Ugly("ends below its start.csv", monthly("price", *RISING, 12), says=["no clear direction"], silent=["rises", "tends to"]),
    Ugly("ends above its start.csv", monthly("price", 100, *(400 - 15 * place for place in range(19)), 120), says=["no clear direction"], silent=["falls", "tends to"]),
    Ugly("five to and fro.csv", "date,price\n2024-01-01,2\n2024-01-02,1\n2024-01-03,4\n2024-01-04,3\n2024-01-05,7\n", says=["no clear direction"], silent=["steadily"]),
    Ugly("four that rise.csv", "date,price\n2024-01-01,40\n2024-01-02,40.9\n2024-01-03,42\n2024-01-04,43\n", says=["rises steadily"]),
    Ugly("new beside so far.csv", beside_new([5 + place * 7 % 9 for place in range(200)], frozenset({50, 120})), says=["`city_deaths` grows like a count so far"], silent=["total of city_deaths", "`city_deaths`.. adds up"], adds=["city_new_deaths"]),
    Ugly("the larger so far first.csv", "day,new_cases,cases\n" + "".join(f"2021-03-{1 + place:02},{10 + place % 4},{12 * place + 30}\n" for place in range(12)), silent=["total of cases\\b", "`cases`.. adds up"], adds=["new_cases"]),
    Ugly("a meter.csv", daily("reading", *(10_234 + 9 * place + place * place % 7 for place in range(90))), says=["`reading` grows like a count so far"], silent=["rises steadily", "mean of 90 rows"]),
    Ugly("a population.csv", daily("population", *(10_234 + 9 * place for place in range(90))), silent=["count so far"]),
    Ugly("累計.csv", "日付,陽性者数累計\n" + "".join(f"2021-{1 + place // 28:02}-{1 + place % 28:02},{place * place + 3}\n" for place in range(84)), says=["grows like a count so far", "weekly last value"], silent=["total"]),
    Ugly("votes put right.csv", by_state(("Ohio", "Iowa", "Utah"), 60), says=["last value of all `state` together"], silent=["total of total"]),
    Ugly("rounds.csv", ROUNDS, cells={"round": {"Mean": None, "Max": 20}}, silent=["`round` rises"], adds=["goals"]),
    Ugly("ranks.csv", GAMES, says=[r"\*\*`points`"], silent=[r"`rank` (?:rises|falls|tends|has|stays|differs)"]),
    Ugly("long and lat.csv", LONG_AND_LAT, says=[r"\*\*`pm10`\*\* runs"], silent=["`lat` and `long` (?:say|rise|move)", "`long` differs"]),
    Ugly("days of months.csv", "year,month,date,visitors\n" + "".join(f"2021,{1 + place // 28},{1 + place % 28},{40 + place % 9}\n" for place in range(84)), cells={"date": {"Mean": None, "Max": 28}}, adds=["visitors"]),
    Ugly(
        "years side by side.csv",
        "country,code,1990,1991,1992,1993,1994\n" + "".join(f"C{place},{place + 10},{',' if place == 3 else ''.join([str(40 + place), ','])}{41 + place},{42 + place},{44 + place * place},{30 if place == 5 else 48 + place * place}\n" for place in range(8)),
        rows=8,
        says=["`1990` to `1994` are one measure over time.*: of 7 rows with both ends 6 rise and 1 falls; their median went from 44 to 52, .18%; highest in `1994` is `C7` \\(97\\)"],
        silent=["`1990` and `1991`", "total of"],
    ),
    Ugly("days side by side.csv", "place,Lat,Long,1/22/20,1/23/20,1/24/20,1/31/20,2/1/20\n" + "".join(f"P{place},{place + 1.5},{place + 7.5},0,{place},{2 * place},{5 * place},{7 * place}\n" for place in range(9)), says=["`1/22/20` to `2/1/20` are one measure over time.*: of 9 rows with both ends 8 rise and 0 fall"]),
    Ugly("years behind a name.csv", "k,pop_2010,pop_2011,pop_2012,pop_2013,births_2010\n" + "".join(f"k{place},{90 + place},{91 + place},{93 + place},{95 + place},{place}\n" for place in range(7)), says=["`pop_2010` to `pop_2013` are one measure"], adds=["births_2010"]),
    Ugly("years and their places.csv", "k,2010,2011 rank,2012,2013 rank\n" + "".join(f"k{place},{90 + place},{place},{93 + place},{place}\n" for place in range(7)), silent=["one measure"]),
    Ugly("old years.csv", "Area,Year,Population\n" + "".join(f"A{place % 3},{1491 if place == 7 else 1800 + place},{1_000 * place}\n" for place in range(60)), types={"Year": "year"}, says=["from 1800 to 1859", "far from all others \\(1491\\)"]),
    Ugly("years of study.csv", "k,year\n" + "".join(f"k{place},{1 + place % 5}\n" for place in range(30)), cells={"year": {"Max": 5}}, silent=["from 1 to 5 \\("]),
    Ugly("ends where it began.csv", "Year,transfers\n" + "".join(f"{1959 + place},{-place * (59 - place) / 900 - (place == 59) * 0.001:.4f}\n" for place in range(60)), silent=["falls", "rises", "tends to"]),
    Ugly("years called a time.csv", "LOCATION,TIME,Value\n" + "".join(f"L{place % 3},{2000 + place},{10 + place}\n" for place in range(16)), types={"TIME": "year"}, says=["from 2000 to 2015", "`Value` rises steadily"]),
    Ugly("years without a name.csv", ",ALBANIA,ALGERIA\n" + "".join(f"{1959 + place},{2 + place},{9 + place * 2}\n" for place in range(30)), types={"Column 1": "year"}, says=["from 1959 to 1988", "rises steadily"]),
    Ugly("seconds called a time.csv", "run,time\n" + "".join(f"r{place},{1000 + 61 * place}\n" for place in range(30)), silent=["from 1000 to"]),
    Ugly("months side by side.csv", "Country,JAN,FEB,MAR,APR,MAY,JUN\n" + "".join(f"C{place},{40 + place},{30 + place},{50 + place},{60 + place},{90 + place},{70 + place}\n" for place in range(11)), says=["`JAN` to `JUN` are months.*: the median of the rows is highest in `MAY` \\(95\\) and lowest in `FEB` \\(35\\)"], silent=["one measure"]),
    Ugly("a business year side by side.csv", "region,Jul,Aug,Sep,Oct,Nov,Dec,Jan,Feb,Mar,Apr,May,Jun\n" + "".join(f"R{place},{','.join(str(10 * month + place) for month in (5, 2, 3, 4, 6, 7, 8, 9, 10, 19, 12, 11))}\n" for place in range(9)), says=["`Jul` to `Jun` are months.*: the median of the rows is highest in `Apr` \\(194\\) and lowest in `Aug` \\(24\\)"]),
    Ugly("the last year first.csv", "(in millions),2023,2022,2021,2020\n" + "".join(f"item {place},{40 + 3 * place},{39 - place},{41 + place},{20 + place}\n" for place in range(7)), says=["`2020` to `2023` are one measure over time.*: of 7 rows with both ends 7 rise and 0 fall; their median went from 23 to 49", r"\*\*`2023`\*\* runs"], silent=["`2023` and"]),
    Ugly("months that are alike.csv", "region,Jan,Feb,Mar,Apr\n" + "".join(f"R{place},{place},{place},{place},{place}\n" for place in range(9)), says=["`Jan` to `Apr` are months.*: the median of the rows is 4 in each"]),
    Ugly("years that stay.csv", "region,2001,2002,2003,2004\n" + "".join(f"R{place},{place},{place + 1},{place + 2},{8 - place}\n" for place in range(9)), says=["of 9 rows with both ends 4 rise and 4 fall; their median stayed at 4"]),
    Ugly("houses.csv", "Id,YearBuilt,TotalBsmtSF,YrSold,SalePrice\n" + "".join(f"{1 + place},{1900 + place * 7 % 110},{700 + place * 13 % 500},{2006 + place % 5},{100_000 + 5_000 * (place % 5) + place * 37 % 900}\n" for place in range(100)), says=["from 2006 to 2010 \\(`YrSold`\\)", "`SalePrice` rises steadily"]),
    Ugly("exports.csv", "year,exports\n" + "".join(f"{1960 + place},{1_000 + 90 * place - (120 if place % 20 == 9 else 0)}\n" for place in range(60)), says=["`exports` rises steadily"], silent=["count so far"], adds=["exports"]),
    Ugly("gross product.csv", "year,gdp\n" + "".join(f"{1960 + place},{1_000 + 90 * place}\n" for place in range(60)), says=["`gdp` rises steadily"], silent=["count so far"]),
]

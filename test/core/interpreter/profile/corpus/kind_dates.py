"""Dates and times as people and programs write them; the second column counts 0, 3, 6, …"""
from datetime import datetime, timedelta

from ugly import Ugly


def dated(name: str, moments: list[str], column: str = "date", **answer) -> Ugly:
    return Ugly(name, f"{column},v\n" + "".join(f'"{moment}",{3 * row}\n' for row, moment in enumerate(moments)), rows=len(moments), **answer)


def ends(low: object, high: object, column: str = "date") -> dict:
    return {column: {"Min": low, "Max": high, "Missing": 0}}


HOURS = [f"{datetime(2024, 3, 1) + timedelta(hours=hour):%Y-%m-%dT%H:%M:%S}" for hour in range(99)]

FILES = [
    dated("compact.csv", ["20240131", "20240229", "20240331", "20240430"], types={"date": "date"}, cells=ends("2024-01-31", "2024-04-30"), says=["from 31 January 2024 to 30 April 2024"]),
    dated(
        "seconds.csv",
        ["1700000000", "1700003600", "1700007200", "1700010900"],
        "ts",
        types={"ts": "date and time"},
        cells=ends("2023-11-14 22:13:20", "2023-11-15 01:15:00", "ts"),
        says=["UTC"],
    ),
    dated(
        "milliseconds.csv",
        ["1700000000000", "1700003600000", "1700007200000", "1700010900000"],
        "timestamp",
        types={"timestamp": "date and time"},
        cells=ends("2023-11-14 22:13:20", "2023-11-15 01:15:00", "timestamp"),
        says=["UTC"],
    ),
    dated("serials.csv", ["45292", "45293", "45294", "45296"], types={"date": "date"}, cells=ends("2024-01-01", "2024-01-05"), says=["Excel"]),
    dated(
        "two digits.csv",
        ["9/24/06", "5/12/65", "1/20/69", "3/4/17"],
        types={"date": "date"},
        cells=ends("1965-05-12", "2017-03-04"),
        says=["two-digit years", "from 12 May 1965 to 4 March 2017"],
    ),
    dated(
        "far.csv",
        ["2024-05-01", "2024-05-02", "2204-05-03", "2024-05-04", "2024-05-05"],
        types={"date": "date"},
        says=["from 1 May 2024 to 5 May 2024", "3 May 2204"],
        silent=[r"to 3 May 2204 \("],
    ),
    dated("quarters.csv", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"], types={"date": "quarter"}),
    dated("quarters 2.csv", ["Q1 2023", "Q2 2023", "Q3 2023", "Q4 2023", "Q1 2024"], "period", types={"period": "quarter"}),
    dated("quarters 4.csv", ["1975:Q1", "1975:Q2", "1975:Q3", "1975:Q4"], types={"date": "quarter"}),
    dated("quarters 3.csv", ["2023Q1", "2023Q2", "2023Q3", "2023Q4"], "TIME_PERIOD", types={"TIME_PERIOD": "quarter"}),
    dated(
        "mail.csv",
        ["Mon, 01 Jan 2024 10:00:00 GMT", "Tue, 02 Jan 2024 11:00:00 GMT", "Wed, 03 Jan 2024 12:30:00 GMT"],
        types={"date": "date and time"},
        cells=ends("2024-01-01 10:00:00", "2024-01-03 12:30:00"),
    ),
    dated("weekdays.csv", ["Mon 01 Jan 2024", "Tue 02 Jan 2024", "Wed 03 Jan 2024"], types={"date": "date"}, cells=ends("2024-01-01", "2024-01-03")),
    dated("ctime.csv", ["Mon Jan 01 10:00:00 2024", "Tue Jan 02 11:00:00 2024"], types={"date": "date and time"}, cells=ends("2024-01-01 10:00:00", "2024-01-02 11:00:00")),
    dated(
        "offsets.csv",
        ["2024-03-01T23:30:00+02:00", "2024-03-01T23:30:00-05:00", "2024-03-02T23:30:00+02:00"],
        "at",
        types={"at": "date and time"},
        cells={"at": {"Distinct": 3, "Min": "2024-03-01 21:30:00", "Max": "2024-03-02 21:30:00"}},
        says=["UTC"],
    ),
    Ugly(
        "a part of a day.csv",
        "at\n" + "\n".join(HOURS) + "\n",
        rows=99,
        says=["24", "5 Mar"],
        silent=["−88", "to 3 ", "rows a hour"],
    ),
    dated("months.csv", ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024"], "Month", types={"Month": "date"}, cells=ends("2024-01-01", "2024-04-01", "Month")),
    dated("short months.csv", ["Jan-24", "Feb-24", "Mar-24", "Apr-24"], types={"date": "date"}, cells=ends("2024-01-01", "2024-04-01")),
    dated("French.csv", ["3 janvier 2024", "4 février 2024", "5 août 2024"], types={"date": "date"}, cells=ends("2024-01-03", "2024-08-05")),
    dated("German.csv", ["3. Januar 2024", "4. März 2024", "5. Dezember 2024"], "Datum", types={"Datum": "date"}, cells=ends("2024-01-03", "2024-12-05", "Datum")),
    dated("Spanish.csv", ["3 de enero de 2024", "4 de marzo de 2024", "5 de agosto de 2024"], "fecha", types={"fecha": "date"}, cells=ends("2024-01-03", "2024-08-05", "fecha")),
    dated("Japanese.csv", ["2024年1月31日", "2024年2月29日", "2024年3月31日"], types={"date": "date"}, cells=ends("2024-01-31", "2024-03-31")),
    dated("compact times.csv", ["20240131T101500Z", "20240201T101500Z", "20240202T111500Z"], "at", types={"at": "date and time"}, cells=ends("2024-01-31 10:15:00", "2024-02-02 11:15:00", "at")),
    dated("compact months.csv", ["202401", "202402", "202403", "202404"], "month", types={"month": "date"}, cells=ends("2024-01-01", "2024-04-01", "month")),
    dated("fractions.csv", ["2024-01-31 10:15:00.000000", "2024-02-01 10:15:00.250000"], "at", types={"at": "date and time"}),
    dated("year first.csv", ["2024/1/5", "2024/12/25", "2024/3/7"], types={"date": "date"}, cells=ends("2024-01-05", "2024-12-25")),
    dated("day first.csv", ["31/01/2024", "01/02/2024", "05/03/2024"], types={"date": "date"}, cells=ends("2024-01-31", "2024-03-05")),
    dated("capitals.csv", ["01-JAN-2024", "15-FEB-2024", "28-MAR-2024"], types={"date": "date"}, cells=ends("2024-01-01", "2024-03-28")),
    dated("weeks.csv", ["2024-W01", "2024-W02", "2024-W03", "2024-W04"], "week", types={"week": "date"}, cells=ends("2024-01-01", "2024-01-22", "week")),
    dated(
        "placeholders.csv",
        ["1900-01-01", "2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04", "1900-01-01", "2024-05-06"],
        types={"date": "date"},
        says=["from 1 May 2024 to 6 May 2024", "1 January 1900"],
        silent=["from 1 January 1900"],
    ),
    dated("fiscal years.csv", ["2019/20", "2020/21", "2021/22", "2022/23"], "year", types={"year": "year"}),
    dated("years.csv", ["2019", "2020", "2021", "2022"], "year", types={"year": "year"}, cells=ends(2019, 2022, "year"), silent=["2,019"]),
    dated("numbers that are none.csv", ["20240131", "20241399", "20249999", "20240430"], "amount", types={"amount": "integer"}, adds=["amount"]),
    dated("American times.csv", ["01/31/2024 11:05:00 PM", "02/01/2024 12:15:00 AM", "02/02/2024 01:00:00 PM"], types={"date": "date and time"}, cells=ends("2024-01-31 23:05:00", "2024-02-02 13:00:00")),
    Ugly("in three columns.csv", "year,month,day,rain\n" + "".join(f"2021,{1 + place // 28},{1 + place % 28},{place * 7 % 11}\n" for place in range(84)), says=["from 1 January 2021 to 28 March 2021 \\(`year/month/day`\\)", "the weekly total|the monthly total"], cells={"month": {"Mean": None}}, adds=["rain"]),
    Ugly("in two columns.csv", "YEAR,MO,price\n" + "".join(f"{2000 + place // 12},{1 + place % 12},{50 + place}\n" for place in range(48)), says=["from January 2000 to December 2003 \\(`YEAR/MO`\\)", "`price` rises steadily"]),
    Ugly("months in words.csv", "Year,Month,tons\n" + "".join(f"{2019 + place // 12},{('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')[place % 12]},{50 + place}\n" for place in range(36)), says=["from January 2019 to December 2021"]),
    Ugly("with hours.csv", "year,month,day,hour,temp\n" + "".join(f"2021,1,{1 + place // 24},{place % 24},{place * 5 % 17}\n" for place in range(72)), says=["from 1 January 2021, 00:00 to 3 January 2021, 23:00"]),
    Ugly("years of a loan.csv", "Year,Month,Interest\n" + "".join(f"{1 + place // 12},{1 + place % 12},{400 - 3 * place}.5\n" for place in range(60)), silent=["from January", "Jan 1"]),
    Ugly("years of two digits.csv", "yr,mo,dy,rain\n" + "".join(f"{61 + place // 336},{1 + place // 28 % 12},{1 + place % 28},{place * 7 % 11}\n" for place in range(672)), silent=["from 1 January", "61"]),
    Ugly("words among dates.csv", "day,n\n" + "".join(f"{'postponed' if place == 7 else f'2024-03-{1 + place:02}'},{place}\n" for place in range(30)), silent=["two-digit"]),
    Ugly("days mostly unknown.csv", "Year,Month,Day,deaths\n" + "".join(f"{1990 + place // 12},{1 + place % 12},{'' if place % 3 else 5},{place % 7}\n" for place in range(60)), says=["from January 1990 to December 1994"], adds=["deaths"]),
    Ugly("months without a year.csv", "month,day,n\n" + "".join(f"{1 + place // 28},{1 + place % 28},{place % 7}\n" for place in range(84)), silent=["from 1 January"]),
    Ugly("a date beside its year.csv", "date,year,month,price\n" + "".join(f"2021-{1 + place // 28:02}-{1 + place % 28:02},2021,{1 + place // 28},{place}\n" for place in range(84)), says=["\\(`date`\\)"]),
    Ugly("parts of two dates.csv", "birth_year,birth_month,exam_year,exam_month,points\n" + "".join(f"{1980 + place % 9},{1 + place % 12},{2015 + place % 5},{1 + place * 5 % 12},{place % 17}\n" for place in range(40)), says=["`exam_year/exam_month`"]),
    Ugly("births beside visits.csv", "birthdate,visited\n" + "".join(f"{1950 + place}-03-0{1 + place % 9},{'' if place == 3 else f'2023-{1 + place // 20:02}-{1 + place % 20:02}'}\n" for place in range(40)), says=["from 1 January 2023 to 20 February 2023"]),
    Ugly("days of the week.csv", "year,month,day,n\n" + "".join(f"2021,{1 + place // 28},{1 + place % 7},{place % 9}\n" for place in range(84)), says=["from January 2021 to March 2021 \\(`year/month`\\)"], silent=["from 1 January"]),
]

"""Forms that stand in public files: places in an order, halves of the day, words for «nothing», ranges, lists, measures with their errors."""
from kind_formats import workbook
from ugly import Ugly


def column(name: str, *cells: object) -> str:
    """A table of keys and one more column."""
    return f"k,{name}\n" + "".join(f'k{place},"{cell}"\n' for place, cell in enumerate(cells))


FILES = [
    Ugly("places.csv", column("class", "1st", "2nd", "3rd", "Crew", "1st", "3rd", "Crew", "2nd"), rows=8, types={"class": "category"}, cells={"class": {"Missing": 0, "Distinct": 4}}),
    Ugly("places alone.csv", column("finish", *(("1st", "2nd", "3rd", "4th")[row % 4] for row in range(12))), types={"finish": "category"}, cells={"finish": {"Missing": 0}}, silent=["mean"]),
    Ugly("half days.csv", column("at", "9:30 PM", "10:15 AM", "12:05 PM", "1:45 PM", "12:10 AM"), types={"at": "time of day"}, cells={"at": {"Min": "00:10", "Max": "21:30"}}),
    Ugly("hours of half days.csv", column("lucky_time", "9pm", "10am", "12pm", "1 PM", "2 p.m."), types={"lucky_time": "time of day"}, cells={"lucky_time": {"Min": "10:00", "Max": "21:00"}}),
    Ugly("half days with seconds.csv", column("t", "1:00:30 pm", "11:59:59 pm", "12:00:00 am"), types={"t": "time of day"}, cells={"t": {"Min": "00:00:00", "Max": "23:59:59"}}),
    Ugly("no bags.csv", column("airbags", "None", "Driver", "None", "Both", "", "Both", "Driver", "None"), types={"airbags": "category"}, cells={"airbags": {"Missing": 1, "Distinct": 3}}),
    Ugly("no effect.csv", column("effect", "none", "mild", "none", "severe", "mild", "none"), types={"effect": "category"}, cells={"effect": {"Missing": 0, "Distinct": 3}}),
    Ugly("none of a number.csv", column("v", "None", "1", "2", "6"), types={"v": "integer"}, cells={"v": {"Missing": 1, "Mean": 3}}),
    Ugly("zero bytes.csv", bytes(512), refused="nothing but zero bytes"),
    Ugly("only NULL.csv", "a,b\nNULL,NULL\nNULL,NULL\n", rows=2, columns=["a", "b"], cells={"a": {"Missing": 2}, "b": {"Missing": 2}}, says=["no values"]),
    Ugly("ranges.csv", column("age group", "0-4", "5-9", "10-14", "0-4", "5-9", "10-14"), types={"age group": "category"}, cells={"age group": {"Missing": 0}}, silent=["mean"]),
    Ugly("errors.csv", column("mass", "12.5 ± 0.3", "13.1 ± 0.2", "9.8 ± 0.5"), rows=3, types={"mass": "text"}),
    Ugly("lists.csv", column("tags", "a;b", "c", "a;b;c", "b"), rows=4, types={"tags": "text"}),
    Ugly("percent points.csv", column("change", "+4.5 pp", "-1.5 pp", "3.0 pp"), cells={"change": {"Mean": 2, "Min": -1.5}}),
    Ugly("plus.csv", column("delta", "+1", "+2", "-3", "+4"), types={"delta": "integer"}, cells={"delta": {"Mean": 1, "Min": -3}}),
    Ugly("scientific.csv", column("x", "1.2E+03", "3.4e-2", "5E0"), types={"x": "decimal"}, cells={"x": {"Max": 1200, "Min": 0.034}}),
    Ugly("fractions.csv", column("ratio", "1/2", "3/4", "1/4", "5/8"), rows=4, types={"ratio": "text"}),
    Ugly("scores.csv", column("score", "2-1", "0-0", "3-2", "1-1"), rows=4, types={"score": "text"}, silent=["mean"]),
    Ugly("feet and inches.csv", column("height", "5'11\"\"", "6'2\"\"", "5'7\"\""), rows=3, types={"height": "text"}),
    Ugly("coordinates.csv", column("lat", "48.8566", "52.5200", "40.4168", "-33.8688"), types={"lat": "decimal"}, cells={"lat": {"Min": -33.8688, "Max": 52.52}}),
    Ugly("degrees.csv", column("lat", "48°51′24″N", "52°31′12″N", "33°52′08″S"), rows=3, types={"lat": "text"}),
    Ugly("addresses.csv", column("ip", "10.0.0.1", "10.0.0.2", "192.168.1.20"), rows=3, silent=["mean"], cells={"ip": {"Missing": 0, "Distinct": 3}}),
    Ugly("versions.csv", column("version", "1.2.3", "1.10.0", "2.0.1", "1.2.3"), rows=4, silent=["mean"], cells={"version": {"Missing": 0, "Distinct": 3}}),
    Ugly("phones.csv", column("phone", "+49 30 123456", "+49 40 654321", "+1 212 555 0100"), rows=3, silent=["mean"]),
    Ugly("hex.csv", column("colour", "#FF0000", "#00FF00", "#0000FF", "#123456"), rows=4, cells={"colour": {"Missing": 0, "Distinct": 4}}),
    Ugly("hex hashes.csv", column("commit", "1e10", "2e55", "33ab", "4cd0", "7f00"), rows=5, cells={"commit": {"Missing": 0}}, silent=["mean"]),
    Ugly("postal codes.csv", column("PLZ", "01067", "10115", "80331", "50667"), types={"PLZ": "identifier"}, silent=["mean"]),
    Ugly("IBAN.csv", column("iban", "DE89370400440532013000", "DE89370400440532013001", "FR1420041010050500013M02606"), types={"iban": "identifier"}),
    Ugly("uuids.csv", column("uid", "6f9619ff-8b86-d011-b42d-00c04fc964ff", "7f9619ff-8b86-d011-b42d-00c04fc964ff", "8f9619ff-8b86-d011-b42d-00c04fc964ff"), types={"uid": "identifier"}),
    Ugly("ticks.csv", column("ok", "✓", "✗", "✓", "✓"), rows=4, cells={"ok": {"Missing": 0, "Distinct": 2}}),
    Ugly("yes in Spanish.csv", column("activo", "Sí", "No", "Sí", "No", "Sí"), types={"activo": "yes/no"}),
    Ugly("ones and zeros.csv", column("survived", *(row % 2 for row in range(20))), cells={"survived": {"Mean": 0.5}}, silent=["total of survived", "leads `survived`"]),
    Ugly("millions.csv", column("budget", "$1.5M", "$250K", "$3B", "$12M"), cells={"budget": {"Min": 250000, "Max": 3e9}}, adds=["budget"]),
    Ugly("euros behind.csv", "k;preis\na;1.234,50 €\nb;99,00 €\nc;1.000,00 €\n", types={"preis": "amount (€)"}, cells={"preis": {"Max": 1234.5, "Min": 99}}),
    Ugly("Swiss.csv", "k;betrag\na;1'234.50\nb;99.00\nc;10'000.25\n", cells={"betrag": {"Max": 10000.25, "Min": 99}}, adds=["betrag"]),
    Ugly("Indian.csv", column("amount", "12,34,567.50", "1,00,000.00", "99,999.00"), cells={"amount": {"Max": 1234567.5}}, adds=["amount"]),
    Ugly("thin spaces.csv", "k;montant\na;1\u202f234,50\nb;99,00\nc;12\u202f000,00\n", cells={"montant": {"Max": 12000, "Min": 99}}, adds=["montant"]),
    Ugly("minus behind.csv", column("amount", "100.50-", "20.25", "5.00-", "10.00"), cells={"amount": {"Min": -100.5, "Max": 20.25}}, adds=["amount"]),
    Ugly("minus sign.csv", column("temp", "−3.5", "2.0", "−10.25", "4.0"), cells={"temp": {"Min": -10.25, "Max": 4}}),
    Ugly("stars.csv", column("p", "0.03*", "0.2", "0.001***", "0.04*"), cells={"p": {"Min": 0.001, "Max": 0.2}}),
    Ugly("provisional.csv", column("gdp", "1200", "1300 p", "1400 e", "1500"), cells={"gdp": {"Mean": 1350}}),
    Ugly("approximate.csv", column("n", "~100", "~200", "~300"), rows=3),
    Ugly("one column of prose.csv", 'comment\n"Good, but slow"\n"Bad, and late"\n"Fine"\n', rows=3, columns=["comment"]),
    Ugly("one column of names.csv", "city\nRome\nParis\nBerlin\nRome\n", rows=4, columns=["city"], cells={"city": {"Distinct": 3}}),
    Ugly("one column of numbers.txt", "12\n15\n9\n20\n", rows=4, cells={"Column 1": {"Mean": 14}}),
    Ugly("unnamed index.csv", ",a,b\n0,1,2\n1,3,4\n2,5,9\n", rows=3, columns=["Column 1", "a", "b"], cells={"b": {"Mean": 5}}),
    Ugly("merged cells.xlsx", workbook([["Region", "2023", None, "2024", None], [None, "Units", "Price", "Units", "Price"], ["N", 1, 10, 2, 11], ["S", 2, 20, 3, 22], ["E", 3, 30, 4, 33]]),
         rows=3, columns=["Region", "2023 / Units", "2023 / Price", "2024 / Units", "2024 / Price"], cells={"2024 / Price": {"Mean": 22}}, adds=["2023 / Units", "2024 / Units"]),
    Ugly("two sheets.xlsx", workbook([["about", "this"], ["made by", "Ann"]], {"Figures": [["city", "n"], *[[f"c{row}", row] for row in range(30)]]}), says=["Figures"]),
    Ugly("title and units.csv", "Rainfall by month,,\nSource: Met Office,,\n,,\nMonth,Rain (mm),Days\n2024-01,80,12\n2024-02,60,9\n2024-03,40,8\n", rows=3, columns=["Month", "Rain (mm)", "Days"], cells={"Rain (mm)": {"Mean": 60}}, adds=["Rain (mm)"]),
    Ugly("units below the names.csv", "time,temp,pressure\ns,°C,hPa\n0,20.5,1013\n1,20.7,1012\n2,20.9,1014\n", rows=3, cells={"temp": {"Mean": 20.7}, "pressure": {"Mean": 1013}}),
]

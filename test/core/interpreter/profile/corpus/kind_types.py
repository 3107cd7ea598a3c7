"""Numbers as people write them, and what is no identifier."""
from ugly import Ugly


def keyed(name: str, column: str, written: list, kind: str = "integer", key: str = "k", **answer) -> Ugly:
    text = f"{key},{column}\n" + "".join(f'{key}{row},"{cell}"\n' for row, cell in enumerate(written, 1))
    return Ugly(name, text, rows=len(written), types={column: kind}, **answer)


COUNT = range(1, 25)

FILES = [
    keyed("kilograms.csv", "weight", ["12 kg", "3 kg", "7.5 kg", "12 kg"], "amount (kg)", cells={"weight": {"Min": 3, "Max": 12, "Mean": 8.625}}),
    keyed("suffixes.csv", "cap", ["1.5M", "800K", "2B", "1.5M"], "integer", cells={"cap": {"Min": 800_000, "Max": 2_000_000_000, "Mean": 500_950_000 * 1.0}}),
    keyed(
        "durations.csv",
        "time",
        [f"00:{n:02}:30" for n in COUNT],
        "duration",
        cells={"time": {"Min": "00:01:30", "Max": "00:24:30", "Mean": "00:13:00"}},
    ),
    Ugly(
        "trailing minus.csv",
        "konto;saldo\n" + "".join(f"k{n};{n * 100},00{'-' if n % 2 else ''}\n" for n in COUNT),
        rows=24,
        cells={"saldo": {"Min": -2300, "Max": 2400, "Mean": 50}},
    ),
    keyed("cents.csv", "v", [f"{n}¢" for n in COUNT], "amount (¢)", cells={"v": {"Mean": 12.5}}),
    keyed("footnotes.csv", "v", [f"{n},000[{n}]" for n in COUNT], "integer", cells={"v": {"Mean": 12_500}}),
    keyed("tiny.csv", "v", [f"{n}e-100" for n in COUNT], "decimal", cells={"v": {"Mean": 1.25e-99}}),
    keyed("temperatures.csv", "temp", [19 + n for n in COUNT], "integer", cells={"temp": {"Mean": 31.5}}),
    keyed("footnote signs.csv", "v", ["12*", "15", "18†", "21", "24 (r)", "27 p"], "integer", cells={"v": {"Mean": 19.5}}),
    keyed("percent.csv", "share", ["12%", "7.5 %", "40.5%"], "percentage", cells={"share": {"Mean": 20}}),
    keyed("accountants.csv", "profit", ["(1,200)", "300", "(50)", "1,500"], "integer", cells={"profit": {"Min": -1200, "Mean": 137.5}}, adds=["profit"]),
    keyed("Swiss.csv", "betrag", ["1'200.50", "3'000.00", "12'345.25"], "decimal", cells={"betrag": {"Max": 12345.25}}, adds=["betrag"]),
    keyed("French.csv", "montant", ["1 200,50", "3 000,00", "12 345,25"], "decimal", cells={"montant": {"Max": 12345.25}}, adds=["montant"]),
    keyed("Indian.csv", "amount", ["1,20,000", "12,34,567", "45,000"], "integer", cells={"amount": {"Max": 1234567}}, adds=["amount"]),
    keyed("dollars.csv", "price", ["$1.5M", "$800K", "$2.25M"], "amount ($)", cells={"price": {"Max": 2_250_000}}),
    keyed("codes before.csv", "price", ["USD 12", "USD 14.50", "USD 9"], "amount (USD)", cells={"price": {"Max": 14.5}}),
    keyed("plus.csv", "change", ["+5", "-3", "+10", "0"], "integer", cells={"change": {"Mean": 3}}),
    keyed("degrees.csv", "temp", ["21.5 °C", "19 °C", "24.5 °C"], "amount (°C)", cells={"temp": {"Max": 24.5}}),
    keyed("minutes.csv", "length", ["1:30", "2:45", "0:50", "3:05"], "duration", cells={"length": {}}),
    keyed("leading zeros.csv", "plz", ["01067", "80331", "04109", "50667"], "identifier"),
    keyed("coordinates.csv", "lat", ["52.5200", "48.8566", "-33.8688"], "decimal", cells={"lat": {"Min": -33.8688}}),
    keyed("phones.csv", "phone", ["+49 30 1234567", "+49 89 7654321", "+49 40 1112223"], "text"),
    keyed("versions.csv", "version", ["1.2.3", "1.10.0", "2.0.1"], "text"),
    keyed("addresses.csv", "ip", ["10.0.0.1", "10.0.0.2", "192.168.1.1"], "text"),
    keyed("ranges.csv", "age", ["0-4", "5-9", "10-14", "15-19"], "text"),
    keyed("scientific.csv", "mass", ["1.5E+10", "2.5E+11", "3.0E+09"], "integer", cells={"mass": {"Max": 2.5e11}}),
    keyed("bytes.csv", "size", ["12 MB", "3 MB", "7.5 MB"], "amount (MB)", cells={"size": {"Mean": 7.5}}),
    keyed("yes.csv", "active", ["Yes", "No", "Yes", "No"], "yes/no"),
    keyed("short texts.csv", "name", [f"name{chr(96 + n)}" for n in COUNT], "text"),
    keyed("article numbers.csv", "ean13", [4006381333931 + 1100 * n for n in range(6)], "identifier", cells={"ean13": {"Min": 4006381333931, "Max": 4006381339431, "Mean": None}}),
    keyed("large amounts.csv", "amount", ["12345678901.23", "12345678902.34", "12345678905.45", "12345678909.56"], "decimal",
          cells={"amount": {"Min": 12345678901.23, "Max": 12345678909.56, "Mean": 12345678904.645, "Median": 12345678903.895}}, adds=["amount"]),
]

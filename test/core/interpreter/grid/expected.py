"""Makes a random table and says, by pandas, what the grid has to answer: expected.py <path> <seed>."""
import json
import random
import sys

import pandas

path, seed = sys.argv[1], int(sys.argv[2])
chance = random.Random(seed)
rows = 3_000
frame = pandas.DataFrame(
    {
        "code": [f"K{number:05d}" for number in chance.sample(range(90_000), rows)],
        "day": pandas.to_datetime("2023-01-01") + pandas.to_timedelta([chance.randrange(500) for _ in range(rows)], unit="D"),
        "shop": [chance.choice(["Harbour", "mill", "Station", "Àrea", None]) for _ in range(rows)],
        "amount": [None if chance.random() < 0.1 else round(chance.gauss(50, 40), 2) for _ in range(rows)],
    }
)
frame.to_csv(path, index=False)
text = frame["shop"]


def places(found):
    return [int(place) for place in found.index]


json.dump(
    {
        "amount rising": places(frame.sort_values("amount", kind="stable", na_position="last")),
        "amount falling": places(frame.assign(key=-frame["amount"]).sort_values("key", kind="stable", na_position="last")),
        "shop, then amount falling": places(frame.assign(key=-frame["amount"], folded=text.str.casefold()).sort_values(["folded", "key"], kind="stable", na_position="last")),
        "10 to 20": places(frame[(frame["amount"] >= 10) & (frame["amount"] <= 20)]),
        "holds mill or À": [places(frame[text.str.contains("MILL", case=False, na=False)]), places(frame[text.str.contains("àR", case=False, na=False)])],
        "no shop": places(frame[text.isna()]),
        "station in March": places(frame[(text == "Station") & (frame["day"] >= "2023-03-01") & (frame["day"] <= "2023-03-31")]),
        "missing": {name: int(frame[name].isna().sum()) for name in frame},
        "distinct": {name: int(frame[name].nunique()) for name in frame},
        "shops": sorted(([name, int(times)] for name, times in text.value_counts().items()), key=lambda pair: (-pair[1], pair[0])),
        "total by shop": {name: round(float(total), 6) for name, total in frame.groupby("shop")["amount"].sum().items()},
    },
    sys.stdout,
)

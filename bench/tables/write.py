"""Writes a table for the benchmark: write.py <kind> <rows> <path>"""
import random
import sys
from datetime import datetime, timedelta

START = datetime(2020, 1, 1)
WORDS = "amber birch cedar delta ember fjord grove haven islet jetty knoll larch marsh north ocean pines quay ridge shore tarn".split()


def measure(name):
    return f"g,{name}", lambda row: f"{'ab'[row % 2]},{row * 7919 % 1000 / 10}"


def categories():
    names = ",".join(f"c{place}" for place in range(8))
    return f"{names},qty", lambda row: ",".join(WORDS[row * (place + 3) % 20] for place in range(8)) + f",{row % 97}"


def dates():
    return "date,qty", lambda row: f"{START + timedelta(minutes=3 * row)},{row * 7919 % 1000 / 10}"


def text():
    return "id,note", lambda row: f"{row},{' '.join(random.choices(WORDS, k=8))} {row}"


def grid():
    """Of all kinds, with a column of many different texts."""
    regions = ["North", "South", "East", "West", ""]
    head = "id,day,region,amount,mail,qty,price,note"

    def line(row):
        day = (START + timedelta(days=row * 7919 % 1000)).date()
        return f"A{row:07d},{day},{random.choice(regions)},{random.random() * 1000:.2f},u{random.randrange(400_000)}@example.com,{row * 31 % 97},{row % 300 / 10},{WORDS[row % 20]}"

    return head, line


KINDS = {"grid": grid, "sum": lambda: measure("qty"), "mean": lambda: measure("price"), "categories": categories, "dates": dates, "text": text}

kind, rows, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
random.seed(1)
head, line = KINDS[kind]()
with open(path, "w", encoding="utf-8") as file:
    file.write(head + "\n")
    file.writelines(line(row) + "\n" for row in range(rows))

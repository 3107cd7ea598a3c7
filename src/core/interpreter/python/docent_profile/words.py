"""Numbers, names and values as people like to read them, safe inside Markdown."""

from __future__ import annotations

import re
from collections import Counter
from math import ceil, log10
from typing import Iterable, Sequence

from .values.units import CURRENCIES

SUFFIXES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
# Below this a number is written out: 12,345 is easier to read than 12.3K.
WRITTEN_OUT = 100_000
# Longer values are cut: they are there to be recognised, not read.
LONGEST_VALUE = 40
# Below this floats are whole numbers one by one; above, their last digits would be invented.
EXACT_BELOW = 2**53
# Durations have no unit but their form: of two parts, minutes and seconds or hours and minutes, or of three.
CLOCK = {2: "m:ss", 3: "h:mm:ss", 5: "hh:mm"}
# Money in millions of millions with cents; longer figures are not read.
LONGEST_FIGURE = 22
# More decimals than a float keeps of a number above one.
MOST_DECIMALS = 16


def figure(value: float, unit: str = "") -> str:
    """A number in about three significant digits with its unit: `1.23M`, `€12,345`, `4.5%`, `00:01:30`."""
    if unit in _CLOCKS:
        return clock(value, unit)
    size = abs(value)
    for factor, suffix in SUFFIXES:
        # 999,950 would round to 1000K: it belongs to the next suffix.
        if size >= max(WRITTEN_OUT, factor * 0.9995):
            digits = _significant(size / factor) + suffix
            break
    else:
        digits = f"{size:,.0f}" if size >= 1_000 or size == int(size) else _significant(size, 4 if size >= 100 else 3)
    return _with_unit(digits, unit, "−" if value < 0 and digits != "0" else "")


def exact(value: float, unit: str = "") -> str:
    """A number with all its digits, as the file has them: `12,345,678,901.23`."""
    if unit in _CLOCKS:
        return clock(value, unit)
    size = abs(value)
    digits = f"{size:,.0f}" if size.is_integer() and size < EXACT_BELOW else repr(size)
    if "e" not in digits and "," not in digits:
        whole, _, fraction = digits.partition(".")
        digits = f"{int(whole):,}" + (f".{fraction}" if fraction else "")
    return _with_unit(digits, unit, "−" if value < 0 else "")


_CLOCKS = frozenset(CLOCK.values())


def clock(value: float, unit: str) -> str:
    """A duration as `00:01:30` or `1:30`."""
    size = round(abs(value))
    minutes, seconds = divmod(size, 60)
    if unit == CLOCK[5]:
        text = f"{minutes:02}:{seconds:02}"
    else:
        text = f"{minutes}:{seconds:02}" if unit == CLOCK[2] else f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return f"−{text}" if value < 0 else text


# Decimals that people write down; a figure of more was worked out.
MOST_WRITTEN = 6


def told_apart(values: Sequence[float], unit: str = "") -> list[str]:
    """Figures that are read beside each other: no text stands for two different values."""
    if unit in _CLOCKS:
        return [clock(value, unit) for value in values]
    different = len(set(values))
    short = [figure(value, unit) for value in values]
    if len(set(short)) == different:
        return short
    full = [exact(value, unit) for value in values]
    if max(map(len, full)) <= LONGEST_FIGURE and max(len(text.partition(".")[2]) for text in full) <= MOST_WRITTEN:
        return full
    # Means have no end of digits: as many as it takes.
    for decimals in range(MOST_DECIMALS):
        texts = [_with_unit(f"{abs(value):,.{decimals}f}", unit, "−" if value < 0 else "") for value in values]
        if len(set(texts)) == different:
            return texts
    return full


def shortened(means: Sequence[float], decimals: int) -> list[float]:
    """With one decimal more than the file has, `decimals`, or as many as tell them apart."""
    for more in range(decimals + 1, MOST_DECIMALS):
        short = [round(mean, more) for mean in means]
        if len(set(short)) == len(set(means)):
            return short
    return list(means)


def tick(value: float, step: float, unit: str = "") -> str:
    """A number on an axis whose marks are `step` apart: just as many decimals as tell them apart."""
    if unit in _CLOCKS:
        return clock(value, unit)
    if step < 1e-6:
        return f"{value:.{min(17, 3 + max(0, ceil(log10(abs(value) / step))) if value else 3)}g}"
    factor, suffix = next(((f, s) for f, s in SUFFIXES if abs(value) >= f and step >= f / 1000), (1, ""))
    decimals = 0
    while decimals < 9 and abs(round(step / factor, decimals) - step / factor) > step / factor * 1e-6:
        decimals += 1
    digits = f"{abs(value) / factor:,.{decimals}f}" + suffix
    return _with_unit(digits, unit, "−" if value < 0 else "")


def _significant(size: float, digits: int = 3) -> str:
    text = f"{size:.{digits}g}"
    if "e" not in text:
        return text
    return f"{size:,.0f}" if size >= 1 else text


def _with_unit(digits: str, unit: str, sign: str) -> str:
    if unit in ("%", "‰", "°", "¢"):
        return f"{sign}{digits}{unit}"
    if unit in CURRENCIES:
        return f"{sign}{unit} {digits}" if unit.rstrip(".").isalpha() else f"{sign}{unit}{digits}"
    return f"{sign}{digits} {unit}" if unit else f"{sign}{digits}"


def share(part: float, whole: float) -> str:
    """A part as a percentage; never rounded to nothing or to everything."""
    percent = 100 * part / whole
    if 0 < percent < 0.1:
        return "under 0.1%"
    if 99.9 < percent < 100:
        return "over 99.9%"
    return f"{percent:.1f}".rstrip("0").rstrip(".") + "%"


def two_decimals(r: float) -> str:
    """A correlation: `−0.71`."""
    return f"{r:.2f}".replace("-", "−")


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 row`, `1,250 rows`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def cut_apart(texts: Iterable[str], longest: int) -> list[str]:
    """Each on one line of at most so many characters; those that begin alike are cut in their middle, so that they differ."""
    lines = [re.sub(r"\s+", " ", text).strip() for text in texts]
    head = (longest - 1) // 2
    cut = [line if len(line) <= longest else line[: longest - 1] + "…" for line in lines]
    often = Counter(zip(cut, lines)).keys()
    alike = {text for text, times in Counter(text for text, _ in often).items() if times > 1}
    return [text if text not in alike or line == text else f"{line[:head]}…{line[head + 1 - longest:]}" for text, line in zip(cut, lines)]


def cut(text: str, longest: int) -> str:
    """On one line of at most so many characters. A name of several parts is told by its last one."""
    [line] = cut_apart([text], max(longest, len(text)))
    head = (longest - 1) // 2
    return f"{line[:head]}…{line[head + 1 - longest:]}" if len(line) > longest and _PARTS.search(line) else cut_apart([line], longest)[0]


_PARTS = re.compile(r" / |\w[._]\w")


def codes(texts: Sequence[str]) -> list[str]:
    """Values that are read beside each other as code spans that differ."""
    return [code(text) for text in cut_apart(texts, LONGEST_VALUE)]


def code(value: object) -> str:
    """A name or value of the file as a code span: one line, cut where it is long, and nothing in it is Markdown."""
    text = cut(str(value), LONGEST_VALUE)
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") or not text else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def listed(texts: list[str], most: int = 8) -> str:
    """`a, b and c`, or `a, b and 12 more`."""
    if len(texts) > most:
        texts = [*texts[: most - 1], f"{len(texts) - most + 1} more"]
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " and " + texts[-1]

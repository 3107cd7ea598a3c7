"""The arithmetic: the same definitions as pandas' (sample deviation, linear quantiles, pairwise complete correlation)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from itertools import combinations
from math import fsum, sqrt
from typing import Iterator, NamedTuple, Sequence

from ..vectors import both_there, by_code, centred, mean_of, products_of, sum_of_powers

# Tukey's fences: farther than this many quartile ranges from the middle half counts as outlying.
FENCE = 1.5
# With fewer values nothing can be said of their tails.
ENOUGH_FOR_TAILS = 10


class Summary(NamedTuple):
    """`std` is None for a single value, `skew` where all are equal."""

    count: int
    total: float
    mean: float
    std: float | None
    min: float
    q1: float
    median: float
    q3: float
    max: float
    skew: float | None


def summarise(ordered: Sequence[float]) -> Summary:
    """Of values in rising order, at least one of them."""
    count, total = len(ordered), fsum(ordered)
    mean = settled(total / count)
    distances = centred(ordered, total / count)
    variance = sum_of_powers(distances, 2) / count
    spread = sqrt(variance)
    return Summary(
        count,
        total,
        mean,
        spread * sqrt(count / (count - 1)) if count > 1 else None,
        ordered[0],
        quantile(ordered, 0.25),
        quantile(ordered, 0.5),
        quantile(ordered, 0.75),
        ordered[-1],
        sum_of_powers(distances, 3) / spread**3 / count if spread**3 else None,
    )


def quantile(ordered: Sequence[float], q: float) -> float:
    """Between two values in decimal arithmetic: the middle of 0.1 and 0.2 is 0.15, not 0.15000000000000002."""
    place = q * (len(ordered) - 1)
    below = int(place)
    if below == place:
        return ordered[below]
    low, high = (Decimal(repr(value)) for value in ordered[below : below + 2])
    return float(low + (high - low) * Decimal(place - below))


def settled(value: float) -> float:
    """Without what binary fractions add behind the fifteenth digit, where it is one of a fraction."""
    return value if abs(value) >= 1e15 else float(f"{value:.15g}")


def fences(summary: Summary) -> tuple[float, float]:
    reach = FENCE * (summary.q3 - summary.q1)
    return summary.q1 - reach, summary.q3 + reach


def outside(ordered: Sequence[float], low: float, high: float) -> tuple[int, int]:
    """How many values lie below `low` and above `high`."""
    return bisect_left(ordered, low), len(ordered) - bisect_right(ordered, high)


def correlation(xs: Sequence[float], ys: Sequence[float], enough: int = 2) -> float | None:
    """Pearson's r over the rows in which both values are there (not NaN); None where it does not exist, or there are not `enough` of them."""
    xs, ys = both_there(xs, ys)
    return next(correlations([xs, ys], [mean_of(xs), mean_of(ys)]))[2] if len(xs) >= enough else None


def without_farthest(xs: Sequence[float], ys: Sequence[float]) -> tuple[Sequence[float], Sequence[float]]:
    """The rows in which both values are there, but for the one that does most for their correlation."""
    xs, ys = both_there(xs, ys)
    does = [abs(x * y) for x, y in zip(centred(xs), centred(ys))]
    place = does.index(max(does))
    return [*xs[:place], *xs[place + 1 :]], [*ys[:place], *ys[place + 1 :]]


def correlations(columns: Sequence[Sequence[float]], means: Sequence[float]) -> Iterator[tuple[int, int, float | None]]:
    """The same of each two columns that have all their values, by the columns' places."""
    products = products_of(columns, means)
    for one, other in combinations(range(len(columns)), 2):
        spread = sqrt(products[one][one] * products[other][other])
        yield one, other, max(-1.0, min(1.0, products[other][one] / spread)) if spread else None


def straight_line(ys: Sequence[float], xs: Sequence[float]) -> list[float]:
    """The least-squares line through the points, at each x."""
    mean_x, mean_y = fsum(xs) / len(xs), fsum(ys) / len(ys)
    spread = fsum((x - mean_x) ** 2 for x in xs)
    slope = fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / spread if spread else 0.0
    return [mean_y + slope * (x - mean_x) for x in xs]


def explained_by(groups: Sequence[int], values: Sequence[float]) -> float:
    """The share of the values' variance that lies between the groups, adjusted for their number: 0 by chance, 1 at most."""
    distances = centred(values)
    totals, counts = by_code(groups, distances, max(groups) + 1)
    everything = sum_of_powers(distances, 2)
    # Deviations add up to nothing overall: what is left of them in a group is its mean's distance, times its size.
    between = fsum(total * total / number for total, number in zip(totals, counts) if number)
    within, free = max(0.0, everything - between), len(values) - sum(map(bool, counts))
    return 1 - within / everything * (len(values) - 1) / free if everything and free > 0 else 0.0

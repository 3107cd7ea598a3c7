"""Values so far from all others that they are slips, or stand for «none»: they set no range, and are told by themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Sequence

from .statistics import ENOUGH_FOR_TAILS, Summary, fences, outside, quantile

# A few values at more than this many quartile ranges from the middle half are slips rather than a long tail.
FAR, FAR_COUNT = 10, 3
# What people write where they have no value.
PLACEHOLDERS = frozenset({-99.9, -999.99, -9999.99, -888.0, -8888.0, -888.8, -6999.0, -7999.0, 7999.0, -32768.0, -1e30, 1e20, 1e30, -1.0, -9.0, -99.0, -999.0, -9999.0, -99999.0, 99.0, 999.0, 9999.0, 99999.0, 999999.0, 9999999.0, -999.9, 9999.9, 999.9, -9999.9})
# Up to this share of a column may be of them.
MOST_PLACEHOLDERS = 0.5
YEAR = 365.25 * 86_400
# Moments at a longer distance from the others, and at more than so many times their span, are none of them;
# so few at an end, or this share.
LONG, SPANS, FEW_MOMENTS, MOST_MOMENTS = 10 * YEAR, 3, 2, 0.02
# 1 January 1900, 30 and 31 December 1899, 1 January of 1753, 1970 and 1901: what programs write for none.
_NO_MOMENTS = frozenset({-2208988800.0, -2209161600.0, -2209075200.0, -6847804800.0, 0.0, -2177452800.0})


def far_numbers(ordered: Sequence[float], summary: Summary) -> tuple[int, int]:
    """How many of the lowest and of the highest values."""
    below = above = 0
    low, high = fences(summary)
    if ordered[0] in PLACEHOLDERS and ordered[0] < low:
        below = bisect_right(ordered, ordered[0])
        # Among others below zero, or all alike, −1 and −9 are figures like these.
        if ordered[0] > -10 and below < len(ordered) and (ordered[below] < 0 or ordered[below] == ordered[-1]):
            below = 0
    if ordered[-1] in PLACEHOLDERS and ordered[-1] > high and summary.q3 * 2 < ordered[-1]:
        above = len(ordered) - bisect_left(ordered, ordered[-1])
    if 0 < below + above <= MOST_PLACEHOLDERS * len(ordered):
        return below, above
    reach = FAR * (summary.q3 - summary.q1)
    below, above = outside(ordered, summary.q1 - reach, summary.q3 + reach)
    if summary.count < ENOUGH_FOR_TAILS or not reach or not 0 < below + above <= FAR_COUNT:
        return 0, 0
    return below, above


def far_moments(ordered: Sequence[float]) -> set[float]:
    """Moments in seconds since 1970, in rising order."""
    far: set[float] = set()
    if len(ordered) < 4 or ordered[0] == ordered[-1]:
        return far
    few = max(FEW_MOMENTS, int(MOST_MOMENTS * len(ordered)))
    if len(ordered) < 2 * FEW_MOMENTS + 3:
        few = 1
    span = max(quantile(ordered, 0.9) - quantile(ordered, 0.1), 86_400) if len(ordered) > 20 else _inner_span(ordered)
    for ends, sign in ((ordered, 1), (ordered[::-1], -1)):
        most = len(ordered) // 2 if ends[0] in _NO_MOMENTS else few
        for place in range(1, most + 1):
            gap = abs(ends[place] - ends[place - 1])
            if gap > LONG and gap > SPANS * span:
                far |= {value for value in ends[:place]}
                break
            if place > few and ends[place] != ends[0]:
                break
    return far


def _inner_span(ordered: Sequence[float]) -> float:
    """The shortest span that holds more than half of the moments."""
    half = len(ordered) // 2 + 1
    return max(86_400.0, min(ordered[place + half - 1] - ordered[place] for place in range(len(ordered) - half + 1)))

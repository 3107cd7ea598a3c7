"""Whether a series rises or falls, and how steadily."""

from __future__ import annotations

from math import fsum, sqrt

from ..columns.statistics import correlation, straight_line
from .periods import Series

# |r| of the figures with time from which on a direction is steady.
STEADY = 0.8
# Student's t and |r| from which on a direction is neither chance nor lost among the ups and downs.
SIGNIFICANT, VISIBLE = 2, 0.4
# A change by less than this share of the mean is none.
LEVEL = 0.02


def has_direction(points: Series) -> bool:
    r = abs(steadiness(points))
    if is_level(points) or r < VISIBLE:
        return False
    return r > 0.9999 or r * sqrt((len(points) - 2) / (1 - r * r)) >= SIGNIFICANT


def is_level(points: Series) -> bool:
    line = straight_line(points.values, points.numbers)
    return abs(line[-1] - line[0]) <= LEVEL * abs(fsum(points.values)) / len(points)


def steadiness(points: Series) -> float:
    """How far the figures follow a line: −1 falling to 1 rising."""
    return correlation(points.numbers, points.values) or 0.0

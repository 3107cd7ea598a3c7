"""Whether a series rises or falls, and how steadily."""

from __future__ import annotations

from math import fsum, sqrt

from ..columns.statistics import correlation, straight_line
from .periods import Series

# |r| of the figures with time from which on a direction is steady.
STEADY = 0.8
# |r| and Student's t from which on a direction is neither lost among the ups and downs nor chance, which a few points take more to rule out.
VISIBLE, SIGNIFICANT = 0.4, 2
_OF_FEW = {3: 12.7, 4: 4.3, 5: 3.18, 6: 2.78, 7: 2.57, 8: 2.45}
# So much of what the line through all figures changes by has to lie between the first and the last.
OF_LINE = 0.2
# A change by less than this share of the mean is none.
LEVEL = 0.02


def has_direction(points: Series) -> bool:
    r = abs(steadiness(points))
    line = straight_line(points.values, points.numbers)
    # What does not end higher than it began has not risen, whatever was between.
    if is_level(points) or r < VISIBLE or (points.values[-1] - points.values[0]) * (line[-1] - line[0]) < OF_LINE * (line[-1] - line[0]) ** 2:
        return False
    if r > 0.9999:
        return True
    enough = SIGNIFICANT if _is_monotone(points) else _OF_FEW.get(len(points), SIGNIFICANT)
    return r * sqrt((len(points) - 2) / (1 - r * r)) >= enough


def is_steady(points: Series) -> bool:
    return abs(steadiness(points)) >= STEADY and (len(points) not in _OF_FEW or _is_monotone(points))


def _is_monotone(points: Series) -> bool:
    steps = [later - earlier for earlier, later in zip(points.values, points.values[1:])]
    return min(steps) > 0 or max(steps) < 0


def is_level(points: Series) -> bool:
    line = straight_line(points.values, points.numbers)
    return abs(line[-1] - line[0]) <= LEVEL * abs(fsum(points.values)) / len(points)


def steadiness(points: Series) -> float:
    """How far the figures follow a line: −1 falling to 1 rising."""
    return correlation(points.numbers, points.values) or 0.0

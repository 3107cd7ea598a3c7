"""Arithmetic over long columns, by numpy where Python has it: the same figures, as far as they are shown."""

from __future__ import annotations

import importlib.util
from array import array
from collections import Counter
from functools import lru_cache
from math import fsum
from operator import lt, mul, ne
from typing import Sequence

# Below this loading numpy takes longer than it saves.
LONG = 200_000
# So many values of several columns are in memory once more at a time.
BLOCK = 1 << 16


@lru_cache(maxsize=None)
def numpy_if_there():
    """numpy, or None. An installation that does not fit its Python fails in many ways."""
    if importlib.util.find_spec("numpy") is None:
        return None
    try:
        import numpy
    except Exception:
        return None
    return numpy


def _is_long(values: Sequence[float]) -> bool:
    return len(values) >= LONG and isinstance(values, array) and numpy_if_there() is not None


def in_order(values: array) -> array:
    """The values that are there, rising."""
    if not _is_long(values):
        return array("d", sorted(value for value in values if value == value))
    numpy = numpy_if_there()
    there = numpy.frombuffer(values)
    return array("d", numpy.sort(there[there == there]).tobytes())


def number_missing(values: array) -> int:
    """How many are NaN."""
    if not _is_long(values):
        return sum(map(ne, values, values))
    there = numpy_if_there().frombuffer(values)
    return int((there != there).sum())


def number_distinct(ordered: Sequence[float]) -> int:
    """Of values in rising order."""
    if not ordered:
        return 0
    if not _is_long(ordered):
        return sum(map(ne, ordered[1:], ordered)) + 1
    numpy = numpy_if_there()
    return int(numpy.count_nonzero(numpy.diff(numpy.frombuffer(ordered)))) + 1


def number_different(values: array) -> int:
    """Of whole numbers in any order."""
    if len(values) < LONG:
        return len(set(values))
    if (numpy := numpy_if_there()) is not None:
        ordered = numpy.sort(numpy.frombuffer(values, dtype=values.typecode))
        return int(numpy.count_nonzero(ordered[1:] != ordered[:-1])) + 1
    # A set of all would take ten times the memory of the numbers.
    parts = len(values) // (8 * LONG) + 1
    return sum(len({value for value in values if value % parts == part}) for part in range(parts))


def rises(values: Sequence[float]) -> bool:
    """Whether each value is above the one before it."""
    if not _is_long(values):
        return all(map(lt, values, values[1:]))
    numpy = numpy_if_there()
    return bool((numpy.diff(numpy.frombuffer(values)) > 0).all())


def all_multiples(values: Sequence[float], of: float) -> bool:
    if not _is_long(values):
        return not any(value % of for value in values)
    numpy = numpy_if_there()
    return not numpy.remainder(numpy.frombuffer(values), of).any()


def all_whole(values: Sequence[float]) -> bool:
    if not _is_long(values):
        return all(map(float.is_integer, values))
    numpy = numpy_if_there()
    there = numpy.frombuffer(values)
    return bool((numpy.floor(there) == there).all()) and bool(numpy.isfinite(there).all())


def centred(values: Sequence[float], mean: float | None = None) -> Sequence[float]:
    """The values' distances from their mean, where that is known already or not."""
    if mean is None:
        mean = fsum(values) / len(values)
    if not _is_long(values):
        return [value - mean for value in values]
    return array("d", (numpy_if_there().frombuffer(values) - mean).tobytes())


def mean_of(values: Sequence[float]) -> float:
    """To about fifteen digits."""
    return float(numpy_if_there().frombuffer(values).mean()) if _is_long(values) else fsum(values) / len(values)


def sum_of_powers(values: Sequence[float], power: int) -> float:
    """Of squares or cubes, to about fifteen digits."""
    if not _is_long(values):
        return fsum(map(mul, values, values)) if power == 2 else fsum(value**power for value in values)
    there = numpy_if_there().frombuffer(values)
    return float((there * there if power == 2 else there * there * there).sum())


def products_of(columns: Sequence[Sequence[float]], means: Sequence[float]) -> list[list[float]]:
    """For each column the sums of the products of its values' distances from their mean with those of the columns up to itself."""
    sums = [[0.0] * place for place in range(1, len(columns) + 1)]
    numpy = numpy_if_there() if all(map(_is_long, columns)) else None
    for start in range(0, len(columns[0]), BLOCK):
        if numpy is not None:
            some = numpy.array([numpy.frombuffer(column)[start : start + BLOCK] - mean for column, mean in zip(columns, means)])
            products = (some @ some.T).tolist()
        else:
            some = [[value - mean for value in column[start : start + BLOCK]] for column, mean in zip(columns, means)]
            products = [[sum(map(mul, xs, ys)) for ys in some[:place]] for place, xs in enumerate(some, 1)]
        sums = [[total + product for total, product in zip(totals, row)] for totals, row in zip(sums, products)]
    return sums


def both_there(xs: Sequence[float], ys: Sequence[float]) -> tuple[Sequence[float], Sequence[float]]:
    """The rows in which both values are there."""
    if _is_long(xs) and isinstance(ys, array):
        numpy = numpy_if_there()
        one, other = numpy.frombuffer(xs), numpy.frombuffer(ys)
        there = (one == one) & (other == other)
        return (xs, ys) if there.all() else (array("d", one[there].tobytes()), array("d", other[there].tobytes()))
    there = [x == x and y == y for x, y in zip(xs, ys)]
    if all(there):
        return xs, ys
    return [x for x, is_there in zip(xs, there) if is_there], [y for y, is_there in zip(ys, there) if is_there]


def by_code(codes: Sequence[int], values: Sequence[float], number: int) -> tuple[list[float], list[int]]:
    """The sums and counts of the values by their codes from 0 to `number`; rows of no code or value count for nothing."""
    if _is_long(values) and isinstance(codes, array):
        numpy = numpy_if_there()
        places, there = numpy.frombuffer(codes, dtype=codes.typecode), numpy.frombuffer(values)
        known = (places >= 0) & (there == there)
        places, there = places[known], there[known]
        sums = numpy.bincount(places, weights=there, minlength=number)
        return sums.tolist(), numpy.bincount(places, minlength=number).tolist()
    sums, counts = [0.0] * number, [0] * number
    for code, value in zip(codes, values):
        if code >= 0 and value == value:
            sums[code] += value
            counts[code] += 1
    return sums, counts


def hours_of(moments: Sequence[float]) -> tuple[list[float], array]:
    """The hours since 1970 that there are moments in, and of each moment its hour's place among them, -1 for none."""
    if _is_long(moments):
        numpy = numpy_if_there()
        hours = numpy.floor_divide(numpy.frombuffer(moments), 3_600.0)
        there = hours == hours
        different, places = numpy.unique(hours[there], return_inverse=True)
        codes = numpy.full(len(hours), -1, dtype="i8")
        codes[there] = places
        return different.tolist(), array("q", codes.tobytes())
    known: dict[float, int] = {}
    codes = array("q", (known.setdefault(moment // 3_600, len(known)) if moment == moment else -1 for moment in moments))
    return list(known), codes


def most_common(ordered: Sequence[float]) -> tuple[float, int]:
    """The value that is there most often, of several the smallest, and how often."""
    if _is_long(ordered):
        numpy = numpy_if_there()
        there = numpy.frombuffer(ordered)
        starts = numpy.flatnonzero(numpy.concatenate(([True], there[1:] != there[:-1])))
        lengths = numpy.diff(numpy.concatenate((starts, [len(there)])))
        place = int(lengths.argmax())
        return float(there[starts[place]]), int(lengths[place])
    return Counter(ordered).most_common(1)[0]

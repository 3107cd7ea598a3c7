"""Which rows are seen, in which order: filters and sorting over long columns, by numpy where Python has it."""

from __future__ import annotations

from array import array
from itertools import compress
from math import inf, nan
from typing import Sequence

from docent_profile.vectors import LONG, numpy_if_there

# Bytes of a text that are compared at once.
WORD = 8


def within(values: array, low: float | None, high: float | None) -> bytes:
    """Of each value 1 where it lies between the two, both included, else 0; a missing one lies nowhere."""
    low, high = -inf if low is None else low, inf if high is None else high
    if numpy := _numpy_for(values):
        there = numpy.frombuffer(values)
        return ((there >= low) & (there <= high)).tobytes()
    return bytes(low <= value <= high for value in values)


def missing(values: array) -> bytes:
    if numpy := _numpy_for(values):
        there = numpy.frombuffer(values)
        return (there != there).tobytes()
    return bytes(value != value for value in values)


def both(flags: Sequence[int], others: Sequence[int]) -> bytes:
    return (int.from_bytes(flags, "little") & int.from_bytes(others, "little")).to_bytes(len(flags), "little")


def neither(flags: bytes) -> bytes:
    return flags.translate(bytes([1]) + bytes(255))


def in_order_of(rows: array, keys: array, descending: bool) -> array:
    """The rows by their keys; those of one key stay in their order, and those without come last, whichever way."""
    if numpy := _numpy_for(keys):
        places = numpy.frombuffer(rows, dtype=rows.typecode)
        asked = numpy.frombuffer(keys)[places]
        # NaN sorts last by itself.
        order = numpy.argsort(-asked if descending else asked, kind="stable")
        return array(rows.typecode, places[order].tobytes())
    there = [row for row in rows if keys[row] == keys[row]]
    there.sort(key=(lambda row: -keys[row]) if descending else keys.__getitem__)
    if len(there) < len(rows):
        there += [row for row in rows if keys[row] != keys[row]]
    return array(rows.typecode, there)


def ranks_of(texts: list[bytes], width: int, missing: array) -> array:
    """Of each text its rank among all, NaN for the rows that miss one; by numpy, which has to be there.

    `width` is the length of the longest. `texts` is emptied: of many rows there is no room for both forms.
    """
    numpy = numpy_if_there()
    padded = numpy.array(texts, dtype=f"S{-(-max(width, 1) // WORD) * WORD}")
    texts.clear()
    # As numbers of eight bytes each; two numbers are compared faster than two texts.
    words = padded.view(f">u{WORD}").reshape(len(padded), -1).astype(f"u{WORD}")
    places = numpy.lexsort(words.T[::-1])
    words = words[places]
    found = numpy.zeros(len(padded))
    found[places[1:]] = (words[1:] != words[:-1]).any(axis=1).cumsum()
    found[numpy.frombuffer(missing, dtype=missing.typecode)] = nan
    return array("d", found.tobytes())


def only(rows: array, flags: Sequence[int]) -> array:
    """The rows that have a flag, in their order."""
    if numpy := _numpy_for(rows):
        places = numpy.frombuffer(rows, dtype=rows.typecode)
        return array(rows.typecode, places[numpy.frombuffer(flags, dtype="u1")[places] == 1].tobytes())
    return array(rows.typecode, compress(rows, map(flags.__getitem__, rows)))


def _numpy_for(values: Sequence[float]):
    return numpy_if_there() if len(values) >= LONG else None

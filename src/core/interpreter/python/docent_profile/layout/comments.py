"""Lines that are comments, above a table and in it."""

from __future__ import annotations

from itertools import dropwhile

from ..source import Row
from .heads import MOST_ABOVE, find_head

_COMMENTS = ("#", "//", "%", "--", "!", ";")
_NO_COMMENTS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


def is_comment(row: Row) -> bool:
    text = row[0].lstrip() if row else ""
    return text.startswith(_COMMENTS) and not text.startswith(_NO_COMMENTS) and not text.startswith("---")


def without_comments(sample: list[Row]) -> list[Row]:
    """Rows that only look like comments stay: those of `#1`, and names after a sign, which are as many as the rows have cells."""
    # What stands above the table says nothing of its rows.
    table = list(dropwhile(lambda row: not row or row[0].startswith("#"), sample))
    is_often = sum(row[0].startswith("#") for row in table if row) >= 0.3 * len(table)
    data: list[Row] = []
    for place, row in enumerate(sample):
        sign = row[0].lstrip()[:2] if row else ""
        if not is_comment(row):
            data.append(row)
        elif sign.startswith("#"):
            # Names have no table above them.
            if is_often or len(data) <= MOST_ABOVE and _are_names(row, sample[place + 1 : place + 51]):
                data.append(row)
        elif len(row) > 1 and sign.startswith(("-", "!", "%", ";")) and sign != "--":
            data.append(row)
    return data


def _are_names(row: Row, below: list[Row]) -> bool:
    following = next(filter(None, below), [])
    return 1 < len(row) == len(following) and not is_comment(following) and find_head(below).rows == 0

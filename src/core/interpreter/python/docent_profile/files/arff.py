"""Tables of Weka, whose columns are declared before the rows."""

from __future__ import annotations

import csv
import re
from typing import Iterator

from ..options import Options
from ..problems import NotATable
from ..source import Row
from .contents import Contents
from .encoding import Encoding, open_text, seen
from .markup import Sheet

_RELATION = re.compile(r"^\s*@relation\b", re.I | re.M)
_ATTRIBUTE = re.compile(r"""\s*@attribute\s+(?:'(?P<single>(?:[^'\\]|\\.)*)'|"(?P<double>(?:[^"\\]|\\.)*)"|(?P<plain>\S+))""", re.I)


def is_arff(contents: Contents, beginning: str) -> bool:
    return _RELATION.search(beginning) is not None or contents.suffix == ".arff" or ".arff`" in contents.packed


def open_arff(contents: Contents, encoding: Encoding, options: Options) -> Sheet:
    with open_text(contents, encoding) as file:
        lines = (line for line in seen(file, encoding) if line.strip() and not line.lstrip().startswith("%"))
        names = list(_names(lines))
        rows = _rows(contents.name, list(lines))
    if not names or not rows:
        raise NotATable(f"{contents.name} is an ARFF file without rows: there is nothing to profile.")
    return Sheet(contents.name, f"an ARFF file, {encoding.described}", [names, *rows], encoding.oddities(), options if options.head is not None else options._replace(head=1))


def _names(lines: Iterator[str]) -> Iterator[str]:
    """Up to where the rows begin."""
    for line in lines:
        if line.strip().lower() == "@data":
            return
        if match := _ATTRIBUTE.match(line):
            yield re.sub(r"\\(.)", r"\1", next(filter(None, match.groups()), ""))


def _rows(name: str, lines: list[str]) -> list[Row]:
    if lines and lines[0].lstrip().startswith("{"):
        raise NotATable(f"{name} is a sparse ARFF file, whose rows name only some of the cells: save the table as CSV and analyse that file.")
    # Both quotes may stand around cells, as mostly those do that begin some.
    quote = max("'", '"', key=lambda sign: sum(line.startswith(sign) or f",{sign}" in line for line in lines))
    return list(csv.reader(lines, quotechar=quote, escapechar="\\", skipinitialspace=True))

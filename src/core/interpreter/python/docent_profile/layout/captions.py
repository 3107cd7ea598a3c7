"""Names of columns that stand in several lines: groups above them, words that were broken, units and explanations below."""

from __future__ import annotations

import re

from ..problems import Oddity
from ..source import Row
from ..values.cells import is_missing, is_value, make_of
from ..values.kinds import GAPS
from ..words import code, listed

# A head of more lines is none.
MOST_LINES = 4
LONGEST_UNIT = 14
MANY_TEXTS = 5
# In fewer columns letters and words may as well be values.
FEWEST_TYPES = 3
# Types as programs name them, or as lengths: 5s, 15s, 10d.
_LENGTH = re.compile(r"\d{1,4}[sdnN]")
_TYPES = frozenset(
    "c d s t string str text char varchar character discrete continuous numeric number integer int int32 int64 bigint smallint float float32 float64 double real decimal "
    "boolean bool logical factor date datetime timestamp time object category categorical nominal ordinal".split()
)
_USES = frozenset("class meta ignore weight target label id".split())
# Rows that tell what a column holds.
LOOKED_AT = 40


def with_more(rows: list[Row], above: int, first: Row, width: int, oddities: list[Oddity]) -> tuple[Row, int, int]:
    """The names, with those of the lines above and below that belong to the head, and how many lines above and below do."""
    lines = _with_groups(rows, above, first, width)
    grouping = len(lines) - 1
    more = 0
    has_types = False
    while more < MOST_LINES and above + 2 + more < len(rows):
        line = _texts(rows[above + 1 + more], width)
        below = [_texts(row, width) for row in rows[above + 2 + more : above + 2 + more + LOOKED_AT]]
        if _names_types(line, below, has_types):
            if not has_types:
                oddities.append(Oddity("Types", f"the row of types below the names ({listed([code(text) for text in line if text], 4)}) is left out"))
            has_types = True
            more += 1
            continue
        if not names_too(rows, above + 1 + more, width):
            break
        more += 1
        if _has_gaps(joined(lines), line):
            lines.append(line)
        else:
            _tell(line, oddities)
    # Of what stands above, the lines below may already say enough.
    while grouping and _number(joined(lines[1:])) >= _number(joined(lines)):
        lines.pop(0)
        grouping -= 1
    return joined(lines), grouping, more


def _names_types(line: Row, below: list[Row], has_types: bool) -> bool:
    """Whether each cell says of what type or length its column is, and none stands below again; behind such a row another one may tell what some columns are for."""
    texts = [text for text in line if text]
    if has_types and texts and all(text.lower() in _USES for text in texts):
        return True
    if len(texts) < FEWEST_TYPES or 2 * len(texts) < len(line):
        return False
    is_type = _LENGTH.fullmatch if _LENGTH.fullmatch(texts[0]) else lambda text: text.lower() in _TYPES
    return all(map(is_type, texts)) and not all(is_type(text) or not text for text in below[0]) and not any(text and text in cells for text, cells in zip(line, zip(*below)))


def _texts(row: Row, width: int) -> Row:
    return [cell.strip() for cell in row[:width]] + [""] * (width - len(row))


def _with_groups(rows: list[Row], above: int, first: Row, width: int) -> list[Row]:
    """The lines above that give names to columns without any, or tell columns of one name apart; then the line itself."""
    lines = [first]
    while len(lines) < MOST_LINES and above >= len(lines) and not all(map(is_value, filter(None, first))):
        group = _texts(rows[above - len(lines)], width)
        is_group = 2 <= sum(map(bool, group)) < width and len(rows[above - len(lines)]) <= width
        if not is_group or _number(joined([group, *lines])) <= _number(joined(lines)):
            break
        lines.insert(0, group)
    return lines


def _number(names: Row) -> int:
    """How many columns the names tell apart."""
    return len(set(filter(None, names)))


def joined(lines: list[Row]) -> Row:
    """One name a column. A group's name stands above its first column only, and counts for those behind it that have names of their own below."""
    if len(lines) > 2 and _stand_on_each_other(lines):
        # Long names that were broken into lines, which the next column has no part in.
        names = [" ".join(filter(None, parts)) for parts in zip(*lines)]
        if _number(names) == sum(map(bool, names)):
            return names
    whole: list[Row] = []
    begun: set[int] = set()
    for depth, line in enumerate(lines):
        below = [any(lower[column] for lower in lines[depth + 1 :]) for column in range(len(line))]
        last, filled = "", []
        for column, cell in enumerate(line):
            if cell or column in begun or not below[column]:
                last = cell if below[column] else ""
            filled.append(cell or last)
        begun |= {column for column, cell in enumerate(line) if cell}
        whole.append(filled)
    return [" / ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*whole)]


def _stand_on_each_other(lines: list[Row]) -> bool:
    """Whether no text has an empty cell below it."""
    return all(lower or not upper for one, other in zip(lines, lines[1:]) for upper, lower in zip(one, other))


def names_too(rows: list[Row], place: int, width: int) -> bool:
    """A row of texts in columns that hold figures from the next row on."""
    if place >= len(rows) - 2:
        return False
    row = _texts(rows[place], width)
    body = [_texts(other, width) for other in rows[place + 1 : place + LOOKED_AT]]
    figures = [column for column in range(width) if mostly_values([other[column] for other in body])]
    texts = [column for column in figures if row[column] and not is_missing(row[column]) and not is_value(row[column])]
    # In nearly all of many columns of figures no row of data has texts, whatever of it stands below.
    is_sure = len(texts) >= max(MANY_TEXTS, 0.8 * len(figures)) and not all(says_no_value(row[column]) for column in texts)
    if any(is_value(row[column]) for column in figures) or not is_sure and is_one_of(row, body, figures):
        return False
    return bool(figures) and len(texts) >= max(1, 0.5 * len(figures))


def is_one_of(row: Row, body: list[Row], figures: list[int]) -> bool:
    """Whether a row of texts is one of those below: a text of it stands there again, or is a code as these are; or what it has for `figures` says that there are none."""
    below = [[other[column] for other in body if column < len(other)] for column in range(len(row))]
    if any(cell and (cell in cells or "0" in make_of(cell) and is_of_their_make(cell, cells)) for cell, cells in zip(row, below)):
        return True
    texts = [row[column] for column in figures if row[column]]
    return bool(texts) and all(says_no_value(text) for text in texts)


def is_of_their_make(name: str, cells: list[str]) -> bool:
    """Whether the name is a code as most of the cells are: N262 above B703 and A320."""
    make = make_of(name)
    if "0" not in make and (make.isalpha() or " " in make or len({len(name), *map(len, cells)}) > 1):
        return False
    return any(map(str.isalpha, make)) and sum(make_of(cell) == make for cell in cells) > 0.6 * len(cells)


def says_no_value(text: str) -> bool:
    """In words: a letter or a sign may as well be a unit."""
    return text.casefold().replace(" ", "\u00a0") in GAPS and sum(map(str.isalpha, text)) > 1


def mostly_values(cells: list[str]) -> bool:
    there = [cell for cell in cells if not is_missing(cell)]
    # Lines of the head that follow are texts, too.
    return len(there) > 0 and sum(map(is_value, there)) >= 0.6 * len(there)


def _has_gaps(names: Row, line: Row) -> bool:
    filled = [name for name in names if name]
    return any(not name and cell for name, cell in zip(names, line)) or len(set(filled)) < len(filled)


def _tell(line: Row, oddities: list[Oddity]) -> None:
    texts = [cell for cell in line if cell]
    if all(len(text) <= LONGEST_UNIT for text in texts):
        oddities.append(Oddity("Units", f"the row of units below the names ({listed([code(text) for text in texts], 4)}) is left out"))
    else:
        oddities.append(Oddity("Explained names", f"the row below the names, which explains them ({code(texts[0])}, …), is left out"))

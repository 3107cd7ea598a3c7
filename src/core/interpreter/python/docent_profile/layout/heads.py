"""Where a table begins, and which of its first rows name the columns."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

from ..problems import Oddity
from ..source import Row
from ..values.cells import form_of, is_missing, is_value
from ..values.moments import DATE_FORMS
from ..words import count
from .captions import is_of_their_make, mostly_values, names_too, with_more

# Rows looked at below the head.
LOOKED_AT = 500
# A title above the table is at most so many rows away from its head.
MOST_ABOVE = 60
# What a column says about the first row: of other kind than what is below it, of the same kind, or there once more.
DIFFERENT, SAME_KIND, REPEATED = 3, -3, -1
# So many rows below the names may be of another width than most.
FEW_ODD = 3
# So many rows as long as the names are no slips.
ENOUGH_WHOLE = 3
# Less than this is a near decision, which is told.
NEAR = 1
_NUMBERED = re.compile(r"(.*[^\W\d])(\d{1,9})")
# So many of a column's cells show of what make these are.
SOME = 100


class Head(NamedTuple):
    # Rows above the one that names the columns, and how many from it on belong to the head.
    above: int
    rows: int
    names: Row
    width: int
    oddities: list[Oddity]
    # Of the rows above, those right above it that tell what several columns have in common.
    grouping: int = 0


def commonest_width(rows: list[Row]) -> tuple[int, int]:
    """And how many rows have it; of two the larger: titles and notes may be as many as rows."""
    return max(Counter(map(len, rows)).items(), key=lambda width: (width[1], width[0]))


def begins_at(rows: list[Row], width: int) -> int:
    """Titles above a table fill few of its columns, or are of another width."""
    # Programs leave away the name of the rows' names alone.
    if len(rows[0]) == width > 1 and not rows[0][0].strip() and all(map(str.strip, rows[0][1:])) and not any(map(is_value, rows[0][1:])):
        return 0
    for is_exact in (True, False):
        for place, row in enumerate(rows[:MOST_ABOVE]):
            if 2 * sum(map(bool, map(str.strip, row))) > width and (len(row) == width or not is_exact):
                # The head may be of another width than its rows, but stands directly above them.
                if is_exact and _is_prose(rows, place, width):
                    continue
                if is_exact and place and _names_longer(rows, place, width):
                    return place - 1
                if is_exact and 0 < place <= FEW_ODD and _names_all(rows[0], width) and all(any(map(is_value, odd)) for odd in rows[1:place]):
                    return 0
                return place
    return 0


def _is_prose(rows: list[Row], place: int, width: int) -> bool:
    """Whether the row is as wide as others by chance, as a line of prose that blanks cut: below it are lines of other widths, and then the names."""
    below = next((other for other in range(place + 1, min(len(rows), MOST_ABOVE)) if len(rows[other]) == width), place + 1)
    return below > place + 1 and sum(map(is_value, rows[place])) * 2 < width and names_too(rows, below, width)


def _names_all(row: Row, width: int) -> bool:
    """Whether the first row of a file has names for more columns than its rows have cells."""
    names = list(filter(None, map(str.strip, row)))
    return width < len(row) <= 2 * width and len(names) >= len(row) - 2 and len(set(names)) == len(names) and not any(map(is_value, names))


def _names_longer(rows: list[Row], place: int, width: int) -> bool:
    """Whether the row above is the head, which is longer or shorter than the rows by some cells."""
    above, first = rows[place - 1], rows[place]
    filled = sum(map(bool, above))
    return filled >= max(2, width - 2) and abs(len(above) - width) <= 2 and sum(map(is_value, above)) <= 1 and any(map(is_value, first))


def find_head(rows: list[Row], header: bool | None = None, row: int | None = None) -> Head:
    """`header` is given by a caller who knows; who knows which `row` names the columns, counted from 1, says that."""
    if row is not None:
        return _chosen_head(rows, row)
    # Delimiters at the ends of all lines make no column.
    width = _width_of(rows)
    above = begins_at(rows, width)
    body = [row for row in islice(rows, above + 1, above + 1 + LOOKED_AT) if len(row) == width]
    while width > 1 and not any(row[width - 1].strip() for row in [*body, (rows[above] + [""] * width)[:width]]):
        width -= 1
    first = [cell.strip() for cell in _squared(rows[above], width)]
    columns = [[row[place].strip() for row in body] for place in range(width)]
    votes = sum(_vote(name, cells) for name, cells in zip(first, columns)) + _counted(first, columns) + _numbered(first, body)
    is_header = votes >= 0 if header is None else header
    oddities: list[Oddity] = []
    if header is None and abs(votes) < NEAR and len(body) > 1 and not (votes >= 0 and _all_texts(columns)):
        taken = "as names" if is_header else "as data"
        oddities.append(Oddity("Header", f"whether the first line names the columns is a near decision: it was taken {taken}; Open as Table, or profile(path, header={not is_header}) in code, changes it"))
    is_numbered = first in ([str(number) for number in range(begin, begin + width)] for begin in (0, 1))
    if header is None and is_numbered and names_too(rows, above + 1, width) and all(map(str.strip, rows[above + 1])):
        # Programs number the columns above their names.
        above, is_header = above + 1, True
        first = [cell.strip() for cell in _squared(rows[above], width)]
    if not is_header:
        return Head(above, 0, [], width, oddities)
    names, grouping, more = with_more(rows, above, first, width, oddities)
    if first[0].startswith("#") and len(first[0]) > 1:
        names[0] = names[0].lstrip("# ")
    return Head(above, 1 + more, names, width, oddities, grouping)


def _width_of(rows: list[Row]) -> int:
    """The commonest, or that of the names where the empty cells at the ends of most rows were left away."""
    width, _ = commonest_width(rows)
    first, longest = rows[0], max(map(len, rows))
    are_names = len(first) == longest > width > 1 and all(map(str.strip, first)) and len(set(first)) == longest and not any(map(is_value, first))
    return longest if are_names and sum(len(row) == longest for row in rows) > ENOUGH_WHOLE else width


def _chosen_head(rows: list[Row], row: int) -> Head:
    width, _ = commonest_width(rows)
    if row == 0:
        return Head(0, 0, [], width, [])
    above = min(row, len(rows)) - 1
    return Head(above, 1, [cell.strip() for cell in _squared(rows[above], width)], width, [])


def _squared(row: Row, width: int) -> Row:
    return row[:width] + [""] * (width - len(row))


def _all_texts(columns: list[list[str]]) -> bool:
    return not any(is_value(cell) for cells in columns for cell in cells[:20])


def _vote(name: str, column: list[str]) -> float:
    cells = [cell for cell in column if not is_missing(cell)]
    if is_missing(name) or not cells:
        return 0
    values = sum(map(is_value, cells))
    if not any(map(str.isalpha, name)) and " " in name and not is_value(name):
        return 0  # Several numbers, of which nothing is a name.
    if is_value(name):
        form = form_of(name)
        below = [form_of(cell) for cell in cells[:50]]
        if values * 5 <= len(cells):
            return DIFFERENT - 1
        # Years and dates may stand above figures that are none.
        if form != "integer" and form not in below and (form == "year" or form in DATE_FORMS) and DATE_FORMS.isdisjoint(below):
            return 1
        return SAME_KIND
    if values * 2 > len(cells):
        return DIFFERENT
    if values * 4 >= len(cells):
        return DIFFERENT - 2
    if name in cells or is_of_their_make(name, cells[:SOME]):
        return REPEATED
    return 0.5 if _differs(name, cells) else 0


def _differs(name: str, cells: list[str]) -> bool:
    """Texts of one make, as codes or addresses are, below one of another."""
    lengths = set(map(len, cells))
    if len(cells) > 2 and len(lengths) == 1 and len(name) not in lengths:
        return True
    return any(all(sign in cell for cell in cells) and sign not in name for sign in "@-/.: ")


def _counted(first: Row, columns: list[list[str]]) -> float:
    """Whole numbers that count on above figures that don't: 1, 2, 3 above 0.5, 0.2, 0.7. Before and behind them may stand names of what the rows are."""
    places = [place for place, cell in enumerate(first) if cell.isdecimal()]
    start, end = (places[0], places[-1] + 1) if places else (0, 0)
    names = first[start:end]
    others = len(first) - len(places)
    if end - start > len(places) or others > 2 or (len(names) < 3 and (others or names != [str(number) for number in range(len(names))])):
        return 0
    steps = {int(b) - int(a) for a, b in zip(names, names[1:])}
    below = [cell for column in columns[start:end] for cell in column if not is_missing(cell)]
    if len(steps) > 1 or steps == {0} or not below or sum(cell.isdecimal() for cell in below) * 2 > len(below):
        return 0
    return -2 * SAME_KIND * len(first)


def _numbered(first: Row, body: list[Row]) -> float:
    """Names that count on, as Q1, Q2 and Q3, above rows that don't: more than that the cells are codes of the same make."""
    counting = _counts_on(first)
    return -2 * REPEATED * counting if counting and not any(map(_counts_on, body[:SOME])) else 0


def _counts_on(row: Row) -> int:
    """How many cells differ from the one before them by a number at the end, which is one more."""
    parts = [_NUMBERED.fullmatch(cell.strip()) for cell in row]
    pairs = [(one, other) for one, other in zip(parts, parts[1:]) if one and other]
    return sum(one[1] == other[1] and int(one[2]) + 1 == int(other[2]) for one, other in pairs)


def above_told(above: int) -> list[Oddity]:
    if not above:
        return []
    what = count(above, "line above the table is", "lines above the table are")
    return [Oddity("Lines above the table", f"{what} left out")]


def with_names_of_rows(rows: list[Row]) -> list[Row]:
    """R and others name the columns, but not the rows' names before them: an empty name is put there."""
    if len(rows) < 2 or {len(rows[0]) + 1} != set(map(len, rows[1:])):
        return rows
    columns = list(zip(*rows[1:LOOKED_AT]))
    names, others = columns[0], columns[1:]
    if any(map(is_value, rows[0])) or len(set(names)) < len(names) or not any(mostly_values(list(cells)) for cells in others):
        return rows
    counts_on = [str(number) for number in range(int(names[0]), int(names[0]) + len(names))] == list(names) if names[0] in ("0", "1") else False
    return [["", *rows[0]], *rows[1:]] if counts_on or not any(map(is_value, names)) else rows

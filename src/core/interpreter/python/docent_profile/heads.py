"""Where a table begins, and which of its first rows name the columns."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import NamedTuple

from .cells import form_of, is_missing, is_value
from .problems import Oddity
from .source import Row
from .words import code, count, listed

# Rows looked at below the head.
LOOKED_AT = 500
# A title above the table is at most so many rows away from its head.
MOST_ABOVE = 60
# What a column says about the first row: of other kind than what is below it, of the same kind, or there once more.
DIFFERENT, SAME_KIND, REPEATED = 3, -3, -1
# Less than this is a near decision, which is told.
NEAR = 1
LONGEST_UNIT = 14


class Head(NamedTuple):
    # Rows above the table's head, and rows that belong to it.
    above: int
    rows: int
    names: Row
    width: int
    oddities: list[Oddity]


def commonest_width(rows: list[Row]) -> tuple[int, int]:
    """And how many rows have it; of two the larger: titles and notes may be as many as rows."""
    return max(Counter(map(len, rows)).items(), key=lambda width: (width[1], width[0]))


def begins_at(rows: list[Row], width: int) -> int:
    """Titles above a table fill few of its columns, or are of another width."""
    for is_exact in (True, False):
        for place, row in enumerate(rows[:MOST_ABOVE]):
            if 2 * sum(map(bool, map(str.strip, row))) > width and (len(row) == width or not is_exact):
                # The head may be of another width than its rows, but stands directly above them.
                if is_exact and place and _names_longer(rows, place, width):
                    return place - 1
                return place
    return 0


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
    width, _ = commonest_width(rows)
    above = begins_at(rows, width)
    body = [row for row in islice(rows, above + 1, above + 1 + LOOKED_AT) if len(row) == width]
    while width > 1 and not any(row[width - 1].strip() for row in [*body, (rows[above] + [""] * width)[:width]]):
        width -= 1
    first = [cell.strip() for cell in _squared(rows[above], width)]
    columns = [[row[place].strip() for row in body] for place in range(width)]
    votes = sum(_vote(name, cells) for name, cells in zip(first, columns)) + _counted(first, columns)
    is_header = votes >= 0 if header is None else header
    oddities: list[Oddity] = []
    if header is None and abs(votes) < NEAR and len(body) > 1 and not (votes >= 0 and _all_texts(columns)):
        taken = "as names" if is_header else "as data"
        oddities.append(Oddity("Header", f"whether the first line names the columns is a near decision: it was taken {taken}; Open as Table, or profile(path, header={not is_header}) in code, changes it"))
    if not is_header:
        return Head(above, 0, [], width, oddities)
    names, more = _with_more(rows, above, first, width, oddities)
    if first[0].startswith("#") and len(first[0]) > 1:
        names[0] = names[0].lstrip("# ")
    return Head(above, 1 + more, names, width, oddities)


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
    if is_value(name):
        form = form_of(name)
        below = [form_of(cell) for cell in cells[:50]]
        if values * 5 <= len(cells):
            return DIFFERENT - 1
        # Years and dates may stand above figures that are none.
        if form != "integer" and form not in below and (form == "year" or _is_date(form)) and not any(map(_is_date, below)):
            return 1
        return SAME_KIND
    if values * 2 > len(cells):
        return DIFFERENT
    if values * 4 >= len(cells):
        return DIFFERENT - 2
    if name in cells:
        return REPEATED
    return 0.5 if _differs(name, cells) else 0


def _is_date(form: str) -> bool:
    from .moments import DATE_FORMS

    return form in DATE_FORMS


def _differs(name: str, cells: list[str]) -> bool:
    """Texts of one make, as codes or addresses are, below one of another."""
    lengths = set(map(len, cells))
    if len(cells) > 2 and len(lengths) == 1 and len(name) not in lengths:
        return True
    return any(all(sign in cell for cell in cells) and sign not in name for sign in "@-/.: ")


def _counted(first: Row, columns: list[list[str]]) -> float:
    """Whole numbers that count on above figures that don't: 1, 2, 3 above 0.5, 0.2, 0.7. Before them may stand a name of the rows' names."""
    start = 1 if len(first) > 2 and not first[0].isdecimal() else 0
    names = first[start:]
    if not all(cell.isdecimal() for cell in names) or (len(names) < 3 and names != [str(number) for number in range(len(names))]):
        return 0
    steps = {int(b) - int(a) for a, b in zip(names, names[1:])}
    below = [cell for column in columns[start:] for cell in column if not is_missing(cell)]
    if len(steps) > 1 or steps == {0} or not below or sum(cell.isdecimal() for cell in below) * 2 > len(below):
        return 0
    return -2 * SAME_KIND * len(first)


def _with_more(rows: list[Row], above: int, first: Row, width: int, oddities: list[Oddity]) -> tuple[Row, int]:
    """The names, with those of lines above and below that belong to the head, and how many lines below do."""
    names = list(first)
    if above and len(set(filter(None, first))) < len(list(filter(None, first))):
        group = [cell.strip() for cell in rows[above - 1]]
        if len(group) == width and 2 <= sum(map(bool, group)) < width and not all(map(is_value, filter(None, first))):
            return _joined(group, names), 0
    more = 0
    while more < 3 and _names_too(rows, above + 1 + more, width):
        line = [cell.strip() for cell in _squared(rows[above + 1 + more], width)]
        more += 1
        if _has_gaps(names, line):
            names = _joined(names, line)
        else:
            _tell(line, oddities)
    return names, more


def _names_too(rows: list[Row], place: int, width: int) -> bool:
    """A row of texts in columns that hold figures from the next row on."""
    if place >= len(rows) - 1:
        return False
    row = _squared(rows[place], width)
    body = [_squared(other, width) for other in rows[place + 1 : place + 40]]
    figures = [column for column in range(width) if _mostly_values([other[column] for other in body])]
    texts = [column for column in figures if row[column].strip() and not is_missing(row[column]) and not is_value(row[column])]
    # What stands there again says that there is no value.
    if any(is_value(row[column]) or any(other[column] == row[column] for other in body if row[column].strip()) for column in figures):
        return False
    return bool(figures) and len(texts) >= max(1, 0.5 * len(figures))


def _mostly_values(cells: list[str]) -> bool:
    there = [cell for cell in cells if not is_missing(cell)]
    # Lines of the head that follow are texts, too.
    return len(there) > 0 and sum(map(is_value, there)) >= 0.6 * len(there)


def _has_gaps(names: Row, line: Row) -> bool:
    filled = [name for name in names if name]
    return any(not name and cell for name, cell in zip(names[1:], line[1:])) or len(set(filled)) < len(filled)


def _joined(names: Row, line: Row) -> Row:
    joined, last = [], ""
    for name, cell in zip(names, line):
        last = name or (last if cell else "")
        joined.append(" / ".join(part for part in (last, cell) if part))
    return joined


def _tell(line: Row, oddities: list[Oddity]) -> None:
    texts = [cell for cell in line if cell]
    if all(len(text) <= LONGEST_UNIT for text in texts):
        oddities.append(Oddity("Units", f"the row of units below the names ({listed([code(text) for text in texts], 4)}) is left out"))
    else:
        oddities.append(Oddity("Explained names", f"the row below the names, which explains them ({code(texts[0])}, …), is left out"))


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
    if any(map(is_value, rows[0])) or len(set(names)) < len(names) or not any(_mostly_values(list(cells)) for cells in others):
        return rows
    counts_on = [str(number) for number in range(int(names[0]), int(names[0]) + len(names))] == list(names) if names[0] in ("0", "1") else False
    return [["", *rows[0]], *rows[1:]] if counts_on or not any(map(is_value, names)) else rows

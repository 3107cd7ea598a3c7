"""Finds how a delimited text is written, by what cuts its lines most regularly."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Iterator, NamedTuple

from ..layout.growth import growth_of
from ..layout.heads import begins_at, commonest_width
from ..problems import NotATable, empty
from ..source import Row
from ..values.cells import is_value, make_of
from ..values.shapes import LONGEST
from .writing import Writing

# The usual delimiters, of which the first wins where two cut alike; the others are tried where none of these does.
USUAL = ("\t", ";", "|", ",")
RARE = ("\x01", "\x1f", "\x1e", "\x02", "\x1c", "^", "~", "¦", "§", "::", "||", "|~|", "@", ":")
# At least this share of the rows must have the commonest number of cells. With two cells it takes more to be a table:
# many lines of prose have just one comma.
REGULAR, REGULAR_PAIRS, REGULAR_RARE = 0.5, 0.8, 0.95
# Cells of more words on average are parts of sentences, where there are only some rows of them.
MOST_WORDS, FEW_ROWS = 4, 30
# Lines above rows that blanks divide, and how many rows have to be alike below more than one of them.
MOST_TITLES, FEW_ALIKE = 3, 3
# Lines by which columns of fixed width are found.
MOST_LINES = 400
_RULE = re.compile(r"(?=[\s|+:]*(?:[-=_][\s|+:]+)*[-=_]{2})[\s|+:=_-]+")
# One name or quoted cell, and below it quoted cells alone.
_QUOTED_LINES = re.compile(r"""(?:"(?:[^"]|"")*"|[^"\n]{1,40})(?:\s*\n"(?:[^"]|"")*")+\s*""")
# With digits, and without blanks.
_CODE = re.compile(r"(?=\S*\d)\S{3,40}")
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.I)


class Cut(NamedTuple):
    writing: Writing
    rows: list[Row]
    regular: float
    width: int


def is_rule(line: str) -> bool:
    """A line drawn in characters, as between the head and the rows of printed tables."""
    return _RULE.fullmatch(line) is not None


def find_writing(name: str, sample: str, is_whole: bool) -> tuple[Writing, list[Row]]:
    """How the sample is written, and the rows this makes. Raises NotATable where nothing cuts it regularly."""
    if not sample.strip():  # Blank lines after a byte order mark.
        raise empty(name)
    if said := _SEPARATOR.match(sample):
        cut = _quoted(sample, said[1], is_whole)
        return cut.writing, cut.rows
    cuts = [cut for delimiter in USUAL if delimiter in sample and (cut := _quoted(sample, delimiter, is_whole)) and _is_regular(cut) and not (delimiter == "," and ".csv" not in name.lower() and _is_prose(cut))]
    if cuts:
        # In a wrong delimiter's reading the header is usually one cell, and the table seems to begin later.
        best = min(cuts, key=lambda cut: (begins_at(cut.rows, cut.width), -round(cut.regular, 1), len(cut.writing.delimiter)))
        if best.writing.delimiter == "\t" and (finer := _finer(sample, best, is_whole)):
            best = finer
        if best.writing.delimiter == "|" and (doubled := _cut(sample, Writing("||"), is_whole)) and "|" not in sample.replace("||", ""):
            best = doubled
        return best.writing, best.rows
    for cut in _unusual(sample, is_whole):
        return cut.writing, cut.rows
    rows = list(filter(None, Writing("\t").reader(io.StringIO(sample, newline=""))))
    if not _is_list(rows) and not (_QUOTED_LINES.fullmatch(sample) or ".csv" in name.lower() and _is_list_of_names(rows)):
        raise NotATable(f"{name} does not look like a table: no comma, semicolon, tab or | divides its lines into columns.")
    return Writing("\t"), rows


def writing_by(delimiter: str, sample: str, is_whole: bool) -> Writing:
    """With a delimiter that the caller names, the quotes and escapes that cut best."""
    cut = _quoted(sample, delimiter, is_whole)
    return cut.writing if cut else Writing(delimiter)


def _cut(sample: str, writing: Writing, is_whole: bool) -> Cut | None:
    rows = [row for row in writing.reader(io.StringIO(sample, newline="")) if row]
    if not is_whole and len(rows) > 1:
        rows.pop()  # cut in the middle
    if not rows:
        return None
    told = [row for row in rows if len(row) > 1 or not row[0].startswith(("#", "//", "%", "--"))] or rows
    width, regular = commonest_width(told)
    return Cut(writing, rows, regular / len(told), width)


def _is_prose(cut: Cut) -> bool:
    """Whether the cells are parts of sentences, none of them quoted: a text of which several lines have as many commas."""
    rows = [row for row in cut.rows if len(row) == cut.width]
    if len(rows) >= FEW_ROWS or any("," in cell for row in rows for cell in row) or _has_values(cut):
        return False
    words = [sum(cell.count(" ") + 1 for cell in cells) / len(cells) for cells in zip(*rows)]
    return sum(words) > MOST_WORDS * cut.width and min(words) > 1.5


def _finer(sample: str, coarse: Cut, is_whole: bool) -> Cut | None:
    """Tabs in lines of which blanks divide the rest as regularly."""
    columns = zip(*(row for row in coarse.rows if len(row) == coarse.width))
    if not any(all(len(cell.split()) > 1 and all(map(is_value, cell.split())) for cell in cells[:FEW_ROWS]) for cells in columns):
        return None
    cut = _cut(sample, Writing("blanks"), is_whole)
    return cut if cut and cut.width > coarse.width and cut.regular >= REGULAR_RARE else None


def _is_regular(cut: Cut) -> bool:
    if cut.width != 2:
        return cut.width > 1 and cut.regular >= REGULAR
    # Titles and notes around a small table may be as many lines as it has.
    return cut.regular >= REGULAR_PAIRS or (cut.regular >= REGULAR and _has_values(cut) and _is_between(cut))


def _is_between(cut: Cut) -> bool:
    """Whether the rows of the width follow each other, with others above and below alone."""
    places = [place for place, row in enumerate(cut.rows) if len(row) == cut.width]
    return len(places) > 2 and len(places) >= REGULAR_PAIRS * (places[-1] - places[0] + 1)


def _quoted(sample: str, delimiter: str, is_whole: bool) -> Cut | None:
    """With the quotes and escapes that cut best; double quotes alone where nothing is better."""
    best = _cut(sample, Writing(delimiter), is_whole)
    if best and '\\"' in sample:
        best = _better(best, _cut(sample, Writing(delimiter, escapes=True), is_whole))
    if best and "'" in sample and (often := _single_quotes(sample, delimiter)):
        best = _better(best, _cut(sample, Writing(delimiter, quote="'"), is_whole), at_least=often > 1)
        best = _better(best, _cut(sample, Writing(delimiter, quote="'", has_apostrophes=True), is_whole))
    if best and best.width == 1 and _is_wrapped(best.rows, delimiter):
        best = _cut(sample, Writing(delimiter, is_wrapped=True), is_whole) or best
    return best


def _better(one: Cut, other: Cut | None, at_least: bool = False) -> Cut:
    """An open quote makes one cell of many lines: fewer rows are no better cut."""
    if other is None or len(other.rows) < len(one.rows) * 0.9:
        return one
    gain = _straight(other) - _straight(one)
    return other if gain > 0 or (at_least and gain == 0) else one


def _straight(cut: Cut) -> float:
    """The share of rows of the width that most have; without the quotes that are left in their cells."""
    left = sum('\\"' in cell or '"' in cell[:1] for row in cut.rows for cell in row)
    return cut.regular - 0.01 * left / len(cut.rows)


def _single_quotes(sample: str, delimiter: str) -> int:
    """How many cells begin and end with them; 0 where more than a few only begin so, as 'tis does."""
    edge = re.escape(delimiter)
    begin = len(re.findall(rf"(?:^|{edge})'", sample, re.M))
    both = len(re.findall(rf"(?:^|{edge})'(?:[^'\n]|'')*'(?={edge}|\r?$)", sample, re.M))
    return both if both == begin or both > 1 and both >= 0.9 * begin else 0


def _is_wrapped(rows: list[Row], delimiter: str) -> bool:
    return len(rows) > 1 and sum(row[0].count(delimiter) == rows[0][0].count(delimiter) > 0 for row in rows) >= 0.9 * len(rows)


def _unusual(sample: str, is_whole: bool) -> Iterator[Cut]:
    for delimiter in RARE:
        cut = _cut(sample, Writing(delimiter), is_whole) if delimiter in sample else None
        if cut and cut.width > 1 and len(cut.rows) > 1 and cut.regular >= REGULAR_RARE and (cut.width > 2 or _has_values(cut)):
            if delimiter == ":" and (_are_times(sample) or "://" in sample):
                continue
            yield cut
    lines = [line for line in sample.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not is_whole:
        lines = lines[:-1]
    for writing in (Writing("blanks"), Writing("wide blanks")):
        cut = _cut(sample, writing, is_whole)
        if cut and cut.width > 1 and len(cut.rows) > 1 and (cut.regular >= REGULAR_PAIRS or _are_alike_below(cut.rows) or growth_of(cut.rows)) and _has_values(cut):
            yield cut
    if cut := _fixed(sample, lines, is_whole):
        yield cut


def _are_alike_below(rows: list[Row]) -> bool:
    """Whether all rows are of one width but for the first few, which may be names or say where the others are from."""
    return any(len(rows) > above + (1 if above == 1 else FEW_ALIKE) and len({*map(len, rows[above:])}) == 1 for above in range(1, MOST_TITLES + 1))


def _fixed(sample: str, lines: list[str], is_whole: bool) -> Cut | None:
    """Columns of fixed width, some of figures, or several of texts."""
    if not (widths := _widths(lines[:MOST_LINES])):
        return None
    cut = _cut(sample, Writing("fixed", widths=widths), is_whole)
    return cut if cut and (_has_values(cut) or _are_aligned(lines, widths)) else None


def _are_aligned(lines: list[str], widths: tuple[tuple[int, int], ...]) -> bool:
    """Whether texts begin at the same places of all lines, with wide blanks before: no prose does."""
    starts = [low for low, _ in widths]
    return len(starts) > 2 and all(line[start - 2 : start] == "  " and line[start : start + 1].strip() for line in lines for start in starts[1:])


def _are_times(sample: str) -> bool:
    return len(re.findall(r"\b\d\d?:\d\d(?::\d\d)?\b", sample)) > 0.5 * sample.count("\n")


def _has_values(cut: Cut) -> bool:
    """Whether a column is of numbers or dates from the second row on: no prose has that."""
    body = [row for row in cut.rows if len(row) == cut.width][1:]
    columns = list(zip(*body))
    return any(sum(map(is_value, column)) >= min(0.8 * len(column), max(1, len(column) - 1)) for column in columns)


def _widths(lines: list[str]) -> tuple[tuple[int, int], ...]:
    """The columns of fixed width: between places that are blank in all lines."""
    rules = [line for line in lines if is_rule(line)]
    lines = [line.rstrip() for line in lines if not is_rule(line)]
    if len(lines) < 3:
        return ()
    if rules and re.search(r"-\s+-", rules[0]):
        starts = [match.start() for match in re.finditer(r"-+", rules[0])]
        return tuple(zip(starts, [*starts[1:], max(map(len, lines)) + 1_000]))
    # Titles and footers reach over columns: most lines tell.
    longest = Counter(map(len, lines)).most_common(1)[0][0]
    most = max(longest, sorted(map(len, lines))[len(lines) // 2])
    blank = [sum(place >= len(line) or line[place] in " \t" for line in lines) >= 0.98 * len(lines) for place in range(most)]
    for least in (2, 1):
        starts = [blank.index(False) if False in blank else 0] + [place for place in range(least, most) if not blank[place] and all(blank[place - least : place]) and False in blank[:place]]
        if len(starts) > 1:
            return tuple(zip(starts, [*starts[1:], most + 1_000]))
    return ()


def _is_list_of_names(rows: list[Row]) -> bool:
    """Short lines without the signs that end or divide sentences."""
    return len(rows) > 2 and all(len(row) == 1 and len(row[0]) <= LONGEST and not row[0].rstrip().endswith((".", ",", ":", "!")) for row in rows)


def _is_list(rows: list[Row]) -> bool:
    """Lines of numbers or dates, at most the first of which is a name: a table of one column."""
    cells = [row[0] for row in rows[1:] if len(row) == 1]
    if len(cells) < len(rows) - 1 or not cells:
        return False
    return all(is_value(cell, or_missing=True) for cell in cells) or len(cells) > 1 and all(map(_CODE.fullmatch, cells)) and len(set(map(make_of, cells))) == 1

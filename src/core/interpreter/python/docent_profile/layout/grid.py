"""Rows of cells from a text, a sheet or a page, of which some are titles, names, comments, totals or notes, and the others data."""

from __future__ import annotations

from itertools import islice
from typing import Iterator

from ..options import Options
from ..problems import Oddity
from ..source import BATCH, Row, Source, no_rows, tidy_names
from ..words import count
from .comments import is_comment, without_comments
from .heads import above_told, find_head
from .readers import Bounded
from .stacked import Part
from .subtotals import subtotals_in
from .tails import TAIL, without_tail

# Where misread rows are found, so many are named by their line.
MOST_LINES = 5
# Where more of the rows are short than this, the empty cells at their ends were left away, and nothing is misread.
OFTEN_SHORT, ENOUGH_SHORT = 0.25, 3


class Grid(Source):
    """`_reader` gives the rows from the start, with `line_num`; an empty row is a blank line."""

    def __init__(self, name: str, described: str, sample: list[Row], is_whole: bool, oddities: list[Oddity], options: Options = Options(), parts: list[Part] = []):
        # Rows of other tables above this one, and where it ends, where others stand below it.
        before, self._end = 0, None
        if parts and options.head is None:
            chosen = max(parts, key=lambda part: part.end - part.start)
            before, self._end = chosen.start, None if chosen is parts[-1] and not is_whole else chosen.end
            sample = sample[before : self._end]
            oddities.append(Oddity("Tables", f"{count(len(parts), 'table')} stand below each other: only the largest was read, which begins in line {chosen.line:,}"))
        data = without_comments(sample)
        head = find_head(data, options.header, options.head) if data else None
        if head is None:
            raise no_rows(name, 0)
        # Rows of the sample up to and with the head, comments among them.
        skip = sample.index(data[head.above + head.rows - 1]) + 1 if head.above + head.rows else 0
        self._skip = before + skip
        comments = sum(is_comment(row) for row in sample[:skip]) - (head.rows > 0 and is_comment(data[head.above]))
        self._above_comments = comments
        self._width = head.width
        oddities += above_told(head.above - head.grouping) + head.oddities
        if head.rows:
            columns = tidy_names(head.names, oddities)
        else:
            columns = [f"Column {place}" for place in range(1, head.width + 1)]
            oddities.append(Oddity("No header", "the first line holds values, no names: columns are named by their place"))
        body = data[head.above + head.rows :]
        if not body and is_whole:
            raise no_rows(name, len(columns))
        self.header = data[head.above][: head.width] if head.rows else None
        # Notes at the end of a small table are no habit.
        kept = [*body[:-TAIL], *without_tail(body[-TAIL:], head.width, body[:-TAIL]).rows]
        self._fills = sum(len(row) < head.width for row in kept) > max(ENOUGH_SHORT - 1, OFTEN_SHORT * len(kept))
        self._found_first = oddities
        super().__init__(name, described, columns, list(oddities))
        self.head = before + head.above + 1 if head.rows else 0

    def note(self, oddity: Oddity) -> None:
        self._found_first.append(oddity)
        super().note(oddity)

    def _reader(self):
        raise NotImplementedError

    def _mended(self, rows: list[Row], line: int) -> list[Row]:
        """The last rows as they are meant; `line` is the line above the first."""
        return rows

    def _mishaps(self) -> list[Oddity]:
        """What `_mended` found."""
        return []

    def batches(self) -> Iterator[list[Row]]:
        """Rows of data alone. Each is of the table's width."""
        sieve = Sieve(self._width, self.header, self._fills)
        reader = self._reader()
        for _ in islice(filter(None, reader), self._skip):
            pass
        if self._end is not None:
            reader = Bounded(reader, self._end - self._skip)
        line = reader.line_num
        rows = list(islice(reader, BATCH))
        earlier: list[Row] = []
        while rows:
            following = list(islice(reader, BATCH))
            if not following or len(following) < TAIL:
                rows += following
                if self._end is None:
                    rows = self._mended(rows, line)
                rows, last = rows[:-TAIL], rows[-TAIL:]
                if rows and (kept := sieve.data(rows, line)):
                    yield kept
                line += sum(map(lines_in, rows))
                if last and (kept := sieve.last(last, line, [*earlier, *rows[-TAIL:]])):
                    yield kept
                break
            if kept := sieve.data(rows, line):
                yield kept
            line += sum(map(lines_in, rows)) if reader.line_num - line != len(rows) + len(following) else len(rows)
            earlier = rows[-TAIL:]
            rows = following
        self.misread = sieve.misread
        self.oddities = [*self._found_first, *self._mishaps(), *sieve.oddities(self._above_comments)]


def lines_in(row: Row) -> int:
    return 1 + sum(cell.count("\n") for cell in row)


class Sieve:
    """Lets rows of data through, and counts all others by what they are."""

    def __init__(self, width: int, header: Row | None, fills: bool):
        self._width, self._header, self._fills = width, header, fills
        self._blank = [""] * width
        self._subtotals = self._headers = self._comments = self._notes = self._short = self._blanks = 0
        self._before: list[Row] = []
        self._since = 0
        self._misread_lines: list[int] = []
        self.misread = 0
        self._totals: list[int] = []

    def data(self, rows: list[Row], line: int) -> list[Row]:
        """`line` is the line above the first row."""
        if set(map(len, rows)) != {self._width}:
            rows = self._squared(rows, line)
        if self._header in rows:  # Files put together from several have it again in between.
            self._headers += rows.count(self._header)
            rows = [row for row in rows if row != self._header]
        if self._blank in rows:
            self._blanks += rows.count(self._blank)
            rows = [row for row in rows if row != self._blank]
        if self._width > 1 and (places := subtotals_in(rows, self._before, self._since)):
            self._subtotals += len(places)
            rows = [row for place, row in enumerate(rows) if place not in places]
            self._since = max(places) + 1 - len(places)
        else:
            self._since = 0
        self._before = rows
        return rows

    def last(self, rows: list[Row], line: int, earlier: list[Row]) -> list[Row]:
        """The same for the last rows of all, without notes and totals."""
        places = []
        for row in rows:
            line += lines_in(row)
            places.append(line)
        tail = without_tail(rows, self._width, earlier)
        self._notes += tail.notes
        self._totals += [places[place] for place in tail.totals]
        return self.data(tail.rows, places[0] - lines_in(rows[0])) if tail.rows else []

    def _squared(self, rows: list[Row], line: int) -> list[Row]:
        width = self._width
        squared = []
        for row in rows:
            line += lines_in(row)
            if len(row) == width:
                squared.append(row)
            elif not any(row):
                continue
            elif is_comment(row):
                self._comments += 1
            elif len(row) > width and not any(row[width:]):
                squared.append(row[:width])  # Delimiters at a line's end mean nothing.
            elif len(row) < width and self._fills:
                self._short += 1
                squared.append(row + [""] * (width - len(row)))
            elif len(row) == 1 and set(row[0]) <= set("-=+| :"):
                continue
            else:
                self.misread += 1
                if len(self._misread_lines) < MOST_LINES:
                    self._misread_lines.append(line)
        return squared

    def oddities(self, comments_above: int) -> list[Oddity]:
        found = []
        if self._misread_lines:
            more = ", …" if self.misread > len(self._misread_lines) else ""
            where = f"line{'s' if len(self._misread_lines) > 1 else ''} {', '.join(f'{line:,}' for line in self._misread_lines)}{more}"
            what = count(self.misread, "row with a wrong number of cells is", "rows with a wrong number of cells are")
            found.append(Oddity("Misread rows", f"{what} left out of all figures: {where}"))
        if self._totals:
            what = count(len(self._totals), "total row", "total rows")
            where = f"line{'s' if len(self._totals) > 1 else ''} {', '.join(f'{line:,}' for line in self._totals)}"
            found.append(Oddity("Totals", f"{what} left out ({where})"))
        if self._subtotals:
            found.append(Oddity("Totals among the rows", f"{count(self._subtotals, 'row that is a sum of rows above is', 'rows that are sums of rows above are')} left out"))
        if comments := self._comments + comments_above:
            found.append(Oddity("Comments", f"{count(comments, 'comment line')} left out"))
        if self._notes:
            what = count(self._notes, "line below the table is", "lines below the table are")
            found.append(Oddity("Lines below the table", f"{what} left out"))
        if self._headers:
            what = count(self._headers, "row that repeats the header is", "rows that repeat the header are")
            found.append(Oddity("Repeated header", f"{what} left out"))
        if self._short:
            found.append(Oddity("Short rows", f"{count(self._short, 'row ends', 'rows end')} early: taken as empty cells"))
        if self._blanks:
            found.append(Oddity("Blank rows", f"{count(self._blanks, 'row of empty cells', 'rows of empty cells')} left out"))
        return found

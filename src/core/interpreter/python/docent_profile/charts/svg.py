"""Draws plots as SVG by hand: no library is needed, none has to be loaded, and a view can give them its own colours."""

from __future__ import annotations

import re
from html import escape
from typing import Iterable
from unicodedata import east_asian_width

from ..words import told_apart
from .plot import Bars, Histogram, Line, Plot, Scale, Scatter, scale, value_scale

# Two of them stand beside each other in an editor: at half their size the letters can still be read.
WIDTH, HEIGHT = 600, 350
TOP, RIGHT, BOTTOM = 74, 24, 66
FONT, TITLE = 13, 16
# Mean width of a character of a sans-serif font, in its size.
CHARACTER = 0.56
INK, MUTED, GRID, PAPER, COLOUR, ACCENT = "#24292f", "#57606a", "#e4e7eb", "#ffffff", "#2f6db3", "#b4481e"
# Up to so many points each gets a dot of its own.
MOST_DOTS = 40


def draw(plot: Plot) -> str:
    parts = {Line: _line, Bars: _bars, Histogram: _histogram, Scatter: _scatter}[type(plot)](plot)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" data-docent="chart" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="system-ui, \'Segoe UI\', \'Helvetica Neue\', Arial, sans-serif" font-size="{FONT}">'
        f"<title>{_safe(plot.title)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{PAPER}"/>'
        f"{_text(24, 36, _fitting(plot.title), size=TITLE, colour=INK, weight=600)}{''.join(parts)}</svg>\n"
    )


class Frame:
    """Where values lie in the picture, with the grid and the labels around it."""

    def __init__(self, x: Scale, y: Scale, left: float):
        self.x, self.y, self.left = x, y, left

    def at_x(self, value: float) -> float:
        return self.left + (value - self.x.low) / (self.x.high - self.x.low) * (WIDTH - RIGHT - self.left)

    def at_y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (value - self.y.low) / (self.y.high - self.y.low) * (HEIGHT - BOTTOM - TOP)

    def horizontals(self, title: str) -> Iterable[str]:
        for value, label in zip(self.y.marks, self.y.labels):
            y = self.at_y(value)
            yield _stroke(self.left, y, WIDTH - RIGHT, y, MUTED if value == 0 else GRID)
            yield _text(self.left - 8, y + 4, label, anchor="end")
        yield _text(24, TOP - 20, title)

    def below(self, title: str) -> Iterable[str]:
        for value, label in zip(self.x.marks, self.x.labels):
            yield _text(_inside(self.at_x(value), label), HEIGHT - BOTTOM + 20, label, anchor="middle")
        yield _text((self.left + WIDTH - RIGHT) / 2, HEIGHT - 18, title, anchor="middle")


def _beside(labels: list[str]) -> float:
    """The left edge that leaves room for labels beside it."""
    return 32 + max(map(_width, labels))


def _fitting(title: str) -> str:
    """Without its middle, where it is longer than a line."""
    shown, half = title, len(title) // 2
    while _width(shown, TITLE) > WIDTH - 24 - RIGHT:
        half -= 1
        shown = f"{title[:half]}…{title[-half:]}"
    return shown


def _width(text: str, size: float = FONT) -> float:
    return size * sum(1 if east_asian_width(character) in "WF" else CHARACTER for character in text)


def _inside(x: float, label: str) -> float:
    """The nearest place to `x` at which a label's middle can be without the picture cutting it."""
    margin = _width(label) / 2 + 8
    return min(max(x, margin), WIDTH - margin)


def _line(plot: Line) -> Iterable[str]:
    y = value_scale(plot.ys, plot.y)
    left = _beside(y.labels)
    shown = _spaced(plot, WIDTH - RIGHT - left)
    x = Scale(plot.xs[0] - 0.3, plot.xs[-1] + 0.3, [plot.xs[place] for place in shown], [plot.labels[place] for place in shown])
    frame = Frame(x, y, left)
    yield from frame.horizontals(plot.y.title)
    yield from frame.below(plot.x.title)
    points = [(frame.at_x(x), frame.at_y(y)) for x, y in zip(plot.xs, plot.ys)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline points="{path}" fill="none" stroke="{COLOUR}" stroke-width="2" stroke-linejoin="round"/>'
    if len(points) <= MOST_DOTS:
        yield from (_dot(x, y, COLOUR) for x, y in points)
    highest, lowest = max(plot.ys), min(plot.ys)
    for value, label, below in zip((highest, lowest), told_apart((highest, lowest), plot.y.unit), (0, 30)):
        px, py = points[plot.ys.index(value)]
        # Below the lowest point, unless the axis is there.
        label_y = py - 10 + below if py + below < HEIGHT - BOTTOM else py - 10
        yield _dot(px, py, ACCENT)
        # Beside the labels of the axis, not in them.
        middle = max(_inside(px, label), left + _width(label) / 2)
        yield _text(middle, label_y, label, anchor="middle", colour=ACCENT, weight=600)


def _spaced(plot: Line, room: float) -> list[int]:
    """The points whose labels stand below the axis without touching."""
    needed = max(map(_width, plot.labels)) + 16
    most = max(1, int(room / needed))
    step = -(-(plot.xs[-1] - plot.xs[0] + 1) // most)
    shown: list[int] = []
    for place, x in enumerate(plot.xs):
        if not shown or x - plot.xs[shown[-1]] >= step:
            shown.append(place)
    return shown


def _bars(plot: Bars) -> Iterable[str]:
    left = _beside(plot.labels)
    values = told_apart(plot.values, plot.x.unit)
    x = scale(min(0, *plot.values), max(0, *plot.values), plot.x.unit, whole=plot.x.counts)
    # The longest bar leaves room for its figure.
    room = (_width(max(values, key=len)) + 16) / (WIDTH - RIGHT - left)
    frame = Frame(x._replace(high=max(x.high, max(plot.values) + (x.high - x.low) * room)), scale(0, 1), left)
    row = (HEIGHT - BOTTOM - TOP) / len(plot.labels)
    for value, label in zip(x.marks, x.labels):
        yield _stroke(frame.at_x(value), TOP, frame.at_x(value), HEIGHT - BOTTOM, MUTED if value == 0 else GRID)
    yield from frame.below(plot.x.title)
    for place, (label, value, shown) in enumerate(zip(plot.labels, plot.values, values)):
        middle = TOP + row * (place + 0.5)
        start, end = sorted((frame.at_x(0), frame.at_x(value)))
        yield f'<rect x="{start:.1f}" y="{middle - row * 0.35:.1f}" width="{end - start:.1f}" height="{row * 0.7:.1f}" fill="{COLOUR}"/>'
        yield _text(left - 8, middle + 4, label, anchor="end", colour=INK)
        yield _text(end + 6, middle + 4, shown, colour=INK)


def _histogram(plot: Histogram) -> Iterable[str]:
    y = scale(0, max(plot.counts), whole=True)
    marks = scale(plot.edges[0], plot.edges[-1], plot.x.unit, marks=7)
    kept = [place for place, value in enumerate(marks.marks) if plot.edges[0] <= value <= plot.edges[-1]]
    x = Scale(plot.edges[0], plot.edges[-1], [marks.marks[place] for place in kept], [marks.labels[place] for place in kept])
    frame = Frame(x, y, _beside(y.labels))
    yield from frame.horizontals("Rows")
    yield from frame.below(plot.x.title)
    for low, high, count in zip(plot.edges, plot.edges[1:], plot.counts):
        left, right, top = frame.at_x(low) + 0.75, frame.at_x(high) - 0.75, frame.at_y(count)
        yield f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{frame.at_y(0) - top:.1f}" fill="{COLOUR}"/>'


def _scatter(plot: Scatter) -> Iterable[str]:
    x, y = plot.scales
    frame = Frame(x, y, _beside(y.labels))
    yield from frame.horizontals(plot.y.title)
    yield from frame.below(plot.x.title)
    yield f'<g fill="{COLOUR}" fill-opacity="0.45">'
    yield from (f'<circle cx="{frame.at_x(x):.1f}" cy="{frame.at_y(y):.1f}" r="3"/>' for x, y in zip(plot.xs, plot.ys))
    yield "</g>"
    (x1, y1), (x2, y2) = plot.fit
    yield _stroke(frame.at_x(x1), frame.at_y(y1), frame.at_x(x2), frame.at_y(y2), ACCENT, 2)


def _safe(text: str) -> str:
    """Escaped, and without the control characters that XML forbids altogether."""
    return escape(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text))


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}" stroke="{PAPER}"/>'


def _stroke(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", size: float = FONT, colour: str = MUTED, weight: int = 400) -> str:
    font = f'font-size="{size}" font-weight="{weight}" fill="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {font}>{_safe(text)}</text>'

"""Draws plots with matplotlib, without touching the session's own figures and settings."""

from __future__ import annotations

import base64
import io
import warnings

import matplotlib.style
from matplotlib.figure import Figure

from ..words import told_apart
from .plot import Bars, Histogram, Line, Plot, Scale, Scatter, scale, value_scale

INK, MUTED, GRID, COLOUR, ACCENT = "#24292f", "#57606a", "#e4e7eb", "#2f6db3", "#b4481e"
# 7.6 × 4.2 inches at 160 dots: sharp on screens of double density, about 50 KB.
SIZE, DOTS = (7.6, 4.2), 160
STYLE = {
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.edgecolor": GRID,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.labelcolor": MUTED,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "text.color": INK,
    # A $ in a name is a dollar, not the beginning of a formula.
    "text.parse_math": False,
}
# Characters that fit below the axis, with room between the labels.
ROOM, GAP = 96, 4
# A point lower than this part of the axis has its label above it.
LOW = 0.1
MOST_DOTS = 40


def draw(plot: Plot) -> str:
    """The picture as PNG in Base64."""
    # Older versions don't know all settings.
    known = {key: value for key, value in STYLE.items() if key in matplotlib.rcParams}
    with warnings.catch_warnings(), matplotlib.style.context(["default", known]):
        warnings.simplefilter("ignore")  # A glyph that the font lacks is drawn as a box; nobody needs to read of it.
        picture = Figure(figsize=SIZE, dpi=DOTS, facecolor="white")
        axes = picture.add_subplot()
        picture.text(0.03, 0.93, plot.title, fontsize=12, fontweight="bold")
        {Line: _line, Bars: _bars, Histogram: _histogram, Scatter: _scatter}[type(plot)](axes, plot)
        axes.set_xlabel(plot.x.title, labelpad=8)
        picture.tight_layout(rect=(0.01, 0.01, 0.99, 0.91))
        target = io.BytesIO()
        picture.savefig(target, format="png")
    return base64.b64encode(target.getvalue()).decode("ascii")


def _upright(axes, y: Scale, title: str) -> None:
    axes.set_ylim(y.low, y.high)
    axes.set_yticks(y.marks)
    axes.set_yticklabels(y.labels)
    axes.set_ylabel(title)
    axes.grid(axis="y")


def _along(axes, x: Scale) -> None:
    axes.set_xlim(x.low, x.high)
    axes.set_xticks(x.marks)
    axes.set_xticklabels(x.labels)


def _line(axes, plot: Line) -> None:
    y = value_scale(plot.ys, plot.y.unit)
    _upright(axes, y, plot.y.title)
    axes.plot(plot.xs, plot.ys, color=COLOUR, linewidth=2, marker="o" if len(plot.xs) <= MOST_DOTS else "", markersize=4)
    most = ROOM // (max(map(len, plot.labels)) + GAP)
    step = -(-len(plot.xs) // most)
    axes.set_xticks(plot.xs[::step])
    axes.set_xticklabels(plot.labels[::step])
    best, worst = max(plot.ys), min(plot.ys)
    for value, label, is_worst in zip((best, worst), told_apart((best, worst), plot.y.unit), (False, True)):
        at = (plot.xs[plot.ys.index(value)], value)
        offset = -14 if is_worst and value > y.low + LOW * (y.high - y.low) else 7
        axes.plot(*at, marker="o", color=ACCENT, markersize=5)
        axes.annotate(label, at, (0, offset), textcoords="offset points", ha="center", color=ACCENT, fontweight="bold")


def _bars(axes, plot: Bars) -> None:
    places = range(len(plot.labels))
    axes.barh(places, plot.values, height=0.7, color=COLOUR)
    x = scale(min(0, *plot.values), max(0, *plot.values), plot.x.unit)
    # Room for the figure behind the longest bar.
    _along(axes, x._replace(high=max(x.high, max(plot.values) + (x.high - x.low) * 0.12)))
    axes.set_yticks(places)
    axes.set_yticklabels(plot.labels, color=INK)
    axes.invert_yaxis()
    axes.grid(axis="x")
    for place, value, shown in zip(places, plot.values, told_apart(plot.values, plot.x.unit)):
        axes.annotate(shown, (max(value, 0), place), (4, 0), textcoords="offset points", va="center")


def _histogram(axes, plot: Histogram) -> None:
    _upright(axes, scale(0, max(plot.counts), whole=True), "Rows")
    widths = [high - low for low, high in zip(plot.edges, plot.edges[1:])]
    axes.bar(plot.edges[:-1], plot.counts, widths, align="edge", color=COLOUR, edgecolor="white", linewidth=1)
    marks = scale(plot.edges[0], plot.edges[-1], plot.x.unit, marks=7)
    _along(axes, marks)
    axes.set_xlim(plot.edges[0], plot.edges[-1])


def _scatter(axes, plot: Scatter) -> None:
    x, y = plot.scales
    _upright(axes, y, plot.y.title)
    _along(axes, x)
    axes.scatter(plot.xs, plot.ys, s=14, color=COLOUR, alpha=0.45, linewidths=0)
    axes.plot(*zip(*plot.fit), color=ACCENT, linewidth=2)

"""What single cells say to whoever looks for the structure of a table."""

from __future__ import annotations

import re

from .shapes import MISSING, is_known, shape_of


def is_value(cell: str, or_missing: bool = False) -> bool:
    """A number, a date or a time."""
    cell = cell.strip()
    return or_missing if cell in MISSING else is_known(shape_of(cell))


def is_missing(cell: str) -> bool:
    return cell.strip() in MISSING


def form_of(cell: str) -> str:
    return shape_of(cell.strip()).form


def make_of(text: str) -> str:
    """`AB-12` as `A-0`: what codes of one kind have in common."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "0", text))

"""What can be wrong with a file, and what is worth telling about one that can be read."""

from __future__ import annotations

from typing import NamedTuple


class NotATable(Exception):
    """The file can't be profiled; the message is one sentence for the user."""


def empty(name: str) -> NotATable:
    return NotATable(f"{name} is empty: there is nothing to profile.")


class Oddity(NamedTuple):
    """Something about the file that a reader should know before trusting its figures."""

    what: str
    detail: str

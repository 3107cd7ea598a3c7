"""What is asked of a table as a whole: its columns, what is missing, from where to where a column goes; and what its rows are called."""

from __future__ import annotations

from typing import NamedTuple, Sequence

from ..analysis import Analysis
from ..columns import Column, DateColumn, NumberColumn
from ..names.vocabulary import words_of
from . import lexicon
from .tokens import Named, Token, names_rows, singular


def is_a_row(token: Token, analysis: Analysis) -> bool:
    """`orders`, where each row has an `order date` or an `order id` of its own."""
    of = [word for column in analysis.table.columns if names_rows(column) for word in words_of(column.name)]
    return token.word not in lexicon.EMPTY | lexicon.TIMES | lexicon.KEYS and singular(token.word) in map(singular, of)


class About(NamedTuple):
    # `columns`, `gaps`, `ends`.
    op: str
    column: Column | None


def about_the_table(words: set[str], free: Sequence[Named], is_grouped: bool, analysis: Analysis) -> About | None:
    """What is asked of the table itself, or of a column as a whole."""
    named = next((name.column for name in reversed(free)), None)
    if words & {"columns", "fields", "headers", "variables"} and not free and not is_grouped and words & {"what", "which", "list", "show", "many", "names", "name", "number"}:
        return About("columns", None)
    if words & lexicon.MISSING and not is_grouped:
        return About("gaps", named)
    of_dates = named is None or isinstance(named, DateColumn)
    if analysis.dates and of_dates and not is_grouped and words & lexicon.ENDS and (named is not None or words & {"when", "date", "dates"}):
        return About("ends", named or analysis.dates)
    both = words & lexicon.HIGHEST & lexicon.EXTREMES and words & lexicon.LOWEST & lexicon.EXTREMES
    if isinstance(named, NumberColumn) and not is_grouped and ("range" in words or both):
        return About("ends", named)
    return None

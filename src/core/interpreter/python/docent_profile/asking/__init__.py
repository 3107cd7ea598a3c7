"""Answers questions by a table, without a language model: what can be counted, added up, averaged, ranked, filtered and followed over time."""

from __future__ import annotations

from ..analysis import Analysis
from .answers import Answer, answer_to
from .query import Unclear, query_of

__all__ = ["Answer", "Unclear", "answer"]


def answer(question: str, analysis: Analysis) -> Answer:
    """Raises Unclear, with one sentence, where the table can't answer it."""
    return answer_to(query_of(question, analysis), analysis)

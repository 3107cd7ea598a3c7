"""A question cut into words, and where in it columns and their values are named."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Iterable, NamedTuple, Sequence, Union

from ..columns import Column, DateColumn, NumberColumn, TextColumn, ValueColumn
from ..names.vocabulary import words_of
from ..table import Table
from . import lexicon

_TOKEN = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}(?:st|nd|rd|th)\b|[€$£]?\d(?:[\d,]*\d)?(?:\.\d+)?[kKmMbB%]?(?!\w|\.\d)|[^\W_]+(?:['’][^\W_]+)?|[<>=!]=|[<>=]")
_QUOTED = re.compile(r"[\"“„”][^\"“”„]+[\"“”]|(?<!\w)['‘’][^'‘’]+['‘’](?!\w)")
_NUMBER = re.compile(r"[€$£]?(\d[\d,]*(?:\.\d+)?)([kmb%]?)", re.I)
_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9}
# A shorter word that is nearly a column's is another word.
SHORTEST_TYPO, NEARLY = 5, 0.8


class Token(NamedTuple):
    # As it was written, and as it is compared.
    text: str
    word: str
    # Which of the quoted stretches it stands in, from 1; 0 for none.
    quote: int = 0
    # What stands between it and the next.
    gap: str = " "


class Named(NamedTuple):
    """A column, or one of its values, in the tokens from `start` up to `end`, which is excluded."""

    start: int
    end: int
    column: Column
    # The value's text; None where the column itself is named.
    value: Union[str, None]


def tokens_of(question: str) -> list[Token]:
    quoted = [match.span() for match in _QUOTED.finditer(question)]
    found = []
    for match in _TOKEN.finditer(question):
        text = match[0]
        quote = next((number for number, (start, end) in enumerate(quoted, 1) if start <= match.start() < end), 0)
        found.append((match, Token(text, " ".join(words_of(text)) or text, quote)))
    ends = [match.start() for match, _ in found[1:]] + [len(question)]
    return [token._replace(gap=question[match.end() : end]) for (match, token), end in zip(found, ends)]


def number_in(token: Token) -> float | None:
    match = _NUMBER.fullmatch(token.text)
    if match:
        return float(match[1].replace(",", "")) * _SCALES.get(match[2].lower(), 1)
    return lexicon.NUMBERS.get(token.word)


def names_in(tokens: Sequence[Token], table: Table) -> list[Named]:
    """Columns first, by their whole names, the longer ones before; then values of categories; then columns by a word of theirs."""
    free = [True] * len(tokens)
    found = [*_whole_names(tokens, table, free), *_values(tokens, table, free), *_parts(tokens, table, free)]
    return sorted(found)


def _take(free: list[bool], start: int, length: int) -> bool:
    if not all(free[start : start + length]) or start + length > len(free):
        return False
    free[start : start + length] = [False] * length
    return True


def _whole_names(tokens: Sequence[Token], table: Table, free: list[bool]) -> list[Named]:
    found = []
    for column in sorted(table.columns, key=lambda column: -len(words_of(column.name))):
        words = [singular(word) for word in words_of(column.name)]
        for start in range(len(tokens) - len(words) + 1 if words else 0):
            if [singular(token.word) for token in tokens[start : start + len(words)]] == words and _take(free, start, len(words)):
                found.append(Named(start, start + len(words), column, None))
    return found


def _values(tokens: Sequence[Token], table: Table, free: list[bool]) -> list[Named]:
    known: dict[str, list[tuple[list[str], TextColumn, str]]] = {}
    for column in table.texts:
        for value in column.counts if column.codes is not None else ():
            words = words_of(value)
            if words:
                known.setdefault(words[0], []).append((words, column, value))
    found = []
    for start, token in enumerate(tokens):
        for words, column, value in sorted(known.get(token.word, ()), key=lambda entry: -len(entry[0])):
            if [each.word for each in tokens[start : start + len(words)]] == words and _is_meant(tokens, start, column, value) and _take(free, start, len(words)):
                found.append(Named(start, start + len(words), column, value))
                break
    return found


def _is_meant(tokens: Sequence[Token], start: int, column: Column, value: str) -> bool:
    """Whether a word is the value, and not one of the sentence's own: `A`, `no`, `top`."""
    word = tokens[start].word
    if len(words_of(value)) > 1:
        return True
    is_own = len(word) < 2 or word in lexicon.EMPTY | lexicon.HIGHEST | lexicon.LOWEST | lexicon.SUM | lexicon.MEAN | lexicon.COUNT | lexicon.ROWS | lexicon.BY
    before = tokens[start - 1].word if start else ""
    is_named = before in {"is", "for", "=", "==", "in", "of", "not", "where"} or singular(before) in map(singular, words_of(column.name))
    return not is_own or (tokens[start].text == value and is_named)


def _parts(tokens: Sequence[Token], table: Table, free: list[bool]) -> list[Named]:
    """A word that is in one column's name alone, or nearly so."""
    owners: dict[str, list[Column]] = {}
    for column in table.columns:
        for word in {singular(word) for word in words_of(column.name)}:
            owners.setdefault(word, []).append(column)
    found = []
    for start, token in enumerate(tokens):
        if token.word in lexicon.MEANT and free[start]:
            those = [column for word in lexicon.MEANT[token.word] for column in owners.get(word, []) if isinstance(column, ValueColumn)]
            if len(set(those)) == 1 and _take(free, start, 1):
                found.append(Named(start, start + 1, those[0], None))
            continue
        if not free[start] or token.word in lexicon.EMPTY or token.word in lexicon.PERIODS or is_of_ours(token.word):
            continue
        word = singular(token.word)
        if word not in owners and len(word) >= SHORTEST_TYPO:
            word = next(iter(_shortened(word, owners) or get_close_matches(word, list(owners), 1, NEARLY)), word)
        those = owners.get(word, [])
        # Of several one takes the figure that there is.
        numbers = [column for column in those if isinstance(column, NumberColumn) and column.is_measure]
        one = those if len(those) == 1 else numbers
        if len(one) == 1 and names_rows(one[0]) and word not in lexicon.TIMES | lexicon.KEYS:
            continue  # The orders of an `order date` or an `order id` are the rows.
        if len(one) == 1 and _take(free, start, 1):
            found.append(Named(start, start + 1, one[0], None))
    return found


def _shortened(word: str, owners: Iterable[str]) -> list[str]:
    """`dept` for department, `qty` for quantity: the one that has some of its letters, the first and the last among them."""
    found = [owner for owner in owners if 3 <= len(owner) < len(word) and owner[0] == word[0] and owner[-1] == word[-1] and _is_within(owner, word)]
    return found if len(found) == 1 else []


def _is_within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def names_rows(column: Column) -> bool:
    """Whether each row has its own, or its time, of what the column's name begins with."""
    return isinstance(column, DateColumn) or isinstance(column, TextColumn) and column.type == "identifier" and column.distinct == column.rows


def is_of_ours(word: str) -> bool:
    ours = (lexicon.SUM, lexicon.MEAN, lexicon.MEDIAN, lexicon.COUNT, lexicon.HIGHEST, lexicon.LOWEST, lexicon.TREND, lexicon.ROWS, lexicon.BY, lexicon.NOT, lexicon.MISSING, lexicon.FREQUENT, lexicon.SHARE, lexicon.DIRECTIONS)
    return any(word in words for words in ours)


def singular(word: str) -> str:
    if word in ("people", "persons") or word.endswith("people"):
        return re.sub("people$|persons$", "person", word)
    if word in ("men", "women", "children"):
        return {"men": "man", "women": "woman", "children": "child"}[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word

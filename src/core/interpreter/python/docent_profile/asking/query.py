"""What a question asks of a table, or what of it can't be told."""

from __future__ import annotations

from typing import NamedTuple, Sequence, Union

from ..analysis import Analysis
from ..columns import Column, DateColumn, NumberColumn, TextColumn
from ..names.roles import Role
from ..words import code, listed
from . import lexicon
from .about import about_the_table, is_a_row
from .filters import Filter, filters_in, unread_comparison
from .tokens import Named, Token, is_of_ours, names_in, number_in, tokens_of

# So many are shown where the question doesn't say how many, and never more.
USUAL, MOST = 10, 1_000


class Query(NamedTuple):
    # `total`, `mean`, `median`, `count`, `highest`, `lowest` of all rows or by groups; `rows`; `trend`; `distinct`; `columns`; of a
    # column (`by`) its `ends`, of one or all the `gaps`.
    op: str
    # None: the rows are counted.
    measure: Union[NumberColumn, DateColumn, None]
    by: Union[Column, None]
    # The name of a period, by which the dates are cut.
    period: str
    filters: Sequence[Filter]
    # Of groups or rows only so many are wanted; None: all.
    most: Union[int, None]
    is_lowest: bool
    # Words that say nothing to a table.
    passed_over: Sequence[str]


class Unclear(Exception):
    """The message is one sentence for the user."""


def query_of(question: str, analysis: Analysis) -> Query:
    """Raises Unclear where the table can't answer it."""
    table = analysis.table
    tokens = tokens_of(question)
    if beyond := [token.text for token in tokens if token.word in lexicon.BEYOND]:
        raise Unclear(f"What is asked by “{beyond[0]}” takes a language model. {_what_can_be_asked(analysis)}")
    names = names_in(tokens, table)
    filters = filters_in(tokens, names, table, analysis.dates)
    filtered = {place for each in filters for place in each.places}
    # `at least` in a filter asks for no lowest value.
    words = {token.word for at, token in enumerate(tokens) if at not in filtered}
    nouns = {at for at, token in enumerate(tokens) if is_a_row(token, analysis) and not any(name.start <= at < name.end for name in names)}
    if nouns:
        words.add("rows")
    free = [name for name in names if name.value is None and name.start not in filtered]
    by, period, grouped = _grouping(tokens, free, filtered, analysis)
    free = [name for name in free if name.start not in grouped]
    if isinstance(by, DateColumn):
        by, period = None, period or ("year" if by.kind.is_year else "best")
    measure = next((name.column for name in free if isinstance(name.column, NumberColumn)), None)
    others = [name for name in free if name.column is not measure]
    most, counted = _how_many(tokens, filtered, free, nouns)
    is_lowest, is_highest = bool(words & lexicon.LOWEST), bool(words & lexicon.HIGHEST)
    wants_rows = bool(words & lexicon.ROWS)
    passed_over = _unknown(tokens, names, filtered | grouped | counted | nouns)
    if unread := unread_comparison(tokens, filtered):
        figures = listed([code(column.name) for column in analysis.measures], 12)
        raise Unclear(f"Which figure is to be {unread}? {figures} could be." if figures else "There is no figure in this table.")
    if about := about_the_table(words, free, by is not None or bool(period), analysis):
        return Query(about.op, None, about.column, "", filters, None, False, [])
    if by is None and not period and others and not words & lexicon.ROW_NOUNS and _can_group(others[0].column, words | ({"distinct"} if _asks_distinct(tokens, others[0].column) else set())):
        # `top 5 regions by amount`, `which region sells most`.
        by = others[0].column
    op = _operation(words, analysis, measure, by, period, is_highest or is_lowest)
    if words & lexicon.SORT and words & {"by"} | words & lexicon.DIRECTIONS and isinstance(measure or by, (NumberColumn, DateColumn)) and not words & (lexicon.SUM | lexicon.MEAN | lexicon.MEDIAN | lexicon.COUNT):
        return Query("rows", measure or by, None, "", filters, most, not words & lexicon.DOWNWARDS and not is_highest, passed_over)
    if by is not None and measure is None and op == "usual" and not grouped and not most and not (is_highest or is_lowest):
        # The values alone are named: they are what one wants to see.
        return Query("distinct", None, by, "", filters, None, False, passed_over)
    # A number or a code that says nothing was meant to say something.
    if unknown := [word for word in passed_over if any(map(str.isdigit, word))] or _missing(tokens, passed_over) or (passed_over[:1] if measure is None and not others and not filters and op != "trend" and not (op == "count" and (by or period)) else []):
        raise Unclear(_no_such_column(unknown[0], analysis))
    if op in ("total", "mean", "median") and measure is None and others and by is None:
        raise Unclear(f"{code(others[0].column.name)} names or orders things: it is neither added up nor averaged.")
    if op == "usual" and by is not None and grouped and most is None and words & lexicon.EXTREMES and measure is not None:
        return Query("lowest" if is_lowest else "highest", measure, by, "", filters, None, is_lowest, passed_over)
    if op == "usual" and by is None and passed_over:
        raise Unclear(_what_can_be_asked(analysis))
    if op == "count" and by is not None and _asks_distinct(tokens, by) and not (is_highest or is_lowest):
        return Query("distinct", None, by, "", filters, None, False, passed_over)
    if op in ("highest", "lowest") and measure is None and by is None and not wants_rows and not analysis.measures:
        raise Unclear("There is no figure in this table of which there could be a highest or a lowest.")
    if by is None and not period and (wants_rows or most) and op not in ("total", "mean", "median", "count"):
        ranked = (measure if is_highest or is_lowest or most else None) or (analysis.main[0] if analysis.main and (is_highest or is_lowest) else None)
        return Query("rows", ranked, None, "", filters, most, is_lowest or ranked is None and "last" in words, passed_over)
    if op == "" and filters and measure is None and by is None and not period:
        return Query("rows", None, None, "", filters, most, False, passed_over)
    if op == "":
        raise Unclear(_what_can_be_asked(analysis))
    return Query(op, measure, by, period, filters, min(most, MOST) if most else _usual(by, is_highest, is_lowest), is_lowest, passed_over)


def _can_group(column: Column, words: set[str]) -> bool:
    """Figures and years are no groups where one wants to have them added up."""
    if isinstance(column, DateColumn):
        return bool(words & {"distinct", "different", "unique"})
    return isinstance(column, TextColumn) or not words & (lexicon.SUM | lexicon.MEAN | lexicon.MEDIAN)


def _missing(tokens: Sequence[Token], passed_over: Sequence[str]) -> list[str]:
    """Words that stand where a value or a column would: what they mean must not be left out silently."""
    return [token.text for at, token in enumerate(tokens) if at and token.text in passed_over and _stands_for_value(tokens, at)]


def _stands_for_value(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].word
    # `number of orders` are rows, whatever they are called.
    return before in lexicon.BEFORE_VALUES | lexicon.BY and not (before == "of" and at > 1 and tokens[at - 2].word == "number")


def _usual(by: Column | None, is_highest: bool, is_lowest: bool) -> int | None:
    return (1 if is_highest or is_lowest else None) if by else None


def _grouping(tokens: Sequence[Token], free: Sequence[Named], filtered: set[int], analysis: Analysis) -> tuple[Column | None, str, set[int]]:
    """What stands behind `by`, `per` or `each`; a figure there is what is ranked by."""
    by, period, places = None, "", set()
    # `count by age`: there a figure tells rows apart.
    is_counted = any(token.word in ("count", "many", "number") for token in tokens)
    for at, token in enumerate(tokens):
        if at in filtered:
            continue
        if token.word in lexicon.PERIODS and analysis.dates and _is_period(tokens, at, free):
            period, places = period or lexicon.PERIODS[token.word], places | {at}
        if token.word not in lexicon.BY:
            continue
        following = at + 1
        while following < len(tokens) and tokens[following].word in ("the", "each", "every", "total", "average"):
            following += 1
        name = next((name for name in free if name.start == following), None)
        if name and by is None and (not _is_figure(name) or is_counted and name.column.distinct <= MOST):
            by, places = name.column, places | set(range(at, name.end))
            also = name.end + (name.end < len(tokens) and tokens[name.end].word in ("and", "by"))
            if second := next((other for other in free if other.start == also and other.column is not by and not _is_figure(other)), None):
                raise Unclear(f"A table is asked for one kind of groups at a time: {code(by.name)}, or {code(second.column.name)}.")
    return by, period, places


def _is_figure(name: Named) -> bool:
    return isinstance(name.column, NumberColumn) and name.column.is_measure


def _is_period(tokens: Sequence[Token], at: int, free: Sequence[Named]) -> bool:
    """`by month`, `per day`, `monthly`, `each year`, `which month`; not a column of that name."""
    if any(name.start <= at < name.end for name in free):
        return False
    before = tokens[at - 1].word if at else ""
    return before in lexicon.BY | lexicon.HIGHEST | lexicon.LOWEST | {"which", "what", "the"} or tokens[at].word.endswith(("ly", "annual"))


def _how_many(tokens: Sequence[Token], filtered: set[int], free: Sequence[Named], nouns: set[int]) -> tuple[int | None, set[int]]:
    """`top 5`, `five largest`, `first ten rows`, `which 3 shops sold most`."""
    things = nouns | {name.start for name in free}
    is_ranked = any(token.word in lexicon.HIGHEST | lexicon.LOWEST for token in tokens)
    for at, token in enumerate(tokens):
        number = None if at in filtered else number_in(token)
        near = {each.word for each in tokens[max(0, at - 1) : at + 2]} - {token.word}
        if number is not None and number == int(number) and 0 < number <= MOST and (near & (lexicon.HIGHEST | lexicon.LOWEST | lexicon.ROW_NOUNS | {"first", "last"}) or is_ranked and at + 1 in things):
            return int(number), {at}
    return None, set()


def _operation(words: set[str], analysis: Analysis, measure: NumberColumn | None, by: Column | None, period: str, is_extreme: bool) -> str:
    if words & lexicon.TREND or {"over", "time"} <= words:
        return "trend"
    if words & lexicon.MEAN:
        return "mean"
    if words & lexicon.MEDIAN:
        return "median"
    if measure is None and (words & lexicon.FREQUENT or words & lexicon.SHARE):
        return "count"
    if words & lexicon.SHARE:
        return "total"
    if words & lexicon.COUNT and measure is None and not (by is not None and "most" in words and analysis.measures and not {"many", "count", "number"} & words):
        return "count"
    if words & lexicon.SUM:
        return "total"
    # Where nothing is named that is to be worked out, a figure that adds up is what people ask for, else how many there are.
    has_figure = measure is not None or not words & lexicon.ROW_NOUNS and any(analysis.role(column) is Role.FLOW for column in analysis.main[:1])
    if period:
        return ("trend" if has_figure else "count") if by is None else "usual"
    if by is not None:
        return "usual" if has_figure else "count"
    if is_extreme:
        return "lowest" if words & lexicon.LOWEST else "highest"
    if {"how", "much"} <= words:
        return "total"
    return "usual" if measure is not None else ""


def _asks_distinct(tokens: Sequence[Token], by: Column) -> bool:
    """`how many regions`: what is counted stands right behind."""
    texts = [token.word for token in tokens]
    for at in range(len(texts) - 1):
        if texts[at : at + 2] in (["how", "many"], ["number", "of"]) or texts[at] in ("distinct", "different", "unique"):
            behind = [word for word in texts[at + 1 :] if word not in ("many", "of", "distinct", "different", "unique")]
            return bool(behind) and behind[0].rstrip("s") in by.name.casefold() and isinstance(by, (TextColumn, DateColumn, NumberColumn))
    return False


def _unknown(tokens: Sequence[Token], names: Sequence[Named], places: set[int]) -> list[str]:
    known = places | {place for name in names for place in range(name.start, name.end)}
    return [
        token.text
        for at, token in enumerate(tokens)
        if at not in known
        and token.word not in lexicon.EMPTY | lexicon.COPULA | lexicon.ENDS | lexicon.DRAWN
        and token.text.casefold().replace("’", "'") not in lexicon.EMPTY
        and not is_of_ours(token.word)
        and token.word not in lexicon.PERIODS
        and not any(token.word in words for words, _ in lexicon.COMPARISONS)
    ]


def _no_such_column(word: str, analysis: Analysis) -> str:
    names = listed([code(column.name) for column in analysis.table.columns], 12)
    return f"Nothing in this table is called “{word}”. Its columns are {names}. {_what_can_be_asked(analysis)}"


def _what_can_be_asked(analysis: Analysis) -> str:
    """With the table's own columns."""
    table = analysis.table
    measure = code(analysis.measures[0].name) if analysis.measures else "rows"
    is_flow = bool(analysis.measures) and analysis.role(analysis.measures[0]) is Role.FLOW
    examples = []
    if table.categories:
        category = code(table.categories[0].name)
        examples += [f"*top 5 {category} by {measure}*", f"*{'total' if is_flow else 'average'} {measure} by {category}*" if analysis.measures else f"*how many rows by {category}*"]
    if analysis.dates:
        examples.append(f"*trend of {measure}*")
    if analysis.measures:
        examples.append(f"*rows where {measure} is above {analysis.measures[0].exact(analysis.measures[0].summary.median)}*")
    return f"Without a language model a table answers what can be counted in it, such as {listed(examples)}." if examples else "There is nothing in this table that could be counted."

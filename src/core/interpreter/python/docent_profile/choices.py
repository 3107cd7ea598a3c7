"""What the user says of a table where a guess was wrong, and to which files it applies: those of the same shape."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Mapping, NamedTuple

from .files import open_source
from .options import ColumnChoice, Options
from .problems import NotATable, Oddity
from .source import Source
from .words import code, listed

# Of what can't be read without help only its beginning is known, as so many bytes.
BEGINNING = 200
_WORDS = {
    "add": "added up",
    "average": "averaged",
    "identifier": "as an identifier",
    "category": "as a category",
    "date": "as dates",
    "text": "as text",
    "number": "as numbers",
    "number_comma": "as numbers with a decimal comma",
    "day_first": "as dates, the day first",
    "month_first": "as dates, the month first",
}
Choice = Mapping[str, object]


class Opened(NamedTuple):
    """`key` names the shape; `choice` is what was applied, {} for none."""

    source: Source
    options: Options
    key: str
    choice: Choice


def open_chosen(path: str, name: str, remembered: Mapping[str, Choice], choice: Choice | None = None, options: Options = Options()) -> Opened:
    """Opens a file as chosen: as `choice` says, else as was remembered for its shape. Raises NotATable."""
    try:
        source = open_source(path, name, options)
        key = key_of(source)
    except NotATable:
        key = key_of_unread(path, name)
        if choice is None and key not in remembered:
            raise
        source = None
    chosen = remembered.get(key, {}) if choice is None else choice
    if not chosen and source:
        return Opened(source, options, key, {})
    wanted = options_of(chosen, options)
    if source is None or wanted._replace(columns={}) != options._replace(columns={}):
        source = open_source(path, name, wanted)
    if chosen and choice is None:
        source.note(Oddity("Read as you chose", told(chosen)))
    return Opened(source, wanted, key, chosen)


def key_of(source: Source) -> str:
    """Of the names of the columns and the dialect, as they are read without anybody's choice."""
    return _hashed(json.dumps([source.described, source.columns]))


def key_of_unread(path: str, name: str) -> str:
    with open(path, "rb") as file:
        return _hashed(json.dumps([os.path.splitext(name)[1].lower(), file.read(BEGINNING).decode("latin-1").splitlines()[:1]]))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def options_of(choice: Choice, options: Options = Options()) -> Options:
    """Names of other columns than the table's do no harm."""
    columns = choice.get("columns") or {}
    return options._replace(
        encoding=choice.get("encoding") or options.encoding,
        delimiter=choice.get("delimiter") or options.delimiter,
        head=choice.get("head") if choice.get("head") is not None else options.head,
        table=choice.get("table") or options.table,
        columns={name: ColumnChoice(said.get("type", ""), said.get("role", "")) for name, said in columns.items()},
    )


def told(choice: Choice) -> str:
    said = [f"{what} {choice[what]}" for what in ("encoding", "table") if choice.get(what)]
    if choice.get("delimiter"):
        said.append(f"delimiter {code(repr(choice['delimiter'])[1:-1])}")
    if choice.get("head") is not None:
        said.append(f"names in row {choice['head']}" if choice["head"] else "no row of names")
    columns = choice.get("columns") or {}
    said += [f"{code(name)} {_WORDS.get(part.get('role') or part.get('type', ''), '')}" for name, part in columns.items()]
    return f"{listed(said, 8)}, as you chose for tables of this shape"

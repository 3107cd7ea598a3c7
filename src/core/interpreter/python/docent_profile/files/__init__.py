"""Which reader a file's content asks for."""

from __future__ import annotations

import zipfile

from ..options import Options
from ..problems import NotATable
from ..source import Source
from .arff import is_arff, open_arff
from .contents import Contents, contents_of
from .delimited import Delimited
from .encoding import detect_encoding, named_encoding, open_text, without_unseen
from .frames import open_sqlite
from .libraries import open_by_library
from .markup import is_markup, open_markup
from .opendocument import open_opendocument
from .records import Records
from .workbook import open_workbook

# Characters that tell JSON and HTML from tables of text.
BEGINNING = 4_096
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson", ".geojson", ".topojson")


def open_source(path: str, name: str, options: Options) -> Source:
    """Raises NotATable with the way out for what can't be read."""
    contents = contents_of(path, name)
    if contents.head.startswith(b"PK\x03\x04"):
        return _book(contents, options)
    if contents.head.startswith(b"SQLite format 3\0"):
        return open_sqlite(contents, options)
    if by_library := open_by_library(contents, options):
        return by_library
    encoding = named_encoding(contents, options.encoding) if options.encoding else detect_encoding(contents)
    with open_text(contents, encoding) as file:
        beginning = without_unseen(file.read(BEGINNING)).lstrip()
    if is_markup(beginning):
        return open_markup(contents, encoding, options)
    if is_arff(contents, beginning):
        return open_arff(contents, encoding, options)
    if contents.suffix in JSON_SUFFIXES or beginning.startswith(("{", "[{", "[[", "[\n", "[ ", "[\r")):
        try:
            return Records(contents, encoding)
        except NotATable:
            # Its name may say so, but what does not even begin as JSON is none.
            if beginning.startswith(("{", "[", '"')) and contents.suffix in JSON_SUFFIXES:
                raise
    return Delimited(contents, encoding, options)


def _book(contents: Contents, options: Options) -> Source:
    with zipfile.ZipFile(contents.open()) as archive:
        if "content.xml" in archive.namelist():
            return open_opendocument(contents, options)
    return open_workbook(contents, options)

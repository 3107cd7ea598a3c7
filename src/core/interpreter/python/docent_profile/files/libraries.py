"""Formats that the standard library does not read: each by the first of the libraries that read it which this Python has."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import BinaryIO, Callable, Iterable, Iterator, NamedTuple

from ..options import Options
from ..problems import NotATable
from ..source import BATCH, Row, Source
from .contents import Contents
from .frames import Frame, Rows
from .workbook import excel_moment, first_filled, plain_number, sheet_of

# The file, or where it is packed its bytes.
Place = "str | BinaryIO"
Opened = "tuple[list[str], Rows]"
# How versions 8 to 12 of Stata begin, and how all later ones do.
_OLD_STATA, _STATA = (b"\x71", b"\x72", b"\x73"), b"<stata_dta>"
_SAS = b"\x00" * 12 + b"\xc2\xea\x81\x60"
_TRANSPORT, _TRANSPORT_8 = b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!", b"HEADER RECORD*******LIBV8"
_PORTABLE = b"ASCII SPSS PORT FILE"

_SAS_BEGINNING, _LEAST = datetime(1960, 1, 1), 16.0**-65
# By how SAS shows a number, what it means.
_SAS_MOMENTS: tuple[tuple[tuple[str, ...], Callable[[float], object]], ...] = (
    (("DATETIME", "E8601DT"), lambda seconds: _SAS_BEGINNING + timedelta(seconds=seconds)),
    (("DATE", "DDMMYY", "MMDDYY", "YYMMDD", "E8601DA", "MONYY", "WORDDATE", "WEEKDATE", "JULIAN"), lambda days: (_SAS_BEGINNING + timedelta(days=days)).date()),
    (("TIME", "HHMM", "E8601TM"), lambda seconds: str(timedelta(seconds=round(seconds))).zfill(8)),
)


class Format(NamedTuple):
    """`readers` by the name of their library; each raises ImportError where that is not there."""

    what: str
    readers: dict[str, Callable[[Place], Opened]]
    # How to do without a library.
    way_out: str = "save the table as CSV"


def open_by_library(contents: Contents, options: Options) -> Source | None:
    """None for what is no such format. Raises NotATable where nothing in this Python reads it, with what would."""
    if contents.head.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_workbook(contents, options)
    found = _format_of(contents)
    if found is None:
        return None
    for library, reader in found.readers.items():
        try:
            names, rows = reader(_place(contents))
        except ImportError:
            continue
        except Exception as error:  # Each library has its own errors for a damaged file.
            raise _unreadable(contents, found.what, error) from None
        return Frame(contents.name, f"{found.what}, by {library}", names, rows, [])
    raise NotATable(f"{contents.name} is {found.what}, which this Python can't read: install {_any_of(found.readers)} in it, or {found.way_out} and analyse that file.")


def _unreadable(contents: Contents, what: str, error: Exception) -> NotATable:
    first = (str(error).splitlines() or ["damaged"])[0]
    return NotATable(f"{contents.name} is {what} that can't be read ({type(error).__name__}: {first}): save its table as CSV and analyse that file.")


def _any_of(libraries: Iterable[str]) -> str:
    *others, last = libraries
    return f"{', '.join(others)} or {last}" if others else last


def _place(contents: Contents) -> Place:
    if not contents.packed:
        return contents.path
    with contents.open() as file:
        return io.BytesIO(file.read())


def _format_of(contents: Contents) -> Format | None:
    head = contents.head
    if head.startswith(_STATA) or (contents.suffix == ".dta" and head.startswith(_OLD_STATA)):
        return Format("a data file of Stata", {"pandas": _stata}, "export the data as CSV")
    if head.startswith((_SAS, _TRANSPORT)):
        kind = "xport" if head.startswith(_TRANSPORT) else "sas7bdat"
        return Format("a data file of SAS", {"pandas": lambda place: _sas(place, kind)}, "export the data as CSV")
    if head.startswith(_TRANSPORT_8):
        return Format("a transport file of SAS, version 8", {"pyreadstat": _by_pyreadstat("read_xport")}, "export the data as CSV")
    if head.startswith((b"$FL2", b"$FL3")):
        return Format("a data file of SPSS", {"pyreadstat": _by_pyreadstat("read_sav", apply_value_formats=True)}, "export the data as CSV")
    if _PORTABLE in head[:500]:
        return Format("a portable file of SPSS", {"pyreadstat": _by_pyreadstat("read_por", apply_value_formats=True)}, "export the data as CSV")
    if head.startswith(b"PAR1"):
        return Format("a Parquet file", {"pyarrow": _parquet, "polars": _polars("read_parquet"), "duckdb": _duckdb})
    if head.startswith((b"ARROW1", b"FEA1")):
        return Format("a Feather file", {"pyarrow": _feather, "polars": _polars("read_ipc")})
    if head.startswith(b"ORC"):
        return Format("an ORC file", {"pyarrow": _orc})
    if head.startswith(b"Obj\x01"):
        return Format("an Avro file", {"polars": _polars("read_avro"), "fastavro": _avro})
    return None


def _stata(place: Place) -> Opened:
    import pandas

    return _of_pandas(pandas.read_stata(place, convert_categoricals=True))


def _sas(place: Place, kind: str) -> Opened:
    import pandas

    if kind == "sas7bdat":
        return _of_pandas(pandas.read_sas(place, format=kind, encoding="infer"))
    with pandas.read_sas(place, format=kind, encoding="latin-1", iterator=True) as reader:
        # Of transport files pandas takes zeros for the least number that mainframes have, and leaves moments as they are stored: as numbers.
        frame = reader.read().replace(_LEAST, 0.0).astype(object)
        for name, field in zip(frame.columns, reader.fields):
            shown = field["nform"].decode("latin-1").strip()
            if moment := next((moment for forms, moment in _SAS_MOMENTS if shown.startswith(forms)), None):
                frame[name] = [None if value != value else moment(value) for value in frame[name]]
        return _of_pandas(frame)


def _by_pyreadstat(reader: str, **options: bool) -> Callable[[Place], Opened]:
    def opened(place: Place) -> Opened:
        import pyreadstat

        frame, _ = getattr(pyreadstat, reader)(place, **options)
        return _of_pandas(frame)

    return opened


def _of_pandas(frame) -> Opened:
    frame = frame.astype(object).where(frame.notna(), None)
    return list(map(str, frame.columns)), lambda: frame.itertuples(index=False, name=None)


def _parquet(place: Place) -> Opened:
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(place)
    return file.schema_arrow.names, lambda: _of_arrow(file.iter_batches(BATCH))


def _feather(place: Place) -> Opened:
    import pyarrow.feather

    table = pyarrow.feather.read_table(place)
    return table.column_names, lambda: _of_arrow(table.to_batches(BATCH))


def _orc(place: Place) -> Opened:
    import pyarrow.orc

    table = pyarrow.orc.ORCFile(place).read()
    return table.column_names, lambda: _of_arrow(table.to_batches(BATCH))


def _of_arrow(batches: Iterable) -> Iterator[tuple]:
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns))


def _polars(reader: str) -> Callable[[Place], Opened]:
    def opened(place: Place) -> Opened:
        import polars

        # A file that is mapped into memory can't be replaced on Windows as long as it is.
        options = {"memory_map": False} if reader == "read_ipc" else {}
        frame = getattr(polars, reader)(place, **options)
        return frame.columns, lambda: frame.iter_rows(buffer_size=BATCH)

    return opened


def _duckdb(place: Place) -> Opened:
    if not isinstance(place, str):
        raise ImportError
    import duckdb

    query = "SELECT * FROM read_parquet(?)"
    names = [column[0] for column in duckdb.connect().execute(f"{query} LIMIT 0", [place]).description]

    def rows() -> Iterator[tuple]:
        cursor = duckdb.connect().execute(query, [place])
        while batch := cursor.fetchmany(BATCH):
            yield from batch

    return names, rows


def _avro(place: Place) -> Opened:
    import fastavro

    with open(place, "rb") if isinstance(place, str) else place as file:
        records = list(fastavro.reader(file))
    names = list(records[0]) if records else []
    return names, lambda: (tuple(record.get(name) for name in names) for record in records)


def _old_workbook(contents: Contents, options: Options) -> Source:
    what = "an old Excel workbook (.xls)"
    try:
        import xlrd
    except ImportError:
        raise NotATable(f"{contents.name} is {what}, which this Python can't read: install xlrd in it, or save it as .xlsx or CSV and analyse that file.") from None
    with contents.open() as file:
        raw = file.read()
    try:
        # It would print what it finds odd into the report.
        book = xlrd.open_workbook(file_contents=raw, logfile=io.StringIO())
    except Exception as error:  # xlrd has many for damaged files, and for those of other programs, which begin alike.
        raise _unreadable(contents, "an old file of Microsoft Office", error) from None

    def text(cell) -> str:
        if cell.ctype == xlrd.XL_CELL_DATE:
            return excel_moment(cell.value, bool(book.datemode))
        if cell.ctype == xlrd.XL_CELL_NUMBER:
            return plain_number(cell.value)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        return str(cell.value)

    def rows_of(name: str) -> list[Row]:
        return [list(map(text, row)) for row in book.sheet_by_name(name).get_rows()]

    names = book.sheet_names()
    chosen, rows = first_filled(contents.name, names, options.table, rows_of)
    return sheet_of(contents.name, f"{what}, by xlrd", chosen, names, rows, options)

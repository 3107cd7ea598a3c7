"""Writes transport files of SAS, which nothing in Python writes: records of 80 bytes, floats of IBM's mainframes."""
from math import frexp
from struct import pack


def transport(columns: dict[str, str], rows: list[tuple]) -> bytes:
    """`columns` by name the format that SAS shows them in, `$` for texts; days are counted from 1960, and None is missing."""

    def header(kind: str, tail: str = "0" * 30) -> bytes:
        return f"HEADER RECORD*******{kind:8}HEADER RECORD!!!!!!!{tail}".ljust(80).encode()

    def named(number: int, name: str, form: str) -> bytes:
        kind = 2 if form == "$" else 1
        return pack(">hhhh8s40s8shhh2s8shhi52s", kind, 0, 8, number, name.ljust(8).encode(), b" " * 40, form.ljust(8).encode(), 8, 0, 0, b"", b" " * 8, 0, 0, 8 * number - 8, b"")

    date = b"01JAN24:00:00:00"
    library = b"SAS     SAS     SASLIB  9.4     LINUX   ".ljust(64) + date + date.ljust(80)
    member = b"SAS     T       SASDATA 9.4     LINUX   ".ljust(64) + date + date.ljust(80)
    names = b"".join(named(number, *column) for number, column in enumerate(columns.items(), 1))
    data = b"".join(value.encode("latin-1").ljust(8) if isinstance(value, str) else _float(value) for row in rows for value in row)
    parts = [header("LIBRARY "), library, header("MEMBER  ", "000000000000000001600000000140"), header("DSCRPTR "), member]
    return b"".join([*parts, header("NAMESTR ", f"{len(columns):010}".ljust(30, "0")), _padded(names), header("OBS     "), _padded(data)])


def _padded(data: bytes) -> bytes:
    return data + b" " * (-len(data) % 80)


def _float(value: float | None) -> bytes:
    if value is None:
        return b".".ljust(8, b"\0")
    part, exponent = frexp(abs(value))
    places = -(-exponent // 4)
    return bytes([(0x80 if value < 0 else 0) | (64 + places)]) + round(part * 2 ** (56 + exponent - 4 * places)).to_bytes(7, "big") if value else bytes(8)

"""What a file truly is, by its bytes and not by its name, and its bytes once they are unpacked."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from typing import BinaryIO, Callable, NamedTuple

from ..problems import NotATable
from ..words import code, count

# Enough to know a file by.
HEAD = 4_096
# What can't be read by anything of ours: its first bytes, its name, and what would read it.
UNREADABLE = (
    (b"\x89PNG", "a PNG picture", "attach it to a chat with a model that sees"),
    (b"\xff\xd8\xff", "a JPEG picture", "attach it to a chat with a model that sees"),
    (b"GIF8", "a GIF picture", "attach it to a chat with a model that sees"),
    (b"%PDF", "a PDF document", "copy its table into a CSV file and analyse that"),
    (b"SIMPLE  =", "a FITS file", "read its table with astropy and save it as CSV"),
    (b"\x89HDF", "an HDF5 file", "read it with h5py or pandas and save the table as CSV or Parquet"),
    (b"RDX", "a data file of R", "save the table in R with write.csv and analyse that file"),
    (b"\x7fELF", "a program", "choose a table"),
    (b"MZ\x90", "a program", "choose a table"),
    (b"version https://git-lfs", "a pointer of Git LFS to data that was not downloaded", "run git lfs pull and analyse it then"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and analyse the file in it"),
    (b"Rar!", "a RAR archive", "unpack it and analyse the file in it"),
)
TABLES = (".csv", ".tsv", ".tab", ".txt", ".dat", ".psv", ".json", ".jsonl", ".ndjson", ".geojson", ".xlsx", ".data", ".log", ".arff")


class Contents(NamedTuple):
    """`open` gives the unpacked bytes from their start; `packed` says what they were unpacked from, as `gzip`."""

    name: str
    path: str
    open: Callable[[], BinaryIO]
    packed: str
    head: bytes

    @property
    def suffix(self) -> str:
        """Of what is inside: `.csv` of `g.csv.gz`."""
        name = self.name.lower()
        for packing in (".gz", ".bz2", ".xz", ".zst", ".zip", ".tar"):
            name = name[: -len(packing)] if name.endswith(packing) else name
        return os.path.splitext(name)[1]


def contents_of(path: str, name: str) -> Contents:
    """Raises NotATable for a file that is not there, is damaged, or is of a format that nothing of ours reads."""
    if not os.path.isfile(path):
        raise NotATable(f"{name} is not there: choose the file again.")

    def plain() -> BinaryIO:
        return open(path, "rb")

    with plain() as file:
        head = file.read(HEAD)
    opened, packed = _unpacked(path, name, head, plain)
    try:
        if packed:
            with opened() as file:
                head = file.read(HEAD)
        if head[257:262] == b"ustar":
            opened, packed = _member_of_tar(name, opened, packed)
            with opened() as file:
                head = file.read(HEAD)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError, NotImplementedError, tarfile.TarError) as error:
        raise NotATable(f"{name} can't be unpacked ({error}): unpack it yourself and analyse the file in it.") from None
    _refuse(name, head)
    return Contents(name, path, opened, packed, head)


def _unpacked(path: str, name: str, head: bytes, plain: Callable[[], BinaryIO]) -> tuple[Callable[[], BinaryIO], str]:
    if head.startswith(b"\x1f\x8b"):
        return lambda: gzip.open(path, "rb"), "gzip"
    if head.startswith(b"BZh"):
        return lambda: bz2.open(path, "rb"), "bzip2"
    if head.startswith(b"\xfd7zXZ"):
        return lambda: lzma.open(path, "rb"), "xz"
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return _zstandard(path, name), "Zstandard"
    if head.startswith(b"PK\x03\x04"):
        return _member(path, name, plain)
    return plain, ""


def _zstandard(path: str, name: str) -> Callable[[], BinaryIO]:
    try:
        from compression import zstd  # Python 3.14

        return lambda: zstd.open(path, "rb")
    except ImportError:
        pass
    try:
        import zstandard

        return lambda: io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(open(path, "rb"), closefd=True))
    except ImportError:
        pass
    try:
        import pyarrow

        return lambda: io.BufferedReader(pyarrow.CompressedInputStream(pyarrow.OSFile(path), "zstd"))
    except ImportError:
        raise NotATable(f"{name} is packed by Zstandard: install zstandard or pyarrow in this Python, or unpack it and analyse the file in it.") from None


def _member(path: str, name: str, plain: Callable[[], BinaryIO]) -> tuple[Callable[[], BinaryIO], str]:
    """The largest table of an archive; a workbook is an archive that is no packing."""
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")}
    except zipfile.BadZipFile as error:
        raise NotATable(f"{name} is a damaged ZIP archive ({error}): unpack it yourself and analyse the file in it.") from None
    members = list(sizes)
    if is_workbook(members) or "content.xml" in members:
        return plain, ""
    if "word/document.xml" in members:
        raise NotATable(f"{name} is a Word document, not a table: copy its table into a CSV file and analyse that.")
    chosen, told = _largest(name, "ZIP", sizes)
    return lambda: zipfile.ZipFile(path).open(chosen), told


def _member_of_tar(name: str, opened: Callable[[], BinaryIO], packed: str) -> tuple[Callable[[], BinaryIO], str]:
    with tarfile.open(fileobj=opened()) as archive:
        sizes = {member.name: member.size for member in archive if member.isfile()}
    chosen, told = _largest(name, f"{packed} of tar" if packed else "tar", sizes)
    return lambda: tarfile.open(fileobj=opened()).extractfile(chosen), told


def _largest(name: str, packing: str, sizes: dict[str, int]) -> tuple[str, str]:
    """The largest table of an archive, and how it is told."""
    if not sizes:
        raise NotATable(f"{name} is an empty {packing} archive: there is nothing to profile.")
    tables = [member for member in sizes if os.path.splitext(member)[1].lower() in TABLES]
    # What only may be a table comes after what is one.
    chosen = max(tables or sizes, key=lambda member: (not member.lower().endswith((".txt", ".log", ".json")), sizes[member]))
    others = f", the largest table of {count(len(sizes), 'file')}" if len(sizes) > 1 else ""
    return chosen, f"{packing}, {code(os.path.basename(chosen))}{others}"


def is_workbook(members: list[str]) -> bool:
    return any(member.startswith("xl/") for member in members)


def _refuse(name: str, head: bytes) -> None:
    for first, what, way_out in UNREADABLE:
        if head.startswith(first):
            raise NotATable(f"{name} is {what}, not a table: {way_out}.")

"""Which encoding a file's bytes are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO, Iterable, Iterator, NamedTuple

from ..problems import NotATable, Oddity, empty
from ..words import count
from .contents import Contents
from .legacy import guess_encoding

# Large enough for the disk to be read at full speed, small enough to be held at any time.
BLOCK = 1 << 20
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# The fields and records of some exports are divided by control characters.
CONTROL_BYTES = bytes(set(range(1, 32)) - set(b"\t\n\r\f\v\x1b\x01\x02\x1c\x1d\x1e\x1f\x1a"))
# Characters that nobody sees: marks of order and direction, soft hyphens, spaces of no width.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\0]")
_UNSEEN_BYTES = re.compile(rb"\xc2\xad|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81\xa0|\xef\xbb\xbf|\0")
# Of a file in an encoding of before Unicode so many of the bytes beyond ASCII, with what stands around them, are looked at.
SAMPLE_LINES, SAMPLE_BYTES = 2_000, 1 << 16


class Encoding(NamedTuple):
    codec: str
    label: str
    is_guess: bool = False
    # Whether characters that nobody sees have to be taken out.
    has_unseen: bool = False
    nuls: int = 0
    has_quotes: bool = True
    has_returns: bool = True

    @property
    def described(self) -> str:
        return f"{self.label} (guessed)" if self.is_guess else self.label

    def oddities(self) -> list[Oddity]:
        found = []
        if self.nuls:
            found.append(Oddity("NUL bytes", f"{count(self.nuls, 'NUL byte')} that no text has {'was' if self.nuls == 1 else 'were'} left out"))
        if self.is_guess:
            found.append(Oddity("Encoding", f"the file does not say its encoding: {self.label} is a guess; Open as Table, or profile(path, encoding=…) in code, reads it as another"))
        return found


def open_text(contents: Contents, encoding: Encoding) -> io.TextIOWrapper:
    return io.TextIOWrapper(contents.open(), encoding=encoding.codec, errors="replace", newline="")


def seen(lines: Iterable[str], encoding: Encoding) -> Iterable[str]:
    """The lines without what nobody sees."""
    return (_UNSEEN.sub("", line) for line in lines) if encoding.has_unseen else lines


def without_unseen(text: str) -> str:
    return _UNSEEN.sub("", text)


def named_encoding(contents: Contents, name: str) -> Encoding:
    """The encoding that the caller names."""
    try:
        return Encoding(codecs.lookup(name).name, name, has_unseen=True)
    except LookupError:
        raise NotATable(f"Python knows no encoding named {name}: choose another, such as cp1251.") from None


def detect_encoding(contents: Contents) -> Encoding:
    """Reads as much of the file as it takes to be sure.

    Raises NotATable for an empty file and anything else that is not text.
    """
    with contents.open() as file:
        head = file.read(BLOCK)
        if not head.strip(b" \t\r\n"):
            raise empty(contents.name)
        if not head.strip(b"\0"):
            raise NotATable(f"{contents.name} holds nothing but zero bytes: what was in it got lost when it was written or copied, so fetch it again.")
        for mark, codec, label in BYTE_ORDER_MARKS:
            if head.startswith(mark):
                return Encoding(codec, label, has_unseen=True)
        if codec := _utf16_without_mark(head):
            return Encoding(codec, "UTF-16", has_unseen=True)
        controls = len(head) - len(head.translate(None, CONTROL_BYTES))
        if controls > len(head) / 50 or head.rstrip(b"\0").count(0) > len(head) / 50:
            raise NotATable(f"{contents.name} is a binary file, not a table of text: export the data as CSV and analyse that file.")
        return _utf8_or_legacy(head, file)


def _utf16_without_mark(head: bytes) -> str:
    """In UTF-16 every other byte of Western text is zero: the even ones where the high byte comes first."""
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) / 2
    if odd > half * 0.5 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.5 and odd < half * 0.05 else ""


def _utf8_or_legacy(block: bytes, file: BinaryIO) -> Encoding:
    decoder = codecs.getincrementaldecoder("utf-8")()
    has_unseen, has_quotes, has_returns, nuls = False, False, False, 0
    try:
        while block:
            decoder.decode(block)
            if b"\0" in block or not block.isascii():
                nuls += block.count(0)
                has_unseen = has_unseen or _UNSEEN_BYTES.search(block) is not None
            has_quotes = has_quotes or b'"' in block
            has_returns = has_returns or b"\r" in block
            block = file.read(BLOCK)
        decoder.decode(b"", True)
        return Encoding("utf-8", "UTF-8", has_unseen=has_unseen, nuls=nuls, has_quotes=has_quotes, has_returns=has_returns)
    except UnicodeDecodeError:
        # A few broken bytes among many good sequences are damage; otherwise it never was UTF-8.
        text = block.decode("utf-8", "replace")
        damaged, sound = text.count("\ufffd"), sum(character > "\x7f" for character in text) - text.count("\ufffd")
        if damaged < sound:
            return Encoding("utf-8", "damaged UTF-8", has_unseen=True)
        codec, label = guess_encoding(b"\n".join(_telling(block)))
        return Encoding(codec, label, is_guess=True, has_unseen=True)


def _telling(block: bytes) -> Iterator[bytes]:
    """The lines that are not all ASCII."""
    size = number = 0
    for line in block.split(b"\n"):
        if not line.isascii():
            yield line
            size, number = size + len(line), number + 1
            if number >= SAMPLE_LINES or size >= SAMPLE_BYTES:
                return

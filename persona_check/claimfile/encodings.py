"""In which encoding a file of claims was saved, told by its bytes."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

__all__ = ["Encoding", "encoding_of", "encoding_of_bytes"]

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """A codec, and in ``guess`` its name for the user where nothing in the file says so."""

    codec: str
    guess: str | None = None


_UTF8 = Encoding(codec="utf-8-sig")


def encoding_of(path: Path) -> Encoding:
    """The encoding of a text file; raises ``OSError`` where it cannot be read.

    Excel saves "CSV" in the Windows encoding and, on a Mac, in that of old Macintosh programs
    with line ends of their own. A file that is UTF-8 but for a few bytes is damaged UTF-8.
    """
    with path.open("rb") as stream:
        return _encoding(iter(lambda: stream.read(_CHUNK), b""))


def encoding_of_bytes(content: bytes) -> Encoding:
    """The same of a text in hand."""
    return _encoding(content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK))


def _encoding(chunks: Iterable[bytes]) -> Encoding:
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid, letters, returns = True, False, 0
    rest: Iterator[bytes] = iter(chunks)
    first = next(rest, b"")
    for mark, codec in _MARKS:
        if first.startswith(mark):
            return Encoding(codec=codec)
    if without := _without_mark(first):
        return Encoding(codec=without)
    for chunk in chain((first,), rest):
        # a cell may hold line ends of the other kind
        returns += chunk.count(b"\r") - chunk.count(b"\r\n") - chunk.count(b"\n")
        if valid:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                valid = False
        letters = letters or _has_utf8_letters(chunk)
    if valid or letters:
        return _UTF8
    if returns > 0:
        return Encoding(codec="mac-roman", guess="Mac Roman")
    return Encoding(codec="cp1252", guess="Windows-1252")


def _without_mark(head: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    some = head[:2000]
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = some[start::2].count(0)
        if (
            len(some) >= 4
            and zeros > 0.6 * len(some[start::2])
            and not some[1 - start :: 2].count(0)
        ):
            return codec
    return None


def _has_utf8_letters(chunk: bytes) -> bool:
    """Whether a character of several bytes stands there; by chance such bytes hardly meet."""
    text = chunk.decode("utf-8", errors="surrogateescape")
    return not text.isascii() and any(
        ord(letter) > 0x7F and not 0xDC80 <= ord(letter) <= 0xDCFF for letter in text
    )

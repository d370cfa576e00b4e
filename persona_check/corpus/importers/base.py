"""What an importer is, and how a file's works are read as a stream with bounded memory."""

import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from persona_check.corpus.schema import StoredWork
from persona_check.files import open_regular

__all__ = [
    "MOST_LINE_BYTES",
    "CountedFile",
    "Importer",
    "Refused",
    "lines_of",
    "open_counted",
    "open_plain",
]

# Longer lines are no work's: they are refused without being kept in memory whole.
MOST_LINE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An entry that could not be read as a work, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One file format.

    ``recognises`` looks at the first bytes (decompressed, at most 64 KiB). ``read`` yields works,
    or what was refused, from a decompressed stream.
    """

    id: str
    title: str
    recognises: Callable[[bytes], bool]
    read: Callable[[BinaryIO], Iterator[StoredWork | Refused]]


class CountedFile(io.RawIOBase):
    """A file that knows how many of its bytes were read."""

    def __init__(self, path: Path) -> None:
        self._inner = open_regular(path)
        self._hash = sha256()
        self.bytes_read = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer."""
        count = self._inner.readinto(buffer)
        self.bytes_read += count
        self._hash.update(memoryview(buffer)[:count])
        return count

    def rest_sha256(self) -> str:
        """The hash of the whole file, what was not read yet included."""
        while self.readinto(bytearray(1024 * 1024)):
            pass
        return self._hash.hexdigest()

    def close(self) -> None:
        """Closes the file."""
        self._inner.close()
        super().close()


def open_counted(path: Path) -> tuple[CountedFile, BinaryIO]:
    """The file as it lies there, for its position, and the stream of its decompressed bytes."""
    counted = CountedFile(path)
    raw: io.RawIOBase = counted
    stream = io.BufferedReader(raw, 1024 * 1024)
    if stream.peek(2)[:2] == b"\x1f\x8b":
        return counted, io.BufferedReader(_Unzipped(stream), 1024 * 1024)
    return counted, stream


class _Unzipped(io.RawIOBase):
    """The decompressed bytes of a gzip stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._below = stream
        self._inner = gzip.GzipFile(fileobj=stream)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # what was decompressed before a damaged place is given out first
        data = self._inner.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        self._below.close()
        super().close()


def open_plain(path: Path) -> BinaryIO:
    """The stream of a file's decompressed bytes."""
    return open_counted(path)[1]


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines that are not empty; None for one that is too long to be a work."""
    while line := stream.readline(MOST_LINE_BYTES):
        if len(line) < MOST_LINE_BYTES or line.endswith(b"\n"):
            if line.strip():
                yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MOST_LINE_BYTES)
        yield None

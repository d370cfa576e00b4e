"""Makes the bytes of a DuckDB file depend on its content alone."""

import struct
from pathlib import Path

__all__ = ["STEADY_MEMORY", "settle_header"]

# DuckDB writes the unused ends of its compressed segments as they lie in memory
# (github.com/duckdb/duckdb/issues/23382, read November 2026). Its allocator clears memory when it
# is told so before the library is loaded.
STEADY_MEMORY = {"DUCKDB_JE_MALLOC_CONF": "zero:true"}

# A file begins with three headers: checksum of the rest, then the rest.
_HEADER_BYTES = 4096
_HEADERS = 3
_MAGIC = b"DUCK"
# where storage version 2.0 keeps 16 random bytes that tell databases apart
_IDENTIFIER = slice(124, 140)
_MASK = (1 << 64) - 1


def settle_header(path: Path, content: bytes) -> bool:
    """Puts the first 16 bytes of ``content`` in place of the file's random identifier.

    False, and nothing is changed, where the headers are not of the form known here: then only the
    digest, not the bytes, tells that two files hold the same.
    """
    with path.open("r+b") as stream:
        headers = [stream.read(_HEADER_BYTES) for _ in range(_HEADERS)]
        if headers[0][8:12] != _MAGIC or not all(_intact(header) for header in headers):
            return False
        random = headers[0][_IDENTIFIER]
        settled = []
        for header in headers:
            body = bytearray(header)
            if body[_IDENTIFIER] == random:
                body[_IDENTIFIER] = content[:16].ljust(16, b"\0")
            body[:8] = struct.pack("<Q", _checksum(bytes(body[8:])))
            settled.append(bytes(body))
        stream.seek(0)
        stream.write(b"".join(settled))
    return True


def _intact(header: bytes) -> bool:
    if len(header) != _HEADER_BYTES:
        return False
    stated: int = struct.unpack("<Q", header[:8])[0]
    return stated == _checksum(header[8:])


def _checksum(body: bytes) -> int:
    """DuckDB's checksum of a block whose length is a multiple of 8 (src/common/checksum.cpp)."""
    result = 5381
    for (word,) in struct.iter_unpack("<Q", body):
        result ^= (word * 0xBF58476D1CE4E5B9) & _MASK
    return result

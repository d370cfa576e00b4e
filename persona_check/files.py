"""Writes files as a whole or not at all."""

import contextlib
import errno
import os
import tempfile
from io import BufferedReader
from pathlib import Path

from persona_check.errors import UsageError

__all__ = ["open_regular", "write_private", "write_whole"]


def open_regular(path: Path) -> BufferedReader:
    """A file opened for reading; raises ``OSError`` for a pipe or device, which might never end."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a regular file")
    return path.open("rb")


def write_private(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, readable by its owner alone; raises ``OSError``."""
    _put(path, content, None)


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file atomically, text as UTF-8; raises ``UsageError`` where that cannot be done.

    What is not a regular file (``/dev/stdout``, a pipe) is written to directly.
    """
    body = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(body)
            return
        target = path.resolve()
        if target.exists():
            mode = target.stat().st_mode & 0o777
        else:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        _put(target, body, mode)
    except OSError as error:
        raise UsageError(
            f"cannot write {path}: {error.strerror or error}",
            "the folder must exist and be writable",
        ) from error


def _put(path: Path, content: bytes, mode: int | None) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".persona-check-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if mode is not None:  # what a user asked for has to outlast a power cut
                stream.flush()
                os.fsync(stream.fileno())
        if mode is not None:
            Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise

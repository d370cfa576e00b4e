"""Writes results: to stdout, or to a file as a whole or not at all."""

import contextlib
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TextIO

from persona_check.errors import UsageError

__all__ = ["emit", "plain", "wants_colour", "write_whole"]

_STYLES = re.compile(r"\x1b\[[0-9;]*m")


def emit(text: str, output: Path | None = None) -> None:
    """Writes a result to stdout, or atomically to the file where one is given."""
    if output is not None:
        write_whole(output, plain(text))
        return
    if not wants_colour(sys.stdout):
        text = plain(text)
    encoding = sys.stdout.encoding or "utf-8"
    # a terminal of another encoding shows question marks rather than nothing
    try:
        sys.stdout.write(text.encode(encoding, errors="replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read it has left; keep the interpreter's last flush from complaining too
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def plain(text: str) -> str:
    """The text without colours and weights."""
    return _STYLES.sub("", text)


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user did not ask for plain text."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file atomically, text as UTF-8; raises ``UsageError`` where that cannot be done.

    What is no regular file (``/dev/stdout``, a pipe) is written to directly.
    """
    body = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(body)
            return
        target = path.resolve()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".persona-check-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(body)
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                mode = target.stat().st_mode & 0o777
            else:
                mask = os.umask(0)
                os.umask(mask)
                mode = 0o666 & ~mask
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise UsageError(
            f"cannot write {path}: {error.strerror or error}",
            "it needs a folder that is there and open to you",
        ) from error

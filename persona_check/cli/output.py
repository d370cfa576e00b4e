"""Writes results: to stdout, or to a file as a whole or not at all."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from persona_check.errors import UsageError
from persona_check.files import write_whole

if TYPE_CHECKING:
    import typer

__all__ = [
    "ENDINGS",
    "emit",
    "format_by_ending",
    "plain",
    "shows_unicode",
    "wants_colour",
]

# What the ending of a file says about the form in which a report stands in it.
ENDINGS: Mapping[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".csv": "csv",
    ".pdf": "pdf",
    ".txt": "terminal",
}
# These are text, too, and may stand in a file of that ending.
_TEXTS = frozenset({"terminal", "for-subject", "table"})

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


def format_by_ending(
    ctx: "typer.Context", chosen: str, endings: Mapping[str, str], *, by_name: str | None = None
) -> str:
    """The format that the ending of ``--output`` names, where nobody chose one; else ``chosen``.

    ``by_name`` is a format that an option of its own asks for (``--json``). Raises ``UsageError``
    where a format asked for on the command line does not fit the ending.
    """
    output = ctx.params.get("output")
    source = ctx.get_parameter_source("format")
    asked = by_name or (chosen if source is not None and source.name == "COMMANDLINE" else None)
    named = endings.get(Path(output).suffix.casefold()) if output else None
    if named is None:
        return by_name or chosen
    if asked is not None and asked != named and not {asked, named} <= _TEXTS:
        ending = Path(str(output)).suffix
        raise UsageError(
            f"a file ending in {ending} cannot hold {asked}",
            f"choose another ending, or leave {asked} out: {ending} alone gives {named}",
        )
    if asked is not None:
        return asked
    return named if source is None or source.name == "DEFAULT" else chosen


def shows_unicode(stream: TextIO) -> bool:
    """Whether a stream can show the marks of a report, which are not in ASCII."""
    try:
        "✓✗–█…“”’·".encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return os.environ.get("TERM") != "dumb"


def plain(text: str) -> str:
    """The text without colours and weights."""
    return _STYLES.sub("", text)


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user did not ask for plain text."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

"""Writes results: to stdout, or to a file as a whole or not at all."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from persona_check.files import write_whole

if TYPE_CHECKING:
    import typer

__all__ = ["emit", "format_by_ending", "plain", "wants_colour"]

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


def format_by_ending(ctx: "typer.Context", chosen: str, endings: Mapping[str, str]) -> str:
    """The format that the ending of ``--output`` names, where nobody chose one; else ``chosen``."""
    output = ctx.params.get("output")
    source = ctx.get_parameter_source("format")
    if not output or source is None or source.name != "DEFAULT":
        return chosen
    return endings.get(Path(output).suffix.casefold(), chosen)


def plain(text: str) -> str:
    """The text without colours and weights."""
    return _STYLES.sub("", text)


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user did not ask for plain text."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

"""``persona-check bio``: shows what is understood of a bio."""

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from persona_check.cli import options
from persona_check.cli.options import setting

if TYPE_CHECKING:
    from persona_check.bio.event import BioEvent

__all__ = ["bio"]

MOST_FILE_BYTES = 256 * 2**20


class BioFormat(enum.StrEnum):
    """The forms in which what was read can be had."""

    TERMINAL = "terminal"
    JSON = "json"


def bio(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="Text, or JSON Lines with id and bio; - reads stdin."),
    ],
    format: Annotated[
        BioFormat, setting("--format", "-f", help="terminal, or json: one object per line.")
    ] = BioFormat.TERMINAL,
    output: options.Output = None,
) -> None:
    """Show the posts, degrees, honours and dates found in a bio.

    Anything unclear is left out, not guessed. A row that cannot be read becomes an error line.
    """
    from persona_check.bio.files import as_json_line, read_rows
    from persona_check.cli.output import emit

    read = read_rows(_content(file), "-" if file == "-" else Path(file).name)
    told = as_json_line if format is BioFormat.JSON else _as_text
    lines = (told(identity, events) for identity, events in read)
    if output is not None:
        emit("".join(lines), Path(output))
        return
    for line in lines:
        emit(line)


def _content(file: str) -> str:
    from persona_check.errors import UsageError
    from persona_check.files import open_regular

    try:
        if file == "-":
            content = sys.stdin.buffer.read(MOST_FILE_BYTES + 1)
        else:
            with open_regular(Path(file)) as stream:
                content = stream.read(MOST_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{file}: cannot be read: {why}",
            "give a text or .jsonl file, or - for what is piped in",
        ) from error
    if len(content) > MOST_FILE_BYTES:
        raise UsageError(f"{file}: larger than {MOST_FILE_BYTES // 2**20} MB", "split the file")
    return content.decode("utf-8-sig", errors="replace")


def _as_text(identity: str, read: "tuple[BioEvent, ...] | str") -> str:
    from persona_check.report.escaping import plain

    if isinstance(read, str):
        return f"{plain(identity)}: error: {plain(read)}\n"
    if not read:
        return f"{plain(identity)}: nothing found\n"
    lines = [f"{plain(identity)}:"]
    for event in read:
        said = [event.role, event.organization, _years(event)]
        lines.append(f"  {event.kind.value:8}{plain(', '.join(filter(None, said)))}")
        lines.append(f"          “{plain(event.text)}”")
    return "\n".join(lines) + "\n"


def _years(event: "BioEvent") -> str | None:
    from persona_check.model.years import span_words

    if event.start is not None and event.end is not None:
        return span_words(event.start, event.end)
    if event.start is not None:
        return f"since {event.start}" if event.current else f"from {event.start}"
    if event.end is not None:
        return str(event.end) if event.kind.value == "degree" else f"until {event.end}"
    return "now" if event.current else None

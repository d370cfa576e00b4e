"""What stands behind NAME, FILE, ADDRESS or -: opened, fetched or taken from standard input."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from persona_check.errors import ClaimError, UsageError

if TYPE_CHECKING:
    from persona_check.intake.argument import Argument
    from persona_check.intake.reading import ReadClaim
    from persona_check.settings import Settings

__all__ = ["argument_of", "read_anything", "read_argument"]


def argument_of(words: str) -> "Argument":
    """What an argument is taken for; raises ``UsageError`` for a file that is not there."""
    from persona_check.intake.argument import recognised

    return recognised(words, is_file=_is_file, beside=_files_beside)


def read_anything(words: str, settings: "Settings") -> "tuple[str, ReadClaim]":
    """What it says of a person, under the name of the document; raises ``ClaimError``."""
    from persona_check.intake.argument import Kind

    argument = argument_of(words)
    if argument.kind is Kind.NAME:
        raise UsageError(
            f"“{words[:60]}” is a name, not a document",
            "give a file, an address or -; to check a name, run persona-check check",
        )
    return read_argument(argument, settings)


def read_argument(argument: "Argument", settings: "Settings") -> "tuple[str, ReadClaim]":
    """What an argument that is no name says of a person, and what to call it."""
    from persona_check.intake.argument import Kind
    from persona_check.intake.forms import read
    from persona_check.intake.reading import Given

    if argument.read is not None:
        return argument.words, argument.read
    match argument.kind:
        case Kind.STANDARD_INPUT:
            given = Given(name="standard input", content=_standard_input())
        case Kind.TEXT:
            given = Given(name="pasted text", content=argument.words.encode("utf-8", "replace"))
        case Kind.PAGE:
            from persona_check.intake.door import fetched

            given = fetched(argument.words, settings)
        case _:
            given = Given(name=Path(argument.words).name, content=_file(argument.words))
    return given.name, read(given)


def _is_file(words: str) -> bool:
    try:
        path = Path(words).expanduser()
        # a name without an ending that happens to be a file's too stays a name
        return path.is_file() and (bool(path.suffix) or path.parent != Path() or " " not in words)
    except (OSError, ValueError, RuntimeError):
        return False


def _files_beside(words: str) -> list[str]:
    try:
        return [one.name for one in Path(words).expanduser().parent.iterdir()]
    except (OSError, ValueError, RuntimeError):
        return []


def _file(words: str) -> bytes:
    from persona_check.claimfile.files import read_bounded
    from persona_check.intake.texts import MOST_BYTES

    return read_bounded(Path(words).expanduser(), words, MOST_BYTES)


def _standard_input() -> bytes:
    from persona_check.intake.texts import MOST_BYTES

    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ClaimError(
            f"is larger than {MOST_BYTES // 1_000_000} MB",
            "check that this is the right document",
            file="standard input",
        )
    return content

"""``persona-check photo``: one-off use on pictures."""

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from persona_check.cli import options
from persona_check.cli.options import setting

if TYPE_CHECKING:
    from persona_check.exhibits.photo.examination import PhotoExamination

__all__ = ["as_text", "photo"]


class PhotoFormat(enum.StrEnum):
    """The forms in which examinations can be had."""

    TERMINAL = "terminal"
    JSON = "json"


def photo(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Pictures, or @list.txt with one file name per line."),
    ],
    format: Annotated[
        PhotoFormat, setting("--format", "-f", help="terminal, or json: one object per line.")
    ] = PhotoFormat.TERMINAL,
    output: options.Output = None,
    annotate: Annotated[
        str | None,
        setting(
            "--annotate",
            metavar="FILE",
            help="Write the picture with the measurements drawn on it (PNG).",
        ),
    ] = None,
) -> None:
    """Look for signs that a portrait comes from an AI face generator.

    A hit is not proof, and a miss says nothing. Pictures by diffusion models are not assessed.
    """
    from persona_check.cli.output import emit
    from persona_check.errors import UsageError
    from persona_check.exhibits.photo.files import as_json_line, examine_file, named_files
    from persona_check.files import write_whole

    names = list(named_files(files))
    if annotate is not None and len(names) != 1:
        raise UsageError("--annotate takes one picture only", "run the command once per picture")
    lines = []
    for name in names:
        found, content = examine_file(name)
        line = as_json_line(name, found) if format is PhotoFormat.JSON else as_text(name, found)
        if output is None:
            emit(line)
        else:
            lines.append(line)
        if annotate is not None:
            write_whole(Path(annotate), _drawn(content, found))
    if output is not None:
        emit("".join(lines), Path(output))


def _drawn(content: bytes, found: "PhotoExamination") -> bytes:
    from persona_check.errors import UsageError
    from persona_check.exhibits.photo.annotate import annotate
    from persona_check.exhibits.photo.decode import UnusablePictureError

    try:
        return annotate(content, found)
    except UnusablePictureError as error:
        raise UsageError(f"cannot annotate: {error}", "use a picture that opens") from error


def as_text(name: str, found: "PhotoExamination") -> str:
    """A few lines on one picture, outside text escaped."""
    from persona_check.checks.photo import worth_in_words
    from persona_check.exhibits.photo.geometry import limits
    from persona_check.model.photo_measures import MEASURE_WORDS
    from persona_check.report.escaping import plain

    lines = [f"{plain(name)}: {found.level.value} – {plain(found.reason)}"]
    if worth := worth_in_words(found.measurements):
        lines.append(worth)
    within = {key: f" ({words})" for key, words in limits().items()}
    lines += [
        f"{words}: {value:g}{within.get(key, '')}"
        for key, value in found.measurements
        if (words := MEASURE_WORDS.get(key))
    ]
    lines += [f"in the file, {plain(kind)}: {plain(words)}" for kind, words in found.marks]
    lines += [plain(note) for note in found.notes]
    return "\n  ".join(lines) + "\n"

"""``persona-check read``: shows what is read of a document, and asks nothing."""

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from persona_check.cli import options
from persona_check.cli.context import settings_of
from persona_check.cli.options import setting

if TYPE_CHECKING:
    from persona_check.intake.reading import ReadClaim

__all__ = ["read"]


class ReadFormat(enum.StrEnum):
    """The forms in which what was read can be had."""

    TERMINAL = "terminal"
    JSON = "json"
    TOML = "toml"


def read(
    ctx: typer.Context,
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|ADDRESS|-…",
            help="Email, CV, web page, publication list, speaker list …; - reads stdin.",
        ),
    ],
    format: Annotated[
        ReadFormat,
        setting("--format", "-f", help="terminal; json: an object per line; toml: a claim file."),
    ] = ReadFormat.TERMINAL,
    output: options.Output = None,
    offline: options.Offline = False,
    request_timeout: options.RequestTimeout = 15.0,
) -> None:
    """Show what a document says about a person, and what was left aside; asks no source.

    A web address is fetched. Anything unclear is left out, not guessed. A document that cannot be
    read becomes an error line. Exit status: 0 if any could be read, otherwise 3.
    """
    from persona_check.cli.intake import read_anything
    from persona_check.cli.output import emit
    from persona_check.errors import ClaimError

    parts: list[str] = []
    failed: list[ClaimError] = []
    for one in documents:
        name = one if one == "-" else Path(one).name or one
        try:
            label, found = read_anything(one, lambda: settings_of(ctx))
        except ClaimError as error:
            if len(documents) == 1:
                raise
            failed.append(error)
            parts.append(_error(name, error, format))
        else:
            parts.append(_shown(name, label, found, format))
        if output is None:
            emit(parts.pop())
    if output is not None:
        emit("".join(parts), Path(output))
    if len(failed) == len(documents):
        raise typer.Exit(3)


def _shown(name: str, label: str, found: "ReadClaim", format: ReadFormat) -> str:
    from persona_check.report.escaping import plain

    match format:
        case ReadFormat.JSON:
            import json

            from persona_check.intake.as_json import as_object, left_aside

            document = {
                "file": name,
                "form": found.form,
                "claim": as_object(found),
                "left_aside": left_aside(found),
            }
            return json.dumps(document, ensure_ascii=False) + "\n"
        case ReadFormat.TOML:
            from persona_check.intake.as_toml import as_toml

            return as_toml(found, label)
        case ReadFormat.TERMINAL:
            from persona_check.intake.as_page import as_page

            return as_page(found, label, plain, whole=True)


def _error(name: str, error: "Exception", format: ReadFormat) -> str:
    from persona_check.report.escaping import plain

    if format is ReadFormat.JSON:
        import json

        return json.dumps({"file": name, "error": str(error)}, ensure_ascii=False) + "\n"
    mark = "# " if format is ReadFormat.TOML else ""
    return f"{mark}error: {plain(str(error))}\n"

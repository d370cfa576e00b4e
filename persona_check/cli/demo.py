"""``persona-check demo``: the main job on invented people, offline, without a checkout."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from persona_check.cli.options import setting

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from persona_check.settings import Settings

__all__ = ["demo"]

MOST_LINES = 44  # a report of thirty lines, and what was read of a mail
_SHOWN = {
    "researcher": "a hydrologist who exists: her record is confirmed",
    "ethicist": "a speaker who was made up: his works are nowhere",
    "professor": "a real record on somebody else’s mailbox",
    "pitch": "an email with a CV, as it lies in a mailbox",
    "speakers": "a list of speakers from Excel, one line each",
}
_FILES = {
    "pitch": "pitch.eml",
    "speakers": "speakers.csv",
    **{name: f"{name}.toml" for name in ("researcher", "ethicist", "professor")},
}


def demo(
    which: Annotated[
        str | None, typer.Argument(metavar="WHICH", help="; ".join(_SHOWN) + ".")
    ] = None,
    whole: Annotated[bool, setting("--whole", help="Print the whole report.")] = False,
    files: Annotated[
        str | None,
        setting("--files", metavar="DIR", help="Write the files of the demo to this folder."),
    ] = None,
) -> None:
    """Check invented people, offline: three claims, an email with a CV, a list of speakers.

    Everybody in it is made up, and so is every answer of a source.
    """
    import difflib
    from importlib.resources import as_file

    from persona_check.cli.output import emit
    from persona_check.errors import UsageError

    if files is not None:
        emit(_write(Path(files)))
        return
    if which is None:
        emit(_overview())
        return
    if which not in _SHOWN:
        near = difflib.get_close_matches(which, _SHOWN, n=1, cutoff=0.5)
        hint = f"did you mean “{near[0]}”?" if near else "choose from " + ", ".join(_SHOWN)
        raise UsageError(f"no demo is called “{which[:40]}”", hint)
    with as_file(_folder()) as folder:
        text = _run(which, folder)
    emit(text if whole else _one_screen(text, which))


def _folder() -> "Traversable":
    from importlib.resources import files

    return files("persona_check.cli").joinpath("demo_files")


def _overview() -> str:
    lines = ["Invented people, checked against invented answers:", ""]
    lines += [f"  persona-check demo {name:<11} {what}" for name, what in _SHOWN.items()]
    lines += [
        "",
        "To try your own commands on them:",
        "  persona-check demo --files demo",
        "  persona-check check demo/pitch.eml --replay demo/answers.zip",
        "  persona-check batch demo/speakers.csv --replay demo/answers.zip --format table",
    ]
    return "\n".join(lines) + "\n"


def _write(target: Path) -> str:
    from persona_check.errors import UsageError
    from persona_check.files import write_whole

    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{target}: cannot be made: {error.strerror}", "choose another folder"
        ) from error
    written = []
    for one in sorted(_folder().iterdir(), key=lambda file: file.name):
        if one.is_file():
            write_whole(target / one.name, one.read_bytes())
            written.append(one.name)
    return f"{target}: {', '.join(written)}\n"


def _run(which: str, folder: Path) -> str:
    from persona_check import session
    from persona_check.claimfile import ClaimFlags
    from persona_check.cli.document import claim_of_document
    from persona_check.cli.intake import argument_of, understood
    from persona_check.report.terminal import Terminal
    from persona_check.settings import Settings

    settings = Settings(replay=folder / "answers.zip")
    given = str(folder / _FILES[which])
    if which == "speakers":
        return _batch(Path(given), settings)
    read = ""
    if which == "pitch":
        pages: list[str] = []
        claim = understood(
            argument_of(given), ClaimFlags(), settings, fetches=False, shown=pages.append
        ).claim
        read = "\n".join(_short(page) for page in pages)
    else:
        claim, _ = claim_of_document(
            given, ClaimFlags(), settings, works=None, dry_run=True, quiet=True
        )
    report = session.check(claim, settings)
    command = f"$ persona-check check {_FILES[which]} --replay answers.zip\n\n"
    return command + read + Terminal(color=False, columns=88).render(report)


def _short(page: str) -> str:
    """The first items that were read, and how many more."""
    lines = page.splitlines()
    kept = lines[:7]
    more = len(lines) - len(kept)
    return "\n".join((*kept, f"  … and {more} more lines (persona-check read pitch.eml)")) + "\n"


def _batch(claims: Path, settings: "Settings") -> str:
    from persona_check.batch import run_batch

    lines: list[str] = []
    run_batch(claims, settings, lines.append, format_id="table", jobs=1)
    command = f"$ persona-check batch {claims.name} --replay answers.zip --format table\n\n"
    return command + "".join(lines)


def _one_screen(text: str, which: str) -> str:
    lines = text.splitlines()
    if len(lines) <= MOST_LINES:
        return text
    kept = lines[: MOST_LINES - 2]
    hint = f"… {len(lines) - len(kept)} more lines: persona-check demo {which} --whole"
    return "\n".join((*kept, "", hint)) + "\n"

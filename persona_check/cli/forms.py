"""The form in which a report is shown, by options and by the ending of the file it goes to."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from persona_check.cli.output import (
    ENDINGS,
    emit,
    format_by_ending,
    shows_unicode,
    wants_colour,
)
from persona_check.errors import UsageError

if TYPE_CHECKING:
    import typer

    from persona_check.model.report import Report

__all__ = ["Form", "draft_of", "form_of", "opened", "written"]

_PAGES = (".html", ".htm", ".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """``format_id`` is one of the registry's, or ``csv``, ``pdf`` or ``line``."""

    format_id: str
    details: bool = False
    language: str = "en"


def form_of(ctx: "typer.Context", to: Path | None) -> Form:
    """The form that the options of ``check`` ask for; wrong ones show before anything is asked.

    Raises ``UsageError`` where they do not fit each other, or the ending of the file.
    """
    from persona_check.report.registry import ALL_FORMATS

    options = ctx.params
    named = [one for one in ("json", "for_subject") if options[one]]
    if len(named) > 1:
        raise UsageError(
            "--json and --for-subject cannot be combined", "run the command once for each"
        )
    by_name = named[0].replace("_", "-") if named else None
    format_id = format_by_ending(ctx, str(options["format"]), ENDINGS, by_name=by_name)
    known = [*(one.id for one in ALL_FORMATS), "csv", "pdf"]
    if format_id not in known:
        raise UsageError(
            f"unknown format “{format_id[:40]}”", "choose from " + ", ".join(sorted(known))
        )
    if format_id == "pdf":
        from persona_check.cli.pdf import browser

        if to is None:
            raise UsageError("a PDF needs a file", "add --output report.pdf")
        browser()
    if options["open_it"] and (to is None or to.suffix.casefold() not in _PAGES):
        raise UsageError("--open needs a page to open", "add --output report.html")
    if format_id == "terminal" and options["quiet"] and to is None and not options["details"]:
        return Form(format_id="line")
    return Form(
        format_id=format_id,
        details=bool(options["details"]),
        language=str(options["language"]),
    )


def written(form: Form, report: "Report", to: Path | None) -> None:
    """Writes the report in this form to the file, or to stdout."""
    if form.format_id == "pdf" and to is not None:
        from persona_check.cli.pdf import as_pdf
        from persona_check.files import write_whole
        from persona_check.report.html import Html

        write_whole(to, as_pdf(Html().render(report)))
        return
    emit(_text(form, report, to), to)


def _text(form: Form, report: "Report", to: Path | None) -> str:
    from persona_check.report.registry import ALL_FORMATS
    from persona_check.report.terminal import Terminal, one_line

    match form.format_id:
        case "line":
            return one_line(report)
        case "csv":
            from persona_check.batch.row_formats import CsvLine

            return CsvLine.header + CsvLine().report(report.claim.id, report)
        case "terminal":
            on_screen = to is None and sys.stdout.isatty()
            return Terminal(
                color=on_screen and wants_colour(sys.stdout),
                columns=None if on_screen else 88,
                details=form.details,
                unicode=to is not None or shows_unicode(sys.stdout),
            ).render(report)
        case "for-subject":
            from persona_check.advice.drafts import known_language
            from persona_check.report.for_subject import ForSubject

            return ForSubject(known_language(form.language)).render(report)
    return next(one for one in ALL_FORMATS if one.id == form.format_id).render(report)


def draft_of(report: "Report", number: int) -> str:
    """The draft of a next step, as it can be pasted into a mail; raises ``UsageError``."""
    from persona_check.report.escaping import plain

    steps = report.next_steps
    step = steps[number - 1] if number <= len(steps) else None
    if step is None or step.message is None:
        have = [str(n) for n, one in enumerate(steps, 1) if one.message]
        raise UsageError(
            f"next step {number} has no draft",
            f"choose from {', '.join(have)}" if have else "no step of this report has one",
        )
    return "".join(f"{plain(line)}\n" for line in step.message.splitlines())


def opened(page: Path) -> None:
    """Opens a page in the reader's browser."""
    import webbrowser

    webbrowser.open(page.resolve().as_uri())

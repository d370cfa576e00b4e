"""``persona-check decide`` and ``recheck``: what becomes of a saved case."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from persona_check.cli import options
from persona_check.cli.context import settings_of
from persona_check.cli.options import claim_item, setting

if TYPE_CHECKING:
    from persona_check.casefile.bundle import Bundle
    from persona_check.casefile.changes import Change

__all__ = ["decide", "recheck"]


def decide(
    case: Annotated[str, typer.Argument(metavar="FILE", help="Bundle written by --save.")],
    by: Annotated[str, claim_item("--by", metavar="NAME", help="Who decided.")],
    decision: Annotated[str, claim_item("--decision", metavar="TEXT", help="What was decided.")],
    reason: Annotated[str, claim_item("--reason", metavar="TEXT", help="Why.")],
) -> None:
    """Write into a saved case who decided what, when and why.

    Every report made from the case shows it, and bundle verify checks it. The evidence, and a
    time-stamp on it, stay as they are. A figure alone must not decide about a person, and this is
    not made for hiring or for admission to services.
    """
    from datetime import UTC, datetime

    from persona_check.casefile.decisions import decide as write
    from persona_check.cli.output import emit
    from persona_check.model.report import Decision
    from persona_check.report.escaping import plain
    from persona_check.report.wording import decision_words

    now = datetime.now(UTC).replace(microsecond=0)
    kept = write(Path(case), Decision(by=by, decision=decision, reason=reason, decided_at=now))
    emit("".join(f"{plain(decision_words(one), 2_500)}\n" for one in kept))


def recheck(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="FILE", help="Bundle written by --save.")],
    json: Annotated[bool, setting("--json", help="Print the changes as JSON.")] = False,
    quiet: options.Quiet = False,
    replay: options.Replay = None,
    save: options.Save = None,
    timestamp_url: options.TimestampUrl = None,
    max_requests: options.MaxRequests = 60,
    corpus: options.Corpus = None,
    timeout: options.Timeout = 60.0,
    request_timeout: options.RequestTimeout = 15.0,
    contact_email: options.ContactEmail = None,
    as_of: options.AsOf = None,
) -> None:
    """Ask anew about a saved case, and show what has changed since.

    Retractions, pages that are gone, new papers, a record that was corrected. A source that gives
    no answer now is no change. With --save, the new evidence is kept in another bundle.
    """
    from dataclasses import replace
    from json import dumps

    from persona_check import session
    from persona_check.casefile.bundle import read_bundle
    from persona_check.casefile.changes import changes
    from persona_check.casefile.claim import claim_in
    from persona_check.cli.output import emit
    from persona_check.cli.progress import TerminalProgress
    from persona_check.errors import UsageError
    from persona_check.report.json_v1 import as_document

    bundle = read_bundle(Path(case))
    claim = claim_in(bundle.files)
    if claim is None:
        raise UsageError(f"{case} holds no claim", "use a bundle written by --save")
    before = _report_in(case, bundle)
    settings = settings_of(ctx)
    if bundle.circumstances is not None and settings.prior is None:
        settings = replace(settings, prior=bundle.circumstances.prior)
    # asked anew: answers that were kept would only say again what they said
    settings = replace(settings, cache_dir=None)
    with TerminalProgress(quiet=quiet) as progress:
        after = as_document(session.check(claim, settings, progress=progress))
    try:
        found = changes(before, after)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UsageError(f"the report in {case} cannot be read", "save the case again") from error
    if json:
        document = {
            "case": before["id"],
            "before": before["generated_at"],
            "after": after["generated_at"],
            "changes": [{"kind": one.kind, "words": one.words} for one in found],
        }
        emit(dumps(document, indent=2) + "\n")
        return
    emit(_lines(before, after, found))


def _report_in(case: str, bundle: "Bundle") -> dict[str, Any]:
    from json import loads

    from persona_check.casefile import layout
    from persona_check.errors import UsageError

    try:
        document = loads(bundle.files[layout.REPORT])
    except (KeyError, ValueError, RecursionError) as error:
        raise UsageError(f"{case} holds no report", "use a bundle written by --save") from error
    if not isinstance(document, dict) or document.get("schema") != 1:
        raise UsageError(f"the report in {case} is not of schema 1", "save the case again")
    return document


def _lines(before: dict[str, Any], after: dict[str, Any], found: "tuple[Change, ...]") -> str:
    from persona_check.report.escaping import plain

    since = f"{before['generated_at'][:10]}, asked again {after['generated_at'][:10]}"
    lines = [f"{plain(str(after['claim']['name']))}: saved {since}"]
    if not found:
        lines.append("  nothing has changed")
    lines += [f"  {plain(one.words, 600)}" for one in found]
    return "\n".join(lines) + "\n"

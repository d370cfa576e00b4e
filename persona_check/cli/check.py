"""``persona-check check``: one claim, one report."""

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from persona_check.cli import options
from persona_check.cli.context import settings_of
from persona_check.cli.options import claim_item, setting

if TYPE_CHECKING:
    from persona_check.model.claim import Claim
    from persona_check.report.base import Format

__all__ = ["check"]


def check(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="The claimed name.")] = None,
    claim: Annotated[
        str | None, claim_item("--claim", "-c", help="Claim file: TOML, JSON, one-row CSV.")
    ] = None,
    also_known_as: Annotated[
        list[str] | None, claim_item("--also-known-as", "--aka", help="Another name, as claimed.")
    ] = None,
    affiliation: Annotated[
        list[str] | None, claim_item("--affiliation", help='"University of X (2015-2019)".')
    ] = None,
    role: Annotated[str | None, claim_item("--role", help="Post or title.")] = None,
    field: Annotated[list[str] | None, claim_item("--field", help="Field of expertise.")] = None,
    degree: Annotated[
        list[str] | None, claim_item("--degree", help='"PhD in Physics, University of X (2014)".')
    ] = None,
    orcid: Annotated[str | None, claim_item("--orcid", help="ORCID iD.")] = None,
    scholar: Annotated[str | None, claim_item("--scholar", help="Google Scholar id.")] = None,
    github: Annotated[str | None, claim_item("--github", help="GitHub login.")] = None,
    doi: Annotated[list[str] | None, claim_item("--doi", help="DOI of a claimed work.")] = None,
    work: Annotated[
        list[str] | None, claim_item("--work", help='"Title (2014)" or "Title (venue, 2014)".')
    ] = None,
    coauthor: Annotated[
        list[str] | None, claim_item("--coauthor", help="Name of a claimed coauthor.")
    ] = None,
    photo: Annotated[str | None, claim_item("--photo", help="Portrait that came along.")] = None,
    photo_reference: Annotated[
        list[str] | None, claim_item("--photo-reference", help="Known portrait to compare with.")
    ] = None,
    bio: Annotated[str | None, claim_item("--bio", help="Text file with the bio.")] = None,
    email: Annotated[str | None, claim_item("--email", help="Mail address or domain.")] = None,
    homepage: Annotated[str | None, claim_item("--homepage", help="Their page.")] = None,
    staff_page: Annotated[
        str | None, claim_item("--staff-page", help="Page at their institution.")
    ] = None,
    link: Annotated[list[str] | None, claim_item("--link", help="Another profile.")] = None,
    eml: Annotated[
        str | None, claim_item("--eml", help="Mail message from them, with all headers.")
    ] = None,
    format: Annotated[
        str,
        setting(
            "--format",
            "-f",
            help="Form: terminal, json, html, markdown, for-subject.",
        ),
    ] = "terminal",
    json: Annotated[bool, setting("--json", help="Short for --format json.")] = False,
    for_subject: Annotated[
        bool, setting("--for-subject", help="Short for --format for-subject: a right of reply.")
    ] = False,
    output: options.Output = None,
    override: Annotated[
        list[str] | None,
        claim_item(
            "--override",
            metavar="FINDING=reason",
            help="Set a finding aside (repeatable); it is shown with your reason.",
        ),
    ] = None,
    quiet: options.Quiet = False,
    dry_run: Annotated[
        bool, setting("--dry-run", help="Print what would be asked first, ask nothing.")
    ] = False,
    fail_under: Annotated[
        float | None,
        setting("--fail-under", min=0, max=1, help="Exit 10 where confidence is below."),
    ] = None,
    offline: options.Offline = False,
    replay: options.Replay = None,
    save: options.Save = None,
    timestamp_url: options.TimestampUrl = None,
    source: options.Source = None,
    no_source: options.NoSource = None,
    max_requests: options.MaxRequests = 60,
    corpus: options.Corpus = None,
    prior: options.Prior = None,
    timeout: options.Timeout = 60.0,
    request_timeout: options.RequestTimeout = 15.0,
    cache_dir: options.CacheDir = None,
    cache_days: options.CacheDays = 7.0,
    no_cache: options.NoCache = False,
    contact_email: options.ContactEmail = None,
    as_of: options.AsOf = None,
    faces_pack: options.FacesPack = None,
    dns_replay: options.DnsReplay = None,
) -> None:
    """Check one claimed expert and print the evidence report.

    Exit status: 0 assessed (whatever the report says), 2 usage, 3 unusable claim, 4 not assessed
    because too few sources answered, 10 below --fail-under, 1 a bug.
    """
    from persona_check import session
    from persona_check.casefile import overrides
    from persona_check.checks.registry import all_levels
    from persona_check.cli.dry_run import preview
    from persona_check.cli.output import emit
    from persona_check.cli.progress import TerminalProgress
    from persona_check.errors import UsageError
    from persona_check.sources.registry import build

    to = Path(output) if output else None
    settings, subject = settings_of(ctx), _claim(ctx)
    if dry_run:
        emit(preview(subject, build(settings), settings), to)
        return
    if json and for_subject:
        raise UsageError("--json and --for-subject do not fit together", "run it twice")
    form = _renderer("json" if json else "for-subject" if for_subject else format, to)
    aside = overrides.read(override or (), all_levels())
    with TerminalProgress(quiet=quiet) as progress:
        report = session.check(subject, settings, progress=progress, set_aside=aside)
    emit(form.render(report), to)
    if fail_under is not None and report.assessment.confidence < fail_under:
        raise typer.Exit(10)


def _renderer(format_id: str, to: Path | None) -> "Format":
    import sys

    from persona_check.cli.output import wants_colour
    from persona_check.errors import UsageError
    from persona_check.report.registry import ALL_FORMATS
    from persona_check.report.terminal import Terminal

    if format_id == "terminal":
        on_screen = to is None and sys.stdout.isatty()
        return Terminal(
            color=on_screen and wants_colour(sys.stdout), columns=None if on_screen else 88
        )
    for one in ALL_FORMATS:
        if one.id == format_id:
            return one
    raise UsageError(
        f"no format is called “{format_id[:40]}”",
        "one of " + ", ".join(one.id for one in ALL_FORMATS),
    )


def _claim(ctx: typer.Context) -> "Claim":
    from persona_check.claimfile import ClaimFlags, claim_from_flags

    given: dict[str, Any] = {
        flag.name: tuple(value) if isinstance(value, list | tuple) else value
        for flag in fields(ClaimFlags)
        if (value := ctx.params.get(flag.name)) is not None
    }
    claim_file = ctx.params.get("claim")
    bundle = ctx.params.get("replay")
    if bundle and not claim_file and not any(given.values()):
        from persona_check.casefile.bundle import read_bundle
        from persona_check.casefile.claim import claim_in

        if (kept := claim_in(read_bundle(Path(bundle)).files)) is not None:
            return kept
    return claim_from_flags(
        ClaimFlags(**given),
        claim_file=Path(claim_file) if claim_file else None,
    )

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
    from persona_check.settings import Settings

__all__ = ["check"]


def check(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME|FILE|ADDRESS|-",
            help="Claimed name; or an email, CV, web page, ORCID iD …; - reads stdin.",
        ),
    ] = None,
    claim: Annotated[
        str | None,
        claim_item("--claim", "-c", metavar="FILE", help="Claim file: TOML, JSON or one-row CSV."),
    ] = None,
    named: Annotated[
        str | None,
        claim_item("--name", metavar="NAME", help="Claimed name, with a document."),
    ] = None,
    works: Annotated[
        str | None,
        claim_item("--works", metavar="FILE", help="Publication list: BibTeX, RIS, CSL-JSON, …"),
    ] = None,
    also_known_as: Annotated[
        list[str] | None,
        claim_item("--also-known-as", "--aka", metavar="NAME", help="Another name (repeatable)."),
    ] = None,
    affiliation: Annotated[
        list[str] | None,
        claim_item(
            "--affiliation",
            metavar="TEXT",
            help='For example "University of X (2015-2019)" (repeatable).',
        ),
    ] = None,
    role: Annotated[
        str | None, claim_item("--role", metavar="TEXT", help="Position or title.")
    ] = None,
    field: Annotated[
        list[str] | None,
        claim_item("--field", metavar="TEXT", help="Field of expertise (repeatable)."),
    ] = None,
    degree: Annotated[
        list[str] | None,
        claim_item(
            "--degree",
            metavar="TEXT",
            help='For example "PhD in Physics, University of X (2014)" (repeatable).',
        ),
    ] = None,
    orcid: Annotated[str | None, claim_item("--orcid", metavar="ID", help="ORCID iD.")] = None,
    scholar: Annotated[
        str | None, claim_item("--scholar", metavar="ID", help="Google Scholar profile id.")
    ] = None,
    github: Annotated[
        str | None, claim_item("--github", metavar="USER", help="GitHub username.")
    ] = None,
    doi: Annotated[
        list[str] | None,
        claim_item("--doi", metavar="DOI", help="DOI of a claimed work (repeatable)."),
    ] = None,
    work: Annotated[
        list[str] | None,
        claim_item(
            "--work",
            metavar="TEXT",
            help='Claimed work, "Title (2014)" or "Title (venue, 2014)" (repeatable).',
        ),
    ] = None,
    coauthor: Annotated[
        list[str] | None,
        claim_item("--coauthor", metavar="NAME", help="Claimed coauthor (repeatable)."),
    ] = None,
    photo: Annotated[
        str | None, claim_item("--photo", metavar="FILE", help="Portrait sent with the claim.")
    ] = None,
    photo_reference: Annotated[
        list[str] | None,
        claim_item(
            "--photo-reference",
            metavar="FILE",
            help="Known portrait to compare it with (repeatable).",
        ),
    ] = None,
    bio: Annotated[
        str | None, claim_item("--bio", metavar="FILE", help="Text file containing the bio.")
    ] = None,
    email: Annotated[
        str | None, claim_item("--email", metavar="ADDRESS", help="Email address or domain.")
    ] = None,
    homepage: Annotated[
        str | None, claim_item("--homepage", metavar="URL", help="Personal homepage.")
    ] = None,
    staff_page: Annotated[
        str | None, claim_item("--staff-page", metavar="URL", help="Staff page at the institution.")
    ] = None,
    link: Annotated[
        list[str] | None,
        claim_item("--link", metavar="URL", help="Another profile page (repeatable)."),
    ] = None,
    eml: Annotated[
        str | None,
        claim_item(
            "--eml", metavar="FILE", help="Email from this person (.eml, with all headers)."
        ),
    ] = None,
    format: Annotated[
        str,
        setting(
            "--format",
            "-f",
            metavar="FORMAT",
            help="Output format: terminal, json, html, markdown, csv, pdf, for-subject; if not "
            "given, by the ending of --output.",
        ),
    ] = "terminal",
    details: Annotated[
        bool, setting("--details", help="Print everything: all evidence, weights and sources.")
    ] = False,
    draft: Annotated[
        int | None,
        setting("--draft", min=1, metavar="N", help="Print only the draft of next step N."),
    ] = None,
    language: options.Language = "en",
    json: Annotated[bool, setting("--json", help="Same as --format json.")] = False,
    for_subject: Annotated[
        bool, setting("--for-subject", help="Same as --format for-subject: a letter to the person.")
    ] = False,
    output: options.Output = None,
    open_it: Annotated[
        bool, setting("--open", help="Open the page that --output wrote in the browser.")
    ] = False,
    override: Annotated[
        list[str] | None,
        claim_item(
            "--override",
            metavar="FINDING=REASON",
            help="Set a finding aside, and say why (repeatable).",
        ),
    ] = None,
    quiet: Annotated[
        bool,
        setting("--quiet", "-q", help="Hide progress and notes; print the answer in one line."),
    ] = False,
    verbose: options.Verbose = False,
    dry_run: Annotated[
        bool,
        setting("--dry-run", help="Show what was read and what would be asked, without asking."),
    ] = False,
    claim_out: Annotated[
        str | None,
        claim_item("--claim-out", metavar="FILE", help="Save what was read as a claim file."),
    ] = None,
    fail_under: Annotated[
        float | None,
        setting(
            "--fail-under",
            min=0,
            max=1,
            metavar="NUMBER",
            help="Exit with status 10 if confidence is below this.",
        ),
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
    """Check one claimed expert and print a report with the evidence.

    What is given may be a name, a file (email, CV as PDF or Word, saved web page, publication
    list), an address, an iD, or - for standard input; see persona-check help intake. What was read
    is shown before anything is asked; options win over it.

    Exit status: 0 assessed, whatever the result; 1 internal error; 2 usage error; 3 invalid claim;
    4 too few sources answered; 10 confidence below --fail-under.
    """
    from persona_check.cli.output import emit

    to = Path(output) if output else None
    settings = settings_of(ctx)
    subject, as_file = _claim(ctx, settings)
    if claim_out:
        emit(as_file or _unread(claim_out), Path(claim_out))
    if dry_run:
        from persona_check.cli.dry_run import preview
        from persona_check.sources.registry import build

        told = preview(subject, build(settings), settings)
        if as_file is not None:
            told = as_file + "\n" + "".join(f"# {line}\n" for line in told.splitlines())
        emit(told, to)
        return

    from persona_check import session
    from persona_check.casefile import overrides
    from persona_check.checks.registry import all_levels
    from persona_check.cli.first_run import lost_without_keys
    from persona_check.cli.forms import draft_of, form_of, opened, written
    from persona_check.cli.progress import TerminalProgress
    from persona_check.sources.registry import TRAITS

    form = form_of(ctx, to)
    aside = overrides.read(override or (), all_levels())
    if not quiet and form.format_id != "json" and (lost := lost_without_keys(settings)):
        typer.echo(lost, err=True)
    names = {source: own.name for source, own in TRAITS.items()}
    with TerminalProgress(quiet=quiet, names=names) as progress:
        report = session.check(subject, settings, progress=progress, set_aside=aside)
    if draft is not None:
        emit(draft_of(report, draft), to)
    else:
        written(form, report, to)
        if open_it and to is not None:
            opened(to)
    if fail_under is not None and report.assessment.confidence < fail_under:
        raise typer.Exit(10)


def _claim(ctx: typer.Context, settings: "Settings") -> "tuple[Claim, str | None]":
    """The claim, and as a claim file where it was read of a document."""
    from persona_check.claimfile import ClaimFlags, claim_from_flags
    from persona_check.cli.document import claim_of_document
    from persona_check.cli.intake import CLAIM_FILES

    given: dict[str, Any] = {
        flag.name: tuple(value) if isinstance(value, list | tuple) else value
        for flag in fields(ClaimFlags)
        if (value := ctx.params.get(flag.name)) is not None
    }
    document, named = given.pop("name", None), ctx.params.get("named")
    if named is not None:
        given["name"] = named
    claim_file, works = ctx.params.get("claim"), ctx.params.get("works")
    bundle = ctx.params.get("replay")
    if bundle and not (claim_file or document or works) and not any(given.values()):
        from persona_check.casefile.bundle import read_bundle
        from persona_check.casefile.claim import claim_in

        if (kept := claim_in(read_bundle(Path(bundle)).files)) is not None:
            return kept, None
    if document and claim_file:
        # a name beside a claim file, as ever
        given["name"] = given.get("name") or document
        document = None
    flags = ClaimFlags(**given)
    if document or works or (claim_file and Path(claim_file).suffix.casefold() not in CLAIM_FILES):
        return claim_of_document(
            document or claim_file or None,
            flags,
            settings,
            works=works,
            dry_run=bool(ctx.params.get("dry_run")),
            quiet=bool(ctx.params.get("quiet")),
        )
    return claim_from_flags(flags, claim_file=Path(claim_file) if claim_file else None), None


def _unread(file: str) -> str:
    from persona_check.errors import UsageError

    raise UsageError(
        f"--claim-out {file}: nothing was read of a document", "give an email, a CV or an address"
    )

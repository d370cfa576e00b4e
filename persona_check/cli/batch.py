"""``persona-check batch``: many claims, one line each."""

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from persona_check.cli import options
from persona_check.cli.context import settings_of
from persona_check.cli.options import setting

if TYPE_CHECKING:
    from persona_check.batch import Tally

__all__ = ["batch", "summary"]

_ENDINGS = {".csv": "csv", ".txt": "table", ".json": "json", ".jsonl": "json"}


class BatchFormat(enum.StrEnum):
    """The forms in which the outcomes of a batch can be had."""

    JSON = "json"
    CSV = "csv"
    TABLE = "table"


def batch(
    ctx: typer.Context,
    claims: Annotated[
        str, typer.Argument(metavar="FILE", help="Claims: JSON Lines, CSV or a JSON list.")
    ],
    format: Annotated[
        BatchFormat,
        setting(
            "--format",
            "-f",
            help="json: a report per line; csv, table: a summary per line; if "
            "not given, by the ending of --output.",
        ),
    ] = BatchFormat.JSON,
    output: options.Output = None,
    resume: Annotated[
        bool, setting("--resume", help="Continue a stopped run that wrote to this --output.")
    ] = False,
    jobs: Annotated[
        int | None,
        setting(
            "--jobs", "-j", min=1, metavar="N", help="Worker processes; all cores when offline."
        ),
    ] = None,
    links: Annotated[
        str | None,
        setting(
            "--links",
            metavar="FILE",
            help="Write what claims have in common (photo, ORCID iD, …) as JSON.",
        ),
    ] = None,
    html: Annotated[
        str | None,
        setting(
            "--html",
            metavar="DIR",
            help="Write an HTML report per claim, and an index, to this folder.",
        ),
    ] = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    offline: options.Offline = False,
    replay: options.Replay = None,
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
    language: options.Language = "en",
) -> None:
    """Check every claim in a file, and print one line per claim.

    Lines come in input order. A row that cannot be read becomes an error line, and the batch goes
    on. Exit status: 0 if any claim was assessed, otherwise 3 or 4 as for check.
    """
    from datetime import UTC, datetime

    from persona_check.batch import links_as_json, links_in, run_batch, write_index
    from persona_check.cli.batch_progress import TerminalBar
    from persona_check.cli.output import emit, format_by_ending
    from persona_check.files import write_whole

    settings = settings_of(ctx)
    with TerminalBar(quiet=quiet) as progress:
        tally = run_batch(
            Path(claims),
            settings,
            Path(output) if output else emit,
            format_id=format_by_ending(ctx, format.value, _ENDINGS),
            jobs=jobs,
            resume=resume,
            pages=Path(html) if html else None,
            progress=progress,
        )
        progress.note(summary(tally))
        if links:
            shared = links_in(Path(claims))
            write_whole(Path(links), links_as_json(shared))
            if html:
                at = settings.as_of or datetime.now(UTC)
                write_index(Path(html), title=Path(claims).name, made_at=at, shared=shared)
    raise typer.Exit(tally.exit_code)


def summary(tally: "Tally") -> str:
    """How the rows ended, in words."""

    def counted(number: int, noun: str) -> str:
        return f"{number} {noun}{'' if number == 1 else 's'}"

    parts = [f"{counted(tally.assessed, 'claim')} assessed"]
    if tally.earlier:
        parts.append(f"{counted(tally.earlier, 'row')} done earlier")
    if tally.unreadable:
        parts.append(f"{counted(tally.unreadable, 'row')} could not be read")
    if tally.not_assessed:
        parts.append(f"{tally.not_assessed} could not be assessed")
    why = " (why: see “error” in the output)" if tally.not_assessed else ""
    return ", ".join(parts) + why

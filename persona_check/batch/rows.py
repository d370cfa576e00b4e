"""One row of a batch, from text to its line; whatever goes wrong becomes the line's error."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from persona_check.batch.pages import page_name
from persona_check.batch.row_formats import line_format
from persona_check.claimfile import Row, row_to_claim
from persona_check.errors import ClaimError, PersonaCheckError
from persona_check.files import write_whole
from persona_check.model.claim import Claim
from persona_check.model.report import Report
from persona_check.report.html import Html, index
from persona_check.report.html.index import IndexRow, index_row
from persona_check.settings import Settings

__all__ = ["Job", "Kind", "Outcome", "assess_row", "failed_row", "opened"]

log = logging.getLogger(__name__)


class Kind(StrEnum):
    """How a row ended."""

    ASSESSED = "assessed"
    UNREADABLE = "unreadable"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What holds for all rows of one batch; ``pages`` is the folder of HTML reports, if any.

    ``shared`` is the folder by which its processes share rates and spending (None: the cache's).
    ``verbose`` has each of them tell on stderr what went wrong within.
    """

    claims: Path
    settings: Settings
    format_id: str
    pages: Path | None = None
    shared: Path | None = None
    verbose: bool = False

    @property
    def made_at(self) -> datetime:
        """When the batch was begun, or as of when it judges."""
        return self.settings.as_of or datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One row's line, its line in the index of pages, and what of the row was ignored."""

    line: str
    kind: Kind
    index: IndexRow | None = None
    ignored: tuple[str, ...] = ()


@contextmanager
def opened(job: Job) -> Iterator[Callable[[Row], Outcome]]:
    """What assesses the rows of one process, with one session for all of them.

    Raises ``UsageError`` where the session cannot be opened.
    """
    import asyncio

    from persona_check.session import Session

    with asyncio.Runner() as runner:
        session = runner.run(Session(job.settings, shared=job.shared).__aenter__())
        try:
            yield lambda row: assess_row(row, job, lambda claim: runner.run(session.check(claim)))
        finally:
            runner.run(session.__aexit__(None, None, None))


def assess_row(row: Row, job: Job, check: Callable[[Claim], Report]) -> Outcome:
    """The row's report as one line, or its error; raises nothing but what ends the process."""
    ignored: list[str] = []
    try:
        claim = row_to_claim(row, job.claims, ignored=ignored.append)
        report = check(claim)
        line = line_format(job.format_id).report(claim.id, report)
        listed = None
        if job.pages is not None:
            page = page_name(row)
            write_whole(job.pages / page, Html().render(report))
            listed = index_row(claim.id, page, report)
    except ClaimError as error:
        return failed_row(row, job, _words(error), Kind.UNREADABLE)
    except PersonaCheckError as error:
        return failed_row(row, job, _words(error), Kind.NOT_ASSESSED)
    except Exception as error:
        log.warning("row %s failed", row.id, exc_info=error)
        # one row's bug must not cost the others their answer
        return failed_row(row, job, f"internal error: {type(error).__name__}", Kind.NOT_ASSESSED)
    return Outcome(
        line=line,
        kind=Kind.ASSESSED,
        index=listed,
        ignored=tuple(ignored),
    )


def failed_row(row: Row, job: Job, message: str, kind: Kind) -> Outcome:
    """The error line of a row."""
    return Outcome(
        line=line_format(job.format_id).failure(row.id, message),
        kind=kind,
        index=None if job.pages is None else index.failed_row(row.id, message),
    )


def _words(error: PersonaCheckError) -> str:
    return f"{error} ({error.hint})" if error.hint else str(error)

"""One row of a batch, from text to its line; whatever goes wrong becomes the line's error."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from persona_check.batch.lines import line_format
from persona_check.claimfile import Row, row_to_claim
from persona_check.errors import ClaimError, PersonaCheckError
from persona_check.settings import Settings

__all__ = ["Job", "Kind", "Outcome", "assess_row", "failed_row"]


class Kind(StrEnum):
    """How a row ended."""

    ASSESSED = "assessed"
    UNREADABLE = "unreadable"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What holds for all rows of one batch."""

    claims: Path
    settings: Settings
    format_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One row's line, and the keys of the row that were ignored."""

    line: str
    kind: Kind
    ignored: tuple[str, ...] = ()


def assess_row(row: Row, job: Job) -> Outcome:
    """The row's report as one line, or its error; raises nothing but what ends the process."""
    from persona_check import run

    ignored: list[str] = []
    try:
        claim = row_to_claim(row, job.claims, ignored=ignored.append)
        report = run.check(claim, job.settings)
        line = line_format(job.format_id).report(claim.id, report)
    except ClaimError as error:
        return failed_row(row, job, _words(error), Kind.UNREADABLE)
    except PersonaCheckError as error:
        return failed_row(row, job, _words(error), Kind.NOT_ASSESSED)
    except Exception as error:
        # one row's bug must not cost the others their answer
        return failed_row(row, job, f"a bug: {type(error).__name__}", Kind.NOT_ASSESSED)
    return Outcome(line=line, kind=Kind.ASSESSED, ignored=tuple(ignored))


def failed_row(row: Row, job: Job, message: str, kind: Kind) -> Outcome:
    """The error line of a row."""
    return Outcome(line=line_format(job.format_id).failure(row.id, message), kind=kind)


def _words(error: PersonaCheckError) -> str:
    return f"{error} ({error.hint})" if error.hint else str(error)

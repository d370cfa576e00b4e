"""The way of a batch: rows read one by one, assessed by workers, written in order."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from persona_check.batch.journal import Journal, fingerprint
from persona_check.batch.pages import IndexLines, write_index
from persona_check.batch.row_formats import line_format
from persona_check.batch.rows import Job, Kind, Outcome
from persona_check.batch.workers import default_jobs, outcomes
from persona_check.errors import ClaimError, UsageError
from persona_check.intake.rows import read_rows
from persona_check.progress import tracebacks_shown
from persona_check.settings import Settings

__all__ = ["BatchProgress", "SilentBatchProgress", "Tally", "run_batch"]


class BatchProgress(Protocol):
    """Receives how far the batch is."""

    def advanced(self, done: int, total: int, *, earlier: int = 0, lost: int = 0) -> None:
        """``done`` of ``total`` rows are written, some ``earlier``, ``lost`` without a report."""
        ...

    def note(self, text: str) -> None:
        """Something worth a line."""
        ...


class SilentBatchProgress:
    """Says nothing."""

    def advanced(self, done: int, total: int, *, earlier: int = 0, lost: int = 0) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How the rows ended; ``earlier`` were written before a resumed run."""

    assessed: int = 0
    unreadable: int = 0
    not_assessed: int = 0
    earlier: int = 0

    def plus(self, kind: Kind) -> "Tally":
        """One more of a kind."""
        match kind:
            case Kind.ASSESSED:
                return replace(self, assessed=self.assessed + 1)
            case Kind.UNREADABLE:
                return replace(self, unreadable=self.unreadable + 1)
            case Kind.NOT_ASSESSED:
                return replace(self, not_assessed=self.not_assessed + 1)

    @property
    def exit_code(self) -> int:
        """0 where any row was assessed; else 4 where any could be read, else 3."""
        if self.assessed or self.earlier:
            return 0
        return 4 if self.not_assessed else 3


def run_batch(
    claims: Path,
    settings: Settings,
    write: Callable[[str], object] | Path,
    *,
    format_id: str = "json",
    jobs: int | None = None,
    resume: bool = False,
    pages: Path | None = None,
    progress: BatchProgress | None = None,
) -> Tally:
    """Assesses every row and writes its line, in order; a bad row is one error line.

    ``write`` takes the lines, or is the file to write: that appears when all is done, and until
    then a journal beside it lets ``resume`` go on where a killed run stopped. All rows are judged
    as of the run's start, unless ``settings.as_of`` or a replayed bundle set the clock. ``pages``
    is a folder for an HTML report of each row and an index of them. Raises
    ``ClaimError`` where the file of claims as a whole cannot be read, ``CorpusError`` where the
    corpus cannot, ``UsageError`` where there is nothing to resume.
    """
    progress = progress or SilentBatchProgress()
    total = sum(1 for _ in read_rows(claims))
    if total == 0:
        raise ClaimError("contains no claim", "add one claim per row", file=str(claims))
    _try_corpus(settings)
    with TemporaryDirectory(prefix="persona-check-") as folder:
        # without a cache the processes have no folder in common, and a rate is one all the same
        shared = settings.cache_dir or Path(folder)
        job = Job(
            claims=claims,
            settings=settings,
            format_id=format_id,
            pages=pages,
            shared=shared,
            verbose=tracebacks_shown(),
        )
        return _run(job, total, write, jobs, resume, progress)


def _run(
    job: Job,
    total: int,
    write: Callable[[str], object] | Path,
    jobs: int | None,
    resume: bool,
    progress: BatchProgress,
) -> Tally:
    if isinstance(write, Path):
        mark = fingerprint(job.claims, job.settings, job.format_id)
        with Journal.open(write, mark, started_at=datetime.now(UTC), resume=resume) as journal:
            begun = _begun(job, journal.started_at)
            tally = _written(begun, total, journal.append, journal.lines_kept, jobs, progress)
            journal.finish()
            return tally
    if resume:
        raise UsageError("--resume needs --output", "add the --output of the stopped run")
    return _written(_begun(job, datetime.now(UTC)), total, write, 0, jobs, progress)


def _try_corpus(settings: Settings) -> None:
    """Once for all rows, so that a corpus that cannot be read is one error and not one a row."""
    if settings.corpus is None or not settings.wants("corpus"):
        return
    from persona_check.corpus.lookup import Corpus

    Corpus(settings.corpus).close()


def _begun(job: Job, at: datetime) -> Job:
    """The job as begun at this instant, which its rows are judged as of."""
    if job.settings.as_of is not None or job.settings.replay is not None:
        return job  # a bundle has a clock of its own
    return replace(job, settings=replace(job.settings, as_of=at))


def _written(
    job: Job,
    total: int,
    append: Callable[[str], object],
    lines_kept: int,
    jobs: int | None,
    progress: BatchProgress,
) -> Tally:
    header = line_format(job.format_id).header
    if header and not lines_kept:
        append(header)
    done = max(0, lines_kept - bool(header))
    if done:
        progress.note(f"continuing after {done} of {total} rows")
    tally, told = Tally(earlier=done), set[str]()
    progress.advanced(done, total, earlier=done)
    rows = islice(read_rows(job.claims, told=progress.note), done, None)
    with ExitStack() as stack:
        # a row that is in the output is in the index: this is written first
        lines = stack.enter_context(IndexLines(job.pages, keep=done)) if job.pages else None
        for outcome in outcomes(rows, job, jobs or default_jobs(job.settings), stack):
            if lines is not None and outcome.index is not None:
                lines.append(outcome.index)
            append(outcome.line)
            tally = tally.plus(outcome.kind)
            _tell_ignored(outcome, told, progress)
            done += 1
            lost = tally.unreadable + tally.not_assessed
            progress.advanced(done, total, earlier=tally.earlier, lost=lost)
    if job.pages is not None:
        write_index(job.pages, title=job.claims.name, made_at=job.made_at)
    return tally


def _tell_ignored(outcome: Outcome, told: set[str], progress: BatchProgress) -> None:
    for what in outcome.ignored:
        if what not in told:
            told.add(what)
            progress.note(f"ignoring {what}")

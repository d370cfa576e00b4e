"""Worker processes that assess rows, each over a pipe of its own, so that a death costs one row."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeAlias

from persona_check.batch.rows import Job, Kind, Outcome, failed_row, opened
from persona_check.claimfile import Row
from persona_check.settings import Settings

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

__all__ = ["default_jobs", "outcomes"]

_AHEAD = 4  # rows begun a worker before the first of them is written, so that memory stays bounded
_STOP_S = 5.0  # for a worker without a row, which has nothing to do but end

Assess: TypeAlias = Callable[[Row], Outcome]
Open: TypeAlias = Callable[[Job], AbstractContextManager[Assess]]


def default_jobs(settings: Settings) -> int:
    """All cores where nothing leaves the machine; one worker otherwise, for the sources' sake."""
    if not (settings.offline or settings.replay):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcomes(
    rows: Iterable[Row], job: Job, jobs: int, stack: ExitStack, *, open_: Open = opened
) -> Iterator[Outcome]:
    """The outcomes of the rows, in order; ``stack`` ends the processes that were needed.

    ``open_`` gives each process what assesses its rows. A worker that dies gives its row back,
    which another one assesses; a row whose worker dies twice is an error line.
    """
    if jobs <= 1:
        assess = stack.enter_context(open_(job))
        for row in rows:
            yield assess(row)
        return
    workers = [_Worker(job, open_) for _ in range(jobs)]
    for worker in workers:
        stack.callback(worker.stop)
    numbered = enumerate(rows)
    settled: dict[int, Outcome] = {}
    begun = written = 0
    while True:
        for worker in workers:
            if worker.row is None and begun - written < jobs * _AHEAD:
                task = next(numbered, None)
                if task is None:
                    break
                worker.begin(*task)
                begun += 1
        if written == begun:
            return
        if written not in settled:
            settled |= _next_settled(workers)
        while written in settled:
            yield settled.pop(written)
            written += 1


def _next_settled(workers: "list[_Worker]") -> dict[int, Outcome]:
    from multiprocessing.connection import wait

    busy = {worker.link: worker for worker in workers if worker.row is not None}
    ended = (busy[link].finish() for link in wait(list(busy)) if isinstance(link, Connection))
    return dict(pair for pair in ended if pair is not None)


class _Worker:
    """One process and the row it has in hand.

    The standard pools share one queue of results among their workers: one that is killed while it
    writes there leaves the lock held, and all wait for ever (cpython issue 94777). A pipe each
    ends with its process, and names the row that was lost.
    """

    def __init__(self, job: Job, open_: Open) -> None:
        self._job, self._open = job, open_
        self.row: Row | None = None
        self._number = self._deaths = 0
        self._start()

    def begin(self, number: int, row: Row) -> None:
        self.row, self._number, self._deaths = row, number, 0
        self._send()

    def finish(self) -> tuple[int, Outcome] | None:
        """The row's number and outcome; None where the process died and another one took over."""
        if self.row is None:
            return None
        try:
            outcome: Outcome = self.link.recv()
        except (EOFError, OSError):
            self._deaths += 1
            self._kill()
            self._start()
            if self._deaths == 1:
                self._send()
                return None
            outcome = failed_row(
                self.row,
                self._job,
                "internal error: the worker process died twice",
                Kind.NOT_ASSESSED,
            )
        self.row = None
        return self._number, outcome

    def stop(self) -> None:
        """Ends the process: at once where it has a row in hand that nobody waits for any more."""
        if self.row is None:
            self.link.close()
            self._process.join(_STOP_S)
        self._kill()

    def _start(self) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")  # no copied threads or connections
        self.link, far_end = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_work, args=(far_end, self._job, self._open), daemon=True
        )
        self._process.start()
        far_end.close()  # else a dead worker's pipe would never end

    def _send(self) -> None:
        try:
            self.link.send(self.row)
        except OSError:
            return  # it died before it had the row: its end of the pipe tells

    def _kill(self) -> None:
        self._process.kill()
        self._process.join()
        self.link.close()


def _work(link: Connection, job: Job, open_: Open) -> None:
    import signal

    from persona_check.progress import show_tracebacks

    if job.verbose:
        show_tracebacks()

    # Ctrl-C is for the parent, which decides what becomes of the rows in hand
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with open_(job) as assess:
            while True:
                link.send(assess(link.recv()))
    except (EOFError, OSError):
        return  # the parent has ended

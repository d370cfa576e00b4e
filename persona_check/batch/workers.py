"""Worker processes that assess rows, and outlive the death of one of them."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack

from persona_check.batch.rows import Job, Kind, Outcome, assess_row, failed_row
from persona_check.claimfile import Row
from persona_check.settings import Settings

__all__ = ["default_jobs", "outcomes"]

_AHEAD = 4  # rows handed out a worker, so that memory stays bounded and nobody waits


def default_jobs(settings: Settings) -> int:
    """All cores where nothing leaves the machine; one worker otherwise, for the sources' sake."""
    if not (settings.offline or settings.replay):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcomes(rows: Iterable[Row], job: Job, jobs: int, stack: ExitStack) -> Iterator[Outcome]:
    """The outcomes of the rows, in order; ``stack`` closes the processes that were needed."""
    if jobs <= 1:
        for row in rows:
            yield assess_row(row, job)
        return
    pool = _Pool(job, jobs)
    stack.callback(pool.close)
    waiting: deque[tuple[Row, Future[Outcome]]] = deque()
    for row in rows:
        waiting.append((row, pool.submit(row)))
        if len(waiting) >= jobs * _AHEAD:
            yield _first(waiting, pool)
    while waiting:
        yield _first(waiting, pool)


def _first(waiting: deque[tuple[Row, Future[Outcome]]], pool: "_Pool") -> Outcome:
    row, future = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    # Some row in flight killed its worker, and it cannot be told which: those without an outcome
    # are assessed one at a time, so that it can be told.
    pool.renew()
    lost = [(0, row)] + [
        (index, other)
        for index, (other, pending) in enumerate(waiting, start=1)
        if not pending.done() or pending.exception() is not None
    ]
    settled = dict(zip((index for index, _ in lost), pool.singly(r for _, r in lost), strict=True))
    for index, (other, _) in enumerate(waiting, start=1):
        if index in settled:
            known: Future[Outcome] = Future()
            known.set_result(settled[index])
            waiting[index - 1] = (other, known)
    return settled[0]


class _Pool:
    def __init__(self, job: Job, jobs: int) -> None:
        self._job, self._jobs = job, jobs
        self._processes = self._started(jobs)

    def _started(self, jobs: int) -> ProcessPoolExecutor:
        import multiprocessing

        return ProcessPoolExecutor(
            jobs,
            mp_context=multiprocessing.get_context("spawn"),  # no copied threads or connections
            initializer=_prepare,
            initargs=(self._job,),
        )

    def submit(self, row: Row) -> "Future[Outcome]":
        try:
            return self._processes.submit(_assess, row)
        except BrokenProcessPool as error:
            future: Future[Outcome] = Future()
            future.set_exception(error)
            return future

    def renew(self) -> None:
        self.close()
        self._processes = self._started(self._jobs)

    def singly(self, rows: Iterable[Row]) -> Iterator[Outcome]:
        one = self._started(1)
        try:
            for row in rows:
                try:
                    yield one.submit(_assess, row).result()
                except BrokenProcessPool:
                    message = "its process died twice"
                    yield failed_row(row, self._job, message, Kind.NOT_ASSESSED)
                    one.shutdown(wait=True)
                    one = self._started(1)
        finally:
            one.shutdown(wait=True)

    def close(self) -> None:
        self._processes.shutdown(wait=True, cancel_futures=True)


_told: list[Job] = []  # in a worker: the one job it was started for


def _prepare(job: Job) -> None:
    import signal

    # Ctrl-C is for the parent, which lets the rows in flight end
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _told[:] = [job]


def _assess(row: Row) -> Outcome:
    return assess_row(row, _told[0])

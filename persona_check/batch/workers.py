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
    # Some row in flight killed its worker, and it cannot be told which: each that has no outcome
    # yet gets a process of its own, once.
    pool.renew()
    outcome = pool.alone(row)
    for index, (other, pending) in enumerate(waiting):
        if pending.done() and pending.exception() is None:
            continue
        settled: Future[Outcome] = Future()
        settled.set_result(pool.alone(other))
        waiting[index] = (other, settled)
    return outcome


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

    def alone(self, row: Row) -> Outcome:
        with self._started(1) as processes:
            try:
                return processes.submit(_assess, row).result()
            except BrokenProcessPool:
                return failed_row(row, self._job, "its process died twice", Kind.NOT_ASSESSED)

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

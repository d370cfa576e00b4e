"""The second process of an import: it writes parts while the first one reads, and builds the file.

It is told, before the database is loaded, to clear the memory that it writes from.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from persona_check.corpus.build import build
from persona_check.corpus.errors import database_errors
from persona_check.corpus.header import STEADY_MEMORY
from persona_check.corpus.staging import Journal, write_part

__all__ = ["Helper", "InProcess", "Waiting", "open_helper"]

T = TypeVar("T")


class Waiting(Protocol):
    """Something under way; ``result`` waits for it and raises what went wrong."""

    def result(self) -> object:
        """What came of it."""
        ...


class Helper(Protocol):
    """Whoever writes parts and builds the file."""

    def write_part(self, folder: Path, number: int, first: int, docs: Sequence[str]) -> Waiting:
        """Starts to write one part."""
        ...

    def build(
        self, folder: Path, journal: Journal, *, base: Path | None, memory_mb: int
    ) -> tuple[Path, str]:
        """The finished file, and the digest of its content."""
        ...


class InProcess:
    """Does it here and now; the digest is the same, the bytes of the file may differ."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def write_part(self, folder: Path, number: int, first: int, docs: Sequence[str]) -> Waiting:
        """Writes one part."""
        _write_part(folder, number, first, docs)
        future: Future[None] = Future()
        future.set_result(None)
        return future

    def build(
        self, folder: Path, journal: Journal, *, base: Path | None, memory_mb: int
    ) -> tuple[Path, str]:
        """The finished file, and the digest of its content."""
        return _build(folder, journal, base, memory_mb)


class _SecondProcess:
    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def write_part(self, folder: Path, number: int, first: int, docs: Sequence[str]) -> Waiting:
        return self._pool.submit(_write_part, folder, number, first, docs)

    def build(
        self, folder: Path, journal: Journal, *, base: Path | None, memory_mb: int
    ) -> tuple[Path, str]:
        return self._pool.submit(_build, folder, journal, base, memory_mb).result()


@contextmanager
def open_helper() -> Iterator[Helper]:
    """The second process; it ends with the block."""
    import multiprocessing

    pool = ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=_ignore_interrupts
    )
    try:
        _with_environment(STEADY_MEMORY, lambda: pool.submit(os.getpid).result())
        yield _SecondProcess(pool)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _with_environment(names: dict[str, str], act: Callable[[], T]) -> T:
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        return act()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _ignore_interrupts() -> None:
    import signal

    # Ctrl-C is for the first process, which lets the part in hand end
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _write_part(folder: Path, number: int, first: int, docs: Sequence[str]) -> None:
    with database_errors(folder, "keeping what was read"):
        write_part(folder, number, first, docs)


def _build(folder: Path, journal: Journal, base: Path | None, memory_mb: int) -> tuple[Path, str]:
    with database_errors(folder, "building the index"):
        return build(folder, journal, base=base, memory_mb=memory_mb)

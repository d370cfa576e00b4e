"""How long a log of many entries takes to add to, to prove and to verify."""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from persona_check.log.entries import Entry, EntryKind
from persona_check.log.notes import new_key
from persona_check.log.store import create, open_log

AT_ONCE = 5_000
ROUNDS = 200


def main(count: int) -> None:
    key = new_key("bench.example/log")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.log"
        create(path, key.public)
        log = open_log(path, writing=True)
        for first in range(0, count, AT_ONCE):
            log.add([_entry(n) for n in range(first, min(first + AT_ONCE, count))], key)
        add = _timed(lambda n: log.add([_entry(count + n)], key), ROUNDS)
        prove = _timed(lambda n: log.proof(n * count // ROUNDS), ROUNDS)
        whole = _timed(lambda _: list(log.faults()), 1)
        log.close()
        size = path.stat().st_size
    print(f"{count} entries: add {add:.1f} ms, prove {prove:.2f} ms, verify {whole / 1000:.1f} s")
    print(f"{size / (count + ROUNDS):.0f} bytes an entry")


def _entry(number: int) -> Entry:
    sha256 = f"{number:064x}"
    return Entry(kind=EntryKind.BUNDLE, sha256=sha256, bundle=sha256, added_at=datetime.now(UTC))


def _timed(work: Callable[[int], object], rounds: int) -> float:
    start = time.perf_counter()
    for number in range(rounds):
        work(number)
    return (time.perf_counter() - start) * 1000 / rounds


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

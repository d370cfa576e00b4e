"""How long each format takes for a report with 60 findings and 400 coauthors, in milliseconds."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from persona_check.report.registry import ALL_FORMATS
from tests.report.builders import network, report

ROUNDS = 9


def main() -> None:
    shown = replace(report(rows=60), graph=network(400))
    bare = [_timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))]
    bare += [
        _timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
        for _ in range(ROUNDS)
    ]
    unit = statistics.median(bare)
    print(f"python -c pass: {unit:.0f} ms")
    for form in ALL_FORMATS:
        first = _timed(partial(form.render, shown))
        again = statistics.median(_timed(partial(form.render, shown)) for _ in range(ROUNDS))
        print(
            f"{form.id:12} first {first:5.0f} ms ({first / unit:.1f} times bare python), "
            f"then {again:5.0f} ms"
        )


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()

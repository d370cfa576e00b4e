"""Changes one rule at a time in a copy of the tree, and says which changes no test notices.

``python -m benchmarks.mutants [--list] [--only NAME] [--jobs N] [--whole]``. A mutant that every
test lets live is a rule that anybody may change without noticing: write the test at both sides of
it, or say in its row why none can be written. Exit status 1 where one lives unexplained, or where a
row's text is no longer found once in its file.
"""

import argparse
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.mutant_rows import ROWS, Mutant

__all__ = ["copy_of", "mutated", "survives"]

ROOT = Path(__file__).resolve().parent.parent
# what the tests read; docs and packaging are not mutated
PARTS = ("persona_check", "tests", "fixtures", "benchmarks", "docs", "README.md", "CHANGELOG.md",
         "CONTRIBUTING.md", "LICENSE", "Makefile", "pyproject.toml")  # fmt: skip
LONGEST_RUN_S = 1800


def mutated(mutant: Mutant, source: str) -> str:
    """The source with the rule changed.

    Raises:
        ValueError: the rule does not stand in it exactly once.
    """
    if source.count(mutant.text) != 1:
        raise ValueError(
            f"{mutant.name}: its text stands {source.count(mutant.text)} times in {mutant.file}; "
            "write the row anew"
        )
    return source.replace(mutant.text, mutant.instead)


def copy_of(tree: Path, folder: Path) -> Path:
    """A copy in which rules can be changed."""
    for part in PARTS:
        source, target = tree / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy2(source, target)
    return folder


def survives(mutant: Mutant, copy: Path, *, whole: bool) -> bool:
    """Whether the tests of the copy pass with the rule changed; the rule is put back after."""
    path = copy / mutant.file
    source = path.read_text("utf-8")
    path.write_text(mutated(mutant, source), "utf-8")
    try:
        return _passes(copy, mutant.tests) and not (whole and not _passes(copy, ("tests",)))
    finally:
        path.write_text(source, "utf-8")


def _passes(copy: Path, tests: tuple[str, ...]) -> bool:
    environ = os.environ | {
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",  # a copy changed within a second has the same time stamp
    }
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(
        command, cwd=copy, env=environ, capture_output=True, text=True, timeout=LONGEST_RUN_S
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"pytest ended with {done.returncode}: {done.stdout[-2000:]}")
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="show the rows and run nothing")
    parser.add_argument("--only", metavar="NAME", help="rows whose name holds this")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--whole", action="store_true", help="the whole suite where a row's pass")
    asked = parser.parse_args()
    rows = [row for row in ROWS if not asked.only or asked.only in row.name]
    if asked.list or not rows:
        for row in rows:
            print(f"{row.name:<44} {row.file}: {row.why}")
        return 0 if rows else 2
    for row in rows:
        mutated(row, (ROOT / row.file).read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for number in range(asked.jobs):
            copies.put(copy_of(ROOT, Path(folder) / str(number)))
        if not _passes(Path(folder) / "0", tuple(sorted({t for row in rows for t in row.tests}))):
            print("the tests fail without any change")
            return 2

        def run(row: Mutant) -> bool:
            copy = copies.get()
            try:
                return survives(row, copy, whole=asked.whole)
            finally:
                copies.put(copy)

        unexplained = 0
        with ThreadPoolExecutor(asked.jobs) as pool:
            for row, alive in zip(rows, pool.map(run, rows), strict=True):
                state = "ALIVE" if alive else "killed"
                print(f"{state:<7} {row.name:<44} {row.alive_because if alive else ''}", flush=True)
                unexplained += alive and not row.alive_because
    print(f"{len(rows)} rows, {unexplained} alive without an explanation")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())

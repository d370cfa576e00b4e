"""What a run loads, as a guard of its start-up that measures no time.

``fixtures/golden/loaded/*.txt`` list the modules of this package and the packages of others that a
run has loaded when it ends; PERSONA_CHECK_WRITE_GOLDEN=1 writes them anew.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "fixtures" / "golden" / "loaded"
DEMO = ROOT / "persona_check" / "cli" / "demo_files"
RUNS = {
    "help": ["--help"],
    "dry_run": ["check", "Mira Vestergaard-Oyelaran", "--dry-run"],
    "read_mail": ["read", str(DEMO / "pitch.eml")],
    "read_table": ["read", str(DEMO / "speakers.csv")],
    "check_offline": [
        *("check", "--claim", str(DEMO / "ethicist.toml"), "--replay", str(DEMO / "answers.zip")),
        *("--no-cache", "--quiet"),
    ],
}
HEAVY = frozenset(
    "asyncio httpx rich numpy bs4 lxml PIL onnxruntime msgspec rapidfuzz duckdb rustworkx dkim "
    "jinja2 anyascii stamina sqlite3 tomllib pydantic".split()
)
# loaded by others on some versions of Python only, as are their private modules
VARIES = frozenset(("typing_extensions", "cython_runtime"))


def modules_after(arguments: list[str]) -> set[str]:
    """The package's modules and others' top-level ones that a run has loaded when it ends."""
    code = (
        "import atexit, json, sys\n"
        # what the machine loads into every process
        "before = set(sys.modules)\n"
        "names = lambda: sorted({name.partition('.')[0] for name in set(sys.modules) - before}"
        " | {name for name in sys.modules if name.startswith('persona_check.')})\n"
        "atexit.register(lambda: print(json.dumps(names()), file=sys.stderr))\n"
        "from persona_check.cli import main\n"
        f"main({arguments!r})\n"
    )
    done = subprocess.run(  # noqa: S603  # this very interpreter, on the code above
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ, HOME="/nonexistent"),
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("run", RUNS)
def test_a_run_loads_what_it_did(run: str) -> None:
    loaded = modules_after(RUNS[run]) - sys.stdlib_module_names - VARIES
    public = sorted(name for name in loaded if name[0].isalpha())
    text = "".join(f"{name}\n" for name in public)
    path = GOLDEN / f"{run}.txt"
    if os.environ.get("PERSONA_CHECK_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    # a module more is a module's time more: does this run need it, and need it at its start?
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = modules_after(arguments)
    assert loaded & HEAVY == set()
    core = {name for name in loaded if name.startswith("persona_check.")}
    assert {name for name in core if not name.startswith("persona_check.cli")} == {
        "persona_check.errors"
    }


def test_what_asks_nobody_loads_no_network_and_no_checks() -> None:
    for run in ("dry_run", "read_mail", "read_table"):
        loaded = modules_after(RUNS[run])
        assert loaded & {"asyncio", "httpx", "numpy", "PIL", "onnxruntime"} == set()
        rooms = {name.split(".")[1] for name in loaded if name.startswith("persona_check.")}
        assert rooms & {"session", "checks", "dossier", "weighing", "batch"} == set()


def test_the_test_would_see_a_heavy_module() -> None:
    assert "tomllib" in modules_after(["purge", "Nobody At All"])

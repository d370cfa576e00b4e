import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = frozenset(
    "asyncio httpx rich numpy bs4 lxml PIL onnxruntime msgspec rapidfuzz duckdb rustworkx dkim "
    "jinja2 anyascii stamina sqlite3 tomllib pydantic".split()
)


def modules_after(arguments: list[str]) -> set[str]:
    """Top-level modules that a run has loaded when it ends."""
    code = (
        "import atexit, json, sys\n"
        "names = lambda: sorted({name.partition('.')[0] for name in sys.modules}"
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


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = modules_after(arguments)
    assert loaded & HEAVY == set()
    core = {name for name in loaded if name.startswith("persona_check.")}
    assert {name for name in core if not name.startswith("persona_check.cli")} == {
        "persona_check.errors"
    }


def test_the_test_would_see_a_heavy_module() -> None:
    assert "tomllib" in modules_after(["purge", "Nobody At All"])

"""README's commands run, and its outputs are those of the program.

``PERSONA_CHECK_WRITE_README=1`` writes the outputs anew (``make readme``).
"""

import os
import re
import shlex
import textwrap
from pathlib import Path

import pytest

from persona_check.sources.registry import ALL_SOURCES
from tests.cli.running import ran, understood

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CUT = "[…]"
SHOWN = {"check --claim": 34, "check": 12}  # lines of output before the cut
CONSOLE = re.compile(r"```console\n\$ (persona-check [^\n]*)\n(.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def shown(command: str, out: str) -> str:
    """The beginning of an output, marked where it was cut."""
    most = next(lines for start, lines in SHOWN.items() if f"persona-check {start}" in command)
    lines = out.splitlines(keepends=True)
    return out if len(lines) <= most else "".join(lines[:most]).rstrip("\n") + f"\n{CUT}\n"


def test_the_outputs_in_the_readme_are_those_of_the_program(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write = bool(os.environ.get("PERSONA_CHECK_WRITE_README"))
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in list(os.environ):
        if name.startswith(("PERSONA_CHECK_", "XDG_")):
            monkeypatch.delenv(name)
    text = README.read_text("utf-8")
    blocks = CONSOLE.findall(text)
    assert len(blocks) == 2
    for command, written in blocks:
        result = ran(capsys, *shlex.split(command)[1:])
        assert result.code == 0, result.err
        now = shown(command, result.out)
        if write:
            text = text.replace(f"$ {command}\n{written}```", f"$ {command}\n{now}```")
            README.write_text(text, "utf-8")
        else:
            assert written == now, "run `make readme` and read what changed"


def commands() -> list[str]:
    """Every persona-check command of the README's shell blocks, comments dropped."""
    joined = "\n".join(SHELL.findall(README.read_text("utf-8"))).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.startswith("persona-check ")]


@pytest.mark.parametrize("command", commands())
def test_every_command_in_the_readme_is_understood(command: str) -> None:
    assert understood(command)


def test_the_readme_lists_every_source() -> None:
    titles = ", ".join(source.title for source in ALL_SOURCES)
    listed = "\n".join(textwrap.wrap(f"{titles}.", 100, break_on_hyphens=False))
    text = README.read_text("utf-8")
    now = re.sub(
        r"(<!-- sources -->\n).*?(\n<!-- /sources -->)",
        lambda found: f"{found[1]}{listed}{found[2]}",
        text,
        flags=re.DOTALL,
    )
    if os.environ.get("PERSONA_CHECK_WRITE_README"):
        README.write_text(now, "utf-8")
    assert README.read_text("utf-8") == now, "run `make readme` and read what changed"


def test_make_targets_named_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for document in ("README.md", "CONTRIBUTING.md"):
        named = re.findall(r"make ([a-z-]+)", (ROOT / document).read_text("utf-8"))
        code = set(re.findall(r"`make ([a-z-]+)`", (ROOT / document).read_text("utf-8")))
        assert code | ({"demo", "test"} & set(named)) <= targets

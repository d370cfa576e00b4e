"""Runs the command line inside the test's process."""

from typing import NamedTuple

import pytest

from persona_check.cli import main

__all__ = ["Ran", "ran"]


class Ran(NamedTuple):
    """How a run ended, and what it printed."""

    code: int
    out: str
    err: str


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """The outcome of ``persona-check`` with these arguments."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    said = capsys.readouterr()
    code = end.value.code
    return Ran(code if isinstance(code, int) else 1, said.out, said.err)

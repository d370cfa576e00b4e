"""Runs the command line inside the test's process."""

import shlex
from typing import Any, NamedTuple

import pytest
import typer

from persona_check.cli import app, main

__all__ = ["Ran", "ran", "understood"]


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


def understood(command: str) -> dict[str, Any]:
    """What the parser makes of a command line; it raises where a word is none of its."""
    parser: Any = typer.main.get_command(app)
    context = parser.make_context("persona-check", shlex.split(command, comments=True)[1:])
    while hasattr(parser, "commands"):
        words = [*context._protected_args, *context.args]
        name, parser, words = parser.resolve_command(context, words)
        context = parser.make_context(name, words, parent=context)
    return dict(context.params)

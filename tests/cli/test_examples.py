"""The examples under the help of each command."""

import pytest
import typer

from persona_check.cli import app
from persona_check.cli.examples import EXAMPLES
from tests.cli.running import ran, understood


@pytest.mark.parametrize("example", [one for some in EXAMPLES.values() for one in some])
def test_every_example_is_a_command_that_is_understood(example: str) -> None:
    assert understood(example)


@pytest.mark.parametrize("command", EXAMPLES)
def test_help_shows_each_example_whole_on_a_line_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = [line.strip() for line in ran(capsys, *command.split(), "--help").out.splitlines()]
    assert lines[-len(EXAMPLES[command]) :] == list(EXAMPLES[command])


def test_every_command_has_examples_or_commands_of_its_own() -> None:
    named = {command.split()[0] for command in EXAMPLES}
    assert set(vars(typer.main.get_command(app))["commands"]) == named

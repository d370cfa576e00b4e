"""A pipe that nobody writes to is refused, not waited for."""

import os
from pathlib import Path

import pytest

from tests.cli.running import ran


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize(
    "words",
    [
        ("check", "--replay", "{}"),
        ("bundle", "verify", "{}"),
        ("check", "--claim", "{}"),
        ("check", "Ada Roe", "--eml", "{}"),
        ("check", "Ada Roe", "--replay", "fixtures/answers/researcher", "--dns-replay", "{}"),
        ("bio", "{}"),
        ("batch", "{}"),
        ("evaluate", "{}", "--reports", "{}"),
        ("corpus", "import", "--corpus", "{}.duckdb", "{}"),
        ("log", "verify", "{}"),
        ("read", "{}"),
    ],
    ids=lambda words: " ".join(words),
)
def test_a_named_pipe_is_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = ran(capsys, *(word.replace("{}", str(pipe)) for word in words))
    assert done.code in (2, 3)
    assert "regular file" in done.err + done.out or "no file" in done.err + done.out

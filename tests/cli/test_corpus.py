from pathlib import Path

import pytest

from tests.cli.running import ran
from tests.corpus.files import lines, work, write


def test_a_corpus_is_imported_shown_and_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "w.jsonl", lines(work("x:1", "Tidal pumping", "Ann Bee")) + b"{}\n")
    corpus = str(tmp_path / "c.duckdb")
    made = ran(capsys, "corpus", "import", "--corpus", corpus, str(source))
    assert (made.code, made.out) == (0, "")
    assert "1 works read, 1 entries could not be read; digest " in made.err
    digest = made.err.split("digest ")[1].split()[0]
    shown = ran(capsys, "corpus", "info", "--corpus", corpus)
    assert shown.code == 0
    assert "1 works, schema 4" in shown.out
    verified = ran(capsys, "corpus", "verify", "--corpus", corpus)
    assert (verified.code, verified.out) == (0, f"{corpus}: intact; digest {digest}\n")


def test_a_corpus_that_is_not_there_is_said_with_the_way_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = ran(capsys, "corpus", "info", "--corpus", str(tmp_path / "none"))
    assert result.code == 2
    assert "no such corpus" in result.err
    assert "hint: create one: persona-check corpus import" in result.err

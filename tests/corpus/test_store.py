import shutil
import sys
from pathlib import Path

import duckdb  # noqa: TID251 - makes files that are no corpus, or another version's
import pytest

from persona_check.corpus.errors import CorpusError, require_duckdb
from persona_check.corpus.header import settle_header
from persona_check.corpus.lookup import Corpus, opened
from persona_check.corpus.store import open_corpus, read_meta, verify
from persona_check.corpus.summary import summary
from tests.corpus.files import imported, work

WORKS = [
    work(f"x:{n}", f"Tidal pumping {n} along coasts {n * 7}", f"Ann Bee{n}") for n in range(3_000)
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, _ = imported(tmp_path_factory.mktemp("corpus"), WORKS)
    return path


def changed(whole: Path, folder: Path, *statements: str) -> Path:
    path = folder / "changed.duckdb"
    shutil.copy(whole, path)
    connection = duckdb.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return path


def test_a_whole_corpus_is_verified_by_its_digest(whole: Path) -> None:
    assert verify(whole) == read_meta(whole)["digest"]


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.9])
def test_a_truncated_corpus_is_refused_with_a_remedy(
    whole: Path, tmp_path: Path, share: float
) -> None:
    content = whole.read_bytes()
    path = tmp_path / "cut.duckdb"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(CorpusError) as caught:
        verify(path)
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_corpus_with_a_flipped_byte_is_not_verified(whole: Path, tmp_path: Path) -> None:
    content = bytearray(whole.read_bytes())
    step = max(1, len(content) // 40)
    for at in range(12_288, len(content), step):
        content[at] ^= 0xFF
    path = tmp_path / "flipped.duckdb"
    path.write_bytes(bytes(content))
    with pytest.raises(CorpusError, match="damaged, incomplete"):
        verify(path)


def test_a_corpus_of_another_schema_version_is_refused(whole: Path, tmp_path: Path) -> None:
    path = changed(whole, tmp_path, "UPDATE meta SET value = '99' WHERE name = 'schema_version'")
    with pytest.raises(CorpusError, match="has schema version 99; this version reads 4"):
        open_corpus(path)


def test_changed_content_is_not_what_was_imported(whole: Path, tmp_path: Path) -> None:
    path = changed(whole, tmp_path, "UPDATE coverage SET works = works + 1")
    with pytest.raises(CorpusError, match="its content differs from what was imported"):
        verify(path)


def test_a_database_that_is_no_corpus_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(CorpusError, match="a database, but not a corpus"):
        open_corpus(path)


def test_a_corpus_that_lacks_a_table_is_refused(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="missing coverage"):
        open_corpus(changed(whole, tmp_path, "DROP TABLE coverage"))


def test_no_file_and_any_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such corpus"):
        opened(tmp_path / "none.duckdb")
    path = tmp_path / "words.txt"
    path.write_text("no database at all\n" * 1000, encoding="utf-8")
    with pytest.raises(CorpusError, match="damaged, incomplete or not a corpus"):
        Corpus(path)


def test_without_duckdb_the_remedy_is_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(CorpusError) as caught:
        require_duckdb()
    assert "persona-check[corpus]" in (caught.value.hint or "")


def test_headers_of_another_form_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_bytes(b"x" * 20_000)
    assert settle_header(path, b"content") is False
    assert path.read_bytes() == b"x" * 20_000
    path.write_bytes(b"short")
    assert settle_header(path, b"content") is False


def test_the_summary_names_files_and_venues(whole: Path) -> None:
    said = summary(whole)
    assert said[0].startswith(f"{whole}: 3000 works, schema 4, ")
    assert "imported files: 1" in said
    assert any(
        line.split() == ["Tidal", "Systems", "Letters", "3000", "2012–2012"] for line in said
    )

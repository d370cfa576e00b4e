import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from persona_check.corpus import importing
from persona_check.corpus.errors import CorpusError
from persona_check.corpus.helper import InProcess
from persona_check.corpus.importing import import_files
from persona_check.corpus.lookup import Corpus
from persona_check.corpus.staging import Staging
from persona_check.corpus.store import read_meta, verify
from tests.corpus.files import Told, author, imported, lines, work, write
from tests.quick import first_python

MANY = [
    work(f"x:{number}", f"Tidal pumping at station {number}", f"Maren Oduya {number % 7}")
    for number in range(50)
]


def test_a_work_is_kept_with_all_that_its_line_says(tmp_path: Path) -> None:
    path, tally = imported(
        tmp_path,
        [
            work(
                "x:1",
                "Tidal  pumping",
                author(
                    "Maren Oduya-Lindqvist",
                    affiliations=["Norrvik University", None],
                    orcid="0000-0002-1825-0097",
                    author_id="openreview:~M1",
                    scholar="AbCdEfGhIjKl",
                    email_domain="Norrvik.example",
                    position="Postdoc",
                ),
                "Ivo Tamberlane",
                date="2012-05-06",
                doi="10.5555/TIDE.1",
                url="https://tsl.example/1",
            )
        ],
    )
    assert (tally.works, tally.refused) == (1, 0)
    corpus = Corpus(path)
    (held,) = corpus.works([0])
    corpus.close()
    assert json.loads(held.doc) == {
        "key": "x:1",
        "title": "Tidal pumping",
        "source": "invented",
        "year": 2012,
        "date": "2012-05-06",
        "venue": "Tidal Systems Letters",
        "doi": "10.5555/tide.1",
        "url": "https://tsl.example/1",
        "authors": [
            {
                "name": "Maren Oduya-Lindqvist",
                "affiliations": ["Norrvik University"],
                "author_id": "openreview:~M1",
                "orcid": "0000-0002-1825-0097",
                "scholar": "AbCdEfGhIjKl",
                "email_domain": "norrvik.example",
                "role": "Postdoc",
            },
            {"name": "Ivo Tamberlane"},
        ],
        "modified_at": "2026-01-01T00:00:00+00:00",
    }


def test_unreadable_entries_are_counted_and_end_nothing(tmp_path: Path) -> None:
    content = lines(MANY[0]) + b'{"id": 3}\n' + b"{\n" + lines(work("x:2", " ", "A B"), MANY[1])
    source = write(tmp_path / "works.jsonl", content)
    told = Told()
    tally = import_files([source], tmp_path / "c.duckdb", progress=told, in_two_processes=False)
    assert (tally.works, tally.refused) == (2, 3)
    assert f"{source}: 3 entries could not be read" in told.notes


def test_progress_ends_at_the_size_of_the_files(tmp_path: Path) -> None:
    source = write(tmp_path / "works.jsonl", lines(*MANY * 20))
    told = Told()
    import_files([source], tmp_path / "c.duckdb", progress=told, in_two_processes=False)
    assert told.positions[-1] == (source.stat().st_size, source.stat().st_size)
    assert len(told.positions) > 1


def test_a_folder_is_imported_by_name_of_file_without_its_by_catch(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / ".hidden").mkdir(parents=True)
    write(folder / "b.jsonl.gz", lines(MANY[1]))
    write(folder / "a.jsonl", lines(MANY[0]))
    write(folder / "coverage.json", b"{}")
    write(folder / ".hidden" / "c.jsonl", lines(MANY[2]))
    corpus = tmp_path / "c.duckdb"
    import_files([folder], corpus, progress=Told(), in_two_processes=False)
    open_corpus = Corpus(corpus)
    assert [one.work.key for one in open_corpus.works([0, 1])] == ["x:0", "x:1"]
    assert [one["name"] for one in open_corpus.imports()] == ["a.jsonl", "b.jsonl.gz"]
    open_corpus.close()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        (b"plain words\n", "unsupported file format"),
        (b"", "unsupported file format"),
    ],
)
def test_what_cannot_be_imported_is_refused_before_anything_is_written(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    source = tmp_path / "works.jsonl"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(CorpusError, match=words):
        import_files([source], tmp_path / "c.duckdb", progress=Told())
    assert [path.name for path in tmp_path.iterdir()] == ([source.name] if source.exists() else [])


def test_an_empty_folder_and_damaged_compression_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="no files to import"):
        import_files([tmp_path / "empty"], tmp_path / "c.duckdb", progress=Told())
    damaged = tmp_path / "works.jsonl.gz"
    damaged.write_bytes(b"\x1f\x8b nonsense that is no gzip")
    with pytest.raises(CorpusError, match="damaged"):
        import_files([damaged], tmp_path / "c.duckdb", progress=Told())


def test_a_file_cut_short_gives_what_can_be_read_and_says_so(tmp_path: Path) -> None:
    many = [work(f"x:{n}", f"Station {os.urandom(40).hex()}", "A Bee") for n in range(4000)]
    whole = write(tmp_path / "works.jsonl.gz", lines(*many)).read_bytes()
    (tmp_path / "works.jsonl.gz").write_bytes(whole[: len(whole) * 3 // 4])
    tally = import_files(
        [tmp_path / "works.jsonl.gz"], tmp_path / "c.duckdb", progress=Told(),
        in_two_processes=False,
    )  # fmt: skip
    assert 1000 < tally.works < 4000
    assert tally.refused == 1


def test_a_work_imported_again_replaces_the_earlier_one(tmp_path: Path) -> None:
    first = write(tmp_path / "1.jsonl", lines(work("x:1", "Old title here", "A Bee"), MANY[0]))
    second = write(tmp_path / "2.jsonl", lines(work("x:1", "New title here", "A Bee")))
    one_go, two_goes = tmp_path / "one.duckdb", tmp_path / "two.duckdb"
    together = import_files([first, second], one_go, progress=Told(), in_two_processes=False)
    import_files([first], two_goes, progress=Told(), in_two_processes=False)
    after = import_files([second], two_goes, progress=Told(), in_two_processes=False)
    assert together.digest == after.digest
    corpus = Corpus(two_goes)
    assert corpus.works_count == 2
    assert corpus.works_by_title("Old title here") == ()
    assert [one.work.key for one in corpus.works_by_title("New title here")] == ["x:1"]
    corpus.close()


def test_title_pairs_too_common_in_all_are_common_however_the_files_came(tmp_path: Path) -> None:
    half = [work(f"x:{n}", f"Common beginning number{n}", "A Bee") for n in range(40)]
    rest = [work(f"y:{n}", f"Common beginning figure{n}", "A Bee") for n in range(40)]
    more = [work(f"z:{n}", f"Common beginning sign{n}", "A Bee") for n in range(9)]
    files = [
        write(tmp_path / f"{name}.jsonl", lines(*works))
        for name, works in (("1", half), ("2", rest), ("3", more))
    ]
    once, thrice = tmp_path / "once.duckdb", tmp_path / "thrice.duckdb"
    together = import_files(files, once, progress=Told(), in_two_processes=False)
    digest = ""
    for file in files:
        digest = import_files([file], thrice, progress=Told(), in_two_processes=False).digest
    assert digest == together.digest


def test_an_import_of_files_that_are_in_already_changes_nothing(tmp_path: Path) -> None:
    corpus, tally = imported(tmp_path, MANY)
    again = import_files(
        [tmp_path / "works.jsonl"], corpus, progress=Told(), in_two_processes=False
    )
    assert again.digest == tally.digest
    assert verify(corpus) == tally.digest


def test_an_import_stopped_after_some_parts_goes_on_and_ends_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "works.jsonl", lines(*MANY[:20]) + b"{}\n" + lines(*MANY[20:]))
    whole = import_files(
        [source], tmp_path / "whole.duckdb", progress=Told(), in_two_processes=False, part_works=7
    )
    corpus = tmp_path / "c.duckdb"
    original = InProcess.write_part

    def stops(self: InProcess, folder: Path, number: int, first: int, docs: list[str]) -> object:
        if number == 4:
            raise KeyboardInterrupt
        return original(self, folder, number, first, docs)

    monkeypatch.setattr(InProcess, "write_part", stops)
    with pytest.raises(KeyboardInterrupt):
        import_files([source], corpus, progress=Told(), in_two_processes=False, part_works=7)
    assert not corpus.exists()
    monkeypatch.undo()
    told = Told()
    tally = import_files([source], corpus, progress=told, in_two_processes=False, part_works=7)
    assert tally == whole
    assert any(note.startswith("continuing after") for note in told.notes)
    assert not corpus.with_name("c.duckdb.importing").exists()


def test_an_import_killed_while_tidying_up_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "works.jsonl", lines(*MANY))
    corpus = tmp_path / "c.duckdb"
    monkeypatch.setattr(Staging, "clear", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        import_files([source], corpus, progress=Told(), in_two_processes=False)
    monkeypatch.undo()
    before = corpus.read_bytes()
    tally = import_files([source], corpus, progress=Told(), in_two_processes=False)
    assert (tally.works, corpus.read_bytes()) == (50, before)
    other = write(tmp_path / "more.jsonl", lines(work("z:1", "Another title", "A Bee")))
    assert import_files([other], corpus, progress=Told(), in_two_processes=False).works == 1


def test_an_unfinished_import_of_other_files_is_not_mixed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "works.jsonl", lines(*MANY))
    other = write(tmp_path / "other.jsonl", lines(work("o:1", "Other title", "A Bee")))
    corpus = tmp_path / "c.duckdb"

    def stops(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(InProcess, "build", stops)
    with pytest.raises(KeyboardInterrupt):
        import_files([source], corpus, progress=Told(), in_two_processes=False)
    monkeypatch.undo()
    with pytest.raises(CorpusError, match="unfinished import") as caught:
        import_files([other], corpus, progress=Told(), in_two_processes=False)
    assert caught.value.hint is not None
    assert "--restart" in caught.value.hint
    tally = import_files([other], corpus, progress=Told(), in_two_processes=False, restart=True)
    assert tally.works == 1


def test_a_journal_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    source = write(tmp_path / "works.jsonl", lines(*MANY))
    folder = tmp_path / "c.duckdb.importing"
    folder.mkdir()
    (folder / "journal.json").write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError, match="cannot read"):
        import_files([source], tmp_path / "c.duckdb", progress=Told(), in_two_processes=False)


def test_two_imports_into_one_corpus_do_not_meet(tmp_path: Path) -> None:
    source = write(tmp_path / "works.jsonl", lines(*MANY))
    with (
        Staging(tmp_path / "c.duckdb"),
        pytest.raises(CorpusError, match="another import"),
    ):
        import_files([source], tmp_path / "c.duckdb", progress=Told(), in_two_processes=False)


def test_overlong_author_lists_and_works_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_AUTHORS", 3)
    monkeypatch.setattr(importing, "MOST_DOC_BYTES", 2_000)
    path, tally = imported(
        tmp_path,
        [
            work("x:1", "Many hands", "A Bee", "C Dee", "E Eff", "G Haitch", year=99_999),
            work("x:2", "One long name", "B" * 500),
            work("x:3", "Too large", author("A Bee", affiliations=["x" * 3_000])),
        ],
    )
    corpus = Corpus(path)
    first, second = (one.work for one in corpus.works([0, 1]))
    corpus.close()
    assert (tally.works, tally.refused) == (2, 1)
    assert (len(first.authors), first.authors_complete, first.year) == (3, False, None)
    assert second.authors[0].name == "B" * 200


def run(
    *arguments: str | Path, prepare: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-m", "persona_check", "corpus", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=prepare,
    )


@first_python
@pytest.mark.no_cover  # the same lines hundreds of times over
def test_an_import_killed_at_any_time_ends_with_the_same_bytes_as_an_unbroken_one(
    tmp_path: Path,
) -> None:
    many = [work(f"x:{n}", f"Station {n} of the tidal net", f"Ann Bee {n}") for n in range(24_000)]
    source = write(tmp_path / "works.jsonl.gz", lines(*many))
    unbroken, broken = tmp_path / "unbroken.duckdb", tmp_path / "broken.duckdb"
    result = run("import", "--corpus", unbroken, source)
    assert result.returncode == 0, result.stderr
    kept: set[int] = set()
    for _ in range(3):
        process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "persona_check", "corpus", "import", "--corpus", broken, source],
            start_new_session=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        journal = tmp_path / "broken.duckdb.importing" / "journal.json"
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            parts = len(json.loads(journal.read_bytes())["parts"]) if journal.exists() else 0
            if parts not in kept:
                kept.add(parts)
                break
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    result = run("import", "--corpus", broken, source)
    assert result.returncode == 0, result.stderr
    assert len(kept) > 1
    assert broken.read_bytes() == unbroken.read_bytes()


@first_python
def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    corpus, tally = imported(tmp_path, MANY)
    before = corpus.read_bytes()
    many = [work(f"y:{n}", f"Station {n} {os.urandom(30).hex()}", "A Bee") for n in range(4_000)]
    source = write(tmp_path / "more.jsonl.gz", lines(*many))

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    full = run("import", "--corpus", corpus, source, prepare=little_room)
    assert full.returncode == 2
    assert "disk full" in full.stderr
    assert "hint: free some space" in full.stderr
    assert corpus.read_bytes() == before
    assert read_meta(corpus)["digest"] == tally.digest
    later = run("import", "--corpus", corpus, source)
    assert later.returncode == 0, later.stderr
    opened = Corpus(corpus)
    assert opened.works_count == 4_050
    opened.close()


def test_the_second_process_gives_the_same_digest_and_leaves_the_environment_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUCKDB_JE_MALLOC_CONF", "mine")
    source = write(tmp_path / "works.jsonl", lines(*MANY))
    here = import_files(
        [source], tmp_path / "a.duckdb", progress=Told(), in_two_processes=False, part_works=9
    )
    there = import_files([source], tmp_path / "b.duckdb", progress=Told(), part_works=9)
    assert there == here
    assert os.environ["DUCKDB_JE_MALLOC_CONF"] == "mine"
    monkeypatch.delenv("DUCKDB_JE_MALLOC_CONF")
    import_files([source], tmp_path / "c.duckdb", progress=Told(), part_works=20)
    assert "DUCKDB_JE_MALLOC_CONF" not in os.environ
    assert (tmp_path / "b.duckdb").read_bytes() == (tmp_path / "c.duckdb").read_bytes()

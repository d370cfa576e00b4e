"""The file of a log: what is added stays, and what is changed in it is named."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from persona_check.errors import UsageError
from persona_check.log.checkpoints import Checkpoint, proof_in, proof_text, step_in, step_text
from persona_check.log.entries import Entry, EntryKind
from persona_check.log.merkle import leaf_hash
from persona_check.log.notes import NoteError, SigningKey, new_key
from persona_check.log.store import Log, create, open_log

KEY = new_key("desk.example/cases")
AT = datetime(2026, 11, 28, 12, tzinfo=UTC)

_CUT_OFF = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("pragma cache_size = 1")
database.execute("begin immediate")
database.execute("delete from entry where number = 1")
database.execute("create table much as select zeroblob(100000) as much")
os._exit(9)
"""


def entry(number: int) -> Entry:
    sha256 = f"{number:064x}"
    return Entry(kind=EntryKind.BUNDLE, sha256=sha256, bundle=sha256, added_at=AT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "desk.log", KEY.public)
    return tmp_path / "desk.log"


_OPEN: list[Log] = []


def opened(path: Path, *, writing: bool = False) -> Log:
    """A log that is closed when the test ends."""
    _OPEN.append(open_log(path, writing=writing))
    return _OPEN[-1]


@pytest.fixture(autouse=True)
def closed_at_the_end() -> Iterator[None]:
    yield
    while _OPEN:
        _OPEN.pop().close()


def grown(path: Path, count: int) -> Log:
    log = opened(path, writing=True)
    for number in range(count):
        log.add([entry(number)], KEY)
    return log


def test_what_was_added_is_proven_in_every_later_state(path: Path) -> None:
    log = grown(path, 21)
    assert (log.size, list(log.faults())) == (21, [])
    for number in range(21):
        found = log.number_of(EntryKind.BUNDLE, f"{number:064x}")
        assert found == number
        proof = proof_in(proof_text(log.proof(number)))
        assert proof.checkpoint(KEY.public).size == 21
        assert Entry.read(proof.entry) == entry(number)
    for before in range(1, 22):
        old = Checkpoint.read(log.checkpoint(before), KEY.public)
        step = step_text(before, log.step(before), log.checkpoint())
        assert step_in(step, old, KEY.public).size == 21


def test_several_at_once_are_as_one_by_one(tmp_path: Path, path: Path) -> None:
    log = grown(path, 9)
    create(tmp_path / "other.log", KEY.public)
    other = opened(tmp_path / "other.log", writing=True)
    other.add([entry(number) for number in range(9)], KEY)
    assert other.checkpoint() == log.checkpoint()
    assert list(other.faults()) == []


def test_an_addition_that_fails_leaves_nothing(path: Path) -> None:
    log = grown(path, 3)
    before = log.checkpoint()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("insert into checkpoint values (5, 'in the way of the second')")
    with pytest.raises(UsageError, match="cannot be written"):
        log.add([entry(7), entry(8)], KEY)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("delete from checkpoint where size = 5")
    assert (log.size, log.checkpoint(), list(log.faults())) == (3, before, [])


def test_what_is_there_is_not_added_again(path: Path) -> None:
    log = grown(path, 2)
    assert log.add([entry(1), entry(5), entry(5)], KEY) == (entry(5),)
    assert (log.size, list(log.faults())) == (3, [])


def test_several_programs_add_one_after_the_other(path: Path) -> None:
    def added(first: int) -> int:
        count = 0
        for number in range(first, first + 6):
            with closing(open_log(path, writing=True)) as log:
                count += len(log.add([entry(number)], KEY))
        return count

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(added, (0, 3, 6, 9)))  # half of them wanted by two
    with closing(open_log(path)) as log:
        assert (sum(counts), log.size, list(log.faults())) == (15, 15, [])


def test_an_addition_that_was_cut_off_is_taken_back_by_whoever_reads_next(path: Path) -> None:
    grown(path, 2).close()
    subprocess.run([sys.executable, "-c", _CUT_OFF, path], check=False)  # noqa: S603 - our own
    assert Path(f"{path}-journal").stat().st_size > 0
    with closing(open_log(path)) as log:
        assert (log.size, list(log.faults())) == (2, [])


def test_a_key_of_somebody_else_adds_nothing(path: Path) -> None:
    log = grown(path, 1)
    with pytest.raises(UsageError, match="not the one of this log"):
        log.add([entry(1)], new_key("desk.example/cases"))
    assert log.size == 1


def changed(path: Path, *statements: str, content: bytes = b"") -> list[str]:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for one in statements:
            database.execute(one, {"content": content, "leaf": leaf_hash(content)})
    log = opened(path)
    found = list(log.faults())
    log.close()
    return found


def test_a_changed_entry_is_named(path: Path) -> None:
    grown(path, 12).close()
    found = changed(
        path,
        "update entry set content = :content where number = 5",
        content=entry(99).content(),
    )
    assert found[:2] == [
        "entry 5 was changed",
        "the first 6 entries are not those that were signed",
    ]


def test_a_changed_entry_whose_hashes_were_made_to_fit_is_named(path: Path) -> None:
    grown(path, 4).close()
    found = changed(
        path,
        "update entry set content = :content where number = 3",
        "update node set hash = :leaf where level = 0 and number = 3",
        content=entry(99).content(),
    )
    assert found == [
        "entry 3 is marked as another one",
        "the first 4 entries are not those that were signed",
    ]


def test_an_entry_marked_as_another_is_named_and_proves_nothing(path: Path) -> None:
    grown(path, 4).close()
    found = changed(
        path,
        "update entry set mark = 'away' where number = 1",
        f"update entry set mark = 'bundle {1:064x}' where number = 2",  # noqa: S608 - our own
    )
    assert found == ["entry 1 is marked as another one", "entry 2 is marked as another one"]
    with closing(open_log(path)) as log, pytest.raises(UsageError, match="marked as another"):
        log.number_of(EntryKind.BUNDLE, f"{1:064x}")


def test_a_changed_entry_is_not_proven(path: Path) -> None:
    grown(path, 4).close()
    changed(path, "update entry set content = :content where number = 1", content=b"other")
    with closing(open_log(path)) as log, pytest.raises(UsageError, match="not as it was signed"):
        log.proof(1)


@pytest.mark.parametrize(
    "statement",
    [
        "create view more as select 1",
        "create trigger away after insert on entry begin delete from entry; end",
        "create index other on entry(content)",
        "drop table entry",
        "drop table public_key",
        "alter table checkpoint rename to kept",
        "alter table entry add column more text",
    ],
)
def test_a_file_with_other_tables_than_ours_is_no_log(path: Path, statement: str) -> None:
    grown(path, 2).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(statement)
    for writing in (False, True):
        with pytest.raises(UsageError, match="is not a log"):
            open_log(path, writing=writing)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("entry", "number"),
        ("entry", "mark"),
        ("entry", "content"),
        ("node", "hash"),
        ("checkpoint", "note"),
        ("public_key", "written"),
    ],
)
@pytest.mark.parametrize(
    "value",
    ["null", "7", "-1", "2.5", "9223372036854775807", "'text'", "x'00'", "zeroblob(2000000)",
     "cast(x'fffe41' as text)", "'a' || char(0) || 'b'"],
)  # fmt: skip
def test_values_of_any_kind_in_a_file_of_others_break_nothing(
    path: Path, table: str, column: str, value: str
) -> None:
    grown(path, 3).close()
    database = sqlite3.connect(path)
    (form,) = database.execute("select sql from sqlite_schema where name = ?", (table,)).fetchone()
    loosened = f"""
        create table loose as select * from {table};
        drop table {table};
        alter table loose rename to {table};
        update {table} set {column} = {value} where rowid = 2 or '{table}' = 'public_key';
        pragma writable_schema = on;
    """  # noqa: S608 - our own words
    database.executescript(loosened)
    # the text of a table's form can be any; what is stored need not keep to it
    database.execute("update sqlite_schema set sql = ? where name = ?", (form, table))
    database.commit()
    database.close()
    found = []
    try:
        with closing(open_log(path)) as log:
            found = list(log.faults())
    except UsageError as error:
        found = [error.message]
    assert found
    with suppress(UsageError), closing(open_log(path, writing=True)) as log:
        log.add([entry(1), entry(9)], KEY)
    with suppress(UsageError), closing(open_log(path)) as log:
        log.proof(1)


def test_nothing_is_added_to_a_log_that_is_not_as_it_was_signed(path: Path) -> None:
    grown(path, 4).close()
    changed(
        path,
        "update node set hash = :leaf where level = 2",
        content=b"x",
    )
    log = opened(path, writing=True)
    with pytest.raises(UsageError, match="the first 4 entries are not those that were signed"):
        log.add([entry(9)], KEY)
    assert log.size == 4


def test_a_log_at_rest_is_one_file_and_is_read_without_the_right_to_write(path: Path) -> None:
    grown(path, 3).close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    log = opened(path)
    assert list(log.faults()) == []
    with pytest.raises(UsageError, match="cannot be written"):
        log.add([entry(4)], KEY)


def test_removed_entries_are_named(path: Path) -> None:
    grown(path, 8).close()
    assert changed(path, "delete from entry where number in (4, 5)") == [
        "entries are missing: 4 to 5"
    ]


def test_entries_removed_at_the_end_are_named(path: Path) -> None:
    grown(path, 8).close()
    assert changed(path, "delete from entry where number >= 6") == ["entries are missing: 6 to 7"]


def test_reordered_entries_are_named(path: Path) -> None:
    grown(path, 8).close()
    found = changed(
        path,
        "update entry set number = 100 where number = 2",
        "update entry set number = 2 where number = 6",
        "update entry set number = 6 where number = 100",
    )
    assert "entry 2 was changed" in found
    assert "entry 6 was changed" in found
    assert "the first 3 entries are not those that were signed" in found


def test_a_log_that_its_own_key_signed_anew_fails_against_a_checkpoint_kept_elsewhere(
    tmp_path: Path, path: Path
) -> None:
    kept = Checkpoint.read(grown(path, 5).checkpoint(), KEY.public)
    create(tmp_path / "again.log", KEY.public)
    again = opened(tmp_path / "again.log", writing=True)
    for number in (0, 1, 77, 3, 4, 5):
        again.add([entry(number)], KEY)
    assert list(again.faults()) == []
    step = step_text(5, again.step(5), again.checkpoint())
    with pytest.raises(NoteError, match="are not those of the earlier checkpoint"):
        step_in(step, kept, KEY.public)


def test_a_proof_of_one_entry_shows_no_other(path: Path) -> None:
    log = grown(path, 6)
    text = proof_text(log.proof(2))
    other = proof_text(log.proof(3)).split("\n")[1]
    swapped = text.replace(text.split("\n")[1], other)
    with pytest.raises(NoteError, match="entry 2 of the log is another one"):
        proof_in(swapped).checkpoint(KEY.public)
    with pytest.raises(NoteError, match="another one"):
        proof_in(text.replace("index 2", "index 3")).checkpoint(KEY.public)
    with pytest.raises(NoteError, match="has not signed"):
        proof_in(text).checkpoint(new_key("desk.example/cases").public)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1\nindex 1\n\nx",
        "c2sp.org/tlog-proof@v1\nextra eA==\nindex 01\n\nx",
        "c2sp.org/tlog-proof@v1\nextra eA==\nindex 1\nAAAA\n\nx",
        "c2sp.org/tlog-proof@v1\nextra eA==\nindex 1\n" + "A" * 43 + "=\n" * 70 + "\nx",
        "c2sp.org/tlog-proof@v9\nextra eA==\nindex 1\n\nx",
    ],
)
def test_a_text_that_is_no_proof_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NoteError):
        proof_in(text).checkpoint(KEY.public)


def test_files_that_are_no_logs_are_said_to_be_none(tmp_path: Path, path: Path) -> None:
    with pytest.raises(UsageError, match="there is no log"):
        open_log(tmp_path / "none.log")
    (tmp_path / "text.log").write_text("text" * 200)
    with pytest.raises(UsageError, match=r"text\.log is not a log"):
        open_log(tmp_path / "text.log")
    sqlite3.connect(tmp_path / "other.log").execute("create table entry (a)").connection.close()
    with pytest.raises(UsageError, match="is not a log"):
        open_log(tmp_path / "other.log")
    with pytest.raises(UsageError, match="is there already"):
        create(path, KEY.public)


def test_an_entry_is_read_as_it_was_written() -> None:
    one = Entry(kind=EntryKind.DECISION, sha256="a" * 64, bundle="b" * 64, added_at=AT)
    assert Entry.read(one.content()) == one
    for content in (b"", b"\xff", one.content()[:-1], one.content().replace(b"28T", b"38T")):
        with pytest.raises(NoteError, match="not an entry"):
            Entry.read(content)


def test_the_secret_key_is_not_in_the_log(path: Path) -> None:
    grown(path, 2).close()
    content = path.read_bytes()
    assert KEY.seed not in content
    assert SigningKey.read(KEY.secret_text()).seed == KEY.seed

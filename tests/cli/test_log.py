"""``persona-check log``, as a desk uses it and as somebody without the log does."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from persona_check.casefile.decisions import decide
from persona_check.log.notes import SigningKey
from persona_check.log.store import create
from persona_check.model.report import Decision
from tests.cli import running
from tests.cli.running import Ran
from tests.test_golden import FIXTURES

Run = Callable[..., Ran]
Saved = Callable[[str], Path]


@pytest.fixture
def ran(capsys: pytest.CaptureFixture[str]) -> Run:
    return lambda *words: running.ran(capsys, *map(str, words))


@pytest.fixture
def saved(ran: Run, tmp_path: Path) -> Saved:
    def of(name: str) -> Path:
        path = tmp_path / f"{name}.zip"
        done = ran(
            "check", "--claim", FIXTURES / "claims" / f"{name}.toml",
            "--replay", FIXTURES / "answers" / name, "--save", path, "-q",
        )  # fmt: skip
        assert done.code == 0
        return path

    return of


@pytest.fixture
def case(saved: Saved) -> Path:
    return saved("newcomer")


@pytest.fixture
def desk(tmp_path: Path, ran: Run) -> Path:
    made = ran("log", "init", tmp_path / "desk.log", "--name", "news.example/cases")
    assert made.code == 0
    return tmp_path / "desk.log"


def decided(case: Path, words: str) -> None:
    now = datetime(2026, 11, 28, tzinfo=UTC)
    decide(case, Decision(by="A. Editor", decision=words, reason="a reply", decided_at=now))


def test_a_case_is_added_proven_and_verified_without_the_log(
    ran: Run, desk: Path, case: Path
) -> None:
    decided(case, "asked")
    added = ran("log", "add", desk, case)
    assert (added.code, added.out.splitlines()[:2]) == (
        0,
        [f"{case}: bundle added, entry 0", f"{case}: decision added, entry 1"],
    )
    assert "give a copy" in added.out
    assert ran("log", "prove", desk, case).out == f"{case}.tlog-proof: entry 1 of 2\n"
    key = Path(f"{desk}.pub")
    public = key.read_text("utf-8").strip()
    desk.unlink()
    for given in (key, public):
        proof = ("log", "verify", f"{case}.tlog-proof", "--case", case, "--key", given)
        verified = ran(*proof)
        assert verified.code == 0
        assert "entry 1 of the log news.example/cases, which had 2 entries" in verified.out
        assert "1 of 1 decision covered" in verified.out


def test_what_is_there_is_not_added_again_and_a_later_decision_is(
    ran: Run, desk: Path, case: Path
) -> None:
    ran("log", "add", desk, case)
    ran("log", "prove", desk, case)
    decided(case, "printed")
    late = ran("log", "prove", desk, case)
    assert "1 later decision is not in the log" in late.out
    verified = ran("log", "verify", f"{case}.tlog-proof", "--case", case, "--key", f"{desk}.pub")
    assert "0 of 1 decision covered" in verified.out
    again = ran("log", "add", desk, case, case)
    assert "bundle there already, entry 0" in again.out
    assert "decision added, entry 1" in again.out
    assert again.out.endswith(f"2 entries; give a copy of {desk}.checkpoint to somebody else\n")


def test_a_proof_of_another_case_is_refused(ran: Run, desk: Path, case: Path, saved: Saved) -> None:
    other = saved("researcher")
    ran("log", "add", desk, case, other)
    ran("log", "prove", desk, case)
    proof = ("log", "verify", f"{case}.tlog-proof", "--key", f"{desk}.pub")
    refused = ran(*proof, "--case", other)
    assert (refused.code, "a proof of another case" in refused.out) == (2, True)
    asked = ran(*proof)
    assert (asked.code, "add --case case.zip" in asked.err) == (2, True)
    whose = ran("log", "verify", f"{case}.tlog-proof", "--case", case)
    assert (whose.code, "give its public key" in whose.err) == (2, True)


def test_a_log_that_only_grew_is_shown_to_and_one_that_was_made_anew_is_not(
    ran: Run, desk: Path, case: Path, tmp_path: Path, saved: Saved
) -> None:
    ran("log", "add", desk, case)
    kept = tmp_path / "june.checkpoint"
    kept.write_bytes(Path(f"{desk}.checkpoint").read_bytes())
    decided(case, "asked")
    ran("log", "add", desk, case)
    step = tmp_path / "step.txt"
    grew = ran("log", "consistency", desk, kept, "-o", step)
    assert (grew.code, "2 entries now, and the first one is as it was" in grew.out) == (0, True)
    alone = ran("log", "consistency", step, kept, "--key", f"{desk}.pub")
    assert alone.code == 0
    assert ran("log", "verify", desk).code == 0

    newer = Path(f"{desk}.checkpoint").read_bytes()
    desk.unlink()
    create(desk, SigningKey.read(Path(f"{desk}.key").read_text("utf-8")).public)
    other = saved("researcher")
    ran("log", "add", desk, other)
    assert ran("log", "verify", desk).code == 0
    fresh = ran("log", "consistency", desk, kept)
    assert (fresh.code, "1 entries now" in fresh.out) == (2, False)
    kept.write_bytes(newer)
    shorter = ran("log", "consistency", desk, kept)
    assert (shorter.code, "that checkpoint is of 2 entries" in shorter.err) == (2, True)


def test_a_checkpoint_that_was_lost_is_written_by_the_next_addition(
    ran: Run, desk: Path, case: Path
) -> None:
    ran("log", "add", desk, case)
    head = Path(f"{desk}.checkpoint")
    newest = head.read_bytes()
    head.unlink()
    assert ran("log", "add", desk, case).code == 0
    assert head.read_bytes() == newest


def test_an_addition_that_is_refused_leaves_no_file_beside_the_log(
    ran: Run, desk: Path, case: Path
) -> None:
    before = sorted(desk.parent.iterdir())
    assert ran("log", "add", desk, desk).code == 2
    assert sorted(desk.parent.iterdir()) == before


@pytest.mark.parametrize(
    "sent",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "  \n"),
        lambda text: text.replace("\n", "\t\r\n") + "\r\n\r\n",
        lambda text: f"\ufeff{text}",
        lambda text: f"\n{text.rstrip()}",
    ],
    ids=["CRLF", "blanks", "tabs", "mark of a BOM", "lines before and none after"],
)
def test_proofs_checkpoints_and_keys_hold_however_a_mail_program_ends_their_lines(
    ran: Run, desk: Path, case: Path, sent: Callable[[str], str]
) -> None:
    ran("log", "add", desk, case)
    ran("log", "prove", desk, case)
    step = desk.with_name("step.txt")
    assert ran("log", "consistency", desk, f"{desk}.checkpoint", "-o", step).code == 0
    files = [Path(f"{case}.tlog-proof"), *(Path(f"{desk}.{one}") for one in ("checkpoint", "pub"))]
    for one in (*files, step):
        one.write_bytes(sent(one.read_text("utf-8")).encode())
    proof, head, public = files
    assert ran("log", "verify", proof, "--case", case, "--key", public).code == 0
    for of in (desk, step):
        same = ran("log", "consistency", of, head, "--key", public)
        assert same.out == f"{of}: 1 entry now, as many as then and the same\n"


def test_a_log_with_a_changed_entry_is_not_said_to_have_only_grown(
    ran: Run, desk: Path, case: Path
) -> None:
    ran("log", "add", desk, case)
    with closing(sqlite3.connect(desk, isolation_level=None)) as database:
        database.execute("update entry set content = x'00'")
    changed = ran("log", "consistency", desk, f"{desk}.checkpoint")
    assert (changed.code, "entry 0 was changed" in changed.out) == (2, True)


def test_a_file_of_another_kind_is_not_said_to_go_on_from_less(
    ran: Run, desk: Path, case: Path
) -> None:
    ran("log", "add", desk, case)
    wrong = ran("log", "consistency", case.with_suffix(".toml"), f"{desk}.checkpoint")
    assert wrong.code == 2
    other = ran("log", "consistency", f"{desk}.pub", f"{desk}.checkpoint", "--key", f"{desk}.pub")
    assert (other.code, "neither a log nor what" in other.out) == (2, True)


def test_file_names_with_direction_marks_are_shown_by_name(
    ran: Run, desk: Path, case: Path
) -> None:
    ran("log", "add", desk, case)
    marked = desk.with_name("a\u202eb.log")
    marked.write_bytes(desk.read_bytes())
    proof = desk.with_name("c\u202ed")
    shown = [
        ran("log", "verify", marked),
        ran("log", "verify", marked, "--key", f"{desk}.pub"),
        ran("log", "consistency", marked, f"{desk}.checkpoint"),
        ran("log", "prove", marked, case, "-o", proof),
        ran("log", "add", marked, case, "--key", f"{desk}.key"),
        ran("log", "init", f"{marked}2", "--name", "news.example/cases"),
    ]
    for one in shown:
        assert (one.code, "\u202e" in one.out, "⟨RLO⟩" in one.out) == (0, False, True)


def test_an_init_that_fails_is_not_in_the_way_of_the_next(
    ran: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    words = ("log", "init", tmp_path / "new.log", "--name", "news.example/cases")
    with monkeypatch.context() as patched:
        patched.setattr("persona_check.files.write_private", full)
        failed = ran(*words)
    assert (failed.code, "No space left" in failed.err) == (2, True)
    assert list(tmp_path.iterdir()) == []
    assert ran(*words).code == 0


def test_a_changed_case_is_not_added(ran: Run, desk: Path, case: Path) -> None:
    case.write_bytes(case.read_bytes()[:-40])
    refused = ran("log", "add", desk, case)
    assert refused.code == 2
    assert "bundle verify" in refused.err
    assert ran("log", "verify", desk).out.startswith(f"{desk}: 0 entries")


def test_a_log_is_not_made_over_another_and_its_key_is_private(ran: Run, desk: Path) -> None:
    again = ran("log", "init", desk, "--name", "news.example/cases")
    assert (again.code, "is there already" in again.err) == (2, True)
    assert Path(f"{desk}.key").stat().st_mode & 0o077 == 0
    named = ran("log", "init", f"{desk}2", "--name", "two words")
    assert (named.code, "no blanks" in named.err) == (2, True)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"text", b"PRIVATE+KEY+a+00000000+AQ=="])
def test_a_key_that_is_none_signs_nothing(ran: Run, desk: Path, case: Path, content: bytes) -> None:
    Path(f"{desk}.key").write_bytes(content)
    refused = ran("log", "add", desk, case)
    assert refused.code == 2
    assert f"{desk}.key" in refused.err
    other = ran("log", "verify", desk, "--key", f"{desk}.key")
    assert other.code == 2

"""Who decided what, in the bundle: shown in every form, verifiable, and the evidence untouched."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from persona_check.casefile import layout
from persona_check.casefile.archive import pack, read_members
from persona_check.casefile.bundle import read_bundle
from persona_check.casefile.claim import claim_in
from persona_check.casefile.decided import decisions_as_json, decisions_in
from persona_check.casefile.decisions import LONGEST, decide
from persona_check.casefile.verify import verify_bundle
from persona_check.errors import UsageError
from persona_check.model.claim import Claim
from persona_check.model.report import Decision
from persona_check.report.registry import ALL_FORMATS
from persona_check.report.terminal import Terminal
from persona_check.session import check
from persona_check.settings import Settings
from tests.cli.running import ran
from tests.hostile import HOSTILE
from tests.test_golden import FIXTURES

FIRST = Decision(
    by="A. Editor",
    decision="asked for a reply",
    reason="the mail domain",
    decided_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
)
SECOND = Decision(
    by="B. Chief",
    decision="printed",
    reason="she replied",
    decided_at=datetime(2026, 11, 22, tzinfo=UTC),
)


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "case.zip"
    done = ran(
        capsys, "check", "--claim", str(FIXTURES / "claims" / "professor.toml"),
        "--replay", str(FIXTURES / "answers" / "professor"), "--save", str(path), "-q",
    )  # fmt: skip
    assert done.code == 0
    return path


def test_decisions_stand_beside_evidence_that_stays_as_it_was(case: Path) -> None:
    before = read_members(case)
    assert decide(case, FIRST) == (FIRST,)
    assert decide(case, SECOND) == (FIRST, SECOND)
    after = read_members(case)
    assert set(after) - set(before) == {layout.DECISIONS}
    assert {name: after[name] for name in before} == before
    assert read_bundle(case).decisions == (FIRST, SECOND)
    assert verify_bundle(case).holds


def test_every_form_shows_who_decided_what_when_and_why(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decide(case, FIRST)
    for form in ("terminal", "json", "html", "markdown", "for-subject"):
        shown = ran(capsys, "check", "--replay", str(case), "--format", form)
        assert shown.code == 0
        for words in ("A. Editor", "asked for a reply", "the mail domain", "2026-11-21"):
            assert words in " ".join(shown.out.split()), form
    assert "A. Editor" in ran(capsys, "check", "--replay", str(case), "--details").out
    verified = ran(capsys, "bundle", "verify", str(case))
    assert (verified.code, verified.err) == (0, "")
    assert (
        "decided 2026-11-21, A. Editor: asked for a reply (reason: the mail domain)" in verified.out
    )


@pytest.mark.parametrize("field", ["by", "decision", "reason", "decided_at"])
def test_a_decision_that_was_changed_is_told(
    case: Path, capsys: pytest.CaptureFixture[str], field: str
) -> None:
    decide(case, FIRST)
    members = read_members(case)
    (entry,) = json.loads(members[layout.DECISIONS])
    entry[field] = "2026-11-20T09:00:00Z" if field == "decided_at" else "somebody else"
    members[layout.DECISIONS] = json.dumps([entry]).encode()
    case.write_bytes(pack(members))
    told = ran(capsys, "bundle", "verify", str(case))
    assert told.code == 2
    assert "decisions.json: a decision was changed, or is about another bundle" in told.out
    assert ran(capsys, "check", "--replay", str(case)).code == 2


def test_a_decision_about_another_case_and_one_left_out_are_told() -> None:
    content = decisions_as_json((FIRST, SECOND), b"manifest")
    assert decisions_in(content, b"manifest") == (FIRST, SECOND)
    with pytest.raises(ValueError, match="another bundle"):
        decisions_in(content, b"another")
    without_first = json.dumps(json.loads(content)[1:]).encode()
    with pytest.raises(ValueError, match="was changed"):
        decisions_in(without_first, b"manifest")
    for broken in (b"{}x", b'[{"by": 1}]', b"[[]]", b"5"):
        with pytest.raises(ValueError, match=r"cannot be read|Extra data|not iterable"):
            decisions_in(broken, b"manifest")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"by": " "}, "--by is empty"),
        ({"reason": "x" * (LONGEST + 1)}, "--reason is longer than 1000 characters"),
    ],
)
def test_a_decision_needs_who_what_and_why(
    case: Path, changed: dict[str, str], message: str
) -> None:
    words = {"by": "A", "decision": "d", "reason": "r"} | changed
    with pytest.raises(UsageError) as caught:
        decide(case, Decision(**words, decided_at=FIRST.decided_at))
    assert caught.value.message == message


def test_a_folder_and_what_was_not_saved_take_no_decision(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        decide(FIXTURES / "answers" / "professor", FIRST)
    other = tmp_path / "x.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(UsageError):
        decide(other, FIRST)


def test_hostile_decisions_are_inert_in_every_form(case: Path) -> None:
    payload = HOSTILE[0] + HOSTILE[40] + "\x1b[31m\u202e"
    decide(case, Decision(by=payload, decision=payload, reason="r", decided_at=FIRST.decided_at))
    shown = check(read_claim_of(case), Settings(replay=case))
    for form in (*ALL_FORMATS, Terminal(details=True)):
        if form.id != "json":
            assert "\x1b" not in form.render(shown)
            assert "\u202e" not in form.render(shown)
            assert "<script>document" not in form.render(shown) or form.id in (
                "terminal",
                "for-subject",
            )


def read_claim_of(case: Path) -> Claim:
    claim = claim_in(read_bundle(case).files)
    assert claim is not None
    return claim


def test_the_command_writes_and_shows_all_decisions(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("decide", str(case), "--by", "A. Editor", "--decision", "wait", "--reason", "no reply")
    done = ran(capsys, *words)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(", A. Editor: wait (reason: no reply)\n")
    assert len(ran(capsys, *words).out.splitlines()) == 2
    assert ran(capsys, "decide", str(case), "--by", "A").code == 2

"""The demo of control: the researcher's record with a letter that the institution signed."""

from dataclasses import replace
from pathlib import Path

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.report import Assurance, Report, Verdict
from persona_check.report.json_v1 import JsonV1
from persona_check.session import check
from persona_check.settings import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
LETTER = FIXTURES / "letters" / "researcher.eml"
SETTINGS = Settings(
    replay=FIXTURES / "answers" / "researcher", dns_replay=FIXTURES / "letters" / "keys.json"
)


def report(letter: Path | None, settings: Settings = SETTINGS) -> Report:
    flags = ClaimFlags(eml=str(letter) if letter else None)
    claim = claim_from_flags(flags, claim_file=FIXTURES / "claims" / "researcher.toml")
    return check(claim, settings)


def test_a_signed_letter_lifts_a_flawless_record_to_proven_control() -> None:
    without, signed = report(None).assessment, report(LETTER).assessment
    assert (without.verdict, without.assurance) == (Verdict.CORROBORATED, Assurance.A3)
    assert (signed.verdict, signed.assurance) == (Verdict.CORROBORATED, Assurance.A4)
    assert without.confidence < 0.85 < 0.95 < signed.confidence
    assert without.hypotheses.borrowed > 0.1 > signed.hypotheses.borrowed


@pytest.mark.parametrize(
    ("seen", "written"),
    [(b"Friday", b"Monday"), (b"d=norrvik.example", b"d=quorra.example"), (b"DKIM-Sig", b"X-Sig")],
)
def test_a_letter_that_was_touched_proves_nothing_and_accuses_nobody(
    tmp_path: Path, seen: bytes, written: bytes
) -> None:
    touched = tmp_path / "letter.eml"
    touched.write_bytes(LETTER.read_bytes().replace(seen, written, 1))
    with_it, without = report(touched).assessment, report(None).assessment
    assert (with_it.assurance, with_it.conflict) == (without.assurance, without.conflict)
    assert with_it.hypotheses == without.hypotheses


def test_a_replay_of_the_bundle_knows_the_key_that_the_run_knew(tmp_path: Path) -> None:
    first = report(LETTER, replace(SETTINGS, save=tmp_path / "case.zip"))
    again = report(LETTER, Settings(replay=tmp_path / "case.zip"))
    assert JsonV1().render(again) == JsonV1().render(first)


def test_without_any_answer_about_the_key_the_letter_is_not_checked() -> None:
    result = report(LETTER, replace(SETTINGS, dns_replay=None))
    levels = {f.observation.level for f in result.assessment.findings}
    assert "signature_not_verifiable" in levels
    assert result.assessment.assurance is Assurance.A3

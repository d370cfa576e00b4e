"""The demo of control: the researcher's record with a letter that the institution signed."""

import html
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.errors import NotAssessedError
from persona_check.model.report import Assurance, Report, Verdict
from persona_check.report.json_v1 import JsonV1
from persona_check.report.registry import ALL_FORMATS
from persona_check.report.terminal import Terminal
from persona_check.session import check
from persona_check.settings import Settings
from tests.faults.modes import FOREIGN, MODES, REFUSALS
from tests.faults.network import FaultyNetwork, everything
from tests.faults.runs import QUICK

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


OFFLINE = Settings(offline=True, dns_replay=FIXTURES / "letters" / "keys.json")


def test_a_letter_alone_is_judged_where_the_user_asks_nobody_and_no_reader_can_miss_it() -> None:
    result = report(LETTER, OFFLINE)
    assert result.assessment.verdict is Verdict.INSUFFICIENT
    assert result.assessment.coverage < 0.2
    said = "No source was asked: this report rests on what was handed in, and on nothing else."
    # the letter to the person repeats no account of the asking
    for one in ALL_FORMATS[:4]:
        assert said in html.unescape(" ".join(one.render(result).split())), one.id


def test_a_letter_alone_shows_nobody_who_knows_the_name_because_nobody_was_asked() -> None:
    shown = Terminal(columns=88).render(report(LETTER, OFFLINE))
    assert "nobody who may know was asked, or answered" in shown
    assert "nobody we asked knows" not in shown
    assert "the sources could not tell" not in shown


@pytest.mark.parametrize("mode", [*FOREIGN, "empty, 404", "portal at the router"])
@pytest.mark.parametrize("keys", [None, FIXTURES / "letters" / "keys.json"])
def test_a_letter_is_no_check_where_the_network_answers_in_place_of_the_services(
    mode: str, keys: Path | None, tmp_path: Path
) -> None:
    settings = replace(QUICK, dns_replay=keys, cache_dir=tmp_path)
    with (
        FaultyNetwork(everything(MODES[mode])).in_place(),
        mock.patch("persona_check.exhibits.dns_keys.ask_name_servers", return_value=None),
        pytest.raises(NotAssessedError) as caught,
    ):
        report(LETTER, settings)
    assert str(caught.value).startswith(
        "not assessed: this network answers in place of the services"
    )


@pytest.mark.parametrize("mode", ["500", "429", "hanging"])
def test_a_letter_is_no_check_where_no_source_answers(mode: str) -> None:
    with (
        FaultyNetwork(everything(REFUSALS[mode])).in_place(),
        pytest.raises(NotAssessedError),
    ):
        report(LETTER, replace(QUICK, dns_replay=SETTINGS.dns_replay))

"""A saved run: the bundle alone gives the same report in every form, or says why it may not."""

import asyncio
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from persona_check.casefile import replay, save
from persona_check.casefile.bundle import read_bundle, write_bundle
from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.claim import Claim
from persona_check.model.report import Report
from persona_check.progress import SilentProgress
from persona_check.report.base import Format
from persona_check.report.registry import ALL_FORMATS
from persona_check.report.terminal import Terminal
from persona_check.session import check
from persona_check.settings import Settings, SourceSettings
from persona_check.weighing import table
from tests.cli.running import ran
from tests.world_wire import NOW, WorldWire, client_over, world_settings

FIXTURES = Path(__file__).parents[2] / "fixtures"
LETTERS = FIXTURES / "letters"
FORMATS = (Terminal(columns=88), *(form for form in ALL_FORMATS if form.id != "terminal"))


def letter_claim() -> Claim:
    """The researcher with a portrait and a signed letter."""
    flags = ClaimFlags(eml=str(LETTERS / "researcher.eml"))
    return claim_from_flags(flags, claim_file=FIXTURES / "claims" / "researcher.toml")


def settings(path: Path, **more: object) -> Settings:
    usual = Settings(
        replay=FIXTURES / "answers" / "researcher",
        dns_replay=LETTERS / "keys.json",
        save=path,
        prior="reviewer",
        without_sources=frozenset({"dblp", "wikidata"}),
    )
    return replace(usual, **more)  # type: ignore[arg-type]  # named fields of the builder


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    path = tmp_path_factory.mktemp("saved") / "case.zip"
    return path, check(letter_claim(), settings(path))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_the_bundle_alone_gives_the_same_bytes_in_every_form(
    form: Format, saved: tuple[Path, Report], capsys: pytest.CaptureFixture[str]
) -> None:
    path, report = saved
    again = ran(capsys, "check", "--replay", str(path), "--format", form.id)
    assert (again.code, again.err) == (0, "")
    assert again.out == form.render(report)


def test_the_report_in_the_bundle_is_the_replayed_one(
    saved: tuple[Path, Report], capsys: pytest.CaptureFixture[str]
) -> None:
    again = ran(capsys, "check", "--replay", str(saved[0]), "--json").out
    assert read_bundle(saved[0]).files["report.json"].decode() == again
    assert json.loads(again)["prior_name"] == "reviewer"
    assert {lookup["source"] for lookup in json.loads(again)["lookups"]} & {"dblp"} == set()


def test_a_prior_or_sources_that_are_named_on_replay_win_over_the_recorded(
    saved: tuple[Path, Report], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("check", "--replay", str(saved[0]), "--json", "--prior", "default")
    report = json.loads(ran(capsys, *words, "--source", "crossref").out)
    assert report["prior_name"] == "default"
    assert {lookup["source"] for lookup in report["lookups"]} == {"crossref"}


def test_a_bundle_holds_claim_answers_report_keys_and_what_the_report_depends_on(
    saved: tuple[Path, Report],
) -> None:
    bundle = read_bundle(saved[0])
    assert set(bundle.files) == {
        "calibration.json",
        "claim.json",
        "dns.json",
        "exhibit-1.bin",
        "exhibit-2.bin",
        "report.json",
    }
    assert bundle.files["calibration.json"] == table.shipped()
    made = bundle.circumstances
    assert made is not None
    assert made.prior == "reviewer"
    assert made.without_sources == ("dblp", "wikidata")
    assert made.calibration_id == table.load().id
    assert re.fullmatch(r"3\.\d+\.\d+.*", made.python or "")
    assert {"httpx", "lxml", "numpy"} <= set(made.libraries)
    assert bundle.time_stamp is None


def test_the_same_run_gives_the_same_bundle(saved: tuple[Path, Report], tmp_path: Path) -> None:
    check(letter_claim(), settings(tmp_path / "again.zip"))
    assert (tmp_path / "again.zip").read_bytes() == saved[0].read_bytes()


def test_what_a_reviewer_sets_aside_in_a_bundle_is_kept_in_one_of_their_own(
    saved: tuple[Path, Report], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again, reviewed = tmp_path / "again.zip", tmp_path / "reviewed.zip"
    assert ran(capsys, "check", "--replay", str(saved[0]), "--save", str(again)).code == 0
    assert again.read_bytes() == saved[0].read_bytes()
    override = ("--override", "control/signed_from_printed_address=the mailbox is shared")
    words = ("check", "--replay", str(saved[0]), *override, "--save", str(reviewed))
    first = ran(capsys, *words, "--details")
    assert (first.code, first.err) == (0, "")
    assert "the mailbox is shared" in first.out
    again_shown = ran(capsys, "check", "--replay", str(reviewed), "--details")
    assert again_shown.out == first.out


def test_what_a_bundle_sets_aside_and_a_replay_does_not_find_is_told(
    saved: tuple[Path, Report], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviewed = tmp_path / "reviewed.zip"
    override = ("--override", "publications/record_confirmed=a namesake's")
    words = ("check", "--replay", str(saved[0]), *override, "--save", str(reviewed))
    assert ran(capsys, *words).code == 0
    again = ran(capsys, "check", "--replay", str(reviewed), "--source", "ror", "--json")
    assert again.code == 0
    report = json.loads(again.out)
    assert report["notes"] == [
        "The bundle sets publications/record_confirmed aside (a namesake's), but this run "
        "did not find it."
    ]
    missing = ran(capsys, "check", "--replay", str(reviewed), "--source", "ror", *override)
    assert missing.code == 2
    assert "has no finding" in missing.err


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_a_replay_under_another_calibration_says_so(
    form: Format,
    saved: tuple[Path, Report],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(replay, "shipped", lambda: b'{"other": 1}')
    monkeypatch.setattr(replay, "load", lambda: replace(table.load(), id="later-1"))
    shown = ran(capsys, "check", "--replay", str(saved[0]), "--format", form.id).out
    words = " ".join(shown.replace("\\", "").split())
    if form.id != "for-subject":  # a letter to a person gives no weights and no confidence
        assert "Replayed with calibration later-1; the bundle was made with" in words
        assert "confidence and verdict may differ from the saved report" in words


def test_a_replay_by_another_version_says_so(
    saved: tuple[Path, Report], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "__version__", "9.9.9")
    (note,) = json.loads(ran(capsys, "check", "--replay", str(saved[0]), "--json").out)["notes"]
    assert note.startswith("Replayed with persona-check 9.9.9; the bundle was made with 0.")


def test_recorded_answers_that_no_run_saved_give_no_such_note() -> None:
    claim = claim_from_flags(ClaimFlags(), claim_file=FIXTURES / "claims" / "researcher.toml")
    assert check(claim, Settings(replay=FIXTURES / "answers" / "researcher")).notes == ()


def test_an_unknown_prior_in_a_bundle_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.zip"
    made = save.circumstances_of(Settings(prior="from the future"))
    write_bundle(path, as_of=NOW, envelopes=[], circumstances=made)
    result = ran(capsys, "check", "Ada Example", "--doi", "10.5555/x", "--replay", str(path))
    assert result.code == 2
    assert "unknown prior" in result.err


def test_neither_user_nor_password_of_an_address_reaches_the_bundle(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"

    async def run() -> None:
        own = {"crossref": SourceSettings(base_url="http://desk:s3cret@mirror.example:8080/v1")}
        http = client_over(WorldWire(), replace(world_settings(), sources=own, save=path))
        await save.save(http, {}, SilentProgress())

    asyncio.run(run())
    assert read_bundle(path).base_urls == {"crossref": "http://mirror.example:8080/v1"}


def test_without_a_place_to_save_nothing_is_written(tmp_path: Path) -> None:
    async def run() -> None:
        await save.save(client_over(WorldWire(), world_settings()), {"x": b""}, SilentProgress())

    asyncio.run(run())
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_is_not_installed_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save, "_LIBRARIES", ("httpx", "no-such-library-at-all"))
    assert list(save.circumstances_of(Settings()).libraries) == ["httpx"]

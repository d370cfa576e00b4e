import csv
import io
import json
import re
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from fixtures.world.answers import answer
from persona_check.cli import app
from persona_check.cli.output import shows_unicode
from persona_check.report.registry import ALL_FORMATS
from persona_check.report.terminal import Terminal
from persona_check.sources.base import Availability
from persona_check.sources.crossref import Crossref
from persona_check.weighing.priors import PRESETS
from tests.cli.running import Ran, ran
from tests.report.builders import report as shown_report

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).parent.parent.parent
CLAIMS, ANSWERS = ROOT / "fixtures" / "claims", ROOT / "fixtures" / "answers"


def replayed(capsys: Capture, who: str, *more: str) -> Ran:
    return ran(
        capsys,
        "check",
        "--claim",
        str(CLAIMS / f"{who}.toml"),
        "--replay",
        str(ANSWERS / who),
        *more,
    )


def test_a_report_goes_to_stdout_and_nothing_to_stderr(capsys: Capture) -> None:
    code, out, err = replayed(capsys, "researcher")
    assert (code, err) == (0, "")
    assert out.startswith("Maren Oduya-Lindqvist  ")
    assert "\n✓ The record is real. " in out
    assert len(out.splitlines()) <= 30
    assert "\x1b" not in out


def test_everything_is_printed_where_details_are_asked_for(capsys: Capture) -> None:
    short = replayed(capsys, "professor").out
    code, out, err = replayed(capsys, "professor", "--details")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 5 * len(short.splitlines())
    assert "contact/look_alike_domain" in out
    assert "mixed  part of the claim is confirmed" in out


def test_a_quiet_check_prints_one_line_that_scripts_can_read(
    capsys: Capture, tmp_path: Path
) -> None:
    code, out, err = replayed(capsys, "ethicist", "-q")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"contradicted  <1 in 100  Cassian Thornewhit: Nobody .*\.\n", out)
    # as ever, where another form or a file was asked for
    assert json.loads(replayed(capsys, "ethicist", "-q", "--json").out)["schema"] == 1
    to = tmp_path / "r.txt"
    assert replayed(capsys, "ethicist", "-q", "-o", str(to)) == (0, "", "")
    assert len(to.read_text("utf-8").splitlines()) > 10


def test_the_draft_of_a_step_is_printed_alone_in_the_language_asked_for(capsys: Capture) -> None:
    code, out, err = replayed(capsys, "researcher", "--draft", "1", "--language", "fr-CH")
    assert (code, err) == (0, "")
    assert out.startswith("Bonjour Maren Oduya-Lindqvist,\n")
    assert out.endswith("[votre nom]\n")
    wrong = replayed(capsys, "ethicist", "--draft", "2")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == "error: next step 2 has no draft\nhint: choose from 1, 3\n"
    assert replayed(capsys, "researcher", "--language", "xx").code == 2


def test_marks_are_plain_where_the_terminal_has_no_unicode(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    assert not shows_unicode(sys.stdout)
    shown = Terminal(unicode=False, columns=80).render(shown_report())
    assert shown.isascii()


def test_a_page_is_opened_where_one_was_written(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    to = tmp_path / "r.html"
    assert replayed(capsys, "researcher", "-o", str(to), "--open") == (0, "", "")
    assert opened == [to.as_uri()]
    wrong = replayed(capsys, "researcher", "--open")
    assert (wrong.code, wrong.err) == (
        2,
        "error: --open needs a page to open\nhint: add --output report.html\n",
    )


def test_a_table_row_can_be_had_of_one_claim(capsys: Capture, tmp_path: Path) -> None:
    to = tmp_path / "r.csv"
    assert replayed(capsys, "professor", "-o", str(to)) == (0, "", "")
    (row,) = csv.DictReader(to.read_text("utf-8").splitlines())
    assert (row["verdict"], row["name"]) == ("mixed", "Henrike Aldous-Varga")


def test_a_pdf_is_printed_by_the_browser_that_there_is(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "chromium"
    fake.write_text(
        "#!/bin/sh\n"
        'for word; do case "$word" in\n'
        '--print-to-pdf=*) echo "%PDF-1.4" > "${word#*=}";; esac; done\n'
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    to = tmp_path / "r.pdf"
    assert replayed(capsys, "researcher", "-o", str(to)) == (0, "", "")
    assert to.read_bytes() == b"%PDF-1.4\n"
    fake.write_text("#!/bin/sh\nexit 3\n")
    failed = replayed(capsys, "researcher", "-o", str(to))
    assert (failed.code, failed.err.splitlines()[0]) == (
        2,
        "error: chromium could not make the PDF",
    )
    monkeypatch.setattr("persona_check.cli.pdf._NAMES", ("no-such-browser",))
    monkeypatch.setattr("persona_check.cli.pdf._MAC", ())
    none = replayed(capsys, "researcher", "-o", str(to))
    assert none.err.splitlines()[1].startswith("hint: install Chromium, or write report.html")
    assert replayed(capsys, "researcher", "-f", "pdf").code == 2


def test_json_is_one_object_by_either_option(capsys: Capture) -> None:
    long = replayed(capsys, "ethicist", "--format", "json").out
    assert long == replayed(capsys, "ethicist", "--json").out
    report = json.loads(long)
    assert (report["schema"], report["id"], report["verdict"]) == (1, "ethicist", "contradicted")


def test_an_output_file_is_written_and_stdout_stays_empty(capsys: Capture, tmp_path: Path) -> None:
    to = tmp_path / "report.json"
    assert replayed(capsys, "professor", "--json", "-o", str(to)) == (0, "", "")
    assert json.loads(to.read_text("utf-8"))["id"] == "professor"


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (".html", "<!doctype html>"),
        (".HTM", "<!doctype html>"),
        (".md", "# "),
        (".json", "{"),
        (".txt", "Maren Oduya-Lindqvist  "),
    ],
)
def test_a_file_has_the_form_of_its_ending_if_none_was_given(
    capsys: Capture, tmp_path: Path, ending: str, begins: str
) -> None:
    to = tmp_path / f"report{ending}"
    assert replayed(capsys, "researcher", "-o", str(to)) == (0, "", "")
    assert to.read_text("utf-8").lower().startswith(begins.lower())


@pytest.mark.parametrize(
    ("ending", "asked", "named"),
    [
        (".html", ("-f", "terminal"), "terminal"),
        (".html", ("--json",), "json"),
        (".json", ("--for-subject",), "for-subject"),
        (".pdf", ("-f", "html"), "html"),
    ],
)
def test_a_form_that_the_ending_of_the_file_denies_is_an_error(
    capsys: Capture, tmp_path: Path, ending: str, asked: tuple[str, ...], named: str
) -> None:
    to = tmp_path / f"report{ending}"
    code, out, err = replayed(capsys, "researcher", *asked, "-o", str(to))
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == f"error: a file ending in {ending} cannot hold {named}"
    assert not to.exists()


@pytest.mark.parametrize(
    ("file", "asked", "begins"),
    [
        ("r.txt", ("--for-subject",), "What we looked at"),
        ("r.out", ("--json",), "{"),
        ("r", ("-f", "markdown"), "# "),
        ("r.json", ("-f", "json"), "{"),
    ],
)
def test_any_form_may_stand_in_a_file_whose_ending_says_nothing_else(
    capsys: Capture, tmp_path: Path, file: str, asked: tuple[str, ...], begins: str
) -> None:
    to = tmp_path / file
    assert replayed(capsys, "researcher", *asked, "-o", str(to)) == (0, "", "")
    assert to.read_text("utf-8").startswith(begins)


def test_the_same_bundle_gives_the_same_bytes(capsys: Capture) -> None:
    assert replayed(capsys, "researcher", "--json") == replayed(capsys, "researcher", "--json")


def test_low_confidence_fails_only_where_asked_for(capsys: Capture) -> None:
    assert replayed(capsys, "ethicist").code == 0
    assert replayed(capsys, "ethicist", "--fail-under", "0.5").code == 10
    assert replayed(capsys, "researcher", "--fail-under", "0.5").code == 0
    assert replayed(capsys, "researcher", "--fail-under", "5").code == 2


def test_a_dry_run_prints_the_queries_and_asks_nothing(capsys: Capture) -> None:
    code, out, err = ran(
        capsys, "check", "Ada Example", "--doi", "10.5555/r", "--dry-run", "--no-source", "crossref"
    )
    assert (code, err) == (0, "")
    assert "work doi:10.5555/r  →  openalex" in out
    assert "people named Ada Example  →  " in out
    assert "crossref" not in out


def test_a_dry_run_that_would_reach_nobody_says_so(capsys: Capture) -> None:
    words = ("check", "Ada Example", "--doi", "10.5555/r", "--dry-run")
    assert "leaves this machine" not in ran(capsys, *words).out
    end = ran(capsys, *words, "--offline").out.splitlines()
    assert "Nothing leaves this machine: only stored answers are used." in end
    end = ran(capsys, *words, "--replay", str(ANSWERS / "researcher")).out.splitlines()
    assert "Nothing leaves this machine: only the bundle is used." in end


def test_a_dry_run_of_an_empty_claim_says_that_there_is_nothing_to_ask(capsys: Capture) -> None:
    code, out, _ = ran(
        capsys, "check", "Ada Example", "--email", "a@b.example", "--dry-run", "--source", "ror"
    )
    assert code == 0
    assert out.splitlines()[0].startswith("nothing to ask: ")


def test_without_any_answer_the_exit_code_is_4(capsys: Capture) -> None:
    code, out, err = ran(capsys, "check", "Ada Example", "--doi", "10.5555/r", "--offline")
    assert (code, out) == (4, "")
    assert err == (
        "error: not assessed: no source answered\n"
        "hint: run once without --offline, or add a local corpus with --corpus\n"
    )


def test_a_replay_without_any_answer_does_not_blame_the_connection(capsys: Capture) -> None:
    other = str(ANSWERS / "ethicist")
    code, _, err = ran(capsys, "check", "Ada Example", "--doi", "10.5555/r", "--replay", other)
    assert (code, err) == (
        4,
        "error: not assessed: no source answered\n"
        "hint: replay the bundle saved for this claim, or run without --replay\n",
    )


@pytest.fixture
def crossref(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    """The invented world's Crossref on this machine."""
    with HTTPServer(threaded=True) as httpserver:
        serve_crossref(httpserver)
        monkeypatch.setenv("PERSONA_CHECK_CROSSREF_URL", httpserver.url_for("").rstrip("/"))
        yield httpserver


def serve_crossref(httpserver: HTTPServer) -> None:

    def reply(request: Request) -> Response:
        real = answer("https://api.crossref.org" + request.full_path)
        return Response(real.body, status=real.status, content_type=real.content_type)

    httpserver.expect_request(re.compile("/works/.*")).respond_with_handler(reply)


DOI = "10.5555/maren17.2022"
CLAIM = ("check", "Maren Oduya-Lindqvist", "--doi", DOI, "--source", "crossref", "--json")


def test_flags_alone_make_a_whole_check_and_leave_a_bundle_that_replays(
    capsys: Capture, tmp_path: Path, crossref: HTTPServer
) -> None:
    bundle = tmp_path / "case.zip"
    first = ran(capsys, *CLAIM, "--save", str(bundle), "--no-cache", "--quiet")
    assert (first.code, first.err) == (0, "")
    report = json.loads(first.out)
    (work,) = report["claim"]["assertions"]
    assert (work["value"], work["state"]) == (f"doi:{DOI}", "supported")
    asked = len(crossref.log)
    again = ran(capsys, *CLAIM, "--replay", str(bundle))
    assert again.code == 0
    assert json.loads(again.out)["findings"][0]["summary"] == report["findings"][0]["summary"]
    assert len(crossref.log) == asked


def test_what_a_reviewer_set_aside_is_kept_in_the_bundle_and_replayed(
    capsys: Capture, tmp_path: Path, crossref: HTTPServer
) -> None:
    bundle = tmp_path / "case.zip"
    aside = ("--override", "footprint/known_lately=a namesake's = record")
    first = ran(capsys, *CLAIM, "--save", str(bundle), "--no-cache", "--quiet", *aside)
    assert (first.code, first.err) == (0, "")
    review = json.loads(first.out)["review"]
    assert [one["reason"] for one in review["set_aside"]] == ["a namesake's = record"]
    assert review["set_aside"][0]["finding"]["id"] == "footprint/known_lately"
    again = json.loads(ran(capsys, "check", "--replay", str(bundle), "--json").out)
    assert [one["reason"] for one in again["review"]["set_aside"]] == ["a namesake's = record"]
    assert again["review"]["confidence"] == review["confidence"]
    assert again["confidence"] == json.loads(first.out)["confidence"]


def test_an_override_of_what_is_not_there_says_what_is(capsys: Capture) -> None:
    code, out, err = replayed(capsys, "ethicist", "--override", "footprint/known_for_years=x")
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == (
        "error: this report has no finding “footprint/known_for_years” to set aside"
    )
    assert err.splitlines()[1].startswith("hint: choose from publications/record_absent, ")


def test_the_right_of_reply_has_an_option_of_its_own(capsys: Capture) -> None:
    letter = replayed(capsys, "ethicist", "--for-subject")
    assert letter == replayed(capsys, "ethicist", "--format", "for-subject")
    assert letter.out.startswith("What we looked at: Cassian Thornewhit")
    assert replayed(capsys, "ethicist", "--for-subject", "--json").code == 2


def test_a_second_run_asks_nothing_again(capsys: Capture, crossref: HTTPServer) -> None:
    first = ran(capsys, *CLAIM, "--as-of", "2026-11-23")
    asked = len(crossref.log)
    assert asked > 0
    second = ran(capsys, *CLAIM, "--as-of", "2026-11-23")
    assert len(crossref.log) == asked
    assert json.loads(second.out)["verdict"] == json.loads(first.out)["verdict"]


def test_ctrl_c_prints_what_was_gathered(
    tmp_path: Path, crossref: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def slow(request: Request) -> Response:
        released.wait(timeout=30)
        return Response("{}", status=503)

    crossref.expect_request("/works").respond_with_handler(slow)
    monkeypatch.setenv("HOME", str(tmp_path))
    patient = ("--request-timeout", "60", "--timeout", "120")  # for a machine under load
    words = [*CLAIM, "--work", "On Lakes (2014)", *patient]
    process = subprocess.Popen(  # noqa: S603  # own program
        [sys.executable, "-m", "persona_check", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + 20
        while not crossref.log and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.7)  # for the answer to arrive, and the second question to be asked
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    finally:
        released.set()
        process.kill()
    assert process.returncode == 0, err
    lookups = json.loads(out)["lookups"]
    results = {lookup["query"]: lookup["result"] for lookup in lookups}
    assert results[f"work doi:{DOI}"] == "found"
    assert results["work titled On Lakes"] == "unavailable"
    assert {lookup["reason"] for lookup in lookups} == {None, "interrupted"}


def test_a_dry_run_names_the_sources_that_cannot_be_asked(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    unusable = Availability(usable=False, hint="mend it")
    monkeypatch.setattr(Crossref, "availability", lambda self: unusable)
    out = ran(capsys, *CLAIM[:-1], "--dry-run").out
    assert out.splitlines()[-1] == "not asked: crossref (mend it)"


def test_a_check_that_got_few_answers_is_saved_and_verified(
    capsys: Capture, tmp_path: Path, crossref: HTTPServer
) -> None:
    bundle = tmp_path / "case.zip"
    crossref.expect_request("/works").respond_with_data("", status=401)
    more = ("--work", "On Lakes (2014)", "--no-cache")
    assert ran(capsys, *CLAIM, "--save", str(bundle), *more).code == 0
    code, out, err = ran(capsys, "bundle", "verify", str(bundle))
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].startswith(f"{bundle}: intact; made 20")
    assert " ".join(lines[1].split()) == "crossref 2 answers"
    assert lines[2].endswith("queries without an answer")
    assert "  report.json" in lines


def test_the_program_runs_as_a_module(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["persona-check", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("persona_check", run_name="__main__")
    assert (end.value.code, capsys.readouterr().out.split()[0]) == (0, "persona-check")


def test_an_unknown_format_is_a_usage_error_before_anything_is_asked(capsys: Capture) -> None:
    code, out, err = ran(capsys, "check", "Ada", "--format", "xml", "--timeout", "1")
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == "error: unknown format “xml”"


def test_the_help_names_every_format() -> None:
    commands: Any = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group
    (option,) = (one for one in commands["check"].params if one.name == "format")
    words = option.help.partition(":")[2].partition(";")[0]
    named = {word.strip() for word in words.split(",")}
    assert named == {"csv", "pdf", *(one.id for one in ALL_FORMATS)}


@pytest.mark.parametrize("command", ["check", "batch"])
def test_the_help_names_every_preset_of_the_prior_and_no_other(command: str) -> None:
    commands: Any = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group
    (option,) = (one for one in commands[command].params if one.name == "prior")
    named = option.help.partition(":")[2].partition(" or ")[0].strip(" ,")
    assert named.split(", ") == [preset.name for preset in PRESETS]

"""``persona-check bundle`` and what ``check`` keeps: hashes, time-stamps, WARC files."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from persona_check.casefile import time_stamps, verify
from persona_check.casefile.bundle import read_bundle, write_bundle
from tests.casefile.small_tsa import REFUSED, SmallTsa
from tests.cli.running import Ran, ran
from tests.web.test_cache import FAILED, NOW, envelope

Capture = pytest.CaptureFixture[str]
CLAIM = ("check", "Ada Example", "--doi", "10.5555/abc", "--offline", "--no-cache", "--json")
TSA = SmallTsa()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A bundle of two answers, a claim and a report."""
    path = tmp_path / "case.zip"
    other = envelope("https://api.crossref.org/works/10.5555/def")
    files = {"claim.json": b"{}", "report.json": b"{}", "dns.json": b"{}", "corpus.json": b"[]"}
    write_bundle(path, as_of=NOW, envelopes=[envelope(), other], files=files)
    return path


def verified(capsys: Capture, *words: str | Path) -> Ran:
    return ran(capsys, "bundle", "verify", *map(str, words))


def touched(
    case: Path, change: Callable[[str, bytes], bytes | None], add: tuple[str, ...] = ()
) -> Path:
    changed = case.with_name("touched.zip")
    with zipfile.ZipFile(case) as before, zipfile.ZipFile(changed, "w") as after:
        for entry in before.namelist():
            now = change(entry, before.read(entry))
            if now is not None:
                after.writestr(entry, now)
        for entry in add:
            after.writestr(entry, b"{}")
    return changed


def test_a_whole_bundle_is_told_with_what_it_holds(capsys: Capture, case: Path) -> None:
    digest = read_bundle(case).manifest_sha256
    code, out, err = verified(capsys, case)
    assert (code, err) == (0, "")
    assert re.sub(r"persona-check \S+", "persona-check X", out).splitlines() == [
        f"{case}: intact; made 2026-03-04 05:06 UTC by persona-check X",
        "  crossref         2 answers",
        "  claim.json",
        "  corpus.json",
        "  dns.json",
        "  report.json",
        f"  manifest sha256 {digest}",
        "  no time-stamp: nothing shows when it was made",
    ]


def test_a_request_that_failed_is_no_answer(capsys: Capture, tmp_path: Path) -> None:
    write_bundle(tmp_path / "case.zip", as_of=NOW, envelopes=[FAILED, envelope()])
    assert "  crossref         1 answer\n" in verified(capsys, tmp_path / "case.zip").out


def test_every_file_that_was_changed_taken_or_added_is_named(capsys: Capture, case: Path) -> None:
    def change(name: str, content: bytes) -> bytes | None:
        return None if name == "files/claim.json" else content + b" " * ("manifest" not in name)

    path = touched(case, change, add=("files/override.json",))
    code, out, err = verified(capsys, path)
    lines = out.splitlines()
    assert (code, err) == (2, "")
    assert lines[0] == f"{path}: not intact"
    assert len(lines) == 10
    for line in (
        "  files/claim.json is missing",
        "  files/corpus.json does not match its hash",
        "  files/dns.json does not match its hash",
        "  files/report.json does not match its hash",
        "  files/override.json was added later",
    ):
        assert line in lines
    assert sum("answers/crossref/" in line for line in lines) == 4


def test_of_very_many_differences_some_are_named_and_the_rest_counted(
    capsys: Capture, case: Path
) -> None:
    path = touched(case, lambda name, body: body, add=tuple(f"files/{n}" for n in range(100)))
    lines = verified(capsys, path).out.splitlines()
    assert len(lines) == 42
    assert lines[-1] == "  and 60 more"


def test_one_bundle_that_does_not_hold_keeps_no_other_from_being_looked_at(
    capsys: Capture, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "words.zip").write_bytes(b"words")
    code, out, _ = verified(capsys, tmp_path / "words.zip", tmp_path / "none.zip", case)
    lines = out.splitlines()
    assert code == 2
    assert lines[0].endswith("words.zip: it is not a zip file")
    assert "none.zip: No such file" in lines[1]
    assert lines[2].startswith(f"{case}: intact; made 2026-03-04 05:06 UTC by persona-check ")


def test_recorded_answers_without_a_list_of_hashes_are_no_saved_bundle(
    capsys: Capture, tmp_path: Path
) -> None:
    code, out, _ = verified(capsys, tmp_path)
    assert code == 2
    assert "no list of hashes, so it is not a saved bundle" in out


def test_a_hostile_list_of_hashes_is_told_in_plain_words(capsys: Capture, case: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        return b'{"bundle": 1, "sha256": {"\\u001b[31m\\u202e": "x"}}' if "man" in name else content

    out = verified(capsys, touched(case, change)).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "is missing" in out


# --- time-stamps -------------------------------------------------------------------------------


@pytest.fixture
def service(httpserver: HTTPServer) -> HTTPServer:
    def answer(request: Request) -> Response:
        return Response(TSA.answer(request.data), content_type="application/timestamp-reply")

    httpserver.expect_request("/tsa", method="POST").respond_with_handler(answer)
    return httpserver


def stamped(capsys: Capture, path: Path, url: str, *more: str) -> Ran:
    """A check that may ask no source; the service may be asked all the same."""
    words = [word for word in CLAIM if word != "--offline"]
    words += ["--max-requests", "0", "--save", str(path), "--timestamp-url", url, *more]
    return ran(capsys, *words)


def test_a_saved_bundle_is_stamped_and_verified_against_roots(
    capsys: Capture, tmp_path: Path, service: HTTPServer
) -> None:
    path, roots = tmp_path / "case.zip", tmp_path / "roots.pem"
    roots.write_bytes(TSA.root_pem)
    result = stamped(capsys, path, service.url_for("/tsa"))
    assert result.code in (0, 4)
    assert "no time-stamp" not in result.err
    ((request, _),) = service.log
    assert request.headers["content-type"] == "application/timestamp-query"
    assert b"Ada" not in request.data

    trusted = verified(capsys, path, "--timestamp-roots", roots)
    assert trusted.code == 0
    assert re.fullmatch(
        "  time-stamp 2026-11-20 12:00:05 UTC by CN=Stamps of Example"
        "(, earlier than the time of the run)?; signer verified",
        trusted.out.splitlines()[-1],
    )

    untrusted = verified(capsys, path)
    assert untrusted.code == 0
    assert "signer not verified: no root" in untrusted.out

    roots.write_bytes(SmallTsa("Another").root_pem)
    wrong = verified(capsys, path, "--timestamp-roots", roots)
    assert wrong.code == 2
    assert "signer not verified: it does not lead to a given" in wrong.out


@pytest.mark.parametrize(("made_at", "earlier"), [("2026-11-20", False), ("2026-11-21", True)])
def test_a_stamp_from_before_the_run_is_told(
    made_at: str, earlier: bool, capsys: Capture, tmp_path: Path, service: HTTPServer
) -> None:
    path = tmp_path / "case.zip"
    stamped(capsys, path, service.url_for("/tsa"), "--as-of", made_at)
    assert ("earlier than the time of the run" in verified(capsys, path).out) is earlier


def test_a_stamp_of_another_bundle_does_not_hold(
    capsys: Capture, case: Path, tmp_path: Path, service: HTTPServer
) -> None:
    stamped(capsys, tmp_path / "other.zip", service.url_for("/tsa"))
    token = read_bundle(tmp_path / "other.zip").time_stamp
    assert token is not None
    moved = touched(case, lambda name, content: content)
    with zipfile.ZipFile(moved, "a") as archive:
        archive.writestr("timestamp.tsr", token)
    code, out, _ = verified(capsys, moved)
    assert code == 2
    assert out.splitlines()[-1] == (
        "  invalid time-stamp: it was made for something other than this manifest"
    )


def test_where_roots_are_given_a_bundle_without_a_stamp_does_not_pass(
    capsys: Capture, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "roots.pem").write_bytes(TSA.root_pem)
    code, out, _ = verified(capsys, case, "--timestamp-roots", tmp_path / "roots.pem")
    assert code == 2
    assert "no time-stamp" in out


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Response("busy", status=503), "the service answered with status 503"),
        (Response("moved", status=302, headers={"location": "/else"}), "status 302"),
        (Response("<html>", content_type="text/html"), "it is not a time-stamp token"),
        (Response(REFUSED), "the service refused (status 2)"),
        (Response(b"\0" * 300_000), "the answer is larger than 256 KiB"),
    ],
    ids=["down", "moved", "page", "refused", "huge"],
)
def test_a_service_that_gives_no_stamp_leaves_the_bundle_unstamped_and_says_so(
    answer: Response, words: str, capsys: Capture, tmp_path: Path, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/tsa").respond_with_response(answer)
    path = tmp_path / "case.zip"
    result = stamped(capsys, path, httpserver.url_for("/tsa"))
    assert "no time-stamp: " in result.err
    assert words in result.err
    assert read_bundle(path).time_stamp is None
    assert verified(capsys, path).code == 0


def test_a_service_that_nobody_runs_leaves_the_bundle_unstamped(
    capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "case.zip"
    result = stamped(capsys, path, "http://127.0.0.1:9/tsa")
    assert "no time-stamp: 127.0.0.1 refused the connection" in result.err
    assert verified(capsys, path).code == 0


def test_offline_no_service_is_asked(capsys: Capture, tmp_path: Path, service: HTTPServer) -> None:
    path = tmp_path / "case.zip"
    url = service.url_for("/tsa")
    result = ran(capsys, *CLAIM, "--save", str(path), "--timestamp-url", url)
    assert "no time-stamp: this run does not use the network" in result.err
    assert service.log == []


def test_a_dry_run_lists_the_service_without_what_is_secret_in_its_address(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSONA_CHECK_TIMESTAMP_URL", "https://desk:s3cret@stamps.example/tsa")
    words = ("check", "Ada Example", "--doi", "10.5555/abc", "--dry-run")
    out = ran(capsys, *words, "--save", "case.zip").out
    assert "SHA-256 of the bundle's manifest  →  https://stamps.example/tsa\n" in out
    assert "s3cret" not in out
    assert "stamps.example" not in ran(capsys, *words).out
    assert "stamps.example" not in ran(capsys, *words, "--save", "case.zip", "--offline").out


def test_without_the_extra_a_stamp_is_refused_before_anything_is_asked(
    capsys: Capture, tmp_path: Path, service: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_stamps, "find_spec", lambda name: None)
    result = stamped(capsys, tmp_path / "case.zip", service.url_for("/tsa"))
    assert result.code == 2
    assert "persona-check[timestamp]" in result.err
    assert not (tmp_path / "case.zip").exists()


def test_without_the_extra_a_stamped_bundle_is_whole_and_its_stamp_not_read(
    capsys: Capture, tmp_path: Path, service: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.zip"
    stamped(capsys, path, service.url_for("/tsa"))
    monkeypatch.setattr(time_stamps, "find_spec", lambda name: None)
    code, out, _ = verified(capsys, path)
    assert code == 0
    assert "time-stamp not read" in out
    assert "persona-check[timestamp]" in out
    assert verified(capsys, path, "--timestamp-roots", tmp_path / "roots.pem").code == 2


def test_another_calibration_than_this_programs_is_told(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.zip"
    ran(capsys, *CLAIM, "--save", str(path))
    assert "judged under" not in verified(capsys, path).out
    monkeypatch.setattr(verify, "shipped", lambda: b"{}")
    assert "a replay here uses" in verified(capsys, path).out

"""WARC export: warcio reads it, digests hold, and nothing secret or hostile gets through."""

import gzip
import hashlib
import io
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from warcio.archiveiterator import ArchiveIterator  # noqa: TID251 - an independent reader

from persona_check.casefile import warc
from persona_check.casefile.bundle import Bundle, read_bundle, write_bundle
from persona_check.casefile.warc import as_warc
from persona_check.errors import UsageError
from persona_check.model.lookup import UnavailableReason
from persona_check.web.envelope import Envelope, Failure
from tests.cli.running import ran
from tests.web.test_cache import FAILED, NOW, URL, envelope

FIXTURES = Path(__file__).parents[2] / "fixtures"
MOVED = envelope(
    "https://a.example/old?q=1", status=404, body=b"", redirected_to="https://a.example/new"
)
OUTCOMES = {
    ("arxiv", '["X", {"title": "On Ärmel"}]'): Failure(reason=UnavailableReason.RATE_LIMITED)
}


class Seen(NamedTuple):
    kind: str
    url: str | None
    headers: dict[str, str]
    http: dict[str, str] | None
    first_line: str | None
    payload: bytes


def records(content: bytes) -> list[Seen]:
    """What warcio reads, each digest checked while reading."""
    seen = []
    for record in ArchiveIterator(io.BytesIO(content), check_digests="raise"):
        http: Any = record.http_headers
        payload = record.content_stream().read()
        assert record.digest_checker.passed in (True, None)
        seen.append(
            Seen(
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                dict(record.rec_headers.headers),
                dict(http.headers) if http else None,
                f"{http.protocol} {http.statusline}" if http else None,
                payload,
            )
        )
    return seen


def bundle(*envelopes: Envelope, outcomes: dict[tuple[str, str], Failure] | None = None) -> Bundle:
    return Bundle(
        as_of=NOW,
        envelopes={one.key: one for one in envelopes},
        outcomes=outcomes or {},
        tool_version="0.1.0",
        manifest=b"{}",
        files={"claim.json": b"the claim of Mira", "report.json": b"her report"},
    )


def of_kind(seen: Iterable[Seen], kind: str) -> list[Seen]:
    return [record for record in seen if record.kind == kind]


def test_an_answer_is_a_response_under_the_bodys_hash_with_its_request() -> None:
    info, response, request = records(as_warc(bundle(envelope())))
    assert (info.kind, response.kind, request.kind) == ("warcinfo", "response", "request")
    assert response.url == request.url == URL
    assert response.payload == envelope().body
    assert response.headers["WARC-Payload-Digest"] == f"sha256:{envelope().sha256}"
    assert response.headers["WARC-Date"] == "2026-03-04T05:06:07Z"
    assert response.first_line == "HTTP/1.1 200 OK"
    assert response.http == {"content-type": "application/json", "content-length": "22"}
    assert request.headers["WARC-Concurrent-To"] == response.headers["WARC-Record-ID"]
    assert request.http == {"host": "api.crossref.org"}
    assert request.first_line == "GET /works/10.5555/abc?select=DOI HTTP/1.1"


def test_the_file_says_of_which_bundle_it_is_and_how_it_was_made() -> None:
    info = records(as_warc(bundle(envelope())))[0].payload.decode()
    assert f"bundle-manifest-sha256: {hashlib.sha256(b'{}').hexdigest()}\r\n" in info
    assert "Rebuilt from an evidence bundle" in info


def test_questions_without_an_answer_are_metadata_with_their_reason() -> None:
    seen = of_kind(records(as_warc(bundle(FAILED, outcomes=OUTCOMES))), "metadata")
    assert [(record.url, record.payload.decode()) for record in seen] == [
        (
            FAILED.url,
            "source: crossref\r\nunavailable: timed_out\r\ndetail: no answer\r\n",
        ),
        (
            None,
            'source: arxiv\r\nquery: ["X", {"title": "On %C3%84rmel"}]\r\n'
            "unavailable: rate_limited\r\n",
        ),
    ]


def test_a_redirect_that_was_followed_and_an_empty_answer_are_kept() -> None:
    seen = records(as_warc(bundle(MOVED)))
    (response,) = of_kind(seen, "response")
    assert (response.first_line, response.payload) == ("HTTP/1.1 404 Not Found", b"")
    (metadata,) = of_kind(seen, "metadata")
    assert metadata.payload == b"source: crossref\r\nredirected-to: https://a.example/new\r\n"


def test_equal_bundles_give_equal_bytes_and_no_identifier_stands_twice() -> None:
    later = envelope(URL + "2", retrieved_at=NOW + timedelta(days=1))
    made = as_warc(bundle(envelope(), later, MOVED, FAILED, outcomes=OUTCOMES))
    assert made == as_warc(bundle(FAILED, MOVED, later, envelope(), outcomes=OUTCOMES))
    identifiers = [record.headers["WARC-Record-ID"] for record in records(made)]
    assert len(set(identifiers)) == len(identifiers) == 10


def test_neither_claim_nor_report_is_in_it() -> None:
    made = gzip.decompress(as_warc(bundle(envelope())))
    assert b"Mira" not in made
    assert b"her report" not in made


def test_a_strangers_length_or_coding_does_not_misread_a_body() -> None:
    odd = envelope(
        headers=(
            ("content-encoding", "gzip"),
            ("content-length", "3"),
            ("content-type", "text/html"),
            ("transfer-encoding", "chunked"),
        )
    )
    bundle = Bundle(as_of=NOW, envelopes={odd.key: odd})
    response = next(one for one in records(as_warc(bundle)) if one.kind == "response")
    assert response.payload == odd.body
    assert response.http == {"content-type": "text/html", "content-length": str(len(odd.body))}


@pytest.mark.parametrize(
    "hostile",
    [
        envelope(headers=(("content-type", "text/html\r\nset-cookie: a=b\r\n\r\nWARC/1.1"),)),
        envelope(headers=(("link", "<é\u202e\x00>"),)),
        envelope("https://a.example/x\r\nWARC-Type: warcinfo\r\n\r\n"),
        envelope("https://a.example/é\x00 \u2028"),
        envelope(method="GET / HTTP/1.1\r\nX: y\r\n"),
        envelope(status=799),
        envelope(body=b"\r\n\r\nWARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n"),
        envelope(redirected_to="https://a.example/\r\nforged: yes"),
        envelope(source="x\r\nforged: yes", redirected_to="https://a.example/"),
    ],
    ids=["header", "controls", "url", "null", "method", "status", "body", "redirect", "source"],
)
def test_what_a_server_or_a_bundle_says_opens_no_record_and_no_header(hostile: Envelope) -> None:
    seen = records(as_warc(bundle(hostile)))
    kinds = [record.kind for record in seen]
    assert kinds == ["warcinfo", "response", "request", "metadata"][: len(kinds)]
    assert len(kinds) == (4 if hostile.redirected_to else 3)
    assert seen[1].payload == hostile.body
    assert "set-cookie" not in (seen[1].http or {})
    assert "X" not in (seen[2].http or {})
    assert all(b"\r\nforged" not in record.payload for record in seen)


@pytest.mark.parametrize("who", ["researcher", "ethicist", "professor"])
def test_every_answer_of_a_recorded_case_stands_in_it_unchanged(who: str) -> None:
    recorded = read_bundle(FIXTURES / "answers" / who)
    responses = of_kind(records(as_warc(recorded)), "response")
    assert {record.url: record.payload for record in responses} == {
        one.url: one.body for one in recorded.envelopes.values() if one.status is not None
    }
    assert len(responses) >= 20


def test_the_command_writes_beside_the_bundle_or_where_it_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "case.zip"
    write_bundle(path, as_of=NOW, envelopes=[envelope()])
    assert ran(capsys, "bundle", "warc", str(path)) == (0, "", "")
    other = tmp_path / "other.warc.gz"
    assert ran(capsys, "bundle", "warc", str(path), "--output", str(other)).code == 0
    assert (tmp_path / "case.warc.gz").read_bytes() == other.read_bytes()
    assert records(other.read_bytes())[0].kind == "warcinfo"


def test_where_the_extra_is_missing_a_hint_says_how_to_install_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "find_spec", lambda name: None)
    with pytest.raises(UsageError) as caught:
        as_warc(bundle())
    assert caught.value.hint == "run python3 -m pip install 'persona-check[warc]'"
    path = tmp_path / "case.zip"
    write_bundle(path, as_of=NOW, envelopes=[envelope()])
    result = ran(capsys, "bundle", "warc", str(path))
    assert (result.code, result.out) == (2, "")
    assert "persona-check[warc]" in result.err
    assert [one.name for one in tmp_path.iterdir()] == ["case.zip"]

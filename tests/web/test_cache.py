"""Envelopes, the cache folder and bundles: what is kept, found again, refused and forgotten."""

import asyncio
import json
import stat
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.casefile.bundle import read_bundle, write_bundle
from persona_check.errors import UsageError
from persona_check.model.lookup import (
    NotFound,
    PersonByName,
    Unavailable,
    UnavailableReason,
    WorkByDoi,
)
from persona_check.model.provenance import Via
from persona_check.settings import Settings, SourceSettings
from persona_check.web.base import SourceUnavailableError
from persona_check.web.cache import CacheFolder, CacheSize
from persona_check.web.envelope import Envelope, Failure, body_suffix, public_url, request_key, slug
from persona_check.web.unanswered import Journal
from tests.askers import ask, client_of

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
URL = "https://api.crossref.org/works/10.5555/abc?select=DOI"


def envelope(url: str = URL, **more: object) -> Envelope:
    usual = Envelope(
        source="crossref",
        url=url,
        status=200,
        headers=(("content-type", "application/json"),),
        body=b'{"DOI": "10.5555/abc"}',
        retrieved_at=NOW,
    )
    return replace(usual, **more)  # type: ignore[arg-type]  # named fields of the builder


FAILED = envelope(
    "https://api.crossref.org/works/slow",
    status=None,
    headers=(),
    body=b"",
    failure=Failure(reason=UnavailableReason.TIMED_OUT, detail="no answer", hint="later"),
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://A.example:443/x?b=2&a=1", "https://a.example/x?a=1&b=2"),
        ("https://a.example/x?q=a+b", "https://a.example/x?q=a%20b"),
        ("https://a.example/x?q=1&api_key=s&mailto=m", "https://a.example/x?q=1"),
        ("https://a.example/x#part", "https://a.example/x"),
        ("https://user:pw@a.example/x", "https://a.example/x"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/d/10.1%3A2", "https://a.example/d/10.1:2"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
    ],
)
def test_two_spellings_of_one_request_have_one_key(left: str, right: str) -> None:
    assert request_key("GET", left) == request_key("get", right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://a.example/x?a=1", "https://a.example/x?a=2"),
        ("https://a.example/a%2Fb", "https://a.example/a/b"),
        ("http://a.example/", "https://a.example/"),
        ("http://a.example:8080/", "http://a.example/"),
        ("https://a.example/?q=a%2Bb", "https://a.example/?q=a+b"),
    ],
)
def test_two_requests_have_two_keys(left: str, right: str) -> None:
    assert request_key("GET", left) != request_key("GET", right)


def test_parameters_given_apart_and_in_the_address_are_one_request() -> None:
    assert public_url("https://a.example/x?b=2", {"a": "é"}) == "https://a.example/x?a=%C3%A9&b=2"


def test_a_secret_under_any_name_is_left_out_of_the_address() -> None:
    url = public_url("https://a.example/x?Pass=1&a=2", secrets=frozenset({"pass"}))
    assert url == "https://a.example/x?a=2"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.text(max_size=20))
def test_a_canonical_address_is_its_own_canonical_address(path: str, value: str) -> None:
    try:
        once = public_url(f"https://a.example/{path}", {"q": value})
    except ValueError:
        return
    assert public_url(once) == once
    assert once.isascii()


def test_bytes_that_are_no_utf_8_stay_as_they_are() -> None:
    assert public_url("https://a.example/caf%E9?q=%FF") == "https://a.example/caf%E9?q=%FF"


def test_a_key_is_pinned_so_that_old_bundles_keep_replaying() -> None:
    key = request_key("GET", "https://api.crossref.org/works/10.5555/ABC?b=2&a=1")
    assert key == "a38978502cde59387d657cab2d7adcc53689f49a3c9d6a1199002eab010488c9"


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("application/vnd.api+json; charset=utf-8", "json"),
        ("text/html", "html"),
        ("application/atom+xml", "xml"),
        ("text/plain", "txt"),
        ("image/png", "bin"),
        ("", "bin"),
    ],
)
def test_a_body_is_named_after_its_content_type(kind: str, suffix: str) -> None:
    assert body_suffix({"content-type": kind}) == suffix


def test_a_slug_is_plain_and_short() -> None:
    assert slug("https://a.example/works/10.5%2FX?q=É b") == "works-10-5-x-q-b"
    assert slug("https://a.example/") == "root"


# --- the cache ---------------------------------------------------------------------------------


def test_an_answer_is_kept_and_found_again_whole(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path / "cache")
    kept = envelope(redirected_to="https://api.crossref.org/works/10.5555/new")
    cache.put(kept)
    assert cache.get(kept.key) == kept


def test_an_empty_answer_and_a_404_are_kept(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    gone = envelope(status=404, body=b"")
    cache.put(gone)
    assert cache.get(gone.key) == gone


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_an_outage_is_not_kept(tmp_path: Path, status: int) -> None:
    cache = CacheFolder(tmp_path)
    cache.put(envelope(status=status))
    cache.put(FAILED)
    assert cache.size() == CacheSize(answers=0, size_bytes=0)


def test_an_answer_older_than_asked_for_is_not_given(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    kept = envelope()
    cache.put(kept)
    assert cache.get(kept.key, not_before=NOW) == kept
    assert cache.get(kept.key, not_before=NOW + timedelta(seconds=1)) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"envelope": 2}', b"\xff"])
def test_an_entry_that_cannot_be_read_is_as_good_as_absent(tmp_path: Path, content: bytes) -> None:
    cache = CacheFolder(tmp_path)
    kept = envelope()
    cache.put(kept)
    (metadata,) = tmp_path.rglob(f"{kept.key}.json")
    metadata.write_bytes(content)
    assert cache.get(kept.key) is None


def test_a_body_that_does_not_fit_its_hash_is_as_good_as_absent(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    kept = envelope()
    cache.put(kept)
    (body,) = tmp_path.rglob("*.body.json")
    body.write_bytes(b"{}")
    assert cache.get(kept.key) is None


def test_an_entry_under_a_wrong_name_is_as_good_as_absent(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    kept = envelope(body=b"")
    cache.put(kept)
    (metadata,) = tmp_path.rglob(f"{kept.key}.json")
    other = "0" * 64
    (tmp_path / "envelopes" / "00").mkdir()
    metadata.rename(tmp_path / "envelopes" / "00" / f"{other}.json")
    assert cache.get(other) is None


def test_a_newer_answer_replaces_the_older_and_its_body(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    cache.put(envelope())
    newer = envelope(body=b"[]", retrieved_at=NOW + timedelta(days=1))
    cache.put(newer)
    assert cache.get(newer.key) == newer
    assert len(list(tmp_path.rglob("*.body.*"))) == 1


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path / "new" / "cache")
    cache.put(envelope())
    cache.note(["Mira Vantongeren"], envelope().key)
    for path in (tmp_path / "new").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    cache = CacheFolder(blocked)
    cache.put(envelope())
    cache.note(["Mira"], envelope().key)
    assert cache.get(envelope().key) is None


def test_many_writers_and_readers_never_see_half_an_answer(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    versions = [envelope(body=bytes([65 + number]) * 5000) for number in range(8)]
    seen: list[Envelope] = []

    def work(number: int) -> None:
        for turn in range(20):
            cache.put(versions[(number + turn) % 8])
            got = cache.get(versions[0].key)
            if got is not None:
                seen.append(got)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert seen
    assert all(got in versions for got in seen)


def test_purge_removes_what_was_kept_about_one_person_only(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    hers, theirs = envelope(), envelope("https://api.crossref.org/works/other")
    cache.put(hers)
    cache.put(theirs)
    cache.note(["Mira Vantongeren", "c1"], hers.key)
    cache.note(["Somebody Else"], theirs.key)
    assert cache.purge("  mira   VANTONGEREN ") == 1
    assert cache.get(hers.key) is None
    assert cache.get(theirs.key) == theirs
    assert cache.purge("Mira Vantongeren") == 0
    assert b"Mira" not in b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


def test_purge_all_empties_the_cache(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    cache.put(envelope())
    cache.note(["Mira"], envelope().key)
    assert cache.size().answers == 1
    assert cache.size().size_bytes > 100
    assert cache.purge_all() == 1
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


# --- bundles -----------------------------------------------------------------------------------


def test_a_bundle_gives_back_what_was_put_in(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    outcome = {("arxiv", '["X", {}]'): Failure(reason=UnavailableReason.INTERRUPTED)}
    write_bundle(
        path,
        as_of=NOW,
        envelopes=[envelope(), FAILED, envelope(URL + "2", status=429, body=b"slow down")],
        outcomes=outcome,
        files={"claim.json": b"{}", "../../evil": b"!"},
        base_urls={"crossref": "http://127.0.0.1:1"},
    )
    bundle = read_bundle(path)
    assert bundle.as_of == NOW
    assert {e.url: e.status for e in bundle.envelopes.values()} == {
        URL: 200,
        URL + "2": 429,
        FAILED.url: None,
    }
    assert bundle.envelopes[envelope().key] == envelope()
    assert bundle.envelopes[FAILED.key] == FAILED
    assert bundle.outcomes == outcome
    assert bundle.files == {"claim.json": b"{}", "evil": b"!"}
    assert bundle.base_urls == {"crossref": "http://127.0.0.1:1"}
    assert bundle.tool_version is not None


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, order in (("a", (envelope(), FAILED)), ("b", (FAILED, envelope()))):
        write_bundle(tmp_path / name, as_of=NOW, envelopes=order)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_unpacked_bundle_is_a_fixture_folder(tmp_path: Path) -> None:
    write_bundle(tmp_path / "case.zip", as_of=NOW, envelopes=[envelope()])
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        archive.extractall(tmp_path / "case")
    assert read_bundle(tmp_path / "case") == read_bundle(tmp_path / "case.zip")


def fixture(folder: Path, name: str, **fields: object) -> None:
    usual = {
        "envelope": 1,
        "source": "crossref",
        "url": URL,
        "status": 200,
        "retrieved_at": "2026-03-04T05:06:07Z",
        "body": f"{name}.body.json",
    }
    (folder / f"{name}.json").write_text(json.dumps(usual | fields))
    (folder / f"{name}.body.json").write_text("{}")


def test_a_fixture_by_hand_needs_no_hash_and_the_latest_answer_is_its_clock(tmp_path: Path) -> None:
    fixture(tmp_path, "one")
    (tmp_path / "README.txt").write_text("words")
    (tmp_path / "other.json").write_text("[]")
    bundle = read_bundle(tmp_path)
    assert bundle.as_of == NOW
    (only,) = bundle.envelopes.values()
    assert (only.url, only.body, only.method) == (URL, b"{}", "GET")


@pytest.mark.parametrize(
    "fields",
    [
        {"sha256": "0" * 64},
        {"body": "../outside"},
        {"body": "missing"},
        {"status": "x"},
        {"status": None},
        {"retrieved_at": "yesterday"},
        {"unavailable": {"reason": "mood"}},
        {"envelope": 7},
        {"url": "http://["},
        {"url": "http://a.example:99999/"},
        {"url": "http://a.example/\ud800"},
        {"retrieved_at": "0001-01-01T00:00:00+23:59"},
        {"method": "\ud800"},
    ],
)
def test_a_bundle_with_a_touched_answer_is_refused(
    tmp_path: Path, fields: dict[str, object]
) -> None:
    fixture(tmp_path, "one", **fields)
    with pytest.raises(UsageError, match=r"one\.json"):
        read_bundle(tmp_path)


def test_two_answers_to_one_request_are_refused(tmp_path: Path) -> None:
    fixture(tmp_path, "one")
    fixture(tmp_path, "two")
    with pytest.raises(UsageError, match="duplicate answer"):
        read_bundle(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("manifest.json", "{", "not JSON"),
        ("manifest.json", "[]", "not an object"),
        ("manifest.json", '{"bundle": 2}', "another version"),
        ("manifest.json", '{"bundle": 1, "as_of": "x"}', "date"),
        ("manifest.json", '{"bundle": 1, "as_of": "0001-01-01T00:00:00+23:59"}', "date"),
        ("manifest.json", '{"bundle": 1, "circumstances": {"prior": 3}}', "details of the run"),
        ("manifest.json", '{"bundle": 1, "circumstances": {"\\ud800": 1}}', "details of the run"),
        ("manifest.json", "[" * 100_000, "not JSON"),
        ("outcomes.json", "[" * 100_000, "outcomes.json"),
        ("outcomes.json", '[{"source": 1}]', "outcomes.json"),
        ("words.txt", "", "no answers"),
    ],
)
def test_a_folder_that_is_no_bundle_is_refused(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(UsageError, match=words):
        read_bundle(tmp_path)


def test_a_file_that_is_no_bundle_is_refused_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "case.zip").write_bytes(b"PK nonsense")
    with pytest.raises(UsageError) as caught:
        read_bundle(tmp_path / "case.zip")
    assert caught.value.hint is not None
    with pytest.raises(UsageError):
        read_bundle(tmp_path / "missing.zip")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("answers/x.json", b"\0" * (65 * 1024 * 1024))
    with pytest.raises(UsageError, match="too large"):
        read_bundle(tmp_path / "bomb.zip")


def test_a_bundle_that_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        write_bundle(tmp_path / "missing" / "case.zip", as_of=NOW, envelopes=[])


def test_the_journal_tells_queries_apart_by_all_that_is_asked() -> None:
    narrow = PersonByName(name="Mira", affiliation="X")
    wide = PersonByName(name="Mira")
    journal = Journal()
    lost = Unavailable(source="orcid", query=narrow, reason=UnavailableReason.BLOCKED, hint="h")
    journal.note(lost)
    journal.note(NotFound(source="orcid", query=wide))
    again = Journal(journal.outcomes)
    assert again.recorded("orcid", replace(narrow, about=("a1",))) == lost
    assert again.recorded("orcid", wide) is None
    assert again.recorded("ror", narrow) is None
    assert again.recorded("orcid", WorkByDoi(doi="10.1/x")) is None


# --- the client over them ----------------------------------------------------------------------


def get(settings: Settings, url: str = URL, clock: datetime = NOW) -> tuple[object, ...]:
    async def main() -> tuple[object, ...]:
        async with client_of(settings, clock=lambda: clock, subjects=["Mira"]) as client:
            try:
                answer = await ask(client, "crossref", url, accept=(404,))
            except SourceUnavailableError as error:
                return error.reason, error.detail, error.hint
            return answer.status, answer.body, answer.provenance.via, client.as_of

    return asyncio.run(main())


def test_a_replay_answers_from_the_bundle_with_its_clock(tmp_path: Path) -> None:
    write_bundle(tmp_path / "c.zip", as_of=NOW, envelopes=[envelope(), FAILED])
    later = NOW + timedelta(days=900)
    settings = Settings(replay=tmp_path / "c.zip")
    assert get(settings, clock=later) == (200, envelope().body, Via.REPLAY, NOW)
    assert get(settings, FAILED.url) == (UnavailableReason.TIMED_OUT, "no answer", "later")


def test_a_replay_of_a_rate_limit_is_a_rate_limit(tmp_path: Path) -> None:
    limited = envelope(status=429, headers=(("retry-after", "60"),))
    write_bundle(tmp_path / "c.zip", as_of=NOW, envelopes=[limited])
    got = get(Settings(replay=tmp_path / "c.zip"))
    assert got == (
        UnavailableReason.RATE_LIMITED,
        "status 429, asked us to wait 60 s",
        "try again later",
    )


def test_a_request_that_was_not_recorded_is_offline_never_empty(tmp_path: Path) -> None:
    write_bundle(tmp_path / "c.zip", as_of=NOW, envelopes=[envelope()])
    got = get(Settings(replay=tmp_path / "c.zip"), "https://api.crossref.org/works/else")
    assert got[0] is UnavailableReason.OFFLINE


def test_a_replay_uses_the_base_addresses_of_the_bundle(tmp_path: Path) -> None:
    bases = {"ror": "http://127.0.0.1:5"}
    write_bundle(tmp_path / "c.zip", as_of=NOW, envelopes=[envelope()], base_urls=bases)
    own = {"crossref": SourceSettings(base_url="http://mirror.example", key="k")}

    async def main() -> Settings:
        async with client_of(Settings(replay=tmp_path / "c.zip", sources=own)) as client:
            assert not client.reaches_network
            return client.settings

    found = asyncio.run(main())
    assert found.source("crossref") == SourceSettings(key="k")
    assert found.source("ror") == SourceSettings(base_url="http://127.0.0.1:5")


def test_offline_takes_old_answers_and_says_so_where_there_are_none(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    cache.put(envelope())
    settings = Settings(cache_dir=tmp_path, offline=True)
    years_later = NOW + timedelta(days=900)
    assert get(settings, clock=years_later)[:3] == (200, envelope().body, Via.CACHE)
    reason, _, hint = get(settings, "https://api.crossref.org/works/else")
    assert (reason, hint) == (UnavailableReason.OFFLINE, "run once without --offline")


def test_an_answer_taken_from_the_cache_is_noted_for_its_person(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path)
    cache.put(envelope())
    assert get(Settings(cache_dir=tmp_path))[2] is Via.CACHE
    assert cache.purge("mira") == 1

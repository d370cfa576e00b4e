"""Google Scholar: one page in a process of its own; whatever is no profile is unavailable."""

import asyncio
import importlib.util
import io
import json
import sys
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonById, UnavailableReason, WorkByDoi
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import AffiliationFact, AffiliationKind, Identifier, PersonRecord
from persona_check.settings import SourceSettings
from persona_check.sources import google_scholar_worker
from persona_check.sources.google_scholar import GoogleScholar, checked, parse_profile
from persona_check.sources.reading.decoding import attested
from persona_check.web.base import SourceUnavailableError
from tests.quick import first_python
from tests.recorded import ROOT
from tests.sources.fake import Replies, answer, fixture
from tests.wire import Reply, Seen, serve

USER = "tIdEsAAAAAAJ"
needs_scholarly = pytest.mark.skipif(
    importlib.util.find_spec("scholarly") is None, reason="the extra scholar is not installed"
)


def by_id(user: str = USER) -> PersonById:
    return PersonById(scheme=IdentifierScheme.SCHOLAR, identifier=user)


def ask(
    reply: Reply | Callable[[Seen], Reply], *, user: str = USER, timeout_s: float = 30.0
) -> tuple[PersonRecord, list[Seen]]:
    """The one record, from a server on this machine, through the real worker."""

    async def main() -> tuple[PersonRecord, list[Seen]]:
        async with serve(reply if callable(reply) else lambda _: reply) as server:
            source = GoogleScholar(SourceSettings(base_url=server.url), timeout_s=timeout_s)
            (record,) = await source.lookup(by_id(user), Replies())
            assert isinstance(record, PersonRecord)
            return record, server.seen

    return asyncio.run(main())


def html(name: str) -> Reply:
    return Reply(body=fixture(name), content_type="text/html; charset=UTF-8")


@needs_scholarly
def test_a_profile_is_read_from_one_page_and_is_its_owners_own_word() -> None:
    record, seen = ask(html("scholar-profile.html"))
    assert record == PersonRecord(
        key=f"googlescholar:{USER}",
        name="Maren Oduya-Lindqvist",
        provenance=attested(record.provenance, AssertedBy.SUBJECT, upstream=(f"scholar:{USER}",)),
        identifiers=(Identifier(scheme=IdentifierScheme.SCHOLAR, value=USER),),
        affiliations=(
            AffiliationFact(
                organization="Tarnholm University",
                kind=AffiliationKind.EMPLOYMENT,
                asserted_by=AssertedBy.SUBJECT,
            ),
        ),
        fields=("Tides",),
        links=("https://maren.example/",),
        verified_email_domains=("tarnholm.example",),
        work_keys=("title:who owns the tide", "title:tides and law"),
        works_count=2,
        works_by_year=((2012, 1), (2019, 1)),
        cited_by_count=13,
        first_cited_year=2014,
        image_url=f"https://scholar.example/photo?user={USER}",
    )
    assert [(one.path, dict(one.query)) for one in seen] == [
        ("/citations", {"hl": "en", "user": USER, "pagesize": "100"})
    ]


@needs_scholarly
def test_a_page_that_never_comes_ends_with_the_time_and_leaves_no_process() -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(Reply(delay_s=30), timeout_s=0.5)
    assert error.value.reason is UnavailableReason.TIMED_OUT


@first_python
@needs_scholarly
@pytest.mark.skipif(not ROOT.is_dir(), reason="no recordings here (set PERSONA_CHECK_RECORDINGS)")
@pytest.mark.parametrize(
    ("user", "verified", "complete"),
    [("amIMrIEAAAAJ", ("dc.gov",), False), ("P1RwlvoAAAAJ", ("ed.ac.uk",), True)],
)
def test_recordings_of_profiles_are_read_by_scholarly(
    user: str, verified: tuple[str, ...], complete: bool
) -> None:
    body = (ROOT / "googlescholar" / f"citations-user-{user}.html").read_bytes()
    record, seen = ask(Reply(body=body, content_type="text/html"), user=user)
    assert (record.verified_email_domains, record.works_count is not None, len(seen)) == (
        verified,
        complete,
        1,
    )
    assert record.name
    assert record.first_cited_year
    assert record.work_keys


@needs_scholarly
@pytest.mark.skipif(not ROOT.is_dir(), reason="no recordings here (set PERSONA_CHECK_RECORDINGS)")
def test_recordings_of_the_sign_in_page_are_blocked_not_absent() -> None:
    body = (ROOT / "googlescholar" / "citations-user-AAAAAAAAAAAA.html").read_bytes()
    with pytest.raises(SourceUnavailableError) as error:
        ask(Reply(body=body, content_type="text/html"), user="AAAAAAAAAAAA")
    assert error.value.reason is UnavailableReason.BLOCKED


# -- the worker's own ways, in this process --------------------------------------------------------


def outcome(reply: Reply, **more: Any) -> Mapping[str, Any]:
    async def main() -> Mapping[str, Any]:
        async with serve(lambda _: reply) as server:
            task = {"user": USER, "base_url": server.url, "timeout_s": 2.0, **more}
            return await asyncio.to_thread(google_scholar_worker.outcome, task)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of scholarly's own dependencies
        return asyncio.run(main())


@needs_scholarly
@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (html("scholar-captcha.html"), {"outcome": "captcha", "detail": "it asks for a captcha"}),
        (
            Reply(body=b'<div class="rc-doscaptcha-body"></div>'),
            {"outcome": "captcha", "detail": "it asks for a captcha"},
        ),
        (
            Reply(status=302, body=b"", headers={"location": "https://www.google.com/sorry/index"}),
            {"outcome": "captcha", "detail": "it asks for a captcha"},
        ),
        (
            Reply(status=302, body=b"", headers={"location": "/elsewhere"}),
            {"outcome": "exception", "detail": "it redirects elsewhere"},
        ),
        (
            html("scholar-sign-in.html"),
            {"outcome": "empty", "detail": "the answer contains no profile"},
        ),
        (Reply(body=b""), {"outcome": "empty", "detail": "the answer contains no profile"}),
        (
            Reply(body=b'<div id="gsc_prf_in">M'),
            {"outcome": "exception", "detail": "the page is incomplete"},
        ),
        (
            Reply(body=b'<div id="gsc_prf_in">M</div></html>'),
            {"outcome": "exception", "detail": "AttributeError"},
        ),
        (
            Reply(status=429, headers={"retry-after": "7"}),
            {"outcome": "status", "detail": "status 429", "status": 429, "retry_after": "7"},
        ),
        (Reply(hang_up=True), {"outcome": "network_error", "detail": "RemoteProtocolError"}),
        (Reply(delay_s=5), {"outcome": "timed_out", "detail": "ReadTimeout"}),
        (
            Reply(body=b"x" * 5_000_000),
            {"outcome": "too_large", "detail": "the page is too large"},
        ),
    ],
)
def test_what_is_shown_in_place_of_a_profile_is_told(reply: Reply, told: Mapping[str, Any]) -> None:
    assert outcome(reply, timeout_s=0.3 if reply.delay_s else 2.0) == told


@needs_scholarly
def test_a_page_that_drips_ends_with_the_time() -> None:
    told = outcome(Reply(body=b"x" * 2000, drip_s=0.02), timeout_s=0.3)
    assert told["outcome"] == "timed_out"


@needs_scholarly
def test_a_profile_without_works_and_one_without_name() -> None:
    page = fixture("scholar-profile.html").decode()
    bare = page.replace('<tr class="gsc_a_tr">', "<tr>")
    assert outcome(Reply(body=bare.encode()))["profile"]["works"] == []
    nameless = page.replace('<div id="gsc_prf_in">Maren Oduya-Lindqvist', '<div id="gsc_prf_in">')
    assert outcome(Reply(body=nameless.encode()))["outcome"] == "empty"


def test_the_worker_reads_stdin_and_writes_nothing_but_the_outcome(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def noisy(task: Mapping[str, Any]) -> dict[str, Any]:
        sys.stdout.write("noise of a library")
        return {"outcome": "empty", "user": task["user"]}

    out = io.StringIO()
    monkeypatch.setattr(google_scholar_worker, "outcome", noisy)
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"user": "x"}'))
    monkeypatch.setattr(sys, "stdout", out)
    google_scholar_worker.main()
    assert json.loads(out.getvalue()) == {"outcome": "empty", "user": "x"}


def test_a_missing_library_is_told_by_the_worker_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scholarly", None)
    assert google_scholar_worker.outcome({"user": USER})["outcome"] == "not_installed"


# -- what the adapter makes of it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"outcome": "captcha", "detail": "x"}, UnavailableReason.BLOCKED),
        ({"outcome": "empty"}, UnavailableReason.BLOCKED),
        ({"outcome": "something new"}, UnavailableReason.BLOCKED),
        ({"outcome": "exception", "detail": "IndexError"}, UnavailableReason.MALFORMED),
        ({"outcome": "not_installed"}, UnavailableReason.NOT_INSTALLED),
        ({"outcome": "timed_out"}, UnavailableReason.TIMED_OUT),
        ({"outcome": "status", "status": 403}, UnavailableReason.BLOCKED),
        ({"outcome": "status", "status": 429, "retry_after": "9"}, UnavailableReason.RATE_LIMITED),
        ("nonsense", UnavailableReason.MALFORMED),
    ],
)
def test_every_other_end_is_unavailable_for_its_reason(
    told: object, reason: UnavailableReason
) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        checked(json.dumps(told).encode())
    assert error.value.reason is reason
    assert ("pip install" in str(error.value.hint)) is (reason is UnavailableReason.NOT_INSTALLED)


def test_a_kept_answer_without_profile_is_malformed() -> None:
    with pytest.raises(SourceUnavailableError) as error:
        parse_profile(answer("googlescholar", b'{"outcome": "empty"}'))
    assert error.value.reason is UnavailableReason.MALFORMED


def test_an_unknown_affiliation_is_none() -> None:
    body = {
        "outcome": "profile",
        "profile": {"user": USER, "name": "M", "affiliation": "Unknown affiliation"},
    }
    record = parse_profile(answer("googlescholar", json.dumps(body).encode()))
    assert (record.affiliations, record.works_count, record.first_cited_year) == ((), None, None)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    state = GoogleScholar(SourceSettings()).availability()
    assert (state.usable, state.reason) == (False, UnavailableReason.NOT_INSTALLED)
    assert state.hint == "pip install 'persona-check[scholar]'"


def test_it_serves_profile_ids_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    source = GoogleScholar(SourceSettings())
    assert source.availability().usable
    assert source.serves(by_id())
    assert not source.serves(by_id("../../x"))
    assert not source.serves(PersonById(scheme=IdentifierScheme.ORCID, identifier=USER))
    assert not source.serves(WorkByDoi(doi="10.5555/x"))
    assert asyncio.run(source.lookup(WorkByDoi(doi="10.5555/x"), Replies())) == ()

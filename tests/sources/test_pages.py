"""Pages: what stands there, whose it is, and on whose domain."""

import asyncio
import time

import pytest

from persona_check.model.lookup import PageAt, Query, UnavailableReason, WorkByDoi
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import PageRecord, Record
from persona_check.settings import SourceSettings
from persona_check.sources.pages import Homepage, parse_page
from persona_check.sources.reading.decoding import attested
from persona_check.web.base import SourceUnavailableError
from tests.quick import first_python
from tests.sources.fake import Replies, Reply, answer, fixture

NAMES = ("Maren Oduya-Lindqvist", "M. Oduya")
STAFF = "https://www.tarnholm.example/staff/maren"


def ask(query: Query, *replies: Reply) -> tuple[tuple[Record, ...], Replies]:
    http = Replies(*replies)
    return tuple(asyncio.run(Homepage(SourceSettings()).lookup(query, http))), http


def page(body: bytes, *, url: str = STAFF, names: tuple[str, ...] = NAMES) -> PageRecord:
    return parse_page(answer("homepage", body, url=url), url=url, names=names)


def test_a_staff_page_is_read_in_structured_data_and_in_plain_sight() -> None:
    (record,), http = ask(
        PageAt(url=STAFF, names=NAMES),
        Reply(
            ending="/staff/maren",
            body=fixture("staff-page.html"),
            headers={"content-type": "text/html; charset=utf-8"},
        ),
    )
    assert isinstance(record, PageRecord)
    assert http.asked[0].untrusted
    assert record == PageRecord(
        url=STAFF,
        title="Maren Oduya-Lindqvist | Tarnholm University",
        provenance=attested(
            record.provenance, AssertedBy.UNKNOWN, upstream=("domain:tarnholm.example",)
        ),
        text=record.text,
        names_seen=("Maren Oduya-Lindqvist",),
        job_titles=("Professor of Tidal Policy", "Head of Department, since 2014"),
        organizations=("Institute for Tidal Ethics", "Tarnholm University"),
        email_addresses=(
            "maren@tarnholm.example",
            "field@tarnholm.example",
            "press@tarnholm.example",
            "maren.office@policy.tarnholm.example",
        ),
        links=("https://github.com/marentides", "https://www.tarnholm.example/people"),
        same_as=("https://orcid.org/0000-0008-0000-0018", "https://github.com/marentides"),
        image_urls=(
            "https://www.tarnholm.example/media/maren.jpg",
            "https://www.tarnholm.example/staff/maren-small.jpg",
            "https://www.tarnholm.example/media/maren-large.jpg",
        ),
    )
    assert "secret@script.example" not in record.text


def test_microdata_counts_and_a_name_may_stand_family_name_first() -> None:
    record = page(fixture("homepage.html"), url="https://maren.example/", names=NAMES[:1])
    assert (record.job_titles, record.email_addresses, record.same_as, record.image_urls) == (
        ("Tide scholar",),
        ("hello@maren.example",),
        ("https://scholar.example/maren",),
        ("https://maren.example/me.jpg",),
    )
    turned = page(b"<p>Oduya Lindqvist, Maren</p>", names=("Maren Lindqvist Oduya",))
    assert turned.names_seen == ()
    assert page(b"<p>LINDQVIST, M\xc3\xa1ren</p>", names=("Maren Lindqvist",)).names_seen == (
        "Maren Lindqvist",
    )


def test_another_persons_structured_data_is_not_the_claimed_persons() -> None:
    other = (
        b'<p></p><script type="application/ld+json">{"@type": "Person", "name": "Ingo Varga",'
        b' "jobTitle": "Archivist"}</script>'
    )
    assert page(other).job_titles == ()
    assert page(other, names=()).job_titles == ("Archivist",)
    assert page(other, names=("Ingo Varga", "…")).job_titles == ("Archivist",)


def test_structured_data_of_any_shape_is_survived() -> None:
    deep = b"[" * 30 + b"]" * 30
    odd = b'{"@type": "Person", "jobTitle": [{"x": 1}, 7, ["Dean", [[[[[[[[[[[["x"]]]]]]]]]]]]]]}'
    body = b"<p></p>" + b"".join(
        b'<script type="application/ld+json">' + script + b"</script>" for script in (deep, odd)
    )
    assert page(body, names=()).job_titles == ("Dean",)


@pytest.mark.parametrize(
    ("url", "institution", "asserted_by"),
    [
        ("https://www.mit.edu/staff/x", True, AssertedBy.THIRD_PARTY),
        ("https://web.mit.edu/~x/", True, AssertedBy.UNKNOWN),
        ("https://www.cdc.gov/staff", True, AssertedBy.THIRD_PARTY),
        ("https://mit-edu.example/staff/x", False, AssertedBy.UNKNOWN),
    ],
)
def test_what_an_institution_writes_on_its_own_domain_is_its_word(
    url: str, institution: bool, asserted_by: AssertedBy
) -> None:
    record = page(b"<p>x</p>", url=url)
    assert (record.institution_domain, record.provenance.asserted_by) == (institution, asserted_by)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_may_have_moved_and_is_no_absence(status: int) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(PageAt(url=STAFF), Reply(ending="maren", status=status))
    assert error.value.reason is UnavailableReason.NO_SUCH_PAGE
    assert ask(WorkByDoi(doi="10.5555/x"))[0] == ()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b" \n", "text/html"),
        (b'{"message": "ok"}', "text/html"),
        (b"<p>\x00\x01\x02", "text/html"),
        (b"<html><body><p>Staff of the depart", "text/html"),
    ],
)
def test_what_is_no_page_is_malformed_not_empty(body: bytes, kind: str) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(PageAt(url=STAFF), Reply(ending="maren", body=body, headers={"content-type": kind}))
    assert error.value.reason is UnavailableReason.MALFORMED


@pytest.mark.parametrize(
    "text", ["Are you a robot?", "Please complete the CAPTCHA", "Just a moment...", "Access denied"]
)
def test_a_challenge_in_place_of_a_page_is_blocked_not_a_page_without_the_name(text: str) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        page(f"<html><body><p>{text}</p></body></html>".encode())
    assert error.value.reason is UnavailableReason.BLOCKED
    named = page(f"<p>Maren Oduya-Lindqvist works on robots. {text}</p>".encode())
    assert named.names_seen == ("Maren Oduya-Lindqvist",)


@first_python
@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 29_000,
        b'<a href="mailto:' + b" " * 2_900_000 + b'x">m</a>',
        b"<p>" + b"a@" * 1_400_000,
        b'<div itemtype="https://schema.org/Person">' * 2000 + b'<i itemprop="name">x</i>' * 2000,
        b"<title>" + b"x" * 2_900_000 + b"</title>",
    ],
    ids=["nested", "spaces", "at signs", "people within people", "title"],
)
def test_a_page_made_to_keep_a_reader_busy_is_read_within_its_bounds(body: bytes) -> None:
    started = time.process_time()
    record = page(body)
    assert len(record.title) <= 500
    assert len(record.text) <= 40_000
    # a minute and more before it was bounded; a few seconds on any machine now
    assert time.process_time() - started < 15


def test_a_page_of_too_many_elements_is_too_large() -> None:
    with pytest.raises(SourceUnavailableError) as error:
        page(b"<p>" * 30_001)
    assert error.value.reason is UnavailableReason.TOO_LARGE


def test_it_serves_addresses_of_the_web_only() -> None:
    source = Homepage(SourceSettings())
    assert source.serves(PageAt(url=STAFF))
    assert not source.serves(PageAt(url="file:///etc/passwd"))
    assert not source.serves(WorkByDoi(doi="10.5555/x"))
    assert source.availability().usable


def test_an_answer_without_address_of_its_own_stands_at_the_one_asked_for() -> None:
    record = parse_page(answer("homepage", b"<p>x</p>", url="x"), url=STAFF)
    assert record.provenance.upstream == ("domain:tarnholm.example",)

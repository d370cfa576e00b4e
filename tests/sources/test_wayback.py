"""The Internet Archive: captures that count, absences that are stated, and refusals."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from persona_check.model.lookup import ArchiveOfPage, Query, UnavailableReason, WorkByDoi
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import CaptureRecord, Record
from persona_check.settings import SourceSettings
from persona_check.sources.reading.decoding import attested
from persona_check.sources.wayback import Wayback, parse_captures, parse_lines
from persona_check.web.base import SourceUnavailableError
from tests.sources.fake import Replies, Reply, answer, fixture

PAGE = "https://maren.example/"


def ask(query: Query, *replies: Reply) -> tuple[tuple[Record, ...], Replies]:
    http = Replies(*replies)
    return tuple(asyncio.run(Wayback(SourceSettings()).lookup(query, http))), http


def test_captures_tell_since_when_a_page_has_been_there_by_the_archives_clock() -> None:
    body = fixture("wayback-captures.json")
    (record,), http = ask(ArchiveOfPage(url=PAGE), Reply(ending="/cdx/search/cdx", body=body))
    assert record == CaptureRecord(
        url=PAGE,
        first_captured_at=datetime(2013, 2, 11, 9, 30, 12, tzinfo=UTC),
        last_captured_at=datetime(2019, 5, 1, tzinfo=UTC),
        captures=2,
        provenance=attested(
            record.provenance, AssertedBy.THIRD_PARTY, first_seen_on=date(2013, 2, 11)
        ),
    )
    assert http.asked[0].params == {
        "url": PAGE,
        "fl": "timestamp,original,statuscode",
        "output": "json",
        "collapse": "timestamp:6",
        "limit": "600",
    }


@pytest.mark.parametrize("body", [b"[]", b'[["timestamp","original","statuscode"]]'])
def test_a_page_that_was_never_captured_is_an_absence(body: bytes) -> None:
    assert ask(ArchiveOfPage(url=PAGE), Reply(ending="cdx", body=body))[0] == ()
    assert ask(WorkByDoi(doi="10.5555/x"))[0] == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'[["20130211093012"',
        b'[["timestamp"],["20130211093012"]]',
        b'[["a","b","c"],["soon","x","200"]]',
        b"org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error",
        b"\xff\xfe",
        b"<html>",
        b"\n\n<!doctype html>\n<html><head><title>Too Many Requests</title>",
        b"\r\nThe archive is offline.\r\n",
    ],
)
def test_what_lists_no_captures_is_malformed_not_empty(body: bytes) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        parse_captures(answer("wayback", body), url=PAGE)
    assert error.value.reason is UnavailableReason.MALFORMED


def test_lines_of_a_server_without_json_are_read_up_to_the_key_for_more() -> None:
    body = (
        b"example,maren)/ 20130211093012 https://maren.example/ text/html 200 AAA 1811\n"
        b"20140211093012 https://maren.example/ 200\n"
        b"\nexample%2Cmaren%29%2F+20150101000000\n"
    )
    record = parse_captures(answer("wayback", body), url=PAGE)
    assert record is not None
    assert (record.captures, record.last_captured_at.year) == (2, 2014)
    assert parse_lines(answer("wayback", b""), url=PAGE) is None
    later = parse_captures(answer("wayback", b"\r\n\n" + body), url=PAGE)
    assert later is not None
    assert later.captures == record.captures


def test_it_serves_pages_only() -> None:
    source = Wayback(SourceSettings(base_url="http://mirror.example/"))
    assert source.serves(ArchiveOfPage(url=PAGE))
    assert not source.serves(WorkByDoi(doi="10.5555/x"))
    assert source.availability().usable

"""Recorded answers of the Internet Archive."""

import re
from collections.abc import Iterator, Sequence

from persona_check.model.lookup import ArchiveOfPage
from persona_check.model.record import CaptureRecord, PageRecord, Record
from persona_check.sources.pages import parse_page
from persona_check.sources.wayback import parse_lines
from persona_check.web.base import Answer
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]


def _lines(answer: Answer) -> tuple[Record, ...]:
    record = parse_lines(answer, url="https://page.example/")
    return (record,) if record else ()


def _page(answer: Answer) -> tuple[Record, ...]:
    return (parse_page(answer, url=answer.provenance.url),)


READINGS = (
    Reading(
        pattern=r"GET .*/cdx\?url=https%3A%2F%2Fnationalpost",
        query=lambda at: ArchiveOfPage(url="https://nationalpost.com/health"),
    ),
    # recorded in lines, since the saver did not ask for JSON: nothing, and nothing but errors
    Reading(
        pattern=r"GET .*/cdx\?.*resumeKey=com%252Ccnn%2529%252F%2B20010509235545$",
        parse=_lines,
        empty=True,
    ),
    Reading(pattern=r"GET .*/cdx\?.*filter=statuscode%3A404", parse=_lines, empty=True),
    Reading(pattern=r"GET .*/cdx\?", parse=_lines),
    # archived pages of institutions are pages
    Reading(
        pattern=r"GET .*/web/(?:19970427191925id_|20171124151315|20180808104500id_|"
        r"20200201024405id_|20201027215555/|20170929002712id_/https://nationalpost)",
        parse=_page,
    ),
)
LEFT = (
    Left(
        pattern=r"GET .*/web/\d+(?:id_)?/",
        because="captures are counted, not opened",
        statuses=frozenset({301, 302, 404, 429}),
    ),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    (record,) = records
    if isinstance(record, PageRecord):
        head = entry.body.lower().partition(b"</title>")[0]
        titled = re.search(rb"<title>\s*[^<\s]", head) is not None
        if titled != bool(record.title) or not record.text:
            yield "title or text"
        if not record.links:
            yield "links"
        return
    assert isinstance(record, CaptureRecord)
    lines = entry.body.decode().partition("\n\n")[0].splitlines()
    good = [line.split(" ") for line in lines]
    stamps = sorted(one[1] for one in good if one[4] == "-" or one[4].startswith("2"))
    if len(stamps) != record.captures:
        yield f"{len(stamps)} captures, {record.captures} read"
    first, last = record.first_captured_at, record.last_captured_at
    if (f"{first:%Y%m%d%H%M%S}", f"{last:%Y%m%d%H%M%S}") != (stamps[0], stamps[-1]):
        yield "first or last"

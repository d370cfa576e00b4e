"""The Internet Archive: since when, by its clock, a page has been there."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from persona_check.model.lookup import ArchiveOfPage, Query
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import CaptureRecord, Record
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.decoding import attested, decode_json, malformed
from persona_check.web.base import Answer, HttpClient, Request

__all__ = ["Wayback", "parse_captures", "parse_lines"]

_BASE = "https://web.archive.org"
_PATH = "/cdx/search/cdx"
# one capture a month is told, so that one answer spans the whole time there has been an archive
_MOST = 600
_COLUMNS = ("timestamp", "original", "statuscode")
_STAMP = re.compile(r"\d{14}", re.ASCII)
_WHOLE_LINE = 6  # columns from which on a line is one in the full form of the index


class Wayback:
    """Answers for addresses, by the index of captures (24 requests a minute at most)."""

    id: ClassVar[str] = "wayback"
    title: ClassVar[str] = "Internet Archive"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({ArchiveOfPage})
    traits: ClassVar[Traits] = Traits(
        name="Internet Archive",
        rate=Rate(requests=1, period_s=2.5, at_once=1),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset(),
        taken_in_by=None,
        knows_all_of=frozenset(),
        works_of=Scope.NO_WORKS,
        worth=frozenset(),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = ArchiveOfPage(url="https://www.nasa.gov/")
    unknown: ClassVar[Query | None] = ArchiveOfPage(url="https://persona-check-unknown.example/x")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")

    def availability(self) -> Availability:
        """Usable; it refuses silently whoever asks too often."""
        return Availability(usable=True)

    def serves(self, query: Query) -> bool:
        """Whether it answers this type of query."""
        return type(query) in self.answers

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The captures of the page, in one record; () where there are none."""
        if not isinstance(query, ArchiveOfPage):
            return ()
        answer = await http.get(
            self,
            Request(
                url=self._base + _PATH,
                params={
                    "url": query.url,
                    "fl": ",".join(_COLUMNS),
                    # in this form an answer without captures can be told from no answer
                    "output": "json",
                    "collapse": "timestamp:6",
                    "limit": str(_MOST),
                },
            ),
        )
        captures = parse_captures(answer, url=query.url)
        return (captures,) if captures else ()


def parse_captures(answer: Answer, *, url: str) -> CaptureRecord | None:
    """The captures that an answer lists; None where it lists none of a page that was there.

    The JSON form has a heading row, and is ``[]`` where there are none. Servers that do not know
    it answer in lines.
    """
    start = answer.body.lstrip()[:1]
    if not start:
        raise malformed("the answer is empty")
    if start != b"[":
        return parse_lines(answer, url=url)
    _, *rows = decode_json(answer, list[list[str]]) or [[]]
    if any(len(row) < len(_COLUMNS) for row in rows):
        raise malformed("the answer is not a list of captures")
    return _captures([(row[0], row[2]) for row in rows], answer, url)


def parse_lines(answer: Answer, *, url: str) -> CaptureRecord | None:
    """The captures that an answer in lines lists, all fields or those asked for.

    After an empty line follows the key from which to resume; an answer may begin with one, and
    pages of its own (an error, a portal) mostly do.
    """
    try:
        lines = answer.body.decode("utf-8").lstrip("\ufeff\r\n \t").splitlines()
    except UnicodeDecodeError as error:
        raise malformed("the answer is not text") from error
    rows: list[tuple[str, str]] = []
    for line in lines:
        if not line.strip():
            break
        columns = line.split(" ")
        whole = len(columns) >= _WHOLE_LINE
        if len(columns) != len(_COLUMNS) and not whole:
            raise malformed("the answer is not a list of captures")
        rows.append((columns[1], columns[4]) if whole else (columns[0], columns[2]))
    return _captures(rows, answer, url)


def _captures(rows: Sequence[tuple[str, str]], answer: Answer, url: str) -> CaptureRecord | None:
    """One record of all captures; those of redirects and errors do not count."""
    moments: list[datetime] = []
    for stamp, status in rows:
        if not _STAMP.fullmatch(stamp):
            raise malformed("the answer is not a list of captures")
        moment = _moment(stamp)
        # "-" stands for a copy of a capture that is told elsewhere
        if moment is not None and (status == "-" or status.startswith("2")):
            moments.append(moment)
    if not moments:
        return None
    first, last = min(moments), max(moments)
    return CaptureRecord(
        url=url,
        first_captured_at=first,
        last_captured_at=last,
        captures=len(moments),
        provenance=attested(answer.provenance, AssertedBy.THIRD_PARTY, first_seen_on=first.date()),
    )


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:  # some early captures carry impossible times
        return None

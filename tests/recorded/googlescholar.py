"""Recorded pages of Google Scholar, read by scholarly in this process where it is installed."""

import json
import re
import warnings
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from persona_check.model.record import PersonRecord, Record
from persona_check.settings import SourceSettings
from persona_check.sources import google_scholar_worker
from persona_check.sources.google_scholar import GoogleScholar, checked, parse_profile
from persona_check.sources.reading.decoding import plain
from persona_check.web.base import Answer
from tests.recorded import Entry, Left, Reading
from tests.sources.fake import answer as answer_with

__all__ = ["LEFT", "READINGS", "losses"]


class _Session:
    """Hands out one page, as scholarly's session would."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, *args: Any, **more: Any) -> "_Session":
        return self

    def __enter__(self) -> SimpleNamespace:
        return SimpleNamespace(status_code=200, headers={}, iter_bytes=lambda: iter([self._body]))

    def __exit__(self, *args: object) -> None: ...


def _profile(page: Answer) -> tuple[Record, ...]:
    if not GoogleScholar(SourceSettings()).availability().usable:
        pytest.skip("the extra scholar is not installed")
    user = page.provenance.url.rpartition("user=")[2]
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")  # of scholarly's own dependencies
        from scholarly import scholarly  # noqa: TID251 - its session is replaced here

        manager = scholarly._Scholarly__nav.pm1
        patch.setattr(manager, "get_session", lambda: _Session(page.body))
        told = google_scholar_worker.outcome({"user": user})
    out = checked(json.dumps(told).encode())
    return (parse_profile(answer_with("googlescholar", out, url=page.provenance.url)),)


READINGS = (
    # an unknown id is answered with the sign-in page, of status 200: unavailable, never absent
    Reading(pattern=r"GET .*/citations\?hl=en&user=A{12}$", parse=_profile, empty=True),
    Reading(pattern=r"GET .*/citations\?hl=en&user=[\w-]{12}$", parse=_profile),
)
LEFT = (Left(pattern=r"GET .*/scholar\?", because="robots.txt forbids searches, so none are made"),)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    (record,) = records
    assert isinstance(record, PersonRecord)
    page = entry.body.decode()
    verified = re.search(r'id="gsc_prf_ivh">Verified email at ([\w.]+)', page)
    if verified is None or record.verified_email_domains != (verified[1],):
        yield "verified domain"
    interests = re.findall(r'class="gsc_prf_inta[^"]*">([^<]+)<', page)
    if tuple(map(plain, interests)) != record.fields:
        yield "interests"
    if page.count('<tr class="gsc_a_tr">') != len(record.work_keys):
        yield "works"
    years = re.findall(r'class="gsc_g_t"[^>]*>(\d{4})<', page)
    if record.first_cited_year is None or str(record.first_cited_year) < years[0]:
        yield "first year of citations"

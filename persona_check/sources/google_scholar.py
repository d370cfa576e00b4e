"""Google Scholar: one profile that the claim names, curated by its owner; never a search."""

import contextlib
import importlib.util
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar
from urllib.parse import urlencode

import msgspec

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonById, Query, UnavailableReason
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Identifier,
    PersonRecord,
    Record,
)
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.decoding import (
    Wire,
    attested,
    decode_json,
    distinct,
    plain,
    present,
    work_key,
)
from persona_check.web.base import Answer, HttpClient, SourceUnavailableError
from persona_check.web.statuses import reason_of

__all__ = ["GoogleScholar", "checked", "parse_profile", "run_worker"]

_HOST = "https://scholar.google.com"
_WORKER = "persona_check.sources.google_scholar_worker"
# importing scholarly takes 1.4 s, the page a second or two; then there is nothing to wait for
_TIMEOUT_S = 30.0
_PAGE_TIMEOUT_S = 15.0
_INSTALL = "pip install 'persona-check[scholar]'"
_REASONS = {
    "captcha": UnavailableReason.BLOCKED,
    "empty": UnavailableReason.BLOCKED,
    "exception": UnavailableReason.MALFORMED,
    "network_error": UnavailableReason.NETWORK_ERROR,
    "timed_out": UnavailableReason.TIMED_OUT,
    "too_large": UnavailableReason.TOO_LARGE,
    "not_installed": UnavailableReason.NOT_INSTALLED,
}


class _Work(Wire, frozen=True, kw_only=True):
    title: str | None = None
    year: str | int | None = None


class _Profile(Wire, frozen=True, kw_only=True):
    user: str
    name: str
    affiliation: str | None = None
    email_domain: str | None = None
    homepage: str | None = None
    interests: list[str | None] | None = None
    picture: str | None = None
    cited_by: int | None = None
    cites_per_year: dict[str, int] | None = None
    works: list[_Work | None] | None = None
    complete: bool = False


class _Outcome(Wire, frozen=True, kw_only=True):
    outcome: str
    detail: str = ""
    status: int | None = None
    retry_after: str | None = None
    profile: _Profile | None = None


class GoogleScholar:
    """Answers by profile id, through scholarly in a process with a hard time-out."""

    id: ClassVar[str] = "googlescholar"
    title: ClassVar[str] = "Google Scholar"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({PersonById})
    traits: ClassVar[Traits] = Traits(
        name="Google Scholar",
        rate=Rate(requests=1, period_s=2.0, at_once=1),
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
    known: ClassVar[Query | None] = PersonById(
        scheme=IdentifierScheme.SCHOLAR, identifier="P1RwlvoAAAAJ"
    )
    # an unknown profile is answered like an unwelcome visitor: nothing is ever surely absent
    unknown: ClassVar[Query | None] = None

    def __init__(self, settings: SourceSettings, *, timeout_s: float = _TIMEOUT_S) -> None:
        self._base = settings.base_url
        self._timeout_s = timeout_s

    def availability(self) -> Availability:
        """Whether scholarly is there to be driven."""
        if importlib.util.find_spec("scholarly") is None:
            return Availability(
                usable=False,
                reason=UnavailableReason.NOT_INSTALLED,
                hint=_INSTALL,
                note="the extra is not installed",
            )
        return Availability(usable=True, note="one page, only for a profile given in the claim")

    def serves(self, query: Query) -> bool:
        """Whether it is asked for a profile."""
        return (
            isinstance(query, PersonById)
            and query.scheme is IdentifierScheme.SCHOLAR
            and re.fullmatch(r"[\w-]{12}", query.identifier, re.ASCII) is not None
        )

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The profile; whatever else Google shows is unavailable, never an absence."""
        if not self.serves(query) or not isinstance(query, PersonById):
            return ()
        user = query.identifier

        async def ask() -> bytes:
            return await self._ask(user)

        address = f"{_HOST}/citations?{urlencode({'hl': 'en', 'user': user})}"
        return (parse_profile(await http.produce(self, address, ask)),)

    async def _ask(self, user: str) -> bytes:
        task = {"user": user, "base_url": self._base, "timeout_s": _PAGE_TIMEOUT_S}
        return checked(await run_worker(msgspec.json.encode(task), timeout_s=self._timeout_s))


async def run_worker(task: bytes, *, timeout_s: float) -> bytes:
    """What the worker writes about a task; killed with all that it started when time is up."""
    import asyncio

    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        _WORKER,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        # a group of its own, so that nothing that it started outlives it
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(timeout_s):
            out, _ = await worker.communicate(task)
    except TimeoutError as error:
        raise SourceUnavailableError(
            UnavailableReason.TIMED_OUT, f"no profile within {timeout_s:.3g} s"
        ) from error
    finally:
        if worker.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)
            await worker.wait()
    return out


def checked(out: bytes) -> bytes:
    """What the worker wrote, where it is a profile; raises ``SourceUnavailableError`` otherwise."""
    try:
        found = msgspec.json.decode(out, type=_Outcome)
    except msgspec.DecodeError as error:
        raise SourceUnavailableError(
            UnavailableReason.MALFORMED, "scholarly stopped without an answer"
        ) from error
    if found.profile is None:
        if found.status is not None:
            headers = {"retry-after": found.retry_after} if found.retry_after else {}
            raise reason_of(found.status, headers, GoogleScholar.traits, at=datetime.now(UTC))
        reason = _REASONS.get(found.outcome, UnavailableReason.BLOCKED)
        missing = reason is UnavailableReason.NOT_INSTALLED
        detail = found.detail
        if found.outcome == "exception":
            detail = f"scholarly could not read the page ({detail})"
        elif reason is UnavailableReason.NETWORK_ERROR:
            detail = f"the connection to scholar.google.com failed ({detail})"
        raise SourceUnavailableError(reason, detail, hint=_INSTALL if missing else None)
    return out


def parse_profile(answer: Answer) -> PersonRecord:
    """The profile in the worker's words; all of it is its owner's choice but the verified domain.

    ``works_count`` is None where the page shows the first of more.
    """
    found = decode_json(answer, _Outcome).profile
    if found is None:
        raise SourceUnavailableError(UnavailableReason.MALFORMED, "the answer contains no profile")
    works = present(found.works)
    organization = plain(found.affiliation)
    if organization.casefold() == "unknown affiliation":
        organization = ""
    years = Counter(
        int(year) for work in works if (year := str(work.year or "")).isdecimal() and len(year) == 4
    )
    cited = [
        int(year) for year, n in (found.cites_per_year or {}).items() if n and year.isdecimal()
    ]
    return PersonRecord(
        key=f"googlescholar:{found.user}",
        name=plain(found.name),
        provenance=attested(
            answer.provenance, AssertedBy.SUBJECT, upstream=(f"scholar:{found.user}",)
        ),
        identifiers=(Identifier(scheme=IdentifierScheme.SCHOLAR, value=found.user),),
        affiliations=(
            AffiliationFact(
                organization=organization,
                kind=AffiliationKind.EMPLOYMENT,
                asserted_by=AssertedBy.SUBJECT,
            ),
        )
        if organization
        else (),
        fields=distinct(plain(interest) for interest in present(found.interests)),
        links=distinct([found.homepage]),
        verified_email_domains=distinct([(found.email_domain or "").lstrip("@").lower()]),
        # a row each: an owner may list one work twice
        work_keys=present(work_key(None, plain(work.title)) for work in works),
        works_count=len(works) if found.complete else None,
        works_by_year=tuple(sorted(years.items())),
        cited_by_count=found.cited_by,
        image_url=found.picture,
        first_cited_year=min(cited) if cited else None,
    )

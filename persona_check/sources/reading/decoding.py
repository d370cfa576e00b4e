"""Reading of answers, the same for every source: what cannot be read is malformed, never empty."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qs, quote, unquote, urlsplit

import msgspec

from persona_check.compare.doi import doi_in, pasted
from persona_check.compare.markup import plain_text
from persona_check.compare.orcid import ORCID_PATTERN
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import UnavailableReason
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import Identifier
from persona_check.web.base import Answer, SourceUnavailableError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bs4 import BeautifulSoup

__all__ = [
    "Wire",
    "attested",
    "bare_doi",
    "bare_orcid",
    "bare_ror",
    "clipped",
    "day",
    "decode_html",
    "decode_json",
    "decode_xml",
    "distinct",
    "identifier_at",
    "instant",
    "malformed",
    "plain",
    "present",
    "title_of",
    "upstream_of_work",
    "url_part",
    "work_key",
    "year_in",
]

T = TypeVar("T")

_ORCID = re.compile(rf"(?<![\dX]){ORCID_PATTERN.replace('-', '-?')}(?![\dX])", re.IGNORECASE)
_ROR = re.compile(r"(?:^|ror\.org/)(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})/?$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_WHERE = re.compile(r"[^\w\s]+|_", re.UNICODE)


class Wire(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a source's answer; unknown fields are passed over, absent ones are None."""


def malformed(detail: str) -> SourceUnavailableError:
    """The error for an answer that is not in the form that the source's documentation states."""
    return SourceUnavailableError(UnavailableReason.MALFORMED, detail)


def decode_json(answer: Answer, shape: type[T]) -> T:
    """The body as ``shape``; raises ``SourceUnavailableError`` (malformed) where it is not that."""
    try:
        return msgspec.json.decode(answer.body, type=shape, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip()
        # the parser's own words may quote the body, which is hostile; its kind says enough
        raise malformed(
            f"the answer ({kind or 'of unstated type'}) is not the JSON expected"
        ) from (error)


def decode_xml(answer: Answer) -> "Element":
    """The root element; raises ``SourceUnavailableError`` (malformed), also on entity tricks."""
    from xml.etree.ElementTree import ParseError

    import defusedxml.ElementTree
    from defusedxml import DefusedXmlException

    try:
        root: Element = defusedxml.ElementTree.fromstring(answer.body)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise malformed("the answer is not well-formed XML") from error
    return root


def decode_html(answer: Answer) -> "BeautifulSoup":
    """The parsed page; HTML has no malformed form, so a caller must look for what it expects."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(answer.body, "lxml")


def attested(
    provenance: Provenance,
    asserted_by: AssertedBy,
    *,
    upstream: Iterable[str] = (),
    first_seen_on: date | None = None,
) -> Provenance:
    """The provenance of an answer, as that of one statement within it."""
    return replace(
        provenance,
        asserted_by=asserted_by,
        upstream=tuple(dict.fromkeys(upstream)),
        first_seen_on=first_seen_on,
    )


def upstream_of_work(doi: str | None, *, arxiv_id: str | None = None) -> tuple[str, ...]:
    """The deposits that a record of this work repeats, whichever source copies them.

    An arXiv number counts as the DOI that arXiv registers for it (10.48550), so that a copy of
    either is one witness with the other.
    """
    keys = [f"doi:{doi}"] if doi else []
    if arxiv_id:
        number = re.sub(r"v\d+$", "", arxiv_id.lower().removeprefix("arxiv:"))
        keys.append(f"doi:10.48550/arxiv.{number}")
    return tuple(dict.fromkeys(keys))


def work_key(doi: str | None, title: str | None) -> str | None:
    """The key under which several sources' lists of works are joined; None where neither is known.

    The title is folded to its letters and digits in lower case.
    """
    if doi:
        return f"doi:{doi}"
    folded = _SPACE.sub(" ", _WHERE.sub(" ", (title or "").casefold())).strip()
    return f"title:{folded}" if folded else None


def present(values: Iterable[T | None] | None) -> tuple[T, ...]:
    """The values that are there; () where there is no list."""
    return tuple(value for value in values or () if value is not None)


def distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    """The values that say something, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))


def plain(text: str | None) -> str:
    """A title or name without markup and entities, white space folded; '' for None."""
    return plain_text(text) if text else ""


def title_of(text: str | None) -> str:
    """A title without markup, final stop, and the brackets that mark it as a translation.

    MEDLINE puts a title translated into English in square brackets, "[On fen water].", and Europe
    PMC repeats that (MEDLINE/PubMed data element descriptions, TI and TT).
    """
    whole = plain(text)
    bare = whole.rstrip(". ")
    if bare.startswith("[") and _closes_at(bare) == len(bare) - 1:
        return bare[1:-1].strip(" .")
    return whole.removesuffix(".")


def _closes_at(text: str) -> int:
    """Where the bracket with which a text begins is closed; -1 where it is not."""
    depth = 0
    for index, char in enumerate(text):
        depth += {"[": 1, "]": -1}.get(char, 0)
        if depth == 0:
            return index
    return -1


def clipped(text: str, most: int) -> str:
    """At most ``most`` characters."""
    return text if len(text) <= most else text[:most]


def bare_doi(text: str | None) -> str | None:
    """The DOI in an address or text, bare and in lower case."""
    return doi_in(text) if text else None


def bare_orcid(text: str | None) -> str | None:
    """The ORCID iD in an address or text, bare; its check digit is not tested here."""
    found = _ORCID.search(pasted(text or ""))
    return "-".join(found.groups()).upper() if found else None


def bare_ror(text: str | None) -> str | None:
    """The ROR id in an address, or alone, without the address."""
    found = _ROR.search((text or "").strip())
    return found.group(1).lower() if found else None


def url_part(text: str, *, keep: str = "") -> str:
    """Text encoded for one place in an address's path; ``keep`` stands as it is."""
    return quote(text, safe=keep)


def day(text: str | None) -> date | None:
    """The calendar day at the start of an ISO date or instant; None where there is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def instant(millis: int | None) -> datetime | None:
    """The instant from milliseconds since 1970 (UTC)."""
    if millis is None:
        return None
    try:
        return datetime.fromtimestamp(millis / 1000, tz=UTC)
    except (OverflowError, ValueError, OSError):
        return None


def year_in(text: str | None) -> int | None:
    """The first year from 1500 to 2099 in a text."""
    found = _YEAR.search(text or "")
    return int(found.group(0)) if found else None


def identifier_at(url: str | None) -> Identifier | None:
    """The person's identifier that a profile address holds; None for any other address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip() if "://" in url else f"https://{url.strip()}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    steps = [step for step in unquote(parts.path).split("/") if step]
    last = steps[-1] if steps else ""
    value: str | None = None
    scheme = IdentifierScheme.ORCID
    if host == "orcid.org":
        value = bare_orcid(last)
    elif host.startswith("scholar.google."):
        scheme = IdentifierScheme.SCHOLAR
        value = _fitting(r"[\w-]{12}", parse_qs(parts.query).get("user", [""])[0])
    elif host in ("openalex.org", "api.openalex.org", "explore.openalex.org"):
        scheme, value = IdentifierScheme.OPENALEX, _fitting(r"A\d{4,}", last.upper())
    elif host == "semanticscholar.org" and steps[:1] == ["author"]:
        scheme, value = IdentifierScheme.SEMANTIC_SCHOLAR, _fitting(r"\d+", last)
    elif host in ("dblp.org", "dblp.uni-trier.de", "dblp.dagstuhl.de") and steps[:1] == ["pid"]:
        scheme = IdentifierScheme.DBLP
        value = "/".join(steps[1:]).removesuffix(".html").removesuffix(".xml") or None
    elif host == "wikidata.org":
        scheme, value = IdentifierScheme.WIKIDATA, _fitting(r"Q\d+", last.upper())
    elif host == "github.com" and len(steps) == 1:
        scheme, value = IdentifierScheme.GITHUB, _fitting(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}", last)
    elif host == "arxiv.org" and steps[:1] == ["a"]:
        scheme, value = IdentifierScheme.ARXIV, last or None
    return Identifier(scheme=scheme, value=value) if value else None


def _fitting(pattern: str, text: str) -> str | None:
    return text if re.fullmatch(pattern, text) else None

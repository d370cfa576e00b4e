"""Small texts of a claim, taken apart: years, works, posts, identifiers, addresses."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import idna

from persona_check.compare.doi import only_doi, pasted
from persona_check.compare.orcid import ORCID_PATTERN, bare_orcid
from persona_check.expressions import Expression
from persona_check.model.claim import IdentifierScheme

__all__ = [
    "KEY_OF_SCHEME",
    "Years",
    "bare_doi",
    "bare_identifier",
    "cut_venue_and_year",
    "cut_years",
    "identifier_in_address",
    "orcid_check_digit",
    "split_mail",
    "web_address",
]

_SPAN = Expression(
    r"\s*(?:"
    r"(?P<start>[12]\d{3})\s*(?:[-–—]|to|until)\s*(?P<end>[12]\d{3}|today|now|present|)"
    r"|(?:since|from)\s+(?P<since>[12]\d{3})"
    r"|(?:until|to|[-–—])\s*(?P<until>[12]\d{3})"
    r"|(?P<only>[12]\d{3})"
    r")\s*",
    re.IGNORECASE,
)
_LAST_BRACKETS = Expression(r"^(?P<rest>.*\S)\s*\((?P<inside>[^()]*)\)\s*$", re.DOTALL)
_YEAR_AT_THE_END = Expression(r"\b(?P<year>[12]\d{3})$")
_MAIL = Expression(r"(?P<local>[^\s@<>]{1,64})@(?P<domain>[^\s@<>]+)")
_DOMAIN = Expression(
    r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)+\.?", re.UNICODE
)
_SHAPES = {
    IdentifierScheme.ORCID: Expression(ORCID_PATTERN),
    IdentifierScheme.SCHOLAR: Expression(r"[A-Za-z0-9_-]{12}"),
    IdentifierScheme.OPENALEX: Expression(r"A\d{4,12}"),
    IdentifierScheme.SEMANTIC_SCHOLAR: Expression(r"\d{1,12}"),
    IdentifierScheme.DBLP: Expression(r"[A-Za-z0-9]+/[A-Za-z0-9_=:-]+"),
    IdentifierScheme.WIKIDATA: Expression(r"Q\d{1,12}"),
    IdentifierScheme.GITHUB: Expression(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})"),
    IdentifierScheme.ARXIV: Expression(r"[a-z0-9-]+_[a-z]_\d+"),
    IdentifierScheme.CORPUS: Expression(r"\S{1,100}"),
}
_HOSTS = (
    (IdentifierScheme.OPENALEX, "openalex.org", Expression(r"/(?:authors/)?([Aa]\d+)/?")),
    (
        IdentifierScheme.SEMANTIC_SCHOLAR,
        "semanticscholar.org",
        Expression(r"/author/(?:[^/]+/)?(\d+)/?"),
    ),
    (IdentifierScheme.DBLP, "dblp.org", Expression(r"/pid/([^/]+/[^/]+?)(?:\.html)?/?")),
    (IdentifierScheme.WIKIDATA, "wikidata.org", Expression(r"/(?:wiki|entity)/(Q\d+)/?")),
    (IdentifierScheme.GITHUB, "github.com", Expression(r"/([A-Za-z0-9-]+)/?")),
    (IdentifierScheme.ARXIV, "arxiv.org", Expression(r"/a/([a-z0-9-]+_[a-z]_\d+)/?")),
)
# the key under which a claim has such an identifier
KEY_OF_SCHEME: Mapping[IdentifierScheme, str] = {
    IdentifierScheme.ORCID: "orcid",
    IdentifierScheme.SCHOLAR: "scholar",
    IdentifierScheme.OPENALEX: "openalex",
    IdentifierScheme.SEMANTIC_SCHOLAR: "semantic_scholar",
    IdentifierScheme.DBLP: "dblp",
    IdentifierScheme.WIKIDATA: "wikidata",
    IdentifierScheme.GITHUB: "github",
    IdentifierScheme.ARXIV: "arxiv",
}


class Years(NamedTuple):
    """A span of years as claimed; ``open`` says that it reaches to today."""

    start: int | None = None
    end: int | None = None
    open: bool = False


def cut_years(text: str) -> tuple[str, Years | None]:
    """The text without a span of years in its last brackets, and the span where there is one."""
    brackets = _LAST_BRACKETS.match(text)
    span = _SPAN.fullmatch(brackets["inside"]) if brackets else None
    if not brackets or not span:
        return text, None
    rest = brackets["rest"]
    if span["since"]:
        return rest, Years(start=int(span["since"]), open=True)
    if span["until"]:
        return rest, Years(end=int(span["until"]))
    if span["only"]:
        return rest, Years(start=int(span["only"]), end=int(span["only"]))
    end = int(span["end"]) if span["end"].isdigit() else None
    return rest, Years(start=int(span["start"]), end=end, open=end is None)


def cut_venue_and_year(text: str) -> tuple[str, str | None, int | None]:
    """Title, venue and year of ``title (venue, 2014)``; brackets without a year are title."""
    brackets = _LAST_BRACKETS.match(text)
    inside = brackets["inside"].rstrip() if brackets else ""
    year = _YEAR_AT_THE_END.search(inside, len(inside) - 5 if len(inside) > 5 else 0)
    if not brackets or not year:
        return text, None, None
    venue = inside[: year.start()].rstrip().strip(" ,;") or None
    return brackets["rest"], venue, int(year["year"])


def bare_doi(text: str) -> str | None:
    """The DOI, bare and lower case, from any of its usual spellings; None where it is none."""
    return only_doi(re.sub(r"(?<=\S)\s+[(\[][^()\[\]]*[)\]]\W*$", "", text))


def orcid_check_digit(first_fifteen: str) -> str:
    """The last character of an ORCID iD whose first fifteen digits these are (ISO 7064 11-2)."""
    total = 0
    for digit in first_fifteen:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def bare_identifier(scheme: IdentifierScheme, text: str) -> str | None:
    """The identifier without its address; None where it has not the shape of the scheme."""
    if scheme is IdentifierScheme.ORCID:
        return bare_orcid(text)
    words = pasted(text).strip(" <>()[]{}\"'“”.,;")
    if "/" in words and (found := identifier_in_address(words)) and found[0] is scheme:
        return found[1]
    words = re.sub(rf"^{scheme.value}:\s*", "", words, flags=re.IGNORECASE)
    if scheme in {IdentifierScheme.OPENALEX, IdentifierScheme.WIKIDATA}:
        words = words.upper()
    elif scheme is IdentifierScheme.GITHUB:
        words = words.removeprefix("@")
    return words if _SHAPES[scheme].fullmatch(words) else None


def identifier_in_address(url: str) -> tuple[IdentifierScheme, str] | None:
    """The identifier that a profile's address holds; None where the host is no such service."""
    try:
        parts = urlsplit(url if "//" in url else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if host == "scholar.google.com" or host.startswith("scholar.google."):
        for user in parse_qs(parts.query).get("user", ()):
            if _SHAPES[IdentifierScheme.SCHOLAR].fullmatch(user):
                return IdentifierScheme.SCHOLAR, user
        return None
    if host == "orcid.org" or host.endswith(".orcid.org"):
        orcid = bare_orcid(url)
        return (IdentifierScheme.ORCID, orcid) if orcid else None
    for scheme, service, path in _HOSTS:
        if host == service and (found := path.fullmatch(parts.path)):
            return scheme, bare_identifier(scheme, found[1]) or found[1]
    return None


def split_mail(text: str) -> tuple[str | None, str] | None:
    """Address and domain of a mail address, or None and the domain of a bare one; None: neither.

    The domain comes lower case, and readable where it was punycode.
    """
    words = text.strip()
    # as mail programs show it: Hanna Oduya <h.oduya@norrvik.example>
    if shown := re.fullmatch(r"[^<>]*<\s*(?:mailto:)?([^<>\s]+)\s*>", words):
        words = shown[1]
    words = words.removeprefix("mailto:")
    found = _MAIL.fullmatch(words)
    raw = found["domain"] if found else words.removeprefix("@")
    if not _DOMAIN.fullmatch(raw) or len(raw) > 253:
        return None
    domain = ".".join(_readable(label) for label in raw.rstrip(".").lower().split("."))
    return (words if found else None), domain


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return idna.decode(label)
    except UnicodeError:
        return label


def web_address(text: str) -> str | None:
    """The address with its scheme; None where it is no http or https address."""
    words = text.strip()
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", words) is None:
        words = f"https://{words}"
    try:
        parts = urlsplit(words)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or re.search(r"\s", words):
        return None
    return words if "." in host or ":" in host or host == "localhost" else None

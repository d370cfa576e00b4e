"""A homepage or staff page: what it states, in structured data and in plain sight, and where."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin, urlsplit

from persona_check.compare.academic_domains import is_academic
from persona_check.compare.domains import is_own_space, registrable
from persona_check.expressions import Expression
from persona_check.model.lookup import PageAt, PictureAt, Query, UnavailableReason
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import PageRecord, Record
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.decoding import (
    attested,
    clipped,
    decode_html,
    distinct,
    malformed,
    plain,
)
from persona_check.sources.reading.page_elements import attribute, meta, stands_in
from persona_check.sources.reading.page_portraits import portraits
from persona_check.sources.reading.pictures import ACCEPT, MOST_BYTES, parse_picture
from persona_check.sources.reading.structured_person import described, texts
from persona_check.web.base import Answer, HttpClient, Request, SourceUnavailableError
from persona_check.web.foreign import stand_in

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["Homepage", "parse_page"]

_MAX_BYTES = 3 * 1024 * 1024
# the largest pages of people have some thousand elements; a tree of all that 3 MB can hold
# would take a minute to build
_MOST_ELEMENTS = 30_000
_MOST_TEXT = 40_000
_MOST_ITEMS = 200
_MOST_WORDS = 160  # characters of a line that can be a job title
_ACCEPT = {"Accept": "text/html, application/xhtml+xml"}

_POSTS = Expression(
    r"\b(?:prof(?:essor|essur|\.)?|professorin|lecturer|reader in|postdoc\w*|post-doctoral|"
    r"research(?:er| fellow| scientist| associate| assistant| professor)|scientist|fellow|"
    r"dean|chair(?:person|man|woman)?|head of|director|ph\.?d\.? (?:student|candidate)|"
    r"doctoral (?:student|candidate)|instructor|principal investigator|maître de conférences|"
    r"wissenschaftliche[rn]? mitarbeiter\w*|catedrátic[oa]|editor|consultant|therapist|physician|"
    r"psychologist|engineer|analyst|attorney|journalist)\b",
    re.IGNORECASE,
)
_MAIL = Expression(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
# "name [at] dom [dot] edu", "name (at) dom.edu", "name AT dom DOT edu"
_AT = Expression(r"\s*(?:[\[({<]\s*(?:at|@|ät|arobase)\s*[\])}>]|\sAT\s)\s*", re.IGNORECASE)
_DOT = Expression(r"\s*(?:[\[({<]\s*(?:dot|punkt|point|\.)\s*[\])}>]|\sDOT\s)\s*", re.IGNORECASE)
_ELEMENT = re.compile(rb"<(?:!doctype html|html|head|body|title|h[1-6]|p|div|table|a)\b")
_GOVERNMENT = Expression(r"(?:^|\.)(?:gov|gob|gouv|gv|mil|int)(?:\.[a-z]{2})?$")


class Homepage:
    """Answers for addresses that a claim or a record gives, through the guarded door only."""

    id: ClassVar[str] = "homepage"
    title: ClassVar[str] = "Homepage or staff page"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({PageAt, PictureAt})
    traits: ClassVar[Traits] = Traits(
        name="web page",
        rate=Rate(requests=2, at_once=2),
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
        answers_in_pages=True,
    )
    # a page is whatever its owner makes it
    known: ClassVar[Query | None] = None
    unknown: ClassVar[Query | None] = None

    def __init__(self, settings: SourceSettings) -> None:
        del settings  # a page has one address, and no key

    def availability(self) -> Availability:
        """Usable."""
        return Availability(usable=True)

    def serves(self, query: Query) -> bool:
        """Whether the address is one of the web."""
        return isinstance(query, PageAt | PictureAt) and query.url.lower().startswith(
            ("http://", "https://")
        )

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The page or picture; a server that has none is no witness that there never was one."""
        if not isinstance(query, PageAt | PictureAt):
            return ()
        page = isinstance(query, PageAt)
        answer = await http.get(
            self,
            Request(
                url=query.url,
                headers=_ACCEPT if page else ACCEPT,
                untrusted=True,
                max_bytes=_MAX_BYTES if page else MOST_BYTES,
            ),
        )
        if isinstance(query, PictureAt):
            return (parse_picture(answer, query),)
        return (parse_page(answer, url=query.url, names=query.names),)


def parse_page(answer: Answer, *, url: str, names: Sequence[str] = ()) -> PageRecord:
    """What the page states; ``url`` is the address asked for, its provenance has the last one.

    Structured data (JSON-LD and microdata of schema.org) counts only for the person of one of
    ``names``, or for the only person it describes.
    """
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in ("text/html", "application/xhtml+xml", "text/plain"):
        raise malformed(f"the address leads to no web page, but to {clipped(kind, 40)}")
    _require_page(answer.body)
    last = answer.provenance.url if "://" in answer.provenance.url else url
    soup = decode_html(answer)
    people = described(soup, names)
    for hidden in soup(["script", "style", "noscript", "template"]):
        hidden.decompose()
    lines = [plain(line) for line in soup.stripped_strings]
    text = clipped(" ".join(lines), _MOST_TEXT)
    seen = tuple(name for name in names if stands_in(name, text))
    # a page that names the person is one, whatever else stands on it
    wall = (
        None
        if seen
        else stand_in(answer.status, answer.headers, answer.body, asked=url, redirected_to=last)
    )
    if wall is not None:
        raise wall
    host = (urlsplit(last).hostname or "").lower()
    institution = _is_institution(host)
    written_by_it = institution and not is_own_space(last)
    links = _links(soup, last)
    return PageRecord(
        url=url,
        title=clipped(plain(soup.title.get_text()), 500) if soup.title else "",
        provenance=attested(
            answer.provenance,
            AssertedBy.THIRD_PARTY if written_by_it else AssertedBy.UNKNOWN,
            upstream=(f"domain:{registrable(host)}",) if host else (),
        ),
        text=text,
        names_seen=seen,
        job_titles=_first(
            [*texts(people, "jobTitle"), *(line for line in lines if _is_post(line))], 20
        ),
        organizations=_first(
            [*texts(people, "affiliation", "worksFor", "memberOf"), _site_name(soup)], 20
        ),
        email_addresses=_first(
            [
                *_mails(texts(people, "email")),
                *_protected(soup),
                *_linked_mails(soup),
                *_mails([text]),
            ],
            50,
        ),
        links=_first(links, _MOST_ITEMS),
        same_as=_first([*texts(people, "sameAs"), *_rel_me(soup, last)], 50),
        image_urls=_first(
            (_joined(last, image) for image in (*texts(people, "image"), *portraits(soup, names))),
            20,
        ),
        institution_domain=institution,
    )


def _require_page(body: bytes) -> None:
    """Raises ``SourceUnavailableError`` (malformed) for what no browser would show as a page.

    HTML itself has no malformed form. But half a page does not say what it leaves out, so one that
    opens and is not closed is not read (real pages that leave out both end tags are rare).
    """
    lower = body.lower()
    if b"\x00" in body or not _ELEMENT.search(lower):
        raise malformed("the address leads to no web page")
    if body.count(b"<") > _MOST_ELEMENTS:
        raise SourceUnavailableError(
            UnavailableReason.TOO_LARGE, f"the page has more than {_MOST_ELEMENTS} elements"
        )
    if b"<html" in lower and b"</html" not in lower and b"</body" not in lower:
        raise malformed("the page is incomplete")


def _first(values: Iterable[str | None], most: int) -> tuple[str, ...]:
    return distinct(clipped(value, 2000) for value in values if value)[:most]


def _is_institution(host: str) -> bool:
    """Whether the domain belongs to an institution of learning, research or the state."""
    return bool(host) and (is_academic(host) or _GOVERNMENT.search(host) is not None)


def _is_post(line: str) -> bool:
    return len(line) <= _MOST_WORDS and _POSTS.search(line) is not None


def _site_name(soup: "BeautifulSoup") -> str | None:
    return meta(soup, "og:site_name")


def _links(soup: "BeautifulSoup", base: str) -> list[str]:
    return [url for tag in soup.find_all("a", href=True) if (url := _absolute(tag, base))]


def _rel_me(soup: "BeautifulSoup", base: str) -> list[str]:
    tags = soup.find_all(["a", "link"], href=True)
    return [
        url
        for tag in tags
        if "me" in attribute(tag, "rel").lower().split() and (url := _absolute(tag, base))
    ]


def _absolute(tag: "Tag", base: str) -> str | None:
    return _joined(base, attribute(tag, "href"))


def _joined(base: str, address: str) -> str | None:
    """The address on the web, None where it is none (``data:``, an impossible host)."""
    try:
        url = urljoin(base, address.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if address and parts.scheme in ("http", "https") and parts.hostname else None


def _linked_mails(soup: "BeautifulSoup") -> list[str]:
    addresses = [
        attribute(tag, "href").partition(":")[2].partition("?")[0]
        for tag in soup.find_all("a", href=re.compile("^mailto:", re.IGNORECASE))
    ]
    return _mails(addresses)


def _mails(texts: Iterable[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        # white space is folded first, and texts are bounded, so that no run of it costs much
        open_text = _DOT.sub(".", _AT.sub("@", plain(clipped(text, _MOST_TEXT))))
        found += [address.lower().rstrip(".") for address in _MAIL.findall(open_text)]
    return found


def _protected(soup: "BeautifulSoup") -> list[str]:
    """Addresses hidden from harvesters by Cloudflare: hex, each byte XORed with the first."""
    found: list[str] = []
    for tag in soup.find_all(attrs={"data-cfemail": True}):
        try:
            code = bytes.fromhex(attribute(tag, "data-cfemail"))
        except ValueError:
            continue
        if code:
            found.append(bytes(byte ^ code[0] for byte in code[1:]).decode("utf-8", "replace"))
    return _mails(found)

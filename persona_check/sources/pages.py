"""A homepage or staff page: what it states, in structured data and in plain sight, and where."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urljoin, urlsplit

import msgspec

from persona_check.academic_directory import is_academic
from persona_check.institution_pages import is_own_space
from persona_check.mail_domains import registrable
from persona_check.model.lookup import PageAt, PictureAt, Query, UnavailableReason
from persona_check.model.record import AssertedBy, PageRecord, Record
from persona_check.settings import SourceSettings
from persona_check.sources.base import Answer, Availability, HttpClient, SourceUnavailableError
from persona_check.sources.decoding import (
    attested,
    clipped,
    decode_html,
    distinct,
    malformed,
    plain,
)
from persona_check.sources.pictures import ACCEPT, MOST_BYTES, parse_picture

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["Homepage", "parse_page"]

_MAX_BYTES = 3 * 1024 * 1024
# the largest pages of people have some thousand elements; a tree of all that 3 MB can hold
# would take a minute to build
_MOST_ELEMENTS = 30_000
_MOST_TEXT = 40_000
_MOST_ITEMS = 200
_MOST_IN_ATTRIBUTE = 2000
_SHORT = 1500  # characters of text that a challenge has at most
_MOST_WORDS = 160  # characters of a line that can be a job title
_DEPTH = 12  # of structured data
_MOST_PICTURES = 500
_HEADINGS = ("h1", "h2", "h3", "h4", "figcaption", "strong")
_MOST_BESIDE = 5  # headings that are the name
_MOST_PARTS = 12  # tags and texts in such a heading
_NEAR = 3  # parts of a page, from within, that may hold a name and the picture beside it
_ACCEPT = {"Accept": "text/html, application/xhtml+xml"}

_POSTS = re.compile(
    r"\b(?:prof(?:essor|essur|\.)?|professorin|lecturer|reader in|postdoc\w*|post-doctoral|"
    r"research(?:er| fellow| scientist| associate| assistant| professor)|scientist|fellow|"
    r"dean|chair(?:person|man|woman)?|head of|director|ph\.?d\.? (?:student|candidate)|"
    r"doctoral (?:student|candidate)|instructor|principal investigator|maître de conférences|"
    r"wissenschaftliche[rn]? mitarbeiter\w*|catedrátic[oa]|editor|consultant|therapist|physician|"
    r"psychologist|engineer|analyst|attorney|journalist)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
# "name [at] dom [dot] edu", "name (at) dom.edu", "name AT dom DOT edu"
_AT = re.compile(r"\s*(?:[\[({<]\s*(?:at|@|ät|arobase)\s*[\])}>]|\sAT\s)\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*(?:[\[({<]\s*(?:dot|punkt|point|\.)\s*[\])}>]|\sDOT\s)\s*", re.IGNORECASE)
_ELEMENT = re.compile(rb"<(?:!doctype html|html|head|body|title|h[1-6]|p|div|table|a)\b")
_CHALLENGE = re.compile(
    r"captcha|\brobots?\b|verif\w+ (?:that )?you are (?:a )?human|are you (?:a )?human|"
    r"checking your browser|just a moment|unusual traffic|access denied|"
    r"enable javascript and cookies",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(r"(?:^|\.)(?:gov|gob|gouv|gv|mil|int)(?:\.[a-z]{2})?$")


class Homepage:
    """Answers for addresses that a claim or a record gives, through the guarded door only."""

    id: ClassVar[str] = "homepage"
    title: ClassVar[str] = "Homepage or staff page"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({PageAt, PictureAt})
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
        """The page or picture; () where its server says that there is none."""
        if not isinstance(query, PageAt | PictureAt):
            return ()
        page = isinstance(query, PageAt)
        answer = await http.get(
            self.id,
            query.url,
            headers=_ACCEPT if page else ACCEPT,
            accept=(404, 410),
            untrusted=True,
            max_bytes=_MAX_BYTES if page else MOST_BYTES,
        )
        if answer.status in (404, 410):
            return ()
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
        raise malformed(f"the address holds no page, but {clipped(kind, 40)}")
    _require_page(answer.body)
    last = answer.provenance.url if "://" in answer.provenance.url else url
    soup = decode_html(answer)
    people = _chosen([*_json_ld(soup), *_microdata(soup)], names)
    for hidden in soup(["script", "style", "noscript", "template"]):
        hidden.decompose()
    lines = [plain(line) for line in soup.stripped_strings]
    text = clipped(" ".join(lines), _MOST_TEXT)
    seen = tuple(name for name in names if _stands_in(name, text))
    if not seen and len(text) < _SHORT and _CHALLENGE.search(text):
        raise SourceUnavailableError(
            UnavailableReason.BLOCKED, "it asks for a proof of being human, or refuses"
        )
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
            [*_texts(people, "jobTitle"), *(line for line in lines if _is_post(line))], 20
        ),
        organizations=_first(
            [*_texts(people, "affiliation", "worksFor", "memberOf"), _site_name(soup)], 20
        ),
        email_addresses=_first(
            [
                *_mails(_texts(people, "email")),
                *_protected(soup),
                *_linked_mails(soup),
                *_mails([text]),
            ],
            50,
        ),
        links=_first(links, _MOST_ITEMS),
        same_as=_first([*_texts(people, "sameAs"), *_rel_me(soup, last)], 50),
        image_urls=_first(
            (_joined(last, image) for image in (*_texts(people, "image"), *_images(soup, names))),
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
        raise malformed("the address holds no page")
    if body.count(b"<") > _MOST_ELEMENTS:
        raise SourceUnavailableError(
            UnavailableReason.TOO_LARGE, f"the page has more than {_MOST_ELEMENTS} elements"
        )
    if b"<html" in lower and b"</html" not in lower and b"</body" not in lower:
        raise malformed("the page is cut short")


def _first(values: Iterable[str | None], most: int) -> tuple[str, ...]:
    return distinct(clipped(value, 2000) for value in values if value)[:most]


def _is_institution(host: str) -> bool:
    """Whether the domain belongs to an institution of learning, research or the state."""
    return bool(host) and (is_academic(host) or _GOVERNMENT.search(host) is not None)


# -- names ---------------------------------------------------------------------------------------


def _folded(text: str) -> str:
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return " " + " ".join(_WORD.findall(bare)) + " "


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, in its order or family name first."""
    parts = _folded(name).split()
    if not parts:
        return False
    folded = _folded(text)
    turned = [parts[-1], *parts[:-1]]
    return any(f" {' '.join(order)} " in folded for order in (parts, turned))


# -- structured data -----------------------------------------------------------------------------


def _json_ld(soup: "BeautifulSoup") -> Iterator[Mapping[str, Any]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            document = msgspec.json.decode(script.get_text().encode())
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            continue  # a broken block is passed over as browsers and search engines do
        yield from _people(document, _DEPTH)


def _people(node: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(node, list):
        for item in node:
            yield from _people(item, depth - 1)
    elif isinstance(node, dict):
        kinds = node.get("@type")
        if any(
            isinstance(kind, str) and kind.rpartition("/")[2] == "Person"
            for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield node
        else:
            for value in node.values():
                yield from _people(value, depth - 1)


def _microdata(soup: "BeautifulSoup") -> Iterator[Mapping[str, Any]]:
    for scope in soup.find_all(itemtype=re.compile(r"schema\.org/Person/?$"), limit=20):
        person: dict[str, list[str]] = {}
        for item in scope.find_all(attrs={"itemprop": True}, limit=100):
            value = (
                _attribute(item, "content")
                or _attribute(item, "href")
                or _attribute(item, "src")
                or item.get_text(" ", strip=True)
            )
            for name in _attribute(item, "itemprop").split():
                person.setdefault(name, []).append(value.removeprefix("mailto:"))
        yield person


def _chosen(
    people: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> tuple[Mapping[str, Any], ...]:
    """Those of the claimed name; without any, the only person there is."""
    named = tuple(
        person
        for person in people
        if any(_stands_in(name, " ".join(_texts([person], *_NAMES))) for name in names)
    )
    if named:
        return named
    return tuple(people) if len(people) == 1 and not (names and _texts(people, *_NAMES)) else ()


_NAMES = ("name", "alternateName", "givenName", "familyName")


def _texts(people: Iterable[Mapping[str, Any]], *fields: str) -> list[str]:
    """The texts in these fields, of things their names or addresses."""
    found: list[str] = []
    for person in people:
        for field in fields:
            found += _flat(person.get(field), _DEPTH)
    return found


def _flat(value: Any, depth: int) -> list[str]:
    if depth == 0:
        return []
    if isinstance(value, str):
        return [text] if (text := plain(value)) else []
    if isinstance(value, list):
        return [text for item in value for text in _flat(item, depth - 1)]
    if isinstance(value, dict):
        for key in ("name", "contentUrl", "url", "@id"):
            if key in value:
                return _flat(value[key], depth - 1)
    return []


# -- plain sight ---------------------------------------------------------------------------------


def _is_post(line: str) -> bool:
    return len(line) <= _MOST_WORDS and _POSTS.search(line) is not None


def _attribute(tag: "Tag", name: str) -> str:
    value = tag.get(name)
    text = " ".join(value) if isinstance(value, list) else str(value or "")
    return clipped(text, _MOST_IN_ATTRIBUTE)


def _meta(soup: "BeautifulSoup", name: str) -> str | None:
    for tag in soup.find_all("meta", attrs={"property": name}):
        return plain(_attribute(tag, "content"))
    return None


def _site_name(soup: "BeautifulSoup") -> str | None:
    return _meta(soup, "og:site_name")


def _links(soup: "BeautifulSoup", base: str) -> list[str]:
    return [url for tag in soup.find_all("a", href=True) if (url := _absolute(tag, base))]


def _rel_me(soup: "BeautifulSoup", base: str) -> list[str]:
    tags = soup.find_all(["a", "link"], href=True)
    return [
        url
        for tag in tags
        if "me" in _attribute(tag, "rel").lower().split() and (url := _absolute(tag, base))
    ]


def _absolute(tag: "Tag", base: str) -> str | None:
    return _joined(base, _attribute(tag, "href"))


def _joined(base: str, address: str) -> str | None:
    """The address on the web, None where it is none (``data:``, an impossible host)."""
    try:
        url = urljoin(base, address.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if address and parts.scheme in ("http", "https") and parts.hostname else None


def _images(soup: "BeautifulSoup", names: Sequence[str]) -> Iterator[str]:
    """Pictures that are said to show a person of the name, one beside it, and the page's own."""
    for image in soup.find_all("img", limit=_MOST_PICTURES):
        alternative = f"{_attribute(image, 'alt')} {_attribute(image, 'title')}"
        if any(_stands_in(name, alternative) for name in names):
            yield _shown(image)
    yield from _beside(soup, names)
    if own := _meta(soup, "og:image"):
        yield own


def _beside(soup: "BeautifulSoup", names: Sequence[str]) -> Iterator[str]:
    """The picture that shares a part of the page with the name, where it is the only one there."""
    wanted = {_folded(name) for name in names}
    headings = soup.find_all(_HEADINGS, limit=_MOST_PICTURES)
    named = (heading for heading in headings if _folded(_short_text(heading)) in wanted)
    for heading in islice(named, _MOST_BESIDE):
        for part in heading.find_parents(limit=_NEAR):
            images = part.find_all("img", limit=2)
            if len(images) == 1:
                yield _shown(images[0])
            if images:
                break


def _short_text(heading: "Tag") -> str:
    """The text of a heading of a few parts; empty for one that holds half the page."""
    parts = list(islice(heading.descendants, _MOST_PARTS + 1))
    return "" if len(parts) > _MOST_PARTS else heading.get_text(" ")


def _shown(image: "Tag") -> str:
    """The address of a picture, also where a script loads it only when it comes into sight."""
    address = _attribute(image, "src")
    waiting = not address or address.startswith("data:")
    return _attribute(image, "data-src") if waiting else address


def _linked_mails(soup: "BeautifulSoup") -> list[str]:
    addresses = [
        _attribute(tag, "href").partition(":")[2].partition("?")[0]
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
            code = bytes.fromhex(_attribute(tag, "data-cfemail"))
        except ValueError:
            continue
        if code:
            found.append(bytes(byte ^ code[0] for byte in code[1:]).decode("utf-8", "replace"))
    return _mails(found)

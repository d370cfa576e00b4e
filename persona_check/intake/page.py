"""A homepage or staff page: whom it is about, by structured data, headings and links."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from persona_check.expressions import Expression
from persona_check.intake.contact import Said, contact_items
from persona_check.intake.cv.career import posts_in
from persona_check.intake.cv.entry import Entry
from persona_check.intake.cv.headings import Section, SectionKind, kind_of, sections_of
from persona_check.intake.cv.kinds import ChunkKind, kind_of_part
from persona_check.intake.cv.lines import MOST_LINE_CHARS, Line
from persona_check.intake.cv.reader import career_of
from persona_check.intake.cv.tidy import tidied
from persona_check.intake.cv.works import works_in
from persona_check.intake.html_lines import lines_of_html, soup_of
from persona_check.intake.people_names import bare_name, looks_like_name
from persona_check.intake.prose import Passage, items_of_prose
from persona_check.intake.reading import (
    Attached,
    AttachedKind,
    Given,
    Item,
    LeftAside,
    ReadClaim,
    distinct,
    read_and_left,
)
from persona_check.intake.texts import within_bounds
from persona_check.sources.reading.structured_person import described, texts

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["read_page"]

MOST_BIO_CHARS = 4_000
LEAST_PARAGRAPH_CHARS = 80
_TEMPLATE = Expression(
    r"powered by|design(?:ed)? by|theme|template|distribution by|built with|hosted on|copyright|©|"
    r"jekyll|hugo|quarto|wowchemy|academic ?pages|minimal mistakes",
    re.IGNORECASE,
)
_FIRST = Expression(
    r"\b(?:I am|I’m|I'm|I was|I work|I lead|I teach|my research|ich bin|je suis|soy|sou|sono|"
    r"ik ben)\b",
    re.IGNORECASE,
)
_TITLE_PARTS = Expression(r"\s+[|–—·•:-]\s+|\s*\|\s*|’s |'s | - ")
_ONCE = ("orcid", "scholar", "github", "openalex", "dblp", "semantic_scholar", "wikidata", "arxiv")


def read_page(given: Given) -> ReadClaim:
    """What the page states about its person; links are followed by nobody here."""
    within_bounds(given)
    soup = soup_of(given.content)
    people = described(soup, given.known_as)
    lines = tuple(
        tidied(
            line.clipped(MOST_LINE_CHARS)
            for line in lines_of_html(soup)
            if not _is_icon_alone(line)
        )
    )
    own = tuple(line for line in lines if line.page)
    items: list[Item] = []
    aside: list[LeftAside] = []
    name = _name(soup, people, own, given.known_as, lines)
    if name is None:
        aside.append(LeftAside(what="the name", why="no person’s name recognised on the page"))
    else:
        items.append(name)
    items += _structured(people)
    items += _contacts(soup, lines, str(name.value) if name else "", aside)
    sections = sections_of(own)
    items += _beside_the_name(own, str(name.value) if name else "")
    bio = _bio(sections, str(name.value) if name else "")
    for line in bio:
        items += items_of_prose(
            Passage(text=line.text, place=line.place), str(name.value) if name else ""
        )
    for section in sections:
        if section.kind in {SectionKind.EDUCATION, SectionKind.EXPERIENCE}:
            for line in section.lines:
                if _FIRST.search(line.text) or re.match(r"\W*I\b", line.text):
                    passage = Passage(text=line.text, place=line.place)
                    items += items_of_prose(passage, str(name.value) if name else "")
    posts_and_degrees, doubtful = read_and_left(career_of(sections))
    items += posts_and_degrees
    aside += doubtful
    for section in sections:
        if section.kind is SectionKind.WORKS:
            items += works_in(section)
    if bio:
        text = "\n\n".join(line.text for line in bio)[:MOST_BIO_CHARS]
        items.append(Item(key="bio", value=text, place=bio[0].place))
    if re.match(r"https?://", given.name):
        items.append(Item(key="homepage", value=given.name, place="its address"))
    return ReadClaim(
        form="web page",
        items=distinct(_one_post_each(items)),
        left_aside=tuple(aside),
        attached=tuple(_portrait(soup, people, name, given)),
    )


def _is_icon_alone(line: Line) -> bool:
    return not line.links and not re.search(r"\w", line.text)


def _name(
    soup: "BeautifulSoup",
    people: Sequence[Mapping[str, Any]],
    lines: Sequence[Line],
    known_as: Sequence[str],
    all_lines: Sequence[Line],
) -> Item | None:
    votes: dict[str, tuple[float, Item]] = {}

    def vote(words: str, weight: float, place: str) -> None:
        if not looks_like_name(words):
            return
        name = bare_name(words)
        key = " ".join(sorted(name.casefold().split()))
        held = votes.get(key)
        item = held[1] if held else Item(key="name", value=name, place=place)
        votes[key] = ((held[0] if held else 0.0) + weight, item)

    for words in texts(people, "name")[:3]:
        vote(words, 3.0, "structured data")
    for tag in soup.select(".h-card .p-name, .vcard .fn, [itemprop=name]")[:5]:
        vote(tag.get_text(" ", strip=True), 2.5, "h-card")
    for tag in soup.find_all(
        "meta", attrs={"name": re.compile("^(?:author|citation_author)$", re.I)}
    ):
        vote(str(tag.get("content") or ""), 1.5, "author of the page")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for part in _TITLE_PARTS.split(title)[:4]:
        vote(
            re.sub(r"\b(?:home(?:page)?|website|personal page|cv|about)\b", "", part, flags=re.I),
            2.0,
            "title",
        )
    for number, line in enumerate(lines[:60]):
        words = re.sub(
            r"^(?:hi|hello|hey|welcome)[,!]?\s+(?:i am|i['’]m|my name is)?\s*",
            "",
            line.text,
            flags=re.I,
        )
        words = re.sub(r"^(?:i am|i['’]m|about)\s+", "", words, flags=re.IGNORECASE)
        weight = (2.0 if line.size >= 18 else 1.2 if line.heading else 0.6) - 0.01 * number
        vote(words.rstrip("!."), weight, line.place)
    if not votes:
        # the name of the site above its menu, where it leads to the first page
        for line in [one for one in all_lines[:8] if not one.page]:
            if any(
                re.fullmatch(r"(?:https?://[^/]+)?[./]*(?:index\.html)?", one) for one in line.links
            ):
                vote(line.spans[0].text, 0.5, line.place)
    for known in known_as:
        vote(known, 2.0, "NAME")
    if not votes:
        return None
    return max(votes.values(), key=lambda one: one[0])[1]


def _structured(people: Sequence[Mapping[str, Any]]) -> Iterator[Item]:
    """What schema.org data say of the person."""
    for mail in texts(people, "email"):
        yield Item(key="email", value=mail.removeprefix("mailto:"), place="structured data")
    roles = texts(people, "jobTitle")
    for number, organization in enumerate(dict.fromkeys(texts(people, "worksFor", "affiliation"))):
        post: dict[str, object] = {"organization": organization, "current": True}
        if number < len(roles):
            post["role"] = roles[number]
        yield Item(key="affiliations", value=post, place="structured data")
    for other in texts(people, "alternateName"):
        if looks_like_name(other):
            yield Item(key="also_known_as", value=other, place="structured data")


def _contacts(
    soup: "BeautifulSoup", lines: Sequence[Line], name: str, aside: list[LeftAside]
) -> Iterator[Item]:
    """Addresses and iDs; of several of one kind the one that stands with the name, or none."""
    me = [
        str(tag.get("href") or "")
        for tag in soup.find_all(["a", "link"], rel=re.compile(r"\bme\b"))[:30]
    ]
    structured = [
        link for one in described(soup, (name,) if name else ()) for link in texts([one], "sameAs")
    ]
    said = [
        Said(text="", place="rel=me", links=tuple(me)),
        Said(text="", place="structured data", links=tuple(structured)),
    ]
    for line in lines:
        if _TEMPLATE.search(line.text):
            continue
        said.append(Said(text=line.text, place=line.place, links=line.links))
    found = list(_several(said))
    mails = [item for item in found if item.key == "email"]
    fitting = [item for item in mails if _fits(str(item.value), name)]
    chosen = fitting or mails[:1]
    for item in mails:
        if item in chosen:
            yield item
        else:
            aside.append(
                LeftAside(what=str(item.value), why="may be somebody else’s", place=item.place)
            )
    for key in _ONCE:
        own = [item for item in found if item.key == key]
        marked = [item for item in own if item.place in {"rel=me", "structured data"}]
        if len(own) == 1 or marked:
            yield (marked or own)[0]
        elif own:
            top = [item for item in own if _fits(str(item.value), name)] or own[:1]
            if _line_number(top[0]) < 60:
                yield top[0]
            else:
                aside.append(LeftAside(what=f"{len(own)} {key} iDs", why="of several people"))
    profiles: dict[str, Item] = {}
    for item in found:
        if item.key == "links":
            host = (urlsplit(str(item.value)).hostname or "").removeprefix("www.")
            held = profiles.get(host)
            if held is None or (not _fits(str(held.value), name) and _fits(str(item.value), name)):
                profiles[host] = item
    yield from profiles.values()


def _several(said: Sequence[Said]) -> Iterator[Item]:
    """All that contact_items finds, line by line, so that none is dropped for an earlier one."""
    seen: set[tuple[str, str]] = set()
    for one in said:
        for item in contact_items([one], own_links=False):
            key = (item.key, str(item.value).casefold().rstrip("/"))
            if key not in seen:
                seen.add(key)
                yield item


def _line_number(item: Item) -> int:
    found = re.search(r"\d+", item.place)
    return int(found[0]) if found else 0


def _fits(address: str, name: str) -> bool:
    plain = re.sub(r"[^a-z]", "", address.casefold())
    words = [re.sub(r"[^a-z]", "", word.casefold()) for word in name.split()]
    return any(len(word) > 2 and word in plain for word in words)


def _beside_the_name(lines: Sequence[Line], name: str) -> Iterator[Item]:
    """The post that stands below the name on top, as on a card."""
    words = set(name.casefold().split())
    for at, line in enumerate(lines[:40]):
        if not words or set(bare_name(line.text).casefold().split()) != words:
            continue
        below: list[Line] = []
        for other in lines[at + 1 : at + 7]:
            text = other.text
            if sum(bool(span.links) for span in other.spans) > 1:
                continue  # labels of links
            if len(text) > 110 or text.endswith(".") or kind_of(text) is not None:
                break
            if re.search(r"\w{3}", text) and not re.match(r"(?:link|e-?mail)\b", text, re.I):
                below.append(other)
        if not below:
            continue
        for found in posts_in((Entry(head=tuple(below[:4]), date=None),)):
            if isinstance(found, Item) and isinstance(found.value, dict):
                if kind_of_part(str(found.value["organization"])) is ChunkKind.OTHER:
                    return  # a tagline: "Dreamer | Runner | Musician"
                yield Item(
                    key="affiliations", value={**found.value, "current": True}, place=found.place
                )
                return


def _bio(sections: Sequence[Section], name: str) -> list[Line]:
    """The paragraphs in which the page speaks of its person."""
    words = [word for word in name.split() if len(word) > 2]
    found: list[Line] = []
    for section in sections:
        if section.kind not in {
            SectionKind.HEAD,
            SectionKind.SUMMARY,
            SectionKind.OTHER,
            SectionKind.CONTACT,
        }:
            continue
        for line in section.lines:
            if len(line.text) < LEAST_PARAGRAPH_CHARS or line.listed:
                continue
            about = _FIRST.search(line.text) or any(
                re.match(rf"\W*(?:dr\.?\s|prof\w*\.?\s)?{re.escape(word)}\b", line.text, re.I)
                for word in words
            )
            if about or (found and section.kind is not SectionKind.OTHER):
                found.append(line)
    return found[:8]


def _one_post_each(items: Sequence[Item]) -> Iterator[Item]:
    """The items, a present post at one organisation once, the fullest."""
    seen: set[str] = set()
    degrees: set[tuple[str, ...]] = set()
    for item in items:
        if item.key == "degrees" and isinstance(item.value, dict):
            words = (item.value.get(key) for key in ("organization", "end", "degree"))
            organization, year, degree = (str(word or "").casefold() for word in words)
            known = (organization, year, degree[:1])
            if known in degrees:
                continue
            degrees.add(known)
        if item.key == "affiliations" and isinstance(item.value, dict):
            if not item.value.get("role"):
                organization = str(item.value["organization"]).casefold()
                if any(
                    other is not item
                    and isinstance(other.value, dict)
                    and str(other.value.get("organization", "")).casefold() == organization
                    for other in items
                    if other.key == "affiliations"
                ):
                    continue
            if item.value.get("current") and not item.value.get("start"):
                key = re.sub(r"\W+", " ", str(item.value["organization"]).casefold())
                if key in seen:
                    continue
                seen.add(key)
        yield item


def _portrait(
    soup: "BeautifulSoup",
    people: Sequence[Mapping[str, Any]],
    name: Item | None,
    given: Given,
) -> Iterator[Attached]:
    """The picture that the page shows as the person's, by its address."""
    base = given.name if re.match(r"https?://", given.name) else ""
    for address in texts(people, "image"):
        yield Attached(
            name="portrait", kind=AttachedKind.PORTRAIT, address=urljoin(base, address),
            place="structured data",
        )  # fmt: skip
        return
    words = [word.casefold() for word in str(name.value).split()] if name else []
    for picture in soup.find_all("img", limit=60):
        told = " ".join(
            str(picture.get(key) or "") for key in ("alt", "class", "id", "src", "title")
        )
        alt = str(picture.get("alt") or "").casefold()
        is_named = bool(words) and sum(word in alt for word in words) >= min(2, len(words))
        if is_named or re.search(
            r"avatar|portrait|profile[-_ ]?(?:pic|photo|image)?\b|headshot", told, re.I
        ):
            source = str(picture.get("src") or "")
            if source and not source.startswith("data:"):
                yield Attached(
                    name="portrait", kind=AttachedKind.PORTRAIT, address=urljoin(base, source),
                    place="picture on the page",
                )  # fmt: skip
                return

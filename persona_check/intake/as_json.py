"""What was read, as an object: the form that scripts and the scorer take."""

from collections.abc import Iterator, Mapping
from typing import Any

from persona_check.claimfile.references import read_reference
from persona_check.claimfile.values import cut_years, identifier_in_address, web_address
from persona_check.intake.reading import AttachedKind, Item, ReadClaim, texts_of
from persona_check.model.claim import IdentifierScheme

__all__ = ["as_object", "left_aside"]

_IDENTIFIERS = ("orcid", "scholar", "github", "openalex", "semantic_scholar", "dblp", "wikidata")
_LINKS = ("homepage", "staff_page", "links")


def as_object(read: ReadClaim) -> dict[str, Any]:
    """The claim: name, addresses, identifiers, posts, degrees, works; only what was read."""
    found: dict[str, Any] = {"name": read.name} | _contact(read)
    found |= {
        "posts": list(_posts(read)),
        "degrees": [_degree(item) for item in read.all("degrees")],
        "works": _works(read),
        "awards": [_words(item, "award") for item in read.all("awards")],
        "bio_present": any(True for _ in read.all("bio")),
    }
    if portrait := [one for one in read.attached if one.kind is AttachedKind.PORTRAIT]:
        found["portrait_present"] = True
        found["portraits"] = [one.address or one.name for one in portrait]
    enclosed = [one for one in read.attached if one.content]
    found["attachments"] = [
        one.name for one in enclosed if one.kind is not AttachedKind.PORTRAIT or one.name
    ]
    article = next((one for one in read.attached if one.kind is AttachedKind.ARTICLE), None)
    if article is not None and article.title:
        found["submitted_text_title"] = article.title
    if read.submitted_by is not None:
        found["submitted_by"] = {
            "name": read.submitted_by.name,
            "email": read.submitted_by.email,
        }
    if read.owner is not None:
        found["owner"] = read.owner
    if read.people:
        rows = [as_object(person) for person in read.people]
        found["people"] = {
            "count": len(rows),
            "names": [row["name"] for row in rows if row.get("name")],
            "rows": rows,
        }
    return {key: value for key, value in found.items() if value not in (None, [], {})}


def left_aside(read: ReadClaim) -> list[dict[str, str]]:
    """What was not made part of the claim, and why, people of a list included."""
    own = [
        {"what": one.what, "why": one.why, "place": one.place}
        for one in (*read.left_aside, *(one for who in read.people for one in who.left_aside))
    ]
    return [{key: value for key, value in one.items() if value} for one in own]


def _contact(read: ReadClaim) -> dict[str, Any]:
    found: dict[str, Any] = {
        "also_known_as": list(texts_of(read, "also_known_as")),
        "emails": list(dict.fromkeys(texts_of(read, "email"))),
    }
    for key in _IDENTIFIERS:
        found[key] = read.text(key)
    links = list(dict.fromkeys(texts_of(read, *_LINKS)))
    for link in links:
        known = identifier_in_address(web_address(link) or link)
        if known is not None and known[0] is not IdentifierScheme.ARXIV:
            key = {"semanticscholar": "semantic_scholar"}.get(known[0].value, known[0].value)
            found[key] = found.get(key) or known[1]
    found["homepage"] = read.text("homepage")
    found["links"] = links
    return found


def _posts(read: ReadClaim) -> Iterator[dict[str, Any]]:
    role = read.text("role")
    for item in read.all("affiliations"):
        post = _post(item)
        if role and "role" not in post:
            post["role"] = role
        role = None
        yield post
    if role:
        yield {"role": role, "current": True}


def _post(item: Item) -> dict[str, Any]:
    if isinstance(item.value, Mapping):
        kept = ("role", "organization", "department", "start", "end", "current")
        return {key: item.value[key] for key in kept if item.value.get(key) is not None}
    organization, years = cut_years(str(item.value))
    post: dict[str, Any] = {"organization": organization, "current": True}
    if years is not None:
        post |= {"start": years.start, "end": years.end, "current": years.open}
    return {key: value for key, value in post.items() if value is not None}


def _degree(item: Item) -> dict[str, Any]:
    if not isinstance(item.value, Mapping):
        return {"degree": str(item.value)}
    degree = {key: item.value.get(key) for key in ("degree", "field", "organization", "start")}
    degree["year"] = item.value.get("end")
    return {key: value for key, value in degree.items() if value is not None}


def _works(read: ReadClaim) -> dict[str, Any]:
    listed: list[dict[str, Any]] = []
    for item in read.all("works"):
        if isinstance(item.value, Mapping):
            kept = {key: item.value.get(key) for key in ("title", "year", "venue", "doi")}
            listed.append({key: value for key, value in kept.items() if value is not None})
        else:
            listed.append(_reference(str(item.value)))
    listed += [{"doi": str(item.value)} for item in read.all("dois")]
    listed += [{"title": _words(item, "title")} for item in read.all("books")]
    return {"count": len(listed), "list": listed} if listed else {}


def _reference(line: str) -> dict[str, Any]:
    read = read_reference(line)
    kept = {"title": read.title, "year": read.year, "venue": read.venue, "doi": read.doi}
    found = {key: value for key, value in kept.items() if value is not None}
    return found if read.understood else found | {"line": line}


def _words(item: Item, key: str) -> str:
    return str(item.value[key]) if isinstance(item.value, Mapping) else str(item.value)

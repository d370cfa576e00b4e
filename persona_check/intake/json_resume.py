"""JSON Resume (schema 1.0, the keys before it, and the variants that people make of it)."""

import re
from collections.abc import Iterator, Mapping

from persona_check.claimfile.documents import once
from persona_check.claimfile.handles import profile_address
from persona_check.claimfile.places import places_in_json
from persona_check.claimfile.values import web_address
from persona_check.errors import ClaimError
from persona_check.intake.reading import (
    Attached,
    AttachedKind,
    Given,
    Item,
    LeftAside,
    ReadClaim,
)
from persona_check.intake.structured_text import LineOf, json_value, line_by, yaml_value
from persona_check.intake.whole_text import whole_text
from persona_check.intake.works import doi_from
from persona_check.intake.written_dates import is_running, year_and_month

__all__ = ["read", "shows"]

_FORM = "JSON Resume"
_BASICS = ("basics", "personal", "personalinfo", "about", "profile", "bio")
_WORK = ("work", "experience", "jobs", "employment", "workexperience", "experiences")
_EDUCATION = ("education", "educations", "studies")
_ORGANIZATION = ("name", "company", "organization", "organisation", "employer", "institution")
_ROLE = ("position", "role", "title", "jobtitle", "job_title")
_START = ("startdate", "start", "from", "start_date", "begin", "since")
_END = ("enddate", "end", "to", "end_date", "until")
_SPAN = ("date", "dates", "period", "year", "duration", "graduationdate", "graduation", "years")
_SCHOOL = ("institution", "school", "university", "organization", "college", "name")
_DEGREE = ("studytype", "degree", "qualification", "type", "title")
_FIELD = ("area", "field", "major", "fieldofstudy", "subject", "specialization")
_OWN_PAGE = frozenset(
    "website homepage personalsite personalwebsite portfolio web site page".split()
)
_READ = frozenset(
    (*_BASICS, *_WORK, *_EDUCATION, "publications", "awards", "$schema", "meta", "schema")
)
_Table = Mapping[str, object]


def shows(given: Given) -> bool:
    """Whether its first level has the sections of a CV."""
    head = given.content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        if len(given.content) > 2_000_000:
            return False
        try:
            value = json_value(whole_text(given), given.name)
        except ClaimError:
            return b'"basics"' in head[:3000]
        return _is_resume(value)
    top = {
        line.split(b":")[0].strip() for line in head[:200_000].splitlines() if line[:1].isalpha()
    }
    return b"basics" in top and not top.isdisjoint((b"work", b"education", b"publications"))


def _is_resume(value: object) -> bool:
    if not isinstance(value, Mapping):
        return False
    table = _folded(value)
    has = [not table.keys().isdisjoint(keys) for keys in (("basics",), _WORK, _EDUCATION)]
    return (has[0] and isinstance(table["basics"], Mapping)) or (has[1] and has[2])


def read(given: Given) -> ReadClaim:
    """Person, posts, education, publications and awards; other sections are named as not read."""
    text = whole_text(given)
    line_of: LineOf
    if text.lstrip().startswith("{"):
        value = json_value(text, given.name)
        line_of = line_by(once(lambda: places_in_json(text)))
    else:
        value, lines = yaml_value(text, given.name)
        line_of = lines.get

    def place(path: tuple[str | int, ...]) -> str:
        while path and line_of(path) is None:
            path = path[:-1]
        return f"line {line_of(path) or 1}"

    if not isinstance(value, Mapping):
        raise ClaimError("holds no CV", "check that this is the right file", file=given.name)
    named = {str(key).casefold().replace("_", ""): str(key) for key in value}
    top = {key: value[name] for key, name in named.items()}
    basics_key = next((key for key in _BASICS if isinstance(top.get(key), Mapping)), None)
    basics = _folded(top[basics_key]) if basics_key else _folded(value)
    at_basics = (named[basics_key],) if basics_key else ()
    items, aside = list(_person(basics, place(at_basics))), list[LeftAside]()
    for reader, keys in ((_post, _WORK), (_degree, _EDUCATION), (_work, ("publications",)),
                         (_award, ("awards",))):  # fmt: skip
        for key in keys:
            for at, entry in _entries(top.get(key)):
                there = place((named[key], at))
                if found := reader(entry, there):
                    items.append(found)
                else:
                    aside.append(
                        LeftAside(what=f"{key} {at + 1}", why="does not say enough", place=there)
                    )
    if label := _text(basics, "label", "headline"):
        why = "a headline need not be a post"
        aside.append(LeftAside(what=label, why=why, place=place(at_basics)))
    unread = [name for key, name in named.items() if key not in _READ and top[key]]
    if unread and basics_key:
        aside.append(LeftAside(what="sections " + ", ".join(unread[:12])[:200], why="not read"))
    return ReadClaim(
        form=_FORM,
        items=tuple(items),
        left_aside=tuple(aside),
        attached=tuple(_picture(basics, place(at_basics))),
    )


def _person(basics: _Table, place: str) -> Iterator[Item]:
    parts = [_text(basics, key) for key in ("firstname", "middlename", "lastname")]
    name = _text(basics, "name", "fullname") or " ".join(part for part in parts if part)
    if name:
        yield Item(key="name", value=name, place=place)
    for key, names in (
        ("email", ("email", "mail")),
        ("homepage", ("url", "website", "homepage", "site")),
        ("orcid", ("orcid",)),
        ("github", ("github",)),
    ):
        if words := _text(basics, *names):
            yield Item(key=key, value=words, place=place)
    if summary := _text(basics, "summary", "about", "aboutme", "bio", "description", folded=False):
        yield Item(key="bio", value=summary, place=place)
    at_home = _text(basics, "url", "website", "homepage", "site") is not None
    for _, profile in _entries(basics.get("profiles") or basics.get("social")):
        network = _text(profile, "network", "name", "platform") or ""
        address = _text(profile, "url", "link", "href") or profile_address(
            network, _text(profile, "username", "user", "handle") or ""
        )
        if address and web_address(address):
            own = not at_home and re.sub(r"[\W_]", "", network.casefold()) in _OWN_PAGE
            at_home = at_home or own
            yield Item(key="homepage" if own else "links", value=address, place=place)


def _picture(basics: _Table, place: str) -> Iterator[Attached]:
    address = _text(basics, "image", "picture", "photo", "avatar")
    if address and address.startswith(("http://", "https://")):
        yield Attached(name="portrait", kind=AttachedKind.PORTRAIT, address=address, place=place)


def _post(entry: _Table, place: str) -> Item | None:
    organization, role = _text(entry, *_ORGANIZATION), _text(entry, *_ROLE)
    if not organization:
        return None
    start, end, running = _span(entry)
    post: dict[str, object] = {"organization": organization}
    post |= {"role": role} if role else {}
    post |= {"start": start} if start else {}
    post |= {"end": end} if end else {}
    post["current"] = running or (end is None and start is not None)
    return Item(key="affiliations", value=post, place=place)


def _degree(entry: _Table, place: str) -> Item | None:
    organization, field = _text(entry, *_SCHOOL), _text(entry, *_FIELD)
    degree = _text(entry, *_DEGREE)
    if not organization and not degree:
        return None
    start, end, _ = _span(entry)
    found: dict[str, object] = {"degree": degree or field or "study"}
    found |= {"organization": organization} if organization else {}
    found |= {"field": field} if field and degree else {}
    found |= {"start": start} if start else {}
    found |= {"end": end} if end else {}
    return Item(key="degrees", value=found, place=place)


def _span(entry: _Table) -> tuple[str | None, str | None, bool]:
    start, last = _first(entry, *_START), _first(entry, *_END)
    if start is None and last is None:
        span = _text(entry, *_SPAN) or ""
        before, dash, behind = span.partition("–") if "–" in span else span.partition(" - ")
        start, last = (before, behind) if dash else (None, before)
    running = is_running(last) or entry.get("current") is True
    return year_and_month(start), None if running else year_and_month(last), running


def _work(entry: _Table, place: str) -> Item | None:
    title = _text(entry, "name", "title")
    if not title:
        return None
    date = year_and_month(_first(entry, "releasedate", "date", "year", "published"))
    parts = {
        "title": title,
        "year": int(date[:4]) if date else None,
        "venue": _text(entry, "publisher", "journal", "venue"),
        "doi": doi_from(_text(entry, "doi"), _text(entry, "url", "website", "link")),
    }
    value = {key: part for key, part in parts.items() if part is not None}
    return Item(key="works", value=value | {"authors": []}, place=place)


def _award(entry: _Table, place: str) -> Item | None:
    award = _text(entry, "title", "name", "award")
    if not award:
        return None
    date = year_and_month(_first(entry, "date", "year"))
    parts = {
        "award": award,
        "organization": _text(entry, "awarder", "organization", "issuer"),
        "year": int(date[:4]) if date else None,
    }
    return Item(
        key="awards",
        value={key: part for key, part in parts.items() if part is not None},
        place=place,
    )


def _entries(value: object) -> Iterator[tuple[int, _Table]]:
    for at, entry in enumerate(value if isinstance(value, list) else ()):
        if isinstance(entry, Mapping):
            yield at, _folded(entry)


def _folded(value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        return {}
    return {str(key).casefold(): one for key, one in value.items()}


def _first(table: _Table, *keys: str) -> object:
    return next((table[key] for key in keys if table.get(key) not in (None, "", [], {})), None)


def _text(table: _Table, *keys: str, folded: bool = True) -> str | None:
    for key in keys:
        value = table.get(key)
        words = str(value) if isinstance(value, int | float) else value
        if isinstance(words, str) and words.strip() and not isinstance(value, bool):
            return " ".join(words.split()) if folded else words.strip()
    return None

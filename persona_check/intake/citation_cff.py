"""CITATION.cff: who wrote a software or a dataset, and what it is (Citation File Format 1.2)."""

import re
from collections.abc import Iterator, Mapping

from persona_check.errors import ClaimError
from persona_check.intake.reading import Given, Item, LeftAside, ReadClaim
from persona_check.intake.structured_text import Lines, yaml_value
from persona_check.intake.whole_text import whole_text
from persona_check.intake.works import ListedWork, doi_from, work_items, year_in

__all__ = ["read", "shows"]

_MARK = re.compile(rb"^\s*[\"']?cff-version[\"']?\s*:", re.MULTILINE)


def shows(given: Given) -> bool:
    """Whether the version of the format is named."""
    return _MARK.search(given.content[:20_000]) is not None


def read(given: Given) -> ReadClaim:
    """Its authors as people, each with the work; one author alone is the claim itself."""
    value, lines = yaml_value(whole_text(given), given.name)
    if not isinstance(value, Mapping):
        raise ClaimError("holds no citation", "check that this is the right file", file=given.name)
    works = list(work_items(_works(value, lines)))
    authors = value.get("authors")
    people, aside = [], []
    for at, author in enumerate(authors if isinstance(authors, list) else ()):
        line = lines.get(("authors", at))
        items = tuple(_person(author, f"line {line}")) if isinstance(author, Mapping) else ()
        if any(item.key == "name" for item in items):
            people.append(ReadClaim(form="CITATION.cff", items=(*items, *works), row=line, id=None))
        else:
            named = _text(author, "name", "alias") if isinstance(author, Mapping) else None
            why = "is an organisation or has no name"
            aside.append(LeftAside(what=named or f"author {at + 1}", why=why, place=f"line {line}"))
    return ReadClaim(
        form="CITATION.cff",
        items=tuple(works) if len(people) != 1 else people[0].items,
        people=tuple(people),
        left_aside=tuple(aside),
    )


def _works(value: Mapping[str, object], lines: Lines) -> Iterator[ListedWork]:
    """What is to be cited: the preferred citation, where there is one, and the thing itself."""
    for path in (("preferred-citation",), ()):
        table = value.get(path[0]) if path else value
        if not isinstance(table, Mapping):
            continue
        title = _text(table, "title")
        if title:
            authors = table.get("authors")
            names = (
                [_name(one) for one in authors if isinstance(one, Mapping)]
                if isinstance(authors, list)
                else []
            )
            yield ListedWork(
                title=title,
                authors=tuple(name for name in names if name),
                year=year_in(_text(table, "year"), _text(table, "date-released", "date-published")),
                venue=_text(table, "journal", "collection-title"),
                doi=doi_from(_text(table, "doi"), *_doi_among(table)),
                place=f"line {lines.get((*path, 'title'), 1)}",
            )


def _doi_among(table: Mapping[str, object]) -> Iterator[str]:
    listed = table.get("identifiers")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and one.get("type") == "doi" and (doi := _text(one, "value")):
            yield doi


def _person(author: Mapping[str, object], place: str) -> Iterator[Item]:
    if name := _name(author):
        yield Item(key="name", value=name, place=place)
    for key, field in (("email", "email"), ("orcid", "orcid"), ("homepage", "website")):
        if words := _text(author, field):
            yield Item(key=key, value=words, place=place)
    if organization := _text(author, "affiliation"):
        yield Item(key="affiliations", value={"organization": organization}, place=place)


def _name(author: Mapping[str, object]) -> str | None:
    parts = [_text(author, key) for key in ("given-names", "name-particle", "family-names")]
    if not parts[2]:
        return None  # an organisation has a "name"
    return " ".join(part for part in (*parts, _text(author, "name-suffix")) if part)


def _text(table: Mapping[str, object], *keys: str) -> str | None:
    for key in keys:
        if isinstance(words := table.get(key), str) and words.strip():
            return " ".join(words.split())
    return None

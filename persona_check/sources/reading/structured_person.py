"""The person whom a page describes in structured data: JSON-LD and microdata of schema.org."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from persona_check.sources.reading.decoding import plain
from persona_check.sources.reading.page_elements import attribute, stands_in

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["described", "texts"]

_DEPTH = 12  # of structured data
_NAMES = ("name", "alternateName", "givenName", "familyName")


def described(soup: "BeautifulSoup", names: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """The people of one of ``names`` whom the page describes; without any, its only person."""
    return _of_names([*_json_ld(soup), *_microdata(soup)], names)


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
                attribute(item, "content")
                or attribute(item, "href")
                or attribute(item, "src")
                or item.get_text(" ", strip=True)
            )
            for name in attribute(item, "itemprop").split():
                person.setdefault(name, []).append(value.removeprefix("mailto:"))
        yield person


def _of_names(
    people: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> tuple[Mapping[str, Any], ...]:
    """Those of the claimed name; without any, the only person there is."""
    named = tuple(
        person
        for person in people
        if any(stands_in(name, " ".join(texts([person], *_NAMES))) for name in names)
    )
    if named:
        return named
    return tuple(people) if len(people) == 1 and not (names and texts(people, *_NAMES)) else ()


def texts(people: Iterable[Mapping[str, Any]], *fields: str) -> list[str]:
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

"""Reads what a sentence says of works: how many, as which author, with whom, since when."""

import re
from collections.abc import Iterator

from persona_check.bio.authorship import places_claimed
from persona_check.expressions import Expression
from persona_check.model.claim import (
    Assertion,
    CoauthorAssertion,
    LifeEvent,
    LifeEventAssertion,
    WorkCountAssertion,
)

__all__ = ["works_claimed"]

_WORKS = (
    r"(?:research |scientific |scholarly |academic |journal |conference |technical |"
    r"peer[- ]reviewed |refereed |original |scholarly |published |international )*"
    r"(?:papers|publications|articles|works|preprints)"
)
_COUNT = Expression(
    rf"(?P<count>\d{{1,3}}(?:,\d{{3}})|\d{{1,4}})\+?\s+{_WORKS}\b"
    r"(?:\s+(?:at|in)\s+(?P<venue>(?:the\s+)?[A-Z][^.;()]*?))?(?=\s*(?:[.;()]|,\s|$|"
    r"\s(?:and|with|on|since)\s))"
)
# who is said to have written them
_WROTE = Expression(
    r"\b(?:authors?|authored|co-?authors?|co-?authored|published|publishes|wrote|written|has|have|"
    r"publications include|list of)\b",
    re.IGNORECASE,
)
# what else people do with papers
_OTHERWISE = Expression(
    r"\b(?:review(?:s|ed|er)?|cited|citations?|edit(?:s|ed)?|supervis\w+|read|referee(?:s|d)?|"
    r"presented|downloaded|accept(?:s|ed))\b",
    re.IGNORECASE,
)
_FIRST_WORK = Expression(
    r"\b(?:first|earliest)\s+(?:\w+\s+)?(?:paper|publication|"
    r"article)\b[^.;\d]{0,40}?\b(?P<year>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
# capitalised words in any script that has them, with particles between
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ](?:\.|[\w’'-]*)"
_PERSON = (
    rf"{_CAPITAL}(?:\s+(?:(?:del?|da|di|van|von|der|den|la|le|al|bin|ibn|y)\b|{_CAPITAL})){{1,5}}"
)
_COAUTHORS = Expression(
    r"\b(?:[Cc]o-?authors?\s+(?:of|with|include|including)|[Cc]o-?authors?:|"
    r"(?:[Ww]ritten|[Pp]ublished|[Cc]o-?authored|papers|articles)\s+with)\s+"
    rf"(?P<names>{_PERSON}(?:(?:,\s+and\s+|,\s+|\s+and\s+|\s+&\s+){_PERSON})*)",
)


def works_claimed(sentence: str, origin: str) -> tuple[Assertion, ...]:
    """Numbers of works, works with the place among their authors, coauthors, the first year.

    A number of papers that were reviewed, cited or edited is no claim to have written them.
    """
    readers = (_counts, places_claimed, _first, _coauthors)
    return tuple(item for reader in readers for item in reader(sentence, origin))


def _counts(sentence: str, origin: str) -> Iterator[Assertion]:
    for found in _COUNT.finditer(sentence):
        before = sentence[: found.start()]
        clause = re.split(r"[;:]|,\s+(?:and|who|he|she|they)\s", before)[-1]
        if _OTHERWISE.search(clause) or not _WROTE.search(clause):
            continue
        count = int(found["count"].replace(",", ""))
        if 1900 <= count <= 2099 and "," not in found["count"]:
            continue  # a year: "in 2019 papers on …"
        venue = found["venue"]
        yield WorkCountAssertion(
            id="", origin=origin, count=count, venue=venue.strip() if venue else None
        )


def _first(sentence: str, origin: str) -> Iterator[Assertion]:
    if found := _FIRST_WORK.search(sentence):
        yield LifeEventAssertion(
            id="", origin=origin, event=LifeEvent.FIRST_WORK, year=int(found["year"])
        )


def _coauthors(sentence: str, origin: str) -> Iterator[Assertion]:
    for found in _COAUTHORS.finditer(sentence):
        for name in re.split(r",\s+and\s+|,\s+|\s+and\s+|\s+&\s+", found["names"]):
            plain = name.strip(" ’'-")
            if len(plain.split()) > 1:
                yield CoauthorAssertion(id="", origin=origin, name=plain)

"""Fills in what a later sentence takes from an earlier one, and drops what is told twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from persona_check.bio.event import BioEvent, EventKind
from persona_check.bio.units import is_department
from persona_check.bio.word_files import one_of

__all__ = ["carried_over"]

_SAME = re.compile(
    r"\b(?:the same|la même|le même|derselben) (?:university|institution|institute|department|"
    r"company|school|université|institut|Universität)\b|"
    r"^\S+(?:\s\S+){0,2}?\sthere\b(?! (?:is|are|was|were)\b)"
)
MOST_TO_THE_SAME_CHARACTERS = 60
_SMALL = frozenset("of the and for at in de la du des et".split())


@cache
def _promoted() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('promotions')})\b", re.IGNORECASE)


def carried_over(events: Sequence[BioEvent], told: Sequence[str]) -> tuple[BioEvent, ...]:
    """The events with the employer repeated for "In 1990 she became …", and nothing told twice.

    ``told`` are the sentences, in order.
    """
    return tuple(_without_repeats(tuple(_with_employers(events, told)), " ".join(told)))


def _with_employers(events: Sequence[BioEvent], told: Sequence[str]) -> Iterator[BioEvent]:
    employer = organization = None
    for event in events:
        if event.organization is not None:
            if event.kind is EventKind.POST:
                organization = event.organization
                employer = None if is_department(organization) else organization
            elif event.kind is EventKind.DEGREE:
                organization = event.organization
            yield event
        elif event.kind is not EventKind.POST:
            yield event
        elif _names_the_same(event, told[event.sentence - 1]):
            yield replace(event, organization=organization)
        elif event.start is not None and _rises(event, told[event.sentence - 1]):
            yield replace(event, organization=employer)
        else:
            yield event


def _rises(event: BioEvent, sentence: str) -> bool:
    """Whether it is a step up, or in: "In 1990 she became reader", "He joined in 2015"."""
    if event.role is None and event.text.startswith("join"):
        return True
    return bool(_promoted().search(sentence[: sentence.find(event.text) + len(event.text)]))


def _names_the_same(event: BioEvent, sentence: str) -> bool:
    at = sentence.find(event.text)
    return bool(_SAME.search(sentence[at : at + len(event.text) + MOST_TO_THE_SAME_CHARACTERS]))


def _without_repeats(events: Sequence[BioEvent], text: str) -> Iterator[BioEvent]:
    """Without "joining Rice" where a post at Rice University is told with its title."""
    titled = [
        event.organization
        for event in events
        if event.kind is EventKind.POST and event.role and event.organization
    ]
    for event in events:
        untold = (
            event.kind is EventKind.POST
            and event.role is None
            and event.start is None
            and event.end is None
            and event.organization is not None
        )
        if untold and any(_same(event.organization or "", other, text) for other in titled):
            continue
        yield event


def _same(short: str, long: str, text: str) -> bool:
    """Whether the one is part of the other, its initials, or stands behind it in brackets."""
    if f" {short} " in f" {long} ":
        return True
    if f"{long} ({short})" in text:
        return True
    initials = "".join(word[0] for word in long.split() if word not in _SMALL and word[0].isupper())
    return short.isupper() and len(short) > 1 and short == initials

"""Reads a bio: each cue with the organisation and the year that stand beside it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from persona_check.bio.attach_organizations import attach_organizations
from persona_check.bio.attach_years import attach_years
from persona_check.bio.carry_over import carried_over
from persona_check.bio.cues import cues_in
from persona_check.bio.event import BioEvent
from persona_check.bio.events import events_of, ongoing_activities, says_something
from persona_check.bio.item import Item
from persona_check.bio.languages import is_read
from persona_check.bio.organizations import Organization
from persona_check.bio.organizations_in import organizations_in
from persona_check.bio.own_cues import own_cues
from persona_check.bio.sentences import sentences
from persona_check.bio.title_lists import merged, share, share_spans, without_graduation
from persona_check.bio.years import Dating, YearMention, is_part_of_a_date, years_in

__all__ = ["read_bio"]

MOST_CHARACTERS = 20_000
MOST_SENTENCE_CHARACTERS = 1_500


def read_bio(text: str, *, name: str = "") -> tuple[BioEvent, ...]:
    """The items that the bio states, in order of the text; what is not understood is left out.

    ``name`` is the person's own, which is no organisation. At most ``MOST_CHARACTERS`` are read.
    """
    own = {word for word in re.findall(r"\w+", name) if len(word) > 1}
    found: list[BioEvent] = []
    told = sentences(text[:MOST_CHARACTERS])
    for number, sentence in enumerate(told, start=1):
        read = _read(sentence[:MOST_SENTENCE_CHARACTERS], own)
        found.extend(replace(event, sentence=number) for event in read)
    return carried_over(tuple(dict.fromkeys(found)), told)


def _read(sentence: str, own: set[str]) -> Iterator[BioEvent]:
    cues = own_cues(sentence, cues_in(sentence))
    organizations = [
        one
        for one in organizations_in(sentence, cues)
        if not _is_person(one, own) and not is_part_of_a_date(one.name)
    ]
    items = [Item(cue=cue) for cue in cues]
    attach_organizations(sentence, items, organizations)
    items = merged(sentence, items)
    left = attach_years(sentence, items, _years(sentence))
    items = without_graduation(sentence, items)
    share(sentence, items)
    share_spans(sentence, items)
    for item in items:
        if _is_about_a_tool(sentence, item):
            left += item.years
        elif says_something(sentence, item):
            yield from events_of(sentence, item)
    yield from ongoing_activities(sentence, left)


def _years(sentence: str) -> list[YearMention]:
    """Its years, of a sentence in a language that is not read the spans only."""
    years = years_in(sentence)
    if is_read(sentence):
        return list(years)
    return [year for year in years if year.dating in {Dating.RANGE, Dating.OPEN}]


def _is_person(organization: Organization, own: set[str]) -> bool:
    words = set(re.findall(r"\w+", organization.name))
    return bool(words) and words <= own


def _is_about_a_tool(sentence: str, item: Item) -> bool:
    """Whether what is worked with is no employer: "has worked with Django since 2007"."""
    if not item.cue.verb or not item.organizations or item.organizations[0].named_as_organization:
        return False
    gap = sentence[item.cue.to : item.organizations[0].at]
    return (
        "work" in item.cue.words
        and bool(item.years)
        and bool(re.search(r"\b(?:with|on|in)\b", gap))
    )

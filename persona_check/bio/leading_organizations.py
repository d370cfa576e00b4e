"""Finds organisations before their cue: "PSF Fellow", "X, where she is a reader"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from persona_check.bio.cues import Cue
from persona_check.bio.event import EventKind
from persona_check.bio.givers import giver_in
from persona_check.bio.organizations import Organization
from persona_check.bio.places import is_place
from persona_check.bio.word_files import word_set
from persona_check.expressions import Expression

__all__ = ["leading_organizations"]

_WHERE = Expression(
    r"\b(?:where|où)\s+(?:s?he|they|I|ils?|elles?)\s+(?:[\w’'-]+\s+){0,4}(?:an?\s+|the\s+|une?\s+)?"
    r"(?:[\w’'-]+\s+){0,3}$"
)
_COMMA = Expression(r"(?:\s*\([^()]*\))?,\s+")
_OPENING = Expression(r"^(?:At|With|Within|À|A|Au|Bei|Am|An der)\s+(?:the\s+|l['’])?$")
# "At Zell University, he was", "At Zell University he was"
_ONE_CLAUSE = Expression(r"(?:,|(?=\s(?:s?he|they|I|ils?|elles?)\s))[^,]*")
# "Zell University: Research Fellow, 2012–2016", as a CV has it
_HEADS_A_LINE = Expression(
    r"(?:^|[;.•|]\s+|[–—-]\s+|(?:^|[–—/-]\s*)(?:\d{2,4}|[Pp]resent|[Tt]oday|[Nn]ow)[:,]?\s+)(?:the\s+)?$"
)
_TITLE_OF_A_LINE = Expression(
    r"(?:,?\s+\(?[^:;()|]{0,30}\d\d[^:;()|]{0,25}\)?)?\s*(?:[:|,]|\s[–—-])\s+"
    r"(?:(?:[A-Z][\w-]*|of|and|the|for)\s+){0,4}"
)
_ITS = Expression(r"\bits\s+(?:[\w-]+\s+){0,2}$")
# "the Tidal Society (TS) 2013 Lifetime Award"
_BEFORE_AN_AWARD = Expression(r"(?:['’]s)?\s*(?:\([^()]*\)\s*)?(?:\d{4}\s+)?")
_THAT_GAVE = Expression(r"\s+(?:[a-z]+\s+){0,2}$")

_TITLE_WORD = Expression(
    r"\s+(?:Research|Senior|Associate|Assistant|Postdoctoral|Visiting|Junior|Graduate|Lead|Core)$"
)
_ADJECTIVE = Expression(
    r"(?:\w+ )?(?:Deputy|Founding|Senior|Junior|Associate|Assistant|Open|Graduate|"
    r"Visiting|Adjunct|\w+(?:ian|ish|ese|can|yan)|['’]s)"
)


def leading_organizations(
    sentence: str, cue: Cue, near: Sequence[Organization], organizations: Sequence[Organization]
) -> list[Organization]:
    """The organisation that a cue takes from before it, if nothing behind it is one.

    ``near`` are the free names since the cue before, ``organizations`` all names of the sentence.
    """
    if cue.kind is EventKind.AWARD:
        return _giver(sentence, cue, near)
    if near and not cue.verb and _stands_before(sentence, near[-1], cue):
        bare = _TITLE_WORD.sub("", near[-1].name)
        return [replace(near[-1], name=bare, to=near[-1].at + len(bare))]
    return _named_earlier(sentence, cue, organizations)


def _giver(sentence: str, cue: Cue, near: Sequence[Organization]) -> list[Organization]:
    """Who gives an award: named in it, or the subject of "named her"."""
    if cue.words.endswith((" him", " her", " them")):
        gave = near and _THAT_GAVE.fullmatch(sentence[near[-1].to : cue.at])
        return [near[-1]] if gave else []
    if giver := giver_in(cue.words):
        at = cue.at + cue.words.find(giver)
        return [Organization(name=giver, at=at, to=at + len(giver))]
    beside = near and _BEFORE_AN_AWARD.fullmatch(sentence[near[-1].to : cue.at])
    organization = near[-1] if beside else None
    return (
        [organization]
        if organization and (organization.named_as_organization or organization.name.isupper())
        else []
    )


def _named_earlier(
    sentence: str, cue: Cue, organizations: Sequence[Organization]
) -> list[Organization]:
    """The organisation of "X, where she is also a reader" and of "At X, he is a reader"."""
    if cue.verb or cue.kind not in {EventKind.POST, EventKind.DEGREE, EventKind.MEMBER}:
        return []
    ahead = sentence[: cue.at if cue.says is None else cue.says]
    before = [one for one in organizations if one.to <= cue.at and not is_place(one.name)]
    if found := _WHERE.search(ahead):
        return _without_its_town(sentence, [one for one in before if one.to <= found.start()])
    if before and _ITS.search(ahead):
        return [before[-1]]
    for one in reversed(before):
        if _heads_the_line(sentence, one, cue):
            return [one]
    opens = before and _OPENING.match(sentence[: before[0].at])
    if opens and cue.kind is EventKind.POST and len(before) == 1:
        return [before[0]] if _ONE_CLAUSE.fullmatch(sentence[before[0].to : cue.at]) else []
    return []


def _heads_the_line(sentence: str, organization: Organization, cue: Cue) -> bool:
    """Whether the line gives it first, and behind a colon what one was there."""
    if cue.kind is not EventKind.POST or not organization.named_as_organization:
        return False
    if not cue.words[0].isupper():
        return False  # "Zell University, professor Sample said"
    return bool(
        _HEADS_A_LINE.search(sentence[: organization.at])
        and _TITLE_OF_A_LINE.fullmatch(sentence[organization.to : cue.at])
    )


def _without_its_town(sentence: str, before: Sequence[Organization]) -> list[Organization]:
    """The last of them, but of "Zell University, Norrvik, where she is …" the university."""
    if len(before) < 2:
        return list(before)
    organization, town = before[-2:]
    told = organization.named_as_organization and not town.named_as_organization
    return [
        organization if told and _COMMA.fullmatch(sentence[organization.to : town.at]) else town
    ]


def _stands_before(sentence: str, organization: Organization, cue: Cue) -> bool:
    """Whether it belongs to the title behind it: "PSF Fellow", "Django core developer"."""
    if cue.kind not in {EventKind.POST, EventKind.MEMBER}:
        return False
    between = sentence[organization.to : cue.at]
    ahead = sentence[: organization.at]
    company = organization.name in word_set("known_organizations", "companies")
    if company and cue.words.lower().endswith("professor"):
        return False  # a chair that a company endowed
    if not (
        organization.name.isupper()
        or organization.named_as_organization
        or between.startswith(("'s", "’s"))
        or cue.kind is EventKind.MEMBER
        or cue.words.lower() in {"fellow", "intern", "ceo", "cto", "cfo"}
    ) or _ADJECTIVE.fullmatch(organization.name):
        return False
    return bool(
        re.fullmatch(r"(?:['’]s)?\s+(?:[a-z-]+\s+){0,2}|-", between)
        and not re.search(r"\b(?:in|of|with|on)\s+(?:the\s+)?$", ahead)
        and (organization.name.isupper() or not re.search(r"\band\s+(?:the\s+)?$", ahead))
        and not re.search(r"\b(?:is|was|as|and|the|a|an|who)\b", between)
    )

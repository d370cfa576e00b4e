"""Lets titles that stand in a row share the organisation and the year behind them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from persona_check.bio.event import EventKind
from persona_check.bio.item import Item
from persona_check.bio.ties import heads_an_organization
from persona_check.bio.units import is_department
from persona_check.bio.years import Dating
from persona_check.expressions import Expression

__all__ = ["merged", "share", "share_spans", "without_graduation"]

# Farther apart, two titles are no longer one list.
MOST_BETWEEN_TITLES = 90

_ALIKE = frozenset({EventKind.POST, EventKind.FOUNDED, EventKind.MEMBER})
_AS_TITLE = Expression(
    r"\bas\s+(?:an?\s+|the\s+|its\s+)?(?:(?:[\w’'-]+\s+){0,3}|(?:[A-Z][\w’'-]*\s+){0,6})$"
)
_WITH_A = Expression(r"\bwith\s+(?:an?\s+|his\s+|her\s+|my\s+)?(?:[\w’'-]+\s+){0,2}$")
_RESPECTIVELY = Expression(r"\b(?:respectively|respectivement|jeweils|beziehungsweise)\b")
# "Director and Chief Scientist of Zell Labs in 2020"
_TWO_TITLES = Expression(r"\s+(?:and|&|et|und)\s+(?:[\w’'-]+\s+){0,2}")
_NEW_SUBJECT = Expression(r",\s+(?:s?he|they|I|ils?|elles?|er|sie)\b")
_HELD = frozenset({EventKind.POST, EventKind.MEMBER})
_AND_A = Expression(
    r"\s+(?:and|et)\s+(?:as\s+)?(?:an?\s+|the\s+|its\s+)?"
    r"(?:(?!(?:is|was|has|then|now|later|also|currently|since|before|after|formerly)\b)"
    r"[\w’'-]+\s+){0,2}"
)
_ROW = Expression(
    r"^[^;.]*?(?:\b(?:and|&|et|und|y|or|then|puis)\b|[,/&-])\s*(?:an?\s+|the\s+|also\s+|then\s+)?"
    r"(?:[\w’'-]+\s+){0,2}$"
)


def merged(sentence: str, items: Sequence[Item]) -> list[Item]:
    """With what is one post made one: "joined Tidal Works in 2016 as an engineer"."""
    kept: list[Item] = []
    for item in items:
        held = kept[-1] if kept else None
        if (
            held is not None
            and held.cue.verb
            and item.cue.kind is EventKind.POST
            and not item.cue.verb
            and not (
                held.organizations and item.organizations and item.organizations[0].at > item.cue.at
            )
            and _AS_TITLE.search(sentence[held.cue.to : item.cue.at])
        ):
            held.cue = replace(item.cue, at=held.cue.at, says=item.cue.at)
            held.organizations = held.organizations or item.organizations
            held.inside = held.inside or item.inside
            continue
        kept.append(item)
    return kept


def share(sentence: str, items: Sequence[Item]) -> None:
    """Titles in a row share organisation and year of the last: "BS and MS from X in 2012"."""
    for number in range(len(items) - 2, -1, -1):
        item, following = items[number], items[number + 1]
        between = sentence[item.cue.to : following.cue.at]
        if (
            item.cue.verb
            or item.cue.words in {"studied", "studying"}
            or (item.cue.kind is EventKind.POST and following.cue.words.endswith("founded"))
            or re.search(r"\bheld\b|\bholding\b", between)
            or item.cue.kind is EventKind.AWARD
            or item.organizations
            or len(between) > MOST_BETWEEN_TITLES
        ):
            continue
        alike = item.cue.kind is following.cue.kind or {item.cue.kind, following.cue.kind} <= _ALIKE
        if not alike or not _ROW.search(between) or _NEW_SUBJECT.search(between):
            continue
        if following.organizations:
            teaches = item.cue.kind is EventKind.POST and not heads_an_organization(
                sentence, item.cue
            )
            whole = following.inside if teaches else None
            if (
                teaches
                and not whole
                and all(is_department(one.name) for one in following.organizations)
            ):
                continue
            item.inside, item.shared = following.inside, True
            if len(following.organizations) > 1 and _RESPECTIVELY.search(sentence):
                item.organizations, following.organizations = (
                    following.organizations[:-1],
                    following.organizations[-1:],
                )
            else:
                item.organizations = [whole] if whole else list(following.organizations)
        if item.cue.kind is EventKind.DEGREE and not item.years:
            _share_years(item, following)
        elif (
            not item.years
            and item.cue.kind is not EventKind.FOUNDED
            and _TWO_TITLES.fullmatch(between)
        ):
            item.years = list(following.years)


def share_spans(sentence: str, items: Sequence[Item]) -> None:
    """Gives a span that leads to both titles: "From 2010 to 2014 she was editor of A and of B"."""
    for item, following in pairwise(items):
        if following.years or not {item.cue.kind, following.cue.kind} <= _HELD:
            continue
        if len(item.years) != 1 or item.years[0].dating is Dating.POINT or item.cue.verb:
            continue
        end = max([item.cue.to, *(organization.to for organization in item.organizations)])
        leads = item.years[0].to <= item.cue.at
        if leads and not following.cue.verb and _AND_A.fullmatch(sentence[end : following.cue.at]):
            following.years = list(item.years)


def without_graduation(sentence: str, items: Sequence[Item]) -> list[Item]:
    """The degrees of "graduated from X in 2012 with a BA and an MA" in the place of the verb."""
    kept: list[Item] = []
    verb: Item | None = None
    for item in items:
        held = kept[-1] if kept else None
        between = sentence[held.cue.to : item.cue.at] if held else ""
        bare = item.cue.kind is EventKind.DEGREE and not item.organizations
        if held and bare and held.cue.words.startswith("graduat") and _WITH_A.search(between):
            verb = kept.pop()
        elif not (bare and verb and _ROW.search(between)):
            verb = None
        if verb:
            item.organizations, item.years = (
                list(verb.organizations),
                item.years or list(verb.years),
            )
        if held and _is_what_was_studied(held, item):
            held.years = held.years or item.years
            continue
        kept.append(item)
    return kept


def _is_what_was_studied(held: Item, item: Item) -> bool:
    """Whether one degree is told twice: "graduated from Zell University, where she studied …"."""
    both = item.cue.kind is EventKind.DEGREE and held.cue.kind is EventKind.DEGREE
    return both and item.cue.words == "studied" and item.organizations == held.organizations != []


def _share_years(item: Item, following: Item) -> None:
    """The same year for both degrees; of two years each its own, in their order."""
    if len(following.years) > 1:
        item.years, following.years = following.years[:-1], following.years[-1:]
    else:
        item.years = list(following.years)

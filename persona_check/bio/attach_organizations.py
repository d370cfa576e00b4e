"""Decides which of the names in a sentence is the organisation of which item."""

import re
from collections.abc import Sequence

from persona_check.bio.cues import Cue
from persona_check.bio.event import EventKind
from persona_check.bio.givers import giver_in
from persona_check.bio.item import Item
from persona_check.bio.leading_organizations import leading_organizations
from persona_check.bio.organizations import Organization
from persona_check.bio.organizations_in import titles_of_journals
from persona_check.bio.places import is_place
from persona_check.bio.ties import heads_an_organization, likelihood
from persona_check.bio.units import outer_organization, without_departments
from persona_check.expressions import Expression

__all__ = ["attach_organizations"]

_LIST = Expression(
    r"^(?:\s*\([^()]*\))?[\s,;/]*(?:(?:and|or|as well as|then|now|later|et|puis|und|y|e|plus)\b|&)?"
    r"[\s,]*"
    r"(?:now |then |currently |most recently |later )?"
    r"(?:(?:at|from|for|of|with|by|in|to|on|the|both|à|au|chez|de|du|bei|en|la|l|d)(?:\s+|['’])){0,3}"
    r"(?:\d{1,2}(?:st|nd|rd|th)\s+)?$"
)
_LAST_OF_LIST = Expression(
    r"\b(?:and|or|et|puis|und|y|from|at|as well as|then|now|later)\b|&", re.IGNORECASE
)
_NEW_CLAUSE = Expression(
    r"\b(?:who|which|where|when|that|while|whose|où|qui|dont)\b|"
    r"\band (?:has|have|is|was|am)\b|\band in \d{4},? (?:an?|s?he|they|I)\b|;|,\s+an?\s|\busing\b|"
    r",\s+(?:s?he|they|I|ils?|elles?|er|sie)\b"
)
_YEARS_AND_BRACKETS = Expression(
    r"\([^()]*\)|\b(?:(?:in|from|between|de|entre|en)\s+)?(?:1[89]|20)\d\d\b"
    r"(?:\s*[-–—/]\s*\d{2,4}\b|\s+(?:to|until|through|and|à|et)\s+(?:1[89]|20)\d\d\b)?|['’]\d\d\b"
)
# "two years at Zell University, a summer at TideLab": a list all the same
_A_WHILE = Expression(
    r"\b(?:an?|one|two|three|four|five|six|\d+)\s+(?:year|summer|semester|term|month|week)s?\s+"
    r"(?=(?:at|in|with)\b)"
)
_PLACED = Expression(r"(?:,?\s+(?:à|en)\s+|,\s*|\s+in\s+(?:the\s+)?|\s+)$")
# "Zell College, now Zell University"
_RENAMED = Expression(r",\s+(?:now|formerly|today)\s+(?:the\s+)?$")
# "Université de Zell à Norrvik, en Zellande"
_A_TOWN_OF_IT = Expression(r"(?<=\w )[A-ZÀ-Ý][\w’'-]+,? (?:à|en) $")
# ", Cambridge, MA"
_TOWN = Expression(r",\s+(?:[A-Z]{2}|USA|U\.K\.|U\.S\.A\.|England)\b")
# "(TIDES 2000, LAKES 2005, SEAS 2008)"
_BRACKET_ENDS = Expression(r"\s*(?:\d{4})?\)")
_PLAIN_COMMA = Expression(r"(?:\s*\([^()]*\))?,\s+")
LEAST_OF_AN_OPEN_LIST = 3
# "an MSc (from Zell University, UK)"
_SAID_IN_BRACKETS = Expression(r"\((?:both |all )?(?:from|at)\s+(?:the\s+)?$")
# "an NTS Fellowship with Bo Sample at Zell University"
_WHERE_IT_WAS_USED = Expression(r"\b(?:at|in|to)\s+(?:the\s+)?$")
_PUBLISHED = Expression(r"\(\s*$")


def attach_organizations(
    sentence: str, items: Sequence[Item], organizations: Sequence[Organization]
) -> None:
    """Sets each item's organisations: behind it ("Professor at …") or before ("PSF Fellow")."""
    free = list(organizations)
    for item in items:
        item.organizations = [
            organization
            for organization in organizations
            if _brackets_a_degree(sentence, organization, item.cue)
        ]
        free = [organization for organization in free if organization not in item.organizations]
    for number, item in enumerate(items):
        if item.organizations:
            continue
        end = items[number + 1].cue.at if number + 1 < len(items) else len(sentence)
        zone = [
            organization
            for organization in free
            if item.cue.to <= organization.at and organization.to <= end
        ]
        if zone and number + 1 < len(items) and _is_of_the_next(sentence, zone[-1], end):
            zone.pop()
        plain = [one for one in zone if not _in_brackets(sentence, one)]
        item.organizations = _chosen(sentence, item.cue, plain or zone)
        if _is_where_it_was_used(sentence, item):
            item.organizations = []
        if item.cue.kind is EventKind.BOOK and not item.organizations:
            item.organizations = [one for one in zone if _PUBLISHED.search(sentence[: one.at])][:1]
        item.inside = outer_organization(sentence, item.organizations, zone)
        free = [organization for organization in free if organization not in item.organizations]
    for number, item in enumerate(items):
        if item.organizations:
            continue
        start = items[number - 1].cue.to if number else 0
        begins = item.cue.at if item.cue.says is None else item.cue.says
        near = [one for one in free if start <= one.at and one.to <= begins]
        item.organizations = leading_organizations(sentence, item.cue, near, organizations)
        free = [organization for organization in free if organization not in item.organizations]


def _brackets_a_degree(sentence: str, organization: Organization, cue: Cue) -> bool:
    """Whether it is told as "degrees from Zell University (BA) and Vesterby University (PhD)"."""
    return (
        cue.kind is EventKind.DEGREE
        and organization.named_as_organization
        and sentence[organization.to : cue.at] == " ("
    )


def _is_where_it_was_used(sentence: str, item: Item) -> bool:
    """Whether an award that names its giver was taken there: "an NTS Fellowship at …"."""
    if (
        item.cue.kind is not EventKind.AWARD
        or not item.organizations
        or not giver_in(item.cue.words)
    ):
        return False
    return bool(_WHERE_IT_WAS_USED.search(sentence[item.cue.to : item.organizations[0].at]))


def _is_of_the_next(sentence: str, organization: Organization, end: int) -> bool:
    """Whether it belongs to the title behind it: "the Ada Example Professor", ", NTS fellow"."""
    if organization.named_as_organization or sentence[organization.to : end] != " ":
        return False
    return " " in organization.name or sentence[: organization.at].endswith(", ")


def _in_brackets(sentence: str, organization: Organization) -> bool:
    ahead = sentence[: organization.at]
    opened = ahead.count("(") > ahead.count(")")
    return opened and not _SAID_IN_BRACKETS.search(ahead)


def _chosen(sentence: str, cue: Cue, zone: list[Organization]) -> list[Organization]:
    places = [organization for organization in zone if _stands_for_a_place(sentence, organization)]
    sentence = _A_WHILE.sub(lambda spent: " " * len(spent.group()), _without(sentence, places))
    zone = [organization for organization in zone if organization not in places]
    if "edit" in cue.words.lower():
        zone = list(titles_of_journals(sentence, zone))
    first = _likeliest(sentence, cue, zone)
    if first is None:
        return []
    heads = cue.kind is EventKind.POST and heads_an_organization(sentence, cue)
    run, kept = [zone[first]], 1
    for before, organization in zip(zone[first:], zone[first + 1 :], strict=False):
        gap = sentence[before.to : organization.at]
        if not _joined(gap, organization) or (
            heads and run[0].named_as_organization and not _told(organization)
        ):
            break
        if cue.kind is EventKind.DEGREE and not _told(organization) and _PLAIN_COMMA.fullmatch(gap):
            continue  # a town behind the school
        run.append(organization)
        if _LAST_OF_LIST.search(gap) or (
            cue.kind is EventKind.MEMBER and re.search(r" |[a-z][A-Z]|^[A-Z]+$", organization.name)
        ):
            kept = len(run)
    if len(run) >= LEAST_OF_AN_OPEN_LIST and all(
        organization.named_as_organization for organization in run
    ):
        kept = len(run)
    if len(run) >= LEAST_OF_AN_OPEN_LIST and _BRACKET_ENDS.match(sentence, run[-1].to):
        kept = len(run)
    if len(run) == 2 and sentence[run[0].to : run[1].at] == ", the ":
        kept = 1  # "PHYTIDE, the Journal of Physical Tides"
    chosen = run[:kept]
    if cue.kind in {EventKind.POST, EventKind.DEGREE} and not heads:
        return without_departments(chosen, zone, sentence)
    return chosen


def _likeliest(sentence: str, cue: Cue, zone: Sequence[Organization]) -> int | None:
    """The place in the zone of the name that is the cue's, before a new clause begins."""
    ranked: list[tuple[int, int]] = []
    for number, organization in enumerate(zone):
        start = zone[number - 1].to if number else cue.to
        if _NEW_CLAUSE.search(sentence[start : organization.at]):
            break
        rank = likelihood(sentence, cue, start, organization)
        if rank is not None:
            ranked.append((rank, number))
    return min(ranked)[1] if ranked else None


def _stands_for_a_place(sentence: str, organization: Organization) -> bool:
    """Whether a city or country is meant; "at Oxford" means the university."""
    ahead = sentence[: organization.at]
    if (
        _TOWN.match(sentence, organization.to)
        and ahead.endswith(", ")
        and organization.name.count(" ") < 2
    ):
        return True
    if is_place(organization.name):
        return not re.search(r"\bat\s+$", ahead)
    if (
        _A_TOWN_OF_IT.search(ahead)
        and not organization.named_as_organization
        and " " not in organization.name
    ):
        return True
    return bool(re.search(r"\bin\s+$", ahead) and re.fullmatch(r"[A-Z][a-z]+", organization.name))


def _without(sentence: str, places: Sequence[Organization]) -> str:
    """The sentence with ", Rome" and "in Rome" blank, which no list ends at."""
    blank = sentence
    for place in places:
        lead = _PLACED.search(blank[: place.at])
        at = lead.start() if lead else place.at
        blank = blank[:at] + " " * (place.to - at) + blank[place.to :]
    return blank


def _told(organization: Organization) -> bool:
    """Whether it is a name by itself: "… Institute", "NTS", "TideLab"."""
    return organization.named_as_organization or bool(
        re.search(r"[A-Z]\w*[A-Z]", organization.name)
    )


def _joined(gap: str, organization: Organization) -> bool:
    """Whether a name goes on with the list of the one before it."""
    if _RENAMED.search(gap):
        return False
    plain = _YEARS_AND_BRACKETS.sub(" ", gap)
    if not _LIST.match(plain):
        return False
    if re.search(r"\bin\s*(?:the\s*)?$", plain) and not organization.named_as_organization:
        return False
    if not re.search(r"[,/;]|\b(?:and|or|et|puis|und|y|then|now|as well as)\b|&", gap):
        return False
    return bool(_LAST_OF_LIST.search(plain)) or not re.sub(
        r"[\s,/;]|\b(?:the|of|at|de|du)\b", "", plain
    )

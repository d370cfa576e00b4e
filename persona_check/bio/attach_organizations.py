"""Which of the names in a sentence is the organisation of which item."""

import re
from collections.abc import Sequence

from persona_check.bio.cues import Cue
from persona_check.bio.event import EventKind
from persona_check.bio.givers import giver_in
from persona_check.bio.houses import House
from persona_check.bio.item import Item
from persona_check.bio.leading_organizations import named_before
from persona_check.bio.organizations_in import titles_of_journals
from persona_check.bio.places import is_place
from persona_check.bio.ties import heads_a_house, likelihood
from persona_check.bio.units import outer_house, without_departments

__all__ = ["attach_houses"]

_LIST = re.compile(
    r"^(?:\s*\([^()]*\))?[\s,;/]*(?:(?:and|or|as well as|then|now|later|et|puis|und|y|e|plus)\b|&)?"
    r"[\s,]*"
    r"(?:now |then |currently |most recently |later )?"
    r"(?:(?:at|from|for|of|with|by|in|to|on|the|both|à|au|chez|de|du|bei|en|la|l|d)(?:\s+|['’])){0,3}"
    r"(?:\d{1,2}(?:st|nd|rd|th)\s+)?$"
)
_LAST_OF_LIST = re.compile(
    r"\b(?:and|or|et|puis|und|y|from|at|as well as|then|now|later)\b|&", re.IGNORECASE
)
_NEW_CLAUSE = re.compile(
    r"\b(?:who|which|where|when|that|while|whose|où|qui|dont)\b|"
    r"\band (?:has|have|is|was|am)\b|\band in \d{4},? (?:an?|s?he|they|I)\b|;|,\s+an?\s|\busing\b|"
    r",\s+(?:s?he|they|I|ils?|elles?|er|sie)\b"
)
_YEARS_AND_BRACKETS = re.compile(
    r"\([^()]*\)|\b(?:(?:in|from|between|de|entre|en)\s+)?(?:1[89]|20)\d\d\b"
    r"(?:\s*[-–—/]\s*\d{2,4}\b|\s+(?:to|until|through|and|à|et)\s+(?:1[89]|20)\d\d\b)?|['’]\d\d\b"
)
# "two years at Zell University, a summer at TideLab": a list all the same
_A_WHILE = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|\d+)\s+(?:year|summer|semester|term|month|week)s?\s+"
    r"(?=(?:at|in|with)\b)"
)
_PLACED = re.compile(r"(?:,?\s+(?:à|en)\s+|,\s*|\s+in\s+(?:the\s+)?|\s+)$")
# "Zell College, now Zell University"
_RENAMED = re.compile(r",\s+(?:now|formerly|today)\s+(?:the\s+)?$")
# "Université de Zell à Norrvik, en Zellande"
_A_TOWN_OF_IT = re.compile(r"(?<=\w )[A-ZÀ-Ý][\w’'-]+,? (?:à|en) $")
# ", Cambridge, MA"
_TOWN = re.compile(r",\s+(?:[A-Z]{2}|USA|U\.K\.|U\.S\.A\.|England)\b")
# "(TIDES 2000, LAKES 2005, SEAS 2008)"
_BRACKET_ENDS = re.compile(r"\s*(?:\d{4})?\)")
_PLAIN_COMMA = re.compile(r"(?:\s*\([^()]*\))?,\s+")
LEAST_OF_AN_OPEN_LIST = 3
# "an MSc (from Zell University, UK)"
_SAID_IN_BRACKETS = re.compile(r"\((?:both |all )?(?:from|at)\s+(?:the\s+)?$")
# "an NTS Fellowship with Bo Sample at Zell University"
_WHERE_IT_WAS_USED = re.compile(r"\b(?:at|in|to)\s+(?:the\s+)?$")
_PUBLISHED = re.compile(r"\(\s*$")


def attach_houses(sentence: str, items: Sequence[Item], houses: Sequence[House]) -> None:
    """Sets each item's houses: behind it ("Professor at …"), or just before ("PSF Fellow")."""
    free = list(houses)
    for item in items:
        item.houses = [house for house in houses if _brackets_a_degree(sentence, house, item.cue)]
        free = [house for house in free if house not in item.houses]
    for number, item in enumerate(items):
        if item.houses:
            continue
        end = items[number + 1].cue.at if number + 1 < len(items) else len(sentence)
        zone = [house for house in free if item.cue.to <= house.at and house.to <= end]
        if zone and number + 1 < len(items) and _is_of_the_next(sentence, zone[-1], end):
            zone.pop()
        plain = [one for one in zone if not _in_brackets(sentence, one)]
        item.houses = _chosen(sentence, item.cue, plain or zone)
        if _is_where_it_was_used(sentence, item):
            item.houses = []
        if item.cue.kind is EventKind.BOOK and not item.houses:
            item.houses = [one for one in zone if _PUBLISHED.search(sentence[: one.at])][:1]
        item.inside = outer_house(sentence, item.houses, zone)
        free = [house for house in free if house not in item.houses]
    for number, item in enumerate(items):
        if item.houses:
            continue
        start = items[number - 1].cue.to if number else 0
        begins = item.cue.at if item.cue.says is None else item.cue.says
        near = [one for one in free if start <= one.at and one.to <= begins]
        item.houses = named_before(sentence, item.cue, near, houses)
        free = [house for house in free if house not in item.houses]


def _brackets_a_degree(sentence: str, house: House, cue: Cue) -> bool:
    """Whether it is told as "degrees from Zell University (BA) and Vesterby University (PhD)"."""
    return (
        cue.kind is EventKind.DEGREE
        and house.named_as_house
        and sentence[house.to : cue.at] == " ("
    )


def _is_where_it_was_used(sentence: str, item: Item) -> bool:
    """Whether an award that names its giver was taken there: "an NTS Fellowship at …"."""
    if item.cue.kind is not EventKind.AWARD or not item.houses or not giver_in(item.cue.words):
        return False
    return bool(_WHERE_IT_WAS_USED.search(sentence[item.cue.to : item.houses[0].at]))


def _is_of_the_next(sentence: str, house: House, end: int) -> bool:
    """Whether it belongs to the title behind it: "the Ada Example Professor", ", NTS fellow"."""
    if house.named_as_house or sentence[house.to : end] != " ":
        return False
    return " " in house.name or sentence[: house.at].endswith(", ")


def _in_brackets(sentence: str, house: House) -> bool:
    ahead = sentence[: house.at]
    opened = ahead.count("(") > ahead.count(")")
    return opened and not _SAID_IN_BRACKETS.search(ahead)


def _chosen(sentence: str, cue: Cue, zone: list[House]) -> list[House]:
    places = [house for house in zone if _stands_for_a_place(sentence, house)]
    sentence = _A_WHILE.sub(lambda spent: " " * len(spent.group()), _without(sentence, places))
    zone = [house for house in zone if house not in places]
    if "edit" in cue.words.lower():
        zone = list(titles_of_journals(sentence, zone))
    first = _likeliest(sentence, cue, zone)
    if first is None:
        return []
    heads = cue.kind is EventKind.POST and heads_a_house(sentence, cue)
    run, kept = [zone[first]], 1
    for before, house in zip(zone[first:], zone[first + 1 :], strict=False):
        gap = sentence[before.to : house.at]
        if not _joined(gap, house) or (heads and run[0].named_as_house and not _told(house)):
            break
        if cue.kind is EventKind.DEGREE and not _told(house) and _PLAIN_COMMA.fullmatch(gap):
            continue  # a town behind the school
        run.append(house)
        if _LAST_OF_LIST.search(gap) or (
            cue.kind is EventKind.MEMBER and re.search(r" |[a-z][A-Z]|^[A-Z]+$", house.name)
        ):
            kept = len(run)
    if len(run) >= LEAST_OF_AN_OPEN_LIST and all(house.named_as_house for house in run):
        kept = len(run)
    if len(run) >= LEAST_OF_AN_OPEN_LIST and _BRACKET_ENDS.match(sentence, run[-1].to):
        kept = len(run)
    if len(run) == 2 and sentence[run[0].to : run[1].at] == ", the ":
        kept = 1  # "PHYTIDE, the Journal of Physical Tides"
    chosen = run[:kept]
    if cue.kind in {EventKind.POST, EventKind.DEGREE} and not heads:
        return without_departments(chosen, zone, sentence)
    return chosen


def _likeliest(sentence: str, cue: Cue, zone: Sequence[House]) -> int | None:
    """The place in the zone of the name that is the cue's, before a new clause begins."""
    ranked: list[tuple[int, int]] = []
    for number, house in enumerate(zone):
        start = zone[number - 1].to if number else cue.to
        if _NEW_CLAUSE.search(sentence[start : house.at]):
            break
        rank = likelihood(sentence, cue, start, house)
        if rank is not None:
            ranked.append((rank, number))
    return min(ranked)[1] if ranked else None


def _stands_for_a_place(sentence: str, house: House) -> bool:
    """Whether a city or country is meant; "at Oxford" means the university."""
    ahead = sentence[: house.at]
    if _TOWN.match(sentence, house.to) and ahead.endswith(", ") and house.name.count(" ") < 2:
        return True
    if is_place(house.name):
        return not re.search(r"\bat\s+$", ahead)
    if _A_TOWN_OF_IT.search(ahead) and not house.named_as_house and " " not in house.name:
        return True
    return bool(re.search(r"\bin\s+$", ahead) and re.fullmatch(r"[A-Z][a-z]+", house.name))


def _without(sentence: str, places: Sequence[House]) -> str:
    """The sentence with ", Rome" and "in Rome" blank, which no list ends at."""
    blank = sentence
    for place in places:
        lead = _PLACED.search(blank[: place.at])
        at = lead.start() if lead else place.at
        blank = blank[:at] + " " * (place.to - at) + blank[place.to :]
    return blank


def _told(house: House) -> bool:
    """Whether it is a name by itself: "… Institute", "NTS", "TideLab"."""
    return house.named_as_house or bool(re.search(r"[A-Z]\w*[A-Z]", house.name))


def _joined(gap: str, house: House) -> bool:
    """Whether a name goes on with the list of the one before it."""
    if _RENAMED.search(gap):
        return False
    plain = _YEARS_AND_BRACKETS.sub(" ", gap)
    if not _LIST.match(plain):
        return False
    if re.search(r"\bin\s*(?:the\s*)?$", plain) and not house.named_as_house:
        return False
    if not re.search(r"[,/;]|\b(?:and|or|et|puis|und|y|then|now|as well as)\b|&", gap):
        return False
    return bool(_LAST_OF_LIST.search(plain)) or not re.sub(
        r"[\s,/;]|\b(?:the|of|at|de|du)\b", "", plain
    )

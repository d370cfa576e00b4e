"""Which item of a sentence a year dates."""

import re
from collections.abc import Sequence

from persona_check.bio.event import EventKind
from persona_check.bio.item import Item
from persona_check.bio.years import Dating, YearMention

__all__ = ["attach_years"]


# A year farther behind an item dates something else; organisations between bridge more.
MOST_GAP_CHARACTERS = 60
MOST_GAP_BEHIND_A_HOUSE_CHARACTERS = 90
MOST_COMMAS = 2


def attach_years(
    sentence: str, items: Sequence[Item], years: list[YearMention]
) -> list[YearMention]:
    """Gives each year to the item that it dates; those that nothing claims are returned."""
    left: list[YearMention] = []
    for year in years:
        item = _dated_by(sentence, items, year)
        if item is None:
            left.append(year)
        else:
            item.years.append(year)
    return left


def _dated_by(sentence: str, items: Sequence[Item], year: YearMention) -> Item | None:
    behind = [item for item in items if item.cue.to <= year.at]
    ahead = [item for item in items if item.cue.at >= year.to]
    for item in items:
        if item.cue.at <= year.at and year.to <= item.cue.to:
            return item
    if ahead and _leads(sentence, year, ahead[0]):
        return ahead[0]
    for item in reversed(behind):
        end = max([item.cue.to, *(house.to for house in item.houses if house.to <= year.at)])
        if _reaches(sentence[end : year.at], year, item):
            return item
    return None


def _leads(sentence: str, year: YearMention, item: Item) -> bool:
    """Whether it stands before what it dates: "In 2016, he was …", "a 2016 … Award"."""
    before, gap = sentence[: year.at], sentence[year.to : item.cue.at]
    if re.search(r"[;.]|\b(?:but|although)\b", gap) or re.search(r"(?:1[89]|20)\d\d", gap):
        return False
    if item.cue.kind is EventKind.AWARD and re.fullmatch(
        r"\s+(?:(?!and\b|is\b|was\b)[\w’'-]+\s+){0,4}", gap
    ):
        return True
    opening = re.search(
        r"(?:^|[;,(]\s*|\b(?:and|but|then|later|back)\s+|[–—-]\s*)$", before, re.IGNORECASE
    )
    if not opening:
        return False
    return bool(re.fullmatch(r"\s*,?\s*(?:[^,;()]{0,60}|(?:[A-Z]\w+ ?){1,3})", gap))


def _reaches(gap: str, year: YearMention, item: Item) -> bool:
    """Whether what stands between an item and a year lets the year date it."""
    if re.search(r",\s*(?:and\s+|but\s+)?(?:he|she|they|I)\b|\band (?:has|have|is|was|am)\b", gap):
        return False
    if item.cue.kind is EventKind.FOUNDED and year.dating is Dating.OPEN and "," in gap:
        return False
    if re.search(r";|\b(?:while|whereas|although|with a focus|focus\w*|using|since then)\b", gap):
        return False
    if re.search(r"\b(?:where|who|which|that)\b", gap) and not re.search(
        r"\bwhere (?:he|she|they|I) (?:has|have) (?:been|worked)\b", gap
    ):
        return False
    if item.cue.verb and not item.houses:
        return False
    bare = re.sub(r"\([^()]*\)?", "", gap)
    if bare.count(",") > MOST_COMMAS + (year.dating is Dating.OPEN):
        return False
    return len(gap) <= (MOST_GAP_BEHIND_A_HOUSE_CHARACTERS if item.houses else MOST_GAP_CHARACTERS)

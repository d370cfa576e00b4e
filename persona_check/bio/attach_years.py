"""Decides which item of a sentence a year dates."""

import re
from collections.abc import Sequence
from dataclasses import replace

from persona_check.bio.event import EventKind
from persona_check.bio.item import Item
from persona_check.bio.years import Dating, YearMention
from persona_check.expressions import Expression

__all__ = ["attach_years"]


# A year farther behind an item dates something else; organisations between bridge more.
MOST_GAP_CHARACTERS = 60
MOST_GAP_BEHIND_AN_ORGANIZATION_CHARACTERS = 90
MOST_GAP_BEHIND_A_BOOK_CHARACTERS = 120
MOST_COMMAS = 2


# ", York, PA" between a name and its year
_PLACES_BETWEEN = Expression(r",\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*)?(?=\s*,)")
# "He recently (2016-2017) served …"; any other bracket is of what stands before it
_BRACKET_AHEAD = Expression(
    r"(?:[,;]|\b(?:recently|currently|previously|formerly|then|now|later|also|time|period))$"
)
# "at Zellium (acquired in 2019)"
_OF_THE_ORGANIZATION = Expression(
    r"\([^()]*\b(?:acquired|bought|sold|founded|established|renamed|merged|closed|launched)\b[^()]*\)?$"
)
# "a 2016 fellow"
_HONOURED = Expression(r"^(?:fellow|scholar)$|\bDistinguished \w+$", re.IGNORECASE)
# "a mathematician born in 1988"
_BORN = Expression(r"\b(?:[Bb]orn|[Nn]ée?|geboren)\s(?:(?:in|on|à|en|le)\s)?(?:[\w’'-]+,?\s){0,4}$")
_NEXT_YEAR = Expression(
    r"\)?(?:\s*\([^()]*\))?[\s,;/]*(?:and|&|et|und)?\s*(?:again\s+)?(?:in\s+)?\(?"
)
_OPENS = Expression(r"(?:^|[;,]\s*|\b(?:and|of|the|recipient|winner|laureate)\s+)$")
_WHEN = Expression(
    r",?\s+when\s+(?:s?he|they|I)\s+(?:first\s+|also\s+)?"
    r"(?:(?:became|was (?:appointed|named|promoted to))\s+(?:the\s+|an?\s+)?(?:[a-z]+\s+){0,2})?"
)
# "and a 2010 Distinguished Zellite": a year of what it leads, told or not
_OF_A_TITLE = Expression(r"(?:,|\band|\bet|\bas|\bis|\bwas)\s+an?\s+$")
# "…, and in 2019 a small grant"
_AND = Expression(r"\band\s+$")
_ONE = Expression(r"\s+(?:an?|the)\s")
_TITLED = Expression(r"\s+[A-Z]")
# "In 2017, Dr. Zellhoffer became …"
_ADDRESS = Expression(r"\b(?:Dr|Prof|Mr|Ms|Mrs|[A-Z])\.\s")
_RELATIVE = Expression(r"\b(?:where|who|which|that|où|qui)\b")
# a relative clause that says when, and nothing else
_OF_THE_SAME = Expression(
    r"\bwhere (?:he|she|they|I) (?:(?:has|have) been|(?:(?:has|have) )?(?:worked|taught))\b|"
    r"\b(?:that|which) (?:he|she|they|I) (?:received|won|earned|completed|obtained|was awarded)\b"
)


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
            _begin_another(sentence, items, year)
    unread = [year for year in reversed(left) if not _is_of_the_same(sentence, items, year)]
    return unread[::-1]


def _begin_another(sentence: str, items: Sequence[Item], year: YearMention) -> None:
    """Gives the end of one post to the next as well: "until 2010, when she moved to …"."""
    if year.dating not in {Dating.UNTIL, Dating.RANGE}:
        return
    ahead = [item for item in items if item.cue.at >= year.to]
    if following := _when(sentence, ahead, year):
        begun = replace(year, dating=Dating.POINT, start=year.end, end=None)
        following.years.append(begun)


def _is_of_the_same(sentence: str, items: Sequence[Item], year: YearMention) -> bool:
    """Whether it is of an item that the next year dates, which is given it: "In 2015 and 2016"."""
    if year.dating is not Dating.POINT or not _OPENS.search(sentence[: year.at]):
        return False
    for item in items:
        first = item.years[0] if item.years else None
        if first and year.to <= first.at and _NEXT_YEAR.fullmatch(sentence[year.to : first.at]):
            item.years.insert(0, year)
            return True
    return False


def _dated_by(sentence: str, items: Sequence[Item], year: YearMention) -> Item | None:
    if _OF_THE_ORGANIZATION.search(sentence[: year.to]) or _BORN.search(sentence[: year.at]):
        return None
    behind = [item for item in items if item.cue.to <= year.at]
    ahead = [item for item in items if item.cue.at >= year.to]
    for item in items:
        if item.cue.at <= year.at and year.to <= item.cue.to:
            return item
        # "since joining Zell University in 2008"
        if item.cue.verb and year.at <= item.cue.at and item.cue.to <= year.to:
            return item
    if (
        ahead
        and _leads(sentence, year, ahead[0])
        and not (behind and _closes(sentence, year, behind[-1]))
    ):
        return ahead[0]
    if (found := _when(sentence, ahead, year)) and not (behind and behind[-1].organizations):
        return found
    leads = _OF_A_TITLE.search(sentence[: year.at]) and _TITLED.match(sentence, year.to)
    if leads or (_AND.search(sentence[: year.at]) and _ONE.match(sentence, year.to)):
        return found
    return _before_it(sentence, behind, year) or found


def _before_it(sentence: str, behind: Sequence[Item], year: YearMention) -> Item | None:
    """The item that stands before the year, and that it reaches."""
    for item in reversed(behind):
        if item.years and not _goes_on_with(sentence, item, year):
            return None
        if item.cue.verb and item.organizations and sentence[item.cue.to : year.at].strip() == "":
            return item
        end = max(
            [
                item.cue.to,
                *(
                    organization.to
                    for organization in item.organizations
                    if organization.to <= year.at
                ),
            ]
        )
        if _reaches(sentence[end : year.at], year, item):
            return item
    return None


def _when(sentence: str, ahead: Sequence[Item], year: YearMention) -> Item | None:
    """The item of "began to trade in 1998, when she joined …"."""
    if ahead and _WHEN.fullmatch(sentence[year.to : ahead[0].cue.at]):
        return ahead[0]
    return None


def _goes_on_with(sentence: str, item: Item, year: YearMention) -> bool:
    """Whether a further year is of the item, "in 2018 and 2020", or of its next organisation."""
    last = item.years[-1].to
    if any(last <= organization.at <= year.at for organization in item.organizations):
        return True
    return bool(_NEXT_YEAR.fullmatch(sentence[last : year.at]))


def _closes(sentence: str, year: YearMention, item: Item) -> bool:
    """Whether it ends what stands before: "a BS from Zell University, in 1995, an MA from …"."""
    if item.years or not item.organizations or not re.match(r"\s*(?:[,;.]|$)", sentence[year.to :]):
        return False
    end = max(
        item.cue.to,
        *(organization.to for organization in item.organizations if organization.to <= year.at),
        0,
    )
    gap = sentence[end : year.at]
    return bool(re.search(r",\s*$", gap)) and _reaches(gap, year, item)


def _leads(sentence: str, year: YearMention, item: Item) -> bool:
    """Whether it stands before what it dates: "In 2016, he was …", "a 2016 … Award"."""
    before = sentence[: year.at]
    named = item.organizations[0] if item.organizations else None
    # "2016 – present: Zell University, Professor"
    leads = named is not None and year.to <= named.at and named.to <= item.cue.at
    end = named.at if named and leads and item.cue.kind is EventKind.POST else item.cue.at
    gap = _ADDRESS.sub("", sentence[year.to : end])
    opened = sentence.rfind("(", 0, year.at + 1)
    bracketed = opened > sentence.rfind(")", 0, year.at)
    ahead = sentence[:opened].rstrip() if bracketed else ""
    if ahead and not _BRACKET_AHEAD.search(ahead):
        return False
    if re.search(r"[;.]|\b(?:but|although)\b", gap) or re.search(r"(?:1[89]|20)\d\d", gap):
        return False
    honour = item.cue.kind is EventKind.AWARD or bool(_HONOURED.search(item.cue.words))
    if honour and re.fullmatch(r"\s+(?:(?!and\b|et\b|und\b|as\b|is\b|was\b)[\w’'-]+\s+){0,4}", gap):
        return True
    opening = re.search(
        r"(?:^|[;,(]\s*|\b(?:starting|beginning|as of|effective)\s+|"
        r"\b(?:and|but|then|later|back)\s+|[–—-]\s*|"
        r"\b(?:received|obtained|earned|completed|joined|soutenu|obtenu|reçu|rejoint|intégré|"
        r"retired|est|ist|is)\s+)$",
        before,
        re.IGNORECASE,
    )
    if before and re.match(r"\s*,?\s*and\b", gap):
        return False
    if not opening:
        return False
    return bool(re.fullmatch(r"\)?\s*,?\s*(?:[^,;()]{0,75}|(?:[A-Z]\w+ ?){1,3})", gap))


def _reaches(gap: str, year: YearMention, item: Item) -> bool:
    """Whether what stands between an item and a year lets the year date it."""
    if re.search(
        r",\s*(?:and\s+|but\s+)?(?:he|she|they|I|il|elle)\b|\band (?:has|have|is|was|am)\b", gap
    ):
        return False
    if item.cue.kind is EventKind.FOUNDED and year.dating is Dating.OPEN and "," in gap:
        return False
    if re.search(r";|\b(?:while|whereas|although|with a focus|focus\w*|using|since then)\b", gap):
        return False
    if _RELATIVE.search(gap) and not _OF_THE_SAME.search(gap):
        return False
    if item.cue.verb and not item.organizations and "join" not in item.cue.words:
        return False
    bare = _PLACES_BETWEEN.sub("", re.sub(r"\([^()]*\)?", "", gap))
    if bare.count(",") > MOST_COMMAS + (year.dating is Dating.OPEN):
        return False
    if item.cue.kind is EventKind.BOOK:
        return len(gap) <= MOST_GAP_BEHIND_A_BOOK_CHARACTERS
    return len(gap) <= (
        MOST_GAP_BEHIND_AN_ORGANIZATION_CHARACTERS if item.organizations else MOST_GAP_CHARACTERS
    )

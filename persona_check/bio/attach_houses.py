"""Which of the names in a sentence is the organisation of which item."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from persona_check.bio.cues import Cue
from persona_check.bio.event import EventKind
from persona_check.bio.houses import House, houses_in
from persona_check.bio.item import Item
from persona_check.geography import country_in

__all__ = ["attach_houses", "names_beside"]

FARTHEST_CHARACTERS = 45

_LIST = re.compile(
    r"^(?:\s*\([^()]*\))?[\s,;/]*(?:(?:and|&|or|as well as|then|now|later|et|und|y|e|"
    r"plus)\b)?[\s,]*"
    r"(?:now |then |currently |most recently |later )?"
    r"(?:(?:at|from|for|of|with|by|in|the|both|à|de|du|bei|en)\s+){0,3}$"
)

_LAST_OF_LIST = re.compile(
    r"\b(?:and|or|et|und|y|from|at|as well as|then|now|later)\b|&", re.IGNORECASE
)

_PREPOSITION = re.compile(
    r"(?:^|^.*[\s,(])(?P<word>at|for|with|from|by|of|in|within|to|into|on|@|à|au|aux|"
    r"chez|de|du|des|bei|"
    r"beim|an der|am|en|dans|presso|van|zu|joined|joining|join|joins|attended|as|such as|like)\s+"
    r"(?P<between>(?:(?!and\b|or\b|who\b|which\b|that\b|"
    r"where\b)[\w’'-]+\s+){0,3}?)(?:the\s+|l['’])?$",
    re.IGNORECASE,
)

# How likely a name behind a word is where it was, the lower the likelier: for a name that says
# that it is an organisation ("… University"), and for any other. None: it is not.
_Ranks: TypeAlias = Mapping[str, tuple[int | None, int | None]]
_SURE, _NEXT, _PERHAPS, _NAMED_ONLY, _NEVER = (0, 0), (1, 1), (3, 3), (2, None), (None, None)
_WHERE: _Ranks = dict.fromkeys(
    "at @ from joined joining join joins attended chez bei presso à by".split(), _SURE
)
_TITLE_RANKS: _Ranks = {
    **_WHERE, ",": (1, 4), **dict.fromkeys("for with within into to".split(), _NEXT),
    **dict.fromkeys(("of", "direct"), _NAMED_ONLY),
    **dict.fromkeys("in on en dans".split(), (3, None)),
    **dict.fromkeys(("such as", "like"), _NEVER), "": (5, 5),
}  # fmt: skip
_HEAD_RANKS: _Ranks = {**_TITLE_RANKS, ",": _NEXT, "of": (0, 1)}
_DEGREE_RANKS: _Ranks = {
    **_WHERE, **dict.fromkeys("for within into to".split(), _SURE),
    **dict.fromkeys(("in", "of", ",", "direct", "with", "on"), _NAMED_ONLY),
}  # fmt: skip
_SCHOOL_RANKS: _Ranks = {**_DEGREE_RANKS, "direct": _SURE}
_VERB_RANKS: _Ranks = {
    **_WHERE, **dict.fromkeys(("for", "within", "into"), _SURE), "with": _NEXT,
    "direct": (1, None), "such as": _PERHAPS, "like": _PERHAPS,
    **dict.fromkeys(("in", ","), (3, None)),
}  # fmt: skip
_JOINED_RANKS: _Ranks = {**_VERB_RANKS, "direct": _SURE}
_FOUNDED_RANKS: _Ranks = {"of": _SURE, "direct": _SURE, "in": _NAMED_ONLY, "": _NEXT}
_MEMBER_RANKS: _Ranks = {**_FOUNDED_RANKS, "in": (2, 2)}
_AWARD_RANKS: _Ranks = {"from": _SURE, "by": _SURE, "of": _NEXT, "at": _NEXT}

_HEADS_OF_A_HOUSE = re.compile(
    r"(?:director|head|lead|leader|chief|officer|c[etofi]o|president|dean|manager|editor|chair\w*|"
    r"partner|principal|minister|secretary|treasurer|commissioner|chancellor|rector|"
    r"provost|adviser|"
    r"advisor|developer|creator|scientist|strategist|economist|architect|directeur|"
    r"directrice|leiter\w*|fellow|ambassador|consultant|employee|staff)$",
    re.IGNORECASE,
)

_RUN_BY_SOMEBODY = re.compile(
    r"\b(?:Cent(?:er|re)|Institut\w*|Lab\w*|School|Department|Initiative|Foundation|"
    r"Society|Association|"
    r"Group|Programme?|Network|Project|Universit\w+|College|Academy|Museum|Library|"
    r"Forum|Council|Company)\b"
)

_UNIVERSITY = re.compile(r"Universi|\bCollege\b|\bInstitute of Technology\b")

_PART_OF_A_HOUSE = re.compile(r"(?:the )?(?:Department|Dept|Faculty|Division|Unit|Section)\b")

_NEW_CLAUSE = re.compile(
    r"\b(?:who|which|where|when|that|while|whose)\b|\band (?:has|have|is|was|am)\b|;|"
    r",\s+an?\s|\busing\b"
)

_TITLE_WORD = re.compile(
    r"\s+(?:Research|Senior|Associate|Assistant|Postdoctoral|Visiting|Junior|Graduate|Lead|Core)$"
)

_ADJECTIVE = re.compile(
    r"(?:\w+ )?(?:Deputy|Founding|Senior|Junior|Associate|Assistant|Open|Graduate|"
    r"Visiting|Adjunct|\w+(?:ian|ish|ese|can|yan)|['’]s)"
)

# large cities; countries are those of the geography
_CITIES = frozenset(
    "london paris berlin munich madrid barcelona rome milan lisbon vienna zurich geneva "
    "amsterdam brussels copenhagen stockholm oslo helsinki dublin edinburgh manchester prague "
    "warsaw budapest athens istanbul moscow cairo lagos abuja accra nairobi kampala "
    "johannesburg cape-town mumbai delhi new-delhi bangalore singapore hong-kong shanghai "
    "beijing tokyo seoul sydney melbourne toronto montreal vancouver boston chicago "
    "philadelphia seattle portland austin atlanta san-francisco los-angeles new-york "
    "new-york-city washington mexico-city sao-paulo buenos-aires santiago bogota lima europe "
    "africa asia america north-america south-america california texas minnesota ontario england "
    "scotland wales".split()
)

# what people work with and are no employer or body
_TOOLS = frozenset(
    "Python Java JavaScript TypeScript Ruby Rails Rust PHP SQL PostgreSQL Postgres MySQL Linux "
    "Unix Windows AI ML NLP MRI fMRI EEG MEG PET DNA RNA HIV COVID-19 Covid-19 CEO CTO COO CFO "
    "PhD MBA MBAs DevOps SaaS APIs API UX UI HPC IoT Web Internet English French "
    "German Spanish".split()
)


def names_beside(sentence: str, cues: Sequence[Cue]) -> list[House]:
    """The sentence's names without the words of cues, and without tools and languages."""
    return [
        house
        for house in _cut(houses_in(sentence), cues)
        if len(house.name) > 1 and house.name not in _TOOLS
    ]


def attach_houses(sentence: str, items: Sequence[Item], houses: Sequence[House]) -> None:
    """Sets each item's houses: behind it ("Professor at …"), or just before ("PSF Fellow")."""
    free = list(houses)
    for number, item in enumerate(items):
        end = items[number + 1].cue.at if number + 1 < len(items) else len(sentence)
        zone = [house for house in free if item.cue.to <= house.at and house.to <= end]
        plain = [one for one in zone if not _in_brackets(sentence, one)]
        zone = plain or zone
        item.houses = _chosen(sentence, item.cue, zone)
        free = [house for house in free if house not in item.houses]
    for number, item in enumerate(items):
        if item.houses or item.cue.verb:
            continue
        if item.cue.kind is EventKind.AWARD:
            if giver := re.match(r"[A-Z]{3,}(?= )", item.cue.words):
                at = item.cue.at
                item.houses = [House(name=giver.group(), at=at, to=at + giver.end())]
            continue
        before = items[number - 1].cue.to if number else 0
        near = [one for one in free if before <= one.at and one.to <= item.cue.at]
        if near and _stands_before(sentence, near[-1], item.cue):
            bare = _TITLE_WORD.sub("", near[-1].name)
            item.houses = [replace(near[-1], name=bare, to=near[-1].at + len(bare))]
            free.remove(near[-1])


def _cut(houses: Sequence[House], cues: Sequence[Cue]) -> Iterator[House]:
    """Houses without the words of a cue: "Google Engineer" is a house and a cue."""
    for house in houses:
        at = house.at
        spans = [(cue.at, cue.to) for cue in cues if cue.at < house.to and house.at < cue.to]
        for start, end in spans:
            if start > at:
                yield _trimmed(house, at, start)
            at = max(at, end)
        if not spans:
            yield house
        elif at < house.to:
            yield _trimmed(house, at, house.to)


def _trimmed(house: House, at: int, to: int) -> House:
    name = house.name[at - house.at : to - house.at]
    lead = re.match(r"[\s,&-]*(?:(?:of|at|and|for|in|de|du|the|on)\b[\s,]*)*", name)
    skip = lead.end() if lead else 0
    kept = re.sub(r"[\s,]+(?:(?:of|at|and|for|in|de|du|the|&|on)[\s,]*)*$", "", name[skip:])
    return House(name=kept, at=at + skip, to=at + skip + len(kept))


def _in_brackets(sentence: str, house: House) -> bool:
    ahead = sentence[: house.at]
    return ahead.count("(") > ahead.count(")")


def _stands_before(sentence: str, house: House, cue: Cue) -> bool:
    """Whether the house belongs to the title behind it: "PSF Fellow", "Django core developer"."""
    if cue.kind not in {EventKind.POST, EventKind.MEMBER}:
        return False
    between = sentence[house.to : cue.at]
    ahead = sentence[: house.at]
    if not (
        house.name.isupper()
        or house.named_as_house
        or between.startswith(("'s", "’s"))
        or cue.kind is EventKind.MEMBER
        or cue.words.lower() in {"fellow", "intern", "ceo", "cto", "cfo"}
    ) or _ADJECTIVE.fullmatch(house.name):
        return False
    return bool(
        re.fullmatch(r"(?:['’]s)?\s+(?:[a-z-]+\s+){0,2}|-", between)
        and not re.search(r"\b(?:in|of|and|with|on)\s+(?:the\s+)?$", ahead)
        and not re.search(r"\b(?:is|was|as|and|the|a|an|who)\b", between)
    )


def _chosen(sentence: str, cue: Cue, zone: list[House]) -> list[House]:
    ranked: list[tuple[int, int]] = []
    for number, house in enumerate(zone):
        start = zone[number - 1].to if number else cue.to
        if _NEW_CLAUSE.search(sentence[start : house.at]):
            break
        word = _introduced(sentence, cue, start, house)
        rank = None if word is None else _rank(word, cue, house)
        if rank is not None:
            ranked.append((rank, number))
    if not ranked:
        return []
    _, first = min(ranked)
    run, kept = [zone[first]], 1
    for before, house in zip(zone[first:], zone[first + 1 :], strict=False):
        gap = sentence[before.to : house.at]
        if not _joined(gap, cue, house):
            break
        run.append(house)
        if _LAST_OF_LIST.search(gap) or (
            cue.kind is EventKind.MEMBER and re.search(r" |[a-z][A-Z]", house.name)
        ):
            kept = len(run)
    chosen = run[:kept]
    if cue.kind in {EventKind.POST, EventKind.DEGREE} and not _HEADS_OF_A_HOUSE.search(cue.words):
        chosen = _without_departments(chosen, zone, sentence)
    return [house for house in chosen if not _is_place(house)]


def _without_departments(chosen: list[House], zone: list[House], sentence: str) -> list[House]:
    """The university in the place of a department of it that is named first."""
    last = zone.index(chosen[-1])
    following = zone[last + 1] if last + 1 < len(zone) else None
    if (
        following is not None
        and (_PART_OF_A_HOUSE.match(chosen[-1].name) or _UNIVERSITY.search(following.name))
        and not _UNIVERSITY.search(chosen[-1].name)
        and re.fullmatch(
            r"(?:\s*\([^()]*\))?\s*(?:,|at|of|in|within)\s*(?:the\s+)?",
            sentence[chosen[-1].to : following.at],
        )
        and not _PART_OF_A_HOUSE.match(following.name)
    ):
        return [*(one for one in chosen if not _PART_OF_A_HOUSE.match(one.name)), following]
    return [one for one in chosen if not _PART_OF_A_HOUSE.match(one.name)]


def _joined(gap: str, cue: Cue, house: House) -> bool:
    plain = re.sub(r"\((?:[^()]*)\)|\b(?:in\s+)?(?:1[89]|20)\d\d\b", " ", gap)
    if not _LIST.match(plain):
        return False
    if re.search(r"\bin\s*(?:the\s*)?$", plain) and not house.named_as_house:
        return False
    if not re.search(r"[,/;]|\b(?:and|or|et|und|y|then|now|as well as)\b|&", gap):
        return False
    return bool(_LAST_OF_LIST.search(plain)) or not plain.strip(" ,/;")


def _is_place(house: House) -> bool:
    plain = "-".join(house.name.lower().split())
    return plain in _CITIES or country_in(house.name) is not None


def _introduced(sentence: str, cue: Cue, start: int, house: House) -> str | None:
    """The word that ties a house to what stands before it; None where nothing does."""
    gap = sentence[start : house.at]
    if found := _PREPOSITION.search(gap):
        word = found["word"].lower()
        return "such as" if word == "as" and gap[: found.end("word")].endswith("such as") else word
    if start == cue.to:
        if re.fullmatch(r"\s*[,|(@–-]\s*(?:the\s+)?", gap):
            return ","
        if re.fullmatch(r"(?:\s+(?:the|a|an|called|named))?\s*[“\"‘]?", gap) or (
            cue.kind is EventKind.FOUNDED and re.fullmatch(r"\s+(?:[a-z’'-]+\s+){0,3}[“\"‘]?", gap)
        ):
            return "direct"
    elif re.fullmatch(r"\s*,\s*(?:the\s+)?", gap) and house.named_as_house:
        return ","
    return None


def _ranks(cue: Cue) -> _Ranks:
    match cue.kind:
        case EventKind.FOUNDED:
            return _FOUNDED_RANKS
        case EventKind.MEMBER:
            return _MEMBER_RANKS
        case EventKind.AWARD:
            return _AWARD_RANKS
        case EventKind.DEGREE:
            return _SCHOOL_RANKS if re.search(r"attend|alum", cue.words) else _DEGREE_RANKS
        case EventKind.POST if cue.verb:
            return _JOINED_RANKS if "join" in cue.words else _VERB_RANKS
        case EventKind.POST:
            return _HEAD_RANKS if _HEADS_OF_A_HOUSE.search(cue.words) else _TITLE_RANKS
        case _:
            return {}


def _rank(word: str, cue: Cue, house: House) -> int | None:
    """The lower the likelier that the house is where it was; None where it is not."""
    far = house.at - cue.to > FARTHEST_CHARACTERS * (2 if word == "at" else 1)
    if _is_place(house) or (far and (cue.verb or cue.words.startswith("stud"))):
        return None
    ranks = _ranks(cue)
    named, other = ranks.get(word, ranks.get("", _NEVER))
    if ranks is _HEAD_RANKS and word == "of":
        return named if _RUN_BY_SOMEBODY.search(house.name) else other
    # "in CogX": a name in camel case is no place and no field
    camel = cue.verb and word in {"in", ","} and re.search(r"[a-z][A-Z]", house.name)
    return named if house.named_as_house or camel else other

"""Features of a word that opens an item, together with a name or year that may belong to it."""

from persona_check.bio.marks import (
    BREAKS,
    between,
    governor,
    name_traits,
    neighbour,
    word_itself,
)
from persona_check.bio.organizations import Organization
from persona_check.bio.passage import Head, Passage
from persona_check.bio.years import YearMention

__all__ = [
    "current_features",
    "dating_features",
    "kind_features",
    "organization_features",
    "year_features",
]

_OF_NAMES = frozenset("body unit publisher award title book research".split())
_SKELETON = BREAKS | frozenset("HNY(")
_WHEN = (
    "become join begin leave awarded belong work study found is was has student past now after "
    "before as teach lead"
).split()
_LASTING = "is was has past now before after then become join work student".split()


def organization_features(passage: Passage, head: Head, number: int) -> list[str]:
    """Whether the name is the item's organisation."""
    name, kind = passage.names[number], head.kind
    start, end = passage.words_of(name)
    found = _pair(passage, head, start, end, "N")
    side = "L" if end <= head.token else "R"
    traits = name_traits(name.name, name.named_as_organization)
    before, behind = _before_name(passage, start), neighbour(passage, end)
    if _has_article(passage, start):
        found.append(f"the&{kind}")
    for trait in traits:
        found += [f"t={trait}", f"t={kind}{side}:{trait}"]
        found += [f"t={trait}<{one}" for one in before]
    found += [f"p={kind}{side}<{one}" for one in before]
    found += [f"p={kind}{side}>{one}" for one in behind]
    for my in passage.symbols[head.token]:
        found += [f"h={my}{side}<{one}" for one in before]
    found.append(f"hw={word_itself(passage.tokens[head.token])}{side}<{before[0]}")
    found.append(f"T={'+'.join(traits)}")
    told = {one for token in passage.tokens[start:end] for one in token.classes}
    found += [f"nw={kind}{one}" for one in told & _OF_NAMES]
    found += [f"n1={one}" for one in passage.symbols[start]]
    words = set(name.name.replace(".", " ").split())
    if words and words <= passage.own:
        found.append("own")
    kind_of_it = "+".join(traits[:2])
    if (after := _name_at(passage, range(end, end + 4))) is not None:
        gap, following = " ".join(between(passage, end, after)), _traits_at(passage, after)
        found += [f"next={kind_of_it}|{gap}|{trait}" for trait in following[:2]]
        found.append(f"gap={kind}{gap}")
    if (ahead := _name_at(passage, range(start - 1, start - 5, -1))) is not None:
        gap, earlier = " ".join(between(passage, ahead + 1, start)), _traits_at(passage, ahead)
        found += [f"prev={trait}|{gap}|{kind_of_it}" for trait in earlier[:2]]
        found.append(f"pgap={kind}{gap}")
    return found + _rivals(passage, head, start, end)


def year_features(passage: Passage, head: Head, number: int) -> list[str]:
    """Whether the year dates the item."""
    year, kind = passage.years[number], head.kind
    start, end = passage.words_of(year)
    found = _pair(passage, head, start, end, "Y")
    dating = year.dating.value
    side = "L" if end <= head.token else "R"
    found += [f"d={dating}", f"d={kind}{side}:{dating}"]
    found.append(f"br={int(_in_brackets(passage, year, start))}{kind}{side}{dating}")
    for where, signs in (("<", neighbour(passage, start - 1)), (">", neighbour(passage, end))):
        found += [f"p={kind}{side}{where}{one}" for one in signs]
        found += [f"q={side}{where}{one}" for one in signs]
    found += [f"h={my}{side}{dating}" for my in passage.symbols[head.token]]
    if start == 0:
        found.append(f"initial{kind}")
    first = passage.tokens[start]
    lead = "led" if first.classes & {"in", "from"} else "(" if first.text == "(" else "bare"
    sign = passage.tokens[end] if end < len(passage.tokens) else None
    behind = sign.text if sign is not None and not sign.is_word else ""
    found += [f"lead={lead}{kind}{side}", f"lead={lead}{side}{behind}"]
    years = len(passage.years)
    alike = [one.token for one in passage.heads if one.kind == kind]
    found.append(f"only={min(years, 3)},{min(len(passage.heads), 4)}")
    if len(alike) == years > 1:
        same = sum(one < head.token for one in alike) == number
        found += [f"rank={int(same)}", f"rank={kind}{int(same)}"]
    at = passage.tokens[head.token].at
    nearest = min(range(years), key=lambda one: abs(passage.years[one].at - at))
    found.append(f"nearest={int(nearest == number)}{side}")
    return found + _rivals(passage, head, start, end)


def dating_features(passage: Passage, head: Head, number: int) -> list[str]:
    """Whether the item began in the year that dates it, ended, or took place then."""
    year, kind = passage.years[number], head.kind
    start, end = passage.words_of(year)
    dating = year.dating.value
    first, last = min(head.token, start), max(head.token + 1, end)
    near = {one for token in passage.tokens[max(0, first - 6) : last] for one in token.classes}
    inside = {one for token in passage.tokens[first:last] for one in token.classes}
    side = "L" if end <= head.token else "R"
    bracket = int(_in_brackets(passage, year, start))
    found = [f"k={kind}{dating}", f"k={kind}{dating}{side}{bracket}", f"b={dating}{bracket}"]
    found += [f"n={kind}{dating}:{one}" for one in _WHEN if one in near]
    found += [f"i={kind}{dating}:{one}" for one in _WHEN if one in inside]
    found += [f"h={my}{dating}{bracket}" for my in passage.symbols[head.token]]
    found.append(f"w={word_itself(passage.tokens[head.token])}{dating}")
    found += [f"q={dating}<{one}" for one in neighbour(passage, start - 1)]
    found.append(f"g={governor(passage, head.token)[0]}{kind}{dating}")
    found.append(f"f={word_itself(passage.tokens[start])}{kind}")
    found.append(f"sides={side}{kind}{dating}")
    return found


def kind_features(passage: Passage, head: Head, number: int | None) -> list[str]:
    """What kind of item it is, now that its organisation is known: one belongs to a society.

    ``number`` is that of the name; None where there is none. The kind of ``head`` is not looked at.
    """
    token, mine = passage.tokens[head.token], passage.symbols[head.token]
    word, governs = word_itself(token), governor(passage, head.token)[0]
    found = [f"w={word}", f"C={'+'.join(mine)}", f"g={governs}", f"g={governs}&{word}"]
    found += [f"c={my}" for my in mine] + [f"g={governs}&{my}" for my in mine]
    for offset in (-2, -1, 1):
        for one in neighbour(passage, head.token + offset):
            found += [f"{offset}:{one}", f"{offset}:{one}&{word}"]
        if 0 <= head.token + offset < len(passage.tokens):
            found.append(f"{offset}w={word_itself(passage.tokens[head.token + offset])}")
    earlier = [one for one in passage.heads if one.token < head.token]
    if earlier:
        signs = " ".join(between(passage, earlier[-1].token + 1, head.token)[-4:])
        found += [f"before={earlier[-1].kind}", f"before={earlier[-1].kind}&{word}"]
        found.append(f"before={earlier[-1].kind}|{signs}")
    found += [f"has={one}" for one in passage.kinds]
    if number is None:
        return [*found, "nameless", f"nameless&{word}"]
    name = passage.names[number]
    start, end = passage.words_of(name)
    traits = name_traits(name.name, name.named_as_organization)
    told = {one for token in passage.tokens[start:end] for one in token.classes} & _OF_NAMES
    words = {word_itself(one) for one in passage.tokens[start:end]} - {"Xx"}
    before = _before_name(passage, start)
    for value in (
        *(f"t={one}" for one in traits),
        *(f"n={one}" for one in told),
        *(f"nw={one}" for one in words),
        *(f"p={one}" for one in before),
        f"T={'+'.join(traits)}",
        f"N={'+'.join(sorted(told)) or 'plain'}",
    ):
        found += [value, f"{value}&{word}"]
        found += [f"{value}&{my}" for my in mine]
    return found


def current_features(passage: Passage, head: Head, dated: str) -> list[str]:
    """Whether the item is said to go on; ``dated`` is how its years date it."""
    kind = head.kind
    governs, _ = governor(passage, head.token)
    found = [f"k={kind}", f"d={dated}{kind}", f"g={governs}{kind}{dated}", f"g={governs}"]
    ahead = passage.tokens[max(0, head.token - 8) : head.token + 1]
    near = {one for token in ahead for one in token.classes}
    every = {one for token in passage.tokens for one in token.classes}
    for one in _LASTING:
        if one in near:
            found += [f"n={one}", f"n={kind}{one}"]
        if one in every:
            found.append(f"e={one}")
    found += [f"p={one}" for one in neighbour(passage, head.token - 1)]
    found.append(f"w={word_itself(passage.tokens[head.token])}")
    if "open" in dated:
        found.append("open")
    return found


def _pair(passage: Passage, head: Head, start: int, end: int, other: str) -> list[str]:
    """What stands between the two; ``other`` is the sign of the second."""
    if end <= head.token:
        side, signs = "L", between(passage, end, head.token)
        edge, near, last = signs[:2], signs[-2:], signs[:1]
    elif start > head.token:
        side, signs = "R", between(passage, head.token + 1, start)
        edge, near, last = signs[-2:], signs[:2], signs[-1:]
    else:
        side, signs, edge, near, last = "I", [], [], [], []
    k = f"{head.kind}{side}"
    found = [f"k={k}", f"{k}n={min(len(signs), 12) // 2}"]
    if len(signs) <= 6:
        plain = " ".join(signs)
        found += [f"b={side}:{plain}", f"{k}b={plain}"]
    found += [f"{k}e={' '.join(edge)}", f"{k}m={' '.join(near)}", f"{side}e1={' '.join(last)}"]
    for one in set(signs):
        found += [f"{k}has={one}", f"{side}has={one}"]
    found += [f"{k}#{one}={min(signs.count(one), 3)}" for one in "HNY"]
    breaks = sum(one in BREAKS for one in signs)
    found.append(f"{side}#break={min(breaks, 3)}")
    found.append(f"{k}HN={min(signs.count('H'), 2)},{min(signs.count(other), 2)},{min(breaks, 2)}")
    skeleton = " ".join(one for one in signs if one in _SKELETON)
    found += [f"{side}sk={skeleton}", f"{k}sk={skeleton}"]
    return found


def _rivals(passage: Passage, head: Head, start: int, end: int) -> list[str]:
    """Which other items stand nearer."""
    kind, right = head.kind, start > head.token
    side = "R" if right else "L"
    if right:
        nearer = [one for one in passage.heads if head.token < one.token < start]
        beyond = [one.token - end for one in passage.heads if one.token >= end]
        mine = start - head.token
    else:
        nearer = [one for one in passage.heads if end <= one.token < head.token]
        beyond = [start - one.token for one in passage.heads if one.token < start]
        mine = head.token - end
    found = [f"nearer={kind}:{','.join(sorted({one.kind for one in nearer}))}"]
    if nearer:
        if right:
            signs = between(passage, head.token + 1, nearer[0].token)
        else:
            signs = between(passage, nearer[-1].token + 1, head.token)
        plain = " ".join(signs[:5])
        found += [f"nb={side}{kind}|{plain}|{nearer[0].kind}", f"nbs={side}|{plain}"]
    else:
        found.append(f"next={kind}{side}")
    found.append(f"closer={side}{int(min(beyond) < abs(mine))}" if beyond else "nobeyond")
    return found


def _in_brackets(passage: Passage, year: YearMention, start: int) -> bool:
    return "(" in passage.text[max(0, year.at - 1) : year.at + 1] or passage.bracketed[start]


def _has_article(passage: Passage, start: int) -> bool:
    return start > 0 and "det" in passage.tokens[start - 1].classes


def _before_name(passage: Passage, start: int) -> tuple[str, ...]:
    """What the word before the name looks like, its article aside."""
    return neighbour(passage, start - (2 if _has_article(passage, start) else 1))


def _name_at(passage: Passage, places: range) -> int | None:
    """The first of these places with a name."""
    inside = (at for at in places if 0 <= at < len(passage.tokens))
    return next((at for at in inside if passage.name_at[at] >= 0), None)


def _traits_at(passage: Passage, at: int) -> tuple[str, ...]:
    found: Organization = passage.names[passage.name_at[at]]
    return name_traits(found.name, found.named_as_organization)

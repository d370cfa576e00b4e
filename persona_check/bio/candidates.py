"""Finds what may be items of a sentence, each with what may belong to it and how likely that is."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from persona_check.bio.marks import between
from persona_check.bio.model import Decision, Model, unpacked
from persona_check.bio.pair_features import (
    current_features,
    dating_features,
    kind_features,
    organization_features,
    year_features,
)
from persona_check.bio.passage import Head, Passage
from persona_check.bio.word_features import (
    far_features,
    is_candidate,
    near_features,
    own_features,
)
from persona_check.bio.years import Dating, YearMention

__all__ = [
    "Candidate",
    "Dated",
    "candidates_in",
    "dated_in",
    "in_order",
    "signs_are_a_list",
    "span_of",
]

# Below this an item is not looked at, even where a year has nothing else to date.
LEAST_CHANCE = 0.12
LEAST_CHANCE_WITHOUT_YEARS = 0.4
# From here on a word cuts names and stands between others.
SURE_CHANCE = 0.4
LEAST_TIE = 0.05
_LIST = frozenset("and , / x N H of unit as ( ) both for in -".split())
_BETWEEN_YEARS = frozenset("and , in ( )".split())
MOST_SIGNS_OF_A_LIST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A head with the chance of each name and year to be its own, and its second-best kind's.

    ``organizations`` and ``years`` have the number of the name or year and the chance; a year also
    the label ("start", "end", "both") of how it dates, and the chance of that.
    """

    head: Head
    margin: float
    organizations: tuple[tuple[int, float], ...]
    years: tuple[tuple[int, float, str, float], ...]
    lasts: float


@dataclass(frozen=True, slots=True)
class Dated:
    """A candidate with one of its years, and the features of whether to believe it."""

    candidate: Candidate
    year: int
    label: str
    features: Mapping[str, float]


def candidates_in(passage: Passage, learned: Model) -> tuple[Passage, tuple[Candidate, ...]]:
    """The candidates in order, and the passage with the likely ones as its heads."""
    least = LEAST_CHANCE if passage.years else LEAST_CHANCE_WITHOUT_YEARS
    found = tuple(_heads(passage, learned, least))
    passage = passage.with_heads([head for head, _ in found if head.chance >= SURE_CHANCE])
    return passage, tuple(_candidate(passage, learned, head, kinds) for head, kinds in found)


def _heads(passage: Passage, learned: Model, least: float) -> Iterator[tuple[Head, list[float]]]:
    """Each word that may open an item, with the chance of each kind."""
    decision, labels = learned.head, len(learned.head.labels)
    for number in range(len(passage.tokens)):
        if not is_candidate(passage, number):
            continue
        text, symbols = passage.tokens[number].text, passage.symbols[number]
        whole, margin = _of_the_word(decision, text, symbols, passage.dating_at(number))
        if margin < learned.least["own"]:
            continue
        whole += decision.whole(near_features(passage, number))
        sums = unpacked(whole, labels)
        if max(sums[1:]) - sums[0] < learned.least["near"]:
            continue
        whole += decision.whole(far_features(passage, number))
        yield from _head(number, decision, unpacked(whole, labels), least)


@lru_cache(maxsize=20_000)
def _of_the_word(
    decision: Decision, text: str, symbols: tuple[str, ...], dating: Dating | None
) -> tuple[int, int]:
    """What the word by itself says, and how far the likeliest kind is before none at all."""
    whole = decision.whole(own_features(text, symbols, dating))
    sums = unpacked(whole, len(decision.labels))
    return whole, max(sums[1:]) - sums[0]


def _head(
    number: int, decision: Decision, sums: Sequence[int], least: float
) -> Iterator[tuple[Head, list[float]]]:
    chances = decision.chances(sums)
    chance = 1 - chances[0]
    if chance >= least:
        kinds = [one / chance for one in chances[1:]]
        yield Head(number, decision.labels[1 + kinds.index(max(kinds))], chance), kinds


def _candidate(passage: Passage, learned: Model, head: Head, kinds: Sequence[float]) -> Candidate:
    organizations: list[tuple[int, float]] = []
    ties: list[tuple[int, float]] = []
    if head.kind == "other":
        ties = [(passage.year_at[head.token], 1.0)] if passage.year_at[head.token] >= 0 else []
    else:
        for number in range(len(passage.names)):
            chance = learned.organization.of(organization_features(passage, head, number))[1]
            if chance >= LEAST_TIE:
                organizations.append((number, chance))
        for number in range(len(passage.years)):
            chance = learned.year.of(year_features(passage, head, number))[1]
            if chance >= LEAST_TIE:
                ties.append((number, chance))
    if head.kind != "other":
        best = max(organizations, key=lambda one: one[1], default=(0, 0.0))
        with_it = learned.kind.of(kind_features(passage, head, best[0] if best[1] > 0.5 else None))
        kinds = [one * other for one, other in zip(kinds, with_it, strict=True)]
        kinds = [one / sum(kinds) for one in kinds]
        head = replace(head, kind=learned.kind.labels[kinds.index(max(kinds))])
    first, second = sorted(kinds, reverse=True)[:2]
    years = []
    for number, chance in ties:
        of_labels = learned.dating.of(dating_features(passage, head, number))
        label = learned.dating.labels[of_labels.index(max(of_labels))]
        years.append((number, chance, label, max(of_labels)))
    dated = sorted({passage.years[number].dating.value for number, one, *_ in years if one > 0.5})
    lasts = learned.current.of(current_features(passage, head, ",".join(dated)))[1]
    return Candidate(head, first - second, tuple(organizations), tuple(years), lasts)


def dated_in(passage: Passage, candidates: Sequence[Candidate]) -> tuple[Dated, ...]:
    """Every candidate with each year that may be its own.

    A year seldom stands in a bio for nothing, and seldom dates two things: so each pair is told
    which others claim the same year.
    """
    pairs = [(one, year) for one in candidates for year in one.years]
    return tuple(
        Dated(one, year[0], year[2], _belief(passage, one, year, pairs)) for one, year in pairs
    )


_Year = tuple[int, float, str, float]


def _belief(
    passage: Passage,
    mine: Candidate,
    year: _Year,
    pairs: Sequence[tuple[Candidate, _Year]],
) -> dict[str, float]:
    head = mine.head
    kind, dating = head.kind, passage.years[year[0]].dating.value
    chance = head.chance * year[1]
    found = {
        "bias": 1.0,
        "head": _logit(head.chance),
        "tie": _logit(year[1]),
        "label": _logit(year[3]),
        "all": _logit(chance * year[3]),
        f"head {kind}": _logit(head.chance),
        f"tie {kind}": _logit(year[1]),
        f"kind {kind}": 1.0,
        f"dating {dating}": 1.0,
        f"kind {kind} {dating}": 1.0,
        f"label {year[2]} {kind}": 1.0,
        "margin": mine.margin,
        "years": min(len(passage.years), 4) / 4,
        "weak": float(head.chance < SURE_CHANCE),
    }
    named = max((one for _, one in mine.organizations), default=0.0) > 0.5
    found |= {"named": float(named), f"named {kind}": float(named)}
    better = sum(one is mine and other[0] != year[0] and other[1] > year[1] for one, other in pairs)
    found["better years"] = float(better)
    rivals = [(one, o) for one, o in pairs if o[0] == year[0] and one is not mine]
    if not rivals:
        return found | {"alone": 1.0}
    rival, other = max(rivals, key=lambda pair: pair[0].head.chance * pair[1][1])
    theirs = rival.head.chance * other[1]
    listed = int(_are_listed(passage, head.token, rival.head.token))
    apart = _logit(chance) - _logit(theirs)
    found["apart"] = max(-4.0, min(4.0, apart))
    if chance > theirs:
        return found | {"first": 1.0, f"first {listed}": 1.0}
    same = int(rival.head.kind == kind)
    return found | {f"second {listed} {same}": 1.0, f"behind {listed}": _logit(theirs)}


def _logit(chance: float) -> float:
    return math.log(max(chance, 1e-4) / max(1 - chance, 1e-4))


def _are_listed(passage: Passage, one: int, other: int) -> bool:
    """Whether two heads stand in one list: "BS and MS from Zell University in 2012"."""
    return signs_are_a_list(between(passage, min(one, other) + 1, max(one, other)), _LIST)


def in_order(
    passage: Passage, candidates: Sequence[Candidate]
) -> dict[int, list[tuple[int, str, float]]]:
    """The year of each degree of "BS, MS and PhD … 1992, 1994 and 1999", by the head's word."""
    degrees = [
        one.head.token
        for one in candidates
        if one.head.kind == "degree" and one.head.chance >= SURE_CHANCE
    ]
    years = [n for n, one in enumerate(passage.years) if one.dating is Dating.POINT]
    spans = [passage.words_of(passage.years[number]) for number in years]
    if not len(degrees) == len(years) == len(passage.years) > 1 or degrees[-1] >= spans[0][0]:
        return {}
    listed = all(_are_listed(passage, one, other) for one, other in pairwise(degrees))
    together = all(
        signs_are_a_list(between(passage, one[1], other[0]), _BETWEEN_YEARS)
        for one, other in pairwise(spans)
    )
    if not (listed and together):
        return {}
    return {word: [(year, "end", 1.0)] for word, year in zip(degrees, years, strict=True)}


def signs_are_a_list(signs: Sequence[str], allowed: frozenset[str]) -> bool:
    """Whether what stands between two words only goes on with a list."""
    joined = any(one in signs for one in ("and", ",", "/", ";"))
    return len(signs) <= MOST_SIGNS_OF_A_LIST and joined and set(signs) <= allowed


def span_of(year: YearMention, label: str) -> tuple[int | None, int | None]:
    """First and last year of what the mention dates in this way."""
    if year.dating is not Dating.POINT:
        return year.start, year.end
    return (
        year.start if label != "end" else None,
        year.start if label != "start" else None,
    )

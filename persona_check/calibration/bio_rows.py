"""What the decisions of the reader of bios are learned from: features, and the right answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from persona_check.bio.event import EventKind
from persona_check.bio.pair_features import (
    current_features,
    dating_features,
    kind_features,
    organization_features,
    year_features,
)
from persona_check.bio.passage import Passage
from persona_check.bio.word_features import (
    far_features,
    is_candidate,
    near_features,
    own_features,
)
from persona_check.calibration.bio_gold import Lesson, fits_year, label_of, same_name

__all__ = ["LABELS", "Rows", "features_of_the_word", "rows_of"]

LABELS: Mapping[str, tuple[str, ...]] = {
    "head": ("none", *(kind.value for kind in EventKind)),
    "organization": ("no", "yes"),
    "kind": tuple(kind.value for kind in EventKind),
    "year": ("no", "yes"),
    "dating": ("start", "end", "both"),
    "current": ("no", "yes"),
}


@dataclass(slots=True)
class Rows:
    """What one decision is learned from."""

    features: list[list[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    repositories: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, features: list[str], label: str, repository: str, weight: float) -> None:
        """One more."""
        self.features.append(features)
        self.labels.append(label)
        self.repositories.append(repository)
        self.weights.append(weight)


def rows_of(lessons: Iterable[tuple[Lesson, float]]) -> dict[str, Rows]:
    """Features and right answer of every decision in the lessons, by decision."""
    found = {name: Rows() for name in LABELS}
    for lesson, weight in lessons:
        for number, passage in enumerate(lesson.passages):
            heads = lesson.events.get(number, {})
            for word in range(len(passage.tokens)):
                if is_candidate(passage, word):
                    features = [
                        *features_of_the_word(passage, word),
                        *near_features(passage, word),
                        *far_features(passage, word),
                    ]
                    label = heads[word][0]["kind"] if word in heads else "none"
                    found["head"].add(features, label, lesson.repository, weight)
        for passage, events in lesson.headed():
            _add_pairs(found, passage, events, lesson.repository, weight)
    return found


def features_of_the_word(passage: Passage, word: int) -> list[str]:
    """Those of the word itself."""
    text, symbols = passage.tokens[word].text, passage.symbols[word]
    return own_features(text, symbols, passage.dating_at(word))


def _add_pairs(
    found: Mapping[str, Rows],
    passage: Passage,
    events: Mapping[int, Sequence[Mapping[str, Any]]],
    repository: str,
    weight: float,
) -> None:
    for head in passage.heads:
        mine = events[head.token]
        right, fitting = _organizations(passage, mine, head.token)
        for number in range(len(passage.names)):
            if number in right or number not in fitting:
                features = organization_features(passage, head, number)
                label = "yes" if number in right else "no"
                found["organization"].add(features, label, repository, weight)
        if head.kind != "other":
            features = kind_features(passage, head, min(right, default=None))
            found["kind"].add(features, head.kind, repository, weight)
        years = _years(passage, mine, head.token)
        all_fitting = {
            n for n, year in enumerate(passage.years) if any(fits_year(e, year) for e in mine)
        }
        for number in range(len(passage.years)) if head.kind != "other" else ():
            if number in years or number not in all_fitting:
                features = year_features(passage, head, number)
                label = "yes" if number in years else "no"
                found["year"].add(features, label, repository, weight)
        for number, label in years.items():
            features = dating_features(passage, head, number)
            found["dating"].add(features, label, repository, weight)
        if mine[0]["current"] is not None:
            how = ",".join(sorted({passage.years[number].dating.value for number in years}))
            label = "yes" if mine[0]["current"] else "no"
            found["current"].add(current_features(passage, head, how), label, repository, weight)


def _organizations(
    passage: Passage, events: Sequence[Mapping[str, Any]], word: int
) -> tuple[set[int], set[int]]:
    """The names that are the events' organisations, and all that might be by their spelling."""
    right, fitting = set(), set()
    at = passage.tokens[word].at
    for event in events:
        name = event["organization"]
        fits = [n for n, one in enumerate(passage.names) if name and same_name(name, one.name)]
        if fits:
            near = min(
                fits,
                key=lambda n: (
                    passage.names[n].name.casefold() != name.casefold(),
                    abs(passage.names[n].at - at),
                ),
            )
            right.add(near)
            fitting |= {*fits}
    return right, fitting


def _years(passage: Passage, events: Sequence[Mapping[str, Any]], word: int) -> dict[int, str]:
    """The years that date the events, and how."""
    found: dict[int, str] = {}
    at = passage.tokens[word].at
    for event in events:
        fits = [n for n, year in enumerate(passage.years) if fits_year(event, year)]
        if not fits:
            continue
        near = min(fits, key=lambda n: abs(passage.years[n].at - at))
        found[near] = label_of(event, passage.years[near])
        if event["start"] and event["end"] and found[near] != "both":
            for other in fits:
                found.setdefault(other, label_of(event, passage.years[other]))
    return found

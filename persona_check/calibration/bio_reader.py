"""Teaches the reader of bios: ``python -m persona_check.calibration.bio_reader BIOS... [--write]``.

Learns from annotated bios and from the invented sentences of ``bio_examples/``; prints what it
reaches on repositories left out; with ``--write`` writes ``bio/model.json``. Needs scipy.

Each decision is a logistic regression over the features of ``bio/``; a feature has to be seen in
several repositories. Whether a year is believed is learned on what the other decisions say of bios
that they have not seen.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from persona_check.bio.candidates import Candidate, Dated, candidates_in, dated_in, span_of
from persona_check.bio.event import EventKind
from persona_check.bio.model import STEPS_PER_UNIT, Model, from_json, packed
from persona_check.bio.passage import Passage
from persona_check.bio.reader import believed_events
from persona_check.bio.word_features import (
    is_candidate,
    near_features,
)
from persona_check.calibration.bio_examples import variants
from persona_check.calibration.bio_fitting import fit_labels, fit_sure
from persona_check.calibration.bio_gold import (
    Lesson,
    counted,
    dated,
    distinct_organizations,
    lesson_of,
)
from persona_check.calibration.bio_rows import LABELS, features_of_the_word, rows_of

__all__ = ["cross_validated", "learn", "main"]

# how much weights are held back, chosen on folds by the likelihood of what was left out
PENALTY = {
    "head": 4.0,
    "organization": 5.0,
    "kind": 4.0,
    "year": 3.0,
    "dating": 2.0,
    "current": 2.0,
}
LEAST_REPOSITORIES = 3
WEIGHT_OF_EXAMPLES = 2.0
SMALLEST_KEPT = 3  # of weights in steps
FOLDS = 5
SEED = 20261128
# of the words that open an item, so many may be lost by looking at their neighbours only
MOST_LOST = 0.008
# thresholds, chosen on the folds (docs/bio.md)
LEAST = {
    "head": 0.5,
    "organization": 0.5,
    "dated head": 0.15,
    "dated organization": 0.7,
    "year": 0.65,
}


def learn(lessons: Sequence[tuple[Lesson, float]]) -> dict[str, Any]:
    """The decisions as ``model.json`` holds them, without what is believed of years."""
    decisions = {}
    for name, rows in rows_of(lessons).items():
        labels = LABELS[name]
        weights = fit_labels(
            rows.features,
            [labels.index(label) for label in rows.labels],
            rows.repositories,
            rows.weights,
            len(labels),
            PENALTY[name],
            LEAST_REPOSITORIES,
        )
        kept = {
            feature: [round(one * STEPS_PER_UNIT) for one in of_labels]
            for feature, of_labels in weights.items()
        }
        decisions[name] = {
            "labels": labels,
            "weights": {
                feature: packed(of_labels)
                for feature, of_labels in sorted(kept.items())
                if max(map(abs, of_labels)) >= SMALLEST_KEPT
            },
        }
    row: dict[str, Any] = {"decisions": decisions, "accept": {}, "least": LEAST}
    row["least"] = {**_cutoffs(from_json(row), lessons), **LEAST}
    return row


def _cutoffs(learned: Model, lessons: Sequence[tuple[Lesson, float]]) -> dict[str, float]:
    """What a word that opens an item reaches by itself, and with its neighbours; but for a few."""
    own, near = [], []
    for lesson, _ in lessons:
        for number, heads in lesson.events.items():
            passage = lesson.passages[number]
            for word in heads:
                if is_candidate(passage, word):
                    first = learned.head.sums(features_of_the_word(passage, word))
                    more = learned.head.sums(near_features(passage, word))
                    both = [one + other for one, other in zip(first, more, strict=True)]
                    own.append(max(first[1:]) - first[0])
                    near.append(max(both[1:]) - both[0])
    at = int(MOST_LOST * len(own))
    return {"own": float(sorted(own)[at]), "near": float(sorted(near)[at])}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A bio as decided by a model that has not seen it, and which of its dated pairs are right."""

    lesson: Lesson
    sentences: tuple[tuple[Passage, tuple[Candidate, ...], tuple[Dated, ...]], ...]
    right: tuple[tuple[bool, ...], ...]


def _seen(lesson: Lesson, learned: Model) -> _Seen:
    sentences = []
    for passage in lesson.passages:
        marked, candidates = candidates_in(passage, learned)
        sentences.append((marked, candidates, dated_in(marked, candidates)))
    left = Counter((e["kind"], e["start"], e["end"]) for e in lesson.told if dated(e))
    right = [[False] * len(pairs) for _, _, pairs in sentences]
    order = sorted(
        ((n, m) for n, (_, _, pairs) in enumerate(sentences) for m in range(len(pairs))),
        key=lambda at: -_chance(sentences[at[0]][2][at[1]]),
    )
    for n, m in order:
        pair = sentences[n][2][m]
        year = sentences[n][0].years[pair.year]
        key = (pair.candidate.head.kind, *span_of(year, pair.label))
        if left[key] > 0:
            left[key] -= 1
            right[n][m] = True
    return _Seen(lesson, tuple(sentences), tuple(map(tuple, right)))


def _chance(pair: Dated) -> float:
    tie = next(one[1] for one in pair.candidate.years if one[0] == pair.year)
    return pair.candidate.head.chance * tie


def _belief_of(seen: Iterable[_Seen]) -> dict[str, float]:
    features: list[Mapping[str, float]] = []
    right: list[bool] = []
    for one in seen:
        for (_, _, pairs), truth in zip(one.sentences, one.right, strict=True):
            features += [pair.features for pair in pairs]
            right += truth
    return fit_sure(features, right)


def cross_validated(
    lessons: Sequence[Lesson], taught: Sequence[tuple[Lesson, float]], told: Callable[[str], object]
) -> list[_Seen]:
    """Every bio as read by what was learned from other repositories."""
    fold = _folds(lessons)
    found: list[_Seen] = []
    for number in range(FOLDS):
        others = [(one, 1.0) for one in lessons if fold[one.repository] != number]
        learned = from_json(learn([*others, *taught]))
        found += [_seen(one, learned) for one in lessons if fold[one.repository] == number]
        told(f"fold {number + 1} of {FOLDS}")
    return found


def _folds(lessons: Iterable[Lesson]) -> dict[str, int]:
    """The fold of each repository."""
    repositories = sorted({lesson.repository for lesson in lessons})
    random.Random(SEED).shuffle(repositories)  # noqa: S311 - folds, no secret
    return {repository: number % FOLDS for number, repository in enumerate(repositories)}


def read_left_out(
    seen: Sequence[_Seen], least: Mapping[str, float]
) -> list[tuple[Lesson, list[Mapping[str, Any]]]]:
    """The events of each bio, what is believed learned from other repositories as well."""
    fold = _folds([one.lesson for one in seen])
    read = []
    for number in range(FOLDS):
        accept = _belief_of(one for one in seen if fold[one.lesson.repository] != number)
        for one in seen:
            if fold[one.lesson.repository] == number:
                events = {
                    event: None
                    for passage, candidates, pairs in one.sentences
                    for event in believed_events(passage, candidates, pairs, accept, least)
                }
                read.append((one.lesson, [_as_row(event) for event in events]))
    return read


def _as_row(event: Any) -> Mapping[str, Any]:
    return {
        "kind": event.kind.value,
        "organization": event.organization,
        "start": event.start,
        "end": event.end,
    }


def measured(read: Sequence[tuple[Lesson, Sequence[Mapping[str, Any]]]]) -> list[str]:
    """Precision, recall and F1 as lines, for all and for each kind."""
    lines = []
    for organizations in (False, True):
        lines.append("organisations" if organizations else "dated events")
        for kind in ("all", *(kind.value for kind in EventKind)):
            hits = told = found = 0
            for lesson, events in read:
                mine = [e for e in lesson.told if kind in {"all", e["kind"]}]
                theirs = [e for e in events if kind in {"all", e["kind"]}]
                pick = distinct_organizations if organizations else _dated
                told, found = told + len(pick(mine)), found + len(pick(theirs))
                hits += counted(mine, theirs, organizations=organizations)
            if told and found:
                lines.append(
                    f"  {kind:8} P {hits / found:.3f}  R {hits / told:.3f}  "
                    f"F1 {2 * hits / (told + found):.3f}  of {told}"
                )
    return lines


def _dated(events: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [*filter(dated, events)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Learns, measures on what was left out, and where asked writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bios", type=Path, nargs="+", help="annotated bios, JSON Lines")
    parser.add_argument("--write", type=Path, help="where to write the model")
    parser.add_argument("--keep", type=Path, help="where to keep what was decided of each bio")
    asked = parser.parse_args(arguments)
    rows = [
        json.loads(line)
        for path in asked.bios
        for line in path.read_text("utf-8").split("\n")
        if line
    ]
    lessons = [lesson_of(row) for row in rows]
    taught = [(lesson, WEIGHT_OF_EXAMPLES) for lesson in variants()]
    seen = cross_validated(lessons, taught, lambda line: sys.stderr.write(f"{line}\n"))
    if asked.keep:
        import pickle

        asked.keep.write_bytes(pickle.dumps(seen))
    for name, least in (("years from 0.5", 0.5), ("years from 0.8", 0.8), ("shipped", None)):
        read = read_left_out(seen, LEAST if least is None else {**LEAST, "year": least})
        sys.stdout.write("\n".join([name, *measured(read)]) + "\n")
    if asked.write:
        row = learn([*((one, 1.0) for one in lessons), *taught])
        row["accept"] = {name: round(one, 3) for name, one in _belief_of(seen).items()}
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        asked.write.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

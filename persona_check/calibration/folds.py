"""Splits of labelled claims in which nothing about one claim is learned from its relatives."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from persona_check.calibration.cases import Case

__all__ = ["by_kind", "families", "folds"]


def families(cases: Sequence[Case]) -> tuple[tuple[Case, ...], ...]:
    """The claims tied to each other, directly or through others, in order of their first."""
    heads: dict[str, str] = {case.id: case.id for case in cases}

    def head(identity: str) -> str:
        while heads[identity] != identity:
            heads[identity] = identity = heads[heads[identity]]
        return identity

    first: dict[tuple[str, str], str] = {}
    for case in cases:
        for tie in sorted(case.ties):
            heads[head(case.id)] = head(first.setdefault(tie, case.id))
    members: dict[str, list[Case]] = {}
    for case in cases:
        members.setdefault(head(case.id), []).append(case)
    return tuple(tuple(family) for family in members.values())


def by_kind(cases: Sequence[Case]) -> tuple[Case, ...]:
    """The same claims, those of one kind of fabrication or borrowing tied to each other.

    Split after this, nothing is learned about a kind from claims of that kind.
    """
    return tuple(
        case
        if case.label == "genuine"
        else replace(case, ties=case.ties | {("kind", f"{case.label} {case.group}")})
        for case in cases
    )


def folds(cases: Sequence[Case], number: int) -> tuple[tuple[Case, ...], ...]:
    """That many folds; each family whole in one, labels and groups spread as evenly as can be.

    The split depends on the ids alone, so that another run splits alike.
    """
    dealt: list[list[Case]] = [[] for _ in range(number)]
    held: list[Counter[str]] = [Counter() for _ in range(number)]
    for family in sorted(families(cases), key=_shuffled):
        labels = {case.label for case in family}
        kinds = {f"{case.label} {case.group}" for case in family}
        emptiest = min(
            range(number),
            key=lambda n: (
                sum(held[n][kind] for kind in kinds),
                sum(held[n][label] for label in labels),
                len(dealt[n]),
            ),
        )
        dealt[emptiest] += family
        for case in family:
            held[emptiest].update((case.label, f"{case.label} {case.group}"))
    return tuple(tuple(fold) for fold in dealt if fold)


def _shuffled(family: Iterable[Case]) -> tuple[int, str]:
    members = list(family)
    return -len(members), hashlib.sha256(members[0].id.encode()).hexdigest()

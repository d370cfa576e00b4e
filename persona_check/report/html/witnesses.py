"""Which source repeats which deposit: how many witnesses stand behind how many sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from persona_check.model.finding import Finding, Outcome

__all__ = ["Column", "Witnesses", "witnesses"]

MOST_COLUMNS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One deposit, and the sources that repeat it."""

    deposit: str
    sources: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """Deposits, those that most sources repeat first; ``total`` counts those not drawn too.

    ``sources`` are (source, how many deposits it repeats), the fullest first.
    """

    sources: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    total: int


def witnesses(findings: Sequence[Finding]) -> Witnesses:
    """What corroborates, by source and deposit."""
    repeated: dict[str, set[str]] = {}
    for finding in findings:
        if finding.level.outcome is not Outcome.CORROBORATES:
            continue
        for deposit in finding.observation.upstream:
            repeated.setdefault(deposit, set())
        for evidence in finding.observation.evidence:
            for deposit in evidence.provenance.upstream:
                if deposit in repeated:
                    repeated[deposit].add(evidence.provenance.source)
    columns = sorted(
        (Column(deposit=name, sources=frozenset(held)) for name, held in repeated.items()),
        key=lambda column: (-len(column.sources), sorted(column.sources), column.deposit),
    )
    counted: dict[str, int] = {}
    for column in columns:
        for source in column.sources:
            counted[source] = counted.get(source, 0) + 1
    return Witnesses(
        sources=tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))),
        columns=tuple(columns[:MOST_COLUMNS]),
        total=len(columns),
    )

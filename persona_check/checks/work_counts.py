"""Does a claimed number of works fit the record?"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from persona_check.compare import venues
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of
from persona_check.model.claim import AssertionKind, Claim, WorkCountAssertion
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import Found, VenueCoverage
from persona_check.model.record import Coverage, CoverageRecord

__all__ = ["WorkCounts"]

# Counts differ by what is counted (abstracts, workshops, editorials); a factor of three does not.
INFLATED_FACTOR = 3
LEAST_COUNT_TO_COMPARE = 10
# Share of the claimed years of publishing that an index must hold to count the rest by.
LEAST_HELD_SHARE = 0.3


class WorkCounts:
    """Claimed counts at a venue against an index that holds the venue."""

    id: ClassVar[str] = "work_counts"
    question: ClassVar[str] = "Does the claimed number of papers fit the record?"
    if_wrong: ClassVar[str] = (
        "say what you counted (posters, workshops, abstracts) and where there is a list."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.WORK_COUNT})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="count_fits",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The claimed number is in the range of what the databases have.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="count_inflated",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="A database that covers enough of these years has far fewer papers there under "
            "the claimed name.",
            state=AssertionState.CONFLICT,
            innocent="posters, abstracts and workshops may have been counted too",
        ),
        Level(
            id="count_not_comparable",
            outcome=Outcome.INCONCLUSIVE,
            meaning="No database that answered covers that journal or conference in enough of "
            "these years.",
            state=AssertionState.COULD_NOT_CHECK,
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line a claimed count."""
        claimed = claim.all(WorkCountAssertion)
        if not claimed:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
        for assertion in claimed:
            yield from _on_count(assertion, dossier)


def _on_count(assertion: WorkCountAssertion, dossier: Dossier) -> Iterator[Observation]:
    statements = [
        record
        for lookup in dossier.about(assertion.id, VenueCoverage)
        if isinstance(lookup, Found)
        for record in lookup.records
        if isinstance(record, CoverageRecord)
    ]
    held = [record for record in statements if record.coverage is Coverage.HELD]
    chosen = dossier.chosen
    if (
        assertion.venue is None
        or chosen is None
        or not statements
        or len(held) < LEAST_HELD_SHARE * len(statements)
        or assertion.count < LEAST_COUNT_TO_COMPARE
        or dossier.unheard(*OF_PEOPLE)
        or dossier.unheard(VenueCoverage, about=assertion.id)
    ):
        yield _observation(
            assertion,
            "count_not_comparable",
            f"{assertion.value}: no database in which to count them",
        )
        return
    wanted = venues.canonical(assertion.venue)
    works = [w for w in chosen.works if w.venue and venues.canonical(w.venue) == wanted]
    measured = (("claimed", assertion.count), ("held", len(works)))
    words = f"{assertion.count} papers at {assertion.venue} claimed, {len(works)} found"
    level = (
        "count_inflated" if assertion.count > INFLATED_FACTOR * max(1, len(works)) else "count_fits"
    )
    yield Observation(
        check=WorkCounts.id,
        level=level,
        summary=words,
        assertions=(assertion.id,),
        evidence=evidence_of([*works[:3], *held[:1]]),
        group=f"count:{assertion.id}",
        measurements=measured,
    )


def _observation(assertion: WorkCountAssertion, level: str, words: str) -> Observation:
    return Observation(
        check=WorkCounts.id,
        level=level,
        summary=words,
        assertions=(assertion.id,),
        group=f"count:{assertion.id}",
    )

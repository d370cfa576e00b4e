"""Claimed awards against the givers' own complete lists and what third parties record."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

from persona_check.compare import names
from persona_check.compare.award_rosters import Roster, roster_of
from persona_check.dossier.index import Dossier, evidence_of
from persona_check.model.claim import AssertionKind, AwardAssertion, Claim
from persona_check.model.finding import (
    AssertionState,
    Evidence,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.provenance import AssertedBy, Provenance, Via
from persona_check.model.record import PersonRecord

__all__ = ["Awards"]

_FILLERS = frozenset("the of for and a an".split())


class Awards:
    """Only an award whose list is complete can be denied; of all others silence says nothing."""

    id: ClassVar[str] = "awards"
    question: ClassVar[str] = "Is this person on the official lists of the claimed awards?"
    if_wrong: ClassVar[str] = (
        "give a page of the award giver with your name and the year; if your name has changed, "
        "say what it was."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.AWARD})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="on_the_givers_list",
            outcome=Outcome.CORROBORATES,
            meaning="This name is on the complete list of recipients. Anybody "
            "can read that list, too.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="recorded_by_others",
            outcome=Outcome.CORROBORATES,
            meaning="A third party's record of the person mentions the award.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="another_year",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The name is on the award's list, but for a different year.",
            state=AssertionState.PARTLY,
            innocent="the year of the ceremony, or a lapse of memory",
        ),
        Level(
            id="not_on_the_givers_list",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="This name is not on the complete list of recipients.",
            state=AssertionState.CONFLICT,
            innocent="a prize with a similar name, an award to a team, or a change of name since",
        ),
        Level(
            id="no_list_at_hand",
            outcome=Outcome.INCONCLUSIVE,
            meaning="We have no complete list of recipients.",
            state=AssertionState.COULD_NOT_CHECK,
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line on each claimed award."""
        claimed = claim.all(AwardAssertion)
        if not claimed:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
        for assertion in claimed:
            yield _on_roster(claim, assertion) or _on_records(assertion, dossier)


def _on_roster(claim: Claim, assertion: AwardAssertion) -> Observation | None:
    """What the award's own list says; None where there is none, or it may not reach so far."""
    roster = roster_of(assertion.award)
    if roster is None:
        return None
    years = [
        laureate.year
        for laureate in roster.laureates
        if any(names.compatible(name, laureate.name) for name in claim.names)
    ]
    listed = f"the complete list (to {roster.until_year})"
    if years and assertion.year in (None, *years):
        words = f"{roster.award}: this name is on {listed}, for {years[0]}"
        return _observation(assertion, "on_the_givers_list", words, (_evidence(roster),))
    if assertion.year is None or assertion.year > roster.until_year:
        return None
    if years:
        words = f"{roster.award}: {listed} has this name for {years[0]}, not {assertion.year}"
        return _observation(assertion, "another_year", words, (_evidence(roster),))
    words = f"{roster.award}: this name is not on {listed}"
    return _observation(assertion, "not_on_the_givers_list", words, (_evidence(roster),))


def _on_records(assertion: AwardAssertion, dossier: Dossier) -> Observation:
    chosen = dossier.chosen
    telling = [
        record
        for record in (chosen.records if chosen else ())
        if isinstance(record, PersonRecord)
        and record.provenance.asserted_by is not AssertedBy.SUBJECT
        and any(_are_one(assertion.award, award) for award in record.awards)
    ]
    if telling:
        words = f"a public record of the person lists {assertion.award}"
        return _observation(assertion, "recorded_by_others", words, evidence_of(telling)[:4])
    words = f"we have no complete list of recipients of {assertion.award}"
    return _observation(assertion, "no_list_at_hand", words)


def _are_one(a: str, b: str) -> bool:
    """Whether two names of an award hold the same words, an acronym for some of them allowed."""
    left, right = _words(a), _words(b)
    for some, others in ((left, right), (right, left)):
        alone = [word for word in some if word not in others]
        spelled = [word for word in others if word not in some]
        if not alone and not spelled:
            return True
        if len(alone) == 1 and len(spelled) > 1 and alone[0] == "".join(w[0] for w in spelled):
            return True
    return False


def _words(award: str) -> list[str]:
    return [word for word in names.plain_words(award) if word not in _FILLERS]


def _evidence(roster: Roster) -> Evidence:
    copied_at = datetime.combine(roster.written_on, datetime.min.time(), UTC)
    provenance = Provenance(
        source="award list",
        url=roster.url,
        retrieved_at=copied_at,
        sha256=roster.sha256,
        via=Via.PACKAGED,
        asserted_by=AssertedBy.THIRD_PARTY,
    )
    return Evidence(id=f"roster:{roster.sha256[:12]}", provenance=provenance, says=roster.award)


def _observation(
    assertion: AwardAssertion, level: str, words: str, evidence: tuple[Evidence, ...] = ()
) -> Observation:
    return Observation(
        check=Awards.id,
        level=level,
        summary=words,
        assertions=(assertion.id,),
        evidence=evidence,
        group=f"award:{assertion.id}",
    )

"""Claimed years of posts and degrees against those that organisations state on records."""

from collections.abc import Iterator, Sequence

from persona_check.checks.timeline.dating import observation, years
from persona_check.compare import organizations
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of
from persona_check.model.claim import Assertion, DegreeAssertion, PostAssertion
from persona_check.model.finding import Observation
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import AffiliationFact, AffiliationKind, PersonRecord

__all__ = ["against_statements"]

# Contracts, first days and certificates fall in neighbouring years.
YEARS_APART_FORGIVEN = 1

_Stated = tuple[PersonRecord, AffiliationFact]


def against_statements(dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    """What an employer or a university dates, beside the claim; what the person typed is left out.

    A second stay at the same organisation is common: one statement that fits is enough.
    """
    for a in dated:
        if isinstance(a, PostAssertion):
            kind, place = AffiliationKind.EMPLOYMENT, a.organization
        elif isinstance(a, DegreeAssertion) and a.organization:
            kind, place = AffiliationKind.EDUCATION, a.organization
        else:
            continue
        stated = [
            (record, fact)
            for record in (dossier.chosen.records if dossier.chosen else ())
            for fact in record.affiliations
            if fact.kind is kind
            and fact.asserted_by is AssertedBy.THIRD_PARTY
            and (fact.start_year or fact.end_year)
            and organizations.same(place, fact.organization).same
        ]
        fitting = [one for one in stated if _meet(a, one[1], dossier.as_of.year)]
        if fitting:
            words = f"{a.value}: the organisation itself gives {_dates(fitting[0][1])}"
            yield _said("years_fit_statement", words, a, fitting)
        elif stated and not dossier.unheard(*OF_PEOPLE):
            words = f"{a.value}: the organisation itself gives {_dates(stated[0][1])} instead"
            yield _said("stated_otherwise", words, a, stated)


def _meet(a: PostAssertion | DegreeAssertion, fact: AffiliationFact, this_year: int) -> bool:
    """Whether the spans touch, a year off forgiven; of a degree its end counts where known."""
    claimed = years(a)
    if isinstance(a, DegreeAssertion) and a.end_year and fact.end_year:
        return abs(a.end_year - fact.end_year) <= YEARS_APART_FORGIVEN
    open_end = isinstance(a, PostAssertion) and a.end_year is None
    last = this_year if open_end else max(claimed)
    first_stated = fact.start_year or fact.end_year or 0
    last_stated = fact.end_year or this_year
    return (
        min(claimed) <= last_stated + YEARS_APART_FORGIVEN
        and first_stated <= last + YEARS_APART_FORGIVEN
    )


def _dates(fact: AffiliationFact) -> str:
    return f"{fact.start_year or '?'}–{fact.end_year or 'today'}"


def _said(level: str, words: str, a: Assertion, shown: Sequence[_Stated]) -> Observation:
    records = [record for record, _ in shown]
    upstream = {key for one in records for key in one.provenance.upstream or (one.key,)}
    return observation(
        level,
        words,
        [a],
        evidence=evidence_of(records)[:4],
        upstream=tuple(sorted(upstream)),
        statements=len(shown),
    )

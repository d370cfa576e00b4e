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
        this_year = dossier.as_of.year
        meeting = [one for one in stated if _meet(a, one[1], this_year)]
        fitting = [one for one in meeting if not _only_touch(a, one[1], this_year)]
        if fitting:
            words = f"{a.value}: the organisation itself gives {_dates(fitting[0][1])}"
            yield _said("years_fit_statement", words, a, fitting)
        elif meeting:
            words = (
                f"{a.value}: the organisation itself gives {_dates(meeting[0][1])}, which hardly "
                "meets the claimed years"
            )
            yield _said("years_fit_in_part", words, a, meeting)
        elif stated and not dossier.unheard(*OF_PEOPLE):
            words = f"{a.value}: the organisation itself gives {_dates(stated[0][1])} instead"
            yield _said("stated_otherwise", words, a, stated)


def _meet(a: PostAssertion | DegreeAssertion, fact: AffiliationFact, this_year: int) -> bool:
    """Whether the spans touch, a year off forgiven; of a degree its end counts where known."""
    if isinstance(a, DegreeAssertion) and a.end_year and fact.end_year:
        return abs(a.end_year - fact.end_year) <= YEARS_APART_FORGIVEN
    (first, last), (first_stated, last_stated) = _spans(a, fact, this_year)
    return (
        first <= last_stated + YEARS_APART_FORGIVEN and first_stated <= last + YEARS_APART_FORGIVEN
    )


def _only_touch(a: PostAssertion | DegreeAssertion, fact: AffiliationFact, this_year: int) -> bool:
    """Whether two spans of a post that meet share one year at most, and neither holds the other."""
    if isinstance(a, DegreeAssertion):
        return False
    (first, last), (first_stated, last_stated) = _spans(a, fact, this_year)
    within = first_stated <= first <= last <= last_stated
    around = first <= first_stated <= last_stated <= last
    alike = max(abs(first - first_stated), abs(last - last_stated)) <= YEARS_APART_FORGIVEN
    touch = min(last, last_stated) <= max(first, first_stated)
    return touch and not (within or around or alike)


def _spans(
    a: PostAssertion | DegreeAssertion, fact: AffiliationFact, this_year: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last year of the claimed item, and of the stated one."""
    claimed = years(a)
    open_end = isinstance(a, PostAssertion) and a.end_year is None
    return (
        (min(claimed), this_year if open_end else max(claimed)),
        (fact.start_year or fact.end_year or 0, fact.end_year or this_year),
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

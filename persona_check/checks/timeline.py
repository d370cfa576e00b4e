"""Do the dates of posts, degrees and works fit each other and the records of those years?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import ClassVar

from persona_check import academic_directory, geography, organizations
from persona_check.bylines import own_places
from persona_check.dossier import Dossier, evidence_of
from persona_check.model.claim import (
    Assertion,
    AssertionKind,
    Claim,
    DegreeAssertion,
    LifeEvent,
    LifeEventAssertion,
    PostAssertion,
    WorkAssertion,
)
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
from persona_check.model.lookup import Found, OrganizationByName
from persona_check.model.record import OrganizationRecord, PersonRecord, WorkRecord

__all__ = ["Timeline"]

# Nobody is known to have published or held a post below these ages; prodigies exist above.
LEAST_AGE_OF_AN_AUTHOR = 12
LEAST_AGE_OF_A_POST = 16
# A post of this many years leaves traces on this many papers of somebody who publishes.
LEAST_PAPERS_ELSEWHERE = 2
LEAST_YEARS_OF_A_POST = 2
# Full-time posts may overlap by a year of moving.
YEARS_OF_MOVING = 1
# An establishment year in a registry is often that of a renaming or merger.
YEARS_BEFORE_FOUNDING = 2

_STEPS = (
    (1, r"b\.?\s?(sc|a|s|eng|tech|ed)\b|bachelor|licence|laurea triennale|undergraduate"),
    (2, r"m\.?\s?(sc|a|s|eng|tech|ed|phil|ba)\b|master|magister|laurea magistrale|diplom"),
    (3, r"ph\.?\s?d|d\.?\s?phil|doctor|dr\b|promotion"),
)


class Timeline:
    """Claimed dates against each other, the clock, and what papers print in those years."""

    id: ClassVar[str] = "timeline"
    question: ClassVar[str] = "Do the claimed dates fit each other and the records of those years?"
    reads: ClassVar[frozenset[AssertionKind]] = frozenset(
        {
            AssertionKind.POST,
            AssertionKind.DEGREE,
            AssertionKind.WORK,
            AssertionKind.LIFE_EVENT,
        }
    )
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="ends_before_start",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.DECISIVE,
            meaning="A claimed post or study ends before it starts.",
            state=AssertionState.CONFLICT,
            innocent="a typing error in one of the years",
        ),
        Level(
            id="in_the_future",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.DECISIVE,
            meaning="Something is claimed as having happened in a year that has not begun.",
            state=AssertionState.CONFLICT,
            innocent="a typing error, or a planned end of a current post",
        ),
        Level(
            id="degrees_out_of_order",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="A doctorate is dated before the first degree that it builds on.",
            state=AssertionState.CONFLICT,
            innocent="a second study taken up later, or a typing error",
        ),
        Level(
            id="too_young",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.DECISIVE,
            meaning="A work or post is dated before an age at which anybody has had one.",
            state=AssertionState.CONFLICT,
            innocent="a typing error in the year of birth, or a namesake's work",
        ),
        Level(
            id="full_time_on_two_continents",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="Two full-time posts on different continents are claimed for the same years.",
            state=AssertionState.CONFLICT,
            innocent="one of them may have been a leave, a visiting or a remote post",
        ),
        Level(
            id="before_it_existed",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="A post is dated before the organisation was founded.",
            state=AssertionState.CONFLICT,
            innocent="a predecessor under another name, or a registry that dates a merger",
        ),
        Level(
            id="at_a_closed_house",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="A current post is claimed at an organisation that the registry lists as "
            "closed.",
            state=AssertionState.PARTLY,
            innocent="the organisation was renamed or merged, and its old name lives on",
        ),
        Level(
            id="papers_print_elsewhere",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="Papers of the years of a claimed full-time post print other organisations "
            "throughout and never the claimed one.",
            state=AssertionState.CONFLICT,
            innocent="papers often print an earlier or a second affiliation; leave, secondment "
            "and part-time posts are common",
        ),
        Level(
            id="years_fit_papers",
            outcome=Outcome.CORROBORATES,
            meaning="Papers of the claimed years print the claimed organisation.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="dates_fit",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The claimed dates do not exclude each other.",
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """Impossibilities first, then the years of posts against papers of those years."""
        dated = [a for a in claim.assertions if _years(a)]
        if not dated:
            yield Skipped(
                check=self.id, reason=SkipReason.NOTHING_CLAIMED, detail="no dates are claimed"
            )
            return
        conflicts = [
            *_backwards(dated),
            *_future(dated, dossier.as_of.year),
            *_degrees(dated),
            *_ages(dated, dossier),
            *_two_continents(dated, dossier),
            *_before_founding(dated, dossier),
            *_closed_houses(dated, dossier),
        ]
        yield from conflicts
        posts = [a for a in dated if isinstance(a, PostAssertion)]
        for post in posts:
            yield from _against_papers(claim, post, dossier)
        if not conflicts:
            yield _observation("dates_fit", "the claimed dates do not exclude each other", dated)


def _years(assertion: Assertion) -> tuple[int, ...]:
    match assertion:
        case PostAssertion() | DegreeAssertion():
            years = (assertion.start_year, assertion.end_year)
        case WorkAssertion() | LifeEventAssertion():
            years = (assertion.year, None)
        case _:
            return ()
    return tuple(year for year in years if year is not None)


def _backwards(dated: Sequence[Assertion]) -> Iterator[Observation]:
    for a in dated:
        if (
            isinstance(a, PostAssertion | DegreeAssertion)
            and a.start_year is not None
            and a.end_year is not None
            and a.end_year < a.start_year
        ):
            words = f"{a.value}: it ends in {a.end_year} and starts in {a.start_year}"
            yield _observation("ends_before_start", words, [a], gap_years=a.start_year - a.end_year)


def _future(dated: Sequence[Assertion], this_year: int) -> Iterator[Observation]:
    for a in dated:
        latest = max(_years(a))
        # the running year's proceedings may carry the next year's date
        allowed = this_year + 1 if isinstance(a, WorkAssertion) else this_year
        running = isinstance(a, PostAssertion | DegreeAssertion) and (
            a.start_year is not None
            and a.start_year <= this_year
            and (a.current or latest <= this_year + 1)
        )
        if latest > allowed and not running:
            yield _observation("in_the_future", f"{a.value} lies in the future", [a], year=latest)


def _degrees(dated: Sequence[Assertion]) -> Iterator[Observation]:
    degrees = [a for a in dated if isinstance(a, DegreeAssertion) and a.end_year is not None]
    for lower, higher in combinations(degrees, 2):
        low, high = sorted((lower, higher), key=lambda a: _step(a.degree))
        if (
            _step(low.degree)
            and _step(high.degree) == 3
            and _step(low.degree) < 3
            and low.end_year is not None
            and high.end_year is not None
            and high.end_year < low.end_year
            and not _second_study(low, high)
        ):
            words = f"{high.value} is dated before {low.value}"
            yield _observation(
                "degrees_out_of_order", words, [low, high], gap_years=low.end_year - high.end_year
            )


def _second_study(low: DegreeAssertion, high: DegreeAssertion) -> bool:
    """Whether both name a field, and not the same one: people take up another study later."""
    fields = [
        set(re.findall(r"[a-z]{4,}", (a.field or a.degree.partition(" in ")[2]).casefold()))
        for a in (low, high)
    ]
    return all(fields) and not fields[0] & fields[1]


def _step(degree: str) -> int:
    plain = degree.casefold()
    return max((step for step, form in _STEPS if re.search(rf"\b(?:{form})", plain)), default=0)


def _ages(dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    born = [a for a in dated if isinstance(a, LifeEventAssertion) and a.event is LifeEvent.BORN]
    for birth in born[:1]:
        for a in dated:
            least = LEAST_AGE_OF_AN_AUTHOR
            if isinstance(a, PostAssertion):
                least = LEAST_AGE_OF_A_POST
            if a is not birth and min(_years(a)) - birth.year < least:
                age = min(_years(a)) - birth.year
                words = f"{a.value}: at the age of {age} by the claimed year of birth {birth.year}"
                yield _observation("too_young", words, [birth, a], age_years=age)
    if not born and dossier.chosen is not None:
        yield from _ages_by_record(dated, dossier.chosen.records)


def _ages_by_record(
    dated: Sequence[Assertion], records: Iterable[PersonRecord]
) -> Iterator[Observation]:
    for record in records:
        if record.birth_year is None:
            continue
        for a in dated:
            age = min(_years(a)) - record.birth_year
            if age < LEAST_AGE_OF_AN_AUTHOR:
                words = f"{a.value}: at the age of {age} by a public record of birth"
                yield _observation(
                    "too_young", words, [a], evidence=evidence_of([record]), age_years=age
                )
        return


def _two_continents(dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    posts = [
        a for a in dated if isinstance(a, PostAssertion) and a.full_time and len(_years(a)) == 2
    ]
    for a, b in combinations(posts, 2):
        overlap = min(_years(a)[1], _years(b)[1]) - max(_years(a)[0], _years(b)[0])
        if overlap <= YEARS_OF_MOVING or organizations.same(a.organization, b.organization).same:
            continue
        places = _continents(a, dossier), _continents(b, dossier)
        if all(places) and not places[0] & places[1]:
            where = " and ".join("/".join(sorted(place)) for place in places)
            words = f"{a.value} and {b.value}: full-time in {where} at once"
            yield _observation("full_time_on_two_continents", words, [a, b], overlap_years=overlap)


def _continents(post: PostAssertion, dossier: Dossier) -> frozenset[str]:
    registered = [
        record.continent or geography.continent_of(record.country_code or "")
        for record in _registered(post, dossier)
    ]
    found = {place for place in registered if place}
    if not found and (code := geography.country_in(post.organization)):
        found = {place for place in [geography.continent_of(code)] if place}
    if not found:
        codes = academic_directory.countries_of(post.organization)
        found = {place for code in codes if (place := geography.continent_of(code))}
    return frozenset(found)


def _registered(post: PostAssertion, dossier: Dossier) -> list[OrganizationRecord]:
    return [
        record
        for lookup in dossier.about(post.id, OrganizationByName)
        if isinstance(lookup, Found)
        for record in lookup.records
        if isinstance(record, OrganizationRecord)
        and (record.chosen or organizations.same(record.name, post.organization).same)
    ]


def _before_founding(dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    for a in dated:
        if not isinstance(a, PostAssertion):
            continue
        for record in _registered(a, dossier)[:1]:
            founded = record.established_year
            predecessor = any(
                "predecessor" in relation.casefold() for relation, _ in record.related
            )
            if (
                founded is not None
                and not predecessor
                and min(_years(a)) < founded - YEARS_BEFORE_FOUNDING
            ):
                words = f"{a.value}: {record.name} was founded in {founded}"
                yield _observation(
                    "before_it_existed",
                    words,
                    [a],
                    evidence=evidence_of([record]),
                    established_year=founded,
                )


def _closed_houses(dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    for a in dated:
        if not isinstance(a, PostAssertion) or not a.current:
            continue
        for record in _registered(a, dossier)[:1]:
            if record.status in ("inactive", "withdrawn"):
                heirs = [name for kind, name in record.related if "successor" in kind.casefold()]
                after = f"; its successor is {heirs[0]}" if heirs else ""
                words = f"{a.value}: {record.name} is listed as {record.status}{after}"
                yield _observation("at_a_closed_house", words, [a], evidence=evidence_of([record]))


def _against_papers(
    claim: Claim, post: PostAssertion, dossier: Dossier
) -> Iterator[Observation | Skipped]:
    chosen = dossier.chosen
    if chosen is None or post.start_year is None:
        return
    last = post.end_year or dossier.as_of.year
    papers = [
        (work, places)
        for work in chosen.works
        if work.year is not None and post.start_year <= work.year <= last
        for places in [own_places(claim, [work])]
        if places
    ]
    there = [
        work for work, places in papers if organizations.same_as_any(post.organization, places)
    ]
    if there:
        years = sorted({work.year for work in there if work.year})
        words = f"{len(there)} papers of {years[0]}–{years[-1]} print {post.organization}"
        yield _observation(
            "years_fit_papers",
            words,
            [post],
            evidence=evidence_of(there)[:6],
            upstream=_upstream(there),
            papers=len(there),
        )
    elif (
        post.full_time
        and len(papers) >= LEAST_PAPERS_ELSEWHERE
        and last - post.start_year >= LEAST_YEARS_OF_A_POST
    ):
        elsewhere = [work for work, _ in papers]
        words = (
            f"{len(papers)} papers of {post.start_year}–{last} print other organisations "
            f"({papers[0][1][0]}), none {post.organization}"
        )
        yield _observation(
            "papers_print_elsewhere",
            words,
            [post],
            evidence=evidence_of(elsewhere)[:6],
            upstream=_upstream(elsewhere),
            papers=len(papers),
        )


def _upstream(works: Iterable[WorkRecord]) -> tuple[str, ...]:
    return tuple(sorted({key for work in works for key in work.provenance.upstream or (work.key,)}))


def _observation(
    level: str,
    words: str,
    about: Sequence[Assertion],
    *,
    evidence: tuple[Evidence, ...] = (),
    upstream: tuple[str, ...] = (),
    **measured: int,
) -> Observation:
    return Observation(
        check=Timeline.id,
        level=level,
        summary=words,
        assertions=tuple(assertion.id for assertion in about),
        evidence=evidence,
        upstream=upstream,
        group=f"dates:{level}",
        measurements=tuple(measured.items()),
    )

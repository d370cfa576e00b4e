"""Do the claimed posts and degrees fit the affiliations that others printed or stated?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from persona_check.checks.counts import papers
from persona_check.checks.post_years import covered
from persona_check.compare import organizations
from persona_check.compare.academic_domains import is_mailbox_at
from persona_check.compare.name_rarity import is_common
from persona_check.dossier.bylines import own_bylines, own_places
from persona_check.dossier.claimed_works import vouched_for
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of, outages
from persona_check.dossier.people import different_works
from persona_check.dossier.silence import silence_words
from persona_check.model.claim import AssertionKind, Claim, DegreeAssertion, PostAssertion
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import OrganizationByName
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    OrganizationRecord,
    PersonRecord,
    WorkRecord,
)
from persona_check.model.report import Candidate
from persona_check.model.years import span_words

__all__ = ["Affiliation"]

# Where few people bear a name, so many papers at one organisation are hardly a namesake's; one
# may be, or a slip in an index. And so many in all: two papers alone are nobody's record.
LEAST_PAPERS_AT_ORGANIZATION = 2
LEAST_PAPERS_IN_ALL = 3


class Affiliation:
    """Claimed organisations against those on the chosen person's papers and records."""

    id: ClassVar[str] = "affiliation"
    question: ClassVar[str] = "Does anybody else confirm the claimed posts and degrees?"
    if_wrong: ClassVar[str] = (
        "give a page of the organisation that names you, or ask it to add the post to "
        "your ORCID record."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset(
        {AssertionKind.POST, AssertionKind.DEGREE}
    )
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="post_printed",
            outcome=Outcome.CORROBORATES,
            meaning="Papers by this person list the claimed organisation as their affiliation.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="post_printed_in_part",
            outcome=Outcome.CORROBORATES,
            meaning="Papers by this person list the claimed organisation, but only in part of the "
            "claimed years, or in others; nobody confirms the rest.",
            state=AssertionState.PARTLY,
        ),
        Level(
            id="known_at_organization",
            outcome=Outcome.CORROBORATES,
            meaning="Several published papers list somebody of this name at the claimed "
            "organisation, and few people bear the name.",
            state=AssertionState.SUPPORTED,
            identity=True,
        ),
        Level(
            id="post_asserted_by_organization",
            outcome=Outcome.CORROBORATES,
            meaning="The organisation itself, or another third party, confirms the connection in a "
            "public record.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="post_self_stated",
            outcome=Outcome.INCONCLUSIVE,
            meaning="Only the person's own public profile, or papers that they uploaded "
            "themselves, mention the organisation.",
            state=AssertionState.PARTLY,
        ),
        Level(
            id="post_not_printed",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The papers found list other organisations as this person's affiliation, but "
            "not this one.",
            state=AssertionState.NOT_FOUND,
        ),
        Level(
            id="degree_asserted_by_organization",
            outcome=Outcome.CORROBORATES,
            meaning="The university itself, or another third party, confirms studies there in a "
            "public record.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="degree_self_stated",
            outcome=Outcome.INCONCLUSIVE,
            meaning="Only the person's own public profile mentions studies there.",
            state=AssertionState.PARTLY,
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line a claimed post, and one a degree that a record states."""
        posts = claim.all(PostAssertion)
        degrees = claim.all(DegreeAssertion)
        if not posts and not degrees:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
            return
        chosen = dossier.chosen
        for post in posts:
            if chosen is None:
                yield Skipped(
                    check=self.id,
                    reason=SkipReason.COULD_NOT_CHECK,
                    detail="no single person's record to compare with",
                    assertions=(post.id,),
                )
            else:
                yield from _on_post(claim, post, chosen, dossier)
        for degree in degrees:
            if chosen is not None and degree.organization:
                yield from _on_degree(degree, degree.organization, chosen, dossier)


def _on_post(
    claim: Claim, assertion: PostAssertion, chosen: Candidate, dossier: Dossier
) -> Iterator[Observation | Skipped]:
    known_as = _known_names(assertion.id, assertion.organization, dossier)
    deposited = [work for work in chosen.works if _prints(claim, work, known_as)]
    printed = vouched_for(deposited, dossier)
    ties = _ties(chosen, known_as)
    # an index's affiliations of a person are those of the papers, told once more
    summed_up = [record for record, fact in ties if fact.kind is AffiliationKind.PRINTED]
    stated = [(record, fact) for record, fact in ties if fact.kind is not AffiliationKind.PRINTED]
    third = [record for record, fact in stated if fact.asserted_by is AssertedBy.THIRD_PARTY]
    if third:
        words = _confirmed(assertion.organization, stated)
        yield _observation(assertion, "post_asserted_by_organization", words, third)
    there = _known_there(claim, assertion, chosen, dossier)
    if there:
        words = (
            f"{papers(different_works(there), 'list')} somebody of this rare name at "
            f"{assertion.organization}"
        )
        yield _observation(assertion, "known_at_organization", words, there)
    if printed:
        years = sorted({work.year for work in printed if work.year})
        span = f" ({span_words(years[0], years[-1])})" if years else ""
        words = (
            f"{papers(different_works(printed), 'list')} {assertion.organization} as the author's "
            f"affiliation{span}"
        )
        if covered(assertion, years):
            yield _observation(assertion, "post_printed", words, printed)
        else:
            words += "; the papers found do not cover all the claimed years"
            yield _observation(assertion, "post_printed_in_part", words, printed)
    elif summed_up and not deposited:
        words = f"a database lists {assertion.organization}, from the person's papers"
        yield _observation(assertion, "post_printed", words, summed_up)
    elif stated and not third:
        words = f"only the person's own profile mentions {assertion.organization}"
        yield _observation(assertion, "post_self_stated", words, [record for record, _ in stated])
    elif deposited and not third:
        words = f"only papers that the person uploaded list {assertion.organization}"
        yield _observation(assertion, "post_self_stated", words, deposited)
    elif not third and (unclear := _may_name(claim, chosen, known_as)):
        yield Skipped(
            check=Affiliation.id,
            reason=SkipReason.COULD_NOT_CHECK,
            detail=f"the papers found list {unclear}, which may or may not be "
            f"{assertion.organization}",
            assertions=(assertion.id,),
        )
    elif not (third or there) and (silent := _who_may_know(assertion, dossier)):
        yield Skipped(
            check=Affiliation.id,
            reason=SkipReason.COULD_NOT_CHECK,
            detail=f"none of the papers found lists {assertion.organization}; {silent}",
            assertions=(assertion.id,),
        )
    # a mailbox there puts somebody there, whatever organisation the papers name
    elif not (third or there) and any(_any_affiliation(claim, work) for work in chosen.works):
        words = f"none of the papers found lists {assertion.organization}"
        yield _observation(assertion, "post_not_printed", words, chosen.works[:3])
    elif not (third or there):
        yield Skipped(
            check=Affiliation.id,
            reason=SkipReason.COULD_NOT_CHECK,
            detail="none of the papers found lists any affiliation",
            assertions=(assertion.id,),
        )


def _who_may_know(assertion: PostAssertion, dossier: Dossier) -> str:
    """Who gave no answer and may hold a paper or record that names the organisation; "": nobody."""
    lost = outages((*dossier.asked(*OF_PEOPLE), *dossier.about(assertion.id, OrganizationByName)))
    return silence_words(lost, dossier.traits)


def _known_there(
    claim: Claim, assertion: PostAssertion, chosen: Candidate, dossier: Dossier
) -> list[WorkRecord]:
    """The papers at the organisation, where it and a rare name together mean one person.

    By printed affiliation or mailbox; () where these are few, or a namesake is there too.
    """
    if assertion.end_year is not None or is_common(claim.name):
        return []
    known_as = _known_names(assertion.id, assertion.organization, dossier)

    def there(candidate: Candidate) -> list[WorkRecord]:
        printing = [
            work
            for work in candidate.works
            if _prints(claim, work, known_as) or _prints_mailbox(claim, work, known_as)
        ]
        return vouched_for(printing, dossier) if printing else []

    if any(there(other) for other in dossier.candidates if not other.chosen):
        return []
    found = there(chosen)
    few = different_works(found) < LEAST_PAPERS_AT_ORGANIZATION
    thin = different_works(vouched_for(chosen.works, dossier)) < LEAST_PAPERS_IN_ALL
    return [] if few or thin else found


def _prints_mailbox(claim: Claim, work: WorkRecord, known_as: Iterable[str]) -> bool:
    printed = [author.email_domain for _, author in own_bylines(claim, [work])]
    return any(is_mailbox_at(one, name) for one in printed if one for name in known_as)


def _confirmed(organization: str, stated: Sequence[tuple[PersonRecord, AffiliationFact]]) -> str:
    third = [pair for pair in stated if pair[1].asserted_by is AssertedBy.THIRD_PARTY]
    if any(fact.kind is not AffiliationKind.EMPLOYMENT for _, fact in third):
        return f"a third party confirms a connection with {organization}"
    if any(record.provenance.source != "orcid" for record, _ in third):
        return f"a third party confirms a post at {organization}"
    return f"{organization} itself lists this post on ORCID"


def _on_degree(
    assertion: DegreeAssertion, organization: str, chosen: Candidate, dossier: Dossier
) -> Iterator[Observation]:
    studies = [
        (record, fact)
        for record, fact in _ties(chosen, _known_names(assertion.id, organization, dossier))
        if fact.kind is AffiliationKind.EDUCATION
    ]
    third = [record for record, fact in studies if fact.asserted_by is AssertedBy.THIRD_PARTY]
    if third:
        words = f"a third party confirms studies at {organization}"
        yield _observation(assertion, "degree_asserted_by_organization", words, third)
    elif studies:
        words = f"only the person's own profile mentions studies at {organization}"
        yield _observation(assertion, "degree_self_stated", words, [one for one, _ in studies])


def _ties(chosen: Candidate, known_as: Sequence[str]) -> list[tuple[PersonRecord, AffiliationFact]]:
    """The ties to an organisation on the person's records."""
    return [
        (record, fact)
        for record in chosen.records
        for fact in record.affiliations
        if any(organizations.same(name, fact.organization).same for name in known_as)
    ]


def _known_names(assertion: str, organization: str, dossier: Dossier) -> tuple[str, ...]:
    """The claimed organisation's name and those that a registry gives it."""
    registered = [
        name
        for lookup in dossier.about(assertion, OrganizationByName)
        for record in getattr(lookup, "records", ())
        if isinstance(record, OrganizationRecord) and record.chosen
        for name in (record.name, *record.other_names)
    ]
    return tuple(dict.fromkeys((organization, *registered)))


def _prints(claim: Claim, work: WorkRecord, known_as: Iterable[str]) -> bool:
    places = own_places(claim, [work])
    return any(organizations.same_as_any(name, places) for name in known_as)


def _may_name(claim: Claim, chosen: Candidate, known_as: Sequence[str]) -> str | None:
    """A printed affiliation of which its words do not tell whether it is the claimed one."""
    printed = own_places(claim, chosen.works)
    return next(
        (place for place in printed if not organizations.differs_from_all(place, known_as)), None
    )


def _any_affiliation(claim: Claim, work: WorkRecord) -> bool:
    return bool(own_places(claim, [work]))


def _observation(
    assertion: PostAssertion | DegreeAssertion,
    level: str,
    words: str,
    shown: Iterable[PersonRecord | WorkRecord],
) -> Observation:
    shown = list(shown)
    upstream = {key for item in shown for key in item.provenance.upstream or (item.key,)}
    return Observation(
        check=Affiliation.id,
        level=level,
        summary=words,
        assertions=(assertion.id,),
        evidence=evidence_of(shown)[:8],
        upstream=tuple(sorted(upstream)),
        group=f"post:{assertion.id}",
    )

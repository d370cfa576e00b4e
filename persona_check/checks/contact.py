"""Is the email address one that the claimed institution is known to use?"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from persona_check.compare import academic_domains, organizations
from persona_check.compare.disposable_domains import is_disposable
from persona_check.compare.domain_relations import DomainRelation, relate
from persona_check.dossier.bylines import own_bylines, own_identifiers
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of
from persona_check.dossier.known_domains import (
    known_domains,
    listed_domains,
    of_a_doubtful_choice,
)
from persona_check.dossier.young_domains import registration_witness, young_registrations
from persona_check.model.claim import (
    AssertionKind,
    Claim,
    EmailAssertion,
    IdentifierAssertion,
    LinkAssertion,
    PostAssertion,
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
from persona_check.model.lookup import (
    OrganizationByName,
    PageAt,
    Unavailable,
)
from persona_check.model.record import Record, WorkRecord

__all__ = ["Contact"]

# With fewer an index does not know a person well enough to say where they are not.
LEAST_WORKS_PRINTING_ELSEWHERE = 3


class Contact:
    """The claimed email domain against those of institution, papers and pages."""

    id: ClassVar[str] = "contact"
    question: ClassVar[str] = "Is the email address one that the claimed institution uses?"
    if_wrong: ClassVar[str] = (
        "write from your institution's mailbox, or give a page of the institution that "
        "shows your address."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.EMAIL})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="institutions_domain",
            outcome=Outcome.CORROBORATES,
            meaning="The claimed institution, or papers by the person, are known to use this "
            "domain. Anybody can type such an address; only a signed message shows that the "
            "writer has the mailbox.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="look_alike_domain",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="The domain imitates one that the claimed institution is known to use.",
            state=AssertionState.CONFLICT,
            innocent="departments, projects and alumni services sometimes register such domains",
        ),
        Level(
            id="another_institutions_domain",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The claimed institution is not known to use this domain, and it is not a "
            "public email service.",
            state=AssertionState.PARTLY,
            innocent="a new employer, a spin-off, or the person's own domain",
        ),
        Level(
            id="free_mail_for_a_post",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The address is at a public email service, where anybody can take any name. "
            "Many people prefer one, even with a post at an institution.",
            state=AssertionState.AMBIGUOUS,
            innocent="many people keep one private address all their lives",
        ),
        Level(
            id="disposable_mail",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The address is at a service whose mailboxes are thrown away after use: a "
            "reply may reach nobody, or somebody else.",
            innocent="an address created for this exchange only, to protect a private one",
        ),
        Level(
            id="nothing_ties_to_post",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The papers are real, but they list organisations other than the claimed one, "
            "the address is at a public email service, and no page of the institution was given: "
            "nothing connects the writer with the claimed post. People who moved look the same.",
            innocent="a recent move: the papers still list the old employer, the mailbox is "
            "private",
        ),
        Level(
            id="tied_by_identifier_alone",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The papers list organisations other than the claimed one, and the address is "
            "at a public email service. But the claim explains the papers: it gives the identifier "
            "that they carry, names the listed organisation among its posts, or says that the post "
            "is newer than they are. A sign-in with the identifier would settle it.",
            innocent="a move: the papers still list the old employer",
        ),
        Level(
            id="young_domain",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The domain was registered only a few months ago.",
            innocent="a new project or company, or a domain that changed hands",
        ),
        Level(
            id="domain_not_comparable",
            outcome=Outcome.INCONCLUSIVE,
            meaning="We have no domain from an independent source to compare with, or a source "
            "that may know this one gave no answer.",
            state=AssertionState.COULD_NOT_CHECK,
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line on each claimed address, and one where its domain is young."""
        claimed = claim.all(EmailAssertion)
        if not claimed:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
            return
        known = known_domains(claim, dossier)
        for assertion in claimed:
            yield _on_domain(claim, assertion, known, dossier)
            yield from _on_age(assertion, dossier)
            yield from _on_ties(claim, assertion, dossier)


def _on_ties(claim: Claim, assertion: EmailAssertion, dossier: Dossier) -> Iterator[Observation]:
    """Two kinds of evidence together: bylines from elsewhere, and a mailbox open to anybody."""
    posts = claim.present_posts
    chosen = dossier.chosen
    if not posts or chosen is None or not academic_domains.is_free_mail(assertion.domain):
        return
    if dossier.unheard(*OF_PEOPLE):
        return
    claimed = [post.organization for post in posts]
    printed = [
        (work, place)
        for work, author in own_bylines(claim, chosen.works)
        for place in author.affiliations
    ]
    stated = [fact.organization for record in chosen.records for fact in record.affiliations]
    places = [*(place for _, place in printed), *stated]
    if len({work.key for work, _ in printed}) < LEAST_WORKS_PRINTING_ELSEWHERE or any(
        not organizations.differs_from_all(name, places) for name in claimed
    ):
        return
    domains = [domain for name in claimed for domain in academic_domains.domains_of(name)]
    links = [a.url for a in claim.all(LinkAssertion)]
    if any(relate(_host(url), domains)[0] is DomainRelation.SAME for url in links) or any(
        academic_domains.is_academic(_host(url)) for url in links
    ):
        return
    elsewhere = [work for work, _ in printed]
    last_year = max((work.year or 0 for work in elsewhere), default=0)
    newer = all(post.start_year is not None and post.start_year >= last_year for post in posts)
    accounted = newer or _accounts_for(claim, elsewhere, places)
    yield _observation(
        assertion,
        "tied_by_identifier_alone" if accounted else "nothing_ties_to_post",
        f"the papers list {printed[-1][1]}, never {claimed[0]}; anybody can get an address at "
        f"{assertion.domain}",
        evidence_of(elsewhere)[:4],
        works_elsewhere=len({work.key for work in elsewhere}),
    )


def _accounts_for(claim: Claim, works: Iterable[WorkRecord], places: Iterable[str]) -> bool:
    """Whether the claim itself says whose works these are, or where they come from."""
    own = own_identifiers(claim, works)
    return any(
        (isinstance(a, IdentifierAssertion) and a.value in own)
        or (isinstance(a, PostAssertion) and organizations.same_as_any(a.organization, places))
        for a in claim.assertions
    )


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _on_domain(
    claim: Claim,
    assertion: EmailAssertion,
    known: dict[str, tuple[str, list[Record]]],
    dossier: Dossier,
) -> Observation:
    relation, other = relate(assertion.domain, known)
    listed = listed_domains(claim)
    listed_relation, listed_other = relate(assertion.domain, listed)
    if relation is DomainRelation.SAME and other:
        words, records = known[other]
        return _observation(
            assertion, "institutions_domain", f"{other} is {words}", evidence_of(records)[:4]
        )
    if listed_relation is DomainRelation.SAME:
        words = f"{listed_other} is listed as a domain of the claimed institution"
        return _observation(assertion, "institutions_domain", words)
    if (
        relation is DomainRelation.LOOK_ALIKE
        and other
        and not of_a_doubtful_choice(known[other][1], dossier)
    ):
        words, records = known[other]
        return _observation(
            assertion,
            "look_alike_domain",
            f"{assertion.domain} imitates {other}, {words}",
            evidence_of(records)[:4],
        )
    if listed_relation is DomainRelation.LOOK_ALIKE:
        words = f"{assertion.domain} imitates {listed_other}, which is listed for the institution"
        return _observation(assertion, "look_alike_domain", words)
    if is_disposable(assertion.domain):
        words = f"{assertion.domain} is listed as a throwaway email service"
        return _observation(assertion, "disposable_mail", words)
    if academic_domains.is_free_mail(assertion.domain):
        words = f"{assertion.domain} is a public email service"
        return _observation(assertion, "free_mail_for_a_post", words)
    if known or listed:
        theirs = ", ".join(sorted({*known, *listed})[:3])
        words = f"{assertion.domain} is not among the domains known for this person ({theirs})"
        level = "another_institutions_domain"
        if _silent(dossier):
            words += "; a source that may know it gave no answer"
            level = "domain_not_comparable"
        records = [record for _, found in known.values() for record in found]
        return _observation(assertion, level, words, evidence_of(records)[:4])
    words = f"we have nothing reliable to compare {assertion.domain} with"
    return _observation(assertion, "domain_not_comparable", words)


def _silent(dossier: Dossier) -> bool:
    """Whether anybody who may know a domain of institution or person gave no answer."""
    asked = dossier.asked(OrganizationByName, PageAt, *OF_PEOPLE)
    return any(isinstance(lookup, Unavailable) for lookup in asked)


def _on_age(assertion: EmailAssertion, dossier: Dossier) -> Iterator[Observation]:
    for record, age_days in young_registrations(assertion.id, dossier):
        said = _observation(
            assertion,
            "young_domain",
            f"{record.domain} was registered on {record.registered_on}",
            evidence_of([record]),
            age_days=age_days,
        )
        yield replace(said, upstream=registration_witness(record))


def _observation(
    assertion: EmailAssertion,
    level: str,
    words: str,
    evidence: tuple[Evidence, ...] = (),
    **measured: int,
) -> Observation:
    return Observation(
        check=Contact.id,
        level=level,
        summary=words,
        assertions=(assertion.id,),
        evidence=evidence,
        group=f"{level}:{assertion.id}",
        measurements=tuple(measured.items()),
    )

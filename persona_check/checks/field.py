"""The claimed profession against the field of the record of works."""

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from persona_check.compare import academic_domains, organizations, professions
from persona_check.dossier.bylines import own_places
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of
from persona_check.model.claim import (
    AssertionKind,
    Claim,
    EmailAssertion,
    FieldAssertion,
    IdentifierAssertion,
    PostAssertion,
)
from persona_check.model.finding import Level, Observation, Outcome, Severity, Skipped, SkipReason
from persona_check.model.report import Candidate

__all__ = ["Field"]

# Of fewer works the field is a guess; of these nearly all must be far from the profession.
LEAST_WORKS = 4
LEAST_SHARE = 0.8


class Field:
    """Only professions far from any research are compared; second careers are common."""

    id: ClassVar[str] = "field"
    question: ClassVar[str] = "Are the papers in the field that the person claims?"
    if_wrong: ClassVar[str] = (
        "say how long you have worked in the field you claim; second careers are common."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.POST, AssertionKind.FIELD})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="another_field",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="Nearly all papers are in a field far from the claimed profession; they may "
            "be a namesake's, or from an earlier career.",
            innocent="a second career, or two at once",
        ),
        Level(
            id="another_field_and_no_tie",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="Nearly all papers are in a field far from the claimed profession, and nothing "
            "connects their author with the claim: no paper lists a claimed organisation, and "
            "neither an identifier nor an address at an institution was given.",
            innocent="a second career, with papers from before it and a private mailbox",
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """At most one line, on the whole of the record."""
        named = [
            (assertion, professions.of_profession(text))
            for assertion in claim.assertions
            for text in _words(assertion)
        ]
        named = [(assertion, found) for assertion, found in named if found]
        if not named:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
            return
        person = dossier.chosen
        if person is None or len(person.works) < LEAST_WORKS:
            yield Skipped(check=self.id, reason=SkipReason.NOT_APPLICABLE)
            return
        profession = frozenset(field for _, found in named for field in found)
        theirs = [professions.of_work(work.title, work.venue, work.topics) for work in person.works]
        far = sum(professions.far_apart(found, profession) for found in theirs)
        if far < LEAST_SHARE * len(theirs) or dossier.unheard(*OF_PEOPLE):
            return
        counts = Counter(field for found in theirs for field in sorted(found))
        (field, in_field), *_ = counts.most_common(1)
        yield Observation(
            check=self.id,
            level="another_field" if _tied(claim, person) else "another_field_and_no_tie",
            summary=f"{in_field} of {len(theirs)} papers are in {field}; the claim says "
            f"{named[0][0].value}",
            assertions=tuple(dict.fromkeys(assertion.id for assertion, _ in named)),
            evidence=evidence_of(person.works)[:4],
            group="field",
            measurements=(("works", len(theirs)), ("works_far_from_profession", far)),
        )


def _words(assertion: object) -> tuple[str, ...]:
    match assertion:
        case PostAssertion(role=str() as role):
            return (role,)
        case FieldAssertion(field=field):
            return (field,)
        case _:
            return ()


def _tied(claim: Claim, person: Candidate) -> bool:
    """Whether anything but the name ties the author of the works to the claim."""
    printed = own_places(claim, person.works)
    stated = [fact.organization for record in person.records for fact in record.affiliations]
    return any(
        isinstance(a, IdentifierAssertion)
        or (isinstance(a, EmailAssertion) and academic_domains.is_academic(a.domain))
        or (
            isinstance(a, PostAssertion)
            and organizations.same_as_any(a.organization, printed + stated)
        )
        for a in claim.assertions
    )

"""What on the person's ORCID record did others add, and what did the person type in?"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from persona_check.dossier.bylines import own_bylines
from persona_check.dossier.index import Dossier, evidence_of
from persona_check.dossier.silence import joined
from persona_check.model.claim import AssertionKind, Claim, IdentifierAssertion, IdentifierScheme
from persona_check.model.finding import Level, Observation, Outcome, Skipped, SkipReason
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import AffiliationKind, PersonRecord, WorkRecord
from persona_check.model.report import Candidate

__all__ = ["TrustMarkers"]

_TIES = (
    (AffiliationKind.EMPLOYMENT, "posts"),
    (AffiliationKind.EDUCATION, "studies"),
)


class TrustMarkers:
    """The items of an ORCID record by who stands behind them (info.orcid.org, "trust markers").

    An employer's post, a publisher's deposit that was made while the person was signed in, and a
    mail domain that ORCID verified are hard to fake; what the person typed costs nothing.
    """

    id: ClassVar[str] = "trust_markers"
    question: ClassVar[str] = (
        "Which parts of the ORCID record did others add, and which did the person type in?"
    )
    if_wrong: ClassVar[str] = (
        "nothing needs to be corrected; you can ask your employer or university to add the post "
        "or degree to your ORCID record, and sign in with it when you next publish."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset(
        {AssertionKind.IDENTIFIER, AssertionKind.POST, AssertionKind.DEGREE, AssertionKind.WORK}
    )
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="stated_by_others",
            outcome=Outcome.CORROBORATES,
            meaning="An organisation added a post or degree to this ORCID record, or a publisher "
            "registered a paper whose author had signed in with the iD.",
        ),
        Level(
            id="typed_in_only",
            outcome=Outcome.INCONCLUSIVE,
            meaning="Everything on this ORCID record was typed in by the person or found by a "
            "search. Most true records are like this; anybody can make one.",
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line on each ORCID record of the chosen person that was read whole."""
        chosen = dossier.chosen
        records = [
            record
            for record in (chosen.records if chosen else ())
            if record.provenance.source in dossier.knowing_all_of(IdentifierScheme.ORCID)
            and record.works_count is not None
        ]
        if chosen is None or not records:
            yield Skipped(
                check=self.id,
                reason=SkipReason.NOT_APPLICABLE,
                detail="no ORCID record of the person was read",
            )
            return
        for record in records:
            yield _on_record(claim, record, chosen, dossier)


def _on_record(
    claim: Claim, record: PersonRecord, chosen: Candidate, dossier: Dossier
) -> Observation:
    orcid = record.key.removeprefix("orcid:")
    signed_in = [
        work
        for work, author in own_bylines(claim, chosen.works)
        if author.orcid == orcid and author.orcid_authenticated
    ]
    counts = dict(_counts(record, orcid, dossier))
    counts["works_signed_in_for"] = len({work.key for work in signed_in})
    counts["verified_mail_domains"] = len(record.verified_email_domains)
    others = counts["posts_by_others"] + counts["studies_by_others"] + len(signed_in)
    claimed = tuple(
        a.id
        for a in claim.all(IdentifierAssertion)
        if (a.scheme, a.identifier) == (IdentifierScheme.ORCID, orcid)
    )
    return Observation(
        check=TrustMarkers.id,
        level="stated_by_others" if others else "typed_in_only",
        summary=f"ORCID record {orcid}: {_in_words(record, counts)}",
        assertions=claimed,
        evidence=evidence_of([record, *signed_in])[:6],
        upstream=(f"orcid:{orcid}", *sorted({k for w in signed_in for k in w.provenance.upstream})),
        group=f"orcid:{orcid}",
        measurements=tuple(counts.items()),
    )


def _counts(record: PersonRecord, orcid: str, dossier: Dossier) -> Iterator[tuple[str, int]]:
    for kind, name in _TIES:
        facts = [fact for fact in record.affiliations if fact.kind is kind]
        yield name, len(facts)
        yield f"{name}_by_others", sum(f.asserted_by is AssertedBy.THIRD_PARTY for f in facts)
    listed = {
        work.key: work.provenance.asserted_by
        for work in dossier.records(WorkRecord)
        if work.key.startswith(f"orcid:{orcid}/")
    }
    yield "works", len(listed)
    yield "works_by_others", sum(by is AssertedBy.THIRD_PARTY for by in listed.values())


def _in_words(record: PersonRecord, counts: dict[str, int]) -> str:
    parts = [
        f"{counts[f'{key}_by_others']} of {counts[key]} {name}"
        for key, name in (("posts", "posts"), ("studies", "degrees"), ("works", "papers"))
        if counts[key]
    ]
    parts = [f"others confirm {joined(parts)}"] if parts else []
    if counts["works_signed_in_for"]:
        parts.append(f"the author signed in with it for {_papers(counts['works_signed_in_for'])}")
    if record.verified_email_domains:
        parts.append("verified email domains: " + ", ".join(record.verified_email_domains))
    elif record.email_verified is False:
        parts.append("no verified email address")
    if record.created_on is not None:
        how = f" ({method})" if (method := record.creation_method) not in (None, "direct") else ""
        parts.append(f"opened on {record.created_on}{how}")
    return "; ".join(parts) or "empty"


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count} papers"

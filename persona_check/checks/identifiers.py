"""Do the claimed identifiers exist, and are they the claimed person's?"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from persona_check.compare.orcid import has_valid_check_digit
from persona_check.dossier.bylines import may_be_claimants
from persona_check.dossier.claimed_works import vouched_for
from persona_check.dossier.index import OF_WORKS, Dossier, answered, evidence_of
from persona_check.dossier.silence import silence_words
from persona_check.model.claim import AssertionKind, Claim, IdentifierAssertion, IdentifierScheme
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import AccountRegistration, Found, NotFound, PersonById
from persona_check.model.record import Authorship, PersonRecord, WorkRecord

__all__ = ["Identifiers"]


class Identifiers:
    """Claimed identifiers against the records that stand behind them."""

    id: ClassVar[str] = "identifiers"
    question: ClassVar[str] = "Do the claimed identifiers belong to the claimed person?"
    if_wrong: ClassVar[str] = (
        "copy the identifier again from your own profile; a database that gives it to "
        "somebody else accepts corrections."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.IDENTIFIER})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="identifier_confirmed",
            outcome=Outcome.CORROBORATES,
            meaning="The record behind this identifier carries the claimed name and some of the "
            "claimed papers. Anybody can copy it, so it does not show who is writing to you.",
            state=AssertionState.SUPPORTED,
            identity=True,
        ),
        Level(
            id="identifier_of_that_name",
            outcome=Outcome.CORROBORATES,
            meaning="The record behind this identifier carries the claimed name; nothing else in "
            "it is part of the claim.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="identifier_of_another",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="The record behind this identifier carries a different name.",
            state=AssertionState.CONFLICT,
            innocent="a digit may have been mistyped, or the person publishes under another name",
        ),
        Level(
            id="identifier_of_a_coauthor",
            outcome=Outcome.INCONCLUSIVE,
            meaning="A database gives this identifier to a coauthor on the claimed person's own "
            "papers; databases are sometimes off by one author.",
            state=AssertionState.AMBIGUOUS,
        ),
        Level(
            id="identifier_impossible",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="The check digit of this ORCID iD is wrong, so nobody has it.",
            state=AssertionState.CONFLICT,
            innocent="a digit may have been mistyped",
        ),
        Level(
            id="identifier_unknown",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The service that issues these identifiers says that it never issued this one.",
            state=AssertionState.NOT_FOUND,
            innocent="a digit may have been mistyped",
        ),
        Level(
            id="identifier_not_indexed",
            outcome=Outcome.INCONCLUSIVE,
            meaning="No database that answered knows this identifier, and the service that issues "
            "it was not asked or did not answer.",
            state=AssertionState.COULD_NOT_CHECK,
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line a claimed identifier."""
        claimed = claim.all(IdentifierAssertion)
        if not claimed:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
        for assertion in claimed:
            yield from _on_identifier(claim, assertion, dossier)


def _on_identifier(
    claim: Claim, assertion: IdentifierAssertion, dossier: Dossier
) -> Iterator[Observation | Skipped]:
    if assertion.scheme is IdentifierScheme.ORCID and not has_valid_check_digit(
        assertion.identifier
    ):
        yield _observation(
            assertion, "identifier_impossible", f"the check digit of {assertion.value} is wrong", ()
        )
        return
    lookups = dossier.about(assertion.id, PersonById, AccountRegistration)
    records = [
        record
        for lookup in lookups
        if isinstance(lookup, Found)
        for record in lookup.records
        if isinstance(record, PersonRecord)
    ]
    bylines = list(_bylines(assertion, dossier))
    own = [record for record in records if _is_claimants(claim, record)]
    printed = [pair for pair in bylines if may_be_claimants(claim, pair[1].name)]
    issuer = [one for one in lookups if one.source in dossier.knowing_all_of(assertion.scheme)]
    silent = silence_words(lookups, dossier.traits)
    if own or printed:
        # anybody can deposit a work under an iD and name of their own
        shared = bool(vouched_for([work for work, _ in printed], dossier)) or any(
            _shares_work(record, dossier) for record in own
        )
        level = "identifier_confirmed" if shared else "identifier_of_that_name"
        words = f"{assertion.value} belongs to somebody with this name"
        yield _observation(assertion, level, words, [*own, *(work for work, _ in printed)])
    elif (
        bylines
        and all(_beside_claimant(claim, work) for work, _ in bylines)
        and all(_sums_up(record, bylines) for record in records)
    ):
        words = f"a database gives {assertion.value} to {bylines[0][1].name}, a coauthor"
        yield _observation(
            assertion, "identifier_of_a_coauthor", words, [work for work, _ in bylines]
        )
    elif (
        (records or bylines)
        # its issuer knows best; what indexes hold of it may be their slip
        and not any(isinstance(lookup, Found) for lookup in issuer)
        and dossier.unheard(PersonById, *OF_WORKS)
    ):
        yield Skipped(
            check=Identifiers.id,
            reason=SkipReason.COULD_NOT_CHECK,
            detail=silent or "a source that may know it under the name gave no answer",
            assertions=(assertion.id,),
        )
    elif records or len(bylines) >= LEAST_STRANGERS.get(assertion.scheme, 1):
        other = records[0].name if records else bylines[0][1].name
        words = f"{assertion.value} belongs to {other}"
        yield _observation(
            assertion, "identifier_of_another", words, [*records, *(work for work, _ in bylines)]
        )
    elif answered(issuer):
        words = f"the service that issues {assertion.value} has no record of it"
        yield _observation(assertion, "identifier_unknown", words, answered(issuer))
    elif answered(lookups) or bylines:
        words = f"no database that answered knows {assertion.value}"
        yield _observation(assertion, "identifier_not_indexed", words, answered(lookups))
    else:
        yield Skipped(
            check=Identifiers.id,
            reason=SkipReason.COULD_NOT_CHECK,
            detail=silent or "no source was asked",
            assertions=(assertion.id,),
        )


# A profile id beside one byline may be an index's slip; an ORCID iD is put there on purpose.
LEAST_STRANGERS = {IdentifierScheme.SCHOLAR: 2}


def _beside_claimant(claim: Claim, work: WorkRecord) -> bool:
    return any(may_be_claimants(claim, *author.names) for author in work.authors)


def _sums_up(record: PersonRecord, bylines: Iterable[tuple[WorkRecord, Authorship]]) -> bool:
    """Whether a record only repeats these bylines, and is no account that somebody opened."""
    works = [work for work, _ in bylines if work.provenance.source == record.provenance.source]
    return (
        record.created_on is None
        and record.works_count is not None
        and record.works_count <= len({work.key for work in works})
    )


def _is_claimants(claim: Claim, record: PersonRecord) -> bool:
    return may_be_claimants(claim, record.name, *record.other_names)


def _shares_work(record: PersonRecord, dossier: Dossier) -> bool:
    chosen = dossier.chosen
    return (
        chosen is not None and record in chosen.records and bool(vouched_for(chosen.works, dossier))
    )


def _bylines(
    assertion: IdentifierAssertion, dossier: Dossier
) -> Iterator[tuple[WorkRecord, Authorship]]:
    """Authors of works in hand who print this very identifier."""
    for work in dossier.records(WorkRecord):
        for author in work.authors:
            held = {
                IdentifierScheme.ORCID: author.orcid,
                IdentifierScheme.SCHOLAR: author.scholar_id,
            }.get(assertion.scheme)
            if held == assertion.identifier:
                yield work, author


def _observation(
    assertion: IdentifierAssertion,
    level: str,
    words: str,
    shown: Iterable[PersonRecord | WorkRecord | Found | NotFound],
) -> Observation:
    shown = list(shown)
    upstream = {
        key
        for item in shown
        if isinstance(item, PersonRecord | WorkRecord)
        for key in item.provenance.upstream or (item.key,)
    }
    return Observation(
        check=Identifiers.id,
        level=level,
        summary=words,
        assertions=(assertion.id,),
        evidence=evidence_of(shown)[:8],
        upstream=tuple(sorted(upstream)),
        group=f"identifier:{assertion.id}",
    )

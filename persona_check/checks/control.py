"""Does the correspondent hold a mailbox that independent parties know as the person's?"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from persona_check.compare import academic_domains
from persona_check.compare.addresses import given_to_outsiders, plain_address, shows_name
from persona_check.compare.domain_relations import DomainRelation, relate
from persona_check.compare.domains import registrable
from persona_check.dossier.index import Dossier, evidence_of
from persona_check.dossier.institution_pages import pages_of_claimed_organizations
from persona_check.dossier.known_domains import (
    known_domains,
    listed_domains,
    of_a_doubtful_choice,
)
from persona_check.dossier.printed_addresses import PrintedAddress, printed_addresses
from persona_check.model.claim import AssertionKind, Claim, MessageAssertion
from persona_check.model.examination import MessageRecord
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
from persona_check.model.record import Record

__all__ = ["Control"]

# Who received a signed message can hand it on for ever; one of these days was written for this.
MOST_DAYS_OLD = 60
_UNSETTLED = frozenset({"no_key", "revoked", "expired", "could_not_ask"})


class Control:
    """A submitted message's signatures against the domains of institution, papers and pages."""

    id: ClassVar[str] = "control"
    question: ClassVar[str] = "Does the writer have a mailbox that is known to be the person's?"
    if_wrong: ClassVar[str] = (
        "send an email from your institution's mailbox, and ask for it to be checked with all "
        "headers."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.MESSAGE})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="signed_from_printed_address",
            outcome=Outcome.CORROBORATES,
            meaning="A recent message with a valid signature comes from the very address that an "
            "independent party gave for this person before: a paper, the institution's own page, "
            "or an ORCID record that the person's papers carry. It shows that this mailbox sent "
            "it, not who sat at the keyboard. Whoever received it can pass it on, so check who it "
            "is addressed to.",
            state=AssertionState.SUPPORTED,
            control=True,
        ),
        Level(
            id="signed_by_known_domain",
            outcome=Outcome.CORROBORATES,
            meaning="A recent message from an address in the person's name carries a valid "
            "signature of a domain that independent parties connect with the person or "
            "institution. But no independent party gives this address as the person's: guests, "
            "students and people of the same name have such mailboxes too.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="signed_but_not_in_that_name",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The signature of a known domain is valid, but the address does not show the "
            "person's name: it may be anybody's mailbox there.",
            state=AssertionState.PARTLY,
        ),
        Level(
            id="signed_outside_the_staff",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The signature is valid, and the address is of a kind that the institution "
            "gives to students, former members or guests.",
            state=AssertionState.PARTLY,
        ),
        Level(
            id="signed_long_ago",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The signature of a known domain is valid, but the message is old or its date "
            "is not signed: whoever once received it could have passed it on.",
            state=AssertionState.PARTLY,
        ),
        Level(
            id="signed_by_mail_service",
            outcome=Outcome.INCONCLUSIVE,
            meaning="A public email service, where anybody can take any name, signed the message.",
            state=AssertionState.PARTLY,
        ),
        Level(
            id="signed_by_unknown_domain",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The signature is valid, but no independent party connects its domain with the "
            "person.",
            state=AssertionState.PARTLY,
        ),
        Level(
            id="sent_from_look_alike",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="The message comes from a domain that imitates one the institution is known to "
            "use.",
            state=AssertionState.CONFLICT,
            innocent="departments, projects and alumni services sometimes register such domains",
        ),
        Level(
            id="signed_by_somebody_else",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The only valid signature is from a domain other than that of the sender's "
            "address.",
            state=AssertionState.PARTLY,
            innocent="sent through a mailing list, a newsletter or an office service",
        ),
        Level(
            id="signature_does_not_hold",
            outcome=Outcome.INCONCLUSIVE,
            meaning="No signature is valid for the whole message as we received it. Forwarding, "
            "mailing lists, virus scanners and saving often change a message.",
            state=AssertionState.COULD_NOT_CHECK,
        ),
        Level(
            id="signature_not_verifiable",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The key for the signature could not be found, or it has expired: keys are "
            "replaced, and old messages outlive them.",
            state=AssertionState.COULD_NOT_CHECK,
        ),
        Level(
            id="not_signed",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The message is not signed, so anybody could have written the sender's address "
            "on it.",
            state=AssertionState.COULD_NOT_CHECK,
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line on each submitted message."""
        claimed = claim.all(MessageAssertion)
        if not claimed:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED, detail="no message")
            return
        records = {record.exhibit: record for record in dossier.records(MessageRecord)}
        known = known_domains(claim, dossier)
        for assertion in claimed:
            record = records.get(assertion.exhibit)
            if record is None:
                yield Skipped(
                    check=self.id,
                    reason=SkipReason.COULD_NOT_CHECK,
                    detail="the message was not examined",
                    assertions=(assertion.id,),
                )
            else:
                yield _on_message(claim, assertion, record, known, dossier)


def _on_message(
    claim: Claim,
    assertion: MessageAssertion,
    record: MessageRecord,
    known: Mapping[str, tuple[str, list[Record]]],
    dossier: Dossier,
) -> Observation:
    domain = record.from_domain or ""
    listed = listed_domains(claim)
    relation, other = relate(domain, known)
    imitates = relation is DomainRelation.LOOK_ALIKE
    if imitates and other and of_a_doubtful_choice(known[other][1], dossier):
        relation = DomainRelation.OTHER
    if relation is not DomainRelation.SAME:
        by_list, listed_other = relate(domain, listed)
        if by_list is not DomainRelation.OTHER and relation is not DomainRelation.LOOK_ALIKE:
            relation, other = by_list, listed_other
    tie, records = known.get(other or "", ("a domain listed for the institution", []))
    printings = _printings(claim, record, dossier)
    pages = _pages_printing(claim, record, dossier)
    match record.outcome:
        case _ if relation is DomainRelation.LOOK_ALIKE and not printings and not pages:
            level, words = "sent_from_look_alike", f"{domain} imitates {other}, {tie}"
        case "pass" if not record.aligned:
            level = "signed_by_somebody_else"
            words = (
                f"the message gives {domain} as its sender, but {record.signing_domain} signed it"
            )
        case "pass" if printings:
            tie, records = printings[0].words, [printed.record for printed in printings]
            level, words = _on_known(claim, record, dossier, tie, "signed_from_printed_address")
        case "pass" if pages:
            tie, records = "an institution's own page gives this address", pages
            level, words = _on_known(claim, record, dossier, tie, "signed_by_known_domain")
        case "pass" if relation is DomainRelation.SAME:
            level, words = _on_known(claim, record, dossier, tie, None)
        case "pass" if academic_domains.is_free_mail(domain):
            level, words = "signed_by_mail_service", f"signed by {domain}, a public email service"
        case "pass":
            level, words = (
                "signed_by_unknown_domain",
                f"signed by {domain}, which nobody else connects with this person",
            )
        case "unsigned":
            level, words = "not_signed", "; ".join(record.notes[:1])
        case outcome if outcome in _UNSETTLED:
            level, words = "signature_not_verifiable", "; ".join(record.notes[:1])
        case _:
            level, words = "signature_does_not_hold", "; ".join(record.notes[:1])
    evidence: tuple[Evidence, ...] = evidence_of([record], _says(record))
    if relation is not DomainRelation.OTHER or printings or pages:
        evidence += evidence_of(records)[:4]
    return Observation(
        check=Control.id,
        level=level,
        summary=words,
        assertions=(assertion.id,),
        evidence=evidence,
        group=f"message:{assertion.id}",
        measurements=tuple(_measured(record)),
    )


def _on_known(
    claim: Claim, record: MessageRecord, dossier: Dossier, tie: str, given: str | None
) -> tuple[str, str]:
    """Level and words; ``given`` is the level where somebody gives this very address."""
    domain, address = record.from_domain or "", record.from_address or ""
    said = f"signed by {registrable(domain)}{';' if given else ','} {tie}"
    outside = given_to_outsiders(address) or given_to_outsiders(f"@{domain}")
    if given is None and outside:
        return "signed_outside_the_staff", f"{said}; {address or domain} is not only for staff"
    age_days = _age_days(record, dossier)
    if age_days is None or age_days > MOST_DAYS_OLD or "date" not in record.signed_headers:
        when = "without a date" if age_days is None else f"{age_days} days ago"
        return "signed_long_ago", f"{said}; sent {when}"
    if given is None and not shows_name(address, claim.names):
        return "signed_but_not_in_that_name", f"{said}; the address does not show the person's name"
    when = "1 day" if age_days == 1 else f"{age_days} days"
    return given or "signed_by_known_domain", f"{said} (sent {when} before this report)"


def _age_days(record: MessageRecord, dossier: Dossier) -> int | None:
    return None if record.sent_at is None else max(0, (dossier.as_of - record.sent_at).days)


def _pages_printing(claim: Claim, record: MessageRecord, dossier: Dossier) -> list[Record]:
    """Pages that a claimed institution writes, that name the person and print the very address."""
    address = plain_address(record.from_address or "")
    return [
        page
        for page in pages_of_claimed_organizations(claim, dossier)
        if address in {plain_address(printed) for printed in page.email_addresses}
    ]


def _printings(claim: Claim, record: MessageRecord, dossier: Dossier) -> list[PrintedAddress]:
    """Where independent parties gave the very address for the person, before it was used."""
    if record.sent_at is None or not record.from_address:
        return []
    address = plain_address(record.from_address)
    return [
        printed
        for printed in printed_addresses(claim, dossier)
        if printed.address == address and printed.was_there(record.sent_at.date())
    ]


def _says(record: MessageRecord) -> str:
    signed = ", ".join(record.signed_headers)
    return "; ".join(
        [
            f"email signature (DKIM): {str(record.outcome).replace('_', ' ')}",
            *([f"signed headers: {signed}"] if signed else []),
            *record.notes,
        ]
    )


def _measured(record: MessageRecord) -> Iterable[tuple[str, str]]:
    yield "outcome", record.outcome
    if record.from_domain:
        yield "from_domain", record.from_domain
    if record.signing_domain:
        yield "signing_domain", record.signing_domain

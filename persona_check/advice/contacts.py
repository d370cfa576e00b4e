"""Addresses, colleagues and a callback card, none of them from the correspondent."""

from dataclasses import dataclass

from persona_check.compare import organizations
from persona_check.dossier.bylines import may_be_claimants, own_places
from persona_check.dossier.index import Dossier
from persona_check.dossier.institution_pages import (
    addresses_of_claimant,
    pages_of_claimed_organizations,
)
from persona_check.dossier.printed_addresses import printed_addresses
from persona_check.model.claim import Claim, IdentifierScheme, PostAssertion
from persona_check.model.record import OrganizationRecord, PersonRecord, WorkRecord
from persona_check.model.report import NextStep, StepKind

__all__ = [
    "Published",
    "callback_card",
    "colleagues_elsewhere",
    "orcid_of_record",
    "published_address",
    "registered_organization",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An address of the person that others publish; ``where`` says who does."""

    address: str
    where: str


def callback_card(claim: Claim, dossier: Dossier) -> NextStep | None:
    """What to read from during a call; nothing on it comes from the correspondent."""
    post = next(iter(claim.present_posts), None)
    if post is None:
        return None
    organization = registered_organization(dossier)
    links = organization.links if organization is not None else ()
    published = published_address(claim, dossier)
    website = links[0] if links else "look it up yourself"
    lines = [
        f"Calling: {post.organization}",
        f"Website: {website} (use the number there, not one from the email or its signature)",
        f"Published address: {published.address if published else 'none found'}",
        f"Ask for: {claim.name}" + (f", {post.role}" if post.role else ""),
        "1. Does somebody with this name work for you, in this role?",
        "2. Could you put me through, or pass on a message?",
        "3. To the person: did you write to us about this, and from which address?",
        *(
            f"Others who may know the person: {name} ({place})"
            for name, place in colleagues_elsewhere(claim, dossier)
        ),
    ]
    return NextStep(
        action=f"Call {post.organization}, using the callback card.",
        why="Nobody can easily intercept a call that you make to a published number.",
        message="\n".join(lines),
        card=True,
        kind=StepKind.CALL,
        brief=f"Call {post.organization} at the number on its own website.",
    )


def colleagues_elsewhere(claim: Claim, dossier: Dossier) -> list[tuple[str, str]]:
    """Up to two recent coauthors with their organisations, which differ, also from the person's."""
    chosen = dossier.chosen
    if chosen is None:
        return []
    taken = set(own_places(claim, chosen.works))
    taken.update(a.organization for a in claim.all(PostAssertion))
    found: list[tuple[str, str]] = []
    for work in sorted(chosen.works, key=lambda work: (-(work.year or 0), work.key)):
        for author in work.authors:
            if (
                len(found) < 2
                and author.affiliations
                and not may_be_claimants(claim, *author.names)
                and not organizations.same_as_any(author.affiliations[0], taken)
            ):
                found.append((author.name, author.affiliations[0]))
                taken.add(author.affiliations[0])
    return found


def published_address(claim: Claim, dossier: Dossier) -> Published | None:
    """An email address that the institution's page, papers or the ORCID record give.

    The institution's own page goes first, since it is of today; then the address that most
    records give.
    """
    for page in pages_of_claimed_organizations(claim, dossier):
        for address in addresses_of_claimant(claim, page):
            return Published(address=address, where="the institution’s own page")
    printed: dict[str, list[WorkRecord | PersonRecord]] = {}
    for one in printed_addresses(claim, dossier):
        if isinstance(one.record, WorkRecord | PersonRecord):
            printed.setdefault(one.address, []).append(one.record)
    if not printed:
        return None
    address, records = max(printed.items(), key=lambda pair: (len(pair[1]), pair[0]))
    return Published(address=address, where=_where(records))


def _where(records: list[WorkRecord | PersonRecord]) -> str:
    works = {one.doi or one.key: one for one in records if isinstance(one, WorkRecord)}
    years = [work.year for work in works.values() if work.year]
    if not works:
        return "the person’s ORCID record"
    if len(works) == 1:
        return f"a paper of {years[0]}" if years else "a paper"
    return f"{len(works)} papers" + (f" since {min(years)}" if years else "")


def registered_organization(dossier: Dossier) -> OrganizationRecord | None:
    """The claimed organisation as a registry knows it."""
    return next((r for r in dossier.records(OrganizationRecord) if r.chosen), None)


def orcid_of_record(claim: Claim, dossier: Dossier) -> str | None:
    """The ORCID iD of the chosen person's own record."""
    if dossier.chosen is None:
        return None
    return next(
        (
            identifier.value
            for record in dossier.chosen.records
            if may_be_claimants(claim, record.name, *record.other_names)
            for identifier in record.identifiers
            if identifier.scheme is IdentifierScheme.ORCID
        ),
        None,
    )

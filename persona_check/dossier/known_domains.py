"""The domains by which a claimed person's mail and pages are known to independent parties."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from persona_check.compare import academic_domains
from persona_check.compare.domains import registrable
from persona_check.dossier.bylines import own_bylines
from persona_check.dossier.index import OF_PEOPLE, Dossier
from persona_check.dossier.institution_pages import OPEN_TO_ALL, pages_of_claimed_organizations
from persona_check.dossier.people import different_works
from persona_check.dossier.printed_addresses import byline_addresses
from persona_check.model.claim import Claim, LinkAssertion, LinkRole
from persona_check.model.lookup import Found, OrganizationByName
from persona_check.model.record import OrganizationRecord, PersonRecord, Record, WorkRecord

__all__ = ["known_domains", "listed_domains", "of_a_doubtful_choice"]

# A domain printed with one work may be a slip of the extraction; with two it is the person's.
LEAST_WORKS_PRINTING_A_DOMAIN = 2


def known_domains(claim: Claim, dossier: Dossier) -> dict[str, tuple[str, list[Record]]]:
    """Registrable domains of institution and person by independent sources, with what says so.

    Organisations of ended posts and of degrees are left out: nobody need keep a mailbox there.
    Public mail services are never among them, whoever prints such an address.
    """
    known: dict[str, tuple[str, list[Record]]] = {}

    def add(domain: str, words: str, record: Record) -> None:
        if academic_domains.is_free_mail(domain):
            return
        known.setdefault(registrable(domain), (words, []))[1].append(record)

    present = {post.id for post in claim.present_posts}
    for lookup in dossier.asked(OrganizationByName):
        if isinstance(lookup, Found) and present.intersection(lookup.query.about):
            for record in lookup.records:
                if isinstance(record, OrganizationRecord) and record.chosen:
                    for domain in record.domains:
                        add(domain, f"a domain of {record.name}", record)
    chosen = dossier.chosen
    if chosen is not None:
        by_domain: dict[str, list[WorkRecord]] = {}
        for work, author in own_bylines(claim, chosen.works):
            given = [address.rpartition("@")[2] for address in byline_addresses(work, author)]
            for domain in {registrable(d) for d in (author.email_domain, *given) if d}:
                by_domain.setdefault(domain, []).append(work)
        for domain, works in sorted(by_domain.items()):
            count = different_works(works)
            if count >= LEAST_WORKS_PRINTING_A_DOMAIN:
                for work in works:
                    add(domain, f"given on {count} papers by this person", work)
        for person in chosen.records:
            for domain in person.verified_email_domains:
                add(domain, f"verified by {person.provenance.source}", person)
    for page in pages_of_claimed_organizations(claim, dossier):
        for address in page.email_addresses:
            add(address.rpartition("@")[2], "given on an institution's own page", page)
        for domain in _homes(claim) & {_home(link) for link in page.links}:
            add(domain, "linked from an institution's own page", page)
    return known


def listed_domains(claim: Claim) -> tuple[str, ...]:
    """Domains that a public list of academic institutions gives the claimed organisations."""
    return tuple(
        dict.fromkeys(
            domain
            for post in claim.present_posts
            for domain in academic_domains.domains_of(post.organization)
        )
    )


def of_a_doubtful_choice(records: Iterable[Record], dossier: Dossier) -> bool:
    """Whether a domain is known as the chosen person's alone, and an outage may bear on the choice.

    Such a domain speaks for nobody's imitating it.
    """
    return dossier.unheard(*OF_PEOPLE) and all(
        isinstance(record, PersonRecord | WorkRecord) for record in records
    )


def _homes(claim: Claim) -> frozenset[str]:
    """Domains of the claimed homepages, save those where anybody can have a page."""
    return frozenset(
        _home(a.url) for a in claim.all(LinkAssertion) if a.role is LinkRole.HOMEPAGE
    ) - {"", *OPEN_TO_ALL}


def _home(url: str) -> str:
    return registrable(urlsplit(url).hostname or "")

"""The mail addresses that independent parties printed for the claimed person, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from persona_check.compare import academic_domains, organizations
from persona_check.compare.addresses import addresses_in, plain_address, shows_name
from persona_check.compare.domains import registrable
from persona_check.dossier.bylines import own_bylines, own_places
from persona_check.dossier.index import Dossier
from persona_check.dossier.institution_pages import page_domain, pages_of_claimed_organizations
from persona_check.model.claim import Claim
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    Authorship,
    OrganizationRecord,
    PageRecord,
    PersonRecord,
    Record,
    WorkRecord,
)

__all__ = ["PrintedAddress", "byline_addresses", "printed_addresses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAddress:
    """An address that an independent party printed for the person.

    ``printed_on`` is the day on which it stood there at the latest; None where it was seen today
    only, on a page that the institution itself writes.
    """

    address: str
    words: str
    record: Record
    printed_on: date | None

    def was_there(self, day: date) -> bool:
        """Whether it was printed before that day; the institution's own page of today counts."""
        return self.printed_on is None or self.printed_on < day


def printed_addresses(claim: Claim, dossier: Dossier) -> Iterator[PrintedAddress]:
    """Addresses of papers, of ORCID records that papers carry, and of the institution's pages."""
    chosen = dossier.chosen
    if chosen is None:
        return
    works = [w for w in chosen.works if w.provenance.asserted_by is AssertedBy.THIRD_PARTY]
    signed_in: set[str] = set()
    for work, author in own_bylines(claim, works):
        if author.orcid and author.orcid_authenticated:
            signed_in.add(author.orcid)
        for address in byline_addresses(work, author):
            if day := _day(work):
                words = f"a paper of {day.year} gives this address as the person's"
                yield PrintedAddress(address=address, words=words, record=work, printed_on=day)
    for person in chosen.records:
        # anybody can open a record and list another's papers: the papers must carry the iD
        if person.key.removeprefix("orcid:") in signed_in:
            yield from _on_record(person)
    for page in pages_of_claimed_organizations(claim, dossier):
        if _known_from_works(claim, dossier, page, works):
            for address in page.email_addresses:
                # a list of the staff prints the addresses of colleagues too
                if len(page.email_addresses) > 1 and not shows_name(address, claim.names):
                    continue
                words = "an institution's own page gives this address"
                yield PrintedAddress(
                    address=plain_address(address), words=words, record=page, printed_on=None
                )


def byline_addresses(work: WorkRecord, author: Authorship) -> tuple[str, ...]:
    """The addresses printed with one author of a work.

    An address in a line that several authors share is that of the one whose name it shows.
    """
    printed = _printed_with(author)
    others = [other for other in work.authors if other.position != author.position]
    return tuple(
        address
        for address in printed
        if not (sharing := [o.name for o in others if address in _printed_with(o)])
        or (shows_name(address, [author.name]) and not shows_name(address, sharing))
    )


def _printed_with(author: Authorship) -> tuple[str, ...]:
    own = (plain_address(author.email_address),) if author.email_address else ()
    return (*own, *(found for line in author.affiliations for found in addresses_in(line)))


def _day(work: WorkRecord) -> date | None:
    """The day by which the work was out; of a bare year the last."""
    if work.published_on is not None or work.created_on is not None:
        return work.published_on or work.created_on
    return date(work.year, 12, 31) if work.year else None


def _on_record(person: PersonRecord) -> Iterator[PrintedAddress]:
    for address, since in person.public_addresses:
        if since is not None:
            yield PrintedAddress(
                address=plain_address(address),
                words="the person's ORCID record, which their papers carry, shows this address",
                record=person,
                printed_on=since,
            )


def _known_from_works(
    claim: Claim, dossier: Dossier, page: PageRecord, works: list[WorkRecord]
) -> bool:
    """Whether the page's domain, or its holder, is printed on works of the person."""
    domain = page_domain(page)
    printed = {
        registrable(found)
        for work, author in own_bylines(claim, works)
        for found in (
            author.email_domain or "",
            *(a.rpartition("@")[2] for a in byline_addresses(work, author)),
        )
    }
    if domain in printed:
        return True
    holders = [
        *academic_domains.schools_at(domain),
        *(
            record.name
            for record in dossier.records(OrganizationRecord)
            if record.chosen and domain in map(registrable, record.domains)
        ),
    ]
    places = own_places(claim, works)
    return any(organizations.same_as_any(holder, places) for holder in holders)

"""Which fetched pages an institution writes, and not the person whom they name."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from persona_check.compare import academic_domains, names, organizations
from persona_check.compare.addresses import plain_address, shows_name
from persona_check.compare.domains import is_own_space, registrable
from persona_check.dossier.index import Dossier
from persona_check.model.claim import Claim, PostAssertion
from persona_check.model.lookup import Found, OrganizationByName
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import OrganizationRecord, PageRecord

__all__ = [
    "OPEN_TO_ALL",
    "addresses_of_claimant",
    "names_claimant",
    "of_claimed_organization",
    "page_domain",
    "pages_of_claimed_organizations",
]

# Sites where anybody can open a page: their domain says nothing about whoever did.
OPEN_TO_ALL = frozenset(
    "google.com linkedin.com facebook.com twitter.com x.com medium.com researchgate.net orcid.org "
    "academia.edu github.com github.io substack.com wixsite.com".split()
)


def pages_of_claimed_organizations(claim: Claim, dossier: Dossier) -> Iterator[PageRecord]:
    """Pages that name the person and that a claimed institution writes."""
    for page in dossier.records(PageRecord):
        if names_claimant(claim, page) and of_claimed_organization(claim, dossier, page):
            yield page


def names_claimant(claim: Claim, page: PageRecord) -> bool:
    """Whether a claimed name stands in the page's text."""
    return any(names.compatible(name, seen) for name in claim.names for seen in page.names_seen)


def addresses_of_claimant(claim: Claim, page: PageRecord) -> tuple[str, ...]:
    """The addresses on a page about the person; of a list of the staff, those that show the name.

    An address that stands there alone goes after those.
    """
    named = [one for one in page.email_addresses if shows_name(one, claim.names)]
    alone = page.email_addresses if len(page.email_addresses) == 1 else ()
    return tuple(dict.fromkeys(plain_address(one) for one in (*named, *alone)))


def of_claimed_organization(claim: Claim, dossier: Dossier, page: PageRecord) -> bool:
    """Whether a claimed institution writes the page, by a list or registry that is not the page's.

    Personal space on its servers is the person's, and so is whatever stands on a site where
    anybody can open a page. Where no post is claimed, any institution of learning counts.
    """
    domain = page_domain(page)
    if domain in OPEN_TO_ALL:
        return False
    if domain in _registered(claim, dossier):
        return not any(is_own_space(url) for url in (page.url, page.provenance.url))
    if not page.institution_domain or page.provenance.asserted_by is not AssertedBy.THIRD_PARTY:
        return False
    schools = academic_domains.schools_at(domain)
    posts = [a.organization for a in claim.all(PostAssertion)]
    return (
        not posts
        or not schools
        or any(organizations.same(post, school).same for post in posts for school in schools)
    )


def _registered(claim: Claim, dossier: Dossier) -> frozenset[str]:
    """Domains that a registry gives to the organisations of claimed posts."""
    posts = {a.id for a in claim.all(PostAssertion)}
    return frozenset(
        registrable(domain)
        for lookup in dossier.asked(OrganizationByName)
        if isinstance(lookup, Found) and posts.intersection(lookup.query.about)
        for record in lookup.records
        if isinstance(record, OrganizationRecord) and record.chosen
        for domain in record.domains
    ) - {"", *OPEN_TO_ALL}


def page_domain(page: PageRecord) -> str:
    """The registrable domain that answered in the end, after all redirects."""
    answered = next((k for k in page.provenance.upstream if k.startswith("domain:")), "")
    return answered.removeprefix("domain:") or registrable(urlsplit(page.url).hostname or "")

"""The keys that a claim can have, and what each asserts."""

from collections.abc import Callable, Iterable, Mapping

from persona_check.claimfile import career, contact, publications, timeline
from persona_check.claimfile.cursor import Cursor, spelling
from persona_check.model.claim import Assertion, IdentifierScheme, LinkRole

__all__ = ["ASSERTING_KEYS", "KEYS", "SPELLINGS", "assertions_in"]

KEYS: Mapping[str, tuple[str, ...]] = {
    "id": (),
    "name": ("full_name",),
    "also_known_as": ("aka", "other_names"),
    "role": ("title", "job_title", "position"),
    "affiliations": ("affiliation", "organization", "organisation", "posts"),
    "degrees": ("degree",),
    "works": ("work", "publications"),
    "dois": ("doi",),
    "work_counts": ("work_count",),
    "books": ("book",),
    "coauthors": ("coauthor", "co_authors", "co_author"),
    "orcid": ("orcid_id",),
    "scholar": ("scholar_id", "google_scholar"),
    "openalex": ("openalex_id",),
    "semantic_scholar": ("semanticscholar", "semantic_scholar_id"),
    "dblp": ("dblp_id", "dblp_pid"),
    "wikidata": ("wikidata_id",),
    "github": (),
    "arxiv": ("arxiv_id",),
    "homepage": ("website",),
    "staff_page": ("staff_pages",),
    "links": ("link", "profiles", "profile", "linkedin"),
    "email": ("e_mail", "mail"),
    "email_domain": ("mail_domain",),
    "awards": ("award", "honours", "honors"),
    "memberships": ("membership",),
    "founded": ("founder_of",),
    "fields": ("field", "expertise"),
    "timeline": ("events",),
    "bio": ("biography",),
    "bio_file": (),
    "photo": ("photo_file",),
    "photo_references": ("photo_reference",),
    "message": ("eml", "message_file"),
}
SPELLINGS = frozenset(spelling(word) for key, others in KEYS.items() for word in (key, *others))
ASSERTING_KEYS: Mapping[str, Callable[[Cursor, Mapping[str, Cursor]], Iterable[Assertion]]] = {
    "affiliations": career.posts,
    "role": career.role,
    "fields": career.fields,
    "degrees": career.degrees,
    "orcid": contact.identifier(IdentifierScheme.ORCID, "0000-0002-1825-0097"),
    "scholar": contact.identifier(
        IdentifierScheme.SCHOLAR, "AbCdEfGhIjKl, the user= part of the profile address"
    ),
    "openalex": contact.identifier(IdentifierScheme.OPENALEX, "A5023888391"),
    "semantic_scholar": contact.identifier(IdentifierScheme.SEMANTIC_SCHOLAR, "1741101"),
    "dblp": contact.identifier(IdentifierScheme.DBLP, "12/3456, the pid in the profile address"),
    "wikidata": contact.identifier(IdentifierScheme.WIKIDATA, "Q42"),
    "github": contact.identifier(IdentifierScheme.GITHUB, "octocat"),
    "arxiv": contact.identifier(IdentifierScheme.ARXIV, "doe_j_1"),
    "homepage": contact.links(LinkRole.HOMEPAGE),
    "staff_page": contact.links(LinkRole.STAFF_PAGE),
    "links": contact.links(LinkRole.PROFILE),
    "email": contact.email,
    "email_domain": contact.email,
    "works": publications.works,
    "dois": publications.dois,
    "work_counts": publications.work_counts,
    "books": publications.books,
    "coauthors": publications.coauthors,
    "awards": career.awards,
    "memberships": career.memberships,
    "founded": career.founded,
    "timeline": timeline.timeline,
}


def assertions_in(key: str, cursor: Cursor, fields: Mapping[str, Cursor]) -> tuple[Assertion, ...]:
    """What the value under one canonical key asserts, ids still empty."""
    return tuple(ASSERTING_KEYS[key](cursor, fields))

"""What to ask, as pure data: identifiers first, searches last, two rounds at most."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from persona_check.compare.affiliation_lines import claimed_units
from persona_check.model.claim import (
    Claim,
    CoauthorAssertion,
    DegreeAssertion,
    EmailAssertion,
    IdentifierAssertion,
    IdentifierScheme,
    LinkAssertion,
    PhotoAssertion,
    PostAssertion,
    WorkAssertion,
    WorkCountAssertion,
)
from persona_check.model.lookup import (
    AccountRegistration,
    ArchiveOfPage,
    DomainRegistration,
    Found,
    JointWorks,
    Lookup,
    NamesakesAt,
    NamesakesWith,
    OrganizationByName,
    PageAt,
    PersonById,
    PersonByName,
    PictureAt,
    Query,
    Sought,
    UnitsOfOrganization,
    VenueCoverage,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.record import OrganizationRecord, PageRecord
from persona_check.settings import Settings

if TYPE_CHECKING:
    from persona_check.model.report import Candidate
    from persona_check.sources.base import Source

__all__ = [
    "FIRST_SHARE",
    "MOST_PICTURES_ASKED",
    "deciding_round",
    "first_round",
    "narrowing_round",
    "plan_lookups",
    "second_round",
]

# of the time for a check, what the first round may use up: the second keeps the rest
FIRST_SHARE = 0.7

# More claimed works than this are sampled, so that a list of hundreds stays affordable.
MOST_WORKS_ASKED = 60
MOST_COAUTHORS_ASKED = 25
MOST_YEARS_ASKED = 40
MOST_IDENTIFIERS_FOLLOWED = 6
MOST_PICTURES_ASKED = 4
MOST_PICTURES_OF_PAGE = 2
MOST_UNITS_ASKED = 3
MOST_NAMES_NARROWED = 2
MOST_PLACES_NARROWED = 3
MOST_COAUTHORS_NARROWED = 10
SEVERAL_PEOPLE = 2


def first_round(claim: Claim) -> tuple[Query, ...]:
    """The queries that the claim itself gives rise to, equal ones merged, in a fixed order."""
    return _merged(_first(claim))


def narrowing_round(claim: Claim, lookups: Iterable[Lookup]) -> tuple[Query, ...]:
    """People of the name at the claimed organisations, where a source counts more than it lists.

    None where somebody was found under a claimed identifier: then the name decides nothing.
    """
    found = [lookup for lookup in lookups if isinstance(lookup, Found)]
    if _is_identified(found):
        return ()
    crowded = _crowded(found)
    present = {post.id for post in claim.present_posts}
    registered = [
        (record, present.isdisjoint(lookup.query.about))
        for lookup in found
        if isinstance(lookup.query, OrganizationByName)
        for record in lookup.records[:1]
        if isinstance(record, OrganizationRecord) and record.key.startswith("ror:")
    ]
    places = dict.fromkeys(
        (record.name, record.key.removeprefix("ror:"))
        for record, _ in sorted(registered, key=lambda one: one[1])
    )
    return tuple(
        NamesakesAt(name=name, organization=place, ror=ror)
        for name in list(crowded)[:MOST_NAMES_NARROWED]
        for place, ror in list(places)[:MOST_PLACES_NARROWED]
    )


def deciding_round(
    claim: Claim, lookups: Iterable[Lookup], candidates: "Sequence[Candidate]"
) -> tuple[Query, ...]:
    """One question by the claimed coauthors, where nobody is chosen among people of the name.

    Works that print both names say whose they are. Where somebody was chosen, or found under a
    claimed identifier, or where there is nobody to choose among, it could change nothing. The
    field is left out: people are not chosen by it, and those at its edge would be missed.
    """
    found = [lookup for lookup in lookups if isinstance(lookup, Found)]
    coauthors = dict.fromkeys(one.name for one in claim.all(CoauthorAssertion))
    several = len(candidates) >= SEVERAL_PEOPLE or bool(_crowded(found))
    chosen = any(candidate.chosen for candidate in candidates)
    if chosen or not several or not coauthors or _is_identified(found):
        return ()
    return (
        NamesakesWith(
            names=claim.names[:MOST_NAMES_NARROWED],
            others=tuple(coauthors)[:MOST_COAUTHORS_NARROWED],
        ),
    )


def _is_identified(found: Iterable[Found]) -> bool:
    """Whether somebody was found under a claimed identifier."""
    return any(isinstance(lookup.query, PersonById) for lookup in found)


def _crowded(found: Iterable[Found]) -> dict[str, None]:
    """The names of which a source counts more people than it lists."""
    return dict.fromkeys(
        lookup.query.name
        for lookup in found
        if isinstance(lookup.query, PersonByName) and lookup.unlisted
    )


def plan_lookups(
    queries: Sequence[Query], sources: "Sequence[Source]", settings: Settings
) -> "tuple[tuple[Query, Source], ...]":
    """Which source is asked what: every pair once, equal queries joined in what they are about."""
    about: dict[Query, tuple[str, ...]] = {}
    for query in queries:
        known = about.get(query, ())
        about[query] = (*known, *(item for item in query.about if item not in known))
    return tuple(
        (replace(query, about=assertions), source)
        for query, assertions in about.items()
        for source in sources
        if settings.wants(source.id) and type(query) in source.answers and source.serves(query)
    )


def second_round(
    claim: Claim,
    candidates: "Sequence[Candidate]",
    asked: Iterable[Query],
    pages: Iterable[PageRecord] = (),
) -> tuple[Query, ...]:
    """Questions about the chosen candidate and about ``pages``, those of the first round.

    Of a candidate, records behind its identifiers, and their works; of pages, the pictures to
    compare with a submitted photo. ``asked`` are the queries of earlier rounds; none is asked
    again.
    """
    done = set(asked)
    queries = _merged((*_second(claim, candidates, done), *_pictures(claim, pages)))
    return tuple(query for query in queries if query not in done)


def _first(claim: Claim) -> Iterable[Query]:
    works = claim.all(WorkAssertion)
    coauthors = claim.all(CoauthorAssertion)
    affiliation = next(iter(claim.present_posts), None)
    identified = False
    sought = Sought(
        works=tuple((work.doi, work.title) for work in works if work.doi or work.title),
        coauthors=tuple(one.name for one in coauthors),
    )
    for assertion in claim.assertions:
        about = (assertion.id,)
        match assertion:
            case IdentifierAssertion(scheme=IdentifierScheme.GITHUB):
                yield AccountRegistration(login=assertion.identifier, about=about)
            case IdentifierAssertion():
                identified = True
                yield PersonById(
                    scheme=assertion.scheme, identifier=assertion.identifier, about=about
                )
                yield WorksOfPerson(
                    scheme=assertion.scheme,
                    identifier=assertion.identifier,
                    sought=sought,
                    about=about,
                )
            case PostAssertion() | DegreeAssertion() if assertion.organization:
                yield OrganizationByName(name=assertion.organization, about=about)
                if isinstance(assertion, PostAssertion):
                    yield from _printed_units(assertion)
            case LinkAssertion():
                yield PageAt(url=assertion.url, names=claim.names, about=about)
                yield ArchiveOfPage(url=assertion.url, about=about)
                if host := urlsplit(assertion.url).hostname:
                    yield DomainRegistration(domain=host.lower(), about=about)
            case EmailAssertion() if not _is_anybodys(assertion.domain):
                yield DomainRegistration(domain=assertion.domain, about=about)
            case _:
                continue
    for work in _spread(works, MOST_WORKS_ASKED):
        about = (work.id,)
        if work.doi:
            yield WorkByDoi(doi=work.doi, about=about)
        if work.title:
            if not work.doi:
                yield WorkByTitle(title=work.title, author=claim.name, year=work.year, about=about)
            if work.venue and work.year:
                yield VenueCoverage(venue=work.venue, year=work.year, about=about)
    for count in (a for a in claim.all(WorkCountAssertion) if a.venue):
        for year in _career(works):
            yield VenueCoverage(venue=str(count.venue), year=year, about=(count.id,))
    for coauthor in coauthors[:MOST_COAUTHORS_ASKED]:
        for name in claim.names:
            yield JointWorks(name=name, other=coauthor.name, about=(coauthor.id,))
    where = affiliation.organization if affiliation else None
    for name in claim.names:
        yield PersonByName(name=name, affiliation=None if identified else where)


def _printed_units(post: PostAssertion) -> Iterable[Query]:
    """Claimed units; for full-time posts that overlap, also where their organisation is."""
    organization, units = claimed_units(post.organization, post.department)
    asked = units[:MOST_UNITS_ASKED] or ((None,) if post.full_time else ())
    for unit in asked:
        yield UnitsOfOrganization(organization=organization, unit=unit, about=(post.id,))


def _is_anybodys(domain: str) -> bool:
    """Whether the domain is a mail service's, whose age says nothing of who has a mailbox there."""
    from persona_check.compare.academic_domains import is_free_mail

    return is_free_mail(domain)


def _second(
    claim: Claim, candidates: "Sequence[Candidate]", done: Collection[Query]
) -> Iterable[Query]:
    claimed = [a.id for a in claim.assertions if isinstance(a, WorkAssertion | CoauthorAssertion)]
    chosen = next((candidate for candidate in candidates if candidate.chosen), None)
    if chosen is None:
        return
    about = tuple(claimed)
    identifiers: dict[tuple[IdentifierScheme, str], None] = {}
    # whoever was chosen by common works may be in none of the lists of people
    if any(isinstance(query, NamesakesWith) for query in done):
        identifiers |= _printed_identifiers(chosen)
    for record in chosen.records:
        for identifier in record.identifiers:
            identifiers.setdefault((identifier.scheme, identifier.value))
    in_hand = {record.key: record for record in chosen.records}
    for scheme, value in list(identifiers)[:MOST_IDENTIFIERS_FOLLOWED]:
        held = in_hand.get(f"{scheme}:{value}")
        if held is None:
            yield PersonById(scheme=scheme, identifier=value, about=about)
        # the index that keeps this record has listed the works under its other identifier already
        listed = held is not None and any(
            WorksOfPerson(scheme=other.scheme, identifier=other.value) in done
            for other in held.identifiers
            if scheme is IdentifierScheme.OPENALEX and other.scheme is IdentifierScheme.ORCID
        )
        if not listed:
            yield WorksOfPerson(scheme=scheme, identifier=value, about=about)


def _printed_identifiers(chosen: "Candidate") -> dict[tuple[IdentifierScheme, str], None]:
    """Those on the bylines of a candidate, the commonest first."""
    from persona_check.compare import names

    counted = Counter(
        key
        for work in chosen.works
        for author in work.authors
        if any(names.compatible(chosen.name, one) for one in author.names)
        for key in (
            (IdentifierScheme.ORCID, author.orcid or ""),
            (IdentifierScheme.OPENALEX, (author.author_key or "").removeprefix("openalex:")),
        )
        if key[1] and ":" not in key[1]
    )
    return dict.fromkeys(key for key, _ in counted.most_common(MOST_IDENTIFIERS_FOLLOWED))


def _pictures(claim: Claim, pages: Iterable[PageRecord]) -> Sequence[Query]:
    """Pictures on pages that print the name, the first few of each; none without a photo."""
    photos = tuple(a.id for a in claim.all(PhotoAssertion))
    if not photos:
        return ()
    queries = [
        PictureAt(url=url, page_url=page.url, about=photos)
        for page in pages
        if page.names_seen
        for url in page.image_urls[:MOST_PICTURES_OF_PAGE]
    ]
    return queries[:MOST_PICTURES_ASKED]


def _career(works: Sequence[WorkAssertion]) -> range:
    """The claimed years of publishing, at most so many."""
    years = [work.year for work in works if work.year]
    return range(min(years), max(years) + 1)[-MOST_YEARS_ASKED:] if years else range(0)


def _spread(works: Sequence[WorkAssertion], most: int) -> Sequence[WorkAssertion]:
    """At most ``most`` works, evenly over the list."""
    if len(works) <= most:
        return works
    return [works[index * len(works) // most] for index in range(most)]


def _merged(queries: Iterable[Query]) -> tuple[Query, ...]:
    merged: dict[Query, tuple[str, ...]] = {}
    for query in queries:
        merged[query] = tuple(dict.fromkeys((*merged.get(query, ()), *query.about)))
    return tuple(replace(query, about=about) for query, about in merged.items())

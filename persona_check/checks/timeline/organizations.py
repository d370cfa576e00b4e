"""Posts against what is known of their organisations: where they are, since when, until when."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from persona_check.checks.timeline.dating import observation, years
from persona_check.compare import academic_domains, countries, organizations
from persona_check.dossier.index import Dossier, evidence_of
from persona_check.model.claim import Assertion, PostAssertion
from persona_check.model.finding import Observation
from persona_check.model.lookup import Found, OrganizationByName, UnitsOfOrganization
from persona_check.model.record import OrganizationRecord, PrintedUnitsRecord

__all__ = ["before_founding", "closed_organizations", "two_continents"]

# Full-time posts may overlap by a year of moving.
YEARS_OF_MOVING = 1
# An establishment year in a registry is often that of a renaming or merger.
YEARS_BEFORE_FOUNDING = 2
# Of printed affiliations one in a hundred names another continent than the rest of its
# organisation (docs/timeline.md): where so many agree, the organisation is there.
SHARE_PRINTED_THERE = 0.9


def two_continents(dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    """Full-time posts of the same years at organisations on different continents."""
    posts = [
        a
        for a in dated
        if isinstance(a, PostAssertion)
        and a.full_time
        and len(years(a)) == 2
        # other lists may know only one of an organisation's several places
        and not dossier.unheard(OrganizationByName, about=a.id)
    ]
    for a, b in combinations(posts, 2):
        overlap = min(years(a)[1], years(b)[1]) - max(years(a)[0], years(b)[0])
        if overlap <= YEARS_OF_MOVING or organizations.same(a.organization, b.organization).same:
            continue
        places = _continents(a, dossier), _continents(b, dossier)
        if all(places) and not places[0] & places[1]:
            where = " and ".join("/".join(sorted(place)) for place in places)
            words = f"{a.value} and {b.value}: full-time in {where} at the same time"
            yield observation("full_time_on_two_continents", words, [a, b], overlap_years=overlap)


def _continents(post: PostAssertion, dossier: Dossier) -> frozenset[str]:
    registered = [
        record.continent or countries.continent_of(record.country_code or "")
        for record in _registered(post, dossier)
    ]
    found = {place for place in registered if place}
    if not found and (code := countries.country_in(post.organization)):
        found = {place for place in [countries.continent_of(code)] if place}
    if not found:
        codes = academic_domains.countries_of(post.organization)
        found = {place for code in codes if (place := countries.continent_of(code))}
    return frozenset(found) or _printed_continents(post, dossier)


def _printed_continents(post: PostAssertion, dossier: Dossier) -> frozenset[str]:
    """The continent of the country that papers print beside the organisation."""
    works: dict[str, int] = {}
    for lookup in dossier.about(post.id, UnitsOfOrganization):
        for record in lookup.records if isinstance(lookup, Found) else ():
            if isinstance(record, PrintedUnitsRecord):
                for code, count in record.countries:
                    if continent := countries.continent_of(code):
                        works[continent] = works.get(continent, 0) + count
    most = max(works, key=lambda continent: (works[continent], continent), default=None)
    if most is None or works[most] < SHARE_PRINTED_THERE * sum(works.values()):
        return frozenset()
    return frozenset({most})


def _registered(post: PostAssertion, dossier: Dossier) -> list[OrganizationRecord]:
    return [
        record
        for lookup in dossier.about(post.id, OrganizationByName)
        if isinstance(lookup, Found)
        for record in lookup.records
        if isinstance(record, OrganizationRecord)
        and (record.chosen or organizations.same(record.name, post.organization).same)
    ]


def before_founding(dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    """Posts before the registry says that their organisation was founded.

    Degrees are mostly told by the present name of the organisation and are left out.
    """
    for a in dated:
        if not isinstance(a, PostAssertion):
            continue
        for record in _registered(a, dossier)[:1]:
            founded = record.established_year
            predecessor = any(
                "predecessor" in relation.casefold() for relation, _ in record.related
            )
            if (
                founded is not None
                and not predecessor
                and min(years(a)) < founded - YEARS_BEFORE_FOUNDING
            ):
                words = f"{a.value}: {record.name} was founded only in {founded}"
                yield observation(
                    "before_it_existed",
                    words,
                    [a],
                    evidence=evidence_of([record]),
                    established_year=founded,
                )


def closed_organizations(dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    """Current posts at organisations that the registry lists as closed."""
    for a in dated:
        if not isinstance(a, PostAssertion) or not a.current:
            continue
        for record in _registered(a, dossier)[:1]:
            if record.status in ("inactive", "withdrawn"):
                heirs = [name for kind, name in record.related if "successor" in kind.casefold()]
                after = f"; its successor is {heirs[0]}" if heirs else ""
                words = f"{a.value}: {record.name} is listed as {record.status}{after}"
                yield observation("at_a_closed_house", words, [a], evidence=evidence_of([record]))

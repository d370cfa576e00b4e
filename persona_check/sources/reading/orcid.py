"""What ORCID answers with: people and the works that they list, as records."""

from collections.abc import Iterable

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    UnavailableReason,
)
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Identifier,
    PersonRecord,
    PersonStatus,
    WorkRecord,
)
from persona_check.sources.reading import orcid_schema as wire
from persona_check.sources.reading import orcid_values as values
from persona_check.sources.reading.decoding import (
    attested,
    bare_doi,
    bare_orcid,
    bare_ror,
    distinct,
    identifier_at,
    malformed,
    plain,
    present,
    upstream_of_work,
    work_key,
)
from persona_check.web.base import Answer, SourceUnavailableError

__all__ = [
    "asserted_by",
    "counted",
    "parse_found",
    "parse_record",
    "parse_works",
    "parse_works_of_record",
    "refusal",
]

# Clients through which people bring works to their own record ("search and link"); files from
# before 2020 do not say that the person was the origin, so nothing is known of who chose.
_WIZARDS = frozenset(
    {
        "0000-0002-5982-8983",  # Scopus - Elsevier
        "0000-0003-1377-5676",  # ResearcherID
        "0000-0002-3054-1567",  # Crossref Metadata Search
        "0000-0002-9157-3431",  # Europe PubMed Central
        "0000-0003-0412-1857",  # DataCite search and link
    }
)


# 409 Conflict: which of them ORCID means (api_en.properties of ORCID-Source, read November 2026),
# by its number, or by its words where an older or shortened answer has no number
_CONFLICTS = {
    9018: ("locked", "ORCID has locked this record"),
    9036: ("claimed", "this record has not been claimed by its owner"),
    9044: ("deactivated", "its owner has deactivated this record"),
}


_DEACTIVATED = "Given Names Deactivated"


_KINDS = (
    ("employments", AffiliationKind.EMPLOYMENT),
    ("educations", AffiliationKind.EDUCATION),
    ("qualifications", AffiliationKind.EDUCATION),
    ("invited_positions", AffiliationKind.MEMBERSHIP),
    ("memberships", AffiliationKind.MEMBERSHIP),
    ("services", AffiliationKind.MEMBERSHIP),
)


def refusal(answer: Answer) -> SourceUnavailableError:
    """Why a record is not shown (409): locked, deactivated or never claimed."""
    error: wire.ErrorBody = values.decode(answer, wire.ErrorBody)
    said = f"{error.developer_message or ''} {error.user_message or ''}".casefold()
    for number, (word, detail) in _CONFLICTS.items():
        if error.error_code == number or (error.error_code is None and word in said):
            return SourceUnavailableError(UnavailableReason.LOCKED, detail)
    if error.error_code is None:
        raise malformed("the answer does not say why the record is not shown")
    return SourceUnavailableError(
        UnavailableReason.REJECTED_REQUEST, f"status 409, error {error.error_code}"
    )


def parse_record(answer: Answer, *, asked: str | None = None) -> PersonRecord:
    """The record in an answer; where another iD than ``asked`` answers, ``asked`` is deprecated."""
    record: wire.Record = values.decode(answer, wire.Record)
    orcid = bare_orcid(record.orcid_identifier.path or record.orcid_identifier.uri)
    if orcid is None:
        raise malformed("the answer is not a record")
    person = record.person or wire.Person()
    history = record.history or wire.History()
    activities = record.activities_summary or wire.Activities()
    names = _names(person)
    primary = _primary(record)
    status, canonical = PersonStatus.ACTIVE, None
    if asked is not None and asked != orcid:
        status, canonical = PersonStatus.DEPRECATED, f"orcid:{orcid}"
    elif primary is not None:
        status, canonical = PersonStatus.DEPRECATED, f"orcid:{primary}"
    elif history.deactivation_date is not None or _DEACTIVATED in names[:1]:
        status, names = PersonStatus.DELETED, ()
    created = values.moment(history.submission_date)
    works = present(activities.works.group) if activities.works else ()
    return PersonRecord(
        key=f"orcid:{asked or orcid}",
        name=names[0] if names else "",
        provenance=attested(
            answer.provenance,
            AssertedBy.SUBJECT,
            upstream=(f"orcid:{orcid}",),
            # by ORCID's clock, not typed by the person
            first_seen_on=created,
        ),
        other_names=names[1:],
        identifiers=_identifiers(orcid, person),
        affiliations=tuple(_affiliations(activities, orcid)),
        fields=distinct(plain(known.content) for known in present(_keywords(person))),
        awards=tuple(_awards(activities)),
        links=distinct(values.text(link.url) for link in _links(person)),
        verified_email_domains=values.domains(person),
        public_addresses=values.addresses(person),
        work_keys=distinct(_group_key(group) for group in works),
        works_count=len(works) if activities.works else None,
        created_on=created,
        creation_method=history.creation_method.lower() if history.creation_method else None,
        claimed=history.claimed,
        email_verified=history.verified_email,
        status=status,
        canonical_key=canonical,
    )


def parse_works(answer: Answer, *, orcid: str) -> tuple[WorkRecord, ...]:
    """The works on a record, one for each group, told by its best-attested entry.

    ORCID lists no authors in its summaries, so none are given.
    """
    return _works(values.decode(answer, wire.Works), orcid, answer.provenance)


def parse_works_of_record(answer: Answer) -> tuple[WorkRecord, ...] | None:
    """The works on a whole record; None where it has no such part."""
    record: wire.Record = values.decode(answer, wire.Record)
    orcid = bare_orcid(record.orcid_identifier.path or record.orcid_identifier.uri)
    activities = record.activities_summary
    if orcid is None or activities is None or activities.works is None:
        return None
    return _works(activities.works, orcid, answer.provenance)


def parse_found(answer: Answer) -> tuple[PersonRecord, ...]:
    """The people whom a search by name found."""
    found: wire.Expanded = values.decode(answer, wire.Expanded)
    people = present(found.expanded_result)
    if found.num_found and not people:
        raise malformed(f"the answer counts {found.num_found} people and lists none")
    return tuple(_found(person, answer.provenance) for person in people)


def counted(answer: Answer) -> int:
    """How many people a search by name found in all."""
    found: wire.Expanded = values.decode(answer, wire.Expanded)
    return found.num_found


def asserted_by(source: wire.Source | None, orcid: str) -> AssertedBy:
    """Who stands behind an item: an organisation only where no person is named as its origin."""
    if source is None:
        return AssertedBy.UNKNOWN
    origin = _id(source.assertion_origin_orcid)
    author = _id(source.source_orcid)
    if origin is not None or author is not None:
        return AssertedBy.SUBJECT if orcid in (origin, author) else AssertedBy.THIRD_PARTY
    client = _id(source.source_client_id)
    if client is None or client in _WIZARDS:
        return AssertedBy.UNKNOWN
    return AssertedBy.THIRD_PARTY


def _id(host: wire.Host | None) -> str | None:
    return ((host.path or host.uri or "").rpartition("/")[2] or None) if host else None


def _primary(record: wire.Record) -> str | None:
    host = record.deprecated.primary_record if record.deprecated else None
    return bare_orcid(host.path or host.uri) if host else None


def _names(person: wire.Person) -> tuple[str, ...]:
    """The name to print, then all others."""
    name = person.name or wire.Name()
    given, family = values.text(name.given_names), values.text(name.family_name)
    others = person.other_names.other_name if person.other_names else None
    if given == _DEACTIVATED:
        return (given,)
    return distinct(
        [
            plain(values.text(name.credit_name)),
            plain(" ".join(part for part in (given, family) if part)),
            *(plain(other.content) for other in present(others)),
        ]
    )


def _keywords(person: wire.Person) -> Iterable[wire.Keyword | None]:
    return (person.keywords.keyword if person.keywords else None) or ()


def _links(person: wire.Person) -> tuple[wire.ResearcherUrl, ...]:
    urls = person.researcher_urls
    return present(urls.researcher_url if urls else None)


def _identifiers(orcid: str, person: wire.Person) -> tuple[Identifier, ...]:
    external = person.external_identifiers
    ids = present(external.external_identifier if external else None)
    addresses = [values.text(known.external_id_url) for known in ids]
    addresses += [values.text(link.url) for link in _links(person)]
    found = [Identifier(scheme=IdentifierScheme.ORCID, value=orcid)]
    found += present(identifier_at(address) for address in addresses)
    return tuple(dict.fromkeys(found))


def _affiliations(activities: wire.Activities, orcid: str) -> Iterable[AffiliationFact]:
    for name, kind in _KINDS:
        for entry in (getattr(activities, name) or wire.Affiliations()).each():
            organization = entry.organization
            if organization is None or not (known := plain(organization.name)):
                continue
            registry = organization.disambiguated_organization
            yield AffiliationFact(
                organization=known,
                kind=kind,
                ror=bare_ror(registry.disambiguated_organization_identifier)
                if registry and (registry.disambiguation_source or "").upper() == "ROR"
                else None,
                department=plain(entry.department_name) or None,
                role=plain(entry.role_title) or None,
                start_year=values.year(entry.start_date),
                end_year=values.year(entry.end_date),
                asserted_by=asserted_by(entry.source, orcid),
            )


def _awards(activities: wire.Activities) -> Iterable[str]:
    for entry in (activities.distinctions or wire.Affiliations()).each():
        giver = plain(entry.organization.name) if entry.organization else ""
        year = values.year(entry.start_date)
        words = ", ".join(part for part in (plain(entry.role_title), giver) if part)
        if words:
            yield f"{words} ({year})" if year else words


def _doi(ids: wire.ExternalIds | None) -> str | None:
    for known in present(ids.external_id if ids else None):
        if (known.external_id_type or "").lower() == "doi" and (
            (known.external_id_relationship or "self").lower() == "self"
        ):
            doi = bare_doi(values.text(known.external_id_normalized)) or bare_doi(
                known.external_id_value
            )
            if doi:
                return doi
    return None


def _entries(group: wire.WorkGroup) -> tuple[wire.WorkSummary, ...]:
    return present(group.work_summary)


def _title(entry: wire.WorkSummary) -> str:
    return plain(values.text(entry.title.title)) if entry.title else ""


def _group_key(group: wire.WorkGroup) -> str | None:
    titles = distinct(_title(entry) for entry in _entries(group))
    doi = _doi(group.external_ids) or next(
        iter(distinct(_doi(entry.external_ids) for entry in _entries(group))), None
    )
    return work_key(doi, titles[0] if titles else None)


_BEST = (AssertedBy.THIRD_PARTY, AssertedBy.UNKNOWN, AssertedBy.SUBJECT)


def _works(works: wire.Works, orcid: str, provenance: Provenance) -> tuple[WorkRecord, ...]:
    records = (_work(group, orcid, provenance) for group in present(works.group))
    return tuple(record for record in records if record is not None)


def _work(group: wire.WorkGroup, orcid: str, provenance: Provenance) -> WorkRecord | None:
    entries = sorted(
        _entries(group), key=lambda entry: _BEST.index(asserted_by(entry.source, orcid))
    )
    if not entries:
        return None
    best = entries[0]
    doi = _doi(group.external_ids) or next(
        iter(distinct(_doi(entry.external_ids) for entry in entries)), None
    )
    # when it came onto the record, by ORCID's clock; its date of publication is as typed
    seen = sorted(present(values.moment(entry.created_date) for entry in entries))
    return WorkRecord(
        key=f"orcid:{orcid}/{best.put_code}",
        title=next(iter(distinct(_title(entry) for entry in entries)), ""),
        provenance=attested(
            provenance,
            asserted_by(best.source, orcid),
            upstream=upstream_of_work(doi) or (f"orcid:{orcid}",),
            first_seen_on=seen[0] if seen else None,
        ),
        year=next(iter(present(values.year(entry.publication_date) for entry in entries)), None),
        venue=next(
            iter(distinct(plain(values.text(entry.journal_title)) for entry in entries)), None
        ),
        doi=doi,
        kind=best.type.lower().replace("_", "-") if best.type else None,
        authors_complete=False,
        created_on=seen[0] if seen else None,
    )


def _found(person: wire.ExpandedPerson, provenance: Provenance) -> PersonRecord:
    orcid = bare_orcid(person.orcid_id)
    if orcid is None:
        raise malformed("the answer contains no ORCID iD")
    names = distinct(
        [
            plain(person.credit_name),
            plain(" ".join(part for part in (person.given_names, person.family_names) if part)),
            *(plain(other) for other in present(person.other_name)),
        ]
    )
    return PersonRecord(
        key=f"orcid:{orcid}",
        name=names[0] if names else "",
        provenance=attested(provenance, AssertedBy.SUBJECT, upstream=(f"orcid:{orcid}",)),
        other_names=names[1:],
        identifiers=(Identifier(scheme=IdentifierScheme.ORCID, value=orcid),),
        # the search does not tell posts from studies, nor who stated them
        affiliations=tuple(
            AffiliationFact(organization=organization, kind=AffiliationKind.MEMBERSHIP)
            for organization in distinct(plain(name) for name in present(person.institution_name))
        ),
    )

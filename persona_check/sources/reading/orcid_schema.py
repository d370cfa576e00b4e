"""The form of ORCID's answers, API 3.0 (and what it kept of 2.x), in JSON and in XML."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from persona_check.sources.reading.decoding import (
    Wire,
)

if TYPE_CHECKING:
    pass

__all__ = [
    "Affiliation",
    "Affiliations",
    "ErrorBody",
    "Expanded",
    "ExpandedPerson",
    "ExternalId",
    "Record",
    "Source",
    "Text",
    "WorkGroup",
    "WorkSummary",
    "Works",
]


class Boxed(Wire, frozen=True, kw_only=True):
    """A value in its box, ``{"value": …}``; instants are milliseconds since 1970."""

    value: str | int | None = None


# JSON boxes what XML writes plainly
Text: TypeAlias = str | Boxed | None


class Host(Wire, frozen=True, kw_only=True):
    """An ORCID iD or client id."""

    uri: str | None = None
    path: str | None = None


class Source(Wire, frozen=True, kw_only=True, rename="kebab"):
    """Who put an item there: a person (their iD) or a client, and on whose word."""

    source_orcid: Host | None = None
    source_client_id: Host | None = None
    source_name: Text = None
    assertion_origin_orcid: Host | None = None
    assertion_origin_client_id: Host | None = None
    assertion_origin_name: Text = None


class History(Wire, frozen=True, kw_only=True, rename="kebab"):
    """How the record came to be."""

    creation_method: str | None = None
    submission_date: Text = None
    deactivation_date: Text = None
    claimed: bool | None = None
    verified_email: bool | None = None


class Name(Wire, frozen=True, kw_only=True, rename="kebab"):
    """The names that the person chose to show."""

    given_names: Text = None
    family_name: Text = None
    credit_name: Text = None


class OtherName(Wire, frozen=True, kw_only=True):
    """A name also used."""

    content: str | None = None


class OtherNames(Wire, frozen=True, kw_only=True, rename="kebab"):
    """Names also used."""

    other_name: list[OtherName | None] | None = None


class ResearcherUrl(Wire, frozen=True, kw_only=True):
    """A page that the record links."""

    url: Text = None
    source: Source | None = None


class ResearcherUrls(Wire, frozen=True, kw_only=True, rename="kebab"):
    """Pages that the record links."""

    researcher_url: list[ResearcherUrl | None] | None = None


class Email(Wire, frozen=True, kw_only=True, rename="kebab"):
    """A public mail address."""

    email: str | None = None
    verified: bool | None = None
    last_modified_date: Text = None


class EmailDomain(Wire, frozen=True, kw_only=True):
    """A domain at which ORCID verified an address of the person."""

    value: str | None = None


class EmailDomains(Wire, frozen=True, kw_only=True, rename="kebab"):
    """Verified domains, shown since 2024."""

    email_domain: list[EmailDomain | None] | None = None


class Emails(Wire, frozen=True, kw_only=True, rename="kebab"):
    """Public mail addresses, and verified domains."""

    email: list[Email | None] | None = None
    email_domains: EmailDomains | None = None


class Keyword(Wire, frozen=True, kw_only=True):
    """A key word."""

    content: str | None = None


class Keywords(Wire, frozen=True, kw_only=True):
    """Key words."""

    keyword: list[Keyword | None] | None = None


class ExternalId(Wire, frozen=True, kw_only=True, rename="kebab"):
    """An identifier of a person or work in another registry."""

    external_id_type: str | None = None
    external_id_value: str | None = None
    external_id_normalized: Text = None
    external_id_url: Text = None
    external_id_relationship: str | None = None


class ExternalIdentifiers(Wire, frozen=True, kw_only=True, rename="kebab"):
    """The person's identifiers elsewhere."""

    external_identifier: list[ExternalId | None] | None = None


class ExternalIds(Wire, frozen=True, kw_only=True, rename="kebab"):
    """A work's identifiers."""

    external_id: list[ExternalId | None] | None = None


class Person(Wire, frozen=True, kw_only=True, rename="kebab"):
    """The part about the person."""

    name: Name | None = None
    other_names: OtherNames | None = None
    researcher_urls: ResearcherUrls | None = None
    emails: Emails | None = None
    email_domains: EmailDomains | None = None
    keywords: Keywords | None = None
    external_identifiers: ExternalIdentifiers | None = None


class FuzzyDate(Wire, frozen=True, kw_only=True):
    """A date as typed, to the year, month or day."""

    year: Text = None
    month: Text = None
    day: Text = None


class Disambiguated(Wire, frozen=True, kw_only=True, rename="kebab"):
    """An organisation's identifier in a registry."""

    disambiguated_organization_identifier: str | None = None
    disambiguation_source: str | None = None


class Organization(Wire, frozen=True, kw_only=True, rename="kebab"):
    """An organisation as named in the record."""

    name: str | None = None
    disambiguated_organization: Disambiguated | None = None


class Affiliation(Wire, frozen=True, kw_only=True, rename="kebab"):
    """A post, course of study, membership or distinction."""

    source: Source | None = None
    department_name: str | None = None
    role_title: str | None = None
    start_date: FuzzyDate | None = None
    end_date: FuzzyDate | None = None
    organization: Organization | None = None


class Summaries(Wire, frozen=True, kw_only=True, rename="kebab"):
    """One of these, by the kind of affiliation."""

    employment_summary: Affiliation | None = None
    education_summary: Affiliation | None = None
    qualification_summary: Affiliation | None = None
    membership_summary: Affiliation | None = None
    service_summary: Affiliation | None = None
    invited_position_summary: Affiliation | None = None
    distinction_summary: Affiliation | None = None

    def each(self) -> Iterator[Affiliation]:
        """Those that are there."""
        for name in self.__struct_fields__:
            found = getattr(self, name)
            if found is not None:
                yield found


class AffiliationGroup(Wire, frozen=True, kw_only=True):
    """Entries about the same affiliation by several sources."""

    summaries: list[Summaries | None] | None = None


class Affiliations(Wire, frozen=True, kw_only=True, rename="kebab"):
    """All of one kind; API 2.x and early 3.0 files list the entries without groups."""

    affiliation_group: list[AffiliationGroup | None] | None = None
    employment_summary: list[Affiliation | None] | None = None
    education_summary: list[Affiliation | None] | None = None

    def each(self) -> Iterator[Affiliation]:
        """All entries, in order."""
        for group in self.affiliation_group or ():
            for summaries in (group.summaries if group else None) or ():
                if summaries is not None:
                    yield from summaries.each()
        for entry in (*(self.employment_summary or ()), *(self.education_summary or ())):
            if entry is not None:
                yield entry


class Title(Wire, frozen=True, kw_only=True):
    """A work's title."""

    title: Text = None


class WorkSummary(Wire, frozen=True, kw_only=True, rename="kebab"):
    """A work as one source put it on the record."""

    put_code: int | None = None
    created_date: Text = None
    source: Source | None = None
    title: Title | None = None
    external_ids: ExternalIds | None = None
    type: str | None = None
    publication_date: FuzzyDate | None = None
    journal_title: Text = None


class WorkGroup(Wire, frozen=True, kw_only=True, rename="kebab"):
    """Entries about the same work by several sources."""

    external_ids: ExternalIds | None = None
    work_summary: list[WorkSummary | None] | None = None


class Works(Wire, frozen=True, kw_only=True):
    """All works; the field is always there, null or empty where there are none."""

    group: list[WorkGroup | None] | None


class Activities(Wire, frozen=True, kw_only=True, rename="kebab"):
    """What the person did."""

    employments: Affiliations | None = None
    educations: Affiliations | None = None
    qualifications: Affiliations | None = None
    memberships: Affiliations | None = None
    services: Affiliations | None = None
    invited_positions: Affiliations | None = None
    distinctions: Affiliations | None = None
    works: Works | None = None


class Deprecated(Wire, frozen=True, kw_only=True, rename="kebab"):
    """That another record took this one's place."""

    primary_record: Host | None = None


class Record(Wire, frozen=True, kw_only=True, rename="kebab"):
    """A whole record."""

    orcid_identifier: Host
    history: History | None = None
    person: Person | None = None
    activities_summary: Activities | None = None
    deprecated: Deprecated | None = None


class ExpandedPerson(Wire, frozen=True, kw_only=True, rename="kebab"):
    """A person that a search found."""

    orcid_id: str
    given_names: str | None = None
    family_names: str | None = None
    credit_name: str | None = None
    other_name: list[str | None] | None = None
    email: list[str | None] | None = None
    institution_name: list[str | None] | None = None


class Expanded(Wire, frozen=True, kw_only=True, rename="kebab"):
    """What a search found; the list is null where it is empty."""

    num_found: int
    expanded_result: list[ExpandedPerson | None] | None = None


class ErrorBody(Wire, frozen=True, kw_only=True, rename="kebab"):
    """Why a record is not shown."""

    error_code: int | None = None
    developer_message: str | None = None
    user_message: str | None = None

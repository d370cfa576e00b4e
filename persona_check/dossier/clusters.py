"""Bylines and records that are held to be one person while people are told apart."""

from dataclasses import dataclass, field

from persona_check.compare import names
from persona_check.compare.group_authors import is_group
from persona_check.model.record import Authorship, PersonRecord, WorkRecord

__all__ = ["Cluster", "companions", "dated_organizations", "fuller"]


@dataclass(slots=True)
class Cluster:
    """Bylines and records held to be one person while grouping goes on."""

    records: list[PersonRecord] = field(default_factory=list)
    works: dict[str, WorkRecord] = field(default_factory=dict)
    bylines: list[tuple[WorkRecord, Authorship]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)  # source:… and orcid:… identifiers
    reasons: dict[str, None] = field(default_factory=dict)


def fuller(held: WorkRecord, other: WorkRecord) -> WorkRecord:
    """Of two copies of one work the one that prints more."""

    def richness(work: WorkRecord) -> tuple[int, int, int]:
        return (
            sum(bool(author.affiliations) for author in work.authors),
            len(work.authors),
            sum(value is not None for value in (work.venue, work.year, work.created_on)),
        )

    return other if richness(other) > richness(held) else held


def companions(cluster: Cluster) -> set[str]:
    """The normal names of all who stand beside this person on works and records."""
    own = {author.name for _, author in cluster.bylines}
    people = {
        names.normal(author.name)
        for work in cluster.works.values()
        for author in work.authors
        if author.name not in own and not author.group and not is_group(author.name)
    }
    people.update(names.normal(name) for record in cluster.records for name in record.coauthors)
    return people


def dated_organizations(cluster: Cluster) -> list[tuple[str, int | None]]:
    """The organisations printed and stated, each with its year where one is known."""
    printed = [
        (affiliation, work.year)
        for work, author in cluster.bylines
        for affiliation in author.affiliations
    ]
    stated = [
        (fact.organization, fact.start_year)
        for record in cluster.records
        for fact in record.affiliations
    ]
    return list(dict.fromkeys(printed + stated))

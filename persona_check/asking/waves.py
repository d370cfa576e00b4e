"""Which sources are asked first, and which only if something is still open.

A check of one person should take some twenty requests, not sixty. Registries and the widest index
answer first; other indexes, which for the most part copy them, are asked what is still open.
"""

from collections.abc import Iterable, Sequence, Set

from persona_check.compare import names, titles
from persona_check.model.lookup import (
    Found,
    JointWorks,
    Lookup,
    NotFound,
    PersonById,
    PersonByName,
    Query,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy, Via
from persona_check.model.record import PersonRecord, WorkRecord
from persona_check.web.base import Asker

__all__ = ["settled", "waits"]


def waits(query: Query, source: Asker) -> bool:
    """Whether a source is asked this only after the first ones have answered."""
    return type(query) in source.traits.asked_late


def settled(query: Query, source: Asker, lookups: Sequence[Lookup], registries: Set[str]) -> bool:
    """Whether what was answered already leaves nothing to ask this source.

    An identifier is settled where the source does not assign it and found the person under another
    one already, in an earlier round; a local corpus costs nothing to ask. A DOI is settled by one
    of the ``registries`` where DOIs are registered; a title by a work of that title with that
    author; a name by somebody of that name whom the source holds under an identifier; common works
    by one that somebody else than its authors stands behind.
    """
    match query:
        case PersonById():
            return query.scheme not in source.traits.knows_all_of and any(
                lookup.source == source.id
                and isinstance(lookup.query, PersonById)
                and lookup.query != query
                for lookup in lookups
                if isinstance(lookup, Found) and lookup.records[0].provenance.via is not Via.CORPUS
            )
        case WorkByDoi():
            return any(lookup.source in registries for lookup in _found(query, lookups))
        case WorkByTitle():
            return any(
                any(titles.same(query.title, title).same for title in work.titles)
                and (query.author is None or _prints(work, query.author))
                for work in _works(_found(query, lookups))
            )
        case WorksOfPerson():
            return any(
                lookup.source == source.traits.taken_in_by and lookup.query == query
                for lookup in lookups
                if isinstance(lookup, Found | NotFound)
            )
        case PersonByName():
            return any(
                names.compatible(query.name, record.name)
                for lookup in lookups
                if isinstance(lookup, Found)
                and lookup.source == source.id
                and isinstance(lookup.query, PersonById)
                for record in lookup.records
                if isinstance(record, PersonRecord)
            )
        case JointWorks():
            found = [lookup for lookup in lookups if isinstance(lookup, Found)]
            return any(
                work.provenance.asserted_by is AssertedBy.THIRD_PARTY
                and _prints(work, query.other)
                and _prints(work, query.name)
                for work in _works(found)
            )
        case _:
            return False


def _found(query: Query, lookups: Iterable[Lookup]) -> list[Found]:
    return [lookup for lookup in lookups if isinstance(lookup, Found) and lookup.query == query]


def _works(lookups: Iterable[Found]) -> Iterable[WorkRecord]:
    for lookup in lookups:
        yield from (record for record in lookup.records if isinstance(record, WorkRecord))


def _prints(work: WorkRecord, name: str) -> bool:
    return any(names.compatible(name, one) for author in work.authors for one in author.names)

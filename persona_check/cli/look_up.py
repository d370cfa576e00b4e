"""Whose iD, or whose work is this? The sources' records, asked before there is a claim."""

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from persona_check.errors import ClaimError

if TYPE_CHECKING:
    from persona_check.intake.reading import Item, ReadClaim
    from persona_check.model.lookup import Lookup, Query
    from persona_check.settings import Settings

__all__ = ["name_in_records"]

MOST_NAMES = 8


def name_in_records(read: "ReadClaim", settings: "Settings") -> "Item | None":
    """The name in the records under its identifier, or the only author of its work.

    Raises ``ClaimError`` where a work has several authors: which of them is meant is for the user
    to say.
    """
    from persona_check.intake.reading import Item
    from persona_check.model.lookup import Found
    from persona_check.model.record import PersonRecord, WorkRecord

    queries = _queries(read)
    if not queries:
        return None
    found = [one for one in asyncio.run(_answers(queries, settings)) if isinstance(one, Found)]
    people = [
        (record.name, one.source)
        for one in found
        for record in one.records
        if isinstance(record, PersonRecord) and record.name
    ]
    if people:
        name = Counter(name for name, _ in people).most_common(1)[0][0]
        sources = dict.fromkeys(source for held, source in people if held == name)
        return Item(key="name", value=name, place=f"the record at {', '.join(sources)}")
    authors = [
        [author.name for author in sorted(record.authors, key=lambda one: one.position)]
        for one in found
        for record in one.records
        if isinstance(record, WorkRecord) and record.authors
    ]
    if not authors:
        return None
    names = max(authors, key=len)
    if len(names) == 1:
        return Item(key="name", value=names[0], place="the only author of the work")
    shown = ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")
    raise ClaimError(
        f"the work has {len(names)} authors: {shown}",
        f'say which one is meant, for example --name "{names[0]}"',
    )


def _queries(read: "ReadClaim") -> "list[Query]":
    from persona_check.intake.to_claim import as_identified
    from persona_check.model.claim import IdentifierAssertion, IdentifierScheme, WorkAssertion
    from persona_check.model.lookup import AccountRegistration, PersonById, WorkByDoi

    queries: list[Query] = []
    for one in as_identified(read):
        if isinstance(one, IdentifierAssertion) and one.scheme is IdentifierScheme.GITHUB:
            queries.append(AccountRegistration(login=one.identifier))
        elif isinstance(one, IdentifierAssertion):
            queries.append(PersonById(scheme=one.scheme, identifier=one.identifier))
        elif isinstance(one, WorkAssertion) and one.doi:
            queries.append(WorkByDoi(doi=one.doi))
    return queries[:4]


async def _answers(queries: "list[Query]", settings: "Settings") -> "tuple[Lookup, ...]":
    from persona_check.session import Session

    async with Session(settings) as session:
        return await session.look_up(queries)

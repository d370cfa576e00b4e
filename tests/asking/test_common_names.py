"""A name of thousands: the claimed coauthors say who is meant, in one request where it can help."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from fixtures.world import wire as world_in_json
from fixtures.world.people import world
from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.dossier.people import resolve
from persona_check.model.claim import Claim, IdentifierScheme
from persona_check.model.lookup import Found, Lookup, NamesakesWith, PersonById
from persona_check.progress import SilentProgress
from persona_check.session import gather
from persona_check.sources.registry import build
from persona_check.web.base import Request
from persona_check.web.wire import Received
from tests.world_wire import WorldWire, client_over, world_settings

MAREN = world().people["maren"]
COAUTHORS = tuple(
    dict.fromkeys(
        world().people[key].name for one in world().works if "maren" in one.authors
        for key in one.authors if key != "maren"
    )
)[:3]  # fmt: skip
MANY = 5321


class Crowd(WorldWire):
    """The invented world, where OpenAlex counts thousands of Maren's name.

    It lists her among others (``listed``) or others alone; ``works`` is how many works it counts
    that print two names.
    """

    def __init__(self, *, listed: bool, works: int | None = None) -> None:
        super().__init__()
        self.listed, self.works = listed, works

    async def fetch(self, request: Request, *, timeout_s: float) -> Received:
        good = await super().fetch(request, timeout_s=timeout_s)
        address = urlsplit(request.url)
        query = parse_qs(address.query)
        if address.path == "/openalex/authors" and "search" in query:
            own = world_in_json.openalex_author(MAREN)
            others = [
                own | {"id": f"https://openalex.org/A77{n}", "orcid": None, "ids": {}}
                for n in range(3)
            ]
            listed = [own, *others] if self.listed else others
            body = world_in_json.openalex_list(listed)
            body["meta"]["count"] = MANY
            return replace(good, body=json.dumps(body).encode())
        if "raw_author_name" in str(query.get("filter")) and self.works is not None:
            body = json.loads(good.body)
            body["meta"]["count"] = self.works
            return replace(good, body=json.dumps(body).encode())
        return good


def of_her(*coauthors: str, orcid: str | None = None) -> Claim:
    return claim_from_flags(ClaimFlags(name=MAREN.name, coauthor=coauthors, orcid=orcid))


def gathered(claim: Claim, crowd: WorldWire) -> tuple[Lookup, ...]:
    settings = replace(world_settings(), only_sources=frozenset({"openalex"}))

    async def main() -> tuple[Lookup, ...]:
        client = client_over(crowd, settings)
        return await gather(
            claim, build(settings), client, settings=settings, progress=SilentProgress()
        )

    return asyncio.run(main())


def by_coauthors(lookups: Sequence[Lookup]) -> list[Lookup]:
    return [one for one in lookups if isinstance(one.query, NamesakesWith)]


@pytest.mark.parametrize("listed", [True, False])
def test_the_claimed_coauthors_say_which_of_thousands_is_meant(listed: bool) -> None:
    claim, crowd = of_her(*COAUTHORS), Crowd(listed=listed)
    lookups = gathered(claim, crowd)
    (asked,) = by_coauthors(lookups)
    assert isinstance(asked, Found)
    chosen = next(one for one in resolve(claim, lookups) if one.chosen)
    # whoever was chosen so is looked up as any other: the record, and all works
    held = {identifier.value for record in chosen.records for identifier in record.identifiers}
    assert MAREN.orcid in held
    assert len(chosen.works) == sum("maren" in one.authors for one in world().works)
    assert sum("raw_author_name" in url for url in crowd.asked) == 1


def test_works_with_strangers_name_nobody_and_hold_nothing_against_anybody() -> None:
    claim = of_her("Zxqvj Kwpfhbnmtr")
    lookups = gathered(claim, Crowd(listed=True))
    (asked,) = by_coauthors(lookups)
    assert not isinstance(asked, Found)
    assert not any(one.chosen for one in resolve(claim, lookups))


def test_the_first_of_very_many_works_decide_nothing() -> None:
    claim = of_her(*COAUTHORS)
    lookups = gathered(claim, Crowd(listed=True, works=3000))
    (asked,) = by_coauthors(lookups)
    assert isinstance(asked, Found)
    assert asked.unlisted
    assert not any(one.chosen for one in resolve(claim, lookups))


def test_nobody_is_asked_where_it_could_change_nothing() -> None:
    orcid = str(MAREN.orcid)
    title = next(one.title for one in world().works if "maren" in one.authors)
    for claim, crowd in (
        (of_her(), Crowd(listed=True)),
        (of_her(*COAUTHORS, orcid=orcid), Crowd(listed=True)),
        (replace(of_her(*COAUTHORS), name="Nobody Ofthisname"), WorldWire()),
        (
            claim_from_flags(ClaimFlags(name=MAREN.name, coauthor=COAUTHORS, work=(title,))),
            Crowd(listed=True),
        ),
    ):
        lookups = gathered(claim, crowd)
        assert by_coauthors(lookups) == []
        assert not any("raw_author_name" in url for url in crowd.asked)


def test_somebody_chosen_in_another_way_has_the_identifiers_of_records_alone_followed() -> None:
    title = next(one.title for one in world().works if "maren" in one.authors)
    claim = claim_from_flags(ClaimFlags(name=MAREN.name, work=(title,)))
    lookups = gathered(claim, Crowd(listed=False))
    followed = [
        one.query
        for one in lookups
        if isinstance(one.query, PersonById) and one.query.scheme is IdentifierScheme.OPENALEX
    ]
    assert followed == []

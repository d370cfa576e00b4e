"""Claims of many kinds by somebody of a rare or a common name."""

import random
from typing import TypeVar

from persona_check.model.claim import (
    Assertion,
    Claim,
    DegreeAssertion,
    EmailAssertion,
    FieldAssertion,
    IdentifierScheme,
    LifeEvent,
    LifeEventAssertion,
    LinkAssertion,
    PostAssertion,
    WorkCountAssertion,
)
from tests.builders import coauthor, identifier, work_claim

__all__ = [
    "ELSEWHERE",
    "ORCID",
    "OTHER_ORCID",
    "PAGE",
    "SCHOLAR",
    "SOLVEIG",
    "STRANGER",
    "TITLES",
    "TOBIAH",
    "UNIVERSITY",
    "VENUES",
    "claim_of_some_kind",
]

T = TypeVar("T")
RARE, COMMON, STRANGER = "Maren Oduya-Lindqvist", "Wei Zhang", "Casimir Tamberlane"
UNIVERSITY, ELSEWHERE = "University of Sydney", "Quorra College"
SOLVEIG, TOBIAH = "Solveig Vantressel", "Tobiah Okwuosa-Lind"
ORCID, OTHER_ORCID = "0000-0008-0000-0421", "0000-0008-0000-0771"
SCHOLAR = "AbCdEfGhIjKl"
PAGE = "https://www.sydney.edu.au/staff/m"
TITLES = (
    "Tidal pumping along microtidal coasts",
    "Barrier-island aquifers after dry winters",
    "Deep neural parsing of river names",
    "Salt lenses under moving dunes",
)
VENUES = ("ACL", "Science", "Groundwater Letters")


def claim_of_some_kind(rng: random.Random) -> Claim:
    """Some works, posts, coauthors, identifiers, addresses and dates, or few of them."""

    def some(*choices: T) -> T:
        return rng.choice(choices)

    items: list[Assertion] = []
    for number, title in enumerate(rng.sample(TITLES, some(0, 1, 2, 3, 4))):
        items.append(
            work_claim(
                title,
                f"w{number}",
                year=some(2019, 2020, 2021, None),
                venue=some(*VENUES, None),
                doi=some(None, None, f"10.5555/{TITLES.index(title)}"),
                position=some(None, None, "first"),
            )
        )
    if some(True, True, False):
        start = some(None, 2008, 2018, 2020)
        items.append(
            PostAssertion(
                id="p1",
                origin="row",
                organization=UNIVERSITY,
                role=some(None, "Professor", "nutrition therapist"),
                department=some(None, "Institute for Moral Telemetry"),
                start_year=start,
                end_year=some(None, 2022) if start else None,
                current=some(False, True),
                full_time=some(False, True),
            )
        )
    if some(True, False, False):
        items.append(
            PostAssertion(
                id="p2", origin="row", organization=ELSEWHERE, start_year=2018, end_year=2022,
                full_time=True,
            )
        )  # fmt: skip
    for number, name in enumerate(rng.sample((SOLVEIG, TOBIAH), some(0, 1, 2))):
        items.append(coauthor(name, f"c{number}"))
    if some(True, False):
        items.append(identifier(some(ORCID, ORCID, "0000-0008-0000-0422")))
    if some(True, False, False):
        items.append(identifier(SCHOLAR, "i2", IdentifierScheme.SCHOLAR))
    if some(True, False):
        domain = some("sydney.edu.au", "sydney-university.net", "quorra.example", "gmail.com")
        items.append(EmailAssertion(id="e1", origin="row", domain=domain))
    if some(True, False):
        items.append(LinkAssertion(id="l1", origin="row", url=some(PAGE, "https://oduya.example/")))
    if some(True, False, False):
        items.append(
            WorkCountAssertion(id="n1", origin="row", count=some(9, 12), venue=some(*VENUES))
        )
    if some(True, False, False):
        items.append(FieldAssertion(id="f1", origin="row", field="nutrition therapist"))
    if some(True, False, False):
        year = some(2005, 2015)
        items.append(
            DegreeAssertion(
                id="d1", origin="row", degree="PhD", organization=UNIVERSITY, end_year=year
            )
        )
    if some(True, False, False, False):
        items.append(
            LifeEventAssertion(id="b1", origin="row", event=LifeEvent.BORN, year=some(1980, 2010))
        )
    return Claim(id="t", name=some(RARE, RARE, COMMON), assertions=tuple(items))

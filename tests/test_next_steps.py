from dataclasses import replace

from persona_check.checks.registry import all_levels
from persona_check.model.claim import PhotoAssertion
from persona_check.model.finding import Observation
from persona_check.model.lookup import OrganizationByName, PageAt, PersonByName, WorkByTitle
from persona_check.model.record import OrganizationRecord, PageRecord
from persona_check.next_steps import MOST_STEPS, next_steps
from tests.builders import (
    NAME,
    author,
    claim,
    dossier,
    found,
    identifier,
    post,
    provenance,
    unavailable,
    work,
    work_claim,
)

SUPPORTED = Observation(check="publications", level="record_confirmed", summary="s")
LEVELS = all_levels()
PAPER = work(
    "Tidal pumping",
    author(NAME, 1, at=("Norrvik University",)),
    author("Solveig Vantressel", 2, at=("Quorra College",)),
)


def actions(*lookups: object, supported: bool = True, about: object = None) -> list[str]:
    one = about or claim(work_claim("Tidal pumping"), post("Norrvik University"))
    gathered = dossier(one, *lookups)  # type: ignore[arg-type] # lookups and a claim
    seen = [SUPPORTED] if supported else []
    return [step.action for step in next_steps(one, gathered, seen, LEVELS)]  # type: ignore[arg-type] # a claim


def test_a_real_record_asks_for_control_at_the_address_that_the_institution_publishes() -> None:
    page = PageRecord(
        url="https://www.norrvik.example/m",
        title="M",
        provenance=provenance("pages"),
        names_seen=(NAME,),
        email_addresses=("m@norrvik.example",),
        institution_domain=True,
    )
    first = actions(found(PageAt(url=page.url), page))[0]
    assert first.startswith("Write to m@norrvik.example, which the institution publishes")


def test_without_a_published_address_the_institutions_website_is_named() -> None:
    house = OrganizationRecord(
        key="ror:n",
        name="Norrvik University",
        provenance=provenance("ror"),
        links=("https://www.norrvik.example/",),
        chosen=True,
    )
    first = actions(found(OrganizationByName(name="Norrvik University", about=("p1",)), house))[0]
    assert "(website: https://www.norrvik.example/)" in first


def test_a_coauthor_at_another_institution_is_proposed() -> None:
    lookup = found(WorkByTitle(title="Tidal pumping", about=("w1",)), PAPER)
    assert any("Solveig Vantressel (Quorra College)" in action for action in actions(lookup))


def test_an_unsupported_claim_is_asked_for_an_identifier_and_its_institution_for_a_word() -> None:
    asked = actions(supported=False)
    assert asked[0] == "Ask for an ORCID iD, or for one publication with its DOI."
    assert any(action.startswith("Phone Norrvik University") for action in asked)
    known = claim(identifier("0000-0008-0000-0421"), work_claim("Tidal pumping"))
    assert not any("ORCID" in action for action in actions(supported=False, about=known))


def test_a_practitioner_is_asked_for_what_others_published_about_them() -> None:
    asked = actions(supported=False, about=claim())
    assert any(action.startswith("Ask for something that others published") for action in asked)


def test_a_photo_and_a_silent_source_each_get_their_step() -> None:
    photo = PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="f.jpg")
    silent = replace(unavailable(PersonByName(name=NAME)), hint="set PERSONA_CHECK_CROSSREF_KEY")
    asked = actions(silent, about=claim(photo), supported=False)
    assert any("reverse image search" in action for action in asked)
    assert "crossref: set PERSONA_CHECK_CROSSREF_KEY." in asked
    assert len(asked) <= MOST_STEPS

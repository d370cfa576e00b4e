"""What the program has to know about a source stands in its file, and cannot be forgotten."""

from dataclasses import MISSING, fields

import pytest

from persona_check.advice.explain import Explained
from persona_check.checks.registry import ALL_CHECKS, CONSISTENCY
from persona_check.corpus.answers import RecordedCorpus
from persona_check.corpus.source import LocalCorpus
from persona_check.model.finding import Outcome
from persona_check.model.lookup import (
    AccountRegistration,
    JointWorks,
    PersonById,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.traits import Allowance, Rate, Scope, Trait, Traits, sources_with
from persona_check.settings import SourceSettings
from persona_check.sources.base import Source
from persona_check.sources.registry import ALL_SOURCES, TRAITS
from persona_check.weighing.table import load
from tests.contract.cases import CASES

EVERY: tuple[type[Source], ...] = (*ALL_SOURCES, LocalCorpus, RecordedCorpus)
EVERY_CHECK: tuple[Explained, ...] = (*ALL_CHECKS, CONSISTENCY)
IDS = {source.id for source in ALL_SOURCES}


def test_no_trait_has_a_default_that_a_new_source_would_get_silently() -> None:
    assert [one.name for one in fields(Traits) if one.default is not MISSING] == []
    assert [one.name for one in fields(Traits) if one.default_factory is not MISSING] == []
    assert [one.name for one in fields(Allowance) if one.default is not MISSING] == []


@pytest.mark.parametrize("source", EVERY, ids=lambda source: source.__name__)
def test_the_traits_of_a_source_fit_what_it_is(source: type[Source]) -> None:
    own = source.traits
    assert own.name.strip() == own.name != ""
    for rate in filter(None, (own.rate, own.rate_with_mail, own.rate_with_key)):
        assert isinstance(rate, Rate)
        assert rate.requests > 0
        assert rate.period_s > 0
        assert rate.at_once >= 1
    assert own.asked_late <= source.answers
    assert own.taken_in_by is None or own.taken_in_by in IDS - {source.id}
    if own.knows_all_of:
        assert source.answers & {PersonById, AccountRegistration}
    if Trait.SETTLES_DOIS in own.worth:
        assert WorkByDoi in source.answers - own.asked_late
    of_works = source.answers & {WorkByDoi, WorkByTitle, WorksOfPerson, JointWorks}
    assert isinstance(own.works_of, Scope)
    assert bool(of_works) is (own.works_of is not Scope.NO_WORKS)
    assert (Trait.WIDE_INDEX in own.worth) is (own.works_of is Scope.EVERY_FIELD)
    assert (Trait.LISTS_BY_OWNER in own.worth) is (own.works_of is Scope.LISTED)
    if own.allowance is not None:
        assert 0 < own.allowance.usd <= own.allowance.usd_with_key
        assert own.allowance.cost_usd("https://source.example/anything") == 0.0


@pytest.mark.parametrize("source", ALL_SOURCES, ids=lambda source: source.id)
def test_a_source_says_what_a_key_or_a_contact_address_changes_and_where_to_get_it(
    source: type[Source],
) -> None:
    bare = source(SourceSettings()).availability()
    given = source(SourceSettings(key="k", contact_email="desk@paper.example")).availability()
    if bare.usable and bare.hint:
        assert bare.note
        key = f"PERSONA_CHECK_{source.id.upper()}_KEY"
        own = f"then set {key}" in bare.hint and "https://" in bare.hint
        # where neither helps, the way around: a dump that can be imported
        own = own or "corpus import" in bare.hint
        assert own or bare.hint.endswith(": set PERSONA_CHECK_CONTACT_EMAIL")
        assert given.hint is None or "corpus import" in bare.hint
    assert len(bare.note or "") < 80
    assert len(bare.hint or "") < 140
    changes = source.traits.rate_with_key or source.traits.rate_with_mail or source.traits.allowance
    assert not changes or bare.hint


def test_an_absence_needs_several_wide_indexes_and_no_identifier_has_two_issuers() -> None:
    assert sources_with(Trait.WIDE_INDEX, TRAITS) == {"openalex", "crossref", "semanticscholar"}
    assert sources_with(Trait.DOI_REGISTRY, TRAITS) == {"crossref", "datacite"}
    assert sources_with(Trait.LISTS_BY_OWNER, TRAITS) == {"orcid"}
    assert sources_with(Trait.PEOPLE_BY_PROGRAM, TRAITS) == {"openalex", "semanticscholar"}
    schemes = [scheme for own in TRAITS.values() for scheme in own.knows_all_of]
    assert len(schemes) == len(set(schemes)) == 5
    names = [own.name for own in TRAITS.values()]
    assert len(set(names)) == len(names)


def test_every_source_has_its_case_and_every_weighed_level_its_row() -> None:
    assert set(CASES) == IDS
    calibration = load()
    rows = {
        f"{check.id}/{level.id}"
        for check in EVERY_CHECK
        for level in check.levels
        if level.weighed and level.outcome is not Outcome.INCONCLUSIVE
    }
    assert len(rows) > 40
    assert sorted(rows - set(calibration.weights)) == []

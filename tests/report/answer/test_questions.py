"""The three answers over built assessments: each from its own evidence alone."""

from dataclasses import replace
from itertools import product

import pytest

from persona_check.checks.registry import all_levels
from persona_check.model.claim import EmailAssertion
from persona_check.model.finding import AssertionState, Observation, Outcome
from persona_check.model.lookup import DomainRegistration, Lookup, PersonByName
from persona_check.model.report import Candidate, Hypotheses, Report
from persona_check.report.answer.bottom_line import bottom_line
from persona_check.report.answer.items import ItemWord, answered_items
from persona_check.report.answer.knowers import Knower, known_to
from persona_check.report.answer.questions import Exists, Holds, WriterIs, questions
from persona_check.weighing.combine import combine
from persona_check.weighing.priors import prior_named
from persona_check.weighing.table import load
from tests import builders as world
from tests.report import builders

LEVELS = all_levels()
MAIL = EmailAssertion(
    id="e1", origin="--email", domain="norrvik.example", address="m@norrvik.example"
)
ABOUT = world.claim(world.work_claim("Tidal pumping"), world.post("Norrvik University"), MAIL)

# what is seen, for each answer to each question
PERSON = {
    Exists.YES: ("publications/record_confirmed", "identifiers/identifier_confirmed"),
    Exists.LIKELY: ("footprint/known_for_years",),
    Exists.CANNOT_TELL: (),
    Exists.NO_TRACE: ("publications/record_absent",),
}
CLAIMS = {
    Holds.CONFIRMED: (("publications/work_confirmed", "w1"),),
    Holds.DOUBTS: (("publications/doi_beside_the_work", "w1"),),
    Holds.CONFLICTS: (("publications/doi_of_another_work", "w1"),),
    Holds.UNCHECKED: (),
}
WRITER = {
    WriterIs.SHOWN: ("control/signed_from_printed_address", "e1"),
    WriterIs.NOT_SHOWN: None,
    WriterIs.AGAINST: ("contact/look_alike_domain", "e1"),
}


BY_NAME = PersonByName(name="Ada Quill")


def seen(name: str, *assertions: str) -> Observation:
    check, _, level = name.partition("/")
    return Observation(
        check=check, level=level, summary=f"{name} was seen", assertions=assertions, group=name
    )


def built(*observations: Observation, candidates: tuple[Candidate, ...] = ()) -> Report:
    assessment = combine(
        ABOUT,
        observations,
        (),
        LEVELS,
        calibration=load(),
        prior=prior_named("default"),
    )
    shown = builders.report(ABOUT, conflicts=False)
    return replace(shown, assessment=assessment, candidates=candidates, lookups=())


def made(exists: Exists, holds: Holds, writer: WriterIs) -> Report:
    about_writer = WRITER[writer]
    return built(
        *(seen(name) for name in PERSON[exists]),
        *(seen(*one) for one in CLAIMS[holds]),
        *([seen(*about_writer)] if about_writer else []),
    )


@pytest.mark.parametrize("exists", PERSON)
@pytest.mark.parametrize("holds", CLAIMS)
@pytest.mark.parametrize("writer", WRITER)
def test_each_answer_follows_from_its_own_evidence(
    exists: Exists, holds: Holds, writer: WriterIs
) -> None:
    told = questions(made(exists, holds, writer))
    # an absence is a serious conflict itself, and weak signs may lower what is sure
    if exists is Exists.NO_TRACE:
        assert told.person.answer is Exists.NO_TRACE
        assert told.claims.answer is Holds.CONFLICTS
    else:
        assert told.claims.answer is holds
        allowed = {
            Exists.YES: {Exists.YES, Exists.LIKELY},
            Exists.LIKELY: {Exists.LIKELY, Exists.CANNOT_TELL},
            Exists.CANNOT_TELL: {Exists.CANNOT_TELL},
        }[exists]
        assert told.person.answer in allowed
    if writer is WriterIs.NOT_SHOWN and exists is Exists.NO_TRACE:
        assert told.writer.answer is WriterIs.NOBODY
    elif writer is not WriterIs.NOT_SHOWN or holds in (Holds.CONFIRMED, Holds.UNCHECKED):
        assert told.writer.answer is writer
    else:
        assert told.writer.answer is not WriterIs.SHOWN


def test_the_record_is_never_called_real_without_evidence_for_it() -> None:
    for one in product(PERSON, CLAIMS, WRITER):
        shown = made(*one)
        for_it = any(
            f.level.identity and f.level.outcome is Outcome.CORROBORATES
            for f in shown.assessment.findings
        )
        if "the record is real" in bottom_line(shown).casefold():
            assert for_it
            assert shown.assessment.hypotheses.fabricated < 0.1


def test_there_is_no_figure_where_too_little_is_known() -> None:
    assert questions(built()).writer.chance is None
    assert questions(built(seen("publications/record_absent"))).writer.chance is None
    assert questions(built(seen("publications/record_confirmed"))).writer.chance is not None


def test_several_people_of_one_name_are_a_question_back() -> None:
    people = (Candidate(id="c1", name="A"), Candidate(id="c2", name="A"))
    told = questions(built(candidates=people))
    assert told.person.answer is Exists.SEVERAL
    assert told.person.words == "2 people of this name are on record"
    chosen = (replace(people[0], chosen=True), people[1])
    assert questions(built(candidates=chosen)).person.answer is Exists.CANNOT_TELL


def test_a_conflict_about_the_writers_address_is_none_about_the_record() -> None:
    told = questions(
        built(seen("publications/record_confirmed"), seen("contact/look_alike_domain", "e1"))
    )
    assert told.claims.answer is Holds.UNCHECKED
    assert told.claims.contradicted == 1
    assert told.writer.answer is WriterIs.AGAINST


@pytest.mark.parametrize("state", AssertionState)
def test_every_state_is_told_in_one_of_three_words(state: AssertionState) -> None:
    shown = built()
    states = (("w1", state), *shown.assessment.states[1:])
    shown = replace(shown, assessment=replace(shown.assessment, states=states))
    item = answered_items(shown)[0]
    assert item.word is {
        AssertionState.SUPPORTED: ItemWord.CONFIRMED,
        AssertionState.CONFLICT: ItemWord.CONTRADICTED,
    }.get(state, ItemWord.UNCHECKED)
    assert bool(item.reason) == (item.word is ItemWord.UNCHECKED)


def test_the_reason_why_an_item_could_not_be_checked_is_that_of_its_finding() -> None:
    shown = built(seen("publications/work_self_deposited", "w1"))
    assert answered_items(shown)[0].reason == "uploaded by the authors only"


def test_the_counts_add_up_and_the_missing_are_among_the_unchecked() -> None:
    absent = replace(seen("publications/record_absent"), measurements=(("absent", 1),))
    lost = seen("publications/work_not_found", "w1")
    told = questions(built(absent, lost)).claims
    assert (told.confirmed, told.contradicted, told.unchecked, told.missing) == (0, 0, 3, 1)
    assert told.words == "1 missing, 2 could not be checked"
    assert told.short == "0 of 3"


def test_the_setting_is_named_in_the_sentence_that_uses_it() -> None:
    shown = built(seen("publications/record_confirmed"))
    usual = questions(shown).writer.words
    assert "setting" not in usual
    assessment = replace(shown.assessment, prior=prior_named("op-ed"))
    told = questions(replace(shown, assessment=assessment)).writer.words
    assert told == f"{usual} (setting: op-ed)"


@pytest.mark.parametrize(
    ("fabricated", "answer"),
    [(0.1, Exists.YES), (0.11, Exists.LIKELY), (0.2, Exists.LIKELY), (0.21, Exists.CANNOT_TELL)],
)
def test_yes_may_be_wrong_in_one_case_of_ten_and_very_likely_in_one_of_five(
    fabricated: float, answer: Exists
) -> None:
    shown = built(seen("publications/record_confirmed"))
    shares = Hypotheses(genuine=0.5, fabricated=fabricated, borrowed=0.5 - fabricated)
    assessment = replace(shown.assessment, hypotheses=shares)
    assert questions(replace(shown, assessment=assessment)).person.answer is answer


@pytest.mark.parametrize(("genuine", "answer"), [(0.2, "not_shown"), (0.19, "speaks_against_it")])
def test_below_one_in_five_the_writer_is_unlikely_to_be_the_person(
    genuine: float, answer: str
) -> None:
    shown = built(seen("publications/record_confirmed"))
    shares = Hypotheses(genuine=genuine, fabricated=0.01, borrowed=0.99 - genuine)
    assessment = replace(shown.assessment, hypotheses=shares, confidence=genuine)
    assert questions(replace(shown, assessment=assessment)).writer.answer == answer


def test_each_witness_is_told_with_its_own_year() -> None:
    old = Knower(label="Archives", asked=True, spans=((2019, 2026),), words="w", short="an archive")
    new = replace(old, label="Publishers", spans=((2026, 2026),), short="publishers")
    undated = Knower(label="Employers", asked=True, words="w", short="an employer")
    same = replace(new, label="Coauthors", short="2 coauthors")
    assert known_to([new, old]) == "known since 2019 to an archive, since 2026 to publishers"
    assert known_to([new, same]) == "known since 2026 to publishers and 2 coauthors"
    assert known_to([undated, new]) == "known since 2026 to publishers, and to an employer"
    assert known_to([undated]) == "known to an employer"


@pytest.mark.parametrize(
    ("lookups", "words"),
    [
        ((world.not_found(BY_NAME, "orcid"),), "nobody we asked knows this name"),
        (
            (world.not_found(BY_NAME, "orcid"), world.unavailable(BY_NAME, "openalex")),
            "nobody who answered knows this name",
        ),
        ((world.unavailable(BY_NAME, "openalex"),), "nobody who may know was asked, or answered"),
        (
            (
                world.unavailable(BY_NAME, "openalex"),
                world.not_found(DomainRegistration(domain="a.example")),
            ),
            "nobody who may know was asked, or answered",
        ),
        ((), "nobody who may know was asked, or answered"),
    ],
)
def test_that_nobody_knows_a_name_is_said_only_of_those_who_answered(
    lookups: tuple[Lookup, ...], words: str
) -> None:
    assert questions(replace(built(), lookups=lookups)).person.words == words

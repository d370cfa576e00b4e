from dataclasses import replace

import pytest

from persona_check.model.finding import Severity
from persona_check.model.report import Assurance
from persona_check.report import wording
from tests.report.builders import report


def test_answers_and_sources_are_counted_in_words() -> None:
    lookups = report().lookups
    assert wording.answered_words(lookups) == "2 answers from 2 sources"
    assert wording.answered_words(lookups[:1]) == "1 answer from 1 source"
    assert wording.answered_words(()) == "0 answers from 0 sources"


def test_sources_of_one_day_share_its_date() -> None:
    finding = report().assessment.findings[0]
    assert wording.sources_words(finding, {"crossref": "Crossref"}) == "Crossref, 2026-11-20"


def test_a_weight_has_a_sign_and_nothing_weighs_plus_nothing() -> None:
    words = [wording.log10_lr_words(weight) for weight in (1.24, -1.25, -0.04, 0.0)]
    assert words == ["+1.2", "−1.2", "+0.0", "+0.0"]


def test_a_sentence_has_a_capital_unless_it_opens_with_an_identifier() -> None:
    assert wording.sentence("no record was found") == "No record was found"
    assert wording.sentence("norrvik.example is known") == "norrvik.example is known"
    assert wording.sentence("doi:10.5555/x leads away") == "doi:10.5555/x leads away"
    assert wording.sentence("") == ""


@pytest.mark.parametrize(
    ("fabricated", "borrowed", "words"),
    [
        (2.3, 0.0, "strong sign that the record is real; says nothing about who is writing"),
        (1.0, 0.04, "strong sign that the record is real; says nothing about who is writing"),
        (0.99, 0.5, "sign that the record is real; sign that the writer is its owner"),
        (0.0, 0.49, "weak sign that the writer is its owner; says nothing about the record"),
        (-0.05, -1.0, "counts strongly against the claim"),
        (-0.5, -0.4, "counts against the claim"),
        (-0.1, -0.1, "counts a little against the claim"),
        (
            0.0,
            -1.6,
            "counts strongly against the writer being its owner; says nothing about the record",
        ),
        (-0.7, 0.0, "counts against a real record; says nothing about who is writing"),
        (0.04, -0.04, "says next to nothing"),
    ],
)
def test_what_a_finding_weighs_is_told_in_words(
    fabricated: float, borrowed: float, words: str
) -> None:
    finding = replace(
        report().assessment.findings[0],
        log10_lr_fabricated=fabricated,
        log10_lr_borrowed=borrowed,
    )
    assert wording.strength_words(finding) == words


def test_a_low_assurance_has_one_reason_at_a_time() -> None:
    assessment = replace(report().assessment, assurance=Assurance.A1)
    in_conflict = replace(assessment, conflict=Severity.MATERIAL)
    explainable = replace(assessment, conflict=Severity.EXPLAINABLE)
    assert wording.assurance_words(in_conflict) == "something important conflicts with the record"
    assert wording.assurance_words(explainable) == "hardly more than the person's own word"


def test_whom_others_know_has_more_than_the_own_word() -> None:
    assessment = replace(report().assessment, assurance=Assurance.A1, conflict=Severity.EXPLAINABLE)
    first, *others = assessment.findings
    seen = replace(first.observation, measurements=(("witnesses", 57),))
    known = replace(assessment, findings=(replace(first, observation=seen), *others))
    assert wording.assurance_words(known) == (
        "others know somebody of this name; too little ties the claim to them"
    )


def test_a_report_calls_its_sources_as_their_own_files_say() -> None:
    shown = replace(report(), source_names={"ror": "register of research organisations"})
    names = wording.source_names(shown)
    assert names["ror"] == "register of research organisations"
    assert names["exhibit"] == "the file you gave us"
    assert "a new one" not in names

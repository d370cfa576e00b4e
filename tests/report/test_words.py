from persona_check.report import wording
from tests.report.builders import report


def test_answers_and_sources_are_counted_in_words() -> None:
    lookups = report().lookups
    assert wording.answered_words(lookups) == "2 answers from 2 sources"
    assert wording.answered_words(lookups[:1]) == "1 answer from 1 source"
    assert wording.answered_words(()) == "0 answers from 0 sources"


def test_sources_of_one_day_share_its_date() -> None:
    finding = report().assessment.findings[0]
    assert wording.sources_words(finding) == "crossref 2026-11-20"


def test_a_weight_has_a_sign_and_nothing_weighs_plus_nothing() -> None:
    words = [wording.log10_lr_words(weight) for weight in (1.24, -1.25, -0.04, 0.0)]
    assert words == ["+1.2", "−1.2", "+0.0", "+0.0"]


def test_a_sentence_has_a_capital_unless_it_opens_with_an_identifier() -> None:
    assert wording.sentence("no record was found") == "No record was found"
    assert wording.sentence("norrvik.example is known") == "norrvik.example is known"
    assert wording.sentence("doi:10.5555/x leads away") == "doi:10.5555/x leads away"
    assert wording.sentence("") == ""

"""The letter to the person concerned, in each of its languages."""

import tomllib
from importlib import resources

import pytest

from persona_check.advice.drafts import LANGUAGES as OF_DRAFTS
from persona_check.report.for_subject import LANGUAGES, ForSubject
from tests.report.builders import report
from tests.test_golden import CLAIMS
from tests.test_golden import report as demo

WORDS = {
    language: tomllib.loads(
        (resources.files("persona_check.report") / "letter" / f"{language}.toml").read_text("utf-8")
    )
    for language in LANGUAGES
}


def test_letters_and_drafts_speak_the_same_languages_and_say_the_same_things() -> None:
    assert set(LANGUAGES) == set(OF_DRAFTS)
    english = WORDS["en"]
    for language, words in WORDS.items():
        assert set(words) == set(english)
        for key, said in words.items():
            if isinstance(said, list):
                assert len(said) == len(english[key]), (language, key)
            else:
                assert said.count("{") == english[key].count("{"), (language, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_has_a_salutation_a_date_to_answer_by_and_a_place_for_the_sender(
    language: str,
) -> None:
    shown, words = report(), WORDS[language]
    lines = ForSubject(language).render(shown).splitlines()
    assert words["dear"].format(name=shown.claim.name) in lines
    assert words["correct"] in lines
    assert "[" in words["correct"]
    assert words["sender"] in lines
    assert lines.index(words["regards"]) == lines.index(words["sender"]) - 1
    if language != "en":
        assert words["quoted"] in lines


@pytest.mark.parametrize("name", CLAIMS)
def test_no_finding_stands_twice_in_a_letter(name: str) -> None:
    shown = demo(name)
    text = ForSubject().render(shown)
    for finding in shown.assessment.findings:
        said = finding.observation.summary[1:]
        assert text.count(f"{said} (") == 1 or "registered on" in said, finding.id


def test_a_letter_holds_neither_verdict_nor_probability() -> None:
    text = ForSubject().render(demo("ethicist")).casefold()
    shown = demo("ethicist").assessment
    for word in (shown.verdict, "confidence", "fabricated", "borrowed", "genuine"):
        assert f" {word} " not in text

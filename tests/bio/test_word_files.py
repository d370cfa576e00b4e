"""Every word file is well-formed, and every list in it is read somewhere."""

import re
import tomllib
from pathlib import Path

import pytest

import persona_check.bio
from persona_check.bio.lexicon import LANGUAGES, language_of, lexicon
from persona_check.bio.word_files import one_of, word_set, words

ROOM = Path(persona_check.bio.__file__).parent
FILES = sorted((ROOM / "words").glob("*.toml"))
LANGUAGE_FILES = sorted((ROOM / "words" / "languages").glob("*.toml"))


def lists_of(file: Path) -> dict[str, list[str]]:
    return {
        name: text.splitlines() for name, text in tomllib.loads(file.read_text("utf-8")).items()
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_opens_with_what_it_holds_and_the_form(file: Path) -> None:
    opening = file.read_text("utf-8").partition("\n\n")[0].splitlines()
    assert all(line.startswith("# ") for line in opening)
    assert re.search(r"\b[Oo]ne (?:form|name|word) a line\b", " ".join(opening))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_line_is_one_form_that_stands_once_in_its_list(file: Path) -> None:
    for name, lines in lists_of(file).items():
        assert lines, name
        assert len(lines) == len(set(lines)), name
        for line in lines:
            assert line, name
            assert line == line.strip(), line
            assert re.compile(line).groups == 0, line
            assert not line.startswith("#"), f"{line}: a comment stands above its list"


def test_lists_are_read_in_the_order_that_is_asked_for() -> None:
    assert words("heads", *list(lists_of(ROOM / "words/heads.toml"))[:1])
    assert one_of("dates", "french_parts") == "début|fin"
    assert "Stanford" in word_set("known_organizations", "universities", "companies")


def test_each_language_has_its_file() -> None:
    assert [file.stem for file in LANGUAGE_FILES] == sorted(LANGUAGES)


@pytest.mark.parametrize("file", LANGUAGE_FILES, ids=lambda file: file.stem)
def test_a_language_has_only_lists_that_english_has(file: Path) -> None:
    """What is learned is learned of these names."""
    english = tomllib.loads((ROOM / "words/languages/en.toml").read_text("utf-8"))
    lists = tomllib.loads(file.read_text("utf-8"))
    assert set(lists) <= set(english)
    for name, listed in lists.items():
        for word in listed.split():
            assert re.fullmatch(r"\*?[^\s*]+\*?", word), (name, word)


def test_beginnings_ends_and_whole_words_tell_the_class() -> None:
    english, german = lexicon("en"), lexicon("de")
    assert "title" in english.classes("lecturers")
    assert "degree" in english.classes("phd")
    assert "award" in german.classes("förderpreis")
    assert "at" in german.classes("bei")
    assert "at" not in english.classes("bei")
    assert english.classes("weir") == frozenset()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("She is a lecturer at the university and works with the city", "en"),
        ("Sie ist seit 2012 Professorin an der Universität und leitet das Institut", "de"),
        ("Elle est professeure à l'université et dirige le laboratoire de la ville", "fr"),
        ("Es profesora de la universidad y trabaja en el instituto de la ciudad", "es"),
        ("È docente presso l'università e dirige il laboratorio della città", "it"),
        ("É professora da universidade e trabalha no instituto da cidade", "pt"),
        ("Zij is hoogleraar aan de universiteit en werkt bij het instituut", "nl"),
        ("Hon är professor vid universitetet och arbetar med forskning om sjöar", "sv"),
        ("Jest profesorem na uniwersytecie i pracuje w instytucie od lat", "pl"),
        ("Profesorka ekonomije radi zajedno sa studentima", None),
        ("水文学を教えている", None),
        ("PhD, Norrvik University, 2013", "en"),
    ],
)
def test_small_words_tell_the_language(text: str, language: str | None) -> None:
    assert language_of(text) == language

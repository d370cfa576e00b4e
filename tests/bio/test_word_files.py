"""Every word file is well-formed, and every list in it is read somewhere."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import persona_check.bio
from persona_check.bio.cue_patterns import cue_patterns
from persona_check.bio.word_files import one_of, word_set, words

ROOM = Path(persona_check.bio.__file__).parent
FILES = sorted((ROOM / "words").iterdir())
READERS = frozenset({one_of.__name__, word_set.__name__, words.__wrapped__.__name__})
# what a form may hold that only cue_patterns.py makes a regular expression of
STANDS_FOR = re.compile(r"\{[a-z_]+\}")


def lists_of(file: Path) -> dict[str, list[str]]:
    return {
        name: text.splitlines() for name, text in tomllib.loads(file.read_text("utf-8")).items()
    }


def lists_read() -> set[tuple[str, str]]:
    """File and list of each call in the room; without a list a call reads them all."""
    found: set[tuple[str, str]] = set()
    for module in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in READERS:
                named = [getattr(one, "value", None) for one in node.args]
                texts = [one for one in named if isinstance(one, str)]
                if len(texts) < len(named):
                    assert module.stem == "word_files", f"{module.name}: name the list in the call"
                    continue
                file, *lists = texts
                found |= {(file, name) for name in lists or lists_of(ROOM / f"words/{file}.toml")}
    return found


def test_each_list_is_read_and_each_list_read_is_there() -> None:
    there = {(file.stem, name) for file in FILES for name in lists_of(file)}
    assert lists_read() == there


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_opens_with_what_it_holds_and_the_form(file: Path) -> None:
    assert file.suffix == ".toml"
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
            assert re.compile(STANDS_FOR.sub("x", line)).groups == 0, line
            assert not line.startswith("#"), f"{line}: a comment stands above its list"


def test_nothing_is_left_in_braces_that_stands_for_something_else() -> None:
    for _, _, pattern in cue_patterns():
        assert STANDS_FOR.search(pattern.pattern) is None


def test_lists_are_read_in_the_order_that_is_asked_for() -> None:
    assert words("founding", "dutch", "portuguese") == ("oprichter", "fundou")
    assert set(words("founding")) > {"oprichter", "fundou"}
    assert one_of("founding", "dutch", "portuguese") == "oprichter|fundou"
    assert "Stanford" in word_set("known_organizations", "universities", "companies")

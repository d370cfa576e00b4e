"""Groups among printed authors, and what stands where a work names nobody."""

import pytest

from persona_check.compare.group_authors import is_group, is_nobody


@pytest.mark.parametrize("name", ["The Wolf Consortium", "Fen Working Group", "Bog Trialists Team"])
def test_a_group_is_called_by_its_kind(name: str) -> None:
    assert is_group(name)
    assert not is_nobody(name)


@pytest.mark.parametrize("name", ["Wei Quill", "Group", "Council"])
def test_one_word_or_a_person_is_no_group(name: str) -> None:
    assert not is_group(name)


@pytest.mark.parametrize(
    "name", ["&NA;", "&NA", "[Anonymous]", "Anonymous", "No authors listed", "et al.", " ", "N/A"]
)
def test_what_databases_write_for_nobody_is_nobody(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize("name", ["Na Li", "Anon Quill", "Na", "Nobody Owens", "Al Et"])
def test_a_name_is_somebody(name: str) -> None:
    assert not is_nobody(name)

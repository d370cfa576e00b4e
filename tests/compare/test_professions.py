import pytest

from persona_check.compare.professions import far_apart, of_profession, of_work


@pytest.mark.parametrize(
    ("role", "field"),
    [
        ("nutrition therapist", "health care"),
        ("Property expert", "property"),
        ("sex and relationships adviser", "relationships"),
        ("Rechtsanwältin and lawyer", "law"),
    ],
)
def test_a_profession_far_from_research_is_named(role: str, field: str) -> None:
    assert field in of_profession(role)


@pytest.mark.parametrize("role", ["Associate professor", "data scientist", "Director", ""])
def test_other_titles_name_no_profession(role: str) -> None:
    assert of_profession(role) == frozenset()


@pytest.mark.parametrize(
    ("title", "venue", "role", "far"),
    [
        ("Sparse views of points", "CVPR", "property expert", True),
        ("Wages after a storm", "NBER Working Papers", "nutrition therapist", True),
        ("Learning from patient records", "MLHC", "nutrition therapist", False),
        ("Predicting house prices: a housing dataset", "KDD", "property expert", False),
        ("Dune lenses", "Tidal Systems Letters", "property expert", False),
        ("Mortgage defaults", "NBER Working Papers", "property expert", False),
        ("Sparse views of points", "CVPR", "associate professor", False),
    ],
)
def test_only_what_is_plainly_elsewhere_is_far(
    title: str, venue: str, role: str, far: bool
) -> None:
    assert far_apart(of_work(title, venue), of_profession(role)) is far

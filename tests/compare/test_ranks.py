import pytest

from persona_check.compare.ranks import Rank, rank


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("PhD student", Rank.STUDENT),
        ("Ph.D. candidate", Rank.STUDENT),
        ("MS student", Rank.STUDENT),
        ("Doktorandin", Rank.STUDENT),
        ("博士生", Rank.STUDENT),
        ("Postdoc", Rank.POSTDOC),
        ("Post-doctoral researcher", Rank.POSTDOC),
        ("Assistant Professor", Rank.ASSISTANT_PROFESSOR),
        ("Juniorprofessorin", Rank.ASSISTANT_PROFESSOR),
        ("Associate Professor of Peat", Rank.ASSOCIATE_PROFESSOR),
        ("副教授", Rank.ASSOCIATE_PROFESSOR),
        ("Full Professor and Chair", Rank.PROFESSOR),
        ("professor", Rank.PROFESSOR),
        ("Professorin für Torf", Rank.PROFESSOR),
        ("Head of the Department", Rank.PROFESSOR),
        ("PhD student+researcher", Rank.STUDENT),
        ("assistant professor+postdoc", Rank.ASSISTANT_PROFESSOR),
    ],
)
def test_the_step_that_a_post_names(words: str, step: Rank) -> None:
    assert rank(words) is step
    assert rank(words.upper()) is step


@pytest.mark.parametrize(
    "words", [None, "", "Researcher", "Engineer", "Visiting professor", "Adjunct Professor",
              "Assistant to the Professor"],
)  # fmt: skip
def test_other_posts_and_those_held_beside_others_have_no_step(words: str | None) -> None:
    assert rank(words) is None

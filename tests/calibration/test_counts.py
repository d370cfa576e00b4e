from dataclasses import replace

from persona_check.calibration.cases import Case
from persona_check.calibration.counts import Occasions, Tally, tallied
from tests.calibration.made_up import case, observed


def tally(cases: tuple[Case, ...], *levels: str) -> dict[str, Tally]:
    occasions = Occasions(cases)
    return dict(tallied(cases, {one.id: occasions.of(one, levels) for one in cases}))


def test_levels_of_one_question_share_their_occasions() -> None:
    cases = (
        case("a", "genuine", observed("circle/shared", "circle")),
        case("b", "genuine", observed("circle/unshared", "circle")),
        # the check spoke, of another question
        case("c", "genuine", observed("circle/open", "shape")),
    )
    assert tally(cases, "circle/shared", "circle/unshared", "circle/open") == {
        "circle/shared": Tally(seen=(1, 0, 0), cases=(2, 0, 0)),
        "circle/unshared": Tally(seen=(1, 0, 0), cases=(2, 0, 0)),
        "circle/open": Tally(seen=(1, 0, 0), cases=(1, 0, 0)),
    }


def test_whatever_its_check_said_is_an_occasion_for_a_flag() -> None:
    cases = (
        case("a", "fabricated", observed("mail/look_alike", "look_alike:m1")),
        case("b", "fabricated", observed("mail/fits", "fits:m1")),
    )
    assert tally(cases, "mail/look_alike") == {
        "mail/look_alike": Tally(seen=(0, 1, 0), cases=(0, 2, 0))
    }


def test_a_check_that_had_nothing_to_look_at_is_no_evidence() -> None:
    cases = (
        case("a", "borrowed", observed("mail/look_alike", "look_alike:m1")),
        case("b", "borrowed", skipped=["mail"]),
        case("c", "borrowed"),  # it looked, and had nothing to say
    )
    assert tally(cases, "mail/look_alike") == {
        "mail/look_alike": Tally(seen=(0, 0, 1), cases=(0, 0, 2))
    }


def test_one_claim_counts_once_however_often_it_shows_a_level() -> None:
    cases = (
        case(
            "a", "genuine", observed("post/printed", "post:a"), observed("post/printed", "post:b")
        ),
    )
    assert tally(cases, "post/printed") == {"post/printed": Tally(seen=(1, 0, 0), cases=(1, 0, 0))}


def test_an_embellished_claim_says_nothing_of_the_three() -> None:
    cases = (case("a", "embellished", observed("post/printed", "post:a")),)
    assert tally(cases, "post/printed") == {}


def test_a_claim_in_several_forms_counts_once_a_level() -> None:
    full = replace(case("full/a", "genuine", observed("record/confirmed")), person="a")
    thin = replace(case("thin/a", "genuine", observed("record/unclear")), person="a")
    other = case("full/b", "genuine", observed("record/confirmed"))
    assert tally((full, thin, other), "record/confirmed")["record/confirmed"] == Tally(
        seen=(1.5, 0, 0), cases=(2, 0, 0)
    )

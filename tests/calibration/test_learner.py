import pytest

from persona_check.calibration.dependence import PRESENT
from persona_check.calibration.fitting import judgement_of
from persona_check.calibration.folds import by_kind
from persona_check.calibration.learner import TRIALS, Learner, held_out
from tests.calibration.made_up import LEVELS, SHARES, case, document, drawn, observed

WRONG = {
    "record/confirmed": (0.3, 0.29, 0.3),
    "record/absent": (0.3, 0.31, 0.31),
    "dates/impossible": (0.1, 0.11, 0.11),
    "mail/look_alike": (0.1, 0.11, 0.11),
}


def learner(judged: dict[str, tuple[float, float, float]], cases: tuple[object, ...]) -> Learner:
    del cases
    return Learner.over(
        drawn(60), judgement_of(document(judged)), LEVELS, basis="drawn", synthetic=False
    )


def test_where_judgement_is_off_the_claims_are_believed_and_where_it_is_right_both() -> None:
    cases = drawn(60)
    wrong = learner(WRONG, cases).learn(cases)
    right = learner(SHARES, cases).learn(cases)
    assert wrong.trials == TRIALS[0]
    assert right.trials > wrong.trials


def test_folds_of_a_fit_hold_each_claim_of_the_three_once_and_never_beside_itself() -> None:
    cases = (*drawn(12), case("e", "embellished", observed("record/confirmed", "record")))
    seen = []
    for rest, fold in held_out(cases, 4):
        assert not {one.id for one in rest} & {one.id for one in fold}
        assert len(rest) + len(fold) == 36
        seen += [one.id for one in fold]
    assert sorted(seen) == sorted(one.id for one in drawn(12))


def test_the_loss_is_measured_on_kinds_that_the_fit_did_not_see() -> None:
    # every kind of fabrication shows a level of its own
    cases = tuple(
        case(f"f{n}", "fabricated", observed("dates/impossible", "impossible:x"), group="a")
        if n % 2
        else case(f"f{n}", "fabricated", observed("mail/look_alike", "look_alike:x"), group="b")
        for n in range(12)
    ) + tuple(case(f"g{n}", "genuine", observed("record/confirmed", "record")) for n in range(12))
    one = Learner.over(
        cases, judgement_of(document(SHARES)), LEVELS, basis="drawn", synthetic=False
    )
    for rest, fold in held_out(by_kind(cases), 2):
        kinds = {case.group for case in fold if case.label == "fabricated"}
        level = {"a": "dates/impossible", "b": "mail/look_alike"}[kinds.pop()]
        assert one.fit(rest, 20).weights[level].basis == "judgement"


def test_what_is_learned_is_a_fit_to_all_claims_at_the_best_choice() -> None:
    cases = drawn(30)
    one = learner(SHARES, cases)
    learned = one.learn(cases)
    losses = one.losses(cases, PRESENT)
    assert losses[learned.trials, 1.0] == min(losses.values())
    assert learned.calibration == one.fit(cases, learned.trials)
    assert learned.outcome(cases[0], LEVELS).was == pytest.approx("genuine")

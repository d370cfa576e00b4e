import math

import pytest

from persona_check.calibration.dependence import RULES, reweighed
from persona_check.calibration.fitting import judgement_of
from persona_check.model.finding import Observation
from tests.calibration.made_up import LEVELS, SHARES, case, document

CALIBRATION = judgement_of(document(SHARES)).calibration
DEPOSIT = ("doi:10.5555/a",)


def said(check: str, level: str, group: str, *upstream: str) -> Observation:
    return Observation(check=check, level=level, summary=group, group=group, upstream=upstream)


TWICE = case(
    "a",
    "genuine",
    said("mail", "look_alike", "m1", *DEPOSIT),
    said("mail", "look_alike", "m2", *DEPOSIT),
    said("dates", "impossible", "d1", *DEPOSIT),
    said("dates", "impossible", "d2", "doi:10.5555/b"),
)


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("one per witness and group", 2),
        ("every finding", 4),
        ("one per check", 2),
    ],
)
def test_a_rule_counts_what_it_says(name: str, counted: int) -> None:
    rule = next(rule for rule in RULES if rule.name == name)
    findings, _ = reweighed(TWICE, CALIBRATION, LEVELS, rule=rule, exponent=1)
    assert sum(one.counted for one in findings) == counted


def test_the_present_rule_takes_one_witness_once_and_the_other_beside_it() -> None:
    findings, _ = reweighed(TWICE, CALIBRATION, LEVELS, rule=RULES[0], exponent=1)
    assert {one.observation.check: one.counted for one in findings if one.counted} == {
        "mail": True,
        "dates": True,
    }


def test_an_exponent_raises_every_ratio_to_its_power() -> None:
    rule = RULES[1]
    whole, half = (
        reweighed(TWICE, CALIBRATION, LEVELS, rule=rule, exponent=exponent)[1]
        for exponent in (1.0, 0.5)
    )
    odds = [math.log10(one.fabricated / one.genuine) - math.log10(0.5) for one in (whole, half)]
    assert odds[1] == pytest.approx(odds[0] / 2)

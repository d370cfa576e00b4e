"""Labelled claims about nobody, drawn from probabilities that a test knows."""

import random
from collections.abc import Mapping, Sequence

from persona_check.calibration.cases import Case
from persona_check.model.finding import Level, Observation, Outcome, Severity
from persona_check.model.report import Hypotheses

__all__ = ["LEVELS", "PRIOR", "SHARES", "case", "document", "drawn", "observed"]

PRIOR = Hypotheses(genuine=0.5, fabricated=0.25, borrowed=0.25)
# P(level | genuine, fabricated, borrowed); record/confirmed and record/absent exclude each other
SHARES = {
    "record/confirmed": (0.7, 0.05, 0.7),
    "record/absent": (0.05, 0.8, 0.05),
    "dates/impossible": (0.02, 0.3, 0.02),
    "mail/look_alike": (0.02, 0.05, 0.4),
}
LEVELS = {
    ("record", "confirmed"): Level(
        id="confirmed", outcome=Outcome.CORROBORATES, meaning="m", identity=True
    ),
    ("record", "absent"): Level(
        id="absent",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="m",
        innocent="i",
    ),
    ("record", "unclear"): Level(id="unclear", outcome=Outcome.INCONCLUSIVE, meaning="m"),
    ("dates", "impossible"): Level(
        id="impossible",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="m",
        innocent="i",
    ),
    ("mail", "look_alike"): Level(
        id="look_alike",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="m",
        innocent="i",
    ),
}


def observed(key: str, group: str = "") -> Observation:
    check, _, level = key.partition("/")
    return Observation(check=check, level=level, summary=key, group=group)


def case(
    identity: str,
    label: str,
    *observations: Observation,
    group: str = "all",
    skipped: Sequence[str] = (),
    ties: Sequence[str] = (),
) -> Case:
    return Case(
        id=identity,
        label=label,
        group=group,
        ties=frozenset(("subject", one) for one in ties),
        observations=observations,
        skipped=frozenset(skipped),
        states={},
        prior=PRIOR,
    )


def drawn(number: int, seed: int = 1) -> tuple[Case, ...]:
    """That many claims of each hypothesis, of four kinds each."""
    chance = random.Random(seed)  # noqa: S311 - draws of a test, no secret
    return tuple(
        _drawn(f"{label}-{n}", label, f"kind {n % 4}", column, chance)
        for column, label in enumerate(("genuine", "fabricated", "borrowed"))
        for n in range(number)
    )


def _drawn(identity: str, label: str, kind: str, column: int, chance: random.Random) -> Case:
    confirmed, absent = SHARES["record/confirmed"][column], SHARES["record/absent"][column]
    point = chance.random()
    record = "confirmed" if point < confirmed else "unclear"
    if point > 1 - absent:
        record = "absent"
    said = [observed(f"record/{record}", "record")]
    said += [
        observed(key, f"{key.partition('/')[2]}:x")
        for key in ("dates/impossible", "mail/look_alike")
        if chance.random() < SHARES[key][column]
    ]
    return case(identity, label, *said, group=kind)


def document(judged: Mapping[str, tuple[float, float, float]]) -> dict[str, object]:
    """A table of judgements."""
    return {
        "id": "judged",
        "flawless_borrowers": {"share": 0.5, "basis": "judgement"},
        "record_real_at_least": {"value": 0.8, "basis": "judgement"},
        "flawless_fabricated": {"value": 0, "basis": "judgement"},
        "unchecked_variance": {"value": 0.5, "basis": "judgement"},
        "judgement_trials": {"value": 20, "basis": "judgement"},
        "genuine_people_able": {"shares": {"to_sign_in": 0.6}, "basis": "judgement"},
        "data_sets": {},
        "levels": {
            key: {
                "genuine": shares[0],
                "fabricated": shares[1],
                "borrowed": shares[2],
                "basis": "judgement",
            }
            for key, shares in judged.items()
        },
    }

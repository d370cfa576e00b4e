from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.report import Assessment, Assurance, Hypotheses, Verdict
from persona_check.weighing.combine import combine, flawless_among, posterior, weigh
from persona_check.weighing.priors import prior_named
from persona_check.weighing.table import Calibration, Number, Weight
from tests.builders import claim, identifier, post, work_claim

LEVELS = {
    ("record", "good"): Level(
        id="good",
        outcome=Outcome.CORROBORATES,
        meaning="m",
        identity=True,
        state=AssertionState.SUPPORTED,
    ),
    ("circle", "good"): Level(id="good", outcome=Outcome.CORROBORATES, meaning="m"),
    ("depth", "long"): Level(id="long", outcome=Outcome.CORROBORATES, meaning="m", depth=True),
    ("mail", "signed"): Level(id="signed", outcome=Outcome.CORROBORATES, meaning="m", control=True),
    ("mail", "lookalike"): Level(
        id="lookalike",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="m",
        innocent="i",
        state=AssertionState.CONFLICT,
    ),
    ("record", "by_others"): Level(
        id="by_others",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="m",
        innocent="i",
    ),
    ("consistency", "nothing"): Level(id="nothing", outcome=Outcome.CORROBORATES, meaning="m"),
    ("photo", "miss"): Level(id="miss", outcome=Outcome.INCONCLUSIVE, meaning="m"),
    ("record", "item"): Level(
        id="item",
        outcome=Outcome.CORROBORATES,
        meaning="m",
        weighed=False,
        state=AssertionState.SUPPORTED,
    ),
}


def weight(genuine: float, fabricated: float, borrowed: float) -> Weight:
    return Weight(
        genuine=genuine, fabricated=fabricated, borrowed=borrowed, trials=50, basis="judgement"
    )


CALIBRATION = Calibration(
    id="test",
    flawless_share=0.5,
    flawless_basis="test",
    weights={
        "record/good": weight(0.8, 0.01, 0.8),
        "circle/good": weight(0.6, 0.1, 0.5),
        "depth/long": weight(0.7, 0.02, 0.7),
        "mail/signed": weight(0.3, 0.005, 0.002),
        "mail/lookalike": weight(0.002, 0.05, 0.3),
        "record/by_others": weight(0.005, 0.4, 0.02),
        "consistency/nothing": weight(0.9, 0.1, 0.05),
        "photo/miss": weight(0.9, 0.5, 0.9),
        "record/item": weight(0.8, 0.01, 0.8),
    },
    data_sets={},
    record_real_at_least=Number(value=0.8, basis="judgement"),
    unchecked_variance=Number(value=0.5, basis="judgement"),
)


def seen(
    check: str, level: str, *, upstream: tuple[str, ...] = (), group: str = "", about: str = ""
) -> Observation:
    return Observation(
        check=check,
        level=level,
        summary=f"{check} {level}",
        upstream=upstream,
        group=group,
        assertions=(about,) if about else (),
    )


def assessed(
    *observations: Observation,
    skipped: tuple[Skipped, ...] = (),
    calibration: Calibration = CALIBRATION,
) -> Assessment:
    return combine(
        claim(work_claim("A", "w1"), post("B", "p1"), identifier("x", "i1")),
        observations,
        skipped,
        LEVELS,
        calibration=calibration,
        prior=prior_named("default"),
    )


def test_without_evidence_confidence_is_the_prior_and_the_verdict_insufficient() -> None:
    result = assessed()
    assert result.verdict is Verdict.INSUFFICIENT
    assert result.confidence == 0.5
    assert result.assurance is Assurance.A0
    assert result.coverage == 0.0


def test_a_flawless_record_without_proof_of_control_stays_near_point_eight() -> None:
    result = assessed(seen("record", "good"), seen("depth", "long"), seen("consistency", "nothing"))
    assert result.verdict is Verdict.CORROBORATED
    assert result.assurance is Assurance.A3
    assert 0.76 <= result.confidence <= 0.84


def test_only_control_lifts_confidence_above_point_ninety_five() -> None:
    record = (seen("record", "good"), seen("depth", "long"), seen("consistency", "nothing"))
    assert assessed(*record).confidence < 0.9
    signed = assessed(*record, seen("mail", "signed"))
    assert signed.confidence > 0.95
    assert signed.assurance is Assurance.A4


def test_a_look_alike_mailbox_on_a_real_record_is_mixed_and_most_likely_borrowed() -> None:
    result = assessed(seen("record", "good"), seen("mail", "lookalike"))
    assert result.verdict is Verdict.MIXED
    assert result.conflict is Severity.MATERIAL
    hypotheses = result.hypotheses
    assert hypotheses.borrowed > max(hypotheses.genuine, hypotheses.fabricated)


def test_a_conflict_without_any_support_of_the_identity_contradicts() -> None:
    result = assessed(seen("record", "by_others"), seen("circle", "good"))
    assert result.verdict is Verdict.CONTRADICTED


def test_copies_of_one_deposit_are_counted_once_and_shown() -> None:
    findings = assessed(
        seen("record", "good", upstream=("doi:10.1/a",)),
        seen("circle", "good", upstream=("doi:10.1/a",)),
    ).findings
    assert [f.counted for f in findings] == [True, False]
    assert findings[1].not_counted_because == "the same witness is already counted in record/good"


def test_two_findings_of_one_group_count_once() -> None:
    one = seen("record", "good", group="record")
    other = Observation(check="record", level="good", summary="again", group="record")
    findings = assessed(one, other).findings
    assert sum(f.counted for f in findings) == 1


def test_items_are_shown_and_their_weight_counted_on_the_whole_only() -> None:
    finding = assessed(seen("record", "item")).findings[0]
    assert not finding.counted
    assert "weighs all such items together" in str(finding.not_counted_because)


def test_a_level_without_a_calibration_row_is_shown_not_counted() -> None:
    bare = replace(CALIBRATION, weights={})
    findings = weigh([seen("record", "good")], LEVELS, bare)
    assert [f.counted for f in findings] == [False]
    shares = Hypotheses(genuine=0.5, fabricated=0.25, borrowed=0.25)
    assert posterior(findings, flawless_among(findings, bare), shares) == shares


DEPOSITS = replace(CALIBRATION, flawless_fabricated=Number(value=0.1, basis="judgement"))
FLAWLESS_AND_YOUNG = (
    seen("record", "good"),
    seen("circle", "good"),
    seen("consistency", "nothing"),
)


def test_a_flawless_record_without_depth_leaves_an_invented_person_open() -> None:
    without = assessed(*FLAWLESS_AND_YOUNG).hypotheses
    left_open = assessed(*FLAWLESS_AND_YOUNG, calibration=DEPOSITS).hypotheses
    # a tenth of the invented, whose deposits are real, fit as well as the genuine do
    assert left_open.fabricated / left_open.genuine == pytest.approx(0.05, rel=0.01)
    assert without.fabricated / without.genuine < 0.001


@pytest.mark.parametrize("dear", [("depth", "long"), ("mail", "signed")])
def test_years_of_sightings_or_control_close_what_deposits_left_open(dear: tuple[str, str]) -> None:
    whole = (*FLAWLESS_AND_YOUNG, seen(*dear))
    found = assessed(*whole, calibration=DEPOSITS).hypotheses
    assert found == assessed(*whole).hypotheses


def test_what_conflicts_is_not_softened_by_supposing_real_deposits() -> None:
    conflict = (seen("record", "by_others"),)
    found, plain = assessed(*conflict, calibration=DEPOSITS), assessed(*conflict)
    assert found.verdict is plain.verdict
    assert found.hypotheses.fabricated == pytest.approx(plain.hypotheses.fabricated, abs=0.01)


def test_states_let_a_conflict_outrank_support_and_support_an_outage() -> None:
    result = assessed(
        seen("record", "good", about="w1"),
        seen("mail", "lookalike", about="w1"),
        skipped=(
            Skipped(check="x", reason=SkipReason.COULD_NOT_CHECK, assertions=("w1", "p1")),
            Skipped(check="y", reason=SkipReason.NOT_APPLICABLE, assertions=("i1",)),
        ),
    )
    assert dict(result.states) == {
        "w1": AssertionState.CONFLICT,
        "p1": AssertionState.COULD_NOT_CHECK,
        "i1": AssertionState.NOT_APPLICABLE,
    }
    assert result.coverage == 0.5


def test_where_nothing_counts_the_interval_is_as_wide_as_where_nothing_was_checked() -> None:
    seen_only = assessed(seen("record", "item", about="w1"))
    assert not any(finding.counted for finding in seen_only.findings)
    assert seen_only.coverage > 0
    assert seen_only.interval == assessed().interval


def test_low_coverage_widens_the_interval_and_leaves_confidence_alone() -> None:
    record = seen("record", "good", about="w1")
    full = assessed(record)
    gaps = assessed(
        record,
        skipped=(Skipped(check="x", reason=SkipReason.COULD_NOT_CHECK, assertions=("p1", "i1")),),
    )
    assert gaps.confidence == full.confidence
    assert gaps.interval[0] < full.interval[0] <= full.confidence <= full.interval[1]
    assert gaps.coverage < full.coverage


observations = st.lists(
    st.builds(
        lambda key, upstream, group: Observation(
            check=key[0],
            level=key[1],
            summary="s",
            upstream=tuple(upstream),
            group=group,
        ),
        st.sampled_from(sorted(LEVELS)),
        st.lists(st.sampled_from(["doi:a", "doi:b"]), max_size=2, unique=True),
        st.sampled_from(["", "g"]),
    ),
    max_size=6,
)


@given(observations, st.randoms())
def test_the_order_of_observations_does_not_matter(
    items: list[Observation], random: st.DataObject
) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis types randoms() loosely
    assert assessed(*items) == assessed(*shuffled)


@given(observations)
def test_posteriors_sum_to_one_and_the_interval_holds_the_confidence(
    items: list[Observation],
) -> None:
    result = assessed(*items)
    parts = result.hypotheses
    assert abs(parts.genuine + parts.fabricated + parts.borrowed - 1) < 1e-9
    assert 0.01 <= result.interval[0] <= result.confidence <= result.interval[1] <= 0.99


@given(observations)
def test_an_inconclusive_finding_changes_no_number(items: list[Observation]) -> None:
    before = assessed(*items)
    after = assessed(*items, seen("photo", "miss"))
    assert (before.confidence, before.hypotheses, before.verdict) == (
        after.confidence,
        after.hypotheses,
        after.verdict,
    )


def test_the_report_says_what_its_weights_rest_on() -> None:
    met = replace(weight(0.8, 0.1, 0.8), cases=(150, 50, 50), basis="set")
    made_up = replace(met, synthetic=True)
    shares = []
    for record in (weight(0.8, 0.1, 0.8), met, made_up):
        calibration = replace(CALIBRATION, weights={"record/good": record})
        result = combine(
            claim(work_claim("A", "w1")),
            [seen("record", "good")],
            (),
            LEVELS,
            calibration=calibration,
            prior=prior_named("default"),
        )
        shares.append((result.judgement_share, result.synthetic_share))
    assert shares == [(1.0, 0.0), (0.5, 0.0), (0.5, 0.5)]


def test_what_a_corroborated_record_must_reach_stands_in_the_calibration() -> None:
    weak = [seen("record", "good")]
    strict = replace(CALIBRATION, record_real_at_least=Number(value=0.999, basis="t"))
    verdicts = [
        combine(
            claim(work_claim("A", "w1")),
            weak,
            (),
            LEVELS,
            calibration=calibration,
            prior=prior_named("default"),
        ).verdict
        for calibration in (CALIBRATION, strict)
    ]
    assert verdicts == [Verdict.CORROBORATED, Verdict.INSUFFICIENT]


def test_an_explainable_conflict_leaves_a_record_corroborated_and_a_material_one_does_not() -> None:
    young = Level(
        id="young",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.EXPLAINABLE,
        meaning="m",
        innocent="i",
    )

    def verdict(check: str, level: str) -> Verdict:
        return combine(
            claim(work_claim("A", "w1")),
            (seen("record", "good"), seen("depth", "long"), seen(check, level)),
            (),
            LEVELS | {("domain", "young"): young},
            calibration=CALIBRATION,
            prior=prior_named("default"),
        ).verdict

    assert verdict("domain", "young") is Verdict.CORROBORATED
    assert verdict("mail", "lookalike") is Verdict.MIXED

"""The weight of the evidence: what moved the odds, whatever the prior was."""

import math
from dataclasses import replace

import pytest

from persona_check.model.report import Hypotheses, Report
from persona_check.report.evidence_weight import EvidenceWeight, evidence_weight
from persona_check.report.html import Html
from persona_check.report.json_v1 import as_document
from persona_check.report.markdown import Markdown
from persona_check.report.terminal import Terminal
from tests.report.builders import report


def told(before: Hypotheses, after: Hypotheses) -> Report:
    plain = report()
    prior = replace(plain.assessment.prior, name="reviewer", hypotheses=before, basis="counted")
    return replace(plain, assessment=replace(plain.assessment, prior=prior, hypotheses=after))


def shares(genuine: float, fabricated: float, borrowed: float) -> Hypotheses:
    return Hypotheses(genuine=genuine, fabricated=fabricated, borrowed=borrowed)


def test_without_a_change_of_shares_the_evidence_weighs_nothing() -> None:
    same = shares(0.95, 0.01, 0.04)
    assert evidence_weight(told(same, same).assessment) == EvidenceWeight(
        genuine=0.0, over_fabricated=0.0, over_borrowed=0.0
    )


@pytest.mark.parametrize("same", [shares(0.95, 0.01, 0.04), shares(0.92, 0.05, 0.03)])
def test_nothing_weighed_is_told_as_nothing_not_as_a_little_against(same: Hypotheses) -> None:
    text = " ".join(Terminal(details=True, columns=100).render(told(same, same)).split())
    assert (
        "(log10 likelihood ratio): +0.0 in all, +0.0 against fabricated, +0.0 against borrowed"
        in text
    )


def test_ten_times_likelier_if_genuine_weighs_one() -> None:
    before, after = shares(0.5, 0.25, 0.25), shares(20 / 23, 1 / 23, 2 / 23)
    weight = evidence_weight(told(before, after).assessment)
    assert weight.over_fabricated == pytest.approx(1)
    assert weight.over_borrowed == pytest.approx(math.log10(5))
    assert weight.genuine == pytest.approx(math.log10(20 / 3))


@pytest.mark.parametrize("after", [shares(1, 0, 0), shares(0, 1, 0), shares(0, 0, 1)])
def test_a_share_that_rounded_to_nothing_has_a_finite_weight(after: Hypotheses) -> None:
    weight = evidence_weight(told(shares(0.5, 0.25, 0.25), after).assessment)
    assert all(
        math.isfinite(one) for one in (weight.genuine, weight.over_fabricated, weight.over_borrowed)
    )


@pytest.mark.parametrize("format", [Terminal(details=True, columns=100), Markdown(), Html()])
def test_a_report_shows_prior_basis_weight_and_posterior(
    format: Terminal | Markdown | Html,
) -> None:
    shown = told(shares(0.5, 0.25, 0.25), shares(20 / 23, 1 / 23, 2 / 23))
    text = " ".join(format.render(shown).replace("\\", "").replace("&#58;", ":").split())
    assert (
        "the chances of genuine/fabricated/borrowed were 0.5/0.25/0.25 (prior “reviewer”: counted)."
    ) in text
    assert (
        "With the evidence they are 0.87/0.04/0.09. Weight of the evidence for genuine (log10 "
        "likelihood ratio): +0.8 in all, +1.0 against fabricated, +0.7 against borrowed."
    ) in text


def test_the_json_report_holds_the_same_figures() -> None:
    document = as_document(told(shares(0.5, 0.25, 0.25), shares(20 / 23, 1 / 23, 2 / 23)))
    assert document["prior_name"] == "reviewer"
    assert document["prior_basis"] == "counted"
    assert document["weight_of_evidence"] == {
        "genuine": 0.8239,
        "over_fabricated": 1.0,
        "over_borrowed": 0.699,
    }

"""Priors: every preset has shares that sum to 1 and an origin; free values; what is refused."""

from pathlib import Path

import pytest

from persona_check.errors import UsageError
from persona_check.model.report import Hypotheses
from persona_check.report.wording import FORBIDDEN, LONGEST_BASIS
from persona_check.weighing.priors import PRESETS, Preset, prior_named

METHOD = Path(__file__).parents[2] / "docs" / "method.md"
SETTINGS = {"default", "speaker", "op-ed", "pr-quote", "reviewer"}
each_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)


def test_there_is_a_preset_for_every_setting() -> None:
    assert {preset.name for preset in PRESETS} == SETTINGS


@each_preset
def test_the_shares_of_a_preset_lie_above_0_and_sum_to_1(preset: Preset) -> None:
    shares = (preset.shares.genuine, preset.shares.fabricated, preset.shares.borrowed)
    assert min(shares) > 0
    assert sum(shares) == pytest.approx(1, abs=1e-12)


@each_preset
def test_a_preset_names_a_published_figure_with_year_and_source_and_what_is_judgement(
    preset: Preset,
) -> None:
    if preset.name == "default":
        assert "a convention" in preset.derivation
        return
    assert "20" in preset.published  # a year
    assert "(" in preset.published  # a source
    assert "judgement: " in preset.derivation
    assert preset.prior.basis == f"{preset.published}; {preset.derivation}"


@each_preset
def test_no_basis_is_cut_or_holds_a_word_that_no_output_may_hold(preset: Preset) -> None:
    assert len(preset.prior.basis) < LONGEST_BASIS - 60  # the sentence around it
    assert [word for word in FORBIDDEN if f" {word} " in f" {preset.prior.basis} "] == []


@each_preset
def test_a_preset_is_had_by_its_name_and_stands_in_the_documents_table(preset: Preset) -> None:
    assert prior_named(preset.name) == preset.prior
    shares = preset.shares
    figures = f"{shares.genuine:.2f} | {shares.fabricated:.2f} | {shares.borrowed:.2f}"
    assert f"| `{preset.name}` | {figures} |" in METHOD.read_text("utf-8")


@pytest.mark.parametrize("text", ["0.9/0.05/0.05", " 0.9,0.05,0.05 ", ".9/.05/.05"])
def test_three_shares_are_a_prior_too(text: str) -> None:
    prior = prior_named(text)
    assert prior.hypotheses == Hypotheses(genuine=0.9, fabricated=0.05, borrowed=0.05)
    assert (prior.name, prior.basis) == ("given", "given with --prior")


@pytest.mark.parametrize(
    "text",
    ["speakers", "", "0.9/0.05", "0.9/0.1/0", "0.5/0.5/0.5", "1/0/0", "-1/1/1", "x" * 500, "٠/1/0"],
)
def test_any_other_prior_is_refused_with_the_presets_in_the_hint(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        prior_named(text)
    assert all(preset.name in str(caught.value.hint) for preset in PRESETS)
    assert len(str(caught.value)) < 120

import json
from dataclasses import replace
from pathlib import Path

import pytest

from persona_check.casefile import overrides
from persona_check.casefile.overrides import Override
from persona_check.checks.registry import all_levels
from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.errors import UsageError
from persona_check.model.finding import Outcome
from persona_check.model.report import Assessment, Report, Verdict
from persona_check.report.base import Format
from persona_check.report.registry import ALL_FORMATS
from persona_check.report.terminal import Terminal
from persona_check.session import check
from persona_check.settings import Settings
from tests.contract.test_formats import shown_words
from tests.quick import first_python

FIXTURES = Path(__file__).parents[2] / "fixtures"
REASON = "the firm was founded in May <b>2026</b>"

# the first screen of a terminal counts them; what it owes is tested beside it
COMPLETE = (Terminal(details=True), *(form for form in ALL_FORMATS if form.id != "terminal"))


def checked(name: str, *aside: Override) -> Report:
    claim = claim_from_flags(ClaimFlags(), claim_file=FIXTURES / "claims" / f"{name}.toml")
    return check(claim, Settings(replay=FIXTURES / "answers" / name), set_aside=aside)


def test_what_is_set_aside_is_weighed_no_more_and_the_earlier_answer_stays_beside() -> None:
    before = checked("ethicist")
    after = checked("ethicist", Override(finding="contact/young_domain", reason=REASON))
    assert after.review is not None
    assert after.review.verdict is before.assessment.verdict
    assert after.review.confidence == before.assessment.confidence
    assert after.review.interval == before.assessment.interval
    (one,) = after.review.set_aside
    assert (one.finding.id, one.reason) == ("contact/young_domain", REASON)
    left = [finding.id for finding in after.assessment.findings]
    assert left == [
        finding.id for finding in before.assessment.findings if finding.id != "contact/young_domain"
    ]
    assert after.assessment.hypotheses.fabricated < before.assessment.hypotheses.fabricated
    assert after.assessment.hypotheses.genuine > before.assessment.hypotheses.genuine


def test_setting_all_conflicts_aside_moves_the_verdict_and_nothing_is_lost() -> None:
    before = checked("ethicist").assessment
    conflicts = [f.id for f in before.findings if f.level.severity.value == "material"]
    after = checked("ethicist", *(Override(finding=name, reason="r") for name in conflicts))
    assert before.verdict is Verdict.CONTRADICTED
    assert after.assessment.verdict is not Verdict.CONTRADICTED
    assert after.review is not None
    assert [one.finding.id for one in after.review.set_aside] == conflicts
    assert len(after.assessment.findings) == len(before.findings) - len(conflicts)


def support(assessment: Assessment) -> tuple[frozenset[str], float, float]:
    """What corroborates, and the weight of it that counts."""
    found = [f for f in assessment.findings if f.level.outcome is Outcome.CORROBORATES]
    counted = [f for f in found if f.counted]
    return (
        frozenset(f.id for f in found),
        round(sum(f.log10_lr_fabricated for f in counted), 9),
        round(sum(f.log10_lr_borrowed for f in counted), 9),
    )


@first_python
@pytest.mark.no_cover  # the same lines hundreds of times over
@pytest.mark.parametrize("name", ["researcher", "ethicist", "professor", "newcomer_known"])
def test_setting_aside_never_adds_support(name: str) -> None:
    before = checked(name).assessment
    for finding in before.findings:
        after = checked(name, Override(finding=finding.id, reason="r")).assessment
        had, has = support(before), support(after)
        assert has[0] <= had[0], finding.id
        assert has[1] <= had[1], finding.id
        assert has[2] <= had[2], finding.id
        if finding.level.outcome is Outcome.CORROBORATES:
            assert after.confidence <= before.confidence, finding.id


def test_what_fits_together_is_said_anew_of_what_is_left() -> None:
    before, summary = checked("newcomer"), "we found no contradiction among the {} points"
    (whole,) = [f for f in before.assessment.findings if f.observation.check == "consistency"]
    assert whole.observation.summary.startswith(summary.format("five"))
    names = {f.id for f in before.assessment.findings if f.observation.check == "coauthors"}
    after = checked("newcomer", *(Override(finding=one, reason="r") for one in sorted(names)))
    (left,) = [f for f in after.assessment.findings if f.observation.check == "consistency"]
    assert left.id == whole.id
    assert left.observation.summary.startswith(summary.format("four"))
    others = [
        f.id
        for f in before.assessment.findings
        if f.observation.check not in ("identifiers", "consistency")
    ]
    alone = checked("newcomer", *(Override(finding=one, reason="r") for one in others))
    assert [f.observation.check for f in alone.assessment.findings] == ["identifiers"]


def test_a_level_names_all_its_findings_and_an_id_one_of_them() -> None:
    ids = [f.id for f in checked("researcher").assessment.findings]
    assert len(ids) == len(set(ids))
    assert "publications/work_confirmed#2" in ids
    one = checked("researcher", Override(finding="publications/work_confirmed#2", reason="r"))
    every = checked("researcher", Override(finding="publications/work_confirmed", reason="r"))
    assert one.review is not None
    assert every.review is not None
    assert [aside.finding.id for aside in one.review.set_aside] == ["publications/work_confirmed#2"]
    assert len(every.review.set_aside) == 5
    # those that stay keep the names they had
    assert [f.id for f in one.assessment.findings] == [
        i for i in ids if i != "publications/work_confirmed#2"
    ]


@pytest.mark.parametrize("form", COMPLETE, ids=[form.id for form in COMPLETE])
def test_every_format_shows_what_was_set_aside_by_whom_and_why(form: Format) -> None:
    shown = checked("ethicist", Override(finding="contact/young_domain", reason=REASON))
    words = shown_words(form, form.render(shown))
    assert "thornewhit-ethics.example was registered on 2026-06-28" in words
    assert REASON in words
    assert "a new project or company, or a domain that changed hands" in words
    if form.id != "for-subject":
        assert "0.01" in words
    if form.id != "json":
        assert "the reviewer's reason" in words.lower()


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("contact/young_domain", "has no reason", "write FINDING=REASON"),
        ("contact/young_domain=  ", "has no reason", "write FINDING=REASON"),
        ("contact/youngdomain=x", "unknown finding", "contact/young_domain"),
        ("zzz=x", "unknown finding", "CHECK/LEVEL"),
        ("contact/young_domain=" + "x" * 501, "longer than 500", "a sentence or two"),
    ],
)
def test_an_override_that_cannot_be_meant_is_refused_before_anybody_is_asked(
    words: str, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        overrides.read([words], all_levels())
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")


def test_an_override_of_what_was_not_found_lists_what_is_there() -> None:
    with pytest.raises(UsageError) as caught:
        checked("ethicist", Override(finding="footprint/known_for_years", reason="r"))
    assert "footprint/known_for_years" in caught.value.message
    assert "publications/record_absent" in (caught.value.hint or "")


def test_overrides_are_kept_in_the_bundle_and_replayed(tmp_path: Path) -> None:
    given = (
        Override(finding="contact/young_domain", reason="a ü"),
        Override(finding="photo/generators_frame", reason="b"),
    )
    assert overrides.from_json(overrides.as_json(given)) == given
    assert overrides.merged(given, (replace(given[0], reason="c"),)) == (
        replace(given[0], reason="c"),
        given[1],
    )
    for content in (json.dumps([{"finding": 1}]).encode(), b"[" * 100_000, b"1"):
        with pytest.raises(UsageError, match="overrides in the bundle"):
            overrides.from_json(content)

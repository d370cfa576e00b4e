"""Bundles that earlier versions saved are verified, and replay to the report that they hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from persona_check import session
from persona_check.casefile import layout
from persona_check.casefile.bundle import read_bundle
from persona_check.casefile.verify import verify_bundle
from persona_check.weighing.table import parse
from tests.cli.running import ran

# saved before the modules moved into rooms: photo, signed mail, DNS answers, an override
BEFORE_ROOMS = Path(__file__).parents[2] / "fixtures" / "bundles" / "before-rooms.zip"
# what a reader is told may be said better by a later version; what was found may not change
WORDS = frozenset(
    {
        "basis", "detail", "hint", "innocent_explanation", "meaning", "next_steps",
        "not_counted_because", "notes", "prior_basis", "reasons", "says", "summary",
    }
)  # fmt: skip


def facts(value: Any) -> Any:
    """A report without the sentences in it."""
    match value:
        case dict():
            return {key: facts(one) for key, one in value.items() if key not in WORDS}
        case list():
            return [facts(one) for one in value]
        case _:
            return value


def test_an_older_bundle_is_intact_and_names_what_it_holds() -> None:
    custody = verify_bundle(BEFORE_ROOMS)
    assert custody.holds
    assert custody.contents is not None
    assert custody.contents.answers["orcid"] == 1
    assert {layout.CLAIM, layout.OVERRIDES, layout.DNS_KEYS, layout.exhibit(2)} <= set(
        custody.contents.files
    )


ADDED = {"bottom_line", "questions", "decisions"}  # since then
# What later versions judge otherwise, on purpose (CHANGELOG, *Calibration*): the mailbox of a known
# domain alone is no control any more, so that the assessment is another one too.
JUDGED_OTHERWISE = {"control/signed_by_known_domain"}
OF_THE_JUDGEMENT = {
    "assurance", "confidence", "interval", "hypotheses", "weight_of_evidence", "judgement_share",
    "synthetic_share", "findings", "candidates", "review", "tool",
}  # fmt: skip


def test_an_older_bundle_alone_replays_to_the_report_that_it_holds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = read_bundle(BEFORE_ROOMS)
    # weights may change, and a replay says so; here they are those of that time
    weights = parse(json.loads(bundle.files[layout.CALIBRATION]))
    monkeypatch.setattr(session, "load", lambda: weights)
    saved = json.loads(bundle.files[layout.REPORT])
    again = ran(capsys, "check", "--replay", str(BEFORE_ROOMS), "--json")
    assert (again.code, again.err) == (0, "")
    now = json.loads(again.out)
    assert set(now) - set(saved) == ADDED
    assert set(saved) <= set(now)
    for part in set(saved) - OF_THE_JUDGEMENT - WORDS:
        assert facts(now[part]) == facts(saved[part]), part
    assert now["tool"]["calibration"] == saved["tool"]["calibration"]
    assert (saved["assurance"], now["assurance"]) == ("A4", "A3"), "control is not shown any more"
    held, found = ({f["id"]: f for f in report["findings"]} for report in (saved, now))
    assert len(held) > 20
    assert set(found) - set(held) == {"affiliation/known_at_organization"}, "what was added since"
    for identity in set(held) - JUDGED_OTHERWISE:
        old, new = facts(held[identity]), facts(found[identity])
        for changing in ("counted", "log10_lr"):  # another finding may count the witness now
            old.pop(changing), new.pop(changing)
        assert new == old, identity
    for old, new in zip(saved["candidates"], now["candidates"], strict=True):
        assert facts(old).items() <= facts(new).items()
    assert now["review"]["set_aside"][0]["finding"]["id"] == "coauthors/open_circle"

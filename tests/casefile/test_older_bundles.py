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
    assert sorted(now) == sorted(saved)
    assert facts(now) == facts(saved)
    assert len(now["findings"]) > 20
    assert now["review"]["set_aside"][0]["finding"]["id"] == "coauthors/open_circle"

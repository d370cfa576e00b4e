"""No sentence of a report says what the rest of the report gives the lie to.

``PERSONA_CHECK_REPORTS``, a folder of JSON Lines as ``batch`` writes them, is read too.
"""

import json
import os
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_check.errors import NotAssessedError
from persona_check.report.json_v1 import JsonV1
from persona_check.session import assess
from persona_check.settings import Settings
from tests.builders import NOW
from tests.contract.varied import dossier_of
from tests.quick import first_python
from tests.report.statements import untrue
from tests.test_golden import CLAIMS, NEWCOMERS, report

REPORTS = os.environ.get("PERSONA_CHECK_REPORTS")


def of_seed(seed: int) -> dict[str, Any] | None:
    """The report on a built claim as JSON; None where nobody answered."""
    claim, lookups = dossier_of(random.Random(seed), NOW)  # noqa: S311 - reproducible, no secret
    try:
        whole = assess(claim, lookups, (), as_of=NOW, settings=Settings())
    except NotAssessedError:
        return None
    read: dict[str, Any] = json.loads(JsonV1().render(whole))
    return read


@first_python
@settings(max_examples=200)
@given(seed=st.integers(0, 2**32))
def test_every_sentence_on_a_built_dossier_is_true(seed: int) -> None:
    whole = of_seed(seed)
    assert whole is None or not untrue(whole)


@pytest.mark.parametrize(("name", "letter"), {**dict.fromkeys(CLAIMS), **NEWCOMERS}.items())
def test_every_sentence_on_a_fixture_is_true(name: str, letter: str | None) -> None:
    assert not untrue(json.loads(JsonV1().render(report(name, letter))))


@pytest.mark.skipif(REPORTS is None, reason="needs PERSONA_CHECK_REPORTS, a folder of reports")
def test_every_sentence_of_the_given_reports_is_true() -> None:
    wrong = [
        (path.name, row["id"], sentence)
        for path in sorted(Path(REPORTS or "").glob("*.jsonl"))
        for row in map(json.loads, path.read_text("utf-8").splitlines())
        if "findings" in row
        for sentence in untrue(row)
    ]
    assert not wrong


@cache
def built_with(level: str) -> str:
    """The text of the first built report that holds a finding at this level."""
    for seed in range(3000):
        whole = of_seed(seed)
        if whole and any(finding["level"] == level for finding in whole["findings"]):
            return json.dumps(whole)
    raise AssertionError(f"no built dossier ends in {level}")


@pytest.mark.parametrize(
    ("level", "pattern", "other"),
    [
        ("post_printed", r"^\d+ papers? lists?", "40 papers list"),
        ("post_printed", r" \(\d{4}.*", " (1971)"),
        ("record_confirmed", r"^.* papers ", "7 of the 9 papers "),
        ("known_for_years", r"\d+ witness", "57 witness"),
        ("known_for_years", r"since \d{4}", "since 1991"),
        ("circle_confirmed", r"^.* claimed", "all 9 claimed"),
        ("nothing_conflicts", r"the \w+ points", "the eleven points"),
    ],
)
def test_a_sentence_with_another_number_is_told(level: str, pattern: str, other: str) -> None:
    whole = json.loads(built_with(level))
    assert not untrue(whole)
    told = next(finding for finding in whole["findings"] if finding["level"] == level)
    told["summary"], changed = re.subn(pattern, other, told["summary"])
    assert changed
    (sentence, *_) = untrue(whole)
    assert told["summary"] in sentence


@pytest.mark.parametrize(
    ("level", "denial", "words"),
    [
        ("post_printed", "post_not_printed", "none of the papers found lists it"),
        ("coauthor_shares_work", "coauthor_not_seen", "none of the papers found carries both"),
        ("work_confirmed", "work_not_found", "no record of it was found"),
        ("institutions_domain", "domain_not_comparable", "we have nothing reliable to compare it"),
        ("another_institutions_domain", "nothing_conflicts", "we found no contradiction"),
    ],
)
def test_a_denial_beside_what_it_denies_is_told(level: str, denial: str, words: str) -> None:
    whole = json.loads(built_with(level))
    shown = next(finding for finding in whole["findings"] if finding["level"] == level)
    whole["findings"].append(
        {**shown, "level": denial, "summary": words, "check": "x", "outcome": "inconclusive"}
    )
    assert any(words in sentence for sentence in untrue(whole))

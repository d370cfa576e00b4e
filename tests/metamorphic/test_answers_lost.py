"""The fixtures' people, with any of the answers about them lost: nothing gets harsher."""

import random
from functools import cache
from pathlib import Path

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.errors import NotAssessedError
from persona_check.model.claim import Claim
from persona_check.model.finding import AssertionState
from persona_check.model.lookup import Found, NotFound
from persona_check.model.report import Report
from persona_check.session import assess, check
from persona_check.settings import Settings
from tests.contract.harsher import harsher
from tests.contract.varied import with_outage

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
CLAIMS = FIXTURES / "claims"
EVERYBODY = sorted(path.relative_to(CLAIMS).with_suffix("") for path in CLAIMS.rglob("*.toml"))
SUBSETS = 500


@cache
def whole(person: Path) -> tuple[Claim, Report]:
    """The claim and the report on it without what was handed in, every answer at hand."""
    claim = claim_from_flags(ClaimFlags(), claim_file=CLAIMS / person.with_suffix(".toml"))
    answers = FIXTURES / "answers" / person
    recorded = check(claim, Settings(replay=answers if answers.is_dir() else f"{answers}.zip"))  # type: ignore[arg-type] # paths as text are accepted
    return claim, assess(
        claim, recorded.lookups, (), as_of=recorded.generated_at, settings=Settings()
    )


@pytest.mark.parametrize("person", EVERYBODY, ids=str)
def test_any_answers_lost_make_nothing_harsher_and_no_work_missing(person: Path) -> None:
    claim, before = whole(person)
    answers = [one for one in before.lookups if isinstance(one, Found | NotFound)]
    for seed in range(-(-SUBSETS // len(EVERYBODY))):
        rng = random.Random(f"{person} {seed}")  # noqa: S311 - reproducible, no secret
        gone = rng.sample(answers, rng.randint(1, len(answers)))
        kept = with_outage(before.lookups, lambda one, gone=gone: one in gone)  # type: ignore[misc] # bound now
        try:
            after = assess(claim, kept, (), as_of=before.generated_at, settings=Settings())
        except NotAssessedError:
            continue
        lost = [f"{one.source}: {one.query}" for one in gone]
        assert not harsher(before, after), lost


def test_there_are_findings_to_begin_with() -> None:
    states = {state for person in EVERYBODY for _, state in whole(person)[1].assessment.states}
    assert states >= {AssertionState.SUPPORTED, AssertionState.NOT_FOUND, AssertionState.CONFLICT}

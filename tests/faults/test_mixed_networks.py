"""Networks that answer some requests wrongly: nothing more is held against anybody."""

import pytest

from persona_check.model.lookup import Unavailable, UnavailableReason
from tests.faults.runs import against, checked, healthy, mixed
from tests.quick import first_python

SEEDS = 60  # ``python -m benchmarks.faults`` takes 500
BATCHES = 6


@first_python
@pytest.mark.parametrize("batch", range(BATCHES))
def test_foreign_answers_add_no_conflict_and_nothing_that_was_not_found(batch: int) -> None:
    faults = 0
    for seed in range(batch, SEEDS, BATCHES):
        who, fault = mixed(seed)
        ended = checked(who, fault)
        faults += len(ended.network.met())
        assert against(ended.report) <= healthy(who), (seed, who)
        broken = [
            one
            for one in (ended.report.lookups if ended.report else ())
            if isinstance(one, Unavailable) and one.reason is UnavailableReason.BROKEN
        ]
        assert not broken, (seed, who)
    assert faults >= SEEDS // BATCHES

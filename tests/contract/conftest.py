"""Contract tests drive scholarly in this process: a new one for each fault would take minutes."""

import asyncio
import json
import warnings

import pytest

from persona_check.model.lookup import UnavailableReason
from persona_check.sources import google_scholar, google_scholar_worker
from persona_check.web.base import SourceUnavailableError


@pytest.fixture(autouse=True)
def scholarly_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run(task: bytes, *, timeout_s: float) -> bytes:
        # no test waits as long as a person would
        hurried = {**json.loads(task), "timeout_s": 1.5}

        def outcome() -> bytes:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of scholarly's own dependencies
                return json.dumps(google_scholar_worker.outcome(hurried)).encode()

        try:
            async with asyncio.timeout(timeout_s):
                return await asyncio.to_thread(outcome)
        except TimeoutError as error:
            raise SourceUnavailableError(UnavailableReason.TIMED_OUT) from error

    monkeypatch.setattr(google_scholar, "run_worker", run)

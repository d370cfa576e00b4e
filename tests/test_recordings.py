"""Every recorded answer is read without loss, ends in its reason, or is asked for by nobody."""

import asyncio
import importlib
import re
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from types import ModuleType

import pytest

from persona_check.model.lookup import UnavailableReason
from persona_check.model.record import PersonRecord, PersonStatus, Record
from persona_check.settings import SourceSettings
from persona_check.sources.registry import ALL_SOURCES
from persona_check.web.acceptance import no_answer
from persona_check.web.base import Answer, Asker, Request, SourceUnavailableError
from tests.recorded import ROOT, Entry, Reading, entries, folders
from tests.sources.fake import answer

pytestmark = pytest.mark.skipif(
    not ROOT.is_dir(), reason="no recordings here (set PERSONA_CHECK_RECORDINGS)"
)

# what a status means, as the documentation of the sources has it; 404 and 410 are absences
_REASONS = {
    400: {UnavailableReason.REJECTED_REQUEST},
    401: {UnavailableReason.NO_CREDENTIAL},
    403: {UnavailableReason.BLOCKED, UnavailableReason.RATE_LIMITED},
    409: {UnavailableReason.LOCKED},
    429: {UnavailableReason.RATE_LIMITED},
    500: {UnavailableReason.SERVER_ERROR},
    502: {UnavailableReason.SERVER_ERROR},
    503: {UnavailableReason.SERVER_ERROR, UnavailableReason.RATE_LIMITED},
    504: {UnavailableReason.SERVER_ERROR},
}


class _One:
    """Answers every request with one recording."""

    def __init__(self, source: str, entry: Entry) -> None:
        self._source, self._entry = source, entry

    async def get(self, asker: Asker, request: Request) -> Answer:
        came = recorded(self._source, self._entry)
        refused = no_answer(came, asker.traits, asked=came.provenance.url, request=request)
        if refused is not None:
            raise refused.error
        return came

    async def produce(
        self,
        asker: Asker,
        url: str,
        make: Callable[[], Awaitable[bytes]],
        *,
        content_type: str = "application/json",
    ) -> Answer:
        return recorded(self._source, self._entry)


def recorded(source: str, entry: Entry) -> Answer:
    return answer(source, entry.body, url=entry.url, status=entry.status, headers=entry.headers)


def readings_of(folder: str) -> ModuleType | None:
    try:
        return importlib.import_module(f"tests.recorded.{folder}")
    except ModuleNotFoundError:
        return None


def left(module: ModuleType, entry: Entry) -> bool:
    return any(
        re.match(rule.pattern, entry.request)
        and (not rule.statuses or entry.status in rule.statuses)
        for rule in module.LEFT
    )


def read(source: str, reading: Reading, entry: Entry) -> tuple[Record, ...]:
    if reading.parse is not None:
        return tuple(reading.parse(recorded(source, entry)))
    match = re.match(reading.pattern, entry.request)
    assert match is not None
    assert reading.query is not None
    adapter = next(known for known in ALL_SOURCES if known.id == source)(SourceSettings())
    query = reading.query(match.groupdict())
    assert adapter.serves(query), query
    return tuple(asyncio.run(adapter.lookup(query, _One(source, entry))))


def outcome(source: str, module: ModuleType, entry: Entry) -> Iterator[str]:
    """What became of a recording: one word for the count, then complaints."""
    if left(module, entry):
        yield "asked by no adapter"
        return
    reading = next(
        (rule for rule in module.READINGS if re.match(rule.pattern, entry.request)), None
    )
    if reading is None:
        yield "unexplained"
        yield "no reading, and no reason why not"
        return
    try:
        records = read(source, reading, entry)
    except SourceUnavailableError as error:
        yield f"unavailable ({error.reason})"
        if error.reason not in _REASONS.get(entry.status, set()) and not reading.empty:
            yield f"status {entry.status} became {error}"
        return
    if not records:
        yield "absent"
        if entry.status not in (404, 410) and not reading.empty:
            yield f"status {entry.status} was read as an absence"
        return
    yield "read"
    if not 200 <= entry.status < 300:
        yield f"status {entry.status} was read as an answer"
    for record in records:
        deleted = isinstance(record, PersonRecord) and record.status is PersonStatus.DELETED
        if record.provenance.url != entry.url or (record.provenance.source != source):
            yield "its provenance"
        if deleted and "deleted" not in entry.note:
            yield "taken for deleted"
    for lost in module.losses(entry, records):
        yield f"lost: {lost}"


@pytest.mark.parametrize("folder", folders())
def test_all_recordings_of_a_source_are_read_or_explained(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    counts: Counter[str] = Counter()
    amiss: list[str] = []
    module = readings_of(folder)
    for entry in entries(folder):
        if module is None:
            counts["no adapter for this source"] += 1
            continue
        word, *complaints = outcome(folder, module, entry)
        counts[word] += 1
        amiss += [f"{entry.file}: {complaint}" for complaint in complaints]
    with capsys.disabled():
        words = ", ".join(f"{n} {word}" for word, n in counts.most_common())
        sys.stdout.write(f"\n{folder:16} {words}")
    assert not amiss
    assert module is not None, f"tests/recorded/{folder}.py is missing"

"""Recorded answers of OpenReview, which no adapter asks."""

from collections.abc import Iterator, Sequence

from persona_check.model.record import Record
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

READINGS: tuple[Reading, ...] = ()
LEFT = (Left(pattern=r"GET ", because="its notes are found through DBLP and OpenAlex"),)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    yield from ()

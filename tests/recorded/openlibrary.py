"""Recorded answers of Open Library, which no adapter asks."""

from collections.abc import Iterator, Sequence

from persona_check.model.record import Record
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

READINGS: tuple[Reading, ...] = ()
LEFT = (Left(pattern=r"GET ", because="books are asked of registries of DOIs and of the corpus"),)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    yield from ()

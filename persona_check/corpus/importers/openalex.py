"""Lines of the OpenAlex works snapshot (``data/works/updated_date=…/part_000.gz``)."""

from collections.abc import Iterator
from typing import BinaryIO

from persona_check.corpus.importers.base import Importer, Refused, lines_of
from persona_check.corpus.importers.from_records import answer_of, stored
from persona_check.corpus.schema import StoredWork
from persona_check.sources.reading.openalex import parse_work
from persona_check.web.base import SourceUnavailableError

__all__ = ["OPENALEX_WORKS"]


def _recognises(head: bytes) -> bool:
    line = head.partition(b"\n")[0]
    return line.lstrip().startswith(b"{") and b"openalex.org/W" in line


def _read(stream: BinaryIO) -> Iterator[StoredWork | Refused]:
    for line in lines_of(stream):
        if line is None:
            yield Refused(reason="line too long")
            continue
        try:
            yield stored(parse_work(answer_of("openalex", line)), "openalex")
        except (SourceUnavailableError, ValueError) as error:
            yield Refused(reason=f"not a valid OpenAlex work ({type(error).__name__})")


OPENALEX_WORKS = Importer(
    id="openalex", title="OpenAlex works snapshot", recognises=_recognises, read=_read
)

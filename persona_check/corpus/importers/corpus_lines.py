"""The project's own corpus form: one work a line, authors with what is printed beside them."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from persona_check.compare.titles import says_retracted
from persona_check.corpus.importers.base import Importer, Refused, lines_of
from persona_check.corpus.schema import StoredAuthor, StoredWork
from persona_check.sources.reading.decoding import bare_doi, bare_orcid, day

__all__ = ["CORPUS_LINES"]


class _Author(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    affiliations: list[str | None] | None = None
    orcid: str | None = None
    author_id: str | None = None
    scholar: str | None = None
    email_domain: str | None = None
    email: str | None = None
    position: str | int | None = None


class _Work(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    authors: list[_Author]
    year: int | None = None
    date: str | None = None
    venue: str | None = None
    doi: str | None = None
    url: str | None = None
    source: str | None = None
    kind: str | None = None
    topics: list[str] | None = None
    other_titles: list[str] | None = None


_DECODER = msgspec.json.Decoder(_Work)


def _recognises(head: bytes) -> bool:
    first = head.lstrip()[:1]
    line = head.partition(b"\n")[0]
    return first == b"{" and all(part in line for part in (b'"id"', b'"title"', b'"authors"'))


def _read(stream: BinaryIO) -> Iterator[StoredWork | Refused]:
    for line in lines_of(stream):
        if line is None:
            yield Refused(reason="line too long")
            continue
        try:
            yield _stored(_DECODER.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield Refused(reason=f"not a valid corpus record ({type(error).__name__})")


def _stored(work: _Work) -> StoredWork:
    published = day(work.date) if work.date and len(work.date) == 10 else None
    return StoredWork(
        key=_line(work.id),
        title=_line(work.title),
        source=_line(work.source),
        year=work.year,
        date=published.isoformat() if published else None,
        venue=_line(work.venue) or None,
        doi=bare_doi(work.doi),
        url=_line(work.url) or None,
        kind=work.kind,
        authors=tuple(
            StoredAuthor(
                name=_line(author.name),
                affiliations=tuple(_line(a) for a in author.affiliations or () if a and a.strip()),
                author_id=_line(author.author_id) or None,
                orcid=bare_orcid(author.orcid),
                scholar=_line(author.scholar) or None,
                email_domain=(_line(author.email_domain).lower() or None),
                email=(_line(author.email).lower() or None),
                role=None if author.position is None else _line(str(author.position)) or None,
            )
            for author in work.authors
        ),
        topics=tuple(work.topics or ()),
        retracted=says_retracted(work.title),
        other_titles=tuple(_line(t) for t in work.other_titles or () if t.strip()),
    )


def _line(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


CORPUS_LINES = Importer(id="corpus", title="corpus JSON Lines", recognises=_recognises, read=_read)

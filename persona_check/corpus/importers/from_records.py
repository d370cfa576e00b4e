"""Works as the sources' own parsers give them, in the stored form."""

from datetime import UTC, datetime

from persona_check.corpus.schema import StoredAuthor, StoredWork
from persona_check.model.provenance import AssertedBy, Provenance, Via
from persona_check.model.record import Authorship, WorkRecord
from persona_check.web.base import Answer

__all__ = ["answer_of", "stored"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def answer_of(source: str, body: bytes) -> Answer:
    """A line of a dump in the form in which the source's parser takes an answer."""
    provenance = Provenance(source=source, url="", retrieved_at=_EPOCH, sha256="", via=Via.CORPUS)
    return Answer(status=200, headers={}, body=body, provenance=provenance)


def stored(work: WorkRecord, source: str) -> StoredWork:
    """The work as it is kept."""
    return StoredWork(
        key=work.key,
        title=" ".join(work.title.split()),
        source=source,
        year=work.year,
        date=work.published_on.isoformat() if work.published_on else None,
        venue=work.venue,
        doi=work.doi,
        kind=work.kind,
        authors=tuple(_author(author) for author in work.authors),
        authors_complete=work.authors_complete,
        retracted=work.retracted,
        notices=work.notices,
        topics=work.topics,
        created=work.created_on.isoformat() if work.created_on else None,
        deposited_by_authors=work.provenance.asserted_by is not AssertedBy.THIRD_PARTY,
        cited_by_count=work.cited_by_count,
        other_titles=tuple(" ".join(title.split()) for title in work.other_titles),
    )


def _author(author: Authorship) -> StoredAuthor:
    return StoredAuthor(
        name=" ".join(author.name.split()),
        affiliations=author.affiliations,
        author_id=author.author_key,
        orcid=author.orcid,
        orcid_authenticated=author.orcid_authenticated,
        scholar=author.scholar_id,
        email_domain=author.email_domain,
        email=author.email_address,
        rors=author.rors,
    )

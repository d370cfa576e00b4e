"""What a corpus holds: the stored form of a work, and the tables around it."""

import msgspec

__all__ = ["SCHEMA_VERSION", "TABLES", "StoredAuthor", "StoredWork", "decode_work", "encode_work"]

SCHEMA_VERSION = 4

# Column lists of the tables, in the order in which rows are sorted. ``no`` is the place of a work,
# from 0, and equals DuckDB's rowid of ``works``.
TABLES = {
    # ``upstream`` is equal for copies of one deposit
    "works": "no INTEGER, key VARCHAR, year INTEGER, venue_key VARCHAR, venue VARCHAR, "
    "upstream UBIGINT, doc VARCHAR",
    # one row for each reading of each printed name
    "bylines": "h UBIGINT, no INTEGER, position INTEGER, name VARCHAR",
    # whole titles and what stands before their subtitles
    "titles": "h UBIGINT, no INTEGER",
    # pairs of neighbouring title words, and those that were too common to be kept
    "title_pairs": "h UBIGINT, no INTEGER",
    "common_pairs": "h UBIGINT",
    # doi:, orcid:, scholar: and the sources' own person keys; position 0 is the work itself
    "identifiers": "h UBIGINT, no INTEGER, position INTEGER, identifier VARCHAR",
    # organisations that works print, with the unit and the country printed beside them
    "places": "house UBIGINT, unit VARCHAR, no INTEGER, year INTEGER, country VARCHAR",
    # each printed unit under the beginnings of its words
    "unit_words": "h UBIGINT, unit VARCHAR",
    "coverage": "venue_key VARCHAR, year INTEGER, venue VARCHAR, works INTEGER",
    "imports": "ordinal INTEGER, name VARCHAR, format VARCHAR, size_bytes BIGINT, "
    "sha256 VARCHAR, modified_at VARCHAR, works INTEGER, refused INTEGER",
    "meta": "name VARCHAR, value VARCHAR",
}


class StoredAuthor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One printed name, at its place in the list."""

    name: str
    affiliations: tuple[str, ...] = ()
    author_id: str | None = None
    orcid: str | None = None
    orcid_authenticated: bool = False
    scholar: str | None = None
    email_domain: str | None = None
    email: str | None = None
    role: str | None = None
    rors: tuple[str, ...] = ()


class StoredWork(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One work as kept, authors in printed order; ``source`` says whose list it is from.

    ``modified_at`` is the time of the file from which it was imported (UTC, ISO 8601).
    """

    key: str
    title: str
    source: str = ""
    year: int | None = None
    date: str | None = None
    venue: str | None = None
    doi: str | None = None
    url: str | None = None
    kind: str | None = None
    authors: tuple[StoredAuthor, ...] = ()
    authors_complete: bool = True
    retracted: bool = False
    notices: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    created: str | None = None
    deposited_by_authors: bool = False
    cited_by_count: int | None = None
    modified_at: str | None = None
    other_titles: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """All titles of the work, the one it is shown with first."""
        return (self.title, *self.other_titles)


_DECODER = msgspec.json.Decoder(StoredWork)
_ENCODER = msgspec.json.Encoder()


def decode_work(text: str) -> StoredWork:
    """The work in a stored line; raises ``msgspec.MsgspecError`` where it is none."""
    return _DECODER.decode(text)


def encode_work(work: StoredWork) -> str:
    """One line without tabs or line breaks; equal works give equal lines."""
    return _ENCODER.encode(work).decode()

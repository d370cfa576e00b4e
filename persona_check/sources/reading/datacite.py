"""What DataCite answers with: works as repositories registered them, as records.

https://support.datacite.org/docs/api (read November 2026). With ``affiliation=true`` an affiliation
is an object with a name and a ROR id, without it a text.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

import msgspec

from persona_check.compare.group_authors import is_group, is_nobody
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import Authorship, WorkRecord
from persona_check.sources.reading.decoding import (
    bare_doi,
    bare_orcid,
    bare_ror,
    day,
    decode_json,
    distinct,
    plain,
    year_in,
)
from persona_check.sources.reading.deposits import upstream_of
from persona_check.web.base import Answer

__all__ = ["counted", "parse_doi", "parse_dois"]

# repositories in which anybody may deposit anything under any name
_SELF_DEPOSIT = ("arxiv.", "cern.zenodo", "cos.osf", "figshare.", "gdcc.", "mendeley.", "osf.")
# "Quill, W., Bell, T. J.": family names, each with initials behind it
_BY_INITIALS = re.compile(
    r"([^,\W\d][^,\d]*,\s*(?:[^\W\d_](?:\.[\s-]?|[\s-]|(?=,|$))){1,4})(?:,\s*|$)"
)
# "Wei Quill, Tom Bell, Mira Vantongeren": of fewer, one may be the given name of the other
_LEAST_LISTED = 3
_WHOLE_NAME = re.compile(r"[^\W\d_]\S*(?: (?:[^\W\d_]\S*)){1,3}")
_NOT_A_PERSON = re.compile(
    r"\b(?:of|for|and|the|de la recherche|und|für|et|inc|ltd|gmbh)\b", re.IGNORECASE
)


class _NameIdentifier(msgspec.Struct, rename="camel"):
    name_identifier: str | None = None
    name_identifier_scheme: str | None = None
    scheme_uri: str | None = None


class _Affiliation(msgspec.Struct, rename="camel"):
    name: str | None = None
    affiliation_identifier: str | None = None


class _Creator(msgspec.Struct, rename="camel"):
    name: str | list[str | None] | None = None
    name_type: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    affiliation: list[str | _Affiliation | None] | _Affiliation | str | None = None
    name_identifiers: list[_NameIdentifier | None] | _NameIdentifier | None = None


class _Title(msgspec.Struct, rename="camel"):
    title: str | None = None
    title_type: str | None = None


class _Subject(msgspec.Struct):
    subject: str | None = None


class _Date(msgspec.Struct, rename="camel"):
    date: str | int | None = None
    date_type: str | None = None


class _Types(msgspec.Struct, rename="camel"):
    resource_type: str | None = None
    resource_type_general: str | None = None


class _Container(msgspec.Struct):
    title: str | None = None


class _Publisher(msgspec.Struct):
    name: str | None = None


class _Related(msgspec.Struct, rename="camel"):
    relation_type: str | None = None
    related_identifier: str | None = None


class _Attributes(msgspec.Struct, rename="camel"):
    doi: str
    creators: list[_Creator | list[_Creator] | None] | _Creator | None = None
    titles: list[_Title] | None = None
    publisher: str | _Publisher | None = None
    container: _Container | None = None
    publication_year: int | str | None = None
    subjects: list[_Subject] | None = None
    dates: list[_Date] | None = None
    types: _Types | None = None
    related_identifiers: list[_Related] | None = None
    registered: str | None = None
    created: str | None = None
    state: str | None = None
    citation_count: int | None = None


class _Ref(msgspec.Struct):
    id: str | None = None


class _Link(msgspec.Struct):
    data: _Ref | None = None


class _Relationships(msgspec.Struct):
    client: _Link | None = None


class _Doi(msgspec.Struct):
    attributes: _Attributes
    relationships: _Relationships | None = None


class _One(msgspec.Struct):
    data: _Doi


class _Meta(msgspec.Struct):
    total: int | None = None


class _Many(msgspec.Struct):
    data: list[_Doi]
    meta: _Meta | None = None


def parse_doi(answer: Answer) -> WorkRecord:
    """The work in the answer for one DOI."""
    return _work(decode_json(answer, _One).data, answer.provenance)


def parse_dois(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works in a list."""
    return tuple(_work(item, answer.provenance) for item in decode_json(answer, _Many).data)


def counted(answer: Answer) -> int | None:
    """How many works there are in all."""
    meta = decode_json(answer, _Many).meta
    return meta.total if meta else None


def _work(item: _Doi, provenance: Provenance) -> WorkRecord:
    about = item.attributes
    doi = bare_doi(about.doi) or about.doi.lower()
    client = item.relationships.client if item.relationships else None
    repository = (client.data.id if client and client.data else None) or ""
    self_deposited = repository.startswith(_SELF_DEPOSIT)
    registered_on = day(about.registered) or day(about.created)
    types = about.types or _Types()
    publisher = about.publisher.name if isinstance(about.publisher, _Publisher) else about.publisher
    titles = _titles(about.titles or ())
    authors = _authors(about)
    issued = [str(item.date) for item in about.dates or () if item.date_type == "Issued"]
    return WorkRecord(
        key=f"datacite:{doi}",
        title=titles[0] if titles else "",
        provenance=replace(
            provenance,
            asserted_by=AssertedBy.UNKNOWN if self_deposited else AssertedBy.THIRD_PARTY,
            upstream=upstream_of(doi, otherwise=f"doi:{doi}"),
            first_seen_on=registered_on,
        ),
        year=year_in(str(about.publication_year)),
        venue=plain((about.container.title if about.container else None) or publisher) or None,
        doi=doi,
        kind=types.resource_type_general or types.resource_type,
        authors=tuple(author for author in authors if not is_nobody(author.name)),
        authors_complete=not any(is_nobody(author.name) for author in authors),
        created_on=registered_on,
        published_on=next((found for text in issued if (found := day(text))), None),
        notices=_notices(about),
        topics=tuple(item.subject for item in about.subjects or () if item.subject),
        cited_by_count=about.citation_count,
        other_titles=titles[1:],
    )


def _titles(given: Iterable[_Title]) -> tuple[str, ...]:
    """The main title, then it with its subtitle, then translations and alternatives."""
    main = [plain(item.title) for item in given if item.title_type is None]
    beside = [plain(item.title) for item in given if item.title_type not in (None, "Subtitle")]
    below = [plain(item.title) for item in given if item.title_type == "Subtitle"]
    whole = [f"{main[0]}: {text}" for text in below[:1] if main and text]
    return distinct([*main[:1], *whole, *main[1:], *beside, *(() if main else below)])


def _authors(about: _Attributes) -> list[Authorship]:
    listed = about.creators if isinstance(about.creators, list) else [about.creators]
    creators: list[_Creator] = []
    for entry in listed:
        creators += entry if isinstance(entry, list) else [entry] if entry else []
    authors: list[Authorship] = []
    for creator in creators:
        names = _names(creator)
        for name in names or ("",):
            authors.append(
                _authorship(creator, name, len(authors) + 1)
                if len(names) <= 1
                # whose iD and affiliation stand beside several names is not said
                else Authorship(name=name, position=len(authors) + 1)
            )
    return authors


def _names(creator: _Creator) -> tuple[str, ...]:
    """The name of a creator; several where a depositor typed a whole list into one."""
    parts = [part for part in (creator.given_name, creator.family_name) if part]
    if len(parts) == 2:
        return (plain(" ".join(parts)),)
    if isinstance(creator.name, list):
        return distinct(plain(name) for name in creator.name)
    name = plain(creator.name or " ".join(parts))
    if creator.name_type == "Organizational" or is_group(name):
        return (name,)
    if ";" in name:
        return distinct(part.strip() for part in name.split(";"))
    if (
        len(found := _BY_INITIALS.findall(name)) > 1
        and "".join(_BY_INITIALS.split(name)[::2]).strip() == ""
    ):
        return tuple(part.strip() for part in found)
    several = [part.strip() for part in name.split(",")]
    if len(several) >= _LEAST_LISTED and all(
        _WHOLE_NAME.fullmatch(part) and not _NOT_A_PERSON.search(part) for part in several
    ):
        return tuple(several)
    return (name,)


def _authorship(creator: _Creator, name: str, position: int) -> Authorship:
    given = creator.affiliation
    affiliations = [
        item for item in (given if isinstance(given, list) else [given]) if item is not None
    ]
    marks = creator.name_identifiers
    rors = [
        item.affiliation_identifier
        for item in affiliations
        if isinstance(item, _Affiliation) and item.affiliation_identifier
    ]
    return Authorship(
        name=name,
        position=position,
        orcid=next(
            (
                orcid
                for mark in (marks if isinstance(marks, list) else [marks])
                if mark is not None and (orcid := _orcid(mark))
            ),
            None,
        ),
        affiliations=tuple(
            text
            for item in affiliations
            if (text := plain(item if isinstance(item, str) else item.name))
        ),
        rors=distinct(bare_ror(text) for text in rors),
        group=creator.name_type == "Organizational",
    )


def _orcid(mark: _NameIdentifier) -> str | None:
    """An ORCID iD as depositors type it: address, bare, in blocks; an ISNI has the same digits."""
    text = "".join((mark.name_identifier or "").split())
    said = " ".join((mark.name_identifier_scheme or "", mark.scheme_uri or "", text)).casefold()
    return bare_orcid(text) if "orcid" in said else None


def _notices(about: _Attributes) -> tuple[str, ...]:
    withdrawn = [item for item in about.dates or () if item.date_type == "Withdrawn"]
    obsolete = [
        item for item in about.related_identifiers or () if item.relation_type == "IsObsoletedBy"
    ]
    return (
        *(f"withdrawn on {item.date}" for item in withdrawn),
        *(f"obsoleted by {item.related_identifier}" for item in obsolete),
    )

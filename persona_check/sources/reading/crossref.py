"""What Crossref answers with: works as publishers deposited them, as records."""

from datetime import date

import msgspec

from persona_check.compare.group_authors import is_nobody
from persona_check.compare.titles import says_retracted
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import Authorship, WorkRecord
from persona_check.sources.reading.decoding import (
    Wire,
    attested,
    bare_doi,
    bare_orcid,
    bare_ror,
    day,
    decode_json,
    distinct,
    malformed,
    plain,
    present,
    title_of,
    upstream_of_work,
)
from persona_check.web.base import Answer

__all__ = ["parse_deposits", "parse_work", "parse_works"]

# update types by which a publisher takes a work back (Crossref documentation, "Retraction Watch
# data in Crossref" and Crossmark update types, read November 2026)
_TAKEN_BACK = frozenset({"retraction", "withdrawal", "removal", "partial_retraction"})


class _Dates(Wire, frozen=True, kw_only=True, rename="kebab"):
    date_parts: list[list[int | None] | None] | None = None
    date_time: str | None = None


class _RorId(Wire, frozen=True, kw_only=True):
    id: str | None = None


class _Affiliation(Wire, frozen=True, kw_only=True):
    name: str | None = None
    id: list[_RorId | None] | None = None


class _Author(Wire, frozen=True, kw_only=True):
    given: str | None = None
    family: str | None = None
    suffix: str | None = None
    name: str | None = None
    orcid: str | None = msgspec.field(default=None, name="ORCID")
    authenticated_orcid: bool | None = msgspec.field(default=None, name="authenticated-orcid")
    affiliation: list[_Affiliation | None] | None = None


class _Update(Wire, frozen=True, kw_only=True):
    doi: str | None = msgspec.field(default=None, name="DOI")
    type: str | None = None
    label: str | None = None
    updated: _Dates | None = None


class _Event(Wire, frozen=True, kw_only=True):
    name: str | None = None


class _Work(Wire, frozen=True, kw_only=True, rename="kebab"):
    doi: str | None = msgspec.field(default=None, name="DOI")
    title: list[str | None] | None = None
    subtitle: list[str | None] | None = None
    original_title: list[str | None] | None = None
    container_title: list[str | None] | None = None
    event: _Event | None = None
    group_title: str | None = None
    author: list[_Author | None] | None = None
    editor: list[_Author | None] | None = None
    type: str | None = None
    issued: _Dates | None = None
    published: _Dates | None = None
    posted: _Dates | None = None
    created: _Dates | None = None
    deposited: _Dates | None = None
    update_to: list[_Update | None] | None = None
    updated_by: list[_Update | None] | None = None
    subject: list[str | None] | None = None
    is_referenced_by_count: int | None = None


class _OneWork(Wire, frozen=True, kw_only=True, rename="kebab"):
    message_type: str
    message: _Work


class _Items(Wire, frozen=True, kw_only=True):
    items: list[_Work]


class _ManyWorks(Wire, frozen=True, kw_only=True, rename="kebab"):
    message_type: str
    message: _Items


def parse_work(answer: Answer) -> WorkRecord:
    """The work in an answer."""
    work = decode_json(answer, _OneWork).message
    if bare_doi(work.doi) is None:
        raise malformed("the answer is not a work")
    return _work(work, answer.provenance)


def parse_works(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works of a list, best match first."""
    items = decode_json(answer, _ManyWorks).message.items
    return tuple(_work(item, answer.provenance) for item in items if bare_doi(item.doi))


def parse_deposits(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works of a file cut from the public data file (no wrapper around ``items``)."""
    items = decode_json(answer, _Items).items
    return tuple(_work(item, answer.provenance) for item in items if bare_doi(item.doi))


def _work(work: _Work, provenance: Provenance) -> WorkRecord:
    doi = bare_doi(work.doi)
    title = _title(work)
    created = _day(work.created)
    updates = present(work.updated_by)
    taken_back = any(_kind(update) in _TAKEN_BACK for update in updates)
    marked = says_retracted(title)
    people = present(work.author) or present(work.editor)
    listed = [_authorship(person, position) for position, person in enumerate(people, start=1)]
    authors = tuple(author for author in listed if not is_nobody(author.name))
    # whoever posts a preprint writes its record; other types pass through a publisher's hands
    posted = work.type in ("posted-content", "dataset", "peer-review", "other")
    return WorkRecord(
        key=f"crossref:{doi}",
        title=title,
        provenance=attested(
            provenance,
            AssertedBy.UNKNOWN if posted else AssertedBy.THIRD_PARTY,
            upstream=upstream_of_work(doi),
            first_seen_on=created,
        ),
        year=_year(work.issued) or _year(work.published) or _year(work.posted),
        venue=next(
            iter(
                distinct(
                    plain(text)
                    for text in (
                        *(work.container_title or ()),
                        work.event.name if work.event else None,
                        work.group_title,
                    )
                )
            ),
            None,
        ),
        doi=doi,
        kind=work.type,
        authors=authors,
        authors_complete=bool(people)
        and not any(author.name and is_nobody(author.name) for author in listed),
        created_on=created,
        published_on=_day(work.published) or _day(work.issued),
        retracted=taken_back or marked,
        notices=tuple(
            [_notice(update) for update in updates]
            + (["its title says that it was retracted"] if marked and not taken_back else [])
            + [
                f"is itself a notice: {_notice(update)}"
                for update in present(work.update_to)
                # a new version is filed as an update of itself
                if bare_doi(update.doi) != doi
            ]
        ),
        topics=distinct(present(work.subject)),
        cited_by_count=work.is_referenced_by_count,
        other_titles=_other_titles(work, title),
    )


def _title(work: _Work) -> str:
    # the title alone: a subtitle is deposited by some publishers twice, by others not at all
    # (its other form is among the other titles)
    return next((text for title in present(work.title) if (text := _plain_title(title))), "")


def _plain_title(title: str) -> str:
    """A title, without brackets around the whole of it; its final stop is as deposited."""
    text = plain(title)
    return title_of(text) if text.startswith("[") else text


def _other_titles(work: _Work, shown: str) -> tuple[str, ...]:
    whole = [
        f"{shown}: {text}"
        for subtitle in present(work.subtitle)
        if (text := plain(subtitle)) and text.casefold() not in shown.casefold()
    ]
    named = [_plain_title(text) for text in (*present(work.title), *present(work.original_title))]
    return tuple(title for title in distinct([*whole[:1], *named]) if title != shown)


def _authorship(person: _Author, position: int) -> Authorship:
    parts = (person.given, person.family, person.suffix)
    ties = present(person.affiliation)
    name = plain(" ".join(part for part in parts if part))
    return Authorship(
        name=name or plain(person.name),
        position=position,
        orcid=bare_orcid(person.orcid),
        orcid_authenticated=bool(person.authenticated_orcid),
        affiliations=distinct(plain(tie.name) for tie in ties),
        rors=distinct(bare_ror(known.id) for tie in ties for known in present(tie.id)),
        # an organisation has "name" in place of "given" and "family"
        group=not name,
    )


def _kind(update: _Update) -> str:
    return (update.type or "").strip().lower().replace("-", "_").replace(" ", "_")


def _notice(update: _Update) -> str:
    what = plain(update.label) or _kind(update).replace("_", " ") or "update"
    on = _day(update.updated)
    doi = bare_doi(update.doi)
    return what + (f", {on.isoformat()}" if on else "") + (f", doi:{doi}" if doi else "")


def _parts(dates: _Dates | None) -> tuple[int, ...]:
    first = next(iter(present(dates.date_parts)), []) if dates else []
    return tuple(part for part in first if part is not None)


def _year(dates: _Dates | None) -> int | None:
    parts = _parts(dates)
    return parts[0] if parts else None


def _day(dates: _Dates | None) -> date | None:
    """The day; None where only the year or month is stated."""
    if dates is None:
        return None
    if dates.date_time:
        return day(dates.date_time)
    try:
        return date(*_parts(dates))
    except (TypeError, ValueError):
        return None

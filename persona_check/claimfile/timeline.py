"""The events of a claimed timeline."""

from collections.abc import Iterator, Mapping

from persona_check.claimfile.cursor import Cursor
from persona_check.model.claim import (
    Assertion,
    AwardAssertion,
    DegreeAssertion,
    FoundedAssertion,
    LifeEvent,
    LifeEventAssertion,
    MembershipAssertion,
    PostAssertion,
)

__all__ = ["timeline"]

_START = ("start_year", "from", "since")
_END = ("end_year", "to", "until")
_EVENT = {
    "event": ("kind", "type"),
    "org": ("organization", "organisation", "institution"),
    "role": ("title",),
    "field": ("subject",),
    "start": _START,
    "end": _END,
    "current": (),
}
# First words of degrees, dots dropped.
_DEGREE_WORDS = frozenset(
    {
        *("phd", "dphil", "doctorate", "doctor", "dr", "habilitation", "md", "jd", "edd", "bsc"),
        *("bs", "ba", "beng", "btech", "llb", "bachelor", "msc", "ms", "ma", "meng", "mtech"),
        *("mba", "mphil", "llm", "master", "licence", "laurea", "diplom", "diploma", "degree"),
        "magister",
    }
)


def timeline(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Dated events: posts, degrees, births, first works, awards, memberships."""
    for item in cursor.items():
        parts = item.fields(_EVENT)
        if "event" not in parts:
            item.fail("missing event", 'add event = "post", "PhD", "born" …')
        yield _event(item, parts)


def _event(item: Cursor, parts: Mapping[str, Cursor]) -> Assertion:
    event = parts["event"].text()
    organization = parts["org"].text() if "org" in parts else None
    role = parts["role"].text() if "role" in parts else None
    start = parts["start"].year() if "start" in parts else None
    end = parts["end"].year() if "end" in parts else None
    current = parts["current"].truth() if "current" in parts else False
    word = event.casefold().replace("-", "_").replace(" ", "_")
    if word in {"born", "birth", "first_paper", "first_work"}:
        year = start if start is not None else end
        if year is None:
            item.fail(f"{event} has no year", "add start = 1980")
        happened = LifeEvent.BORN if word in {"born", "birth"} else LifeEvent.FIRST_WORK
        return LifeEventAssertion(id="", origin=item.origin, event=happened, year=year)
    if event.casefold().replace(".", "").split()[0] in _DEGREE_WORDS:
        return DegreeAssertion(
            id="",
            origin=item.origin,
            degree=role or event,
            organization=organization,
            field=parts["field"].text() if "field" in parts else None,
            start_year=start if end is not None else None,
            end_year=end if end is not None else start,
            current=current,
        )
    if word == "award":
        award = role or organization or event
        return AwardAssertion(id="", origin=item.origin, award=award, year=start or end)
    if organization is None:
        item.fail(f"{event} has no organization", 'add org = "…", or use "born" or "first_paper"')
    if word == "founded":
        return FoundedAssertion(id="", origin=item.origin, organization=organization, year=start)
    if word in {"member", "membership"}:
        return MembershipAssertion(
            id="",
            origin=item.origin,
            role=role or "member",
            organization=organization,
            start_year=start,
            end_year=end,
        )
    return PostAssertion(
        id="",
        origin=item.origin,
        organization=organization,
        role=role or (None if word in {"post", "post_full_time", "employment"} else event),
        start_year=start,
        end_year=end,
        current=current,
        full_time=word == "post_full_time",
    )

"""Posts, degrees, honours and memberships as a claim document states them."""

from collections.abc import Iterator, Mapping

from persona_check.claimfile import values
from persona_check.claimfile.cursor import Cursor
from persona_check.model.claim import (
    Assertion,
    AwardAssertion,
    DegreeAssertion,
    FieldAssertion,
    FoundedAssertion,
    MembershipAssertion,
    PostAssertion,
)

__all__ = ["awards", "degrees", "fields", "founded", "memberships", "posts", "role"]

_START = ("start_year", "from", "since")
_END = ("end_year", "to", "until")
_POST = {
    "organization": ("organisation", "org", "name", "affiliation", "institution"),
    "role": ("title", "position"),
    "department": ("dept", "unit"),
    "start": _START,
    "end": _END,
    "current": (),
    "full_time": (),
}
_DEGREE = {
    "degree": ("title", "name"),
    "organization": ("organisation", "org", "institution", "school", "university"),
    "field": ("subject",),
    "start": _START,
    "end": (*_END, "year"),
}


def posts(cursor: Cursor, fields: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Posts and affiliations; the claim's one role is that of the first."""
    role = fields["role"].text() if "role" in fields else None
    for item in cursor.items():
        if isinstance(item.value, dict):
            post = _post_table(item, role)
        else:
            organization, years = values.cut_years(item.text())
            years = years or values.Years(open=True)
            post = PostAssertion(
                id="",
                origin=item.origin,
                organization=organization,
                role=role,
                start_year=years.start,
                end_year=years.end,
                current=years.open,
            )
        yield post
        role = None  # the claim's one role is that of the post it names first


def _post_table(item: Cursor, role: str | None) -> PostAssertion:
    parts = item.fields(_POST)
    if "organization" not in parts:
        item.fail("missing organization", 'add organization = "…"')
    end = parts["end"].year() if "end" in parts else None
    return PostAssertion(
        id="",
        origin=item.origin,
        organization=parts["organization"].text(),
        role=parts["role"].text() if "role" in parts else role,
        department=parts["department"].text() if "department" in parts else None,
        start_year=parts["start"].year() if "start" in parts else None,
        end_year=end,
        current=parts["current"].truth() if "current" in parts else end is None,
        full_time=parts["full_time"].truth() if "full_time" in parts else False,
    )


def role(cursor: Cursor, fields: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """A role without a post: a trade or title."""
    if "affiliations" not in fields:
        yield FieldAssertion(id="", origin=cursor.origin, field=cursor.text())


def fields(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Trades and fields of expertise."""
    for item in cursor.items():
        yield FieldAssertion(id="", origin=item.origin, field=item.text())


def degrees(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Degrees: tables, or texts such as ``PhD in Physics, University of X (2014)``."""
    for item in cursor.items():
        if isinstance(item.value, dict):
            parts = item.fields(_DEGREE)
            if "degree" not in parts:
                item.fail("missing degree", 'add degree = "PhD"')
            yield DegreeAssertion(
                id="",
                origin=item.origin,
                degree=parts["degree"].text(),
                organization=parts["organization"].text() if "organization" in parts else None,
                field=parts["field"].text() if "field" in parts else None,
                start_year=parts["start"].year() if "start" in parts else None,
                end_year=parts["end"].year() if "end" in parts else None,
            )
            continue
        words, years = values.cut_years(item.text())
        what, _comma, organization = words.partition(",")
        degree, _in, field = what.partition(" in ")
        lone = years is not None and years.start == years.end
        yield DegreeAssertion(
            id="",
            origin=item.origin,
            degree=degree.strip() or words,
            organization=organization.strip() or None,
            field=field.strip() or None,
            start_year=years.start if years and not lone else None,
            end_year=years.end if years else None,
            current=years.open if years else False,
        )


def awards(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Awards: tables, or texts such as ``Prize (2014)``."""
    for item in cursor.items():
        if isinstance(item.value, dict):
            parts = item.fields({"award": ("name", "title"), "organization": ("org",), "year": ()})
            if "award" not in parts:
                item.fail("missing award", 'add award = "…"')
            yield AwardAssertion(
                id="",
                origin=item.origin,
                award=parts["award"].text(),
                organization=parts["organization"].text() if "organization" in parts else None,
                year=parts["year"].year() if "year" in parts else None,
            )
        else:
            award, years = values.cut_years(item.text())
            yield AwardAssertion(
                id="", origin=item.origin, award=award, year=years.start if years else None
            )


def memberships(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Memberships: tables, or texts such as ``editor, Journal (2014-2018)``."""
    for item in cursor.items():
        if isinstance(item.value, dict):
            parts = item.fields(
                {
                    "role": ("title",),
                    "organization": ("org", "name"),
                    "start": _START,
                    "end": _END,
                }
            )
            if "organization" not in parts and "role" not in parts:
                item.fail("missing role or organization", 'add organization = "…"')
            yield MembershipAssertion(
                id="",
                origin=item.origin,
                role=parts["role"].text() if "role" in parts else "member",
                organization=parts["organization"].text() if "organization" in parts else None,
                start_year=parts["start"].year() if "start" in parts else None,
                end_year=parts["end"].year() if "end" in parts else None,
            )
        else:
            words, years = values.cut_years(item.text())
            role, comma, organization = words.partition(",")
            yield MembershipAssertion(
                id="",
                origin=item.origin,
                role=role.strip() if comma else "member",
                organization=organization.strip() if comma else words,
                start_year=years.start if years else None,
                end_year=years.end if years else None,
            )


def founded(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Organisations founded: tables, or texts such as ``Firm (2014)``."""
    for item in cursor.items():
        if isinstance(item.value, dict):
            parts = item.fields({"organization": ("org", "name"), "year": ("start",)})
            if "organization" not in parts:
                item.fail("missing organization", 'add organization = "…"')
            organization = parts["organization"].text()
            year = parts["year"].year() if "year" in parts else None
        else:
            organization, years = values.cut_years(item.text())
            year = years.start if years else None
        yield FoundedAssertion(id="", origin=item.origin, organization=organization, year=year)

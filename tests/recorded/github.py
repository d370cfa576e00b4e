"""Recorded answers of GitHub."""

import json
from collections.abc import Iterator, Sequence

from persona_check.model.record import PersonRecord, Record
from persona_check.sources.github import GitHub, parse_orgs, parse_user
from persona_check.web.base import Answer
from persona_check.web.statuses import reason_of
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]


def _orgs(answer: Answer) -> Sequence[Record]:
    assert [tie.organization for tie in parse_orgs(answer)] == [
        org["login"] for org in json.loads(answer.body)
    ]
    return ()


def _user(answer: Answer) -> Sequence[Record]:
    # the adapter asks for two things, and the recordings hold one at a time
    if answer.status == 404:
        return ()
    if answer.status != 200:
        at = answer.provenance.retrieved_at
        raise reason_of(answer.status, answer.headers, GitHub.traits, at=at)
    return (parse_user(answer),)


READINGS = (
    Reading(pattern=r"GET .*/users/\w+$", parse=_user),
    # memberships stand in the person's record
    Reading(pattern=r"GET .*/users/\w+/orgs$", parse=_orgs, empty=True),
)
LEFT = (
    Left(pattern=r"GET .*/users?/\w+/\w+$", because="what an account does is not asked for"),
    Left(pattern=r"GET .*/user(/\d+)?$", because="accounts are asked for by login"),
    Left(
        pattern=r"GET .*/(legacy|search|repos|orgs|repositories)/",
        because="accounts are asked for by the login that the claim gives, never searched",
    ),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    raw = json.loads(entry.body)
    (record,) = records
    assert isinstance(record, PersonRecord)
    if raw["created_at"][:10] != str(record.created_on):
        yield "created_at"
    if raw["name"] != record.name:
        yield "name"
    if raw["blog"] and raw["blog"] not in record.links:
        yield "blog"
    if raw["company"] and not record.affiliations:
        yield "company"
    if raw["email"] and f"mailto:{raw['email']}" not in record.links:
        yield "email"

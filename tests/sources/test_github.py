"""GitHub: accounts, and what their holders say of themselves."""

from datetime import date

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import AccountRegistration, PersonById, PersonByName, Query
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import AffiliationKind, Identifier, OrganizationRecord, PersonRecord
from persona_check.settings import SourceSettings
from persona_check.sources.github import GitHub, parse_orgs, parse_user
from persona_check.web.base import SourceUnavailableError
from tests.sources.given import Given, given, look_up

USER_URL = "https://api.github.com/users/MiraVT"
USER = {
    "login": "MiraVT",
    "id": 900001,
    "type": "User",
    "name": "Mira Vantongeren",
    "company": "@invented-university ",
    "blog": "mira.example",
    "email": "mira@mira.example",
    "avatar_url": "https://avatars.example/1",
    "created_at": "2011-02-03T04:05:06Z",
}
ORGS = [{"login": "wolf-lab"}]


def test_an_account_tells_since_when_it_exists_and_what_its_holder_typed() -> None:
    person = parse_user(given(USER))
    assert isinstance(person, PersonRecord)
    assert (person.key, person.name, person.other_names) == (
        "github:miravt",
        "Mira Vantongeren",
        ("MiraVT",),
    )
    assert person.identifiers == (Identifier(scheme=IdentifierScheme.GITHUB, value="MiraVT"),)
    assert person.links == (
        "https://github.com/MiraVT",
        "https://mira.example",
        "mailto:mira@mira.example",
    )
    (tie,) = person.affiliations
    assert (tie.organization, tie.asserted_by) == ("invented-university", AssertedBy.SUBJECT)
    assert person.created_on == person.provenance.first_seen_on == date(2011, 2, 3)
    assert person.provenance.asserted_by is AssertedBy.SUBJECT
    assert person.provenance.upstream == ("github:miravt",)
    assert person.verified_email_domains == ()


def test_a_bare_account_is_a_login() -> None:
    person = parse_user(given({"login": "quill", "id": 7, "blog": "https://q.example/"}))
    assert isinstance(person, PersonRecord)
    assert (person.name, person.other_names, person.affiliations, person.created_on) == (
        "quill",
        (),
        (),
        None,
    )
    assert person.links == ("https://github.com/quill", "https://q.example/")


def test_a_membership_shown_in_public_was_agreed_to_by_the_organisation() -> None:
    (tie,) = parse_orgs(given(ORGS))
    assert (tie.organization, tie.kind, tie.asserted_by) == (
        "wolf-lab",
        AffiliationKind.MEMBERSHIP,
        AssertedBy.THIRD_PARTY,
    )


@pytest.mark.parametrize(
    "query",
    [
        AccountRegistration(login="MiraVT"),
        PersonById(scheme=IdentifierScheme.GITHUB, identifier="MiraVT"),
    ],
)
def test_an_account_is_two_requests_with_the_token_kept_apart(query: Query) -> None:
    http = Given({USER_URL: USER, f"{USER_URL}/orgs": ORGS})
    (person,) = look_up(GitHub(SourceSettings(key="s3cret")), query, http)
    assert isinstance(person, PersonRecord)
    assert [tie.organization for tie in person.affiliations] == ["invented-university", "wolf-lab"]
    assert http.secrets == [{"authorization": "Bearer s3cret"}] * 2


def test_an_organisations_account_is_an_organisation_and_an_unknown_login_is_empty() -> None:
    query = AccountRegistration(login="MiraVT")
    source = GitHub(SourceSettings())
    (record,) = look_up(source, query, Given({USER_URL: USER | {"type": "Organization"}}))
    assert isinstance(record, OrganizationRecord)
    assert record.name == "Mira Vantongeren"
    assert look_up(source, query, Given({USER_URL: 404})) == ()


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"message": "x"}', "<html>"])
def test_what_is_not_an_account_is_malformed(body: str) -> None:
    with pytest.raises(SourceUnavailableError):
        parse_user(given(body))


def test_it_serves_logins_only_and_says_how_to_be_allowed_more() -> None:
    source = GitHub(SourceSettings())
    assert source.availability().hint is not None
    assert GitHub(SourceSettings(key="k")).availability().hint is None
    assert source.serves(AccountRegistration(login="x"))
    assert not source.serves(PersonById(scheme=IdentifierScheme.ORCID, identifier="x"))
    assert look_up(source, PersonByName(name="x"), Given({})) == ()

"""RDAP: the registry that IANA names, what it says, and where nobody can be asked."""

import asyncio
from datetime import date

import pytest

from persona_check.model.lookup import DomainRegistration, Query, UnavailableReason, WorkByDoi
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import DomainRecord, Record
from persona_check.settings import SourceSettings
from persona_check.sources.rdap import Rdap, parse_domain, parse_registries, registry_of
from persona_check.sources.reading.decoding import attested
from persona_check.web.base import SourceUnavailableError
from tests.sources.fake import Replies, Reply, answer, fixture

BOOTSTRAP = Reply(ending="/rdap/dns.json", body=fixture("rdap-bootstrap.json"))


def ask(
    query: Query, *replies: Reply, base: str | None = None
) -> tuple[tuple[Record, ...], Replies]:
    http = Replies(*replies)
    return tuple(asyncio.run(Rdap(SourceSettings(base_url=base)).lookup(query, http))), http


def test_a_domain_is_asked_of_its_registry_by_its_registrable_part() -> None:
    (record,), http = ask(
        DomainRegistration(domain="Mail.Tarnholm.example"),
        BOOTSTRAP,
        Reply(ending="/v1/domain/tarnholm.example", body=fixture("rdap-domain.json")),
    )
    assert record == DomainRecord(
        domain="tarnholm.example",
        provenance=attested(
            record.provenance, AssertedBy.THIRD_PARTY, first_seen_on=date(1997, 9, 15)
        ),
        registered_on=date(1997, 9, 15),
        expires_on=date(2028, 9, 14),
        registrar="Tidal Names Ltd",
        status=("client transfer prohibited",),
    )
    assert [asked.path for asked in http.asked] == ["/rdap/dns.json", "/v1/domain/tarnholm.example"]


def test_a_domain_that_nobody_registered_is_an_absence() -> None:
    ending, rdap = "/domain/tarnholm.example", {"content-type": "application/rdap+json"}
    query = DomainRegistration(domain="tarnholm.example")
    for missing in (
        Reply(ending=ending, status=404, headers=rdap),
        Reply(ending=ending, status=404, body=b'{"errorCode": 404, "title": "Not found"}'),
    ):
        assert ask(query, BOOTSTRAP, missing)[0] == ()
    for other in (b"", b"{}", b"<html><title>Blocked</title></html>"):
        with pytest.raises(SourceUnavailableError):
            ask(query, BOOTSTRAP, Reply(ending=ending, status=404, body=other))
    assert ask(WorkByDoi(doi="10.5555/x"))[0] == ()


def test_an_ending_without_such_a_registry_could_not_be_checked() -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(DomainRegistration(domain="tarnholm.edu"), BOOTSTRAP)
    assert error.value.reason is UnavailableReason.REJECTED_REQUEST
    assert error.value.hint == "look the domain up with whois"


def test_an_address_set_by_the_user_answers_for_all_registries() -> None:
    _, http = ask(
        DomainRegistration(domain="bücher.example"),
        Reply(ending="/domain/xn--bcher-kva.example", body=fixture("rdap-domain.json")),
        base="https://rdap.mirror.example/",
    )
    assert len(http.asked) == 1


def test_the_longest_listed_ending_names_the_registry() -> None:
    registries = parse_registries(answer("rdap", fixture("rdap-bootstrap.json")))
    assert registry_of("a.co.example", registries) == "https://rdap.second.example"
    assert registry_of("a.example", registries) == "https://rdap.registry.example/v1"
    assert registry_of("a.odd", registries) is None
    assert registry_of("a.bad", registries) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b'{"objectClassName": "entity"}', b'{"objectClassName": "domain"}', b"<html>"],
)
def test_what_is_no_domain_is_malformed_not_empty(body: bytes) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        parse_domain(answer("rdap", body))
    assert error.value.reason is UnavailableReason.MALFORMED


@pytest.mark.parametrize(
    "card",
    [b"null", b"[]", b'["vcard", "odd"]', b'["vcard", [["fn", {}, "text", 7]]]', b'["v", [7]]'],
)
def test_a_registrar_without_readable_name_is_told_by_its_handle(card: bytes) -> None:
    body = (
        b'{"objectClassName": "domain", "ldhName": "a.example", "entities":'
        b' [{"roles": ["registrar"], "handle": "77", "vcardArray": %s}]}' % card
    )
    record = parse_domain(answer("rdap", body))
    assert (record.registrar, record.registered_on) == ("77", None)


def test_it_serves_what_can_be_registered() -> None:
    source = Rdap(SourceSettings())
    assert source.serves(DomainRegistration(domain="tarnholm.example"))
    assert not source.serves(DomainRegistration(domain="localhost"))
    assert not source.serves(DomainRegistration(domain="a" * 70 + ".example"))
    assert not source.serves(WorkByDoi(doi="10.5555/x"))
    assert source.availability().usable

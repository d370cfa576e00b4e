from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from persona_check.checks.control import Control
from persona_check.dossier.index import Dossier
from persona_check.dossier.people import resolve
from persona_check.model.claim import Claim, MessageAssertion
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import Lookup, OrganizationByName, PageAt, PersonByName
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, MessageRecord, OrganizationRecord, PageRecord
from persona_check.sources.registry import TRAITS
from tests.builders import (
    NAME,
    NOW,
    claim,
    found,
    person,
    post,
    provenance,
    unavailable,
    work,
    work_claim,
)

MESSAGE = MessageAssertion(id="m1", origin="--eml", exhibit="e1", file_name="letter.eml")
PASSED = MessageRecord(
    exhibit="e1",
    outcome="pass",
    provenance=provenance("exhibit"),
    from_domain="norrvik.example",
    from_address="m.oduya@norrvik.example",
    signing_domain="norrvik.example",
    aligned=True,
    signed_headers=("from", "date", "subject"),
    sent_at=datetime(2026, 11, 19, 8, 12, tzinfo=UTC),
    notes=("the signature holds",),
)
REGISTERED = found(
    OrganizationByName(name="Norrvik University", about=("p1",)),
    OrganizationRecord(
        key="ror:n",
        name="Norrvik University",
        provenance=provenance("ror"),
        domains=("norrvik.example",),
        chosen=True,
    ),
    source="ror",
)


def about(name: str = NAME) -> Claim:
    return claim(post("Norrvik University"), MESSAGE, name=name)


def said(
    record: MessageRecord, *lookups: Lookup, one: Claim | None = None
) -> Observation | Skipped:
    one = one or about()
    dossier = Dossier(
        lookups=lookups,
        exhibits=(record,),
        candidates=resolve(one, lookups),
        as_of=NOW,
        traits=TRAITS,
    )
    (item,) = Control().run(one, dossier)
    return item


def level(record: MessageRecord, *lookups: Lookup, one: Claim | None = None) -> str:
    item = said(record, *lookups, one=one)
    assert isinstance(item, Observation)
    return item.level


def test_a_recent_mail_in_that_name_signed_by_the_institution_shows_control() -> None:
    item = said(PASSED, REGISTERED)
    assert isinstance(item, Observation)
    assert item.level == "signed_by_known_domain"
    assert "a domain of Norrvik University (sent 1 day before" in item.summary
    assert [e.provenance.source for e in item.evidence] == ["exhibit", "ror"]
    assert "signed headers: from, date, subject" in item.evidence[0].says
    assert dict(item.measurements)["signing_domain"] == "norrvik.example"


def test_the_public_list_of_academic_domains_ties_a_domain_too() -> None:
    record = replace(
        PASSED, from_domain="physics.sydney.edu.au", from_address="oduya@physics.sydney.edu.au"
    )
    one = claim(post("University of Sydney"), MESSAGE)
    assert level(record, one=one) == "signed_by_known_domain"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("maren.oduya@norrvik.example", "signed_by_known_domain"),
        ("modlind@norrvik.example", "signed_but_not_in_that_name"),
        ("lindqvim@norrvik.example", "signed_by_known_domain"),
        ("press@norrvik.example", "signed_but_not_in_that_name"),
    ],
)
def test_the_address_must_show_the_name(address: str, expected: str) -> None:
    assert level(replace(PASSED, from_address=address), REGISTERED) == expected


def test_a_short_name_is_read_as_a_part_of_the_address() -> None:
    record = replace(PASSED, from_address="wei.xu@norrvik.example")
    assert level(record, REGISTERED, one=about("Xu Wei")) == "signed_by_known_domain"
    record = replace(PASSED, from_address="taxuwei@norrvik.example")
    assert level(record, REGISTERED, one=about("Xu Wei")) == "signed_but_not_in_that_name"


def test_addresses_of_students_and_former_members_show_no_control() -> None:
    for host in ("alumni.norrvik.example", "student.norrvik.example"):
        record = replace(PASSED, from_domain=host)
        assert level(record, REGISTERED) == "signed_outside_the_staff"


def test_an_old_or_undated_message_could_have_been_handed_on() -> None:
    old = replace(PASSED, sent_at=datetime(2026, 1, 5, tzinfo=UTC))
    for record in (old, replace(PASSED, sent_at=None), replace(PASSED, signed_headers=("from",))):
        assert level(record, REGISTERED) == "signed_long_ago"


def page(address: str, asserted_by: AssertedBy = AssertedBy.THIRD_PARTY) -> Lookup:
    record = PageRecord(
        url="https://www.norrvik.example/people/oduya",
        title="M",
        provenance=provenance("pages", asserted_by=asserted_by),
        names_seen=(NAME,),
        email_addresses=(address,),
        institution_domain=True,
    )
    return found(PageAt(url=record.url), record)


def test_an_address_that_the_institution_prints_counts_whatever_it_looks_like() -> None:
    private = replace(PASSED, from_domain="gmail.com", from_address="tidewalker@gmail.com")
    assert level(private, page("Tidewalker@gmail.com")) == "signed_by_known_domain"
    assert level(private, page("other@gmail.com")) == "signed_by_mail_service"
    own = page("tidewalker@gmail.com", AssertedBy.UNKNOWN)
    assert level(private, own) == "signed_by_mail_service"


def test_a_valid_signature_of_a_domain_that_nobody_knows_shows_nothing() -> None:
    record = replace(PASSED, from_domain="quorra.example")
    assert level(record, REGISTERED) == "signed_by_unknown_domain"


def test_a_look_alike_conflicts_whether_or_not_it_is_signed() -> None:
    record = replace(PASSED, from_domain="norrvik-university.example")
    assert level(record, REGISTERED) == "sent_from_look_alike"
    assert level(replace(record, outcome="unsigned"), REGISTERED) == "sent_from_look_alike"


def test_a_forged_from_line_with_anothers_valid_signature_shows_no_control() -> None:
    record = replace(PASSED, aligned=False, signing_domain="mailer.example")
    assert level(record, REGISTERED) == "signed_by_somebody_else"


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("unsigned", "not_signed"),
        ("no_key", "signature_not_verifiable"),
        ("revoked", "signature_not_verifiable"),
        ("expired", "signature_not_verifiable"),
        ("could_not_ask", "signature_not_verifiable"),
        ("fail", "signature_does_not_hold"),
        ("body_changed", "signature_does_not_hold"),
        ("partly_signed", "signature_does_not_hold"),
        ("testing", "signature_does_not_hold"),
        ("weak", "signature_does_not_hold"),
        ("malformed", "signature_does_not_hold"),
    ],
)
def test_what_does_not_verify_says_nothing_either_way(outcome: str, expected: str) -> None:
    assert level(replace(PASSED, outcome=outcome), REGISTERED) == expected


def test_an_unreadable_message_names_nobody() -> None:
    record = MessageRecord(
        exhibit="e1", outcome="malformed", provenance=provenance("exhibit"), notes=("no mail",)
    )
    assert level(record) == "signature_does_not_hold"


def test_no_message_is_neutral_and_one_not_examined_is_not_checked() -> None:
    one = claim()
    assert list(Control().run(one, Dossier(as_of=NOW, traits=TRAITS))) == [
        Skipped(check="control", reason=SkipReason.NOTHING_CLAIMED, detail="no message")
    ]
    assert [
        item.reason
        for item in Control().run(about(), Dossier(as_of=NOW, traits=TRAITS))
        if isinstance(item, Skipped)
    ] == [SkipReason.COULD_NOT_CHECK]


def test_a_message_of_sixty_days_shows_control_and_a_day_older_none() -> None:
    def sent(days: int) -> str:
        return level(replace(PASSED, sent_at=NOW - timedelta(days=days)), REGISTERED)

    assert sent(60) == "signed_by_known_domain"
    assert sent(61) == "signed_long_ago"


def test_what_imitates_a_domain_known_of_the_person_alone_waits_for_who_else_may_be_meant() -> None:
    byline = Authorship(name=NAME, position=1, orcid="0000-0008-0000-0421")
    record = replace(person(orcid=byline.orcid), verified_email_domains=("norrvik.example",))
    known = found(PersonByName(name=NAME), record, work("Tidal pumping", byline))
    one = claim(MESSAGE, work_claim("Tidal pumping"))
    imitating = replace(PASSED, from_domain="norrvik-university.example")
    assert level(imitating, known, one=one) == "sent_from_look_alike"
    silent = unavailable(PersonByName(name=NAME), "dblp")
    assert level(imitating, known, silent, one=one) == "signed_by_unknown_domain"
    assert level(imitating, REGISTERED, silent) == "sent_from_look_alike"

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from persona_check.checks.control import Control
from persona_check.dossier.index import Dossier
from persona_check.dossier.people import resolve
from persona_check.model.claim import Claim, MessageAssertion
from persona_check.model.examination import MessageRecord
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import (
    Lookup,
    OrganizationByName,
    PageAt,
    PersonByName,
    WorkByTitle,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, OrganizationRecord, PageRecord
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


def printing(line: str, *, year: int | None = 2021, on: date | None = None) -> Lookup:
    """A paper of the person that prints an affiliation line with her name."""
    byline = Authorship(name=NAME, position=1, affiliations=(line,))
    record = replace(work("Tidal pumping", byline, "Solveig Vantressel", year=year), created_on=on)
    return found(WorkByTitle(title="Tidal pumping", about=("w1",)), record)


WITH_WORK = claim(post("Norrvik University"), work_claim("Tidal pumping"), MESSAGE)
ADDRESS = "m.oduya@norrvik.example"


@pytest.mark.parametrize(
    "line",
    [
        f"Norrvik University, Norrvik. Electronic address: {ADDRESS}.",
        f"Norrvik University, Norrvik. {ADDRESS.upper()}",
        f"Norrvik University (e-mail: {ADDRESS}); Tessaly Institute",
    ],
)
def test_an_address_that_a_paper_gave_before_shows_control(line: str) -> None:
    item = said(PASSED, printing(line), one=WITH_WORK)
    assert isinstance(item, Observation)
    assert item.level == "signed_from_printed_address"
    assert "a paper of 2021 gives this address" in item.summary
    assert [e.provenance.source for e in item.evidence] == ["exhibit", "crossref"]


def test_another_mailbox_of_the_same_domain_shows_none() -> None:
    others = printing("Norrvik University. Electronic address: maren.oduya@norrvik.example")
    assert level(PASSED, others, REGISTERED, one=WITH_WORK) == "signed_by_known_domain"


def test_what_is_printed_after_the_contact_shows_nothing() -> None:
    line = f"Norrvik University. {ADDRESS}"

    def printed(year: int | None, on: date | None = None) -> str:
        return level(PASSED, printing(line, year=year, on=on), REGISTERED, one=WITH_WORK)

    assert printed(2025) == "signed_from_printed_address"
    assert printed(2026) == "signed_by_known_domain"
    assert printed(2026, date(2026, 11, 18)) == "signed_from_printed_address"
    assert printed(2026, date(2026, 11, 19)) == "signed_by_known_domain"
    assert printed(None) == "signed_by_known_domain"


def test_an_address_in_a_shared_line_is_that_of_the_author_whose_name_it_shows() -> None:
    def shared(address: str) -> str:
        line = f"Norrvik University. {address}"
        authors = [
            Authorship(name=name, position=place, affiliations=(line,))
            for place, name in enumerate((NAME, "Solveig Vantressel"), 1)
        ]
        paper = found(
            WorkByTitle(title="Tidal pumping", about=("w1",)), work("Tidal pumping", *authors)
        )
        record = replace(PASSED, from_address=address)
        return level(record, paper, REGISTERED, one=WITH_WORK)

    assert shared("m.oduya@norrvik.example") == "signed_from_printed_address"
    assert shared("s.vantressel@norrvik.example") == "signed_but_not_in_that_name"
    assert shared("tides@norrvik.example") == "signed_but_not_in_that_name"


def test_a_paper_that_its_author_deposited_gives_nobody_an_address() -> None:
    byline = Authorship(name=NAME, position=1, email_address=ADDRESS)
    deposit = work("Tidal pumping", byline, asserted_by=AssertedBy.SUBJECT)
    own = found(WorkByTitle(title="Tidal pumping", about=("w1",)), deposit)
    assert level(PASSED, own, REGISTERED, one=WITH_WORK) == "signed_by_known_domain"
    other = found(WorkByTitle(title="Tidal pumping", about=("w1",)), work("Tidal pumping", byline))
    assert level(PASSED, other, REGISTERED, one=WITH_WORK) == "signed_from_printed_address"


@pytest.mark.parametrize(
    ("since", "carried", "expected"),
    [
        (date(2020, 5, 1), True, "signed_from_printed_address"),
        (date(2026, 11, 19), True, "signed_by_known_domain"),
        (None, True, "signed_by_known_domain"),
        (date(2020, 5, 1), False, "signed_by_known_domain"),
    ],
)
def test_an_orcid_record_counts_if_papers_carry_it_and_it_showed_the_address_before(
    since: date | None, carried: bool, expected: str
) -> None:
    orcid = "0000-0008-0000-0421"
    record = replace(person(orcid=orcid), public_addresses=((ADDRESS, since),))
    byline = Authorship(name=NAME, position=1, orcid=orcid, orcid_authenticated=carried)
    lookup = found(PersonByName(name=NAME), replace(record, key=f"orcid:{orcid}"), source="orcid")
    paper = found(WorkByTitle(title="Tidal pumping", about=("w1",)), work("Tidal pumping", byline))
    assert level(PASSED, lookup, paper, REGISTERED, one=WITH_WORK) == expected


def test_a_mail_in_that_name_signed_by_the_institution_is_a_weak_sign() -> None:
    item = said(PASSED, REGISTERED)
    assert isinstance(item, Observation)
    assert item.level == "signed_by_known_domain"
    (known,) = (one for one in Control.levels if one.id == "signed_by_known_domain")
    assert not known.control
    assert [one.id for one in Control.levels if one.control] == ["signed_from_printed_address"]
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
    for local in ("m.oduya.guest7", "oduya-ext", "stud12.oduya", "guest.oduya", "oduya+visitor"):
        record = replace(PASSED, from_address=f"{local}@norrvik.example")
        assert level(record, REGISTERED) == "signed_outside_the_staff", local
    assert level(replace(PASSED, from_address="oduya.guestavo@norrvik.example"), REGISTERED) == (
        "signed_by_known_domain"
    )


def test_an_old_or_undated_message_could_have_been_handed_on() -> None:
    old = replace(PASSED, sent_at=datetime(2026, 1, 5, tzinfo=UTC))
    for record in (old, replace(PASSED, sent_at=None), replace(PASSED, signed_headers=("from",))):
        assert level(record, REGISTERED) == "signed_long_ago"


def page(*addresses: str, asserted_by: AssertedBy = AssertedBy.THIRD_PARTY) -> Lookup:
    record = PageRecord(
        url="https://www.norrvik.example/people/oduya",
        title="M",
        provenance=provenance("pages", asserted_by=asserted_by),
        names_seen=(NAME,),
        email_addresses=addresses,
        institution_domain=True,
    )
    return found(PageAt(url=record.url), record)


def test_an_address_on_the_institutions_page_counts_if_papers_name_the_institution() -> None:
    private = replace(PASSED, from_domain="gmail.com", from_address="tidewalker@gmail.com")
    paper = printing("Norrvik University")
    given = page("Tidewalker@gmail.com")

    def of_both(*lookups: Lookup) -> str:
        return level(private, *lookups, one=WITH_WORK)

    assert of_both(given, paper, REGISTERED) == "signed_from_printed_address"
    # nobody but the page ties the domain to the person
    assert of_both(given, printing("Quorra College"), REGISTERED) == "signed_by_known_domain"
    assert of_both(given, paper) == "signed_by_known_domain"
    assert of_both(page("other@gmail.com"), paper, REGISTERED) == "signed_by_mail_service"
    own = page("tidewalker@gmail.com", asserted_by=AssertedBy.UNKNOWN)
    assert of_both(own, paper) == "signed_by_mail_service"


def test_of_a_page_that_lists_the_staff_only_the_persons_own_address_counts() -> None:
    listed = page("m.oduya@norrvik.example", "s.vantressel@norrvik.example")
    paper = printing("Norrvik University")
    assert level(PASSED, listed, paper, REGISTERED, one=WITH_WORK) == "signed_from_printed_address"
    colleague = replace(PASSED, from_address="s.vantressel@norrvik.example")
    assert level(colleague, listed, paper, REGISTERED, one=WITH_WORK) != (
        "signed_from_printed_address"
    )


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
        paper = printing(f"Norrvik University. {ADDRESS}")
        return level(replace(PASSED, sent_at=NOW - timedelta(days=days)), paper, one=WITH_WORK)

    assert sent(60) == "signed_from_printed_address"
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

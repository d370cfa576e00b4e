import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_check.exhibits.dns_keys import KeyRecords
from persona_check.exhibits.message import MessageExamination, examine
from persona_check.exhibits.signature import MessageOutcome
from tests.exhibits.mail import ED25519, RSA, keys, letter, rsa_pair, signed
from tests.quick import first_python

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HERE = Path(__file__).parent
PAST, FUTURE = "1500000000", "1900000000"


def seen(content: bytes, answers: dict[str, str | None] | None = None) -> MessageExamination:
    known = keys("norrvik.example") if answers is None else answers
    return examine(content, resolve_txt=KeyRecords(known), now=NOW)


@pytest.mark.parametrize("algorithm", [RSA, ED25519])
@pytest.mark.parametrize("header", ["simple", "relaxed"])
@pytest.mark.parametrize("body", ["simple", "relaxed"])
def test_a_signature_holds_in_every_algorithm_and_canonical_form(
    algorithm: str, header: str, body: str
) -> None:
    message = signed(letter(), algorithm=algorithm, canonical=f"{header}/{body}")
    result = seen(message, keys("norrvik.example", algorithm=algorithm))
    assert (result.outcome, result.aligned, result.signing_domain) == (
        MessageOutcome.PASS,
        True,
        "norrvik.example",
    )
    assert result.signed_headers == ("from", "to", "subject", "date")
    assert result.from_address == "m.oduya@norrvik.example"
    assert result.from_name == "Maren Oduya-Lindqvist"
    assert result.sent_at == datetime(2026, 11, 19, 8, 12, tzinfo=UTC)
    assert not result.notes


def test_the_example_of_rfc_6376_holds() -> None:
    content = (HERE / "messages" / "rfc6376.eml").read_bytes()
    record = (
        "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7"
        "/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfV"
        "jH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"
    )
    result = seen(content, {"brisbane._domainkey.example.com": record})
    assert (result.outcome, result.aligned) == (MessageOutcome.PASS, True)
    changed = content.replace(b"hungry", b"thirsty")
    assert (
        seen(changed, {"brisbane._domainkey.example.com": record}).outcome
        is MessageOutcome.BODY_CHANGED
    )


def test_both_signatures_of_the_example_of_rfc_8463_hold() -> None:
    content = (HERE / "messages" / "rfc8463.eml").read_bytes()
    answers: dict[str, str | None] = {
        "brisbane._domainkey.football.example.com": (
            "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
        ),
        "test._domainkey.football.example.com": (
            "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08"
            "a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKr"
            "M3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"
        ),
    }
    result = seen(content, answers)
    assert [s.outcome for s in result.signatures] == [MessageOutcome.PASS, MessageOutcome.PASS]


def test_a_message_that_was_saved_with_bare_line_feeds_still_holds() -> None:
    assert seen(signed(letter()).replace(b"\r\n", b"\n")).outcome is MessageOutcome.PASS


def test_a_changed_text_and_a_changed_header_are_told_apart() -> None:
    message = signed(letter())
    assert seen(message.replace(b"Friday", b"Monday")).outcome is MessageOutcome.BODY_CHANGED
    assert seen(message.replace(b"tide piece", b"rate card")).outcome is MessageOutcome.FAIL


def test_a_missing_a_revoked_and_an_unreadable_key_are_told_apart() -> None:
    message, name = signed(letter()), "k1._domainkey.norrvik.example"
    for record, outcome in (
        (None, MessageOutcome.NO_KEY),
        ("", MessageOutcome.NO_KEY),
        ("v=DKIM1; k=rsa; p=", MessageOutcome.REVOKED),
        ("v=DKIM2; k=rsa; p=AAAA", MessageOutcome.NO_KEY),
        ("v=DKIM1; k=rsa", MessageOutcome.NO_KEY),
        ("v=DKIM1; k=rsa; p=!!", MessageOutcome.NO_KEY),
        ("just words", MessageOutcome.NO_KEY),
        ("v=DKIM1; k=ed25519; p=AAAA", MessageOutcome.NO_KEY),
        ("v=DKIM1; k=rsa; p=AAAA", MessageOutcome.NO_KEY),
    ):
        assert seen(message, {name: record}).outcome is outcome, record


def test_nobody_answering_for_the_key_is_an_outage_and_no_statement() -> None:
    result = seen(signed(letter()), {})
    assert result.outcome is MessageOutcome.COULD_NOT_ASK


def test_a_key_is_held_to_its_own_restrictions() -> None:
    message, name = signed(letter()), "k1._domainkey.norrvik.example"
    record = keys("norrvik.example")[name] or ""
    for extra, outcome in (
        ("; h=sha256", MessageOutcome.PASS),
        ("; h=sha1", MessageOutcome.FAIL),
        ("; s=email", MessageOutcome.PASS),
        ("; s=*", MessageOutcome.PASS),
        ("; s=other", MessageOutcome.FAIL),
        ("; t=s", MessageOutcome.PASS),
        ("; t=y", MessageOutcome.TESTING),
    ):
        assert seen(message, {name: record + extra}).outcome is outcome, extra
    below = signed(letter(), tags=(("i", "@physics.norrvik.example"),))
    assert seen(below, {name: record}).outcome is MessageOutcome.PASS
    assert seen(below, {name: record + "; t=s"}).outcome is MessageOutcome.FAIL


def test_expiry_goes_by_the_given_clock_and_impossible_times_are_refused() -> None:
    def outcome(*tags: tuple[str, str]) -> MessageOutcome:
        return seen(signed(letter(), tags=tags)).outcome

    assert outcome(("t", PAST), ("x", FUTURE)) is MessageOutcome.PASS
    assert outcome(("t", PAST), ("x", "1600000000")) is MessageOutcome.EXPIRED
    assert outcome(("t", FUTURE)) is MessageOutcome.MALFORMED
    assert outcome(("t", PAST), ("x", "1400000000")) is MessageOutcome.MALFORMED
    assert outcome(("t", "yesterday")) is MessageOutcome.MALFORMED
    once = signed(letter(), tags=(("t", "1600000000"), ("x", "1700000000")))
    then = datetime(2022, 6, 1, tzinfo=UTC)
    known = KeyRecords(keys("norrvik.example"))
    assert examine(once, resolve_txt=known, now=then).outcome is MessageOutcome.PASS


def test_a_length_that_leaves_text_unsigned_is_no_full_signature() -> None:
    message = signed(letter(), length=True)
    assert seen(message).outcome is MessageOutcome.PASS
    longer = seen(message + b"PS: send the fee to this account.\r\n")
    assert longer.outcome is MessageOutcome.PARTLY_SIGNED
    assert "bytes of the text are signed" in longer.reason
    over = signed(letter(), tags=(("l", "99999"),))
    assert seen(over).outcome is MessageOutcome.FAIL


def test_weak_algorithms_and_keys_are_not_held_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    old = signed(letter(), tags=(("a", "rsa-sha1"),))
    assert seen(old).outcome is MessageOutcome.WEAK
    pem, record = rsa_pair(1024)
    short = signed(letter(), private=pem)
    answers: dict[str, str | None] = {"k1._domainkey.norrvik.example": record}
    assert seen(short, answers).outcome is MessageOutcome.PASS
    monkeypatch.setattr("persona_check.exhibits.signature.LEAST_RSA_BITS", 2048)
    assert seen(short, answers).outcome is MessageOutcome.WEAK


def test_a_key_of_another_kind_than_the_signature_names_does_not_verify_it() -> None:
    other = keys("norrvik.example", algorithm=ED25519)
    assert seen(signed(letter()), other).outcome is MessageOutcome.FAIL


def test_a_valid_signature_of_somebody_else_does_not_speak_for_the_from_line() -> None:
    message = signed(letter(), "mailer.example")
    result = seen(message, keys("mailer.example"))
    assert (result.outcome, result.aligned) == (MessageOutcome.PASS, False)


def test_of_several_signatures_the_aligned_one_that_holds_speaks() -> None:
    message = signed(signed(letter()), "mailer.example")
    result = seen(message, keys("norrvik.example", "mailer.example"))
    assert (result.signing_domain, result.aligned) == ("norrvik.example", True)
    assert result.notes == ("another signature, by mailer.example: the signature is valid",)
    rotated = seen(message, {**keys("mailer.example"), "k1._domainkey.norrvik.example": None})
    assert (rotated.signing_domain, rotated.aligned) == ("mailer.example", False)


def test_alignment_is_by_registered_domain_and_never_by_public_suffix() -> None:
    department = signed(letter("m@physics.norrvik.ac.uk"), "norrvik.ac.uk")
    assert seen(department, keys("norrvik.ac.uk")).aligned
    neighbour = signed(letter("m@quorra.ac.uk"), "norrvik.ac.uk")
    assert not seen(neighbour, keys("norrvik.ac.uk")).aligned


def test_a_signature_without_the_from_line_is_refused() -> None:
    tags = (("h", "to:subject"),)
    assert seen(signed(letter(), tags=tags)).outcome is MessageOutcome.MALFORMED


def test_a_second_or_missing_from_line_leaves_nobody_who_speaks() -> None:
    message = signed(letter())
    assert seen(b"From: other@quorra.example\r\n" + message).outcome is MessageOutcome.MALFORMED
    assert seen(b"Subject: x\r\n\r\nhello").outcome is MessageOutcome.MALFORMED
    assert seen(letter("a@norrvik.example, b@norrvik.example")).outcome is MessageOutcome.MALFORMED
    assert seen(letter("nobody")).outcome is MessageOutcome.MALFORMED


def test_no_signature_is_said_so() -> None:
    assert seen(letter()).outcome is MessageOutcome.UNSIGNED


def test_a_name_that_looks_like_an_address_is_not_the_address() -> None:
    result = seen(letter('"m.oduya@norrvik.example" <x@quorra.example>'))
    assert result.from_domain == "quorra.example"


def test_encoded_and_broken_names_and_dates_are_read_as_far_as_they_go() -> None:
    assert seen(letter("=?utf-8?q?L=C3=ADa?= <l@norrvik.example>")).from_name == "Lía"
    assert seen(letter("=?nope?q?L?= <l@norrvik.example>")).from_name == "=?nope?q?L?="
    undated = letter().replace(b"Date: Thu, 19 Nov 2026 09:12:00 +0100", b"Date: soon")
    assert seen(undated).sent_at is None
    twice = letter().replace(b"Subject:", b"Date: Thu, 19 Nov 2026 09:12:00 -0000\r\nSubject:")
    assert seen(twice).sent_at is None


def test_an_internationalised_domain_aligns_with_its_ascii_form() -> None:
    for written, ascii_form in (
        ("bücher.example", "xn--bcher-kva.example"),
        ("STRAßE.example", "xn--strae-oqa.example"),
        ("νόμος.example", "xn--xxabhm1c.example"),
    ):
        message = signed(letter(f"l@{written}"), ascii_form)
        assert seen(message, keys(ascii_form)).aligned, written


def test_what_is_left_unsigned_and_who_forwarded_is_noted() -> None:
    message = signed(letter(), headers=("from",))
    assert seen(message).notes == ("not covered by the signature: Subject, Date, To",)
    sealed = b"ARC-Seal: i=1; a=rsa-sha256; d=lists.example; cv=none; b=AA==\r\n" + message
    assert "ARC seals of lists.example" in seen(sealed).notes[-1]


@pytest.mark.parametrize(
    "added", ["Subject", "To", "Cc", "Date", "Reply-To", "Sender", "Content-Type"]
)
def test_a_line_added_after_signing_is_told_by_its_name(added: str) -> None:
    message = signed(letter(), headers=("from", "to", "subject", "date"))
    result = seen(f"{added}: pay this\r\n".encode() + message)
    (note,) = result.notes
    assert result.outcome is MessageOutcome.PASS
    assert note.startswith("not covered by the signature: ")
    assert added in note


def test_of_repeated_lines_the_count_decides_and_not_the_name() -> None:
    twice = letter().replace(b"Subject:", b"Subject: first\r\nSubject:")
    once_signed = signed(twice, headers=("from", "to", "subject", "date"))
    assert seen(once_signed).notes == (
        "not covered by the signature: the first of 2 Subject lines, which readers may be shown",
    )
    both = signed(twice, headers=("from", "to", "subject", "subject", "date"))
    assert seen(both).notes == ("the email has several Subject lines (2), all of them signed",)
    named_too_often = signed(letter(), headers=("from", "to", "subject", "subject", "date"))
    assert seen(named_too_often).notes == ()


@pytest.mark.parametrize(
    "in_front",
    [
        b"\xef\xbb\xbf",
        b"\r\n\n \r\n",
        b"From oduya@norrvik.example Thu Nov 19 09:12:00 2026\n",
        b"\xef\xbb\xbf\nFrom - Thu Nov 19 09:12:00 2026\n",
    ],
    ids=["mark", "blank", "mailbox", "all"],
)
def test_what_servers_and_mailboxes_put_in_front_changes_nothing(in_front: bytes) -> None:
    message = signed(letter())
    assert seen(in_front + message) == seen(message)


@pytest.mark.parametrize(
    "banner",
    [
        b"Saved by the desk on Friday\r\n",
        b"----- begin message -----\r\n\r\n",
        b"CAUTION: this came from outside\r\n\r\n",
        b"Printed by: the desk\r\nPage 1\r\n\r\n",
    ],
)
def test_a_banner_before_the_headers_is_left_out_and_told(banner: bytes) -> None:
    message = signed(letter())
    result = seen(banner + message)
    assert (result.outcome, result.aligned) == (MessageOutcome.PASS, True)
    assert result.notes[-1] == "lines before the headers were left out"


def test_a_message_that_carries_another_one_is_not_taken_for_it() -> None:
    around = b"Subject: see below\r\nTo: desk@gazette.example\r\n\r\n"
    assert seen(around + signed(letter())).outcome is MessageOutcome.MALFORMED


def test_a_message_saved_in_another_encoding_still_holds() -> None:
    message = signed(letter())
    for encoding in ("utf-16", "utf-8-sig"):
        assert seen(message.decode("utf-8").encode(encoding)).outcome is MessageOutcome.PASS


def test_broken_mime_is_none_of_its_business() -> None:
    body = "--x\r\nContent-Type: text/plain; boundary=\r\n\r\n--y\r\n\xff\r\n"
    message = letter(body=body).replace(
        b"Subject:", b"Content-Type: multipart/mixed; boundary=x\r\nSubject:"
    )
    assert seen(signed(message)).outcome is MessageOutcome.PASS


@first_python
def test_ten_megabytes_are_verified_in_seconds() -> None:
    message = signed(letter(body="0123456789abcdef" * 4 + "\r\n") + b"line of text\r\n" * 750_000)
    started = time.monotonic()
    assert seen(message).outcome is MessageOutcome.PASS
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" folded before any header\r\n\r\n",
        b"no colon here\r\n\r\n",
        b"\x89PNG\0\0",
        b"X: y\r\n" * 60_000,
        b"X:" + b"\r\n y" * 200_000,
    ],
    ids=["empty", "folded", "no-colon", "binary", "long", "folds"],
)
def test_what_is_no_mail_is_malformed_quickly(content: bytes) -> None:
    started = time.monotonic()
    assert seen(content).outcome is MessageOutcome.MALFORMED
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "signature",
    [
        "nothing",
        "v=1",
        "v=1; v=1",
        "v=1; a=rsa-sha256; b=AA==; bh=AA==; d=norrvik.example; h=from; s=../../x",
        "v=1; a=rsa-sha256; b=AA==; bh=AA==; d=a b; h=from; s=k1",
        "v=1; a=rsa-sha256; c=odd; b=AA==; bh=AA==; d=norrvik.example; h=from; s=k1",
        "v=1; a=rsa-sha256; b=AA==; bh=AA==; d=norrvik.example; h=from; s=k1; i=@quorra.example",
        "v=1;" + " " * 5000 + "b=",
        "v=1; b=" + "A" * 20_000,
    ],
)
def test_a_signature_that_breaks_the_standard_is_malformed(signature: str) -> None:
    content = f"DKIM-Signature: {signature}\r\n".encode() + letter()
    assert seen(content).outcome is MessageOutcome.MALFORMED


def test_a_signature_of_the_wrong_length_for_its_key_is_malformed_or_false() -> None:
    message = signed(letter(), algorithm=ED25519)
    answers = keys("norrvik.example", algorithm=ED25519)
    start = message.index(b" b=") + 3
    cut = message[:start] + b"AAAA" + message[message.index(b"From:") - 2 :]
    assert seen(cut, answers).outcome in (MessageOutcome.FAIL, MessageOutcome.MALFORMED)


@given(st.binary(max_size=300), st.integers(min_value=0, max_value=900))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_it_raise_and_no_change_makes_another_text_pass(
    junk: bytes, place: int
) -> None:
    message = signed(letter())
    content = message[:place] + junk + message[place + len(junk) :]
    result = seen(content)
    assert isinstance(result.outcome, MessageOutcome)
    if result.outcome is MessageOutcome.PASS:
        assert result.from_address == "m.oduya@norrvik.example"

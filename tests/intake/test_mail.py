"""Mails: who is meant, whose words are whose, what came along."""

from email.message import EmailMessage

import pytest

from persona_check.errors import ClaimError
from persona_check.intake.as_json import as_object
from persona_check.intake.forms import read
from persona_check.intake.reading import AttachedKind, Given, ReadClaim, texts_of

BIO = (
    "Hanna Oduya is Professor of Hydrology at Norrvik University, where she has led the Rivers "
    "Group since 2016. Before that she was a lecturer at Tessaly Institute (2009-2016). She holds "
    "a PhD from the University of Saltmarsh (2008)."
)
SIGNATURE = (
    "-- \nProf. Hanna Oduya\nProfessor of Hydrology\nNorrvik University\n"
    "h.oduya@norrvik.example\nhttps://oduya.example\nORCID 0000-0002-1825-0097\n"
)


def mail(
    text: str,
    *,
    sender: str = "Hanna Oduya <h.oduya@norrvik.example>",
    subject: str = "Op-ed pitch: Our rivers are counted wrongly",
    html: str | None = None,
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "desk@ledger.example", subject
    message["Date"] = "Mon, 12 Oct 2026 08:00:03 +0100"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def reading(message: EmailMessage, name: str = "pitch.eml") -> ReadClaim:
    return read(Given(name=name, content=message.as_bytes()))


def test_a_pitch_gives_the_sender_with_bio_signature_and_places() -> None:
    found = reading(
        mail(f"Dear desk,\n\nplease find a piece below.\n\n{BIO}\n\nBest\nHanna\n\n{SIGNATURE}")
    )

    claim = as_object(found)
    assert claim["name"] == "Hanna Oduya"
    assert claim["emails"] == ["h.oduya@norrvik.example"]
    assert claim["orcid"] == "0000-0002-1825-0097"
    assert claim["homepage"] == "https://oduya.example"
    assert claim["submitted_text_title"] == "Our rivers are counted wrongly"
    assert {(post["organization"], post.get("start")) for post in claim["posts"]} >= {
        ("Norrvik University", "2016"),
        ("Tessaly Institute", 2009),
    }
    assert [(one["degree"], one["organization"], one["year"]) for one in claim["degrees"]] == [
        ("PhD", "University of Saltmarsh", 2008)
    ]
    assert {item.place for item in found.all("orcid")} == {"part 1, line 16"}


@pytest.mark.parametrize(
    "pitch",
    [
        "I represent Professor Hanna Oduya, who is available for comment.",
        "Professor Hanna Oduya (a client of ours) is available for interview.",
    ],
)
def test_an_agency_is_not_the_person_it_pitches(pitch: str) -> None:
    text = f"Hi,\n\n{pitch}\n\n{BIO}\n\nReach her at hanna.oduya@norrvik.example.\n\n"
    text += "Best,\nBo Vane\n\n"
    text += "Bo Vane\nAccount Director, Loud PR\nbo@loud.example\nhttps://loud.example\n"
    found = reading(mail(text, sender="Bo Vane <bo@loud.example>", subject="Comment on floods"))

    assert found.name == "Hanna Oduya"
    assert texts_of(found, "email", "homepage") == ("hanna.oduya@norrvik.example",)
    assert found.submitted_by is not None
    assert found.submitted_by.name == "Bo Vane"
    assert not found.message  # a signature of the agency shows nothing of the expert
    assert not any("Loud" in str(item.value) for item in found.all("affiliations"))


@pytest.mark.parametrize(
    "quoted",
    [
        "On Mon, 12 Oct 2026 at 08:00, Jan Boer <jan@other.example> wrote:\n> {other}\n",
        "Am 12.10.2026 um 08:00 schrieb Jan Boer <jan@other.example>:\n> {other}\n",
        "Le lun. 12 oct. 2026 à 08:00, Jan Boer a écrit :\n> {other}\n",
        "From: Jan Boer <jan@other.example>\nSent: Monday\nTo: Hanna\nSubject: AW\n\n{other}\n",
        "-----Original Message-----\nFrom: Jan Boer <j@other.example>\nSent: x\nTo: y\n\n{other}\n",
    ],
)
def test_quoted_words_are_not_the_senders(quoted: str) -> None:
    other = "Jan Boer is Director of Water at Elsewhere University. ORCID 0000-0001-5109-3700"
    text = f"Dear desk,\n\n{BIO}\n\nBest\nHanna\n\n{quoted.format(other=other)}"

    found = reading(mail(text, subject="Re: your question"))

    assert found.name == "Hanna Oduya"
    assert list(found.all("orcid")) == []
    assert not any("Elsewhere" in str(item.value) for item in found.items)


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-------- Weitergeleitete Nachricht --------",
        "---------- Message transféré ---------",
    ],
)
def test_a_message_passed_on_is_read_as_such(mark: str) -> None:
    text = (
        f"FYI\n\n{mark}\nFrom: Hanna Oduya <h.oduya@norrvik.example>\nDate: Mon, 12 Oct 2026\n"
        "Subject: Pitch: Our rivers are counted wrongly\nTo: Jan\n\n"
        f"Dear Jan,\n\n{BIO}\n\n{SIGNATURE}"
    )
    found = reading(mail(text, sender="Jan Boer <jan@ledger.example>", subject="Fwd: Pitch"))

    assert found.name == "Hanna Oduya"
    assert texts_of(found, "email") == ("h.oduya@norrvik.example",)
    assert found.submitted_by is not None
    assert found.submitted_by.name == "Jan Boer"


def test_a_message_attached_as_a_whole_is_the_one_that_is_read() -> None:
    outer = mail("see attached", sender="Jan Boer <jan@ledger.example>", subject="Fwd: Pitch")
    outer.add_attachment(mail(f"{BIO}\n\n{SIGNATURE}"))

    found = reading(outer)

    assert found.name == "Hanna Oduya"
    assert texts_of(found, "email") == ("h.oduya@norrvik.example",)


def test_the_html_part_is_read_where_there_is_no_other() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Hanna Oduya <h.oduya@norrvik.example>", "My talk"
    message["To"] = "cfp@conf.example"
    message.set_content(
        f"<html><body><p>Hello,</p><p>{BIO}</p><p>Best<br>Hanna</p><div>Hanna Oduya<br>"
        '<a href="https://orcid.org/0000-0002-1825-0097">ORCID</a></div></body></html>',
        subtype="html",
    )
    claim = as_object(reading(message))

    assert claim["orcid"] == "0000-0002-1825-0097"
    assert claim["bio_present"] is True


def test_attached_files_are_told_apart() -> None:
    message = mail(f"{BIO}\n\n{SIGNATURE}")
    cv = (
        "Hanna Oduya\n\nEXPERIENCE\n\n2016 - present   Professor, Norrvik University\n"
        "2009 - 2016   Lecturer, Tessaly Institute\n"
        "2006 - 2008   Tutor, Elsewhere College\n\nEDUCATION\n\n"
        "2008   PhD, University of Saltmarsh\n"
    )
    article = "Our rivers are counted wrongly\n\n" + "The water of a river is counted twice. " * 40
    message.add_attachment(cv.encode(), maintype="text", subtype="plain", filename="oduya_cv.txt")
    message.add_attachment(
        article.encode(), maintype="text", subtype="plain", filename="rivers.txt"
    )
    message.add_attachment(b"BEGIN", maintype="application", subtype="zip", filename="data.zip")

    found = reading(message)

    kinds = {one.name: one.kind for one in found.attached}
    assert kinds == {
        "oduya_cv.txt": AttachedKind.CV,
        "rivers.txt": AttachedKind.ARTICLE,
        "data.zip": AttachedKind.OTHER,
    }
    assert as_object(found)["submitted_text_title"] == "Our rivers are counted wrongly"
    assert any(item.place.startswith("oduya_cv.txt, line") for item in found.items)


def test_an_attached_cv_of_somebody_else_adds_nothing() -> None:
    message = mail(f"{BIO}\n\n{SIGNATURE}")
    cv = "Jan Boer\n\nEXPERIENCE\n\n2016 - present   Director, Elsewhere University\n"
    message.add_attachment(cv.encode(), maintype="text", subtype="plain", filename="cv_boer.txt")

    found = reading(message)

    assert not any("Elsewhere" in str(item.value) for item in found.items)
    assert any("another person" in one.why for one in found.left_aside)


def test_outlooks_own_format_says_how_to_save_the_mail() -> None:
    given = Given(name="pitch.msg", content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)

    with pytest.raises(ClaimError) as raised:
        read(given)

    assert "Outlook" in raised.value.message
    assert ".eml" in (raised.value.hint or "")


def test_a_mailbox_of_one_message_is_read_and_of_several_refused() -> None:
    one = b"From hanna@norrvik.example Mon Oct 12 08:00:03 2026\n" + mail(BIO).as_bytes() + b"\n"

    assert read(Given(name="one.mbox", content=one)).name == "Hanna Oduya"
    with pytest.raises(ClaimError, match="several messages"):
        read(Given(name="two.mbox", content=one + one))

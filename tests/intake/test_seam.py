"""What a reader returns becomes a normal claim, each item with its place."""

from persona_check.intake.as_page import as_page
from persona_check.intake.forms import Form, form_of
from persona_check.intake.reading import Given, Item, LeftAside, ReadClaim, texts_of
from persona_check.intake.to_claim import claim_of, without_refused
from persona_check.model.claim import DegreeAssertion, EmailAssertion, PostAssertion

READ = ReadClaim(
    form="CV (PDF)",
    items=(
        Item(key="name", value="Hanna Oduya", place="page 1, line 1"),
        Item(key="email", value="h.oduya@norrvik.example", place="page 1, line 2"),
        Item(key="email", value="hanna@oduya.example", place="page 1, line 3"),
        Item(
            key="affiliations",
            value={
                "organization": "Norrvik University",
                "role": "Lecturer",
                "start": "2014-09",
                "end": 2019,
                "current": False,
            },
            place="page 1, line 14",
        ),
        Item(
            key="degrees",
            value={"degree": "PhD", "organization": "Tessaly Institute", "end": 2013},
            place="page 2, line 3",
        ),
    ),
)


def test_what_was_read_is_a_claim_with_places() -> None:
    claim = claim_of(READ, "cv.pdf")

    assert claim.name == "Hanna Oduya"
    assert [mail.origin for mail in claim.all(EmailAssertion)] == [
        "cv.pdf, page 1, line 2",
        "cv.pdf, page 1, line 3",
    ]
    (post,) = claim.all(PostAssertion)
    assert (post.organization, post.start_year, post.end_year, post.origin) == (
        "Norrvik University",
        2014,
        2019,
        "cv.pdf, page 1, line 14",
    )
    (degree,) = claim.all(DegreeAssertion)
    assert (degree.degree, degree.end_year, degree.origin) == (
        "PhD",
        2013,
        "cv.pdf, page 2, line 3",
    )


def test_what_no_claim_can_have_is_left_aside_with_the_reason() -> None:
    broken = Item(key="email", value="h.oduya at norrvik", place="page 1, line 2")
    read = without_refused(ReadClaim(form="CV", items=(READ.items[0], broken)), "cv.pdf")

    assert texts_of(read, "name", "email") == ("Hanna Oduya",)
    assert [(one.what, one.place) for one in read.left_aside] == [
        ("h.oduya at norrvik", "page 1, line 2")
    ]


def test_content_decides_before_the_file_name() -> None:
    mail = Form(
        id="mail",
        shown="email",
        reader="mail:read",
        shows=lambda given: given.content.startswith(b"From:"),
        suffixes=(".eml",),
    )
    text = Form(
        id="text", shown="text", reader="text:read", shows=lambda _: False, suffixes=(".txt",)
    )

    assert form_of(Given(name="note.txt", content=b"From: a@b.example"), (mail, text)) is mail
    assert form_of(Given(name="note.txt", content=b"Hello"), (mail, text)) is text
    assert form_of(Given(name="note.eml", content=b"Hello"), (mail, text)) is mail
    assert form_of(Given(name="note", content=b"Hello"), (mail, text)) is None


def test_a_reason_for_leaving_aside_is_told_to_its_end() -> None:
    why = "the file is not UTF-8; read as Windows-1252. If names look wrong, save it as UTF-8"
    left = LeftAside(what="encoding", why=why)
    page = as_page(ReadClaim(form="list of people", left_aside=(left,)), "s.csv", str)
    assert why in " ".join(page.split())
    assert max(map(len, page.splitlines())) <= 88

"""Documents made to harm: each ends with a reading or a clear reason, in bounded memory."""

import contextlib
import io
import random
import struct
import time
import zipfile
import zlib
from email.message import EmailMessage

import pytest

from persona_check.errors import ClaimError, PersonaCheckError
from persona_check.intake.forms import read
from persona_check.intake.reading import Given

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(document: bytes, *, method: int = zipfile.ZIP_DEFLATED, **more: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


def paragraphs(count: int) -> bytes:
    one = "<w:p><w:r><w:t>Hanna Oduya</w:t></w:r></w:p>"
    return f'<w:document xmlns:w="{WORD}"><w:body>{one * count}</w:body></w:document>'.encode()


def pdf(content: bytes, pages: int = 1, *, catalog: bytes = b"", packed: bytes = b"") -> bytes:
    """A small PDF whose pages all show one stream."""
    packed = packed or zlib.compress(content)
    kids = b" ".join(b"%d 0 R" % (10 + number) for number in range(pages))
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R%s>>endobj\n" % catalog,
        b"2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj\n" % (kids, pages),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n"
        % (len(packed), packed),
    ]
    parts += [
        b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 3 0 R>>>>>>endobj\n" % (10 + number)
        for number in range(pages)
    ]
    return b"%PDF-1.7\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF"


TEXT = b"BT /F1 12 Tf 50 700 Td (Hanna Oduya) Tj 0 -20 Td (Experience) Tj ET"


def reason(name: str, content: bytes) -> str:
    with pytest.raises(PersonaCheckError) as raised:
        read(Given(name=name, content=content))
    assert raised.value.hint
    return raised.value.message


def test_an_archive_that_unpacks_to_gigabytes_is_refused() -> None:
    bomb = docx(b"0" * 50_000_000)

    assert len(bomb) < 100_000
    assert "no honest document needs" in reason("cv.docx", bomb)


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    content = bytearray(docx(paragraphs(400_000)))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = content.find(mark)
        content[start + at : start + at + 4] = struct.pack("<I", 1000)

    assert reason("cv.docx", bytes(content)).startswith(("is damaged", "is too large"))


def test_entities_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w:document xmlns:w="{WORD}">&l9;</w:document>'

    assert "damaged" in reason("cv.docx", docx(text.encode()))


def test_external_entities_and_templates_are_not_opened(tmp_path: object) -> None:
    text = (
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )

    assert "damaged" in reason("cv.docx", docx(text.encode()))


def test_deep_nesting_in_word_ends() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000
    text = f'<w:document xmlns:w="{WORD}"><w:body>{deep}</w:body></w:document>'

    found = read(Given(name="cv.docx", content=docx(text.encode())))

    assert found.name is None


def test_a_locked_archive_says_so() -> None:
    content = bytearray(docx(paragraphs(1)))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.find(mark) + at] |= 1

    assert "password" in reason("cv.docx", bytes(content))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cv.pdf", b"%PDF-1.7 nothing follows", "damaged"),
        ("cv.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 40, "damaged"),
        ("cv.pdf", pdf(b""), "scanned"),
        ("cv.docx", b"PK\x03\x04word/document", "damaged"),
        ("pitch.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "Outlook"),
        ("cv.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "Word file of before 2007"),
        ("cv.txt", b"", "empty"),
        ("cv.txt", b"   \n\n", "empty"),
        ("thing.bin", bytes(range(256)) * 10, "none of the forms"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, content: bytes, words: str) -> None:
    assert words in reason(name, content)


def test_of_ten_thousand_pages_the_first_are_read() -> None:
    began = time.monotonic()
    found = read(Given(name="cv.pdf", content=pdf(TEXT, 10_000)))

    assert found.name == "Hanna Oduya"
    assert "10,000 pages" in found.left_aside[-1].why
    assert time.monotonic() - began < 20


def test_scripts_and_attachments_of_pdf_stay_where_they_are() -> None:
    action = b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://harm.example'\\))>>"
    found = read(Given(name="cv.pdf", content=pdf(TEXT, catalog=action)))

    assert found.name == "Hanna Oduya"
    assert not any("harm" in str(item.value) for item in found.items)


def test_a_stream_that_unpacks_to_a_gigabyte_ends_with_a_reason() -> None:
    packer = zlib.compressobj(1)
    packed = packer.compress(b"BT /F1 12 Tf (")
    packed += b"".join(packer.compress(b"A" * 1_000_000) for _ in range(700)) + packer.flush()
    content = pdf(b"", packed=packed)

    assert len(content) < 4_000_000
    assert reason("cv.pdf", content)


def mail_with(parts: int) -> bytes:
    head = b"From: Hanna Oduya <h@norrvik.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    head += b"Date: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return head + b"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n" * parts + b"--b--\r\n"


def test_a_thousand_parts_are_too_many_or_counted() -> None:
    found = read(Given(name="pitch.eml", content=mail_with(1_000)))

    assert found.name == "Hanna Oduya"
    assert any("more than are read" in one.why for one in found.left_aside)
    assert "400 parts" in reason("pitch.eml", mail_with(20_000))


def test_messages_within_messages_end() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Hanna Oduya <h@norrvik.example>", "b@ledger.example"
    message["Subject"] = "Fwd: x"
    message.set_content("hello")
    for _ in range(30):
        outer = EmailMessage()
        outer["From"], outer["To"], outer["Subject"] = (
            "Jan Boer <j@x.example>",
            "b@y.example",
            "Fwd",
        )
        outer.set_content("see below")
        outer.add_attachment(message)
        message = outer

    assert read(Given(name="pitch.eml", content=message.as_bytes())).name


def test_boundaries_nested_without_end_are_refused_or_read() -> None:
    head = b"From: Hanna Oduya <h@norrvik.example>\r\nSubject: x\r\nDate: x\r\n"
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(2000)
    )

    with contextlib.suppress(ClaimError):  # nested too deeply: the reason is in the error
        assert read(Given(name="pitch.eml", content=head + nested)).name == "Hanna Oduya"


@pytest.mark.parametrize("seed", range(120))
def test_broken_bytes_of_every_form_end_quickly(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret
    whole = {
        "cv.pdf": pdf(TEXT),
        "cv.docx": docx(paragraphs(20)),
        "pitch.eml": mail_with(5),
        "cv.rtf": rb"{\rtf1\ansi{\b Hanna Oduya}\par\u-10179?\u-8704?\'e4\par Experience\par}",
        "cv.tex": rb"\documentclass{moderncv}\name{Hanna}{Oduya}\begin{document}\section{X}{{{",
        "page.html": b"<html><body><h1>Hanna Oduya</h1>" + b"<div>" * 500 + b"<p>x</html>",
        "cv.md": b"# Hanna Oduya\n\n## Experience\n\n* 2019 - now | Professor, Norrvik\n",
        "cv.txt": b"Hanna Oduya\n\nEXPERIENCE\n\n2019-2020 Professor, Norrvik University\n",
    }
    name = chance.choice(sorted(whole))
    content = bytearray(whole[name] if name != "cv.pdf" or seed % 4 == 0 else whole["cv.docx"])
    for _ in range(chance.randrange(1, 60)):
        at = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[at] = chance.randrange(256)
            case 1:
                del content[at : at + chance.randrange(1, 40)]
            case _:
                content[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(30)))
        if not content:
            content = bytearray(b"x")
    began = time.monotonic()

    with contextlib.suppress(PersonaCheckError):  # anything else would fail the test
        read(Given(name=name, content=bytes(content)))

    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "line",
    [
        "2019 - " * 20_000,
        "a@" * 50_000,
        "(" * 50_000 + "2019",
        "A. B. " * 30_000,
        "University of " * 20_000,
        "https://" * 20_000,
        "Jan " * 40_000 + "2019 - 2020",
        "“" * 50_000,
        "van der " * 20_000,
    ],
)
@pytest.mark.parametrize("heading", ["EXPERIENCE", "EDUCATION", "PUBLICATIONS"])
def test_endless_lines_take_no_endless_time(heading: str, line: str) -> None:
    began = time.monotonic()

    read(Given(name="cv.txt", content=f"Hanna Oduya\n\n{heading}\n\n{line}\n".encode()))

    assert time.monotonic() - began < 10

"""Pictures on pages: which ones are named, and what is taken for one."""

import asyncio
import time

import pytest

from persona_check.model.lookup import PictureAt, UnavailableReason
from persona_check.model.record import PictureRecord, Record
from persona_check.settings import SourceSettings
from persona_check.sources.pages import Homepage, parse_page
from persona_check.web.base import SourceUnavailableError
from tests.quick import first_python
from tests.sources.fake import Replies, Reply, answer

NAMES = ("Maren Oduya-Lindqvist",)
STAFF = "https://www.tarnholm.example/staff/maren"
FACE = "https://www.tarnholm.example/media/maren.jpg"
JPEG = b"\xff\xd8\xff\xe0 and so on"


def fetched(reply: Reply) -> tuple[tuple[Record, ...], Replies]:
    http = Replies(reply)
    query = PictureAt(url=FACE, page_url=STAFF)
    return tuple(asyncio.run(Homepage(SourceSettings()).lookup(query, http))), http


def named(body: str) -> tuple[str, ...]:
    page = f"<html><body><p>{NAMES[0]}</p>{body}</body></html>".encode()
    return parse_page(answer("homepage", page, url=STAFF), url=STAFF, names=NAMES).image_urls


def test_a_picture_is_kept_as_the_bytes_that_came_through_the_guarded_door() -> None:
    (record,), http = fetched(Reply(ending="maren.jpg", body=JPEG))
    assert isinstance(record, PictureRecord)
    assert (record.url, record.page_url, record.content) == (FACE, STAFF, JPEG)
    assert record.provenance.source == "homepage"
    assert (http.asked[0].untrusted, http.asked[0].headers["Accept"][:10]) == (True, "image/jpeg")
    assert "and so on" not in repr(record)


@pytest.mark.parametrize("status", [404, 410])
def test_a_picture_that_is_gone_says_nothing_of_who_was_on_it(status: int) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        fetched(Reply(ending="maren.jpg", status=status))
    assert error.value.reason is UnavailableReason.NO_SUCH_PAGE


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"<html>sign in</html>", "text/html"), (b"<svg/>", "image/svg+xml"), (b"", "image/jpeg")],
)
def test_what_comes_in_place_of_a_photo_is_unavailable_and_never_compared(
    body: bytes, kind: str
) -> None:
    with pytest.raises(SourceUnavailableError) as raised:
        fetched(Reply(ending="maren.jpg", body=body, headers={"content-type": kind}))
    assert raised.value.reason is UnavailableReason.MALFORMED
    assert kind in raised.value.detail


def test_the_only_picture_beside_the_name_is_that_persons() -> None:
    one = f'<div><div><img src="/a.jpg"></div><h2>{NAMES[0]}</h2></div>'
    assert named(one) == ("https://www.tarnholm.example/a.jpg",)
    several = f'<div><img src="/a.jpg"><img src="/b.jpg"><h2>{NAMES[0]}</h2></div>'
    assert named(several) == ()
    another = '<div><img src="/a.jpg"><h2>Somebody Else</h2></div>'
    assert named(another) == ()
    far = f'<div><img src="/a.jpg"><div><div><div><h2>{NAMES[0]}</h2></div></div></div></div>'
    assert named(far) == ()


@first_python
@pytest.mark.parametrize(
    "body",
    [
        "<strong>" * 500 + "<b></b>" * 9000 + "</strong>" * 500,
        "<div>" + f"<h2>{NAMES[0]}</h2><p></p>" * 4000 + "</div>",
        f"<h2>{NAMES[0]}</h2>" + "<div>" * 400 + "<i></i>" * 9000,
    ],
    ids=["nested", "many names", "deep"],
)
def test_looking_beside_names_stays_quick_on_a_page_made_to_be_slow(body: str) -> None:
    began = time.process_time()
    assert named(body) == ()
    assert time.process_time() - began < 5


def test_a_picture_that_waits_for_a_script_is_found_and_one_within_the_page_is_not() -> None:
    lazy = f'<img alt="{NAMES[0]}" src="data:image/gif;base64,R0lG" data-src="me.jpg">'
    assert named(lazy) == ("https://www.tarnholm.example/staff/me.jpg",)
    assert named(f'<img alt="{NAMES[0]}" src="data:image/gif;base64,R0lG">') == ()
    assert named(f'<img alt="{NAMES[0]}">') == ()


def test_an_impossible_address_costs_the_page_nothing_else() -> None:
    assert named(
        f'<img alt="{NAMES[0]}" src="http://[bad/"><img alt="{NAMES[0]}" src="ok.jpg">'
    ) == ("https://www.tarnholm.example/staff/ok.jpg",)

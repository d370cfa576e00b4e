"""Homepages: names above menus, words in two weights, links that lead to others."""

from typing import Any

import pytest

from persona_check.intake.as_json import as_object
from persona_check.intake.contact import mails_in, web_addresses_in
from persona_check.intake.forms import read
from persona_check.intake.html_lines import lines_of_html, soup_of
from persona_check.intake.reading import Given


def claim(body: str, title: str = "Home") -> dict[str, Any]:
    page = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
    return as_object(read(Given(name="index.html", content=page.encode())))


def test_the_name_of_the_site_above_its_menu() -> None:
    body = '<nav><a href="/">Hanna Oduya</a></nav><p>I work on rivers and their many accounts.</p>'
    assert claim(body)["name"] == "Hanna Oduya"


def test_words_of_a_menu_that_lead_elsewhere_are_no_name() -> None:
    body = '<nav><a href="/more">Open Waters</a></nav><p>I work on rivers and their accounts.</p>'
    assert "name" not in claim(body)


def test_labels_of_links_below_the_name_are_no_post() -> None:
    body = (
        '<h1>Hanna Oduya</h1><p><a href="https://scholar.google.com/citations?user=abcDEF12AAAJ">'
        'Google Scholar</a> / <a href="https://github.com/hoduya">Github</a></p><p>Rivers.</p>'
    )
    assert "posts" not in claim(body)


def test_a_word_in_two_weights_stays_one() -> None:
    soup = soup_of(b"<p>the <b>M</b>easurements <b>G</b>roup and <b>others</b></p>")
    assert [line.text for line in lines_of_html(soup)] == ["the Measurements Group and others"]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=abc",
        "https://research.facebook.com/fellows/",
        "https://medium.com/rate-labs/a-long-story-of-caches",
    ],
)
def test_pages_of_hosts_of_profiles_that_are_nobodys_profile(address: str) -> None:
    body = f'<h1>Hanna Oduya</h1><p>I like <a href="{address}">this</a> very much indeed.</p>'
    assert address not in str(claim(body).get("links"))


def test_a_mail_in_words() -> None:
    assert list(mails_in("hoduya at rivers dot norrvik dot org")) == ["hoduya@rivers.norrvik.org"]
    assert list(mails_in("she works at rivers, dot after dot")) == []


def test_a_raised_tilde_is_that_of_a_home() -> None:
    assert list(web_addresses_in("https://norrvik.example/h\u0303oduya/")) == [
        "https://norrvik.example/~hoduya/"
    ]


def test_a_work_by_its_own_line_above_those_of_its_authors() -> None:
    body = (
        "<h1>Hanna Oduya</h1><h2>Publications</h2><ul>"
        "<li>What the flume told us about sand<br>Hanna Oduya and Pia Brandvold<br>"
        "Tessaly 2023 — 37th Conference on Rivers, Norrvik.</li>"
        "<li>The water of the lower marshes<br>Hanna Oduya<br>Journal of Rivers, 2019.</li></ul>"
    )
    works = claim(body)["works"]
    assert [(one["title"], one["year"]) for one in works["list"]] == [
        ("What the flume told us about sand", 2023),
        ("The water of the lower marshes", 2019),
    ]

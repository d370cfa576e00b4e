"""Decoding: identifiers, dates and titles as sources write them."""

from datetime import UTC, date, datetime

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.sources.reading.decoding import (
    bare_doi,
    bare_orcid,
    bare_ror,
    clipped,
    day,
    decode_html,
    identifier_at,
    instant,
    plain,
    upstream_of_work,
    url_part,
    work_key,
    year_in,
)
from tests.sources.fake import answer


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.5555/ABC.1", "10.5555/abc.1"),
        ("doi:10.5555/abc.", "10.5555/abc"),
        ("https://doi.org/10.5555%2Fabc", "10.5555/abc"),
        ("11.5555/abc", None),
        (None, None),
    ],
)
def test_a_doi_is_bare_and_in_lower_case(text: str | None, doi: str | None) -> None:
    assert bare_doi(text) == doi


def test_identifiers_come_without_their_address() -> None:
    assert bare_orcid("http://orcid.org/0000-0008-0000-000x") == "0000-0008-0000-000X"
    assert bare_orcid("000000080000001812") is None
    assert bare_ror("https://ror.org/0tarnhm42/") == "0tarnhm42"
    assert bare_ror("Tarnholm University") is None


def test_a_copy_of_an_arxiv_deposit_is_one_witness_with_it() -> None:
    assert upstream_of_work("10.48550/arxiv.2401.00001", arxiv_id="arXiv:2401.00001v3") == (
        "doi:10.48550/arxiv.2401.00001",
    )
    assert upstream_of_work(None) == ()


def test_works_are_joined_by_doi_or_else_by_folded_title() -> None:
    assert work_key("10.5555/a", "x") == "doi:10.5555/a"
    assert work_key(None, "Who owns  the Tide?") == "title:who owns the tide"
    assert work_key(None, "?!") is None


def test_a_title_loses_its_markup_and_keeps_its_mathematics() -> None:
    assert plain("Growth of <i>E. coli</i> &amp; p < 0.05\n") == "Growth of E. coli & p < 0.05"
    assert plain(None) == ""
    assert clipped("abcdef", 3) == "abc"
    assert clipped("ab", 3) == "ab"


def test_dates_that_cannot_be_are_none() -> None:
    assert day("2019-04-02T10:00:00Z") == date(2019, 4, 2)
    assert day("2019-13-40") is None
    assert instant(0) == datetime(1970, 1, 1, tzinfo=UTC)
    assert instant(None) is None
    assert instant(10**18) is None
    assert year_in("since 1999, again 2004") == 1999
    assert year_in("no year") is None


def test_a_path_part_cannot_leave_its_place() -> None:
    assert url_part("../a?b") == "..%2Fa%3Fb"


@pytest.mark.parametrize(
    ("url", "scheme", "value"),
    [
        ("https://orcid.org/0000-0008-0000-0018", IdentifierScheme.ORCID, "0000-0008-0000-0018"),
        (
            "http://scholar.google.de/citations?user=tIdEsAAAAAAJ&hl=de",
            IdentifierScheme.SCHOLAR,
            "tIdEsAAAAAAJ",
        ),
        ("https://openalex.org/authors/a9900000001", IdentifierScheme.OPENALEX, "A9900000001"),
        (
            "https://www.semanticscholar.org/author/M-O/12345",
            IdentifierScheme.SEMANTIC_SCHOLAR,
            "12345",
        ),
        ("https://dblp.org/pid/99/1234-5.html", IdentifierScheme.DBLP, "99/1234-5"),
        ("https://www.wikidata.org/wiki/q42", IdentifierScheme.WIKIDATA, "Q42"),
        ("github.com/marentides", IdentifierScheme.GITHUB, "marentides"),
        ("https://arxiv.org/a/oduya_m_1", IdentifierScheme.ARXIV, "oduya_m_1"),
    ],
)
def test_a_profile_address_holds_an_identifier(
    url: str, scheme: IdentifierScheme, value: str
) -> None:
    found = identifier_at(url)
    assert found is not None
    assert (found.scheme, found.value) == (scheme, value)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "https://maren.example/0000-0008-0000-0018",
        "https://github.com/marentides/repo",
        "https://github.com/a b",
        "https://scholar.google.com/citations?user=short",
        "https://[broken",
        "https://orcid.org/",
    ],
)
def test_any_other_address_holds_none(url: str | None) -> None:
    assert identifier_at(url) is None


def test_a_broken_page_is_still_read() -> None:
    title = decode_html(answer("homepage", b"<title>Maren</title><p>un<b>closed")).title
    assert title is not None
    assert title.text == "Maren"

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_check.claimfile import values
from persona_check.claimfile.values import Years
from persona_check.model.claim import IdentifierScheme as Scheme


@pytest.mark.parametrize(
    ("text", "rest", "years"),
    [
        ("University of X (2015-2019)", "University of X", Years(2015, 2019)),
        ("University of X (2015–)", "University of X", Years(2015, None, True)),
        ("University of X (2015 – today)", "University of X", Years(2015, None, True)),
        ("University of X (since 2015)", "University of X", Years(2015, None, True)),
        ("University of X (until 2015)", "University of X", Years(None, 2015)),
        ("University of X (2015)", "University of X", Years(2015, 2015)),
        ("Institut (Zweigstelle)", "Institut (Zweigstelle)", None),
        ("no brackets 2015", "no brackets 2015", None),
    ],
)
def test_a_span_of_years_is_cut_from_the_last_brackets(
    text: str, rest: str, years: Years | None
) -> None:
    assert values.cut_years(text) == (rest, years)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("On Rivers (2014)", ("On Rivers", None, 2014)),
        ("On Rivers (J. Water, 2014)", ("On Rivers", "J. Water", 2014)),
        ("On Rivers (WATERCONF 2014)", ("On Rivers", "WATERCONF", 2014)),
        ("On Rivers (a survey)", ("On Rivers (a survey)", None, None)),
        ("On Rivers", ("On Rivers", None, None)),
    ],
)
def test_venue_and_year_are_cut_from_a_work(
    text: str, parts: tuple[str, str | None, int | None]
) -> None:
    assert values.cut_venue_and_year(text) == parts


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.5555/ABC.1", "10.5555/abc.1"),
        ("https://doi.org/10.5555/abc", "10.5555/abc"),
        ("dx.doi.org/10.5555/abc", "10.5555/abc"),
        ("doi: 10.5555/abc", "10.5555/abc"),
        ("11.5555/abc", None),
        ("a title with 10.5555/abc inside", None),
    ],
)
def test_a_doi_comes_bare_from_all_its_spellings(text: str, doi: str | None) -> None:
    assert values.bare_doi(text) == doi


@pytest.mark.parametrize(
    ("scheme", "text", "identifier"),
    [
        (Scheme.ORCID, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        (Scheme.ORCID, "0000000218250097", "0000-0002-1825-0097"),
        (Scheme.ORCID, "orcid:0000-0002-1694-233x", "0000-0002-1694-233X"),
        (Scheme.ORCID, "0000-0002-1825", None),
        (
            Scheme.SCHOLAR,
            "https://scholar.google.co.uk/citations?user=AbCdEfGhIjKl&hl=en",
            "AbCdEfGhIjKl",
        ),
        (Scheme.SCHOLAR, "AbC", None),
        (Scheme.OPENALEX, "https://openalex.org/authors/a5023888391", "A5023888391"),
        (Scheme.SEMANTIC_SCHOLAR, "https://www.semanticscholar.org/author/A-B/12345", "12345"),
        (Scheme.DBLP, "https://dblp.org/pid/12/3456-1.html", "12/3456-1"),
        (Scheme.DBLP, "12/3456", "12/3456"),
        (Scheme.WIKIDATA, "q42", "Q42"),
        (Scheme.GITHUB, "@octocat", "octocat"),
        (Scheme.GITHUB, "https://github.com/octocat/", "octocat"),
        (Scheme.ARXIV, "https://arxiv.org/a/doe_j_1", "doe_j_1"),
    ],
)
def test_an_identifier_comes_bare_from_its_address(
    scheme: Scheme, text: str, identifier: str | None
) -> None:
    assert values.bare_identifier(scheme, text) == identifier


def test_addresses_of_other_hosts_hold_no_identifier() -> None:
    for url in (
        "https://orcid.org.example/0000-0002-1825-0097",
        "https://scholar.google.com/citations?hl=en",
        "https://github.com/a/b",
        "https://[broken",
    ):
        assert values.identifier_in_address(url) is None


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0002-1694-233X"])
def test_the_check_digit_is_that_of_known_good_identifiers(orcid: str) -> None:
    assert values.orcid_check_digit(orcid[:-1].replace("-", "")) == orcid[-1]


@given(st.integers(0, 10**15 - 1), st.integers(0, 14), st.integers(1, 9))
def test_one_changed_digit_changes_the_check_digit(number: int, place: int, step: int) -> None:
    digits = f"{number:015}"
    changed = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]
    assert values.orcid_check_digit(changed) != values.orcid_check_digit(digits)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A.B@Uni.Example", ("A.B@Uni.Example", "uni.example")),
        ("uni.example", (None, "uni.example")),
        ("@uni.example", (None, "uni.example")),
        ("a@xn--mnchen-3ya.example", ("a@xn--mnchen-3ya.example", "münchen.example")),
        ("a@xn--0.example", ("a@xn--0.example", "xn--0.example")),
        ("nonsense", None),
        ("a@b@c.example", None),
        ("a@localhost", None),
        ("a@" + "b" * 250 + ".example", None),
    ],
)
def test_a_mail_address_gives_address_and_domain(
    text: str, parts: tuple[str | None, str] | None
) -> None:
    assert values.split_mail(text) == parts


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("a.example/x", "https://a.example/x"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("ftp://a.example", None),
        ("javascript:alert(1)", None),
        ("https://a b.example", None),
        ("https://[::1", None),
        ("nowhere", None),
    ],
)
def test_only_http_addresses_are_web_addresses(text: str, url: str | None) -> None:
    assert values.web_address(text) == url


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_no_text_makes_a_reader_of_small_values_fail(text: str) -> None:
    values.cut_years(text)
    values.cut_venue_and_year(text)
    values.bare_doi(text)
    values.split_mail(text)
    values.web_address(text)
    values.identifier_in_address(text)
    for scheme in Scheme:
        values.bare_identifier(scheme, text)


@pytest.mark.parametrize(
    "written",
    [
        "Hanna Oduya <h.oduya@norrvik.example>",
        '"Oduya, Hanna" <h.oduya@norrvik.example>',
        "<mailto:h.oduya@norrvik.example>",
        "mailto:h.oduya@norrvik.example",
    ],
)
def test_addresses_are_read_as_mail_programs_show_them(written: str) -> None:
    assert values.split_mail(written) == ("h.oduya@norrvik.example", "norrvik.example")


@pytest.mark.parametrize(
    "written", ["doi:10.5555/x.17 (open access)", "https://doi.org/10.5555/x.17 [in German]."]
)
def test_a_remark_behind_a_doi_is_no_part_of_it(written: str) -> None:
    assert values.bare_doi(written) == "10.5555/x.17"

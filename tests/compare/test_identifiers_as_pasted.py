"""One DOI or ORCID iD, however it was copied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.claimfile import values
from persona_check.compare.doi import doi_in, only_doi
from persona_check.compare.orcid import bare_orcid
from persona_check.model.claim import IdentifierScheme
from persona_check.sources.reading import decoding

DOI = "10.5555/slow.11"
SICI = "10.5555/(SICI)1234-5678(19960129)365:1<113::AID-INV9>3.0.CO;2-6"
ORCID = "0000-0002-1825-0097"

AROUND = [
    "{}", "{}.", "({})", "[{}].", "<{}>", "“{}”", "doi:{}", "DOI: {}", "doi {}", "doi:https://doi.org/{}",
    "https://doi.org/{}", "http://dx.doi.org/{}", "doi.org/{}", "(https://doi.org/{})", "<https://doi.org/{}>",
    "https://doi.org/{}?utm_source=mail&utm_medium=x", "https://doi.org/{}#sec2", "https://www.doi.org/{}/",
    "https://journals.waters.example/doi/full/{}", "https://journals.waters.example/doi/{}/abstract",
    "https://doi-org.library.waters.example/{}", "info:doi/{}", "https://waters.example/find?doi={}&lang=en",
]  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("doi", [DOI, "10.1000.10/123456", "10.5555/S0140(18)30100-6"])
def test_what_stands_around_a_doi_does_not_belong_to_it(around: str, doi: str) -> None:
    assert only_doi(around.format(doi)) == doi.lower()
    assert decoding.bare_doi(around.format(doi)) == doi.lower()


@pytest.mark.parametrize(
    "encoded", ["10.5555%2Fslow.11", "10.5555%252Fslow.11", "10.5555%2fslow%2E11"]
)
@pytest.mark.parametrize("around", ["{}", "https://doi.org/{}", "https://doi.org/{}?utm_source=a"])
def test_an_encoded_doi_is_decoded(around: str, encoded: str) -> None:
    assert only_doi(around.format(encoded)) == DOI


def test_brackets_semicolon_and_check_sign_belong_to_a_sici() -> None:
    encoded = SICI.replace("<", "%3C").replace(">", "%3E")
    assert only_doi(SICI) == only_doi(f"https://doi.org/{encoded}") == SICI.lower()
    assert only_doi(SICI.replace("<", "&lt;").replace(">", "&gt;")) == SICI.lower()
    hashed = SICI.removesuffix("6") + "#"
    assert only_doi(hashed) == only_doi(f"https://doi.org/{hashed}") == hashed.lower()
    assert only_doi("10.5555/a?b") == only_doi("https://doi.org/10.5555/a%3Fb") == "10.5555/a?b"


@pytest.mark.parametrize(
    "text",
    ["Slow water 10.5555/slow.11", "10.5555/slow.11 (2018)", "10.5555", "110.5555/x", ""],
)
def test_a_text_with_more_than_a_doi_is_not_one(text: str) -> None:
    assert only_doi(text) is None


@pytest.mark.parametrize(
    "text",
    [
        ORCID, f"{ORCID}.", f"({ORCID})", ORCID.replace("-", "\u2011"), ORCID.replace("-", "–"),
        ORCID.replace("-", ""), ORCID.replace("-", " "), ORCID.replace("-", "-\u200b"),
        f"ORCID iD: {ORCID}", f"orcid:{ORCID}", f"ORCID{ORCID}", f"https://orcid.org/{ORCID}",
        f"orcid.org/{ORCID}/", f"<https://orcid.org/{ORCID}>", f"https://orcid.org/{ORCID}?lang=en",
        f"https://orcid.org/{ORCID}/print", f"https://orcid.org/my-orcid?orcid={ORCID}",
        f"https://orcid.org/{ORCID.replace('-', '%2D')}",
    ],
)  # fmt: skip
def test_an_orcid_id_comes_bare_however_it_was_pasted(text: str) -> None:
    assert bare_orcid(text) == ORCID
    assert values.bare_identifier(IdentifierScheme.ORCID, text) == ORCID


@pytest.mark.parametrize("text", ["", "0000-0002-1825", f"{ORCID}7", f"Quenby Ashgrove {ORCID}"])
def test_what_is_not_an_orcid_id_is_refused(text: str) -> None:
    assert bare_orcid(text) is None


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error_and_a_doi_found_is_itself(text: str) -> None:
    found = doi_in(text)
    assert found is None or doi_in(found) == found
    bare_orcid(text)

"""The server that answers from recordings answers what was recorded, and nothing else."""

import urllib.error
import urllib.request

import pytest

from tests.recorded import ROOT
from tests.recordings_server import base_urls, environment, find, serve_recordings

pytestmark = pytest.mark.skipif(
    not ROOT.is_dir(), reason="no recordings here (set PERSONA_CHECK_RECORDINGS)"
)


@pytest.mark.parametrize(
    ("folder", "path", "query"),
    [
        ("openalex", "/works/https://doi.org/10.1371/journal.pone.0000308", "select=id,doi"),
        ("openalex", "/works/doi:10.53731/YBHAH-9jy85", "api_key=s"),
        (
            "openalex",
            "/works",
            "filter=title.search:PaperQA:+Retrieval+Augmented+Generative+Agent+for+Scientific"
            "+Research&per_page=5",
        ),
        ("openalex", "/authors/a5023888391", ""),
        ("crossref", "/works/10.1038%2Fs42256-024-00832-8", "mailto=a%40b.example"),
        (
            "crossref",
            "/works",
            "query.title=Augmenting+large+language+models+with+chemistry+tools&rows=5",
        ),
        ("orcid", "/v3.0/0000-0003-4231-1897/record", ""),
        ("orcid", "/v3.0/expanded-search/", "q=family-name:%22Piwowar%22&rows=10"),
        ("ror", "/v2/organizations/02s376052", ""),
    ],
)
def test_a_recorded_answer_is_found_however_it_is_asked_for(
    folder: str, path: str, query: str
) -> None:
    found = find(folder, path, query)
    assert found is not None
    assert found.status == 200


def test_a_search_by_title_and_author_is_another_question_than_one_by_title() -> None:
    title = "query.title=Augmenting+large+language+models+with+chemistry+tools"
    assert find("crossref", "/works", f"{title}&query.author=Nobody") is None


def test_what_was_not_recorded_is_an_outage_not_an_absence() -> None:
    with serve_recordings() as address:
        with urllib.request.urlopen(f"{address}/openalex/authors/A5023888391") as answer:  # noqa: S310 - this very machine
            assert answer.headers["Content-Type"] == "application/json"
            assert b"Jason Priem" in answer.read()
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(f"{address}/openalex/authors/A1")  # noqa: S310 - this very machine
        assert error.value.code == 503
        error.value.close()
        assert environment(address)["PERSONA_CHECK_ORCID_URL"] == f"{address}/orcid/v3.0"
        assert base_urls(address)["crossref"] == f"{address}/crossref"

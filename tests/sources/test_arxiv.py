"""arXiv: preprints and the day on which the archive received them."""

from datetime import date

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    PersonByName,
    Query,
    UnavailableReason,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, WorkRecord
from persona_check.settings import SourceSettings
from persona_check.sources.arxiv import Arxiv, parse_feed, title_url
from persona_check.web.base import SourceUnavailableError
from tests.sources.given import Given, given, look_up

BASE = "https://export.arxiv.org"
HEAD = (
    '<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
    "<id>https://arxiv.org/api/x</id><title>arXiv Query</title>"
)
ENTRY = """<entry><id>http://arxiv.org/abs/2101.00007v3</id><title>On
 wolves</title><updated>2022-01-01T00:00:00Z</updated><summary>s</summary>
<category term="cs.IT" scheme="http://arxiv.org/schemas/atom"/><category/>
<published>2021-01-03T10:00:00Z</published><arxiv:comment>{comment}</arxiv:comment>
<arxiv:journal_ref>J. Invented 7</arxiv:journal_ref><arxiv:doi>10.5555/WOLVES.7</arxiv:doi>
<author><name>Mira Vantongeren</name><arxiv:affiliation>Invented
 University</arxiv:affiliation></author><author><name>Jo Quill</name></author></entry>"""
FEED = HEAD + ENTRY.format(comment="7 pages") + "</feed>"
EMPTY = HEAD + "</feed>"


def error(mark: str) -> str:
    return (
        f"{HEAD}<entry><id>https://arxiv.org/api/errors#{mark}</id><title>Error</title>"
        "<summary>no</summary></entry></feed>"
    )


def test_a_preprint_carries_the_archives_own_day_and_who_put_it_up_is_not_told() -> None:
    (work,) = parse_feed(given(FEED))
    assert work == WorkRecord(
        key="arxiv:2101.00007",
        title="On wolves",
        provenance=work.provenance,
        year=2021,
        venue="J. Invented 7",
        doi="10.5555/wolves.7",
        kind="preprint",
        authors=(
            Authorship(name="Mira Vantongeren", position=1, affiliations=("Invented University",)),
            Authorship(name="Jo Quill", position=2),
        ),
        created_on=date(2021, 1, 3),
        published_on=date(2021, 1, 3),
        topics=("cs.IT",),
    )
    assert work.provenance.first_seen_on == date(2021, 1, 3)
    assert work.provenance.upstream == ("doi:10.48550/arxiv.2101.00007",)
    assert work.provenance.asserted_by is AssertedBy.UNKNOWN


def test_an_old_identifier_is_kept_whole_and_a_bare_preprint_names_the_archive() -> None:
    entry = "<entry><id>http://arxiv.org/abs/astro-ph/0601001v1</id><title>T</title></entry>"
    (work,) = parse_feed(given(HEAD + entry + "</feed>"))
    assert (work.key, work.venue, work.year, work.doi) == (
        "arxiv:astro-ph/0601001",
        "arXiv",
        None,
        None,
    )


def test_a_withdrawal_is_a_notice() -> None:
    feed = HEAD + ENTRY.format(comment="This paper has been withdrawn") + "</feed>"
    assert parse_feed(given(feed))[0].notices == ("arXiv comment: This paper has been withdrawn",)


def test_an_empty_feed_and_an_impossible_identifier_are_empty_answers() -> None:
    assert parse_feed(given(EMPTY)) == ()
    assert parse_feed(given(error("incorrect_id_format_for_abc"))) == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (error("start_must_be_an_integer"), UnavailableReason.REJECTED_REQUEST),
        ("<html/>", UnavailableReason.MALFORMED),
        (FEED[:-30], UnavailableReason.MALFORMED),
        ("", UnavailableReason.MALFORMED),
    ],
)
def test_an_error_or_another_document_is_never_an_empty_answer(
    body: str, reason: UnavailableReason
) -> None:
    with pytest.raises(SourceUnavailableError) as caught:
        parse_feed(given(body))
    assert caught.value.reason is reason


ID_URL = (
    f"{BASE}/api/query?search_query=&id_list=2101.00007&sortBy=relevance&sortOrder=descending"
    "&start=0&max_results=100"
)


@pytest.mark.parametrize(
    ("query", "url"),
    [
        (WorkByDoi(doi="10.48550/arxiv.2101.00007"), ID_URL),
        (
            WorkByTitle(title="On wolves"),
            f'{BASE}/api/query?search_query=ti:"On wolves"&start=0&max_results=5',
        ),
        (
            WorksOfPerson(scheme=IdentifierScheme.ARXIV, identifier="vantongeren_m_1"),
            f"{BASE}/a/vantongeren_m_1.atom2",
        ),
    ],
)
def test_each_query_is_one_request(query: Query, url: str) -> None:
    http = Given({url: FEED})
    assert len(look_up(Arxiv(SourceSettings()), query, http)) == 1
    assert len(http.asked) == 1


def test_an_unknown_author_is_an_empty_answer() -> None:
    query = WorksOfPerson(scheme=IdentifierScheme.ARXIV, identifier="nobody_n_1")
    http = Given({f"{BASE}/a/nobody_n_1.atom2": 404})
    assert look_up(Arxiv(SourceSettings()), query, http) == ()


def test_a_title_cannot_smuggle_commands_into_the_search() -> None:
    _, params = title_url(BASE, 'wolves" OR au:"quill')
    assert params["search_query"] == 'ti:"wolves OR au quill"'


def test_it_serves_its_own_dois_and_author_identifiers() -> None:
    source = Arxiv(SourceSettings())
    assert source.availability().usable
    assert source.serves(WorkByDoi(doi="10.48550/arxiv.2101.00007"))
    assert not source.serves(WorkByDoi(doi="10.5555/wolves.7"))
    assert source.serves(WorksOfPerson(scheme=IdentifierScheme.ARXIV, identifier="x"))
    assert not source.serves(WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="x"))
    assert source.serves(WorkByTitle(title="x"))
    assert look_up(source, PersonByName(name="x"), Given({})) == ()

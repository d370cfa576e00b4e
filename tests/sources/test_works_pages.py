"""Lists of works are read on while a claimed work or coauthor is not in sight, and not for ever."""

import asyncio
import json
from collections.abc import Sequence

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import Sought, UnavailableReason, WorksOfPerson
from persona_check.model.record import Record
from persona_check.settings import SourceSettings
from persona_check.sources.base import Counted, Source
from persona_check.sources.datacite import DataCite
from persona_check.sources.europe_pmc import EuropePmc
from persona_check.sources.openalex import OpenAlex
from persona_check.sources.semantic_scholar import SemanticScholar
from persona_check.sources.works_pages import MOST_PAGES, WorksPage, works_by_pages
from persona_check.web.base import Answer, Asker, HttpClient, Request, SourceUnavailableError
from tests.builders import work
from tests.sources.fake import Replies, answer

ORCID = "0000-0008-0000-0018"
LAST = "Reed beds after the flood"
PAGES = 12  # of one work each, "Work 0" to "Work 11" by "Jo Aquill" to "Jo Lquill"


def listed(
    sought: Sought, *, always: int = 1, fails_at: int | None = None, reason: str = "offline"
) -> tuple[Counted, int]:
    """What was read of the pages, and how many were asked for."""
    asked: list[str | None] = []

    async def page_after(after: str | None) -> WorksPage:
        asked.append(after)
        number = int(after or "0")
        if number == fails_at:
            raise SourceUnavailableError(UnavailableReason(reason), "no answer")
        one = work(f"Work {number}", f"Jo {'ABCDEFGHIJKL'[number]}quill", doi=f"10.5555/{number}")
        after = str(number + 1) if number + 1 < PAGES else None
        return WorksPage(works=(one,), total=PAGES, after=after)

    query = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ORCID, sought=sought)
    return asyncio.run(works_by_pages(query, page_after, always=always)), len(asked)


@pytest.mark.parametrize(
    ("sought", "pages"),
    [
        (Sought(), 1),
        (Sought(works=(("10.5555/0", None),)), 1),
        (Sought(works=(("10.5555/2", None),)), 3),
        (Sought(works=((None, "WORK 1"),)), 2),
        (Sought(works=(("10.5555/other", "Work 1"),)), 2),
        (Sought(coauthors=("jo cquill",)), 3),
        (Sought(works=((None, "Work 0"),), coauthors=("Jo Bquill",)), 2),
        (Sought(works=((None, "Nobody has this"),)), MOST_PAGES),
    ],
)
def test_pages_are_read_until_what_is_sought_was_seen_and_no_more_than_four(
    sought: Sought, pages: int
) -> None:
    found, asked = listed(sought)
    assert (len(found), asked, found.total) == (pages, pages, PAGES)


def test_some_sources_read_more_pages_in_any_case() -> None:
    assert listed(Sought(), always=3)[1] == 3


def test_a_page_that_fails_takes_the_list_with_it_and_one_not_to_be_asked_for_ends_it() -> None:
    sought = Sought(coauthors=("Jo Dquill",))
    found, asked = listed(sought, fails_at=2)
    assert (len(found), asked, found.total) == (2, 3, PAGES)
    for reason in ("rate_limited", "not_asked", "budget_spent"):
        with pytest.raises(SourceUnavailableError):
            listed(sought, fails_at=2, reason=reason)
    with pytest.raises(SourceUnavailableError):
        listed(sought, fails_at=0)


def test_what_is_sought_is_no_part_of_the_question() -> None:
    plain = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ORCID)
    sought = Sought(coauthors=("Somebody",))
    assert plain == WorksOfPerson(scheme=plain.scheme, identifier=ORCID, sought=sought)


def europe_pmc(title: str, last: bool) -> object:
    return {
        "hitCount": 300,
        "nextCursorMark": "end" if last else "second",
        "resultList": {
            "result": [{"id": f"{n}", "source": "MED", "title": title} for n in range(100)]
        },
    }


def datacite(title: str, last: bool) -> object:
    del last
    item = {"attributes": {"doi": "10.5555/d", "titles": [{"title": title}], "creators": []}}
    return {"data": [item] * 100, "meta": {"total": 300}}


def semantic_scholar(title: str, last: bool) -> object:
    return {
        "offset": 0,
        "data": [{"paperId": "p", "title": title}],
        **({} if last else {"next": 100}),
    }


def openalex(title: str, last: bool) -> object:
    del last
    one = {"id": "https://openalex.org/W1", "title": title, "authorships": []}
    return {"meta": {"count": 900, "next_cursor": "second"}, "results": [one] * 100}


class OnSecondPage(Replies):
    """Answers with the title sought from the second page on."""

    def __init__(self, body: "object", asked_for: tuple[str, str]) -> None:
        super().__init__()
        self.body, (self.name, self.value) = body, asked_for
        self.pages: list[str | None] = []

    async def get(self, asker: Asker, request: Request) -> Answer:
        page = dict(request.params).get(self.name)
        self.pages.append(page)
        second = page == self.value
        assert callable(self.body)
        body = self.body(LAST if second else "Another", second)
        return answer(asker.id, json.dumps(body).encode(), url=request.url)


@pytest.mark.parametrize(
    ("source", "scheme", "identifier", "body", "parameter", "pages"),
    [
        (EuropePmc, "orcid", ORCID, europe_pmc, "cursorMark", [None, "second"]),
        (DataCite, "orcid", ORCID, datacite, "page[number]", [None, "2"]),
        (SemanticScholar, "semanticscholar", "70001", semantic_scholar, "offset", ["0", "100"]),
    ],
)
def test_each_source_is_asked_for_its_second_page_in_its_own_way(
    source: type[Source],
    scheme: str,
    identifier: str,
    body: object,
    parameter: str,
    pages: Sequence[str | None],
) -> None:
    def read(sought: Sought) -> tuple[Sequence[Record], OnSecondPage]:
        http: OnSecondPage = OnSecondPage(body, (parameter, str(pages[1])))
        client: HttpClient = http
        query = WorksOfPerson(scheme=IdentifierScheme(scheme), identifier=identifier, sought=sought)
        return asyncio.run(source(SourceSettings()).lookup(query, client)), http

    _, plain = read(Sought())
    assert plain.pages == [pages[0]]
    records, http = read(Sought(works=((None, LAST),)))
    assert http.pages == list(pages)
    assert any(getattr(record, "title", None) == LAST for record in records)


def test_openalex_is_read_beyond_four_pages_only_while_something_is_sought() -> None:
    def asked(sought: Sought) -> int:
        http = OnSecondPage(openalex, ("cursor", "never"))
        query = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ORCID, sought=sought)
        asyncio.run(OpenAlex(SourceSettings()).lookup(query, http))
        return len(http.pages)

    assert asked(Sought()) == 4
    assert asked(Sought(works=((None, "Another"),))) == 4
    assert asked(Sought(works=((None, LAST),))) == 10

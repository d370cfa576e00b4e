"""For each source a question and the server that answers it: the ground of the contract tests."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fixtures.world.answers import answer
from fixtures.world.people import world
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    AccountRegistration,
    ArchiveOfPage,
    DomainRegistration,
    OrganizationByName,
    PageAt,
    PersonById,
    Query,
    UnavailableReason,
    WorkByDoi,
    WorkByTitle,
)
from tests.sources import (
    test_arxiv,
    test_datacite,
    test_dblp,
    test_europe_pmc,
    test_github,
    test_pubmed,
    test_wikidata,
)
from tests.sources.fake import fixture
from tests.wire import Reply, Seen

__all__ = ["CASES", "Case"]

R = UnavailableReason

Serve = Callable[[Seen], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question, and how a healthy service answers it where it knows and where it does not.

    ``untrusted`` sources fetch addresses of strangers: DNS and wire are replaced. ``reads`` are
    the faults that a source may read as an answer (a page has no malformed form). ``empty`` is
    None where a service never says that it holds nothing; ``also`` are further reasons of its own.
    """

    query: Query
    found: Serve
    empty: Serve | None
    untrusted: bool = False
    reads: frozenset[str] = frozenset()
    also: frozenset[UnavailableReason] = frozenset()


def _world(base: str) -> Serve:
    """The invented world behind one service."""

    def serve(seen: Seen) -> Reply:
        reply = answer(f"https://{base}{seen.target}")
        return Reply(status=reply.status, body=reply.body, content_type=reply.content_type)

    return serve


def _fixed(body: object, *, status: int = 200, kind: str = "application/json") -> Serve:
    content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return lambda seen: Reply(status=status, body=content, content_type=kind)


def _by_path(bodies: Mapping[str, Serve]) -> Serve:
    """The first server whose words occur in what is asked."""

    def serve(seen: Seen) -> Reply:
        for words, inner in bodies.items():
            if words in seen.target:
                return inner(seen)
        return Reply(status=404)

    return serve


_PERSON = next(person for person in world().people.values() if person.orcid)
_WORK = next(work for work in world().works if work.registry == "crossref")
_NO_HITS = {"result": {"hits": {"@total": "0"}}}
_XML = "application/atom+xml"

CASES: Mapping[str, Case] = {
    "openalex": Case(
        query=WorkByDoi(doi=_WORK.doi),
        found=_world("api.openalex.org"),
        empty=_fixed({"error": "not found"}, status=404),
    ),
    "crossref": Case(
        query=WorkByDoi(doi=_WORK.doi),
        found=_world("api.crossref.org"),
        empty=_fixed("Resource not found.", status=404, kind="text/plain"),
    ),
    "orcid": Case(
        query=PersonById(scheme=IdentifierScheme.ORCID, identifier=_PERSON.orcid or ""),
        found=_world("pub.orcid.org"),
        empty=_fixed({"response-code": 404, "error-code": 9016}, status=404),
    ),
    "ror": Case(
        query=OrganizationByName(name="Norrvik University"),
        found=_world("api.ror.org"),
        empty=_fixed({"number_of_results": 0, "items": []}),
    ),
    "semanticscholar": Case(
        query=WorkByTitle(title=_WORK.title),
        found=_world("api.semanticscholar.org"),
        empty=_fixed({"error": "Title match not found"}, status=404),
    ),
    "dblp": Case(
        query=WorkByTitle(title="Wolves in Graphs"),
        found=_fixed(test_dblp.search(test_dblp.PUBLICATION)),
        empty=_fixed(_NO_HITS),
    ),
    "arxiv": Case(
        query=WorkByTitle(title="On wolves"),
        found=_fixed(test_arxiv.FEED, kind=_XML),
        empty=_fixed(test_arxiv.EMPTY, kind=_XML),
    ),
    "datacite": Case(
        query=WorkByDoi(doi="10.5555/data.7"),
        found=_fixed({"data": test_datacite.item()}),
        empty=_fixed({"errors": [{"status": "404"}]}, status=404),
    ),
    "europepmc": Case(
        query=WorkByTitle(title="On wolves"),
        found=_fixed(test_europe_pmc.search(test_europe_pmc.FULL)),
        empty=_fixed(test_europe_pmc.search()),
    ),
    "pubmed": Case(
        query=WorkByTitle(title="On wolves"),
        found=_by_path(
            {
                "esearch": _fixed({"esearchresult": {"idlist": ["900001"]}}),
                "efetch": _fixed(test_pubmed.articles(), kind="text/xml"),
            }
        ),
        empty=_fixed({"esearchresult": {"idlist": []}}),
    ),
    "wikidata": Case(
        query=PersonById(scheme=IdentifierScheme.WIKIDATA, identifier="Q900000001"),
        found=_by_path(
            {
                "EntityData": _fixed(test_wikidata.entities(test_wikidata.MIRA)),
                "languages": _fixed(test_wikidata.LABELS),
            }
        ),
        empty=_fixed(test_wikidata.entities({"id": "Q900000001", "missing": ""})),
    ),
    "github": Case(
        query=AccountRegistration(login="MiraVT"),
        found=_by_path({"/orgs": _fixed(test_github.ORGS), "/users/": _fixed(test_github.USER)}),
        empty=_fixed({"message": "Not Found"}, status=404),
    ),
    "googlescholar": Case(
        query=PersonById(scheme=IdentifierScheme.SCHOLAR, identifier="tIdEsAAAAAAJ"),
        found=_fixed(fixture("scholar-profile.html").decode(), kind="text/html"),
        # an unknown profile is answered like an unwelcome visitor
        empty=None,
        # the page is not empty of words, but of a profile: refused rather than broken
        also=frozenset({R.BLOCKED}),
    ),
    "homepage": Case(
        query=PageAt(url="http://maren.example/", names=("Maren Oduya-Lindqvist",)),
        found=_fixed(fixture("staff-page.html").decode(), kind="text/html"),
        # a server that has no such page is no witness that there never was one
        empty=None,
        # a page may lead to addresses that are refused
        also=frozenset({R.REFUSED_ADDRESS}),
    ),
    "wayback": Case(
        query=ArchiveOfPage(url="https://maren.example/"),
        found=_fixed(fixture("wayback-captures.json").decode()),
        empty=_fixed([]),
    ),
    "rdap": Case(
        query=DomainRegistration(domain="tarnholm.example"),
        found=_fixed(fixture("rdap-domain.json").decode(), kind="application/rdap+json"),
        empty=_fixed({"errorCode": 404}, status=404, kind="application/rdap+json"),
    ),
}

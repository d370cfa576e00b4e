"""Does an institution's own page, which the claimant does not write, name the person?"""

from collections.abc import Iterable, Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from persona_check.compare.domains import registrable
from persona_check.dossier.index import Dossier, answered, evidence_of
from persona_check.dossier.institution_pages import of_claimed_organization
from persona_check.dossier.young_domains import registration_witness, young_registrations
from persona_check.model.claim import AssertionKind, Claim, LinkAssertion
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import PageAt
from persona_check.model.record import PageRecord

__all__ = ["Pages"]


class Pages:
    """Claimed pages by who writes them, and whether they point at each other."""

    id: ClassVar[str] = "pages"
    question: ClassVar[str] = "Who writes the claimed pages, and do they link to each other?"
    if_wrong: ClassVar[str] = (
        "give a page that your institution writes, or have both pages link to each other."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.LINK})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="institution_names_person",
            outcome=Outcome.CORROBORATES,
            meaning="A page that an institution writes, not the person, names them.",
            state=AssertionState.SUPPORTED,
            identity=True,
        ),
        Level(
            id="pages_link_each_other",
            outcome=Outcome.CORROBORATES,
            meaning="An institution's page and the person's own page link to each other.",
            state=AssertionState.SUPPORTED,
        ),
        Level(
            id="own_page",
            outcome=Outcome.INCONCLUSIVE,
            meaning="A page names the person, but it may be their own; anybody can make one.",
            state=AssertionState.PARTLY,
        ),
        Level(
            id="young_page_domain",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The domain of the page was registered only a few months ago.",
            innocent="a new homepage, project or company, or a domain that changed hands",
        ),
        Level(
            id="page_does_not_name_person",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The page does not show the claimed name; names are often in pictures or "
            "loaded later.",
            state=AssertionState.NOT_FOUND,
        ),
        Level(
            id="page_not_there",
            outcome=Outcome.INCONCLUSIVE,
            meaning="There is no page at the claimed address; pages move.",
            state=AssertionState.NOT_FOUND,
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line on each claimed page, and one where its domain is young."""
        claimed = claim.all(LinkAssertion)
        if not claimed:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
            return
        pages = {page.url: page for page in dossier.records(PageRecord)}
        for assertion in claimed:
            yield from _on_age(assertion, dossier)
            page = pages.get(assertion.url)
            if page is not None:
                institution = of_claimed_organization(claim, dossier, page)
                yield from _on_page(assertion, page, pages.values(), institution=institution)
                continue
            said = answered(dossier.about(assertion.id, PageAt))
            if said:
                yield _observation(assertion, "page_not_there", f"no page at {assertion.url}", [])
            else:
                yield Skipped(
                    check=self.id,
                    reason=SkipReason.COULD_NOT_CHECK,
                    detail="the page could not be read",
                    assertions=(assertion.id,),
                )


def _on_age(assertion: LinkAssertion, dossier: Dossier) -> Iterator[Observation]:
    for record, age_days in young_registrations(assertion.id, dossier):
        yield Observation(
            check=Pages.id,
            level="young_page_domain",
            summary=f"{record.domain} was registered on {record.registered_on}",
            assertions=(assertion.id,),
            evidence=evidence_of([record]),
            upstream=registration_witness(record),
            group=f"young_page_domain:{record.domain}",
            measurements=(("age_days", age_days),),
        )


def _on_page(
    assertion: LinkAssertion,
    page: PageRecord,
    others: Iterable[PageRecord],
    *,
    institution: bool,
) -> Iterator[Observation]:
    if not page.names_seen:
        words = f"{assertion.url} does not show this name"
        yield _observation(assertion, "page_does_not_name_person", words, [page])
        return
    if not institution:
        words = f"{_host(page.url)} names this person, but may be their own page"
        yield _observation(assertion, "own_page", words, [page])
        return
    words = f"{_host(page.url)}, the institution's own site, names this person"
    yield _observation(assertion, "institution_names_person", words, [page])
    for other in others:
        if (
            other.names_seen
            and registrable(_host(other.url)) != registrable(_host(page.url))
            and _links(page, other)
            and _links(other, page)
        ):
            words = f"{_host(page.url)} and {_host(other.url)} link to each other"
            yield _observation(assertion, "pages_link_each_other", words, [page, other])


def _links(page: PageRecord, other: PageRecord) -> bool:
    return any(_plain(link) == _plain(other.url) for link in (*page.links, *page.same_as))


def _plain(url: str) -> str:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _observation(
    assertion: LinkAssertion, level: str, words: str, shown: Iterable[PageRecord]
) -> Observation:
    shown = list(shown)
    return Observation(
        check=Pages.id,
        level=level,
        summary=words,
        assertions=(assertion.id,),
        evidence=evidence_of(shown),
        upstream=tuple(sorted({f"page:{_plain(page.url)}" for page in shown})),
        group=f"{level}:{assertion.id}",
    )

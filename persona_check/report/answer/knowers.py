"""Who would have to know this person, do they, and since when: a row for each kind of witness."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from persona_check.model.lookup import (
    ArchiveOfPage,
    Found,
    Lookup,
    PageAt,
    PersonById,
    PersonByName,
    Query,
    Unavailable,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    AffiliationKind,
    CaptureRecord,
    PageRecord,
    Record,
    WorkRecord,
)
from persona_check.model.report import Candidate, Report
from persona_check.model.years import FIRST_YEAR, LAST_YEAR, Span, runs

__all__ = ["Knower", "caption", "knowers", "known_to", "years_shown"]

LEAST_YEARS = 10  # on a picture's scale: a newcomer's one year must not look like a career

R = TypeVar("R", bound=Record)

_WORKS = (WorkByDoi, WorkByTitle, WorksOfPerson)
_PEOPLE = (PersonById, PersonByName)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knower:
    """One kind of witness.

    ``spans`` are the years from which it knows the person, runs apart where a gap lies between
    them. ``asked`` is False where nothing of this kind was asked, or nobody answered: then its
    silence says nothing. ``words`` say what it knows; ``short`` names it within a sentence.
    """

    label: str
    asked: bool
    spans: tuple[Span, ...] = ()
    words: str = ""
    short: str = ""

    @property
    def knows(self) -> bool:
        """Whether it has anything on the person."""
        return bool(self.words) and self.asked


def knowers(report: Report) -> tuple[Knower, ...]:
    """Publishers, employers, coauthors, registries, pages and archives, in this order."""
    chosen = next((one for one in report.candidates if one.chosen), None)
    # what only its authors uploaded, nobody else vouches for
    works = [
        work
        for work in (chosen.works if chosen else ())
        if work.provenance.asserted_by is AssertedBy.THIRD_PARTY
    ]
    return (
        _publishers(report, works),
        _employers(report, chosen),
        _coauthors(report, works),
        _registries(report, chosen),
        _pages(report),
        _archives(report),
    )


def known_to(told: Sequence[Knower]) -> str:
    """Known to whom since when: the two who have known the person longest, each with its year."""
    dated = sorted((one for one in told if one.spans), key=lambda one: one.spans[0][0])
    dated += [one for one in told if not one.spans]
    first, second = dated[0], dated[1] if len(dated) > 1 else None
    words = f"known {_since(first)}to {first.short}"
    if second is None:
        return words
    if _since(second) == _since(first):
        return f"{words} and {second.short}"
    return f"{words}, {_since(second) or 'and '}to {second.short}"


def _since(knower: Knower) -> str:
    return f"since {knower.spans[0][0]} " if knower.spans else ""


def years_shown(known: Iterable[Knower], this_year: int) -> Span | None:
    """The first and last year of a picture of them; None where none has a date."""
    years = [year for one in known for span in one.spans for year in span]
    if not years:
        return None
    return min(*years, this_year + 1 - LEAST_YEARS), max(*years, this_year)


def caption(known: Sequence[Knower]) -> str:
    """What to see in the picture of them."""
    told = [one for one in known if one.knows and one.spans]
    if not told:
        parts = ["Nobody asked has this name on record; that is no mark against anybody."]
    else:
        first = min(told, key=lambda one: one.spans[0][0])
        parts = [f"The longest trace: {first.label.lower()}, since {first.spans[0][0]}."]
        if any(len(one.spans) > 1 for one in told):
            parts.append("A gap is a time of which this witness has nothing; that alone is normal.")
    if any(not one.asked for one in known):
        parts.append("Hatched: not asked, or no answer, so silence says nothing.")
    return " ".join(parts)


def _publishers(report: Report, works: Sequence[WorkRecord]) -> Knower:
    dated = [work.year for work in works if work.year]
    count = len({_key(work) for work in works})
    return Knower(
        label="Publishers",
        asked=_answered(report.lookups, _WORKS),
        spans=runs(dated),
        words=_many(count, "paper") if count else "",
        short="publishers",
    )


def _employers(report: Report, chosen: Candidate | None) -> Knower:
    this_year = report.generated_at.year
    years: set[int] = set()
    places: dict[str, None] = {}
    for fact in (f for record in (chosen.records if chosen else ()) for f in record.affiliations):
        stated = fact.kind in (AffiliationKind.EMPLOYMENT, AffiliationKind.EDUCATION)
        if not stated or fact.asserted_by is not AssertedBy.THIRD_PARTY:
            continue
        places[fact.organization] = None
        if fact.start_year is not None and FIRST_YEAR <= fact.start_year <= this_year:
            years |= set(range(fact.start_year, min(fact.end_year or this_year, LAST_YEAR) + 1))
    named = list(places)
    lists = "lists" if len(named) == 1 else "list"
    whose = " and ".join(named[:2]) + (f" and {len(named) - 2} more" if len(named) > 2 else "")
    return Knower(
        label="Employers",
        asked=_answered(report.lookups, _PEOPLE),
        spans=runs(years),
        words=f"{whose} {lists} a post or study" if named else "",
        short="an employer" if len(named) == 1 else "employers",
    )


def _coauthors(report: Report, works: Sequence[WorkRecord]) -> Knower:
    """Those with whom the person published; papers that only authors uploaded do not count."""
    printed = {author.name for work in works for author in work.authors}
    years = {work.year for work in works if work.year and len(work.authors) > 1}
    people = [n for n in report.graph.nodes if not n.subject and n.name in printed]
    return Knower(
        label="Coauthors",
        asked=_answered(report.lookups, _WORKS),
        spans=runs(years) if people else (),
        words=_many(len(people), "coauthor") if people else "",
        short=_many(len(people), "coauthor"),
    )


def _registries(report: Report, chosen: Candidate | None) -> Knower:
    records = [one for one in (chosen.records if chosen else ()) if one.created_on is not None]
    opened = {one.provenance.source: one.created_on.year for one in records if one.created_on}
    names = {source: report.source_names.get(source, source) for source in opened}
    this_year = report.generated_at.year
    spans = runs(
        year for start in opened.values() for year in range(max(start, FIRST_YEAR), this_year + 1)
    )
    known = " and ".join(f"{names[one]} since {opened[one]}" for one in sorted(opened)[:2])
    return Knower(
        label="Registries",
        asked=_answered(report.lookups, _PEOPLE),
        spans=spans,
        words=known,
        short=" and ".join(sorted(names.values())[:2]),
    )


def _pages(report: Report) -> Knower:
    named = _institution_pages(report)
    this_year = report.generated_at.year
    return Knower(
        label="Institution’s page",
        asked=_answered(report.lookups, (PageAt,)),
        spans=((this_year, this_year),) if named else (),
        words="names the person today" if named else "",
        short="a page of the institution",
    )


def _archives(report: Report) -> Knower:
    named = _institution_pages(report)
    kept = [one for one in _records(report.lookups, CaptureRecord) if one.url in named]
    years = [y for one in kept for y in (one.first_captured_at.year, one.last_captured_at.year)]
    return Knower(
        label="Archives",
        asked=_answered(report.lookups, (ArchiveOfPage,)),
        spans=((min(years), max(years)),) if years else (),
        words="kept that page through the years" if years else "",
        short="the Internet Archive",
    )


def _institution_pages(report: Report) -> frozenset[str]:
    """Addresses of pages that an institution writes and that name the person."""
    seen = {
        evidence.provenance.url
        for finding in report.assessment.findings
        if finding.observation.level == "institution_names_person"
        for evidence in finding.observation.evidence
    }
    pages = _records(report.lookups, PageRecord)
    return frozenset(one.url for one in pages if one.provenance.url in seen)


def _key(work: WorkRecord) -> str:
    return work.doi or work.title.casefold()


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _answered(lookups: Iterable[Lookup], kinds: tuple[type[Query], ...]) -> bool:
    return any(isinstance(one.query, kinds) and not isinstance(one, Unavailable) for one in lookups)


def _records(lookups: Iterable[Lookup], kind: type[R]) -> Iterator[R]:
    for lookup in lookups:
        if isinstance(lookup, Found):
            yield from (one for one in lookup.records if isinstance(one, kind))

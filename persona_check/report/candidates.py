"""Who the records may mean, in words by which a reader can tell them apart."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from persona_check.compare import names
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import Found, NamesakesAt, NamesakesWith, PersonByName, Unavailable
from persona_check.model.record import Authorship, WorkRecord
from persona_check.model.report import Candidate, Report
from persona_check.model.years import span_words

__all__ = ["CandidateLine", "described", "not_looked_at"]

_Bylines: TypeAlias = Sequence[tuple[WorkRecord, Authorship]]

MOST_EMPLOYERS = 2
MOST_FIELDS = 2
_ADDRESSES = {
    IdentifierScheme.ORCID: "https://orcid.org/{}",
    IdentifierScheme.OPENALEX: "https://openalex.org/{}",
    IdentifierScheme.WIKIDATA: "https://www.wikidata.org/wiki/{}",
    IdentifierScheme.DBLP: "https://dblp.org/pid/{}",
    IdentifierScheme.SEMANTIC_SCHOLAR: "https://www.semanticscholar.org/author/{}",
    IdentifierScheme.SCHOLAR: "https://scholar.google.com/citations?user={}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    """One person: how many papers in which years, for whom, in what, and where to look.

    ``years`` are the first and last of the papers, () where none is dated; ``employers`` latest
    first; ``fields`` are those a source states, else the venues most
    printed. ``link`` is None where no source gave an identifier.
    """

    name: str
    papers: int
    years: tuple[int, ...] = ()
    employers: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    link: str | None = None

    @property
    def words(self) -> str:
        """All but the link."""
        papers = "1 paper" if self.papers == 1 else f"{self.papers} papers"
        parts = [f"{self.name}: {papers}"]
        if self.years:
            parts[0] += f", {span_words(self.years[0], self.years[-1])}"
        if self.employers:
            parts.append(", ".join(self.employers))
        if self.fields:
            parts.append(", ".join(self.fields))
        return "; ".join(parts)


def described(candidate: Candidate) -> CandidateLine:
    """The line on one candidate; a candidate's own bylines are those that fit its name."""
    own = _own(candidate)
    years = [work.year for work in candidate.works if work.year] or [
        year for record in candidate.records for year, works in record.works_by_year if works
    ]
    return CandidateLine(
        name=candidate.name,
        # of a namesake nobody fetched the papers; the sources say how many there are
        papers=max(
            len(candidate.works), *(record.works_count or 0 for record in candidate.records), 0
        ),
        years=(min(years), max(years)) if years else (),
        employers=_employers(candidate, own)[:MOST_EMPLOYERS],
        fields=_fields(candidate)[:MOST_FIELDS],
        link=_link(candidate, own),
    )


def not_looked_at(report: Report) -> str | None:
    """One sentence on people of the name whom sources count and did not list; None if none."""
    counts = {
        lookup.source: lookup
        for lookup in report.lookups
        if isinstance(lookup, Found) and isinstance(lookup.query, PersonByName) and lookup.unlisted
    }
    if not counts:
        return None
    said = [
        f"{report.source_names.get(source, source)} counts {lookup.total:,} entries for this name"
        f" and {len(lookup.records)} {'was' if len(lookup.records) == 1 else 'were'} read"
        for source, lookup in counts.items()
    ]
    narrowed = dict.fromkeys(
        lookup.query.organization
        for lookup in report.lookups
        if isinstance(lookup.query, NamesakesAt) and not isinstance(lookup, Unavailable)
    )
    company = dict.fromkeys(
        name
        for lookup in report.lookups
        if isinstance(lookup.query, NamesakesWith) and not isinstance(lookup, Unavailable)
        for name in lookup.query.others
    )
    also = [f"those at {', '.join(narrowed)}"] if narrowed else []
    if company:
        also.append(f"papers with {' or '.join(company)}")
    more = f", and {' and '.join(also)}" if also else ""
    return f"{'; '.join(said)}{more}. The others were not looked at."


def _own(candidate: Candidate) -> _Bylines:
    return [
        (work, author)
        for work in candidate.works
        for author in work.authors
        if any(names.compatible(candidate.name, one) for one in author.names)
    ]


def _employers(candidate: Candidate, own: _Bylines) -> tuple[str, ...]:
    dated = [
        (max((fact.end_year or fact.start_year or 0, *fact.years)), fact.organization)
        for record in candidate.records
        for fact in record.affiliations
    ]
    dated += [(work.year or 0, place) for work, author in own for place in author.affiliations]
    return tuple(dict.fromkeys(place for _, place in sorted(dated, key=lambda one: -one[0])))


def _fields(candidate: Candidate) -> tuple[str, ...]:
    stated = dict.fromkeys(one for record in candidate.records for one in record.fields)
    if stated:
        return tuple(stated)
    printed = Counter(work.venue for work in candidate.works if work.venue)
    return tuple(venue for venue, _ in printed.most_common(MOST_FIELDS))


def _link(candidate: Candidate, own: _Bylines) -> str | None:
    held = {
        identifier.scheme: identifier.value
        for record in candidate.records
        for identifier in record.identifiers
    }
    for _, author in own:
        if author.orcid:
            held.setdefault(IdentifierScheme.ORCID, author.orcid)
        if author.scholar_id:
            held.setdefault(IdentifierScheme.SCHOLAR, author.scholar_id)
    for scheme, address in _ADDRESSES.items():
        if scheme in held:
            value = held[scheme]
            # a number of DBLP has a slash of its own, "70/1-2"
            return address.format(value.rpartition("/")[2] if "://" in value else value)
    return None

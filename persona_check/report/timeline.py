"""Years claimed against years evidenced: a row for each organisation, both on one line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from persona_check.compare.organizations import same
from persona_check.model.claim import (
    AwardAssertion,
    BookAssertion,
    Claim,
    DegreeAssertion,
    FoundedAssertion,
    LifeEventAssertion,
    MembershipAssertion,
    PostAssertion,
    WorkAssertion,
)
from persona_check.model.record import AffiliationKind
from persona_check.model.report import Candidate, Report
from persona_check.model.years import FIRST_YEAR, LAST_YEAR, Span, runs, span_words

__all__ = ["Row", "Timeline", "scale", "timeline"]

MOST_ROWS = 14
MOST_TICKS = 7
STEPS = (1, 2, 5, 10, 20, 50)

Count = tuple[int, int]  # year and number


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the plot: spans or yearly counts, as claimed and as the record has them."""

    label: str
    stated: bool  # in the claim, with or without a year
    claimed: tuple[Span, ...] = ()
    recorded: tuple[Span, ...] = ()
    claimed_counts: tuple[Count, ...] = ()
    recorded_counts: tuple[Count, ...] = ()

    @property
    def words(self) -> str:
        """The line in words, for those who do not see the plot."""
        record = _in_words(self.recorded, self.recorded_counts)
        if not self.stated:
            return f"on record {record}"
        claim = _in_words(self.claimed, self.claimed_counts)
        return f"claimed {claim or 'without a year'}; on record {record or 'no year'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Rows on a scale from the start of ``first`` to the end of ``last``; ``ticks`` are round.

    ``left_out`` counts rows that are not shown.
    """

    first: int
    last: int
    ticks: tuple[int, ...]
    rows: tuple[Row, ...]
    left_out: int = 0

    def share(self, year: float) -> float:
        """Where the start of a year stands, 0 to 1."""
        return (year - self.first) / (self.last + 1 - self.first)


def timeline(report: Report) -> Timeline | None:
    """The plot; None where no year is known on either side."""
    this_year = report.generated_at.year
    chosen = next((one for one in report.candidates if one.chosen), None)
    recorded_years = _recorded(chosen, this_year) if chosen else {}
    stated, used = _claimed(report.claim, this_year, recorded_years)
    beside = [
        Row(label=name, stated=False, recorded=runs(years))
        for name, years in sorted(recorded_years.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        if name not in used and years
    ]
    works = _works(report.claim, chosen)
    # the works stand first: a crowd of printed addresses must not push them out
    top = [works] if works is not None else []
    rows = [*top, *stated[:MOST_ROWS], *beside[:MOST_ROWS]]
    years = [year for row in rows for span in (*row.claimed, *row.recorded) for year in span]
    years += [year for row in rows for year, _ in (*row.claimed_counts, *row.recorded_counts)]
    if not years:
        return None
    return replace(
        scale(min(years), max(years)),
        rows=tuple(rows),
        left_out=len(top) + len(stated) + len(beside) - len(rows),
    )


def scale(first: int, last: int) -> Timeline:
    """An empty plot over these years."""
    step = next((one for one in STEPS if (last + 1 - first) / one <= MOST_TICKS - 1), STEPS[-1])
    return Timeline(
        first=first,
        last=last,
        ticks=tuple(range(-(-first // step) * step, last + 2, step)),
        rows=(),
    )


def _claimed(
    claim: Claim, this_year: int, recorded_years: Mapping[str, set[int]]
) -> tuple[list[Row], set[str]]:
    """The claim's dated items, one row an organisation, and the record's names that they met."""
    spans: dict[str, list[Span]] = {}
    of_organization: set[str] = set()
    for item in claim.assertions:
        span: Span | None
        match item:
            case PostAssertion() | DegreeAssertion():
                first = item.start_year or item.end_year
                last = item.end_year or (this_year if item.current else first)
                label, span = item.organization or item.value, _span(first, last)
                if item.organization:
                    of_organization.add(label)
                elif span is None:
                    continue
            case MembershipAssertion():
                first = item.start_year or item.end_year
                label, span = item.value, _span(first, item.end_year or first)
            case LifeEventAssertion() | FoundedAssertion() | AwardAssertion():
                label, span = item.value, _span(item.year, item.year)
            case _:
                continue
        if span is not None or label in of_organization:
            spans.setdefault(label, []).extend([span] if span else [])
    rows, used = [], set[str]()
    for label, claimed in spans.items():
        met = [one for one in recorded_years if label in of_organization and same(label, one).same]
        used.update(met)
        recorded = runs({year for one in met for year in recorded_years[one]})
        if claimed or recorded:
            rows.append(Row(label=label, stated=True, claimed=tuple(claimed), recorded=recorded))
    return rows, used


def _recorded(candidate: Candidate, this_year: int) -> dict[str, set[int]]:
    """The years of each organisation that the sources tie to the candidate."""
    years_of: dict[str, set[int]] = {}
    labels: dict[str, str] = {}
    for record in candidate.records:
        for fact in record.affiliations:
            if fact.kind is AffiliationKind.MEMBERSHIP:
                continue
            years = set(fact.years)
            if fact.start_year is not None and _plausible(fact.start_year):
                last = this_year if fact.end_year is None else fact.end_year
                years |= set(range(fact.start_year, min(last, LAST_YEAR) + 1))
            elif fact.end_year is not None:
                years.add(fact.end_year)
            label = labels.setdefault(fact.organization.casefold(), fact.organization)
            years_of.setdefault(label, set()).update(year for year in years if _plausible(year))
    return years_of


def _works(claim: Claim, candidate: Candidate | None) -> Row | None:
    claimed: dict[int, int] = {}
    for item in claim.assertions:
        if isinstance(item, WorkAssertion | BookAssertion) and item.year is not None:
            claimed[item.year] = claimed.get(item.year, 0) + 1
    recorded: dict[int, int] = {}
    works = candidate.works if candidate else ()
    for _, year in sorted({(w.doi or w.title.casefold(), w.year or 0) for w in works}):
        recorded[year] = recorded.get(year, 0) + 1
    row = Row(
        label="Papers",
        stated=bool(_counts(claimed)),
        claimed_counts=_counts(claimed),
        recorded_counts=_counts(recorded),
    )
    return row if row.claimed_counts or row.recorded_counts else None


def _counts(held: Mapping[int, int]) -> tuple[Count, ...]:
    return tuple(sorted((year, count) for year, count in held.items() if _plausible(year)))


def _span(first: int | None, last: int | None) -> Span | None:
    if first is None or last is None or not _plausible(first) or not _plausible(last):
        return None
    return min(first, last), max(first, last)


def _plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _in_words(spans: Iterable[Span], counts: tuple[Count, ...]) -> str:
    if counts:
        total = sum(count for _, count in counts)
        years = span_words(counts[0][0], counts[-1][0])
        return f"{total} {'paper' if total == 1 else 'papers'}, {years}"
    return ", ".join(span_words(*span) for span in spans)

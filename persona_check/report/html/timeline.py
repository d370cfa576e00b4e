"""Years claimed against years evidenced, as rows that a page can stack at any width."""

from collections.abc import Iterable
from dataclasses import dataclass

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

__all__ = ["Row", "Timeline", "timeline"]

FIRST_YEAR, LAST_YEAR = 1900, 2100  # years outside are typing errors and would stretch the plot
MOST_ROWS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the plot: spans (first and last year, inclusive) or a count for each year."""

    label: str
    words: str
    claimed: bool
    spans: tuple[tuple[int, int], ...] = ()
    counts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The rows, and evenly spaced years for the scale; ``left_out`` counts rows not shown."""

    ticks: tuple[int, ...]
    rows: tuple[Row, ...]
    left_out: int = 0


def timeline(report: Report) -> Timeline | None:
    """The plot; None where no year is known on either side."""
    this_year = report.generated_at.year
    claimed = _claimed(report.claim, this_year)
    chosen = next((one for one in report.candidates if one.chosen), None)
    recorded = _recorded(chosen, this_year) if chosen else []
    rows = [*claimed[:MOST_ROWS], *recorded[:MOST_ROWS]]
    years = [year for row in rows for span in row.spans for year in span]
    years += [year for row in rows for year, _ in row.counts]
    if not years:
        return None
    first, last = min(years), max(years)
    step = max(1, -(-(last - first + 1) // 5))
    pieces = -(-(last - first + 1) // step)
    return Timeline(
        ticks=tuple(first + step * number for number in range(pieces + 1)),
        rows=tuple(rows),
        left_out=len(claimed) + len(recorded) - len(rows),
    )


def _claimed(claim: Claim, this_year: int) -> list[Row]:
    rows = []
    works: dict[int, int] = {}
    for item in claim.assertions:
        match item:
            case PostAssertion() | DegreeAssertion():
                first = item.start_year or item.end_year
                last = item.end_year or (this_year if item.current else first)
                label = item.organization or item.value
            case MembershipAssertion():
                first = item.start_year or item.end_year
                last, label = item.end_year or first, item.value
            case WorkAssertion() | BookAssertion():
                if item.year is not None and _plausible(item.year):
                    works[item.year] = works.get(item.year, 0) + 1
                continue
            case LifeEventAssertion() | FoundedAssertion() | AwardAssertion():
                first = last = item.year
                label = item.value
            case _:
                continue
        if first is None or last is None or not _plausible(first) or not _plausible(last):
            continue
        span = (min(first, last), max(first, last))
        rows.append(Row(label=label, words=_words(span), claimed=True, spans=(span,)))
    if works:
        rows.append(_count_row("Works", works, claimed=True))
    return rows


def _recorded(candidate: Candidate, this_year: int) -> list[Row]:
    spans: dict[str, set[int]] = {}
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
            key = fact.organization.casefold()
            labels.setdefault(key, fact.organization)
            spans.setdefault(key, set()).update(year for year in years if _plausible(year))
    rows = [
        Row(
            label=labels[key],
            words=", ".join(_words(span) for span in _runs(years)),
            claimed=False,
            spans=_runs(years),
        )
        for key, years in sorted(spans.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        if years
    ]
    counts: dict[int, int] = {}
    for _, year in sorted({(w.doi or w.title.casefold(), w.year or 0) for w in candidate.works}):
        if _plausible(year):
            counts[year] = counts.get(year, 0) + 1
    # the works stand first: a crowd of printed addresses must not push them out
    return ([_count_row("Works", counts, claimed=False)] if counts else []) + rows


def _count_row(label: str, counts: dict[int, int], *, claimed: bool) -> Row:
    ordered = tuple(sorted(counts.items()))
    total = sum(counts.values())
    return Row(
        label=label,
        words=f"{total}, {_words((ordered[0][0], ordered[-1][0]))}",
        claimed=claimed,
        counts=ordered,
    )


def _runs(years: Iterable[int]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return tuple(runs)


def _plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _words(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"

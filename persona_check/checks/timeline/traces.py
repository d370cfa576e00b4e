"""Where a claimed career has no trace: years without a paper, and years before the first one."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from persona_check.checks.timeline.dating import observation, years
from persona_check.dossier.bylines import own_bylines
from persona_check.dossier.index import Dossier, evidence_of
from persona_check.model.claim import Assertion, Claim, PostAssertion, WorkAssertion
from persona_check.model.finding import Observation

__all__ = ["traces"]

# Fewer papers than this draw no line through a life.
LEAST_PAPERS = 3
YEARS_OF_A_GAP = 6
YEARS_BEFORE_FIRST_TRACE = 8


def traces(claim: Claim, dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    """Gaps in the papers, and a career claimed long before them; told, never held against anybody.

    Only for those who claim works: others need leave no papers.
    """
    chosen = dossier.chosen
    if chosen is None or not claim.all(WorkAssertion):
        return
    papers = sorted({w for w, _ in own_bylines(claim, chosen.works) if w.year}, key=_year_and_key)
    if len(papers) < LEAST_PAPERS:
        return
    posts = [a for a in dated if isinstance(a, PostAssertion)]
    for earlier, later in pairwise(papers):
        apart = (later.year or 0) - (earlier.year or 0)
        if apart >= YEARS_OF_A_GAP:
            words = f"no paper found between {earlier.year} and {later.year}"
            shown = evidence_of([earlier, later])
            yield observation("years_without_trace", words, [], evidence=shown, gap_years=apart)
    first = papers[0].year or 0
    for a in posts[:1] and [min(posts, key=lambda a: min(years(a)))]:
        before = first - min(years(a))
        if before >= YEARS_BEFORE_FIRST_TRACE:
            words = f"{a.value}: the first paper found is from {first}"
            shown = evidence_of(papers[:1])
            yield observation("older_than_traces", words, [a], evidence=shown, years_before=before)


def _year_and_key(work: object) -> tuple[int, str]:
    return getattr(work, "year", None) or 0, str(getattr(work, "key", ""))

"""The rank of a claimed post against the ranks that papers of its years print."""

from collections.abc import Iterator

from persona_check.checks import counts
from persona_check.checks.timeline.dating import observation, upstream_of
from persona_check.compare.ranks import Rank, rank
from persona_check.dossier.bylines import own_bylines
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of
from persona_check.model.claim import Claim, PostAssertion
from persona_check.model.finding import Observation
from persona_check.model.years import span_words

__all__ = ["against_ranks"]

# A form filled in once is copied for a while; after so many years in a post nobody prints the old.
YEARS_INTO_THE_POST = 2
# From here on a post is no step on which anybody is a student still.
LEAST_RANK = Rank.ASSISTANT_PROFESSOR


def against_ranks(claim: Claim, post: PostAssertion, dossier: Dossier) -> Iterator[Observation]:
    """Whether papers from within the years of a professor's post print a student."""
    claimed = rank(post.role)
    chosen = dossier.chosen
    if chosen is None or post.start_year is None or claimed is None or claimed < LEAST_RANK:
        return
    last = post.end_year or dossier.as_of.year
    as_student = [
        (work, author)
        for work, author in own_bylines(claim, chosen.works)
        if work.year is not None
        and post.start_year + YEARS_INTO_THE_POST <= work.year <= last
        and rank(author.role) is Rank.STUDENT
    ]
    # a source that gave no answer may know a namesake to whom these belong
    if not as_student or dossier.unheard(*OF_PEOPLE):
        return
    works = list(dict.fromkeys(work for work, _ in as_student))
    years = sorted(work.year for work in works if work.year)
    words = (
        f"{counts.papers(len(works), 'print')} “{as_student[0][1].role}” beside this name in "
        f"{span_words(years[0], years[-1])}, years of the claimed post ({post.role}"
        f"{'' if post.end_year else f' since {post.start_year}'})"
    )
    yield observation(
        "rank_above_printed",
        words,
        [post],
        evidence=evidence_of(works)[:6],
        upstream=upstream_of(works),
        papers=len(works),
    )

"""The years of a post against what papers of those years print."""

from collections.abc import Iterator

from persona_check.checks import counts
from persona_check.checks.post_years import covered
from persona_check.checks.timeline.dating import observation, upstream_of
from persona_check.compare import organizations
from persona_check.dossier.bylines import own_places
from persona_check.dossier.claimed_works import vouched_for
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of
from persona_check.dossier.people import different_works
from persona_check.model.claim import Claim, PostAssertion
from persona_check.model.finding import Observation
from persona_check.model.years import span_words

__all__ = ["against_papers"]

# A post of this many years leaves traces on this many papers of somebody who publishes.
LEAST_PAPERS_ELSEWHERE = 2
LEAST_YEARS_OF_A_POST = 2


def against_papers(claim: Claim, post: PostAssertion, dossier: Dossier) -> Iterator[Observation]:
    """Whether papers of the years of a post print its organisation, or others throughout."""
    chosen = dossier.chosen
    if chosen is None or post.start_year is None:
        return
    last = post.end_year or dossier.as_of.year
    papers = [
        (work, places)
        for work in vouched_for(chosen.works, dossier)
        if work.year is not None and post.start_year <= work.year <= last
        for places in [own_places(claim, [work])]
        if places
    ]
    there = [
        work for work, places in papers if organizations.same_as_any(post.organization, places)
    ]
    if there:
        years = sorted({work.year for work in there if work.year})
        span = span_words(years[0], years[-1])
        words = (
            f"{counts.papers(different_works(there), 'list')} {post.organization} in the claimed "
            f"years ({span})"
        )
        level = "years_fit_papers" if covered(post, years) else "years_fit_in_part"
        yield observation(
            level,
            words,
            [post],
            evidence=evidence_of(there)[:6],
            upstream=upstream_of(there),
            papers=different_works(there),
        )
    elif (
        post.full_time
        and different_works(work for work, _ in papers) >= LEAST_PAPERS_ELSEWHERE
        and last - post.start_year >= LEAST_YEARS_OF_A_POST
        and not dossier.unheard(*OF_PEOPLE)
        and all(organizations.differs_from_all(post.organization, places) for _, places in papers)
    ):
        elsewhere = [work for work, _ in papers]
        span = span_words(post.start_year, last)
        words = (
            f"{different_works(elsewhere)} papers from {span} list other "
            f"organisations ({papers[0][1][0]}), never {post.organization}"
        )
        yield observation(
            "papers_print_elsewhere",
            words,
            [post],
            evidence=evidence_of(elsewhere)[:6],
            upstream=upstream_of(elsewhere),
            papers=different_works(elsewhere),
        )

"""The rank of a claimed post against those that papers print of the same person."""

from collections.abc import Iterator

from persona_check.checks import counts
from persona_check.checks.timeline.dating import observation, upstream_of
from persona_check.compare.ranks import Rank, rank
from persona_check.dossier.bylines import own_bylines
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of
from persona_check.dossier.people import different_works
from persona_check.model.claim import Claim, PostAssertion
from persona_check.model.finding import Observation
from persona_check.model.years import span_words

__all__ = ["against_ranks"]

# A form filled in once is copied for a while; after so many years in a post nobody prints the old.
YEARS_INTO_THE_POST = 2
# Nobody goes from student to these within fewer years, so a post claimed without years, and so
# held by today, cannot follow a later paper; an assistant professor may be called at once.
LEAST_YEARS_TO = {Rank.ASSOCIATE_PROFESSOR: 2, Rank.PROFESSOR: 3}


def against_ranks(claim: Claim, post: PostAssertion, dossier: Dossier) -> Iterator[Observation]:
    """Whether papers print a student in the years of a professor's post, or right before it."""
    claimed = rank(post.role)
    chosen = dossier.chosen
    if chosen is None or claimed is None or claimed < Rank.ASSISTANT_PROFESSOR:
        return
    today = dossier.as_of.year
    if post.start_year is not None:
        first = post.start_year + YEARS_INTO_THE_POST
    elif post.end_year is None and claimed in LEAST_YEARS_TO:
        first = today - LEAST_YEARS_TO[claimed] + 1
    else:
        return
    last = post.end_year or today
    as_student = [
        (work, author)
        for work, author in own_bylines(claim, chosen.works)
        if work.year is not None
        and first <= work.year <= last
        and rank(author.role) is Rank.STUDENT
    ]
    # a source that gave no answer may know a namesake to whom these belong
    if not as_student or dossier.unheard(*OF_PEOPLE):
        return
    works = list(dict.fromkeys(work for work, _ in as_student))
    years = sorted(work.year for work in works if work.year)
    words = (
        f"{counts.papers(different_works(works), 'print')} “{as_student[0][1].role}” beside this "
        f"name in {span_words(years[0], years[-1])}; the claim says “{post.value}”"
    )
    yield observation(
        "rank_above_printed",
        words,
        [post],
        evidence=evidence_of(works)[:6],
        upstream=upstream_of(works),
        papers=different_works(works),
    )

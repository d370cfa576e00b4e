"""How far printed years cover the claimed years of a post."""

from collections.abc import Sequence

from persona_check.model.claim import PostAssertion

__all__ = ["covered"]

# Nobody prints a paper every year: so far from its claimed ends papers still cover a post.
YEARS_WITHOUT_A_PAPER = 4


def covered(post: PostAssertion, years: Sequence[int]) -> bool:
    """Whether papers of these years, in order, reach near the claimed beginning and end.

    True where the claim gives no years, or nothing is dated. A post that goes on has no end. A
    paper of the year before or after touches the post; it covers nothing alone.
    """
    within = [
        year
        for year in years
        if (post.start_year or year) - 1 <= year <= (post.end_year or year) + 1
    ]
    if not years or (post.start_year is None and post.end_year is None):
        return True
    if not any(_is_of(post, year) for year in within):
        return False
    late = post.start_year is not None and within[0] > post.start_year + YEARS_WITHOUT_A_PAPER
    early = post.end_year is not None and within[-1] < post.end_year - YEARS_WITHOUT_A_PAPER
    return not (late or early)


def _is_of(post: PostAssertion, year: int) -> bool:
    return (post.start_year or year) <= year <= (post.end_year or year)

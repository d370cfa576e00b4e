"""The check itself: impossibilities first, then the years of posts against records of them."""

from collections.abc import Iterable
from typing import ClassVar

from persona_check.checks.timeline.ages import ages
from persona_check.checks.timeline.dating import CHECK, observation, years
from persona_check.checks.timeline.levels import LEVELS
from persona_check.checks.timeline.order import backwards, degrees, future
from persona_check.checks.timeline.organizations import (
    before_founding,
    closed_organizations,
    two_continents,
)
from persona_check.checks.timeline.papers import against_papers
from persona_check.checks.timeline.ranks import against_ranks
from persona_check.checks.timeline.stated import against_statements
from persona_check.checks.timeline.traces import traces
from persona_check.dossier.index import Dossier
from persona_check.model.claim import AssertionKind, Claim, PostAssertion
from persona_check.model.finding import Level, Observation, Skipped, SkipReason

__all__ = ["Timeline"]


class Timeline:
    """Claimed dates against each other, the clock, and what others say of those years."""

    id: ClassVar[str] = CHECK
    question: ClassVar[str] = "Do the claimed dates fit each other and the records of those years?"
    if_wrong: ClassVar[str] = (
        "give the right years, and say which posts were part-time, leave or a visit."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset(
        {
            AssertionKind.POST,
            AssertionKind.DEGREE,
            AssertionKind.WORK,
            AssertionKind.LIFE_EVENT,
        }
    )
    levels: ClassVar[tuple[Level, ...]] = LEVELS

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """Impossibilities first, then the years of posts against papers of those years."""
        dated = [a for a in claim.assertions if years(a)]
        ranks = [
            o for post in claim.all(PostAssertion) for o in against_ranks(claim, post, dossier)
        ]
        yield from ranks
        if not dated and not ranks:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED, detail="no dates")
            return
        conflicts = [
            *backwards(dated),
            *future(dated, dossier.as_of.year),
            *degrees(dated),
            *ages(dated, dossier),
            *two_continents(dated, dossier),
            *before_founding(dated, dossier),
            *closed_organizations(dated, dossier),
        ]
        yield from conflicts
        posts = [a for a in dated if isinstance(a, PostAssertion)]
        for post in posts:
            yield from against_papers(claim, post, dossier)
        yield from against_statements(dated, dossier)
        yield from traces(claim, dated, dossier)
        if dated and not conflicts and not ranks:
            yield observation("dates_fit", "the claimed dates do not contradict each other", dated)

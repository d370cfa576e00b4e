"""What can be observed of claimed coauthors and of the circle around somebody."""

from persona_check.model.finding import AssertionState, Level, Outcome, Severity

__all__ = ["LEVELS"]

LEVELS: tuple[Level, ...] = (
    Level(
        id="coauthor_shares_work",
        outcome=Outcome.CORROBORATES,
        meaning="A paper in a database carries both names.",
        state=AssertionState.SUPPORTED,
        weighed=False,
    ),
    Level(
        id="coauthor_in_own_deposits",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The two names appear together only on papers that the authors uploaded "
        "themselves; nobody else vouches for them.",
        state=AssertionState.PARTLY,
        weighed=False,
    ),
    Level(
        id="coauthor_not_seen",
        outcome=Outcome.INCONCLUSIVE,
        meaning="None of the papers found carries both names. None could be expected: the "
        "coauthor has few papers in the databases, or too few of the claimed ones were found.",
        state=AssertionState.NOT_FOUND,
        weighed=False,
    ),
    Level(
        id="coauthor_without_common_work",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.EXPLAINABLE,
        meaning="The claimed coauthor has papers in the databases, and none of them carries "
        "the claimed name.",
        state=AssertionState.CONFLICT,
        innocent="the joint paper may be recent, unpublished, or outside the databases",
        weighed=False,
    ),
    Level(
        id="circle_confirmed",
        outcome=Outcome.CORROBORATES,
        meaning="At least half of the claimed coauthors have published with somebody of this name.",
    ),
    Level(
        id="circle_unshared",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="Claimed coauthors have papers of their own, and none of them has published "
        "with somebody of this name.",
        innocent="the databases may list the person under another name",
    ),
    Level(
        id="coauthor_unshared",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="Some claimed coauthors have published a lot, but no paper carries their name "
        "and the claimed one, although the claimed papers were found.",
        innocent="the joint paper may be recent, unpublished, or outside the databases",
    ),
    Level(
        id="closed_circle",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.EXPLAINABLE,
        meaning="The coauthors publish only with each other, and all within a few years.",
        innocent="a small project team or a young field can look like this",
    ),
    Level(
        id="open_circle",
        outcome=Outcome.CORROBORATES,
        meaning="The coauthors are spread over years and institutions, as in most careers.",
    ),
)

"""All that the timeline check can observe."""

from persona_check.model.finding import AssertionState, Level, Outcome, Severity

__all__ = ["LEVELS"]

LEVELS: tuple[Level, ...] = (
    Level(
        id="ends_before_start",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.DECISIVE,
        meaning="A claimed post or study ends before it starts.",
        state=AssertionState.CONFLICT,
        innocent="a typing error in one of the years",
    ),
    Level(
        id="in_the_future",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.DECISIVE,
        meaning="Something is claimed as having happened in a year that has not begun.",
        state=AssertionState.CONFLICT,
        innocent="a typing error, or a planned end of a current post",
    ),
    Level(
        id="degrees_out_of_order",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="A doctorate is dated before the first degree that it builds on.",
        state=AssertionState.CONFLICT,
        innocent="a second study taken up later, or a typing error",
    ),
    Level(
        id="too_young",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.DECISIVE,
        meaning="A work or post is dated before an age at which anybody has had one.",
        state=AssertionState.CONFLICT,
        innocent="a typing error in the year of birth, or a namesake's work",
    ),
    Level(
        id="full_time_on_two_continents",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="Two full-time posts on different continents are claimed for the same years.",
        state=AssertionState.CONFLICT,
        innocent="one of them may have been a leave, a visiting or a remote post",
    ),
    Level(
        id="before_it_existed",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="A post is dated before the organisation was founded.",
        state=AssertionState.CONFLICT,
        innocent="a predecessor under another name, or a registry that dates a merger",
    ),
    Level(
        id="at_a_closed_house",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.EXPLAINABLE,
        meaning="A current post is claimed at an organisation that the registry lists as closed.",
        state=AssertionState.PARTLY,
        innocent="the organisation was renamed or merged, and its old name lives on",
    ),
    Level(
        id="papers_print_elsewhere",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="Papers of the years of a claimed full-time post print other organisations "
        "throughout and never the claimed one.",
        state=AssertionState.CONFLICT,
        innocent="papers often print an earlier or a second affiliation; leave, secondment "
        "and part-time posts are common",
    ),
    Level(
        id="stated_otherwise",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.EXPLAINABLE,
        meaning="The organisation itself dates this post or degree, on a public record, to other "
        "years than the claim.",
        state=AssertionState.PARTLY,
        innocent="another stay at the same house, or a day of contract or certificate long before "
        "or after the work",
    ),
    Level(
        id="years_without_trace",
        outcome=Outcome.INCONCLUSIVE,
        meaning="Years without a paper lie between others. Leave, care, illness, flight and work "
        "outside research leave such gaps; they are told, and count for nothing.",
        innocent="leave, care for a family, illness, flight, or work outside research",
    ),
    Level(
        id="older_than_traces",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The claimed career begins long before the first paper in hand. Many careers begin "
        "outside research, under another name, or before the indexes do.",
        innocent="a career that began outside research, under another name, or before the indexes",
    ),
    Level(
        id="years_fit_statement",
        outcome=Outcome.CORROBORATES,
        meaning="The organisation itself dates this post or degree, on a public record, to years "
        "that fit the claim.",
        state=AssertionState.SUPPORTED,
    ),
    Level(
        id="years_fit_papers",
        outcome=Outcome.CORROBORATES,
        meaning="Papers of the claimed years print the claimed organisation.",
        state=AssertionState.SUPPORTED,
    ),
    Level(
        id="dates_fit",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The claimed dates do not exclude each other.",
    ),
)

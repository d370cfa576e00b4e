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
        meaning="The claim puts something in a year that has not begun yet.",
        state=AssertionState.CONFLICT,
        innocent="a typing error, or the planned end of a current post",
    ),
    Level(
        id="degrees_out_of_order",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="A doctorate is dated before the first degree it builds on.",
        state=AssertionState.CONFLICT,
        innocent="another subject studied later, or a typing error",
    ),
    Level(
        id="too_young",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.DECISIVE,
        meaning="By the claimed dates, the person was too young for a paper or post.",
        state=AssertionState.CONFLICT,
        innocent="a typing error in the year of birth, or a namesake's paper",
    ),
    Level(
        id="full_time_on_two_continents",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="Two full-time posts on different continents are claimed for the same years.",
        state=AssertionState.CONFLICT,
        innocent="one of them may have been leave, a visiting post or remote work",
    ),
    Level(
        id="before_it_existed",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="A post is dated before the organisation was founded.",
        state=AssertionState.CONFLICT,
        innocent="a predecessor under another name, or a registry that gives the year of a merger",
    ),
    Level(
        id="at_a_closed_house",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.EXPLAINABLE,
        meaning="A current post is claimed at an organisation that a registry lists as closed.",
        state=AssertionState.PARTLY,
        innocent="the organisation was renamed or merged, and the old name is still used",
    ),
    Level(
        id="papers_print_elsewhere",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="Papers from the years of a claimed full-time post all list other organisations, "
        "never the claimed one.",
        state=AssertionState.CONFLICT,
        innocent="papers often list an earlier or a second employer; leave, secondment and "
        "part-time posts are common",
    ),
    Level(
        id="rank_above_printed",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="Papers from the years of a claimed professor's post, or from just before it, "
        "print the person as a student.",
        state=AssertionState.CONFLICT,
        innocent="a namesake's papers, or a form that was filled in years before",
    ),
    Level(
        id="stated_otherwise",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.EXPLAINABLE,
        meaning="In a public record, the organisation itself gives different years for this post "
        "or degree.",
        state=AssertionState.PARTLY,
        innocent="another stay at the same place, or a contract or certificate dated long before "
        "or after the work",
    ),
    Level(
        id="years_without_trace",
        outcome=Outcome.INCONCLUSIVE,
        meaning="There are some years without a paper. Leave, care for a family, illness, exile "
        "and work outside research cause such gaps, so they are shown and not counted.",
        innocent="leave, care for a family, illness, exile, or work outside research",
    ),
    Level(
        id="older_than_traces",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The claimed career begins long before the first paper found. Many careers begin "
        "outside research, under another name, or before the years that databases cover.",
        innocent="a career that began outside research, under another name, or before the years "
        "that databases cover",
    ),
    Level(
        id="years_fit_statement",
        outcome=Outcome.CORROBORATES,
        meaning="In a public record, the organisation itself gives years for this post or degree "
        "that fit the claim.",
        state=AssertionState.SUPPORTED,
    ),
    Level(
        id="years_fit_papers",
        outcome=Outcome.CORROBORATES,
        meaning="Papers from the claimed years list the claimed organisation.",
        state=AssertionState.SUPPORTED,
    ),
    Level(
        id="years_fit_in_part",
        outcome=Outcome.INCONCLUSIVE,
        meaning="Papers list the claimed organisation, or it states the post itself, only for "
        "some of the claimed years; nobody confirms the rest.",
        state=AssertionState.PARTLY,
        innocent="databases hold few papers of earlier years, and not everybody prints one a year",
    ),
    Level(
        id="dates_fit",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The claimed dates do not contradict each other.",
    ),
)

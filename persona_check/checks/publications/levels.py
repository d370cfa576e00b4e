"""What can be observed of claimed papers, one by one and on the whole."""

from persona_check.model.finding import AssertionState, Level, Outcome, Severity

__all__ = ["LEVELS"]

LEVELS: tuple[Level, ...] = (
    Level(
        id="work_confirmed",
        outcome=Outcome.CORROBORATES,
        meaning="A database has this paper, with the claimed name among its authors.",
        state=AssertionState.SUPPORTED,
        weighed=False,
    ),
    Level(
        id="work_differs",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The paper was found with the claimed name on it, but with a different year.",
        state=AssertionState.PARTLY,
        weighed=False,
    ),
    Level(
        id="work_at_another_venue",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="The paper appeared in a different journal or at a different conference. Either "
        "a database covers the claimed one completely and does not list this paper there, or the "
        "two are well known and never share a paper.",
        state=AssertionState.CONFLICT,
        innocent="an earlier version may have been shown there, or the two are related",
    ),
    Level(
        id="work_self_deposited",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The paper carries the claimed name, but in a repository where anybody can "
        "upload anything; no publisher or other third party vouches for it.",
        state=AssertionState.PARTLY,
        weighed=False,
    ),
    Level(
        id="work_by_others",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="A paper with this title exists, but the claimed name is not among its authors.",
        state=AssertionState.CONFLICT,
        innocent="the paper may have been published under another name, or another paper may "
        "have the same title",
        weighed=False,
    ),
    Level(
        id="work_spelled_otherwise",
        outcome=Outcome.INCONCLUSIVE,
        meaning="A paper with this title exists, under a name that may be the claimed one "
        "spelled otherwise, or somebody else's: the letters alone do not tell.",
        state=AssertionState.AMBIGUOUS,
        weighed=False,
    ),
    Level(
        id="work_authors_unknown",
        outcome=Outcome.INCONCLUSIVE,
        meaning="A paper with this title exists, but no database gave its full list of authors.",
        state=AssertionState.AMBIGUOUS,
        weighed=False,
    ),
    Level(
        id="doi_of_another_work",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="The claimed DOI leads to a paper with a different title.",
        state=AssertionState.CONFLICT,
        innocent="a digit of the DOI may have been mistyped",
        weighed=False,
    ),
    Level(
        id="doi_beside_the_work",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.EXPLAINABLE,
        meaning="The paper was found by its title, but the DOI given with it leads to a paper by "
        "other people.",
        state=AssertionState.CONFLICT,
        innocent="a digit of the DOI may have been mistyped, or a line was pasted beside another",
        weighed=False,
    ),
    Level(
        id="doi_of_own_other_title",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The DOI leads to a paper with another title, on which the claimed name stands: a "
        "translation, a new title, or another paper of the same author.",
        state=AssertionState.PARTLY,
        weighed=False,
    ),
    Level(
        id="not_first_author",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="The claim says first author; the paper lists the name in another place.",
        state=AssertionState.CONFLICT,
        innocent="the authors may have contributed equally, or be listed in alphabetical order",
    ),
    Level(
        id="work_retracted",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The publisher's record says that this paper was retracted or corrected. This "
        "concerns the paper, not whether the author is real.",
        weighed=False,
    ),
    Level(
        id="work_not_found",
        outcome=Outcome.INCONCLUSIVE,
        meaning="No database that answered has a paper with this title. Databases have gaps, "
        "so this alone says little.",
        state=AssertionState.NOT_FOUND,
        weighed=False,
    ),
    Level(
        id="record_confirmed",
        outcome=Outcome.CORROBORATES,
        meaning="Independent databases have several of the claimed papers under the claimed name.",
        identity=True,
    ),
    Level(
        id="record_thin",
        outcome=Outcome.CORROBORATES,
        meaning="Independent databases have one of the claimed papers under the claimed name.",
        identity=True,
    ),
    Level(
        id="record_mixed",
        outcome=Outcome.CORROBORATES,
        meaning="Some of the claimed papers carry the claimed name; as many or more are by "
        "other people.",
        identity=True,
    ),
    Level(
        id="record_of_namesakes",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The claimed papers carry the name, but many people share it, and the papers "
        "seem to be by more than one of them. An ORCID iD would settle it.",
        state=AssertionState.AMBIGUOUS,
    ),
    Level(
        id="record_by_others",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="The claimed papers exist, but none of them carries the claimed name.",
        innocent="the papers may have been published under a former or another name",
    ),
    Level(
        id="record_absent",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="Claimed papers were not found where they should be: every database that should "
        "have those journals and years answered, and none has them.",
        innocent="titles may have been translated or reworded, or journals named loosely",
    ),
    Level(
        id="record_partly_absent",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="Part of the claimed papers carry the claimed name, but many others were not "
        "found where they should be: every database that should have those journals and years "
        "answered, and none has them. A few true papers do not vouch for the rest.",
        innocent="titles may have been translated or reworded, or journals named loosely",
    ),
    Level(
        id="record_spelled_otherwise",
        outcome=Outcome.INCONCLUSIVE,
        meaning="Claimed papers exist under a name that may be the claimed one spelled otherwise, "
        "or somebody else's. An ORCID iD would settle it.",
        state=AssertionState.AMBIGUOUS,
    ),
    Level(
        id="record_self_deposited",
        outcome=Outcome.INCONCLUSIVE,
        meaning="The claimed papers that were found were uploaded by the authors themselves, "
        "which anybody can do.",
    ),
    Level(
        id="record_not_found",
        outcome=Outcome.INCONCLUSIVE,
        meaning="None of the claimed papers was found, but no database that answered is known "
        "to cover their journals completely.",
    ),
)

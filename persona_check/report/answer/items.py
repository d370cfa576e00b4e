"""How each claimed item ends, in three words: confirmed, contradicted, could not be checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from persona_check.model.claim import Assertion, AssertionKind
from persona_check.model.finding import AssertionState, Finding, Outcome, Skipped, SkipReason
from persona_check.model.lookup import Lookup, Unavailable
from persona_check.model.report import Report

__all__ = ["ABOUT_THE_WRITER", "ItemAnswer", "ItemWord", "answered_items", "counted", "heard"]


class ItemWord(StrEnum):
    """The three words."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNCHECKED = "could not be checked"

    @property
    def mark(self) -> str:
        """Its mark, the same in all formats."""
        return {ItemWord.CONFIRMED: "✓", ItemWord.CONTRADICTED: "✗", ItemWord.UNCHECKED: "–"}[self]


# these are about whoever writes, and not about the person whom the claim describes
ABOUT_THE_WRITER = frozenset({AssertionKind.EMAIL, AssertionKind.MESSAGE, AssertionKind.PHOTO})

_OF_STATE = {
    AssertionState.PARTLY: "confirmed by others only in part",
    AssertionState.NOT_FOUND: "not in any index we asked",
    AssertionState.AMBIGUOUS: "what was found leaves it open",
    AssertionState.COULD_NOT_CHECK: "nothing to compare with",
    AssertionState.NOT_APPLICABLE: "nothing to compare with",
}
# What is seen in the level of the finding is said sooner than what its state says.
_OF_LEVEL: Mapping[str, str] = {
    "publications/work_differs": "found, with another year",
    "publications/work_self_deposited": "uploaded by the authors only",
    "publications/doi_of_own_other_title": "the DOI leads to another title of theirs",
    "publications/work_spelled_otherwise": "the name is spelled differently",
    "publications/work_authors_unknown": "no database lists all its authors",
    "coauthors/coauthor_in_own_deposits": "together only on papers they uploaded",
    "coauthors/coauthor_not_seen": "no joint paper in any index we asked",
    "affiliation/post_self_stated": "only their own profile says so",
    "affiliation/degree_self_stated": "only their own profile says so",
    "affiliation/post_not_printed": "listed on no paper found",
    "affiliation/post_printed_in_part": "on papers of other years",
    "contact/another_institutions_domain": "not a domain of the institution",
    "contact/free_mail_for_a_post": "a mailbox that anybody can open",
    "pages/own_page": "may be their own",
    "pages/page_does_not_name_person": "name not shown there",
    "pages/page_not_there": "nothing at that address",
    "identifiers/identifier_unknown": "never issued by the service",
    "identifiers/identifier_of_a_coauthor": "a coauthor’s, says a database",
    "awards/another_year": "on the list, for another year",
    "awards/no_list_at_hand": "no list of recipients to compare with",
    "control/signed_by_mail_service": "signed by a public email service",
    "control/signed_by_unknown_domain": "signed by a domain that nobody ties to them",
    "control/signed_but_not_in_that_name": "the mailbox does not show the name",
    "control/signed_long_ago": "an old message",
    "control/not_signed": "not signed",
    "control/signature_does_not_hold": "the signature does not hold",
    "photo/generators_frame": "framed like a generated face, and like some real ones",
    "timeline/at_a_closed_house": "closed by then, says a registry",
    "timeline/stated_otherwise": "the organisation gives other years",
    "timeline/years_fit_in_part": "confirmed for part of the years",
}
_OF_SKIP = {
    SkipReason.COULD_NOT_CHECK: "the sources could not tell",
    SkipReason.FAILED: "the check itself failed",
    SkipReason.AMBIGUOUS: "several people of that name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswer:
    """One claimed item; ``reason`` says in a few words why it could not be checked, else empty."""

    assertion: Assertion
    word: ItemWord
    reason: str = ""


def answered_items(report: Report) -> tuple[ItemAnswer, ...]:
    """All items in the claim's order."""
    assessment = report.assessment
    states = dict(assessment.states)
    return tuple(
        _answered(one, states.get(one.id, AssertionState.NOT_APPLICABLE), report)
        for one in report.claim.assertions
    )


def counted(items: Iterable[ItemAnswer], word: ItemWord) -> int:
    """How many of the items end so."""
    return sum(item.word is word for item in items)


def _answered(assertion: Assertion, state: AssertionState, report: Report) -> ItemAnswer:
    if state is AssertionState.SUPPORTED:
        return ItemAnswer(assertion=assertion, word=ItemWord.CONFIRMED)
    if state is AssertionState.CONFLICT:
        return ItemAnswer(assertion=assertion, word=ItemWord.CONTRADICTED)
    reason = _reason(assertion.id, state, report)
    return ItemAnswer(assertion=assertion, word=ItemWord.UNCHECKED, reason=reason)


def _reason(item: str, state: AssertionState, report: Report) -> str:
    assessment = report.assessment
    told = [one for one in assessment.findings if _made(one, item, state)]
    # an adverse line on the item says more than what else left it open
    told.sort(key=lambda one: one.level.outcome is not Outcome.CONTRADICTS)
    for finding in told:
        name = f"{finding.observation.check}/{finding.observation.level}"
        if name in _OF_LEVEL:
            return _OF_LEVEL[name]
    skip = next((one for one in assessment.skipped if item in one.assertions), None)
    if skip is None or told:
        return _OF_STATE[state]
    if skip.reason is SkipReason.COULD_NOT_CHECK and not heard(report.lookups):
        return "nobody was asked"
    return _skipped(skip)


def heard(lookups: Iterable[Lookup]) -> bool:
    """Whether anybody answered: without an answer nobody could tell, or does not know, a thing."""
    return any(not isinstance(one, Unavailable) for one in lookups)


def _made(finding: Finding, item: str, state: AssertionState) -> bool:
    return finding.level.state is state and item in finding.observation.assertions


def _skipped(skip: Skipped) -> str:
    return _OF_SKIP.get(skip.reason, _OF_STATE[AssertionState.NOT_APPLICABLE])

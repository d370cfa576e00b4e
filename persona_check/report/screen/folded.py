"""Items that are fine, or that could not be checked, folded into a few words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from persona_check.model.claim import AssertionKind
from persona_check.report.answer.items import ItemAnswer, ItemWord

__all__ = ["folded_confirmed", "folded_unchecked"]

_NOUNS = {
    AssertionKind.POST: ("post", "posts"),
    AssertionKind.DEGREE: ("degree", "degrees"),
    AssertionKind.WORK: ("paper", "papers"),
    AssertionKind.WORK_COUNT: ("number of papers", "numbers of papers"),
    AssertionKind.BOOK: ("book", "books"),
    AssertionKind.COAUTHOR: ("coauthor", "coauthors"),
    AssertionKind.IDENTIFIER: ("identifier", "identifiers"),
    AssertionKind.LINK: ("page", "pages"),
    AssertionKind.EMAIL: ("email address", "email addresses"),
    AssertionKind.AWARD: ("award", "awards"),
    AssertionKind.MEMBERSHIP: ("membership", "memberships"),
    AssertionKind.FOUNDED: ("foundation", "foundations"),
    AssertionKind.FIELD: ("field", "fields"),
    AssertionKind.LIFE_EVENT: ("date", "dates"),
    AssertionKind.PHOTO: ("photo", "photos"),
    AssertionKind.MESSAGE: ("message", "messages"),
}


def folded_confirmed(items: Sequence[ItemAnswer]) -> str:
    """Kinds of item with their counts: post · all 4 papers · 2 of 3 coauthors."""
    claimed = Counter(item.assertion.kind for item in items)
    held = Counter(i.assertion.kind for i in items if i.word is ItemWord.CONFIRMED)
    return " · ".join(_some(count, claimed[kind], kind) for kind, count in held.items())


def _some(count: int, claimed: int, kind: AssertionKind) -> str:
    one, many = _NOUNS[kind]
    if claimed == 1:
        return one
    if count < claimed:
        return f"{count} of {claimed} {many}"
    return f"both {many}" if claimed == 2 else f"all {claimed} {many}"


def folded_unchecked(items: Iterable[ItemAnswer]) -> str:
    """Kinds, the commonest reason first: 3 papers (…) · photo (nothing to compare with)."""
    counted: Counter[tuple[str, AssertionKind]] = Counter()
    for item in items:
        if item.word is ItemWord.UNCHECKED:
            counted[item.reason, item.assertion.kind] += 1
    of_reason: Counter[str] = Counter()
    kinds: dict[str, list[str]] = {}
    for (reason, kind), count in counted.items():
        one, many = _NOUNS[kind]
        of_reason[reason] += count
        kinds.setdefault(reason, []).append(one if count == 1 else f"{count} {many}")
    return " · ".join(f"{_listed(kinds[one])} ({one})" for one, _ in of_reason.most_common())


def _listed(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)

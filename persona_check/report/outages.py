"""Which sources gave no answer, and why, in as few sentences as there are reasons."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from persona_check.model.lookup import UNASKED, Lookup, Unavailable, UnavailableReason
from persona_check.report.wording import REASONS

__all__ = ["common_failure", "outage_words", "refusals", "refused_words"]

# why nobody tried to ask, as it follows "because"
_WHY_UNASKED: Mapping[UnavailableReason, str] = {
    UnavailableReason.BUDGET_SPENT: "the limit on requests was reached",
    UnavailableReason.OFFLINE: "this run does not use the network and no stored answer was there",
    UnavailableReason.LEFT_OUT: "it was left out on request",
    UnavailableReason.NOT_INSTALLED: "something is not installed",
    UnavailableReason.NOT_ASKED: "it had failed before, or the time was up",
}
# REASONS in the words that a group of sources shares; the others stand there already
_SHORT: Mapping[UnavailableReason, str] = {
    UnavailableReason.BLOCKED: "refused",
    UnavailableReason.RATE_LIMITED: "refused (too many requests)",
    UnavailableReason.LOCKED: "keeps the record locked",
}
_PLURALS = {"keeps": "keep", "needs": "need", "is": "are", "was": "were", "has": "have"}
# Their details name the host and tell these failures apart.
_TOLD_BY_DETAIL = frozenset({UnavailableReason.NETWORK_ERROR})


def outage_words(lookups: Iterable[Lookup], names: Mapping[str, str]) -> str:
    """One sentence on all that gave no answer, grouped by reason; "" where everybody answered.

    “Crossref and DataCite did not answer in time; Semantic Scholar (1 of 6 questions) refused (too
    many requests); DBLP was not asked, because the limit on requests was reached.” ``names`` are
    those of sources, by id.
    """
    lookups = tuple(lookups)
    put = Counter(lookup.source for lookup in lookups)
    groups: dict[tuple[bool, UnavailableReason], list[str]] = {}
    for source, reason, lost in refusals(lookups):
        name = names.get(source, source)
        if lost < put[source]:
            name += f" ({lost} of {put[source]} questions)"
        groups.setdefault((reason in UNASKED, reason), []).append(name)
    parts = []
    for (unasked, reason), some in sorted(groups.items(), key=lambda group: group[0][0]):
        many = len(some) > 1
        if unasked:
            words = f"{'were' if many else 'was'} not asked, because {_WHY_UNASKED[reason]}"
        else:
            words = refused_words(reason)
            words = _plural(words) if many else words
        parts.append(f"{_joined(some)} {words}")
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if parts else ""


def refusals(lookups: Iterable[Lookup]) -> tuple[tuple[str, UnavailableReason, int], ...]:
    """(source id, reason, number of questions) of what got no answer, in the order of the asking.

    Of a source that failed in several ways only the commonest is told, the first of equals; that
    it was left alone only where nothing tells why.
    """
    counted: dict[str, dict[UnavailableReason, int]] = {}
    for lookup in lookups:
        if isinstance(lookup, Unavailable):
            own = counted.setdefault(lookup.source, {})
            own[lookup.reason] = own.get(lookup.reason, 0) + 1
    return tuple(
        (
            source,
            max(own, key=lambda reason: (reason is not UnavailableReason.NOT_ASKED, own[reason])),
            sum(own.values()),
        )
        for source, own in counted.items()
    )


def refused_words(reason: UnavailableReason) -> str:
    """A reason as what a source did, “did not answer in time”."""
    if reason in UNASKED:
        return f"not asked, because {_WHY_UNASKED[reason]}"
    return _SHORT.get(reason) or REASONS[reason]


def common_failure(lookups: Sequence[Lookup]) -> str | None:
    """What all that could be asked failed by, and what to do, in one sentence; None: several."""
    failed = [one for one in lookups if isinstance(one, Unavailable) and one.reason not in UNASKED]
    in_time = [one for one in failed if one.reason is not UnavailableReason.TIMED_OUT]
    # the end of the time catches some before they fail as the others did
    if 2 * len(in_time) >= len(failed):
        failed = in_time
    hints = {one.hint for one in failed if one.hint}
    if len({one.reason for one in failed}) != 1 or len(hints) > 1:
        return None
    first = next((one for one in failed if one.hint), failed[0])
    if first.reason in _TOLD_BY_DETAIL:
        what = f"every source failed alike, for instance: {first.detail}" if first.detail else ""
    else:
        what = f"every source that was asked {refused_words(first.reason)}"
    return "; ".join(part for part in (what, first.hint) if part) or None


def _plural(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"{_PLURALS.get(first, first)} {rest}".rstrip()


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"

"""Which sources gave no answer, and why, in as few sentences as there are reasons."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from persona_check.model.lookup import Lookup, Unavailable
from persona_check.report.wording import REASONS

__all__ = ["common_failure", "outage_words", "refusals", "refused_words"]

# What nobody tried to ask, with the reason as it follows "because". By value: recordings may hold
# reasons that this version does not know.
_NOT_ASKED: Mapping[str, str] = {
    "no_credential": "a key is needed",
    "budget_spent": "the limit on requests was reached",
    "offline": "this run does not use the network and no stored answer was there",
    "left_out": "it was left out on request",
    "not_installed": "something is not installed",
    "not_asked": "it had failed before, or the time was up",
}
# follows from an earlier failure, or from the end of the time
_LEFT_ALONE = "not_asked"
# REASONS in the words that a group of sources shares; the others stand there already
_SHORT: Mapping[str, str] = {
    "blocked": "refused",
    "rate_limited": "refused (too many requests)",
    "locked": "keeps the record locked",
}
_PLURALS = {"keeps": "keep", "is": "are", "was": "were", "has": "have"}
# Their details name the host and tell these failures apart.
_TOLD_BY_DETAIL = frozenset({"network_error"})


def outage_words(lookups: Iterable[Lookup], names: Mapping[str, str]) -> str:
    """One sentence on all that gave no answer, grouped by reason; "" where everybody answered.

    “Crossref and DataCite did not answer in time; Semantic Scholar (1 of 6 questions) refused (too
    many requests); DBLP was not asked, because a key is needed.” ``names`` are those of sources,
    by id.
    """
    lookups = tuple(lookups)
    put = Counter(lookup.source for lookup in lookups)
    groups: dict[tuple[bool, str], list[str]] = {}
    for source, reason, lost in refusals(lookups):
        name = names.get(source, source)
        if lost < put[source]:
            name += f" ({lost} of {put[source]} questions)"
        groups.setdefault((reason in _NOT_ASKED, reason), []).append(name)
    parts = []
    for (unasked, reason), some in sorted(groups.items(), key=lambda group: group[0][0]):
        many = len(some) > 1
        if unasked:
            words = f"{'were' if many else 'was'} not asked, because {_NOT_ASKED[reason]}"
        else:
            words = refused_words(reason)
            words = _plural(words) if many else words
        parts.append(f"{_joined(some)} {words}")
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if parts else ""


def refusals(lookups: Iterable[Lookup]) -> tuple[tuple[str, str, int], ...]:
    """(source id, reason, number of questions) of what got no answer, in the order of the asking.

    Of a source that failed in several ways only the commonest is told, the first of equals; that
    it was left alone only where nothing tells why.
    """
    counted: dict[str, dict[str, int]] = {}
    for lookup in lookups:
        if isinstance(lookup, Unavailable):
            own = counted.setdefault(lookup.source, {})
            own[lookup.reason.value] = own.get(lookup.reason.value, 0) + 1
    return tuple(
        (
            source,
            max(own, key=lambda reason: (reason != _LEFT_ALONE, own[reason])),
            sum(own.values()),
        )
        for source, own in counted.items()
    )


def refused_words(reason: str) -> str:
    """A reason (its value) as what a source did, “did not answer in time”."""
    if reason in _NOT_ASKED:
        return f"not asked, because {_NOT_ASKED[reason]}"
    return _SHORT.get(reason) or _long(reason)


def common_failure(lookups: Sequence[Lookup]) -> str | None:
    """What all that could be asked failed by, and what to do, in one sentence; None: several."""
    failed = [
        one
        for one in lookups
        if isinstance(one, Unavailable) and one.reason.value not in _NOT_ASKED
    ]
    in_time = [one for one in failed if one.reason.value != "timed_out"]
    # the end of the time catches some before they fail as the others did
    if 2 * len(in_time) >= len(failed):
        failed = in_time
    hints = {one.hint for one in failed if one.hint}
    if len({one.reason for one in failed}) != 1 or len(hints) > 1:
        return None
    first = next((one for one in failed if one.hint), failed[0])
    if first.reason.value in _TOLD_BY_DETAIL:
        what = f"every source failed alike: {first.detail}" if first.detail else ""
    else:
        what = f"every source that was asked {refused_words(first.reason.value)}"
    return "; ".join(part for part in (what, first.hint) if part) or None


def _long(reason: str) -> str:
    return {one.value: words for one, words in REASONS.items()}.get(reason, "gave no answer")


def _plural(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"{_PLURALS.get(first, first)} {rest}".rstrip()


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"

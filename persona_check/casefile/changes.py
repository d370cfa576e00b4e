"""What changed between two reports on one claim, each as the JSON document of schema 1.

An outage is no change: what a source said before and cannot be asked now is told apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Change", "changes"]

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference; ``kind`` is a word for programs, ``words`` are for a reader."""

    kind: str
    words: str


_LABELS = {
    "person": "Is there such a person?",
    "claims": "Is what is claimed true?",
    "writer": "Is the writer that person?",
}
# Levels that a reader asks for by name when a case is looked at again.
_NAMED = {"work_retracted": "retraction", "page_not_there": "page_gone"}


def changes(before: Document, after: Document) -> tuple[Change, ...]:
    """All differences, what alters the answer first."""
    silent = _silent(after) - _silent(before)
    return (
        *_answers(before, after),
        *_papers(before, after),
        *_findings(before, after, _less_answered(before, after)),
        *_items(before, after),
        *(
            Change(kind="no_answer", words=f"{one} answered then, and gave no answer now")
            for one in sorted(silent)
        ),
    )


def _answers(before: Document, after: Document) -> Iterator[Change]:
    if before["verdict"] != after["verdict"]:
        words = f"verdict: {before['verdict']}, now {after['verdict']}"
        yield Change(kind="verdict", words=words)
    then, now = before.get("questions", {}), after.get("questions", {})
    for name, label in _LABELS.items():
        old, new = then.get(name), now.get(name)
        if old is not None and new is not None and old["answer"] != new["answer"]:
            said = f"{_word(old['answer'])}, now {_word(new['answer'])}"
            yield Change(kind="answer", words=f"{label} {said}")
    if before.get("bottom_line", after["bottom_line"]) != after["bottom_line"]:
        yield Change(kind="bottom_line", words=f"bottom line now: {after['bottom_line']}")


def _papers(before: Document, after: Document) -> Iterator[Change]:
    then, now = _chosen_works(before), _chosen_works(after)
    if then is not None and now is not None and then != now:
        more = now - then
        kind, what = ("new_papers", "more") if more > 0 else ("fewer_papers", "fewer")
        count = abs(more)
        noun = "paper" if count == 1 else "papers"
        yield Change(kind=kind, words=f"{count} {what} {noun} on record ({then}, now {now})")


def _findings(before: Document, after: Document, silent: frozenset[str]) -> Iterator[Change]:
    then, now = _by_meaning(before), _by_meaning(after)
    for key, finding in now.items():
        if key not in then and (kind := _kind(finding, "new")):
            yield Change(kind=kind, words=f"new: {finding['summary']}")
    for key, finding in then.items():
        asked = {one["source"] for one in finding["evidence"]}
        if key in now or not (kind := _kind(finding, "gone")):
            continue
        # what no source says alone was put together from all of them
        if asked & silent or (silent and not asked):
            yield Change(kind="not_asked_again", words=f"not asked again: {finding['summary']}")
        else:
            word = "no longer contradicted" if kind == "mended" else "no longer found"
            yield Change(kind=kind, words=f"{word}: {finding['summary']}")


def _kind(finding: Document, when: str) -> str:
    """The word for a finding that came or went; empty where it says nothing either way."""
    if finding["level"] in _NAMED and when == "new":
        return _NAMED[finding["level"]]
    match finding["outcome"]:
        case "contradicts":
            return "new_conflict" if when == "new" else "mended"
        case "corroborates":
            return "new_support" if when == "new" else "lost_support"
    return ""


def _items(before: Document, after: Document) -> Iterator[Change]:
    then = {one["id"]: one for one in before["claim"]["assertions"]}
    for item in after["claim"]["assertions"]:
        old = then.get(item["id"])
        if old is not None and old["state"] != item["state"]:
            said = f"{_word(old['state'])}, now {_word(item['state'])}"
            yield Change(kind="item", words=f"{item['value']}: {said}")


def _by_meaning(document: Document) -> dict[tuple[str, str, Sequence[str]], Document]:
    """Findings by check, level and items: their counts and dates may differ."""
    return {
        (one["check"], one["level"], tuple(one["assertions"])): one for one in document["findings"]
    }


def _chosen_works(document: Document) -> int | None:
    chosen = next((one for one in document["candidates"] if one["chosen"]), None)
    return None if chosen is None else int(chosen["works"])


def _silent(document: Document) -> frozenset[str]:
    """Sources that answered none of their questions."""
    asked: dict[str, bool] = {}
    for lookup in document["lookups"]:
        answered = lookup["result"] != "unavailable"
        asked[lookup["source"]] = asked.get(lookup["source"], False) or answered
    return frozenset(source for source, answered in asked.items() if not answered)


def _less_answered(before: Document, after: Document) -> frozenset[str]:
    """Sources that left more of their questions unanswered than before."""

    def unanswered(document: Document) -> Counter[str]:
        return Counter(
            one["source"] for one in document["lookups"] if one["result"] == "unavailable"
        )

    then, now = unanswered(before), unanswered(after)
    return frozenset(source for source, count in now.items() if count > then[source])


def _word(name: str) -> str:
    return name.replace("_", " ")

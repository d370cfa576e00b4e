"""The letter to the person concerned: what was looked at, and how to correct it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from persona_check.model.finding import Finding
from persona_check.model.report import Report
from persona_check.report import wording
from persona_check.report.answer.items import ItemWord, answered_items
from persona_check.report.escaping import plain
from persona_check.report.outages import outage_words

__all__ = ["LANGUAGES", "ForSubject"]

LANGUAGES = ("en", "de", "fr", "es", "it", "pt")
# Here "you" is the person concerned, and so is not whoever asked for the report.
_AT_HAND = {"exhibit": "the file that came with the claim"}
_WORDS = {
    ItemWord.CONFIRMED: "confirmed",
    ItemWord.CONTRADICTED: "contradicted",
    ItemWord.UNCHECKED: "unchecked",
}


class ForSubject:
    """A letter in plain text: no verdict, no probability, every item and every source.

    Its frame is in ``language``; what the checks say is quoted in English.
    """

    id: ClassVar[str] = "for-subject"
    suffix: ClassVar[str] = ".for-subject.txt"

    def __init__(self, language: str = "en") -> None:
        self._words = _words(language)

    def render(self, report: Report) -> str:
        """The whole letter."""
        words, day = self._words, f"{report.generated_at:%Y-%m-%d}"
        name = plain(report.claim.name)
        lines = [
            words["title"].format(name=name),
            "",
            words["dear"].format(name=name),
            "",
            words["intro"].format(day=day),
            *([words["quoted"]] if words["quoted"] else []),
            "",
            *self._items(report, day),
            *self._aside(report, day),
            *self._decided(report),
            *self._gaps(report),
            "",
            words["correct"],
            *(f"  - {line}" for line in words["ways"]),
            "",
            words["not_shown"],
            *(f"  - {line}" for line in words["limits"]),
            "",
            words["regards"],
            words["sender"],
            "",
            f"persona-check {report.tool_version}, {report.generated_at:%Y-%m-%d %H:%M} UTC",
        ]
        return "\n".join(lines) + "\n"

    def _items(self, report: Report, day: str) -> Iterator[str]:
        """Each item with what was found of it alone, then what was found of several or of none."""
        yield self._words["given"]
        told: set[str] = set()
        for item in answered_items(report):
            value, word = plain(item.assertion.value), self._words[_WORDS[item.word]]
            yield f"  - {value}: {word}"
            for finding in report.assessment.findings:
                if finding.observation.assertions == (item.assertion.id,):
                    told.add(finding.id)
                    yield from self._found(finding, report, day, "    ")
        rest = [one for one in report.assessment.findings if one.id not in told]
        if rest:
            yield from ("", self._words["beyond"])
        for finding in rest:
            yield from self._found(finding, report, day, "  - ")

    def _found(self, finding: Finding, report: Report, day: str, lead: str) -> Iterator[str]:
        said = plain(wording.sentence(finding.observation.summary))
        yield f"{lead}{said} ({plain(self._source(finding, report, day))})"
        if innocent := wording.innocent_words(finding):
            yield f"    {self._words['everyday'].format(words=plain(innocent))}"
            if advice := report.if_wrong.get(finding.observation.check):
                yield f"    {self._words['advice'].format(words=advice)}"

    def _source(self, finding: Finding, report: Report, day: str) -> str:
        names = {**wording.source_names(report), **_AT_HAND}
        return wording.sources_words(finding, names) or f"what was given to us, {day}"

    def _aside(self, report: Report, day: str) -> Iterator[str]:
        if report.review is None:
            return
        yield from ("", self._words["aside"])
        for one in report.review.set_aside:
            said = plain(wording.sentence(one.finding.observation.summary))
            yield f"  - {said} ({plain(self._source(one.finding, report, day))})"
            yield f"    {self._words['reason'].format(words=plain(one.reason, 500))}"
            if innocent := wording.innocent_words(one.finding):
                yield f"    {self._words['everyday'].format(words=plain(innocent))}"

    def _decided(self, report: Report) -> Iterator[str]:
        if report.decisions:
            yield from ("", self._words["decided"])
        for one in report.decisions:
            yield f"  - {plain(wording.decision_words(one), 2_500)}"

    def _gaps(self, report: Report) -> Sequence[str]:
        values = {item.id: item.value for item in report.claim.assertions}
        names = wording.source_names(report)
        gaps = []
        for skip in wording.unchecked(report.assessment.skipped):
            about = ", ".join(plain(values[a], 60) for a in skip.assertions if a in values)
            line = f"  - {wording.check_words(skip)}: {plain(wording.skip_words(skip))}"
            gaps.append(f"{line}: {about}" if about else line)
        if silent := outage_words(report.lookups, names):
            gaps.append(f"  - {plain(silent)}")
        if unclaimed := wording.unclaimed_words(report.assessment.skipped):
            gaps.append(f"  - {unclaimed}")
        return ["", self._words["gaps"], *gaps] if gaps else []


@cache
def _words(language: str) -> Mapping[str, Any]:
    path = Path(__file__).with_name("letter") / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))

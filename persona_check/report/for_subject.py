"""The letter to the person concerned: what was looked at, and how to correct it."""

from typing import ClassVar

from persona_check.model.finding import AssertionState, Outcome
from persona_check.model.report import Report
from persona_check.report import wording
from persona_check.report.escaping import plain
from persona_check.report.outages import outage_words

__all__ = ["ForSubject"]

_STATES = {
    AssertionState.SUPPORTED: "confirmed",
    AssertionState.PARTLY: "confirmed in part",
    AssertionState.CONFLICT: "differs from what we found",
    AssertionState.NOT_FOUND: "we found no record of this",
    AssertionState.AMBIGUOUS: "what we found leaves this open",
    AssertionState.COULD_NOT_CHECK: "we could not check this",
    AssertionState.NOT_APPLICABLE: "we did not compare this",
}


# Here "you" is the person concerned, and so is not whoever asked for the report.
_AT_HAND = {"exhibit": "the file that came with the claim"}
_NOT_SHOWN = (
    "that whoever wrote to us is you: anybody can copy a public record; only a signed email from "
    "an address printed for you, or a sign-in with the ORCID iD, shows who is writing"
)


class ForSubject:
    """A letter in plain text: no verdict, no probability, every item and every source."""

    id: ClassVar[str] = "for-subject"
    suffix: ClassVar[str] = ".for-subject.txt"

    def render(self, report: Report) -> str:
        """The whole letter."""
        day = f"{report.generated_at:%Y-%m-%d}"
        names = {**wording.source_names(report), **_AT_HAND}
        lines = [
            f"What we looked at: {plain(report.claim.name)}",
            "",
            f"Dear {plain(report.claim.name)},",
            "",
            f"On {day} we compared details that were given to us with public records. This page "
            "lists what we compared and what we found, so that you can correct it. It says nothing "
            "about you as a person.",
            "",
            "What was given to us",
        ]
        states = dict(report.assessment.states)
        lines += [
            f"  - {plain(item.value)}: "
            f"{_STATES[states.get(item.id, AssertionState.NOT_APPLICABLE)]}"
            for item in report.claim.assertions
        ]
        for title, outcome in (
            ("What differs from the records we found", Outcome.CONTRADICTS),
            ("What the records confirm", Outcome.CORROBORATES),
            ("What else we found", Outcome.INCONCLUSIVE),
        ):
            found = [f for f in report.assessment.findings if f.level.outcome is outcome]
            if found:
                lines += ["", title]
            for finding in found:
                source = wording.sources_words(finding, names) or f"what was given to us, {day}"
                lines.append(
                    f"  - {plain(wording.sentence(finding.observation.summary))} ({plain(source)})"
                )
                if innocent := wording.innocent_words(finding):
                    lines.append(f"    This may have an everyday reason: {plain(innocent)}.")
                    if advice := report.if_wrong.get(finding.observation.check):
                        lines.append(f"    What you can do: {advice}")
        if report.review:
            lines += ["", "What we set aside and did not count"]
        for one in report.review.set_aside if report.review else ():
            source = wording.sources_words(one.finding, names) or f"what was given to us, {day}"
            lines.append(
                f"  - {plain(wording.sentence(one.finding.observation.summary))} ({plain(source)})"
            )
            lines.append(f"    The reviewer's reason: {plain(one.reason, 500)}")
            if innocent := wording.innocent_words(one.finding):
                lines.append(f"    This may have an everyday reason: {plain(innocent)}.")
        values = {item.id: item.value for item in report.claim.assertions}
        gaps = []
        for skip in report.assessment.skipped:
            about = ", ".join(plain(values[a], 60) for a in skip.assertions if a in values)
            words = f"  - {wording.check_words(skip)}: {plain(wording.skip_words(skip))}"
            gaps.append(f"{words}: {about}" if about else words)
        if silent := outage_words(report.lookups, wording.source_names(report)):
            gaps.append(f"  - {plain(silent)}")
        if gaps:
            lines += ["", "What we could not check", *gaps]
        lines += [
            "",
            "How to correct this (please reply by [date])",
            "  - Reply to whoever sent you this page, through a channel that you know to be "
            "theirs. Say which line is wrong and, if you can, where there is a better record: a "
            "DOI, an ORCID iD, a page of your institution.",
            "  - A record that is wrong at its source (OpenAlex, Crossref, ORCID …) can be "
            "corrected there; each of them accepts corrections from authors.",
            "  - If somebody else used your name, tell us; an email from your institution's "
            "mailbox is enough to show it.",
            "  - You may ask what was kept about you, and have it corrected or deleted.",
            "  - You need not say why you have no public record, use several names, or would "
            "rather not show a portrait.",
            "",
            "What this does not show",
            *(
                f"  - {wording.sentence(words)}"
                for words in (_NOT_SHOWN, *wording.NOT_ESTABLISHED[1:])
            ),
            "",
            "Kind regards",
            "[your name]",
            "",
            f"persona-check {report.tool_version}, {report.generated_at:%Y-%m-%d %H:%M} UTC",
        ]
        return "\n".join(lines) + "\n"

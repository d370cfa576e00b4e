"""The page itself: what the template is given, and how outside text is escaped."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from persona_check.model.finding import Finding, Outcome
from persona_check.model.report import Assurance, Report
from persona_check.report import wording
from persona_check.report.answer.bottom_line import bottom_line
from persona_check.report.answer.knowers import caption, years_shown
from persona_check.report.answer.questions import QUESTIONS, Exists, questions
from persona_check.report.answer.reasons import conflicts, reason
from persona_check.report.candidates import described, not_looked_at
from persona_check.report.escaping import plain
from persona_check.report.html.graph import draw
from persona_check.report.html.items import claimed_items, tally
from persona_check.report.html.portrait import portraits
from persona_check.report.html.tracks import (
    fall,
    share_at,
    share_mark,
    span_bar,
    year_bars,
    year_marks,
)
from persona_check.report.html.witnesses import witnesses
from persona_check.report.outages import outage_words
from persona_check.report.sources_used import answers
from persona_check.report.timeline import scale, timeline
from persona_check.report.waterfall import waterfall

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["Html", "template"]

LONGEST_LINK = 2000
MOST_CANDIDATES = 12
# More conflicts than these are told in a line each that opens: on a telephone the next step would
# otherwise lie below the first screen.
MOST_TOLD_WHOLE = 2
# From here on the page says why a public record carries no further: at the default prior a flawless
# one ends near 0.8, and a reader would wonder why so long a record does not give more.
COPIED = 0.7


class Html:
    """One file for a mail attachment, a screen or paper; nothing in it is loaded or run."""

    id: ClassVar[str] = "html"
    suffix: ClassVar[str] = ".html"

    def render(self, report: Report) -> str:
        """The whole page."""
        from markupsafe import Markup

        assessment = report.assessment
        findings = assessment.findings
        items = claimed_items(report)
        told = questions(report)
        skipped = assessment.skipped
        against = [one.finding for one in conflicts(report)]
        named = {one.id for one in against}
        years = years_shown(told.knowers, report.generated_at.year)
        known = scale(*years) if years else None
        plot = timeline(report)
        return template("report.html.j2").render(
            report=report,
            claim=report.claim,
            candidates=[(one, described(one)) for one in report.candidates[:MOST_CANDIDATES]],
            candidates_title=wording.candidates_title(report),
            assessment=assessment,
            bottom_line=bottom_line(report, told),
            tone=told.tone,
            rows=tuple(zip(QUESTIONS, told.rows, strict=True)),
            several=told.person.answer is Exists.SEVERAL,
            knowers=told.knowers,
            known=known,
            known_marks=year_marks(known),
            knowers_caption=caption(told.knowers),
            reason=lambda finding: reason(finding, report),
            unchecked=wording.unchecked(skipped),
            unclaimed=wording.unclaimed_words(skipped),
            items=items,
            tally=tally(items),
            anchors={finding.id: f"f{number}" for number, finding in enumerate(findings)},
            conflicts=against,
            most_told_whole=MOST_TOLD_WHOLE,
            repeated=[one for one in _of(findings, Outcome.CONTRADICTS) if one.id not in named],
            support=_of(findings, Outcome.CORROBORATES),
            neutral=_of(findings, Outcome.INCONCLUSIVE),
            gaps=outage_words(report.lookups, wording.source_names(report)),
            candidates_rest=not_looked_at(report),
            values={item.id: item.value for item in report.claim.assertions},
            timeline=plot,
            timeline_marks=year_marks(plot),
            span_bar=span_bar,
            year_bars=year_bars,
            drawing=draw(report.graph),
            coauthors=sorted(
                (node for node in report.graph.nodes if not node.subject),
                key=lambda node: (-node.works, node.name, node.id),
            ),
            portraits=portraits(report),
            steps=waterfall(report),
            scale=[(f"{share:g}", share_at(share)) for share in (0.01, 0.1, 0.5, 0.9, 0.99)],
            share_mark=share_mark,
            fall=fall,
            witnesses=witnesses(findings),
            answers=answers(report),
            copied=assessment.assurance is not Assurance.A4 and assessment.confidence >= COPIED,
            wording=wording,
            names=wording.source_names(report),
            br=Markup("<br>"),
        )


@cache
def template(name: str) -> "Template":
    """A template of this folder, in which all text is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_inert,
    )
    environment.filters |= {
        "instant": _instant,
        "link": _link,
        "opening": _opening,
        "in_short": _in_short,
    }
    return environment.get_template(name)


def _inert(value: Any) -> Any:
    """Outside text without controls and direction marks; the template's escaping does the rest."""
    if hasattr(value, "__html__") or not isinstance(value, str):
        return value
    return plain(value, LONGEST_LINK)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _link(address: str) -> str:
    """The address where a page may point to it; empty otherwise."""
    shown = plain(address, LONGEST_LINK)
    return shown if shown == address and address.startswith(("https://", "http://")) else ""


def _opening(text: str) -> str:
    """The class that shows a sentence with a capital; none where it opens with an identifier."""
    return "cap" if wording.opens_with_a_word(text) else ""


def _in_short(finding: Finding) -> tuple[str, str]:
    """A finding's first clause and the rest of it; a quotation is never cut."""
    first, _, rest = finding.observation.summary.partition("; ")
    if first.count("“") == first.count("”"):
        return first, rest
    return finding.observation.summary, ""


def _of(findings: Sequence[Finding], outcome: Outcome) -> list[Finding]:
    return [finding for finding in findings if finding.level.outcome is outcome]

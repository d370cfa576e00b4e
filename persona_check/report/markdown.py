"""The report as Markdown, for tickets and for programs that read text."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from persona_check.model.finding import Finding, Outcome
from persona_check.model.report import Report
from persona_check.model.years import span_words
from persona_check.report import wording
from persona_check.report.answer.bottom_line import bottom_line
from persona_check.report.answer.items import answered_items
from persona_check.report.answer.knowers import knowers
from persona_check.report.answer.questions import QUESTIONS, questions
from persona_check.report.candidates import described, not_looked_at
from persona_check.report.escaping import markdown
from persona_check.report.outages import outage_words
from persona_check.report.sources_used import answers
from persona_check.report.timeline import timeline
from persona_check.report.waterfall import bar_words, waterfall

__all__ = ["Markdown"]

MOST_COAUTHORS, MOST_CANDIDATES = 40, 12
LONGEST_ANSWER = 900  # characters of the bottom line


class Markdown:
    """CommonMark with tables; outside text is escaped to the letter."""

    id: ClassVar[str] = "markdown"
    suffix: ClassVar[str] = ".md"

    def render(self, report: Report) -> str:
        """The whole text."""
        findings = report.assessment.findings
        parts = [
            _head(report),
            _section("What contradicts the claim", _lines(report, findings, Outcome.CONTRADICTS)),
            _section("What to do next", _next(report)),
            _section("Who would have to know this person, and since when", _knowers(report)),
            _section("Set aside by the reviewer and not counted", _set_aside(report)),
            _section("Decisions", _decided(report)),
            _section("The claim, item by item", _items(report)),
            _section("What could not be checked, and why", _gaps(report)),
            _section(wording.candidates_title(report), _candidates(report)),
            _section("The years claimed and the years on record", _years(report)),
            _section("Coauthors on record", _coauthors(report)),
            _section("What this does not show", _not_established()),
            _section("What supports the claim", _lines(report, findings, Outcome.CORROBORATES)),
            _section(
                "What says nothing either way",
                _lines(report, findings, Outcome.INCONCLUSIVE),
            ),
            _section("The figures behind the answer", _figures(report)),
            _section("How the confidence came about", _waterfall(report)),
            _section("Sources, times and hashes", _sources(report)),
            _foot(report),
        ]
        return "\n\n".join(part for part in parts if part) + "\n"


def _head(report: Report) -> str:
    answers = questions(report)
    return "\n".join(
        [
            f"# Evidence report: {markdown(report.claim.name)}",
            "",
            f"**{markdown(bottom_line(report, answers), LONGEST_ANSWER)}**",
            "",
            "| | | |",
            "| --- | --- | --- |",
            *(
                f"| {question} | **{row.short}** | {markdown(row.words)} |"
                for question, row in zip(QUESTIONS, answers.rows, strict=True)
            ),
        ]
    )


def _knowers(report: Report) -> list[str]:
    rows = []
    for one in knowers(report):
        years = ", ".join(span_words(*span) for span in one.spans)
        words = f"{years}: {markdown(one.words)}" if years else markdown(one.words)
        silent = "nothing found" if one.asked else "not asked"
        rows.append(f"- {one.label}: {words if one.knows else silent}")
    return rows


def _figures(report: Report) -> list[str]:
    assessment = report.assessment
    low, high = assessment.interval
    shares = assessment.hypotheses
    rows = (
        ("Verdict", f"{assessment.verdict}: {wording.VERDICTS[assessment.verdict]}"),
        ("Confidence", f"{assessment.confidence:.2f} (90 % interval {low:.2f} to {high:.2f})"),
        ("The record is real", wording.share_words(1 - shares.fabricated)),
        ("The writer is its owner", wording.share_words(shares.genuine)),
        (
            "The three cases",
            f"genuine {wording.share_words(shares.genuine)}, "
            f"fabricated {wording.share_words(shares.fabricated)}, "
            f"borrowed {wording.share_words(shares.borrowed)}",
        ),
        ("Contradiction", wording.severity_words(assessment.conflict)),
        ("Assurance", f"{assessment.assurance}: {wording.assurance_words(assessment)}"),
        (
            "Coverage",
            f"{assessment.coverage:.0%} of what was claimed could be checked; "
            f"{wording.answered_words(report.lookups)}",
        ),
    )
    return ["| | |", "| --- | --- |", *(f"| {label} | {words} |" for label, words in rows)]


def _lines(report: Report, findings: Iterable[Finding], outcome: Outcome) -> list[str]:
    lines = []
    for finding in findings:
        if finding.level.outcome is not outcome:
            continue
        observation = finding.observation
        words = markdown(wording.sentence(observation.summary))
        if outcome is Outcome.CONTRADICTS:
            words += f" **[{wording.severity_words(finding.level.severity)}]**"
        details = [
            markdown(wording.where_words(finding, report)),
            wording.strength_words(finding)
            if finding.counted and outcome is not Outcome.CONTRADICTS
            else "",
            wording.witness_words(finding),
            f"`{finding.id}`",
            f"not counted: {markdown(finding.not_counted_because)}"
            if finding.not_counted_because and finding.log10_lr_fabricated
            else "",
        ]
        lines.append(f"- {words} ({'; '.join(part for part in details if part)})")
        if innocent := wording.innocent_words(finding):
            lines.append(f"  - *Could also be: {markdown(innocent)}*")
    return lines


def _set_aside(report: Report) -> list[str]:
    if report.review is None:
        return []
    lines = [f"{wording.before_words(report.review).capitalize()}.", ""]
    for one in report.review.set_aside:
        where = markdown(wording.where_words(one.finding, report))
        lines.append(f"- {markdown(one.finding.observation.summary)} ({where}; `{one.finding.id}`)")
        lines.append(f"  - The reviewer's reason: {markdown(one.reason, 500)}")
        if innocent := wording.innocent_words(one.finding):
            lines.append(f"  - *Could also be: {markdown(innocent)}*")
    return lines


def _decided(report: Report) -> list[str]:
    return [f"- {markdown(wording.decision_words(one), 2_500)}" for one in report.decisions]


def _items(report: Report) -> list[str]:
    if not report.claim.assertions:
        return []
    return [
        "| How it ended | Claimed | Kind | Origin |",
        "| --- | --- | --- | --- |",
        *(
            f"| {item.word}{f' ({item.reason})' if item.reason else ''} "
            f"| {markdown(item.assertion.value)} | {item.assertion.kind} "
            f"| {markdown(item.assertion.origin)} |"
            for item in answered_items(report)
        ),
    ]


def _gaps(report: Report) -> list[str]:
    values = {item.id: item.value for item in report.claim.assertions}
    lines = []
    for skip in wording.unchecked(report.assessment.skipped):
        about = ", ".join(markdown(values[a], 60) for a in skip.assertions if a in values)
        words = f"- {wording.check_words(skip)}: {markdown(wording.skip_words(skip))}"
        lines.append(f"{words}: {about}" if about else words)
    if gaps := outage_words(report.lookups, wording.source_names(report)):
        lines.append(f"- {markdown(gaps)}")
    if unclaimed := wording.unclaimed_words(report.assessment.skipped):
        lines.append(f"- {unclaimed}")
    return lines


def _years(report: Report) -> list[str]:
    plot = timeline(report)
    rows = plot.rows if plot else ()
    return [f"- {markdown(row.label)}: {row.words}" for row in rows]


def _coauthors(report: Report) -> list[str]:
    people = sorted(
        (node for node in report.graph.nodes if not node.subject),
        key=lambda node: (not node.claimed, -node.works, node.name, node.id),
    )
    lines = [
        f"- {markdown(node.name, 80)}: {node.works} {'paper' if node.works == 1 else 'papers'}"
        + (
            f", {span_words(node.first_year, node.last_year)}"
            if node.first_year and node.last_year
            else ""
        )
        + (", claimed" if node.claimed else "")
        for node in people[:MOST_COAUTHORS]
    ]
    more = len(people) - len(lines)
    return [*lines, *([f"- and {more} more"] if more else [])]


def _candidates(report: Report) -> list[str]:
    if len(report.candidates) < 2:
        return []
    lines = [
        f"- {markdown(line.words)}"
        + (f" ({markdown(line.link)})" if line.link else "")
        + (" (compared with the claim)" if one.chosen else "")
        for one in report.candidates[:MOST_CANDIDATES]
        for line in [described(one)]
    ]
    more = len(report.candidates) - len(lines)
    rest = not_looked_at(report)
    return [
        *lines,
        *([f"- and {more} more"] if more else []),
        *([f"- {markdown(rest)}"] if rest else []),
    ]


def _sources(report: Report) -> list[str]:
    names = wording.source_names(report)
    rows = [
        f"| {names.get(one.source, one.source)} | {one.retrieved_at:%Y-%m-%d %H:%M} UTC, {one.via} "
        f"| {markdown(one.url)} | `{one.sha256}` |"
        for one in answers(report)
    ]
    head = ["| Source | When | Address | SHA-256 |", "| --- | --- | --- | --- |"]
    return [*head, *rows] if rows else []


def _waterfall(report: Report) -> list[str]:
    steps = waterfall(report)
    if not steps:
        return []
    prior = report.assessment.prior
    return [
        "```text",
        f"{'0.01      0.5     0.99':22} before any evidence {prior.hypotheses.genuine:.2f}",
        *(
            f"{bar_words(step):22} {wording.share_words(step.after)} {step.finding.id}"
            + ("" if step.finding.counted else " (same witness again, not counted)")
            for step in steps
        ),
        f"{'':22} {report.assessment.confidence:.2f} confidence",
        "```",
    ]


def _next(report: Report) -> list[str]:
    lines = []
    for number, step in enumerate(report.next_steps, 1):
        lines.append(f"{number}. {markdown(step.action)}  ")
        lines.append(f"   {markdown(step.why)}")
        if step.message:
            quoted = (f"   > {markdown(line)}  " for line in step.message.splitlines())
            lines += ["", *quoted, ""]
    return lines[:-1] if lines and not lines[-1] else lines


def _not_established() -> list[str]:
    return [
        *(f"- {wording.sentence(words)}" for words in wording.NOT_ESTABLISHED),
        "",
        f"**{wording.DECISION}** {wording.NOT_A_FIGURE}",
    ]


def _foot(report: Report) -> str:
    return "\n\n".join(
        [
            f"{markdown(wording.prior_words(report), wording.LONGEST_BASIS)} "
            f"{markdown(wording.weight_words(report))} {wording.judgement_words(report)}",
            *(markdown(note) for note in report.notes),
            f"persona-check {report.tool_version}, calibration "
            f"{markdown(report.assessment.calibration_id)}, "
            f"{report.generated_at:%Y-%m-%d %H:%M} UTC",
        ]
    )


def _section(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"## {title}", "", *lines]) if lines else ""

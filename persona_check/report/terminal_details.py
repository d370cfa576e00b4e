"""All that a report holds, for a person at a terminal: what ``--details`` prints."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from persona_check.model.finding import Finding, Outcome
from persona_check.model.report import Report, Verdict
from persona_check.report import wording
from persona_check.report.answer.bottom_line import bottom_line
from persona_check.report.answer.items import ItemWord, answered_items
from persona_check.report.candidates import described, not_looked_at
from persona_check.report.escaping import plain
from persona_check.report.outages import outage_words

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["details"]

LONGEST_LINE = 2_000
_VERDICT_STYLES = {
    Verdict.CORROBORATED: "bold green",
    Verdict.MIXED: "bold yellow",
    Verdict.CONTRADICTED: "bold red",
    Verdict.INSUFFICIENT: "bold cyan",
}
_WORD_STYLES = {
    ItemWord.CONFIRMED: "green",
    ItemWord.CONTRADICTED: "red",
    ItemWord.UNCHECKED: "dim",
}
_SECTIONS = (
    ("What contradicts the claim", Outcome.CONTRADICTS),
    ("What supports the claim", Outcome.CORROBORATES),
    ("What says nothing either way", Outcome.INCONCLUSIVE),
)


def details(report: Report, columns: int, *, color: bool) -> str:
    """The whole report, the bottom line first."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        width=columns,
        force_terminal=color,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    _head(console, report)
    _claimed(console, report)
    findings = report.assessment.findings
    for title, outcome in _SECTIONS:
        _section(console, title, _of(findings, outcome), report)
    _set_aside(console, report)
    _decided(console, report)
    _unchecked(console, report)
    _candidates(console, report)
    _next(console, report)
    _foot(console, report)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _line(
    console: "Console", words: str, *, style: str = "", indent: int = 0, mark: str = ""
) -> None:
    """One paragraph with a hanging indent, inert whatever it is put together from."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    row = Table.grid(padding=(0, 1), expand=True)
    if mark:
        row.add_column(width=len(mark))
    row.add_column(ratio=1)
    cells = [Text(mark, style=style)] if mark else []
    row.add_row(*cells, Text(plain(words, LONGEST_LINE), style="" if mark else style))
    console.print(Padding(row, (0, 0, 0, indent)))


def _title(console: "Console", words: str) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(words, style="bold"))


def _head(console: "Console", report: Report) -> None:
    from rich.text import Text

    assessment = report.assessment
    low, high = assessment.interval
    shares = assessment.hypotheses
    console.print(Text(plain(report.claim.name), style="bold"))
    console.print()
    _line(console, bottom_line(report), style="bold")
    console.print()
    verdict = Text(f"{assessment.verdict}", style=_VERDICT_STYLES[assessment.verdict])
    verdict.append(f"  {wording.VERDICTS[assessment.verdict]}", style="")
    console.print(verdict)
    console.print()
    rows: tuple[tuple[str, str], ...] = (
        (
            "confidence",
            f"{assessment.confidence:.2f}  (90 % interval {low:.2f} to {high:.2f})"
            "  that the writer is who they claim to be",
        ),
        ("the record is real", wording.share_words(1 - shares.fabricated)),
        ("the writer is its owner", wording.share_words(shares.genuine)),
        (
            "the three cases",
            f"genuine {wording.share_words(shares.genuine)}"
            f" · fabricated {wording.share_words(shares.fabricated)}"
            f" · borrowed {wording.share_words(shares.borrowed)}",
        ),
        ("contradiction", wording.severity_words(assessment.conflict)),
        ("assurance", f"{assessment.assurance}  {wording.assurance_words(assessment)}"),
        (
            "coverage",
            f"{assessment.coverage:.0%} of what was claimed could be checked; "
            f"{wording.answered_words(report.lookups)}",
        ),
    )
    if report.review:
        rows = (
            *rows,
            (
                "set aside",
                f"{len(report.review.set_aside)} by the reviewer, see below; "
                f"{wording.before_words(report.review)}",
            ),
        )
    width = max(len(label) for label, _ in rows)
    for label, words in rows:
        _line(console, words, mark=f"{label:>{width}}", style="dim")


def _claimed(console: "Console", report: Report) -> None:
    if not report.claim.assertions:
        return
    _title(console, "The claim, item by item")
    for item in answered_items(report):
        claimed = item.assertion
        words = f"{plain(claimed.value)}  [{claimed.kind}, {plain(claimed.origin)}]"
        if item.word is not ItemWord.CONFIRMED:
            words += f" – {item.word}" + (f": {item.reason}" if item.reason else "")
        style = _WORD_STYLES[item.word]
        _line(console, words, mark=item.word.mark, style=style, indent=2)


def _of(findings: Sequence[Finding], outcome: Outcome) -> list[Finding]:
    return [finding for finding in findings if finding.level.outcome is outcome]


def _section(console: "Console", title: str, findings: Iterable[Finding], report: Report) -> None:
    findings = list(findings)
    if not findings:
        return
    _title(console, title)
    for finding in findings:
        observation = finding.observation
        style = {Outcome.CONTRADICTS: "red", Outcome.CORROBORATES: "green"}.get(
            finding.level.outcome, "dim"
        )
        mark = {Outcome.CONTRADICTS: "✗", Outcome.CORROBORATES: "✓"}.get(finding.level.outcome, "·")
        words = plain(observation.summary)
        if finding.level.outcome is Outcome.CONTRADICTS:
            words += f"  [{wording.severity_words(finding.level.severity)}]"
        if not finding.level.weighed and finding.level.outcome is not Outcome.CONTRADICTS:
            sources = wording.sources_words(finding, wording.source_names(report))
            details = [sources, wording.witness_words(finding)]
            words += f"  ({' · '.join(part for part in details if part)})" if any(details) else ""
            _line(console, words, mark=mark, style="dim", indent=2)
            continue
        _line(console, words, mark=mark, style=style, indent=2)
        source = wording.where_words(finding, report)
        details = [source, finding.id]
        if witnesses := wording.witness_words(finding):
            details.insert(1, witnesses)
        if finding.counted:
            details.append(wording.strength_words(finding))
        elif finding.level.weighed and finding.not_counted_because:
            details.append(f"not counted: {plain(finding.not_counted_because)}")
        _line(console, " · ".join(details), style="dim", indent=4)
        if innocent := wording.innocent_words(finding):
            _line(console, f"could also be: {plain(innocent)}", style="italic", indent=4)


def _set_aside(console: "Console", report: Report) -> None:
    if report.review is None:
        return
    _title(console, "Set aside by the reviewer and not counted")
    for one in report.review.set_aside:
        _line(console, plain(one.finding.observation.summary), mark="○", indent=2)
        source = wording.where_words(one.finding, report)
        _line(console, f"{source} · {one.finding.id}", style="dim", indent=4)
        _line(console, f"the reviewer's reason: {plain(one.reason, 500)}", indent=4)
        if innocent := wording.innocent_words(one.finding):
            _line(console, f"could also be: {plain(innocent)}", style="italic", indent=4)


def _decided(console: "Console", report: Report) -> None:
    if report.decisions:
        _title(console, "Decisions")
    for one in report.decisions:
        _line(console, plain(wording.decision_words(one), LONGEST_LINE), mark="→", indent=2)


def _unchecked(console: "Console", report: Report) -> None:
    values = {assertion.id: assertion.value for assertion in report.claim.assertions}
    gaps = outage_words(report.lookups, wording.source_names(report))
    if not report.assessment.skipped and not gaps:
        return
    _title(console, "What could not be checked, and why")
    for skip in wording.unchecked(report.assessment.skipped):
        about = ", ".join(plain(values[a], 60) for a in skip.assertions if a in values)
        words = f"{wording.check_words(skip)}: {plain(wording.skip_words(skip))}"
        _line(console, f"{words} – {about}" if about else words, mark="–", style="dim", indent=2)
    if gaps:
        _line(console, gaps, mark="–", style="dim", indent=2)
    if unclaimed := wording.unclaimed_words(report.assessment.skipped):
        _line(console, unclaimed, mark="·", style="dim", indent=2)


def _candidates(console: "Console", report: Report) -> None:
    if len(report.candidates) < 2:
        return
    _title(console, wording.candidates_title(report))
    for candidate in report.candidates[:8]:
        line = described(candidate)
        mark = "→" if candidate.chosen else " "
        _line(console, plain(line.words), mark=mark, indent=2)
        if line.link:
            _line(console, plain(line.link), indent=4, style="dim")
    if len(report.candidates) > 8:
        _line(console, f"and {len(report.candidates) - 8} more", indent=4, style="dim")
    if rest := not_looked_at(report):
        _line(console, rest, indent=4, style="dim")


def _next(console: "Console", report: Report) -> None:
    if not report.next_steps:
        return
    _title(console, "What to do next")
    for number, step in enumerate(report.next_steps, 1):
        _line(console, plain(step.action), mark=f"{number}.", indent=2)
        _line(console, plain(step.why), style="dim", indent=5)
        for line in (step.message or "").splitlines():
            if line.strip():
                _line(console, plain(line), mark="|", indent=5)


def _foot(console: "Console", report: Report) -> None:
    assessment = report.assessment
    _title(console, "What this does not show")
    for words in wording.NOT_ESTABLISHED:
        _line(console, words, mark="·", style="dim", indent=2)
    console.print()
    for words in (wording.prior_words(report), wording.weight_words(report)):
        _line(console, plain(words, wording.LONGEST_BASIS), style="dim")
    _line(console, wording.judgement_words(report), style="dim")
    for note in report.notes:
        _line(console, plain(note), style="dim")
    _line(
        console,
        f"persona-check {report.tool_version}, calibration {assessment.calibration_id}, "
        f"{report.generated_at:%Y-%m-%d %H:%M} UTC. {wording.NOT_A_FIGURE} {wording.DECISION}",
        style="dim",
    )

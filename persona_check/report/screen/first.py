"""The first screen: at most 30 lines that hold the answer, its reasons and the next step.

What is fine is folded; what conflicts is told in fewer words before it is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from persona_check.model.finding import SkipReason
from persona_check.model.lookup import BY_CHOICE, Unavailable
from persona_check.model.report import Report
from persona_check.model.years import span_words
from persona_check.report import wording
from persona_check.report.answer.bottom_line import bottom_line
from persona_check.report.answer.items import ItemWord, counted
from persona_check.report.answer.knowers import years_shown
from persona_check.report.answer.questions import (
    QUESTIONS,
    Exists,
    Questions,
    Tone,
    WriterIs,
    questions,
)
from persona_check.report.answer.reasons import Reason, conflicts
from persona_check.report.candidates import described, not_looked_at
from persona_check.report.escaping import plain
from persona_check.report.screen.folded import folded_confirmed, folded_unchecked
from persona_check.report.screen.lines import Line, cut, painted, width, wrapped

__all__ = ["MOST_LINES", "first_screen"]

MOST_LINES = 30
MOST_SILENT_NAMED = 2
MOST_CANDIDATES = 5
NUMBERS = 7 + 2 + 11  # columns of a person's papers and years
ANSWER_AT, WORDS_AT = 29, 42
BAR = 24
_STYLES = {Tone.GOOD: "good", Tone.AGAINST: "bad", Tone.WHICH: "open", Tone.OPEN: "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How much is told: of each conflict 0 everything, 1 its words whole, 2 two lines, 3 one."""

    conflict: int = 0
    steps: int = 3
    knowers: bool = True
    folded: int = 2  # lines of what is confirmed, and of what could not be checked
    shown: int = 1_000  # conflicts


_PLANS = (
    _Plan(),
    _Plan(steps=2),
    _Plan(steps=1),
    _Plan(knowers=False),
    _Plan(steps=2, knowers=False),
    _Plan(steps=1, knowers=False),
    _Plan(conflict=1, steps=2, knowers=False),
    _Plan(conflict=1, steps=1, knowers=False),
    _Plan(conflict=2, steps=1, knowers=False),
    _Plan(conflict=2, steps=1, knowers=False, folded=1),
    _Plan(conflict=3, steps=1, knowers=False, folded=1),
)


def first_screen(report: Report, columns: int, *, color: bool, unicode: bool) -> str:
    """The screen as text; the fullest plan that fits is taken."""
    answers = questions(report)
    against = conflicts(report)
    lines: list[Line] = []
    for plan in _PLANS:
        lines = list(_screen(report, answers, against, plan, columns))
        if len(lines) <= MOST_LINES:
            break
    else:
        # a line for each conflict, and still too many: the rest is counted, on a line of its own
        room = len(against) - (len(lines) - MOST_LINES) - 1
        plan = replace(_PLANS[-1], shown=max(1, room))
        lines = list(_screen(report, answers, against, plan, columns))
    return painted(lines[:MOST_LINES], color=color, unicode=unicode)


def _screen(
    report: Report, answers: Questions, against: Sequence[Reason], plan: _Plan, columns: int
) -> Iterator[Line]:
    yield from _head(report, columns)
    yield Line()
    yield from _bottom_line(report, answers, columns)
    yield Line()
    yield from _answers(answers, columns)
    yield from _reviewed(report, columns)
    if answers.person.answer is Exists.SEVERAL:
        yield from _people(report, columns)
    if against:
        yield Line()
        yield from _conflicts(against, plan, columns)
    if plan.knowers and answers.person.answer not in (Exists.SEVERAL, Exists.NO_TRACE):
        yield from _knowers(report, answers, columns)
    yield from _folded(answers, plan, columns)
    yield from _steps(report, plan, columns)
    yield Line()
    yield from _foot(report, answers, columns)


def _head(report: Report, columns: int) -> Iterator[Line]:
    day = report.generated_at
    answered = {one.source for one in report.lookups if not isinstance(one, Unavailable)}
    # who was left alone by choice did not fail to answer
    silent = dict.fromkeys(
        one.source
        for one in report.lookups
        if isinstance(one, Unavailable)
        and one.source not in answered
        and one.reason not in BY_CHOICE
    )
    said = f"{len(answered)} {'source' if len(answered) == 1 else 'sources'} answered"
    if report.lookups and not answered and not silent:
        said = "no source was asked"
    when = f"{day.day} {day:%b} {day.year} · {said}"
    if silent:
        named = " and ".join(report.source_names.get(source, source) for source in silent)
        room = columns - width(report.claim.name) - 2
        full = f"{when}, {plain(named)} did not"
        few = len(silent) <= MOST_SILENT_NAMED and width(full) <= room
        when = full if few else f"{when}, {len(silent)} did not"
    name = cut(report.claim.name, columns - width(when) - 2)
    gap = " " * (columns - width(name) - width(when))
    yield Line(((name, "bold"), (gap, ""), (when, "dim")))


def _bottom_line(report: Report, answers: Questions, columns: int) -> Iterator[Line]:
    mark, style = answers.tone.mark, _STYLES[answers.tone]
    for number, words in enumerate(wrapped(bottom_line(report, answers), columns - 2, 5)):
        yield Line(((f"{mark} " if number == 0 else "  ", style), (words, style)))


def _answers(answers: Questions, columns: int) -> Iterator[Line]:
    for label, row in zip(QUESTIONS, answers.rows, strict=True):
        head = f"  {label:<{ANSWER_AT - 2}}"
        answer = f"{row.short:<{WORDS_AT - ANSWER_AT}}"
        for number, words in enumerate(wrapped(row.words, columns - WORDS_AT, 3) or [""]):
            lead = ((head, ""), (answer, "bold")) if number == 0 else ((" " * WORDS_AT, ""),)
            yield Line((*lead, (words, "")))


def _reviewed(report: Report, columns: int) -> Iterator[Line]:
    if report.review is not None:
        count = len(report.review.set_aside)
        words = (
            f"{count} {'finding' if count == 1 else 'findings'} set aside by the reviewer; "
            f"{wording.before_words(report.review)}"
        )
        yield from (Line(((f"  {one}", ""),)) for one in wrapped(words, columns - 2, 2))
    failed = [one for one in report.assessment.skipped if one.reason is SkipReason.FAILED]
    for one in failed[:2]:
        words = f"  {wording.check_words(one)}: {wording.skip_words(one)}"
        yield Line(((cut(words, columns), "bad"),))
    if report.decisions:
        last = wording.decision_words(report.decisions[-1])
        more = f" ({len(report.decisions) - 1} before it)" if len(report.decisions) > 1 else ""
        words = f"decided {last}{more}"
        yield from (Line(((f"  {one}", "bold"),)) for one in wrapped(words, columns - 2, 2))
    for note in report.notes[:1]:
        yield from (Line(((f"  {one}", "dim"),)) for one in wrapped(note, columns - 2, 2))


def _people(report: Report, columns: int) -> Iterator[Line]:
    """A row a person, by what tells them apart; the link is left whole, since it is copied."""
    yield Line()
    people = [described(one) for one in report.candidates]
    shown = people[:MOST_CANDIDATES]
    links = [cut((one.link or "").removeprefix("https://"), 34) for one in shown]
    room = columns - 5 - NUMBERS - max(map(width, (*links, "link")))
    employer, field = room * 3 // 5, room - room * 3 // 5
    yield Line((("WHICH ONE?", "bold"),))
    title = f"     {_cell('employer', employer)}{_cell('field', field)} papers  years      link"
    yield Line(((title, "dim"),))
    for number, (one, link) in enumerate(zip(shown, links, strict=True), 1):
        years = span_words(one.years[0], one.years[-1]) if one.years else ""
        cells = (
            (next(iter(one.employers), "(none printed)"), employer),
            (next(iter(one.fields), ""), field),
        )
        words = "".join(_cell(text, wide) for text, wide in cells)
        yield Line(
            ((f"  {number}  ", ""), (f"{words}{one.papers:>7}  {years:<11}", ""), (link, "dim"))
        )
    if (more := len(people) - MOST_CANDIDATES) > 0:
        yield Line(((f"  and {more} more: --details", "dim"),))
    if rest := not_looked_at(report):
        yield Line(((f"  {cut(rest, columns - 2)}", "dim"),))


def _cell(text: str, wide: int) -> str:
    shown = cut(text, wide - 1)
    return shown + " " * (wide - width(shown))


def _conflicts(against: Sequence[Reason], plan: _Plan, columns: int) -> Iterator[Line]:
    yield Line((("CONTRADICTED", "bold"),))
    for one in against[: plan.shown]:
        yield from _conflict(one, plan.conflict, columns)
    if (more := len(against) - plan.shown) > 0:
        yield Line(((f"✗ and {more} more contradictions: --details", "mark bad"),))


def _conflict(one: Reason, shortness: int, columns: int) -> Iterator[Line]:
    if shortness == 3:
        yield Line((("✗ ", "mark bad"), (cut(f"{one.words} ({one.who_short})", columns - 2), "")))
        return
    said, who = f"{one.words}.", f"{one.who_short}."
    fits = f"Could also be: {one.everyday}." if one.everyday else ""
    if shortness == 2:
        # where the first line has room for who says so, the second has more for what else fits
        if fits and width(f"{said} {who}") <= columns - 2:
            said, who = f"{said} {who}", ""
        yield Line((("✗ ", "mark bad"), (wrapped(said, columns - 2, 1)[0], "")))
        yield Line((("    ", ""), (wrapped(f"{who} {fits}", columns - 4, 1)[0], "")))
        return
    for number, words in enumerate(wrapped(said, columns - 2, 3 - shortness)):
        yield Line((("✗ " if number == 0 else "  ", "mark bad"), (words, "")))
    # half an address leads nowhere
    linked = f"{one.who}: {one.link}"
    whole = len(wrapped(linked, columns - 4, 9)) <= 2 - shortness
    who = linked if one.link and whole else one.who
    for words, style, most in ((who, "dim", 2 - shortness), (fits, "", 2)):
        for part in wrapped(words, columns - 4, most):
            yield Line((("    ", ""), (part, style)))


def _knowers(report: Report, answers: Questions, columns: int) -> Iterator[Line]:
    """A row for each kind of witness; a gap is left where it knows nothing of those years."""
    known = [one for one in answers.knowers if one.knows]
    years = years_shown(known, report.generated_at.year)
    if years is None:
        return
    yield Line()
    yield Line((("WHO WOULD KNOW THIS PERSON, AND DOES", "bold"),))
    for one in known:
        lead = f"  {one.label:<19}{one.spans[0][0] if one.spans else '':<5}"
        until = f"{one.spans[-1][1] if one.spans else '':<5}"
        bar = _bar(one.spans, *years)
        words = cut(one.words, columns - len(lead) - BAR - len(until) - 1)
        yield Line(((lead, ""), (bar, "bar"), (f" {until}", ""), (words, "")))
    rest = [
        f"{what} {', '.join(names)}"
        for what, asked in (("nothing from", True), ("not asked:", False))
        if (names := [o.label.lower() for o in answers.knowers if not o.knows and o.asked is asked])
    ]
    if rest:
        yield Line((("  ", ""), (cut("; ".join(rest), columns - 2), "dim")))


def _bar(spans: Sequence[tuple[int, int]], first: int, last: int) -> str:
    step = (last + 1 - first) / BAR
    cells = []
    for number in range(BAR):
        start, end = first + number * step, first + (number + 1) * step
        cells.append("█" if any(a < end and start < b + 1 for a, b in spans) else " ")
    return "".join(cells)


def _folded(answers: Questions, plan: _Plan, columns: int) -> Iterator[Line]:
    rows = (
        ("CONFIRMED", ItemWord.CONFIRMED, folded_confirmed(answers.items)),
        ("UNCHECKED", ItemWord.UNCHECKED, folded_unchecked(answers.items)),
    )
    if any(words for *_, words in rows):
        yield Line()
    for title, word, words in rows:
        count = counted(answers.items, word)
        for number, part in enumerate(wrapped(words, columns - 15, plan.folded) if words else ()):
            lead = f"{title:<10}{count:>3}  " if number == 0 else " " * 15
            yield Line(((lead, "bold"), (part, "")))


def _steps(report: Report, plan: _Plan, columns: int) -> Iterator[Line]:
    if not report.next_steps:
        return
    yield Line()
    yield Line((("NEXT", "bold"),))
    for number, step in enumerate(report.next_steps[: plan.steps], 1):
        has = f"(draft: --draft {number})" if step.message else ""
        lines = wrapped(f"{plain(step.in_a_line, 300)} {has}", columns - 3, 2)
        if has and not lines[-1].endswith(has):
            lines = wrapped(step.in_a_line, columns - 4 - width(has), 2)
            lines[-1] += f" {has}"
        for place, words in enumerate(lines):
            yield Line(((f"{number}. " if place == 0 else "   ", ""), (words, "")))


def _foot(report: Report, answers: Questions, columns: int) -> Iterator[Line]:
    word = str(report.assessment.verdict)
    if answers.writer.answer is WriterIs.AGAINST:
        word = "borrowed"
    ways = f"All evidence: --details · page: -o report.html · words: explain {word}"
    yield Line(((cut(ways, columns), "dim"),))
    yield Line((("It judges the claim, not the person. The decision is yours.", "dim"),))

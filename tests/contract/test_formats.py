"""What every format owes: nothing left out, nothing hostile alive, no word that judges a person."""

import html
import json
import re
from dataclasses import replace

import pytest

from persona_check.checks.registry import ALL_CHECKS
from persona_check.model.finding import Outcome
from persona_check.report.base import Format
from persona_check.report.registry import ALL_FORMATS
from persona_check.report.wording import FORBIDDEN, NOT_ESTABLISHED, REASONS, STATES, VERDICTS
from tests.report.builders import claimed, report

PAYLOADS = (
    "<script>document.title='ran'</script>",
    '"><img src=x onerror="document.title=\'ran\'">',
    "</style><svg onload=document.title='ran'>",
    "javascript:alert(1)//",
    "[click](javascript:alert(1)) ![x](https://tracker.example/p.png)",
    "| a | b |\n# heading\n```",
    "[bold red]x[/] [link=https://x.example]y[/link]",
    "\x1b]8;;https://x.example\x07x\x1b[31m\x9b2J",
    "\u202egnp.exe\u2066\u200f",
    "=cmd|' /C calc'!A0",
    "a\x00b\ud800c",
    "{{ 7*7 }} {% raw %} ${x} <!-- ]]>",
    "x" * 1_000_000,
)
HOSTILE = tuple(f"{payload} {number}" for number in range(16) for payload in PAYLOADS)[:200]
CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]"
)
KINDS = pytest.mark.parametrize("form", ALL_FORMATS, ids=[form.id for form in ALL_FORMATS])


def shown_words(form: Format, text: str) -> str:
    """What a reader of the format sees, blanks evened out."""
    if form.id == "json":
        text = json.dumps(json.loads(text), ensure_ascii=False)
    if form.id == "html":
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    if form.id == "markdown":
        text = html.unescape(re.sub(r"\\(.)", r"\1", text))
    return " ".join(text.split())


@KINDS
@pytest.mark.parametrize("rows", [1, 30])
def test_every_finding_skip_and_unavailable_source_is_shown(form: Format, rows: int) -> None:
    shown = report(rows=rows)
    words = shown_words(form, form.render(shown))
    missing = [
        finding.observation.summary
        for finding in shown.assessment.findings
        if finding.observation.summary not in words
    ]
    assert missing == []
    assert [
        skip.check for skip in shown.assessment.skipped if skip.check not in words.lower()
    ] == []
    assert "dblp" in words


@KINDS
def test_every_adverse_line_is_followed_by_an_everyday_explanation(form: Format) -> None:
    words = shown_words(form, form.render(report()))
    assert "a forwarding address" in words
    assert "crossref" in words
    assert "2026-11-20" in words


@KINDS
def test_two_hundred_hostile_claims_are_inert_and_hide_nothing(form: Format) -> None:
    assert len(HOSTILE) == 200
    for number, payload in enumerate(HOSTILE):
        text = form.render(report(claimed(payload, payload), words=payload))
        assert not CONTROLS.search(text), number
        assert len(text) < 400_000 or form.id == "json", number
        words = shown_words(form, text)
        assert "dblp" in words
        assert "affiliation" in words.lower()
        if form.id == "html":
            assert not re.search(r"<(script|img|iframe|object|embed|link|form|base)\b", text, re.I)
            assert not re.search(r"<[^>]*\son\w+\s*=", text, re.I), number
            assert text.count("<svg") == text.count("</svg>")
            assert not re.search(r"""href=["']?\s*javascript""", text, re.I)
        if form.id == "markdown":
            assert not re.search(r"(?<!\\)\]\(", text), number
            assert "<script" not in text
            assert "<img" not in text


@KINDS
def test_the_same_report_gives_the_same_bytes(form: Format) -> None:
    assert form.render(report(rows=5)) == form.render(report(rows=5))
    assert form.render(report()).endswith("\n")


@KINDS
@pytest.mark.parametrize("all_out", [True, False], ids=["nothing found", "no conflict"])
def test_a_report_with_little_in_it_is_shown(form: Format, all_out: bool) -> None:
    shown = report(conflicts=False)
    if all_out:
        shown = replace(
            shown,
            candidates=(),
            claim=replace(shown.claim, assertions=()),
            assessment=replace(shown.assessment, findings=(), next_steps=(), skipped=(), states=()),
        )
    assert shown.claim.name in shown_words(form, form.render(shown))


def forbidden_in(text: str) -> list[str]:
    return [word for word in FORBIDDEN if re.search(rf"\b{word}s?\b", text, re.I)]


@KINDS
def test_no_format_says_a_forbidden_word(form: Format) -> None:
    assert forbidden_in(shown_words(form, form.render(report()))) == []


def test_no_level_and_no_wording_holds_a_forbidden_word() -> None:
    said = [*VERDICTS.values(), *STATES.values(), *REASONS.values(), *NOT_ESTABLISHED]
    for check in ALL_CHECKS:
        said.append(check.question)
        for level in check.levels:
            said += [level.meaning, level.innocent or ""]
    assert len(said) > 100
    assert [words for words in said if forbidden_in(words)] == []


def test_every_contradicting_level_has_an_innocent_explanation() -> None:
    assert [
        f"{check.id}/{level.id}"
        for check in ALL_CHECKS
        for level in check.levels
        if level.outcome is Outcome.CONTRADICTS and not level.innocent
    ] == []

"""What every format owes: nothing left out, nothing hostile alive, no word that judges a person."""

import ast
import csv
import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from persona_check.batch.row_formats import LINE_FORMATS, LineFormat
from persona_check.calibration.evaluation import evaluated
from persona_check.calibration.evaluation_text import as_json, as_text
from persona_check.checks.registry import ALL_CHECKS, all_levels
from persona_check.model.finding import Observation, Outcome
from persona_check.model.report import Report
from persona_check.report.base import Format
from persona_check.report.html.index import failed_row, index_page, index_row, read_row
from persona_check.report.json_v1 import as_document
from persona_check.report.markdown import Markdown
from persona_check.report.registry import ALL_FORMATS
from persona_check.report.terminal import Terminal
from persona_check.report.wording import FORBIDDEN, NOT_ESTABLISHED, REASONS, STATES, VERDICTS
from persona_check.weighing.combine import combine
from persona_check.weighing.priors import prior_named
from persona_check.weighing.table import load
from tests.hostile import HOSTILE, hostile_report
from tests.hostile import KINDS as PAYLOADS
from tests.quick import first_python
from tests.report.builders import report

JSON_SCHEMA = jsonschema.Draft202012Validator(
    json.loads(
        resources.files("persona_check.report").joinpath("schema_v1.json").read_text("utf-8")
    )
)

CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]"
)
# the first screen of a terminal folds what is fine; its own tests say what it owes
COMPLETE = (Terminal(details=True), *(form for form in ALL_FORMATS if form.id != "terminal"))
KINDS = pytest.mark.parametrize("form", COMPLETE, ids=[form.id for form in COMPLETE])


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
    words = shown_words(form, form.render(shown)).lower()
    missing = [
        finding.observation.summary
        for finding in shown.assessment.findings
        if finding.observation.summary.lower() not in words
    ]
    assert missing == []
    assert [skip.check for skip in shown.assessment.skipped if skip.check not in words] == []
    assert "dblp" in words


@KINDS
def test_every_adverse_line_is_followed_by_an_everyday_explanation(form: Format) -> None:
    words = shown_words(form, form.render(report()))
    assert "a forwarding address" in words
    assert "crossref" in words.lower()
    assert "2026-11-20" in words


def test_the_hostile_texts_are_two_hundred_of_every_kind() -> None:
    assert len(set(HOSTILE)) == 200
    assert sum(len(text) >= 999_999 for text in HOSTILE) == 4
    assert {kind for kind, some in PAYLOADS.items() if any(one in HOSTILE for one in some)} == set(
        PAYLOADS
    )


@first_python
@pytest.mark.no_cover  # the same lines hundreds of times over
@pytest.mark.parametrize("form", [*COMPLETE, Terminal(details=True, color=True, columns=80)])
def test_two_hundred_hostile_claims_are_inert_and_hide_nothing(form: Format) -> None:
    colours = re.compile(r"\x1b\[[0-9;]*m")
    headings = len(re.findall(r"^#+ ", Markdown().render(hostile_report("x")), re.MULTILINE))
    for number, payload in enumerate(HOSTILE):
        shown = hostile_report(payload)
        text = form.render(shown)
        if form.id == "terminal":
            assert "\x1b]" not in text
            text = colours.sub("", text)
        assert not CONTROLS.search(text), number
        assert len(text) < 400_000 or form.id == "json", number
        words = shown_words(form, text)
        # every finding by name or mark, every skip, every silent source
        assert words.count("look_alike") or form.id == "for-subject"
        assert "2026-11-20" in words
        words = words.lower()
        assert "crossref" in words
        assert "dblp" in words
        assert "openalex" in words
        assert "affiliation" in words
        assert "coauthors" in words
        if form.id == "html":
            _page_is_inert(text, number)
        if form.id == "markdown":
            _markdown_is_inert(text, headings, number)
        if form.id == "json":
            document = json.loads(text)
            JSON_SCHEMA.validate(document)
            assert len(document["findings"]) == len(shown.assessment.findings)
            assert len(document["lookups"]) == len(shown.lookups)


def _page_is_inert(page: str, number: int) -> None:
    parser = Tags()
    parser.feed(page)
    assert parser.open == [], number
    assert parser.faults == [], number


class Tags(HTMLParser):
    """Elements that are left open, and what a page must not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self._judge(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._judge(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def _judge(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "img", "iframe", "object", "embed", "link", "form", "base", "use"}:
            self.faults.append(tag)
        for name, value in attrs:
            led = name in {"href", "src", "action", "srcdoc", "xlink:href"}
            safe = ("https://", "http://", "#", "data:image/jpeg;base64,")
            if name.startswith("on") or (led and not (value or "").startswith(safe)):
                self.faults.append(f"{tag} {name}={value}")
            if tag == "meta" and value == "refresh":
                self.faults.append("refresh")


def _markdown_is_inert(text: str, headings: int, number: int) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert sum(token.type == "heading_open" for token in tokens) == headings, number
    kinds = {token.type for token in tokens}
    kinds |= {child.type for token in tokens for child in token.children or ()}
    assert kinds.isdisjoint(
        {"link_open", "image", "html_block", "html_inline", "s_open", "code_block", "hr"}
    ), number
    # each table row holds its cells and no more
    assert "https://" not in text.replace("x&#46;example", "")


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
            assessment=replace(shown.assessment, findings=(), skipped=(), states=()),
            next_steps=(),
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


@first_python
def test_no_message_of_the_program_holds_a_forbidden_word() -> None:
    package = Path(str(resources.files("persona_check")))
    files = [*package.rglob("*.py"), *package.rglob("*.j2"), *package.rglob("*.js")]
    assert len(files) > 150
    held = [
        f"{path.name}: {words[:60]}"
        for path in files
        for words in (_messages(path) if path.suffix == ".py" else [path.read_text("utf-8")])
        if forbidden_in(words) and words not in FORBIDDEN
    ]
    assert held == []


def _messages(path: Path) -> list[str]:
    """All strings of a module, those of docstrings too."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def every_level() -> Report:
    """A report in which each check says each thing that it can say."""
    shown = report()
    evidence = shown.assessment.findings[0].observation.evidence
    observations = [
        Observation(
            check=check,
            level=name,
            summary=f"{check} {name}: {level.meaning}",
            assertions=("w1",),
            evidence=evidence,
            group=f"{check}{name}",
        )
        for (check, name), level in all_levels().items()
    ]
    assessment = combine(
        shown.claim,
        observations,
        shown.assessment.skipped,
        all_levels(),
        calibration=load(),
        prior=prior_named("default"),
    )
    return replace(shown, assessment=assessment)


@KINDS
def test_every_level_is_shown_in_every_format_in_words_that_judge_nobody(form: Format) -> None:
    shown = every_level()
    assert len(shown.assessment.findings) > 80
    text = form.render(shown)
    assert forbidden_in(shown_words(form, text)) == []
    words = shown_words(form, text).lower()
    for finding in shown.assessment.findings:
        start = " ".join(finding.observation.summary.lower().split())[:60]
        assert start in words, finding.id


@KINDS
def test_every_adverse_line_names_source_date_and_an_everyday_explanation(form: Format) -> None:
    """For each level that contradicts, in what follows its words and before the next line."""
    shown = every_level()
    adverse = [f for f in shown.assessment.findings if f.level.outcome is Outcome.CONTRADICTS]
    assert len(adverse) >= 30
    for finding in adverse:
        alone = replace(
            shown,
            candidates=(),
            lookups=(),
            assessment=replace(shown.assessment, findings=(finding,), skipped=()),
            next_steps=(),
        )
        words = shown_words(form, form.render(alone))
        start = words.lower().index(" ".join(finding.observation.summary.lower().split())[:60])
        line = words[start : start + 3_000]
        assert finding.level.innocent
        assert " ".join(finding.level.innocent.split()) in line, finding.id
        assert "crossref" in line.lower(), finding.id
        assert "2026-11-20" in line, finding.id


@KINDS
def test_an_adverse_line_from_the_claim_itself_says_so_with_its_date(form: Format) -> None:
    shown = every_level()
    finding = next(f for f in shown.assessment.findings if f.id == "timeline/ends_before_start")
    bare = replace(finding, observation=replace(finding.observation, evidence=()))
    words = shown_words(
        form,
        form.render(
            replace(shown, assessment=replace(shown.assessment, findings=(bare,), skipped=()))
        ),
    )
    if form.id != "json":  # there the list of evidence is empty, and says so
        assert re.search("from the claim itself|what was given to us", words)
    assert "2026-11-20" in words


def test_every_contradicting_level_has_an_innocent_explanation() -> None:
    assert [
        f"{check.id}/{level.id}"
        for check in ALL_CHECKS
        for level in check.levels
        if level.outcome is Outcome.CONTRADICTS and not level.innocent
    ] == []


@first_python
@pytest.mark.parametrize("form", LINE_FORMATS, ids=[form.id for form in LINE_FORMATS])
def test_hostile_rows_of_a_batch_are_one_inert_line(form: LineFormat) -> None:
    for number, payload in enumerate(HOSTILE):
        shown = hostile_report(payload)
        for line in (form.report(payload, shown), form.failure(payload, payload)):
            assert line.endswith("\n")
            assert line.count("\n") == 1, number
            assert not CONTROLS.search(line), number
            if form.id == "csv":
                (cells,) = csv.reader([line])
                assert len(cells) == len(form.header.split(","))
                assert [cell for cell in cells if FORMULA.search(cell)] == []
                assert all(len(cell) <= 500 for cell in cells), number
            if form.id == "json":
                document = json.loads(line)
                assert document["id"] == paired(payload)


def paired(text: str) -> str:
    """The text as JSON readers give it back: a lone surrogate beside another makes a pair."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


# A cell that a spreadsheet would run: at its start, or where another separator would cut it.
FORMULA = re.compile(r"(^|[;|\t])\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def test_the_index_of_hostile_claims_is_inert_and_shows_each() -> None:
    rows = [
        one
        for number, payload in enumerate(HOSTILE)
        for one in (
            index_row(payload, f"{number:05}.html", hostile_report(payload)),
            failed_row(payload, payload),
        )
    ]
    page = index_page(rows, title=HOSTILE[0], made_at=report().generated_at)
    assert not CONTROLS.search(page)
    parser = Tags()
    parser.feed(page)
    assert parser.open == []
    # its own script, which the policy names by hash, and the reports beside it
    own = [fault for fault in parser.faults if not re.fullmatch(r"a href=\d{5}\.html", fault)]
    assert own == ["script"]
    assert page.count("<tr") == 1 + len(rows)
    assert [read_row(one.to_json()) for one in rows[:3]] == rows[:3]


@first_python
def test_the_figures_of_a_hostile_evaluation_are_inert() -> None:
    for payload in HOSTILE:
        cases = [
            json.dumps({"id": f"{payload}{number}", "label": label, "group": payload})
            for number, label in enumerate(("genuine", "fabricated", "fabricated"))
        ]
        said = [
            json.dumps(as_document(report()) | {"id": f"{payload}{number}"}) for number in (0, 1)
        ]
        found = evaluated(cases, said, weighted=True, flawless_share=0.5)
        assert len(found.unanswered) == 1
        assert not CONTROLS.search(as_text(found))
        assert len(as_text(found)) < 10_000
        json.loads(as_json(found))

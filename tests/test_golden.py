"""The reports on the fixture claims, whole; PERSONA_CHECK_WRITE_GOLDEN=1 writes them anew."""

import json
import os
import re
from functools import cache
from pathlib import Path

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.report import Assurance, Report, Verdict
from persona_check.report import html
from persona_check.report.base import Format
from persona_check.report.html import Html
from persona_check.report.json_v1 import JsonV1
from persona_check.report.registry import ALL_FORMATS
from persona_check.report.terminal import Terminal
from persona_check.session import check
from persona_check.settings import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
CLAIMS = ("researcher", "ethicist", "professor")
# with the letter that is handed in
NEWCOMERS = {"newcomer": None, "newcomer_known": "newcomer.eml"}
# of everybody the terminal report; all forms of the one whose claim ends in the most ways
IN_ALL_FORMS = "ethicist"


@cache
def report(name: str, letter: str | None = None) -> Report:
    letters = FIXTURES / "letters"
    flags = ClaimFlags(eml=str(letters / letter) if letter else None)
    claim = claim_from_flags(flags, claim_file=FIXTURES / "claims" / f"{name}.toml")
    settings = Settings(replay=FIXTURES / "answers" / name, dns_replay=letters / "keys.json")
    return check(claim, settings)


@pytest.mark.parametrize(("name", "letter"), {**dict.fromkeys(CLAIMS), **NEWCOMERS}.items())
def test_the_terminal_report_is_the_golden_one(name: str, letter: str | None) -> None:
    rendered = Terminal(columns=88).render(report(name, letter))
    _compare(FIXTURES / "golden" / f"{name}.txt", rendered)


def test_the_newcomer_who_is_known_and_in_control_rises_to_the_top() -> None:
    alone, known = (report(*one).assessment for one in NEWCOMERS.items())
    assert (alone.verdict, alone.assurance) == (Verdict.CORROBORATED, Assurance.A2)
    assert (known.verdict, known.assurance) == (Verdict.CORROBORATED, Assurance.A4)
    assert alone.confidence < 0.85 < 0.95 < known.confidence
    without_letter = report("newcomer_known").assessment
    assert without_letter.assurance is Assurance.A3
    assert without_letter.hypotheses.borrowed > 0.05


def test_with_details_the_terminal_report_is_the_golden_one() -> None:
    rendered = Terminal(columns=88, details=True).render(report(IN_ALL_FORMS))
    _compare(FIXTURES / "golden" / f"{IN_ALL_FORMS}.details.txt", rendered)


FORMS = tuple(one for one in ALL_FORMATS if one.id != "terminal")
# the picture's bytes are the encoder's matter; that it is there is the page's. A page holds
# its style sheets whole, which need not stand in each golden page again
PAGES = Path(html.__file__).parent
SHEETS = (PAGES / "style.css", PAGES / "report.css")
PICTURE = re.compile(r"data:image/jpeg;base64,[A-Za-z0-9+/=]{1000,}")


@pytest.mark.parametrize("form", FORMS, ids=[form.id for form in FORMS])
def test_every_other_form_is_the_golden_one(form: Format) -> None:
    rendered = PICTURE.sub("data:image/jpeg;base64,…", form.render(report(IN_ALL_FORMS)))
    for sheet in SHEETS if form.id == "html" else ():
        style = sheet.read_text("utf-8").strip()
        assert rendered.count(style) == 1
        rendered = rendered.replace(style, f"/* {sheet.name} */")
    _compare(FIXTURES / "golden" / f"{IN_ALL_FORMS}{form.suffix}", rendered)


def test_each_demo_page_holds_its_portrait_and_stays_small() -> None:
    for name in CLAIMS:
        page = Html().render(report(name))
        assert len(PICTURE.findall(page)) == 1
        assert len(PICTURE.sub("", page).encode()) < 500_000
        assert len(page.encode()) < 600_000


def _compare(golden: Path, rendered: str) -> None:
    if os.environ.get("PERSONA_CHECK_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(rendered, encoding="utf-8")
    assert golden.read_text("utf-8") == rendered


def test_the_researcher_is_corroborated_and_not_beyond_what_a_record_can_show() -> None:
    assessment = report("researcher").assessment
    assert assessment.verdict is Verdict.CORROBORATED
    assert assessment.assurance is Assurance.A3
    assert 0.7 < assessment.confidence < 0.85


def test_the_made_up_ethicist_is_contradicted() -> None:
    assessment = report("ethicist").assessment
    assert assessment.verdict is Verdict.CONTRADICTED
    shares = assessment.hypotheses
    assert shares.fabricated > max(shares.genuine, shares.borrowed)


def test_the_professors_record_on_another_mailbox_is_mixed_and_most_likely_borrowed() -> None:
    assessment = report("professor").assessment
    assert assessment.verdict is Verdict.MIXED
    shares = assessment.hypotheses
    assert shares.borrowed > max(shares.genuine, shares.fabricated)


def test_every_adverse_line_of_the_golden_reports_has_source_date_and_innocent_words() -> None:
    for name in CLAIMS:
        for finding in json.loads(JsonV1().render(report(name)))["findings"]:
            if finding["outcome"] == "contradicts":
                assert finding["innocent_explanation"], finding
                assert finding["evidence"], finding
                assert all(line["source"] and line["retrieved_at"] for line in finding["evidence"])

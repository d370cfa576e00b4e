"""The HTML pages as a browser shows them: headless Chromium, no network."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from persona_check.claimfile import ClaimFlags
from persona_check.model.report import Report
from persona_check.report.html import Html
from persona_check.report.html.index import failed_row, index_page, index_row
from persona_check.settings import Settings, SourceSettings
from tests import test_golden
from tests.hostile import HOSTILE, hostile_report
from tests.recorded import ROOT
from tests.recordings_server import base_urls, serve_recordings
from tests.report.builders import network, report
from tests.test_real_input_recordings import CAREERS, checked

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((path for name in NAMES if (path := shutil.which(name))), None)
RECORDED = "a recorded researcher"
MADE = {
    "3 findings": report(),
    "no conflict": report(conflicts=False),
    "60 findings, 40 coauthors": replace(report(rows=60), graph=network(40)),
    "400 coauthors": replace(report(), graph=network(400)),
}
ALL = (*test_golden.CLAIMS, RECORDED, *MADE)
KINDS = pytest.mark.parametrize("kind", ALL)
WIDTHS = pytest.mark.parametrize("width", [1280, 390])
PAPER_PX = 680  # A4 without its margins, at 96 dots an inch

# Elements that reach beyond the page, and texts that reach beyond their element.
CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
  if (e.closest('svg, .wide, .ticks, thead, .skip')) return false;
  const box = e.getBoundingClientRect();
  const beyond = box.right > innerWidth + 1 || box.left < -1;
  const cut = !e.children.length && getComputedStyle(e).display !== 'inline'
    && e.scrollWidth > e.clientWidth + 2;
  return box.width && (beyond || cut);
}).map(e => e.outerHTML.slice(0, 120))"""
# Lines of text, in pictures too, that lie on one another; what is read aloud only is left out.
OVERLAPPING = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const boxes = [];
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (!node.data.trim() || node.parentElement.closest('title, style, script, .skip')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const b of range.getClientRects())
      if (b.width > 2 && b.right > 0)
        boxes.push({l: b.left + 1, r: b.right - 1, t: b.top + 4, b: b.bottom - 4, w: node.data});
  }
  boxes.sort((a, b) => a.t - b.t);
  const met = [];
  boxes.forEach((a, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].t < a.b; j++) {
      const b = boxes[j];
      if (a.l < b.r && b.l < a.r) met.push(a.w.slice(0, 40) + ' / ' + b.w.slice(0, 40));
    }
  });
  return met;
}"""
# Texts and circles that leave their picture.
OUTSIDE = """() => [...document.querySelectorAll('svg.picture')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text, circle')].filter(e => {
    const b = e.getBoundingClientRect();
    return b.left < frame.left - 1 || b.right > frame.right + 1
      || b.top < frame.top - 1 || b.bottom > frame.bottom + 1;
  }).map(e => e.outerHTML);
})"""
HEADINGS = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => +e.tagName[1])"
FOCUSED = """() => {
  const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
  return {tag: e.tagName, href: e.getAttribute('href'), seen: b.width > 0 && b.left >= 0,
          ringed: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2};
}"""


def recorded() -> Report:
    """A real researcher's report from recorded answers; what was not recorded is an outage."""
    career = CAREERS[1]
    lines = (ROOT / "persons.jsonl").read_text("utf-8").splitlines()
    name = next(one["name"] for one in map(json.loads, lines) if one["orcid"] == career.orcid)
    with serve_recordings() as address:
        urls = base_urls(address).items()
        settings = Settings(
            sources={source: SourceSettings(base_url=url) for source, url in urls},
            max_requests=200,
        )
        return checked(settings, ClaimFlags(name=name, orcid=career.orcid, doi=career.dois))


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """All reports but the recorded one where there are no recordings."""
    demos = {name: test_golden.report(name) for name in test_golden.CLAIMS}
    there = (ROOT / "persons.jsonl").is_file()
    return demos | ({RECORDED: recorded()} if there else {}) | MADE


@pytest.fixture
def shown(reports: dict[str, Report], kind: str) -> Report:
    """The report of this kind."""
    if kind not in reports:
        pytest.skip("no recordings here (set PERSONA_CHECK_RECORDINGS)")
    return reports[kind]


@pytest.fixture(scope="module")
def chromium(reports: dict[str, Report]) -> Iterator[Any]:
    """The browser, begun when the reports are made: its loop lets no other run beside it."""
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def indexed(reports: dict[str, Report]) -> str:
    """The index of a batch with several verdicts and a row that could not be read."""
    rows = [
        index_row(f"claim {name}", f"{number:05}.html", reports[name])
        for number, name in enumerate(test_golden.CLAIMS)
    ]
    return index_page(
        [*rows, failed_row("row 4", "speakers.csv:5: has no name")],
        title="speakers.csv",
        made_at=report().generated_at,
    )


@pytest.fixture
def html(request: pytest.FixtureRequest, kind: str) -> str:
    """The page of this kind: a report's, or the index."""
    if kind == "index":
        page: str = request.getfixturevalue("indexed")
        return page
    return Html().render(request.getfixturevalue("shown"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page, and what it asked for besides itself and the picture that it holds."""

    page: Any
    asked: list[str]


def opened(chromium: Any, folder: Path, html: str, width: int, **how: Any) -> Opened:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 900}, **how)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    own = ("data:image/jpeg;base64,", path.as_uri())
    return Opened(page=page, asked=[address for address in asked if not address.startswith(own)])


UNFOLD = "document.querySelectorAll('details').forEach(e => { e.open = true })"


# a column that others squeezed to a word's width
SQUEEZED = """() => [...document.querySelectorAll('th, td')]
  .filter(e => e.getBoundingClientRect().width < 90)
  .filter(e => e.innerText.length > 20 && !e.querySelector('.skip'))
  .map(e => e.innerText)"""


def is_in_order(page: Any, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate(UNFOLD)  # boxes within a closed fold have no place of their own
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(OVERLAPPING) == []
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(SQUEEZED) == []


@WIDTHS
@KINDS
def test_nothing_is_clipped_nothing_overlaps_and_no_request_leaves(
    chromium: Any, tmp_path: Path, html: str, width: int
) -> None:
    seen = opened(chromium, tmp_path, html, width)
    is_in_order(seen.page, width)
    assert seen.asked == []
    shot = tmp_path / "shot.png"
    seen.page.screenshot(path=shot, full_page=True)
    assert shot.stat().st_size > 20_000
    seen.page.close()


FOLDED = """() => [...document.querySelectorAll('details > *')]
  .filter(e => !e.offsetHeight).map(e => e.outerHTML.slice(0, 90))"""
FIRST = """() => {
  const seen = e => e && e.getBoundingClientRect().bottom <= innerHeight;
  const all = [...document.querySelectorAll('.bottom, .questions div')];
  const next = document.querySelector('.next > li > p');
  return [all.length, all.every(seen), seen(next)];
}"""


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
@pytest.mark.parametrize("kind", test_golden.CLAIMS)
def test_the_first_screen_holds_the_answer_and_the_next_step(
    chromium: Any, tmp_path: Path, html: str, kind: str, size: tuple[int, int]
) -> None:
    seen = opened(chromium, tmp_path, html, size[0])
    seen.page.set_viewport_size({"width": size[0], "height": size[1]})
    assert seen.page.evaluate(FIRST) == [4, True, True]
    seen.page.close()


@KINDS
def test_on_paper_nothing_is_clipped_and_all_is_there(
    chromium: Any, tmp_path: Path, html: str, shown: Report
) -> None:
    seen = opened(chromium, tmp_path, html, PAPER_PX)
    seen.page.emulate_media(media="print")
    assert seen.page.evaluate(FOLDED) == []
    is_in_order(seen.page, PAPER_PX)
    path = tmp_path / "page.pdf"
    path.write_bytes(seen.page.pdf(prefer_css_page_size=True, format="A4"))
    pages = path.read_bytes().count(b"/Type /Page\n")
    assert 3 <= pages <= 30
    seen.page.close()
    if (reader := shutil.which("pdftotext")) is not None:
        done = subprocess.run([reader, str(path), "-"], capture_output=True, check=True)  # noqa: S603  # the system's own reader
        words = " ".join(done.stdout.decode("utf-8").split())
        assert shown.claim.name in words
        assert "A decision about a person is yours to make." in words
        answers = [e for f in shown.assessment.findings for e in f.observation.evidence]
        assert answers[-1].provenance.sha256[:20] in words.replace(" ", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", [*ALL, "index"])
def test_axe_finds_no_fault(chromium: Any, tmp_path: Path, html: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    seen = opened(chromium, tmp_path, html, 1280, color_scheme=scheme)
    # the page's own policy forbids scripts; only this test injects one, by the debugging door
    results = Axe().run(seen.page)
    rules = {rule["id"] for rule in results.response["passes"]}
    assert rules >= {"color-contrast", "landmark-one-main", "page-has-heading-one", "html-has-lang"}
    assert [
        (fault["id"], [node["html"][:120] for node in fault["nodes"]][:3])
        for fault in results.response["violations"]
    ] == []
    seen.page.close()


@pytest.mark.parametrize("kind", [*ALL, "index"])
def test_headings_go_down_by_one(chromium: Any, tmp_path: Path, html: str) -> None:
    seen = opened(chromium, tmp_path, html, 1280)
    levels = seen.page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    seen.page.close()


@pytest.mark.parametrize("kind", [*test_golden.CLAIMS, "index"])
def test_the_keyboard_reaches_every_link_and_shows_where_it_is(
    chromium: Any, tmp_path: Path, html: str
) -> None:
    seen = opened(chromium, tmp_path, html, 1280)
    # what a closed fold holds is reached once it is opened
    seen.page.evaluate(UNFOLD)
    stops = seen.page.locator("a, button, summary, [tabindex='0']").count()
    reached = []
    for _ in range(stops):
        seen.page.keyboard.press("Tab")
        reached.append(seen.page.evaluate(FOCUSED))
    assert reached[0]["href"] == "#main"
    assert all(one["seen"] and one["ringed"] for one in reached), reached
    assert len(reached) >= 5
    seen.page.close()


@KINDS
def test_no_meaning_hangs_on_colour_alone(chromium: Any, tmp_path: Path, html: str) -> None:
    page = opened(chromium, tmp_path, html, 1280).page
    assert all(text.strip() for text in page.locator(".strip span").all_inner_texts())
    assert all(len(text.strip()) > 2 for text in page.locator("td.state").all_inner_texts())
    assert page.locator(".bottom .mark").inner_text() in "✓✗?–"
    assert len(page.locator(".bottom strong").inner_text()) > 20
    style = "e => [getComputedStyle(e).fill, getComputedStyle(e).stroke]"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for bar in page.locator("rect.bad").all():
        fill, stroke = bar.evaluate(style)
        assert fill == paper
        assert stroke not in (fill, "none")
    for bar in page.locator("rect.good").all():
        assert bar.evaluate(style)[0] not in (paper, "none")
    page.close()


def test_two_hundred_hostile_claims_run_nothing(chromium: Any, tmp_path: Path) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    spoken: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: spoken.append(dialog.message))
    path = tmp_path / "report.html"
    for text in HOSTILE:
        path.write_text(Html().render(hostile_report(text)), encoding="utf-8")
        page.goto(path.as_uri())
        assert page.title().startswith("Evidence report")
        assert page.locator("script, img, iframe, form, base, link, object, embed").count() == 0
        # besides the small copy of the picture, which the page itself holds
        assert {address for address in asked if not address.startswith("data:image/jpeg")} == {
            path.as_uri()
        }
    assert spoken == []
    page.close()


@WIDTHS
def test_hostile_texts_break_no_page(chromium: Any, tmp_path: Path, width: int) -> None:
    for text in ("x" * 1_000_000, "\u202e" * 50, "Ｗ" * 900, "Z" + "\u0301" * 300, "a/" * 600):
        seen = opened(chromium, tmp_path, Html().render(hostile_report(text)), width)
        assert seen.page.evaluate("document.documentElement.scrollWidth") == width
        seen.page.evaluate(UNFOLD)
        assert seen.page.evaluate(CLIPPED) == []
        seen.page.close()


def test_the_index_of_two_hundred_hostile_claims_runs_its_own_script_alone(
    chromium: Any, tmp_path: Path
) -> None:
    rows = [index_row(text, "a.html", hostile_report(text)) for text in HOSTILE[:-4]]
    html = index_page(rows, title=HOSTILE[0], made_at=report().generated_at)
    seen = opened(chromium, tmp_path, html, 1280)
    assert seen.page.title().startswith("Evidence reports: ")
    assert seen.page.locator("table.index tbody tr").count() == len(rows)
    assert seen.page.locator("script").count() == 1
    seen.page.get_by_role("button", name="Answer").click()
    assert seen.page.locator("table.index tbody tr").count() == len(rows)
    assert seen.page.title().startswith("Evidence reports: ")
    assert seen.asked == []
    seen.page.close()


@WIDTHS
def test_the_index_is_in_order_with_and_without_its_script(
    chromium: Any, tmp_path: Path, indexed: str, width: int
) -> None:
    for enabled in (True, False):
        seen = opened(chromium, tmp_path, indexed, width, java_script_enabled=enabled)
        assert seen.page.locator("table.index tbody tr").count() == 4
        assert seen.page.get_by_role("link", name="Maren Oduya-Lindqvist").is_visible()
        # seven columns to sort by; all, and one for each answer that there is
        assert seen.page.locator("button").count() == (7 + 5 if enabled else 0)
        assert seen.asked == []
        if enabled:  # measuring needs a script, too
            is_in_order(seen.page, width)
        seen.page.close()


def test_the_index_sorts_by_any_column_and_back(
    chromium: Any, tmp_path: Path, indexed: str
) -> None:
    page = opened(chromium, tmp_path, indexed, 1280).page

    def column(number: int) -> list[str]:
        return [
            cell.split("\n")[0]
            for cell in page.locator(f"tbody td:nth-child({number})").all_inner_texts()
        ]

    assert column(1) == ["1", "2", "3", "4"]
    page.get_by_role("button", name="Answer").click()
    assert column(3) == [
        "Not assessed",
        "✗ somebody else’s record?",
        "✗ no trace",
        "✓ record real, writer not shown",
    ]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Chance").click()
    page.get_by_role("button", name="Chance").click()
    assert column(4)[0] == "about 4 in 5"
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="No.").click()
    assert column(1) == ["1", "2", "3", "4"]
    page.close()


def test_the_index_is_filtered_by_answer_and_by_words_without_a_network(
    chromium: Any, tmp_path: Path, indexed: str
) -> None:
    seen = opened(chromium, tmp_path, indexed, 1280)
    page = seen.page

    def left() -> list[str]:
        return [
            row.split("\t")[0].strip() for row in page.locator("tbody tr:visible").all_inner_texts()
        ]

    assert len(left()) == 4
    page.get_by_role("button", name="somebody else’s record?").click()
    assert len(left()) == 1
    assert page.get_by_role("link", name="Henrike Aldous-Varga").is_visible()
    page.get_by_role("button", name="all").click()
    page.get_by_label("Words").fill("oduya")
    assert len(left()) == 1
    page.get_by_label("Words").fill("nobody of that name")
    assert left() == []
    assert page.get_by_text("No claim fits these filters.").is_visible()
    assert seen.asked == []
    page.close()

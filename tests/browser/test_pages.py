"""The HTML report as a browser shows it: headless Chromium, no network."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from persona_check.model.report import Report
from persona_check.report.html import Html
from tests.hostile import HOSTILE, hostile_report
from tests.report.builders import network, report

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((path for name in NAMES if (path := shutil.which(name))), None)
REPORTS = {
    "short": report(),
    "no conflict": report(conflicts=False),
    "60 findings, 40 coauthors": replace(report(rows=60), graph=network(40)),
    "400 coauthors": replace(report(), graph=network(400)),
}
KINDS = pytest.mark.parametrize("shown", REPORTS.values(), ids=REPORTS.keys())
# Elements that reach beyond the page, and texts that reach beyond their element.
CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
  if (e.closest('svg, .wide, .ticks, thead') || e.matches('.skip')) return false;
  const box = e.getBoundingClientRect();
  const beyond = box.right > innerWidth + 1 || box.left < -1;
  const cut = !e.children.length && getComputedStyle(e).display !== 'inline'
    && e.scrollWidth > e.clientWidth + 2;
  return box.width && (beyond || cut);
}).map(e => e.outerHTML.slice(0, 120))"""
OVERLAPPING = """() => {
  const all = [...document.querySelectorAll('svg.picture text')].map(e => e.getBBox());
  const meet = (a, b) => a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1
    && a.y + 3 < b.y + b.height - 3 && b.y + 3 < a.y + a.height - 3;
  return all.flatMap((a, i) => all.slice(0, i).filter(b => meet(a, b))).length;
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield running
        running.close()


def opened(
    chromium: Any, folder: Path, shown: Report, width: int, **how: Any
) -> tuple[Any, list[str]]:
    """The page in a window of that width, and the addresses it asked for besides itself."""
    path = folder / "report.html"
    path.write_text(Html().render(shown), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 900}, **how)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    return page, [address for address in asked if address != path.as_uri()]


@KINDS
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_clipped_and_no_request_leaves(
    chromium: Any, tmp_path: Path, shown: Report, width: int
) -> None:
    page, asked = opened(chromium, tmp_path, shown, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(OVERLAPPING) == 0
    assert asked == []
    page.close()


@KINDS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(chromium: Any, tmp_path: Path, shown: Report, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, _ = opened(chromium, tmp_path, shown, 1280, color_scheme=scheme)
    # the page's own policy forbids scripts; only this test injects one, by the debugging door
    results = Axe().run(page)
    assert results.response["passes"]
    assert [
        (fault["id"], [node["html"][:120] for node in fault["nodes"]][:3])
        for fault in results.response["violations"]
    ] == []
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


def test_it_prints_on_pages(chromium: Any, tmp_path: Path) -> None:
    page, _ = opened(chromium, tmp_path, REPORTS["60 findings, 40 coauthors"], 1280)
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert 3 <= printed.count(b"/Type /Page\n") <= 30
    page.close()

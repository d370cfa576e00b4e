"""Pictures on pages from the first request to the replayed report."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from persona_check.casefile.claim import files_of
from persona_check.cli.dry_run import preview
from persona_check.model.claim import Claim, LinkAssertion, PhotoAssertion
from persona_check.model.exhibit import Exhibit, ExhibitKind
from persona_check.model.lookup import UnavailableReason
from persona_check.progress import SilentProgress
from persona_check.report.json_v1 import JsonV1
from persona_check.session import check, gather
from persona_check.settings import Settings
from persona_check.sources.registry import build
from persona_check.web.base import Request, SourceUnavailableError
from persona_check.web.wire import Received
from tests.askers import save_run
from tests.world_wire import WorldWire, client_over

PORTRAIT = Path(__file__).parents[1] / "fixtures" / "claims" / "portraits" / "ethicist.jpg"
NAME = "Odile Varennikov"
PAGE, FACE = "https://www.norrvik.example/odile", "https://www.norrvik.example/odile.jpg"
HTML = f'<html><body><h1>{NAME}</h1><img alt="{NAME}" src="odile.jpg"></body></html>'
SETTINGS = Settings(only_sources=frozenset({"homepage"}))

ABOUT = Claim(
    id="c",
    name=NAME,
    assertions=(
        LinkAssertion(id="l1", origin="--homepage", url=PAGE),
        PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="face.jpg"),
    ),
    exhibits=(
        Exhibit(
            id="x1",
            kind=ExhibitKind.PHOTO,
            file_name="face.jpg",
            content=PORTRAIT.read_bytes(),
            origin="--photo",
        ),
    ),
)


class Pages(WorldWire):
    """One page and the picture that it shows, or what comes in its place."""

    def __init__(self, picture: Received | SourceUnavailableError) -> None:
        super().__init__()
        self._picture = picture
        self.requests: list[Request] = []

    async def fetch(self, request: Request, *, timeout_s: float) -> Received:
        self.requests.append(request)
        if request.url == PAGE:
            return Received(status=200, headers={"content-type": "text/html"}, body=HTML.encode())
        assert request.url == FACE
        if isinstance(self._picture, SourceUnavailableError):
            raise self._picture
        return self._picture


def replayed(picture: Received | SourceUnavailableError, bundle: Path) -> tuple[str, Pages]:
    """The JSON report of a replay of a run in which the picture came so."""
    wire = Pages(picture)

    async def first() -> None:
        client = client_over(wire, SETTINGS)
        await gather(ABOUT, build(SETTINGS), client, settings=SETTINGS, progress=SilentProgress())
        save_run(client, bundle, dict(files_of(ABOUT)))

    asyncio.run(first())
    reports = [
        JsonV1().render(check(ABOUT, Settings(only_sources=SETTINGS.only_sources, replay=bundle)))
        for _ in range(2)
    ]
    assert reports[0] == reports[1]
    return reports[0], wire


def photo_levels(report: str) -> list[str]:
    findings: list[dict[str, Any]] = json.loads(report)["findings"]
    return sorted(f["level"] for f in findings if f["check"] == "photo")


def test_the_very_picture_on_a_page_is_shown_and_a_replay_says_the_same(tmp_path: Path) -> None:
    good = Received(status=200, headers={"content-type": "image/jpeg"}, body=PORTRAIT.read_bytes())
    report, wire = replayed(good, tmp_path / "case.zip")
    assert photo_levels(report) == ["generators_frame", "same_picture_on_page"]
    (finding,) = (f for f in json.loads(report)["findings"] if f["level"] == "same_picture_on_page")
    assert finding["counted"] is False
    assert [item["url"] for item in finding["evidence"]] == [FACE]
    asked = [(request.url, request.untrusted) for request in wire.requests]
    assert asked == [(PAGE, True), (FACE, True)]
    assert wire.requests[1].max_bytes == 4 * 2**20


@pytest.mark.parametrize(
    "bad",
    [
        Received(status=503, headers={}, body=b""),
        Received(status=403, headers={}, body=b""),
        Received(status=200, headers={"content-type": "text/html"}, body=b"<html>hm</html>"),
        Received(status=200, headers={"content-type": "image/jpeg"}, body=b"\xff\xd8\xff broken"),
        SourceUnavailableError(UnavailableReason.TOO_LARGE, "the answer is larger than 4096 KiB"),
        SourceUnavailableError(UnavailableReason.REFUSED_ADDRESS, "not a public address"),
    ],
    ids=["503", "403", "a page", "damaged", "too large", "a private address"],
)
def test_a_picture_that_cannot_be_had_is_no_statement(
    bad: Received | SourceUnavailableError, tmp_path: Path
) -> None:
    report, _ = replayed(bad, tmp_path / "case.zip")
    assert photo_levels(report) == ["generators_frame"]
    skips = [s for s in json.loads(report)["skipped"] if s["check"] == "photo"]
    assert [(s["reason"], PAGE in s["detail"]) for s in skips] == [("could_not_check", True)]


def test_what_would_be_asked_says_that_pictures_would_be() -> None:
    words = preview(ABOUT, build(SETTINGS), SETTINGS)
    assert "up to 4 pictures shown on these pages  →  homepage" in words
    without = Claim(id="c", name=NAME, assertions=ABOUT.assertions[:1])
    assert "pictures" not in preview(without, build(SETTINGS), SETTINGS)

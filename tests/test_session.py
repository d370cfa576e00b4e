"""A session is opened once: what a service asked for holds for the next claim and process too."""

import asyncio
import json
import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from persona_check import NotAssessedError, Session, Settings, SourceSettings
from persona_check.batch import run_batch
from persona_check.checks.footprint import Footprint
from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.claim import Claim
from persona_check.model.lookup import Lookup, Unavailable
from persona_check.progress import show_tracebacks, tracebacks_shown
from persona_check.session import check
from persona_check.sources.crossref import Crossref
from tests.cli.running import ran
from tests.world_wire import WorldWire, claim_of, network_over, world_settings


def test_the_first_rounds_have_seven_tenths_of_the_time_and_the_second_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ends: list[float] = []

    async def collect(*_: Any, deadline: float, **__: Any) -> tuple[Lookup, ...]:
        ends.append(deadline - asyncio.get_running_loop().time())
        return ()

    monkeypatch.setattr("persona_check.session.collect", collect)
    settings = world_settings(timeout_s=100.0)

    async def main() -> None:
        wire = WorldWire()
        async with Session(settings, network=lambda own: network_over(wire, own)) as session:
            await session.check(claim_of("researcher"))

    asyncio.run(main())
    assert [round(end, -1) for end in ends] == [70, 70, 100]


class Stub(ThreadingHTTPServer):
    """Answers everything with one status and its headers, and counts."""

    daemon_threads = True

    def __init__(self, status: int, **headers: str) -> None:
        self.status, self.more, self.seen = status, headers, 0
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_GET(self) -> None:
        self.server.seen += 1
        self.send_response(self.server.status)
        for name, value in self.server.more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(b"Resource not found.")

    def log_message(self, format: str, *arguments: Any) -> None:
        return


@contextmanager
def stub(status: int, **headers: str) -> Iterator[Stub]:
    server = Stub(status, **headers)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        serving.join(10)


def settings(server: Stub, **more: Any) -> Settings:
    return Settings(
        sources={"crossref": SourceSettings(base_url=server.url)},
        only_sources=frozenset({"crossref"}),
        **more,
    )


def claims(number: int) -> list[Claim]:
    """Each asks one service one question."""
    return [
        claim_from_flags(ClaimFlags(name="Mira Vantongeren", doi=(f"10.5555/tide.{at}",)))
        for at in range(number)
    ]


async def _asked(given: Settings, *some: Claim, shared: Path | None = None) -> list[str]:
    """Why each claim could not be assessed."""
    ends = []
    async with Session(given, shared=shared) as session:
        for one in some:
            with pytest.raises(NotAssessedError) as ended:
                await session.check(one)
            ends.append(str(ended.value))
    return ends


def test_three_claims_after_another_make_one_request_of_a_service_that_wants_an_hour() -> None:
    with stub(429, Retry_After="3600") as server:
        assert len(asyncio.run(_asked(settings(server), *claims(3)))) == 3
        assert server.seen == 1


def test_two_commands_share_what_a_service_asked_for_by_the_cache(tmp_path: Path) -> None:
    with stub(429, Retry_After="3600") as server:
        for one in claims(3):
            asyncio.run(_asked(settings(server, cache_dir=tmp_path / "cache"), one))
        assert server.seen == 1
        asyncio.run(_asked(settings(server, cache_dir=tmp_path / "other"), *claims(1)))
        assert server.seen == 2


@pytest.mark.parametrize("cache", [True, False], ids=["with a cache", "without a cache"])
def test_a_batch_in_two_processes_asks_as_little_as_one(cache: bool, tmp_path: Path) -> None:
    rows = tmp_path / "claims.jsonl"
    rows.write_text(
        "".join(
            json.dumps({"name": "Mira Vantongeren", "works": [{"doi": f"10.5555/tide.{at}"}]})
            + "\n"
            for at in range(8)
        )
    )
    lines: list[str] = []
    with stub(429, Retry_After="3600") as server:
        given = settings(server, cache_dir=tmp_path / "cache" if cache else None)
        tally = run_batch(rows, given, lines.append, jobs=2)
        # both may be on the way at once before the first answer is there
        assert 1 <= server.seen <= 2
    assert tally.not_assessed == len(lines) == 8


def test_a_rate_that_a_service_states_holds_for_the_next_claim() -> None:
    async def seconds() -> float:
        loop = asyncio.get_running_loop()
        with stub(404, X_Rate_Limit_Limit="5", X_Rate_Limit_Interval="1s") as server:
            async with Session(settings(server)) as session:
                started = loop.time()
                for one in claims(4):
                    await session.check(one)
                return loop.time() - started

    # the first at once, the second by the old rate, then one in a fifth of a second
    assert asyncio.run(seconds()) >= 0.35


def test_limits_of_requests_and_time_are_those_of_each_claim() -> None:
    async def ends() -> list[set[str]]:
        given = world_settings(max_requests=6)
        found = []
        async with Session(given, network=lambda own: network_over(WorldWire(), own)) as session:
            for _ in range(2):
                report = await session.check(claim_of("newcomer"))
                found.append(
                    {
                        lookup.source
                        for lookup in report.lookups
                        if not isinstance(lookup, Unavailable)
                    }
                )
        return found

    first, second = asyncio.run(ends())
    assert first == second != set()


# --- nothing is swallowed -----------------------------------------------------------------------


def _broken(*_: object, **__: object) -> Any:
    raise ZeroDivisionError("a bug of the adapter")


@pytest.mark.parametrize("how", ["-v", "PERSONA_CHECK_DEBUG"])
@pytest.mark.parametrize(
    ("owner", "method", "words"),
    [
        (Crossref, "lookup", "crossref: the adapter failed"),
        (Footprint, "run", "footprint: the check failed"),
    ],
)
def test_what_fails_inside_is_told_with_its_traceback_and_the_report_stands(
    owner: type,
    method: str,
    words: str,
    how: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(owner, method, _broken)
    if how != "-v":
        monkeypatch.setenv(how, "1")
    options = [how] if how == "-v" else []
    claim, answers = "fixtures/claims/researcher.toml", "fixtures/answers/researcher"
    told = ran(capsys, "check", "--claim", claim, "--replay", answers, *options)
    assert told.code == 0
    assert told.out.startswith("Maren Oduya-Lindqvist  ")
    assert words in told.err
    assert "Traceback (most recent call last)" in told.err
    assert "ZeroDivisionError: a bug of the adapter" in told.err


def test_what_fails_inside_is_not_told_to_who_did_not_ask(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Footprint, "run", _broken)
    claim, answers = "fixtures/claims/researcher.toml", "fixtures/answers/researcher"
    told = ran(capsys, "check", "--claim", claim, "--replay", answers)
    assert (told.code, told.err) == (0, "")
    assert re.search(r"the check itself failed|failed \(ZeroDivisionError\)", told.out)


def test_tracebacks_are_shown_once_however_often_they_are_asked_for() -> None:
    assert not tracebacks_shown()
    before = len(logging.getLogger("persona_check").handlers)
    show_tracebacks()
    show_tracebacks()
    assert tracebacks_shown()
    assert len(logging.getLogger("persona_check").handlers) == before + 1


def test_check_alone_gives_what_a_session_gives() -> None:
    answers = Path("fixtures/answers/newcomer")
    alone = check(claim_of("newcomer"), Settings(replay=answers))
    again = check(claim_of("newcomer"), replace(Settings(), replay=answers))
    assert alone == again

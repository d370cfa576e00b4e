"""What holds for every source, whatever befalls its service."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx  # noqa: TID251 - the wire of untrusted addresses is replaced here
import pytest

from persona_check.asking.collect import collect
from persona_check.model.lookup import Found, Lookup, NotFound, Unavailable, UnavailableReason
from persona_check.progress import SilentProgress
from persona_check.settings import Settings, SourceSettings
from persona_check.sources.base import Source
from persona_check.sources.registry import ALL_SOURCES
from persona_check.web.client import Client
from tests.askers import client_of, save_run
from tests.contract.cases import CASES, Case
from tests.wire import Reply, Seen, serve

R = UnavailableReason
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
PAGE = b"<!doctype html><html><body><form>Prove that you are no robot</form></body></html>"

Fault = Callable[[Reply, Seen], Reply]

# each fault, and the reasons by which a source may be unavailable then
FAULTS: dict[str, tuple[Fault, frozenset[UnavailableReason]]] = {
    "401": (lambda good, seen: Reply(status=401), frozenset({R.NO_CREDENTIAL})),
    "403": (lambda good, seen: Reply(status=403), frozenset({R.BLOCKED, R.RATE_LIMITED})),
    "429 with seconds": (
        lambda good, seen: Reply(status=429, headers={"Retry-After": "3600"}),
        frozenset({R.RATE_LIMITED}),
    ),
    "429 with a date": (
        lambda good, seen: Reply(
            status=429,
            headers={"Retry-After": format_datetime(NOW + timedelta(hours=1), usegmt=True)},
        ),
        frozenset({R.RATE_LIMITED}),
    ),
    "500": (lambda good, seen: Reply(status=500), frozenset({R.SERVER_ERROR})),
    "503": (lambda good, seen: Reply(status=503), frozenset({R.SERVER_ERROR, R.RATE_LIMITED})),
    "time-out": (lambda good, seen: replace(good, delay_s=5), frozenset({R.TIMED_OUT})),
    "truncated": (
        lambda good, seen: replace(good, body=good.body[: len(good.body) // 2]),
        frozenset({R.MALFORMED}),
    ),
    "empty body": (
        lambda good, seen: replace(good, body=b""),
        frozenset({R.MALFORMED, R.NOT_THIS_SERVICE}),
    ),
    "noise": (
        lambda good, seen: replace(good, body=bytes(range(256)) * 20),
        frozenset({R.MALFORMED}),
    ),
    "deep nesting": (
        lambda good, seen: replace(good, body=b"[" * 100_000),
        frozenset({R.MALFORMED}),
    ),
    "wrong content type": (
        lambda good, seen: Reply(body=PAGE, content_type="text/html"),
        frozenset({R.MALFORMED, R.BLOCKED, R.NOT_THIS_SERVICE}),
    ),
    "30 MB body": (
        lambda good, seen: replace(
            good,
            body=b"1e00000\r\n" + b" " * 0x1E00000 + b"\r\n0\r\n\r\n",
            headers={"transfer-encoding": "chunked"},
        ),
        frozenset({R.TOO_LARGE}),
    ),
    "endless redirect": (
        lambda good, seen: Reply(status=302, headers={"Location": f"{seen.path}x"}),
        frozenset({R.MOVED, R.MALFORMED}),
    ),
    "slow drip": (
        lambda good, seen: replace(good, body=good.body * 50, drip_s=0.01),
        frozenset({R.TIMED_OUT}),
    ),
    "hangs up": (lambda good, seen: replace(good, hang_up=True), frozenset({R.NETWORK_ERROR})),
    "stops short": (
        lambda good, seen: replace(good, promise=len(good.body) + 9),
        frozenset({R.NETWORK_ERROR}),
    ),
}


class ToLocal(httpx.AsyncBaseTransport):
    """Carries whatever is asked of the public internet to the server on this machine."""

    def __init__(self, url: str) -> None:
        self._target = httpx.URL(url)
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(
            scheme="http", host=self._target.host, port=self._target.port
        )
        request.extensions.pop("sni_hostname", None)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


async def _public(host: str, port: int) -> list[str]:
    return ["93.184.216.34"]


def case_of(source: type[Source]) -> Case:
    state = source(SourceSettings()).availability()
    if state.reason is R.NOT_INSTALLED:
        pytest.skip(f"not installed: {state.hint}")
    assert source.id in CASES, f"write a case for {source.id} in tests/contract/cases.py"
    return CASES[source.id]


def ask(
    source: type[Source],
    answer: Callable[[Seen], Reply],
    *,
    inspect: Callable[[Client], None] = lambda client: None,
    **options: Any,
) -> Lookup:
    """The one lookup of a source's case, its service played by ``answer``."""
    case = case_of(source)

    async def main() -> Lookup:
        async with serve(answer) as server:
            own = SourceSettings(
                base_url=server.url,
                key=options.pop("key", None),
                contact_email=options.pop("mail", None),
            )
            settings = Settings(
                sources={source.id: own}, request_timeout_s=options.pop("timeout_s", 5.0), **options
            )
            async with client_of(
                settings,
                clock=lambda: NOW,
                retry_wait_s=0.01,
                resolver=_public,
                guarded_transport=ToLocal(server.url),
            ) as client:
                (lookup,) = await collect(
                    [case.query],
                    [source(client.settings.source(source.id))],
                    client,
                    settings=settings,
                    progress=SilentProgress(),
                )
                inspect(client)
                return lookup

    return asyncio.run(main())


every_source = pytest.mark.parametrize("source", ALL_SOURCES, ids=lambda source: source.id)


@every_source
def test_what_a_service_holds_is_found_with_its_provenance(source: type[Source]) -> None:
    lookup = ask(source, case_of(source).found)
    assert isinstance(lookup, Found)
    for record in lookup.records:
        assert record.provenance.source == source.id
        assert len(record.provenance.sha256) == 64
        assert record.provenance.retrieved_at == NOW


@every_source
def test_what_a_service_does_not_hold_is_not_found_with_the_answer_it_gave(
    source: type[Source],
) -> None:
    empty = case_of(source).empty
    if empty is None:
        pytest.skip("this service never says that it holds nothing")
    lookup = ask(source, empty)
    assert isinstance(lookup, NotFound)
    assert lookup.provenance


@every_source
def test_a_404_is_an_empty_answer_or_none_and_never_a_find(source: type[Source]) -> None:
    lookup = ask(source, lambda seen: Reply(status=404))
    assert isinstance(lookup, NotFound | Unavailable)


@every_source
@pytest.mark.parametrize("fault", FAULTS)
def test_an_outage_is_unavailable_for_its_own_reason_and_never_an_absence(
    source: type[Source], fault: str
) -> None:
    case = case_of(source)
    break_it, reasons = FAULTS[fault]
    slow = fault in ("time-out", "slow drip")
    lookup = ask(
        source,
        lambda seen: break_it(case.found(seen), seen),
        timeout_s=0.15 if slow else 5.0,
    )
    if fault in case.reads and not isinstance(lookup, Unavailable):
        return
    assert isinstance(lookup, Unavailable), lookup
    assert lookup.reason in reasons | case.also, (lookup.reason, lookup.detail)


@every_source
def test_no_secret_reaches_envelope_log_record_or_bundle(
    source: type[Source], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    texts: list[str] = []

    def inspect(client: Client) -> None:
        save_run(client, tmp_path / "case.zip")
        texts.append(repr(client.envelopes))

    for answer in (case_of(source).found, lambda seen: Reply(status=401)):
        lookup = ask(
            source,
            answer,
            inspect=inspect,
            key="s3cret-k3y",
            mail="desk@secret-mail.example",
            cache_dir=tmp_path / "cache",
        )
        texts.append(repr(lookup))
    texts += [repr(vars(record)) for record in caplog.records]
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    for secret in ("s3cret-k3y", "secret-mail.example"):
        assert all(secret not in text for text in texts)
        assert all(secret.encode() not in content for content in kept)


@every_source
def test_a_saved_lookup_replays_to_the_same_end(source: type[Source], tmp_path: Path) -> None:
    case = case_of(source)
    for name, answer in (
        ("found", case.found),
        ("empty", case.empty or case.found),
        ("down", lambda seen: Reply(status=503)),
    ):
        path = tmp_path / f"{name}.zip"

        def save(client: Client, path: Path = path) -> None:
            save_run(client, path)

        live = ask(source, answer, inspect=save)
        again = ask(source, lambda seen: Reply(status=500), replay=path)
        assert again == live


@every_source
def test_an_answer_that_could_not_be_read_is_asked_for_again(
    source: type[Source], tmp_path: Path
) -> None:
    case = case_of(source)
    noise = FAULTS["noise"][0]
    first = ask(source, lambda seen: noise(case.found(seen), seen), cache_dir=tmp_path)
    if "noise" in case.reads and not isinstance(first, Unavailable):
        return
    assert isinstance(first, Unavailable)
    kept = [path for path in (tmp_path / "envelopes").rglob("*") if path.is_file()]
    assert kept == []


@every_source
def test_a_source_answers_what_it_says_and_has_its_two_questions(source: type[Source]) -> None:
    made = source(SourceSettings())
    assert source.id.isalnum()
    assert source.title
    assert type(case_of(source).query) in source.answers
    assert made.serves(case_of(source).query)
    for query in (source.known, source.unknown):
        if query is not None:
            assert type(query) in source.answers
            assert made.serves(query)


def test_ids_are_unique() -> None:
    assert len({source.id for source in ALL_SOURCES}) == len(ALL_SOURCES)

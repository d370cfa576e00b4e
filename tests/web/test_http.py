"""The client: statuses, retries, limits, redirects, secrets, on a server of this machine."""

import asyncio
import gzip
import logging
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx  # noqa: TID251 - the wire itself is replaced here
import pytest

from persona_check.model.lookup import UnavailableReason as Reason
from persona_check.model.provenance import Via
from persona_check.settings import Settings, SourceSettings
from persona_check.sources.reading.absence import in_json
from persona_check.web.base import Answer, SourceUnavailableError
from persona_check.web.client import Client
from persona_check.web.envelope import request_key
from persona_check.web.http import open_client
from persona_check.web.wire import Received
from tests.askers import ask, asker, save_run
from tests.wire import Reply, Seen, Server, serve

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


class Notes:
    def __init__(self) -> None:
        self.texts: list[str] = []

    def asking(self, source: str, query: object) -> None: ...

    def sent(self, source: str) -> None: ...

    def answered(self, lookup: object) -> None: ...

    def note(self, text: str) -> None:
        self.texts.append(text)


def run(
    answer: Callable[[Seen], Reply],
    use: Callable[[Client, Server], Awaitable[Any]],
    settings: Settings | None = None,
    **more: Any,
) -> Any:
    async def main() -> Any:
        async with serve(answer) as server:
            base = SourceSettings(base_url=server.url, key="k" if settings is None else None)
            own = settings or Settings(request_timeout_s=2.0)
            own = replace(own, sources={"crossref": base, "orcid": base, "arxiv": base})
            more.setdefault("retry_wait_s", 0.01)
            more.setdefault("clock", lambda: NOW)
            async with open_client(own, **more) as client:
                return await use(client, server)

    return asyncio.run(main())


def reason(
    answer: Callable[[Seen], Reply],
    settings: Settings | None = None,
    *,
    source: str = "crossref",
    **get: Any,
) -> tuple[Reason, str, int]:
    async def use(client: Client, server: Server) -> tuple[Reason, str, int]:
        with pytest.raises(SourceUnavailableError) as caught:
            await ask(client, source, f"{server.url}/works", **get)
        return caught.value.reason, caught.value.detail, len(server.seen)

    result: tuple[Reason, str, int] = run(answer, use, settings)
    return result


def body(answer: Callable[[Seen], Reply], **get: Any) -> Answer:
    async def use(client: Client, server: Server) -> Answer:
        return await ask(client, "crossref", f"{server.url}/works", **get)

    found: Answer = run(answer, use)
    return found


def test_an_answer_carries_status_kept_headers_body_and_provenance() -> None:
    def answer(seen: Seen) -> Reply:
        return Reply(
            body=b'{"a":1}', headers={"X-Rate-Limit-Limit": "50", "Set-Cookie": "a=b", "ETag": "e"}
        )

    async def use(client: Client, server: Server) -> None:
        got = await ask(client, "crossref", f"{server.url}/works", params={"rows": "2"})
        assert (got.status, got.body) == (200, b'{"a":1}')
        assert got.headers == {"content-type": "application/json", "x-rate-limit-limit": "50"}
        assert got.provenance.url == f"{server.url}/works?rows=2"
        assert got.provenance.retrieved_at == NOW
        assert got.provenance.via is Via.NETWORK
        assert got.provenance.source == "crossref"
        agent = server.seen[0].headers["user-agent"]
        assert agent.startswith("persona-check/")

    run(answer, use)


def test_the_user_agent_names_the_contact_where_one_is_given() -> None:
    async def use(client: Client, server: Server) -> None:
        await ask(client, "crossref", f"{server.url}/works")
        assert "mailto:desk@paper.example" in server.seen[0].headers["user-agent"]

    run(lambda seen: Reply(), use, Settings(contact_email="desk@paper.example"))


@pytest.mark.parametrize(
    ("status", "source", "expected", "requests"),
    [
        (400, "crossref", Reason.REJECTED_REQUEST, 1),
        (401, "crossref", Reason.NO_CREDENTIAL, 1),
        (402, "crossref", Reason.BUDGET_SPENT, 1),
        (403, "crossref", Reason.BLOCKED, 1),
        (408, "crossref", Reason.TIMED_OUT, 1),
        (409, "crossref", Reason.REJECTED_REQUEST, 1),
        (409, "orcid", Reason.LOCKED, 1),
        (429, "crossref", Reason.RATE_LIMITED, 3),
        (451, "crossref", Reason.BLOCKED, 1),
        (500, "crossref", Reason.SERVER_ERROR, 3),
        (503, "crossref", Reason.SERVER_ERROR, 3),
        (503, "orcid", Reason.RATE_LIMITED, 3),
    ],
)
def test_a_refusing_status_is_unavailable_for_its_own_reason(
    status: int, source: str, expected: Reason, requests: int
) -> None:
    got = reason(lambda seen: Reply(status=status), source=source)
    assert got == (expected, f"status {status}", requests)


class Always:
    """A service with one answer to everything."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def __call__(self, seen: Seen) -> Reply:
        return self._reply


NOBODY = in_json(lambda body: body.get("error") == "unknown")


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (404, b'{"error": "unknown"}', None),
        (410, b'{"error": "unknown"}', None),
        (404, b"{}", Reason.NOT_THIS_SERVICE),
        (404, b"", Reason.NOT_THIS_SERVICE),
        (404, b"<html><title>404</title><h1>Not found</h1></html>", Reason.NOT_THIS_SERVICE),
        (200, b"<html><title>Welcome</title>Enjoy your stay</html>", Reason.NOT_THIS_SERVICE),
        (200, b" ", Reason.NOT_THIS_SERVICE),
        (202, b"", Reason.NOT_THIS_SERVICE),
        (410, b"", Reason.MOVED),
        (200, b"<html>Please sign in<input type='password'></html>", Reason.BLOCKED),
        (511, b"<html>Log in to the network</html>", Reason.CAPTIVE_PORTAL),
    ],
)
def test_only_the_sources_own_words_make_an_absence(
    status: int, body: bytes, expected: Reason | None
) -> None:
    async def use(client: Client, server: Server) -> None:
        if expected is None:
            answer = await ask(client, "crossref", f"{server.url}/works/x", absent=NOBODY)
            assert answer.status == status
            return
        with pytest.raises(SourceUnavailableError) as caught:
            await ask(client, "crossref", f"{server.url}/works/x", absent=NOBODY)
        assert caught.value.reason is expected

    run(lambda seen: Reply(status=status, body=body), use)


def test_a_challenge_in_the_headers_is_no_answer_whatever_the_body() -> None:
    for name, value in (("cf-mitigated", "challenge"), ("x-amzn-waf-action", "captcha")):
        reply = Reply(status=202, headers={name: value})
        assert reason(Always(reply))[0] is Reason.BLOCKED


@pytest.mark.parametrize("status", [200, 403, 500, 503])
def test_a_bot_check_is_one_whatever_its_status_and_is_not_tried_again(status: int) -> None:
    page = b"<!doctype html><html><title>Making sure you&#39;re not a bot!</title></html>"

    async def use(client: Client, server: Server) -> None:
        for path, expected in (("a", Reason.BLOCKED), ("b", Reason.NOT_ASKED)):
            with pytest.raises(SourceUnavailableError) as caught:
                await ask(client, "crossref", f"{server.url}/{path}")
            assert caught.value.reason is expected
        assert len(server.seen) == 1

    run(lambda seen: Reply(status=status, body=page), use)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_an_error_page_of_the_server_is_its_error(status: int) -> None:
    page = b"<html><title>Error</title><body>Access denied by the upstream host</body></html>"
    assert reason(Always(Reply(status=status, body=page))) == (
        Reason.SERVER_ERROR,
        f"status {status}",
        3,
    )


def test_a_403_that_says_the_allowance_is_used_up_is_a_rate_limit() -> None:
    got = reason(lambda seen: Reply(status=403, headers={"X-RateLimit-Remaining": "0"}))
    assert got[0] is Reason.RATE_LIMITED


def test_an_accepted_status_is_an_answer_and_is_not_asked_again() -> None:
    assert body(lambda seen: Reply(status=404), accept=(404,)).status == 404


def test_a_second_try_is_made_after_a_passing_failure() -> None:
    states = iter([Reply(status=503), Reply(hang_up=True), Reply(body=b"[]")])
    assert body(lambda seen: next(states)).body == b"[]"


def waits(retry_after: str) -> list[float]:
    """The wait that a client made between its tries, as the server saw it."""
    times: list[float] = []

    def answer(seen: Seen) -> Reply:
        times.append(asyncio.get_running_loop().time())
        if len(times) == 1:
            return Reply(status=429, headers={"Retry-After": retry_after})
        return Reply()

    assert body(answer).status == 200
    return [later - earlier for earlier, later in pairwise(times)]


def test_retry_after_in_seconds_is_waited_for() -> None:
    (wait,) = waits("1")
    assert wait >= 0.95


def test_retry_after_as_a_date_is_waited_for() -> None:
    (wait,) = waits(format_datetime(NOW + timedelta(seconds=1), usegmt=True))
    assert wait >= 0.95


@pytest.mark.parametrize("value", ["3600", format_datetime(NOW + timedelta(hours=1), usegmt=True)])
def test_a_wait_longer_than_the_check_is_not_waited_for_and_closes_the_source(value: str) -> None:
    async def use(client: Client, server: Server) -> None:
        with pytest.raises(SourceUnavailableError) as first:
            await ask(client, "crossref", f"{server.url}/a")
        with pytest.raises(SourceUnavailableError) as second:
            await ask(client, "crossref", f"{server.url}/b")
        assert first.value.reason is second.value.reason is Reason.RATE_LIMITED
        assert first.value.detail == "status 429, asked us to wait 3600 s"
        assert len(server.seen) == 1

    run(lambda seen: Reply(status=429, headers={"Retry-After": value}), use)


@pytest.mark.parametrize("value", ["soon", "-5", ""])
def test_an_unreadable_retry_after_is_as_good_as_none(value: str) -> None:
    got = reason(lambda seen: Reply(status=429, headers={"Retry-After": value}))
    assert got == (Reason.RATE_LIMITED, "status 429", 3)


def test_a_server_that_does_not_answer_in_time_is_timed_out() -> None:
    got = reason(lambda seen: Reply(delay_s=5), Settings(request_timeout_s=0.2))
    assert got == (Reason.TIMED_OUT, "no complete answer within 0.2 s", 1)


def test_a_host_that_did_not_answer_in_time_is_waited_for_a_quarter_of_it_the_next_time() -> None:
    async def use(client: Client, server: Server) -> list[str]:
        said = []
        for path in ("a", "b", "c"):
            with pytest.raises(SourceUnavailableError) as caught:
                await ask(client, "crossref", f"{server.url}/{path}")
            said.append(caught.value.detail)
        return said

    said = run(lambda seen: Reply(delay_s=5), use, Settings(request_timeout_s=0.4))
    assert said == [
        "no complete answer within 0.4 s",
        "no complete answer within 0.1 s",
        "not asked: it did not answer twice in time",
    ]


def test_a_slow_drip_is_timed_out_however_steadily_it_drips() -> None:
    drip = Reply(body=b"x" * 1000, drip_s=0.02)
    got = reason(lambda seen: drip, Settings(request_timeout_s=0.3))
    assert got[0] is Reason.TIMED_OUT


def test_nothing_is_asked_after_the_time_for_the_check() -> None:
    got = reason(lambda seen: Reply(), Settings(timeout_s=0.0))
    assert got == (Reason.TIMED_OUT, "the time limit (--timeout) was reached", 0)


def test_an_answer_that_stops_short_is_a_network_error() -> None:
    got = reason(lambda seen: Reply(body=b"{", promise=100))
    assert got[0] is Reason.NETWORK_ERROR


def test_a_server_that_is_not_there_is_a_network_error() -> None:
    async def use(client: Client, server: Server) -> None:
        with pytest.raises(SourceUnavailableError) as caught:
            await ask(client, "crossref", "http://127.0.0.1:9/works")
        assert caught.value.reason is Reason.NETWORK_ERROR

    run(lambda seen: Reply(), use)


def test_an_answer_announced_too_large_is_refused_unread() -> None:
    got = reason(lambda seen: Reply(body=b"", promise=30 * 1024 * 1024))
    assert got[:2] == (Reason.TOO_LARGE, "the answer is larger than 16384 KiB")


def test_an_answer_that_grows_too_large_is_refused() -> None:
    chunked = Reply(
        body=b"1388\r\n" + b"x" * 5000 + b"\r\n0\r\n\r\n",
        headers={"transfer-encoding": "chunked"},
    )
    assert reason(lambda seen: chunked, max_bytes=1000)[0] is Reason.TOO_LARGE


def test_a_gzip_answer_is_decoded() -> None:
    packed = Reply(body=gzip.compress(b'{"a":1}'), headers={"content-encoding": "gzip"})
    assert body(lambda seen: packed).body == b'{"a":1}'


def test_a_deflate_answer_is_decoded() -> None:
    packed = Reply(body=zlib.compress(b"[]"), headers={"content-encoding": "deflate"})
    assert body(lambda seen: packed).body == b"[]"


def test_a_compression_bomb_is_refused_before_it_has_grown() -> None:
    bomb = gzip.compress(b"\0" * 64 * 1024 * 1024)
    got = reason(lambda seen: Reply(body=bomb, headers={"content-encoding": "gzip"}))
    assert got[0] is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(b"not gzip", "gzip"), (gzip.compress(b"x" * 99, mtime=0)[:20], "gzip"), (b"x", "br")],
)
def test_a_broken_or_unasked_encoding_is_malformed(content: bytes, encoding: str) -> None:
    got = reason(lambda seen: Reply(body=content, headers={"content-encoding": encoding}))
    assert got[0] is Reason.MALFORMED


def test_a_redirect_on_the_same_host_is_followed_with_its_key() -> None:
    def answer(seen: Seen) -> Reply:
        if seen.path == "/works":
            return Reply(status=301, headers={"Location": "/merged?api_key=s3cret"})
        return Reply(body=b"merged")

    async def use(client: Client, server: Server) -> None:
        got = await ask(
            client,
            "crossref",
            f"{server.url}/works",
            secret_params={"api_key": "s3cret"},
            secret_headers={"Authorization": "Bearer s3cret"},
        )
        assert got.body == b"merged"
        assert got.provenance.url == f"{server.url}/merged"
        assert [seen.target for seen in server.seen] == [
            "/works?api_key=s3cret",
            "/merged?api_key=s3cret",
        ]
        assert server.seen[1].headers["authorization"] == "Bearer s3cret"

    run(answer, use)


def test_what_redirects_without_end_is_no_longer_there() -> None:
    got = reason(lambda seen: Reply(status=302, headers={"Location": seen.path + "x"}))
    assert got == (Reason.MOVED, "more than 5 redirects", 6)


def test_a_redirect_without_a_target_leads_nowhere() -> None:
    assert reason(lambda seen: Reply(status=302))[0] is Reason.MOVED


def test_a_redirect_to_an_unreadable_address_is_malformed() -> None:
    got = reason(lambda seen: Reply(status=302, headers={"Location": "http://[::1"}))
    assert got[:2] == (
        Reason.NETWORK_ERROR,
        "the connection to 127.0.0.1 failed (RemoteProtocolError)",
    )


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://localhost:{port}/", Reason.CAPTIVE_PORTAL),
        ("http://169.254.169.254/", Reason.CAPTIVE_PORTAL),
        ("http://10.0.0.1/login", Reason.CAPTIVE_PORTAL),
        ("ftp://a.example/", Reason.REFUSED_ADDRESS),
    ],
)
def test_a_source_that_redirects_into_a_private_network_is_refused(
    target: str, why: Reason
) -> None:
    async def use(client: Client, server: Server) -> None:
        with pytest.raises(SourceUnavailableError) as caught:
            await ask(client, "crossref", f"{server.url}/works")
        assert caught.value.reason is why
        assert len(server.seen) == 1

    def answer(seen: Seen) -> Reply:
        port = seen.headers["host"].partition(":")[2]
        return Reply(status=302, headers={"Location": target.format(port=port)})

    run(answer, use)


# --- untrusted addresses -----------------------------------------------------------------------


def guarded(
    names: Mapping[str, list[str]],
    answer: Callable[[httpx.Request], httpx.Response],
    url: str,
    **get: Any,
) -> tuple[Answer | SourceUnavailableError, list[httpx.Request]]:
    """Fetches an untrusted address with DNS and wire replaced."""
    seen: list[httpx.Request] = []

    async def resolver(host: str, port: int) -> list[str]:
        if host not in names:
            raise OSError(host)
        return names[host]

    def wire(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer(request)

    async def main() -> Answer | SourceUnavailableError:
        async with open_client(
            Settings(), resolver=resolver, guarded_transport=httpx.MockTransport(wire)
        ) as client:
            try:
                return await ask(client, "homepage", url, untrusted=True, **get)
            except SourceUnavailableError as error:
                return error

    return asyncio.run(main()), seen


PUBLIC = "93.184.216.34"


def page(text: str) -> httpx.Response:
    return httpx.Response(200, stream=httpx.ByteStream(text.encode()))


def test_an_untrusted_address_is_asked_at_the_very_ip_that_was_checked() -> None:
    got, seen = guarded(
        {"mira.example": [PUBLIC]},
        lambda request: page("<html>"),
        "https://mira.example/about",
    )
    assert isinstance(got, Answer)
    assert got.provenance.url == "https://mira.example/about"
    (request,) = seen
    assert request.url == f"https://{PUBLIC}:443/about"
    assert request.headers["host"] == "mira.example"
    assert request.extensions["sni_hostname"] == "mira.example"


def test_every_hop_of_an_untrusted_redirect_is_checked() -> None:
    got, seen = guarded(
        {"mira.example": [PUBLIC], "inner.example": ["192.168.1.1"]},
        lambda request: httpx.Response(302, headers={"location": "http://inner.example/"}),
        "http://mira.example/",
    )
    assert isinstance(got, SourceUnavailableError)
    assert got.reason is Reason.REFUSED_ADDRESS
    assert len(seen) == 1


def test_a_redirect_between_public_hosts_is_followed_without_keys() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers["host"] == "mira.example":
            return httpx.Response(302, headers={"location": "http://other.example/?k=s3cret&a=1"})
        return page("there")

    got, seen = guarded(
        {"mira.example": [PUBLIC], "other.example": ["2606:2800:220:1::1"]},
        answer,
        "http://mira.example/",
        secret_params={"token": "s3cret"},
        secret_headers={"Authorization": "s3cret"},
    )
    assert isinstance(got, Answer)
    assert got.provenance.url == "http://other.example/?a=1"
    assert str(seen[0].url) == f"http://{PUBLIC}/?token=s3cret"
    assert str(seen[1].url) == "http://[2606:2800:220:1::1]/?a=1"
    assert "authorization" not in seen[1].headers


def test_an_unknown_host_is_a_network_error() -> None:
    got, _ = guarded({}, lambda request: httpx.Response(200), "http://nobody.example/")
    assert isinstance(got, SourceUnavailableError)
    assert got.reason is Reason.NETWORK_ERROR


def test_a_claimed_address_of_this_machine_is_refused_with_the_real_resolver() -> None:
    async def use(client: Client, server: Server) -> None:
        for url in (server.url, server.url.replace("127.0.0.1", "localhost"), "http://127.1/"):
            with pytest.raises(SourceUnavailableError) as caught:
                await ask(client, "homepage", url, untrusted=True)
            assert caught.value.reason is Reason.REFUSED_ADDRESS
        assert server.seen == []

    run(lambda seen: Reply(), use)


def test_an_address_that_cannot_be_read_is_refused() -> None:
    async def use(client: Client, server: Server) -> None:
        with pytest.raises(SourceUnavailableError) as theirs:
            await ask(client, "homepage", "http://[::1", untrusted=True)
        with pytest.raises(SourceUnavailableError) as ours:
            await ask(client, "crossref", "http://a:b/")
        assert theirs.value.reason is Reason.REFUSED_ADDRESS
        assert ours.value.reason is Reason.REJECTED_REQUEST

    run(lambda seen: Reply(), use)


# --- money, manners, secrets -------------------------------------------------------------------


def priced(
    key: str | None,
    uses: int,
    cache: Path | None,
    notes: Notes,
    answers: Callable[[int], Received] = lambda number: Received(
        status=200, headers={}, body=b"{}"
    ),
) -> tuple[int, str]:
    """Searches OpenAlex some times through a wire of paper; how many went out, and the end.

    ``answers`` gives the answer to each request, counted from 1.
    """
    sent: list[str] = []

    class Paper:
        async def fetch(self, request: Any, *, timeout_s: float) -> Any:
            sent.append(request.url)
            return answers(len(sent))

        async def aclose(self) -> None: ...

    async def main() -> str:
        settings = Settings(sources={"openalex": SourceSettings(key=key)}, cache_dir=cache)
        async with open_client(settings, progress=notes, clock=lambda: NOW) as client:
            client._network._open_wire = Paper
            for number in range(uses):
                try:
                    await ask(
                        client,
                        "openalex",
                        "https://api.openalex.org/authors",
                        params={"search": f"Mira {number}"},
                    )
                except SourceUnavailableError as error:
                    return f"{error.reason}: {error.detail}"
        return f"{client.spent_usd}"

    ending = asyncio.run(main())
    return len(sent), ending


def test_what_a_key_has_used_is_told_as_a_share_and_adds_up_across_runs(tmp_path: Path) -> None:
    notes = Notes()
    used = "% of today's allowance used"
    assert priced("k", 12, tmp_path, notes) == (12, "{'openalex': 0.012}")
    assert notes.texts[0] == f"OpenAlex: under 1 {used}"
    assert notes.texts[-1] == f"OpenAlex: 1 {used}"
    (tmp_path / "envelopes").rename(tmp_path / "gone")
    notes = Notes()
    priced("k", 20, tmp_path, notes)
    assert notes.texts[-1] == f"OpenAlex: 3 {used}"


def test_money_is_told_neither_without_a_key_nor_without_an_answer(tmp_path: Path) -> None:
    notes = Notes()
    assert priced(None, 3, tmp_path, notes)[0] == 3
    assert notes.texts == []

    async def main() -> None:
        settings = Settings(sources={"openalex": SourceSettings(key="k")}, cache_dir=tmp_path)
        async with open_client(settings, progress=notes, retry_wait_s=0.01) as client:
            with pytest.raises(SourceUnavailableError):
                await ask(client, "openalex", "https://openalex.invalid/authors?search=Mira")

    asyncio.run(main())
    assert notes.texts == []


def stating(limit: float, left: Callable[[int], float], status: int = 200) -> Any:
    """Answers that state what is left of a day's allowance."""

    def answers(number: int) -> Received:
        headers = {
            "x-ratelimit-limit-usd": f"{limit:g}",
            "x-ratelimit-remaining-usd": f"{left(number):g}",
        }
        return Received(status=status, headers=headers, body=b"{}")

    return answers


def test_asking_stops_before_the_last_of_the_allowance_is_spent() -> None:
    answers = stating(0.01, lambda number: 0.01 - 0.001 * number)
    sent, ending = priced(None, 12, None, Notes(), answers)
    assert sent == 9
    assert ending == "budget_spent: today's allowance is used up"


def test_what_the_source_says_is_left_comes_before_what_was_added_up() -> None:
    # somebody else on this address has spent the rest
    sent, ending = priced(None, 5, None, Notes(), stating(0.1, lambda number: 0.0004))
    assert (sent, ending[:12]) == (1, "budget_spent")
    # with a key it is another account, of a size that we did not guess
    notes = Notes()
    sent, _ = priced("k", 2, None, notes, stating(5, lambda number: 4.9))
    assert sent == 2
    assert notes.texts[-1] == "OpenAlex: 2 % of today's allowance used"


def test_a_refused_request_costs_nothing(tmp_path: Path) -> None:
    refused = Received(status=403, headers={}, body=b"{}")
    notes = Notes()
    sent, ending = priced(None, 1, tmp_path, notes, lambda number: refused)
    assert sent == 1
    assert "blocked" in ending
    assert notes.texts == []
    assert not (tmp_path / "budget").exists()


def test_a_request_that_is_repeated_costs_once(tmp_path: Path) -> None:
    answers = [Received(status=503, headers={}, body=b"")] * 2
    answers.append(Received(status=200, headers={}, body=b"{}"))
    sent, ending = priced(None, 1, tmp_path, Notes(), lambda number: answers[number - 1])
    assert (sent, ending) == (3, "{'openalex': 0.001}")
    assert (tmp_path / "budget" / f"openalex-{NOW:%Y-%m-%d}.log").read_text() == "1000\n"


def test_no_more_requests_are_sent_than_allowed() -> None:
    async def use(client: Client, server: Server) -> None:
        await ask(client, "crossref", f"{server.url}/a")
        await ask(client, "crossref", f"{server.url}/b")
        with pytest.raises(SourceUnavailableError) as caught:
            await ask(client, "crossref", f"{server.url}/c")
        assert caught.value.reason is Reason.BUDGET_SPENT
        assert caught.value.detail == "the 2 requests allowed for one check are used up"
        assert len(server.seen) == 2

    run(lambda seen: Reply(), use, Settings(max_requests=2))


@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_what_is_refused_uses_up_nothing_of_what_others_are_allowed(status: int) -> None:
    async def use(client: Client, server: Server) -> None:
        for number in range(4):
            with pytest.raises(SourceUnavailableError) as caught:
                await ask(client, "crossref", f"{server.url}/{number}")
        assert client.requests_sent == 0
        assert caught.value.reason is not Reason.BUDGET_SPENT
        assert len(server.seen) <= 6  # three tries, then one each

    run(lambda seen: Reply(status=status), use, Settings(max_requests=1))


def test_the_same_request_is_sent_once_in_a_run_however_often_it_is_made() -> None:
    async def use(client: Client, server: Server) -> None:
        url = f"{server.url}/works"
        answers = await asyncio.gather(*(ask(client, "crossref", url) for _ in range(5)))
        assert len(server.seen) == 1
        assert len({answer.provenance for answer in answers}) == 1

    run(lambda seen: Reply(delay_s=0.02), use)


def test_no_secret_reaches_envelope_log_or_provenance(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def answer(seen: Seen) -> Reply:
        if seen.path == "/bad":
            return Reply(status=503)
        return Reply(headers={"Link": "<next>"})

    async def use(client: Client, server: Server) -> list[str]:
        secrets: dict[str, Any] = {
            "secret_params": {"pass": "s3cret", "mailto": "desk@paper.example"},
            "secret_headers": {"X-Api-Key": "s3cret"},
        }
        good = await ask(client, "crossref", f"{server.url}/works", **secrets)
        with pytest.raises(SourceUnavailableError) as caught:
            await ask(client, "crossref", f"{server.url}/bad", **secrets)
        assert "pass=s3cret" in server.seen[0].target
        save_run(client, tmp_path / "case.zip")
        return [repr(good), repr(caught.value), repr(client.envelopes), repr(client.settings)]

    shown = run(answer, use, Settings(cache_dir=tmp_path / "cache"))
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    everything = " ".join([*shown, *(record.getMessage() for record in caplog.records)])
    everything += " ".join(repr(vars(record)) for record in caplog.records)
    assert "HTTP Request" in everything
    assert "s3cret" not in everything
    assert all(b"s3cret" not in content for content in kept)


def test_a_produced_answer_is_kept_like_any_other(tmp_path: Path) -> None:
    made: list[int] = []

    async def make() -> bytes:
        made.append(1)
        return b'{"a":1}'

    async def use(client: Client, server: Server) -> Answer:
        url = "https://scholar.example/?user=X"
        answer = await client.produce(asker("googlescholar"), url, make)
        client.keep([request_key("GET", url)])
        return answer

    first = run(lambda seen: Reply(), use, Settings(cache_dir=tmp_path))
    second = run(lambda seen: Reply(), use, Settings(cache_dir=tmp_path))
    assert (first.body, first.provenance.via) == (b'{"a":1}', Via.NETWORK)
    assert (second.body, second.provenance.via) == (b'{"a":1}', Via.CACHE)
    assert made == [1]


def test_a_request_that_cannot_be_put_into_words_is_rejected() -> None:
    assert reason(lambda seen: Reply(), headers={"a": "b\nc"})[0] is Reason.REJECTED_REQUEST

"""No test reaches the internet: a connection to anywhere but this machine raises."""

import ipaddress
import logging
import os
import socket
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# a machine under load is no failure of what a property states
settings.register_profile("suite", deadline=None)
# the suite on a second Python looks for what the language changed, not for further examples
settings.register_profile("quick", deadline=None, max_examples=20)
_QUICK = os.environ.get("PERSONA_CHECK_TESTS") == "quick"
settings.load_profile("quick" if _QUICK else "suite")
_FIRST_CASES = 2  # of a test with many cases, on a second Python


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second Python every test runs, but of its cases only the first ones."""
    if not _QUICK:
        return
    cases: Counter[str] = Counter()
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        test = item.nodeid.partition("[")[0]
        cases[test] += 1
        (kept if cases[test] <= _FIRST_CASES else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket's path
    host = str(address[0])
    if host in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_internet(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.node.get_closest_marker("online"):
        yield
        return
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:
        if not _is_local(address):
            raise AssertionError(f"a test connects to {address!r}")
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        if not _is_local(address):
            raise AssertionError(f"a test connects to {address!r}")
        return connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_ex)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    yield


@pytest.fixture(autouse=True)
def no_tracebacks_left_on() -> Iterator[None]:
    """What one test asked to be told on stderr is not told to the next one."""
    package = logging.getLogger("persona_check")
    before, level = list(package.handlers), package.level
    yield
    package.handlers[:] = before
    package.setLevel(level)

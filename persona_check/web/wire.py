"""What carries one request: httpx, or a test's invented world."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from persona_check.web.base import Request

__all__ = ["Received", "Wire"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came back, redirects followed and content decoded; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    redirected_to: str | None = None


class Wire(Protocol):
    """Carries one request; raises ``SourceUnavailableError`` where nothing usable comes back."""

    async def fetch(self, request: Request, *, timeout_s: float) -> Received:
        """What comes back within the time; ``request.url`` holds its public parameters."""
        ...

    async def aclose(self) -> None:
        """Closes the connections."""
        ...

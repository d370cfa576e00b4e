"""Which hosts are left alone for a while, because they hang, refuse or are not themselves.

A circuit breaker (M. Nygard, Release It!, 2nd ed. 2018, chapter 5): after two failures in a row a
host is asked nothing more for five minutes, longer than a check may take; then it gets one more
chance. "Too many requests" counts half, so that four are the most, and a server's own error a
sixth, since it may lie in the one question. A service that does not answer must cost one person's
check little, and the service nothing.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["OUT", "REFUSAL", "SLIGHT", "Breaker"]

OUT = 2.0
REFUSAL = 0.5
SLIGHT = 0.17
_LEFT_ALONE_S = 300.0


@dataclass(frozen=True, slots=True)
class _Failing:
    strikes: float
    why: str
    until: float


class Breaker:
    """Failures in a row by source and host, in this session; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failing: dict[str, _Failing] = {}

    def strike(self, host: str, why: str, *, weight: float = 1.0) -> None:
        """Notes a failure, ``why`` in words with the host as subject; 2.0 needs no second."""
        strikes = self.strikes(host) + weight
        self._failing[host] = _Failing(strikes, why, self._clock() + _LEFT_ALONE_S)

    def forgive(self, host: str) -> None:
        """Forgets the failures of a host, which has answered."""
        self._failing.pop(host, None)

    def strikes(self, host: str) -> float:
        """Failures in a row; one is left, where a host gets another chance."""
        known = self._failing.get(host)
        if known is None:
            return 0.0
        return known.strikes if self._clock() < known.until else min(1.0, known.strikes)

    def open_for(self, host: str) -> str | None:
        """Why a host is left alone now; None where it may be asked."""
        return self._failing[host].why if self.strikes(host) >= OUT else None

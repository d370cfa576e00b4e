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
    """Failures in a row of a source at a host, in this session; ``clock`` gives seconds.

    ``source_host`` is both in one text: what hangs for one source may answer another.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failing: dict[str, _Failing] = {}

    def strike(self, source_host: str, why: str, *, weight: float = 1.0) -> None:
        """Notes a failure, ``why`` in words with the source as subject; 2.0 needs no second."""
        strikes = self.strikes(source_host) + weight
        self._failing[source_host] = _Failing(strikes, why, self._clock() + _LEFT_ALONE_S)

    def forgive(self, source_host: str) -> None:
        """Forgets the failures of one that has answered."""
        self._failing.pop(source_host, None)

    def strikes(self, source_host: str) -> float:
        """Failures in a row; one is left, where it gets another chance."""
        known = self._failing.get(source_host)
        if known is None:
            return 0.0
        return known.strikes if self._clock() < known.until else min(1.0, known.strikes)

    def deserves_retries(self, source_host: str) -> bool:
        """Whether a question is worth asking again at once: at most one refusal came before it."""
        return self.strikes(source_host) <= REFUSAL

    def open_for(self, source_host: str) -> str | None:
        """Why it is left alone now; None where it may be asked."""
        return self._failing[source_host].why if self.strikes(source_host) >= OUT else None

"""What a source lets this machine spend a day, and how much was spent."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from persona_check.model.traits import Allowance

__all__ = ["Budget", "Ledger"]

MICRO = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a source grants a day, and how much this machine has spent today, in US dollars."""

    allowance_usd: float
    spent_usd: float

    @property
    def left_usd(self) -> float:
        """What may still be spent today."""
        return max(0.0, self.allowance_usd - self.spent_usd)

    def __str__(self) -> str:
        """The share that is spent, ``3 % of today's allowance used``; nobody asks for the cents."""
        share = min(1.0, self.spent_usd / self.allowance_usd) if self.allowance_usd else 1.0
        percent = "under 1" if 0 < share < 0.01 else f"{share * 100:.0f}"
        return f"{percent} % of today's allowance used"

    def covers(self, usd: float) -> bool:
        """Whether a request at this price leaves something of the allowance."""
        return round(self.spent_usd + usd, 6) < self.allowance_usd


class Ledger:
    """What was spent today (UTC), kept across runs and processes in one small file a day.

    ``folder`` None keeps it for this run only. Each spending is one appended line, so that
    processes at work side by side add up.
    """

    def __init__(self, folder: Path | None, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        self._here: dict[str, int] = {}

    def spent_usd(self, source: str) -> float:
        """What was spent on a source today, in US dollars."""
        path = self._path(source)
        if path is None:
            return self._here.get(source, 0) / MICRO
        try:
            lines = path.read_text(encoding="ascii", errors="replace").split()
        except OSError:
            return self._here.get(source, 0) / MICRO
        return sum(int(line) for line in lines if line.isdecimal()) / MICRO

    def spend(self, source: str, usd: float) -> None:
        """Notes a spending, before the request goes out."""
        micro = round(usd * MICRO)
        self._here[source] = self._here.get(source, 0) + micro
        path = self._path(source)
        if path is None:
            return
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, f"{micro}\n".encode("ascii"))
            finally:
                os.close(handle)
        except OSError:
            return  # a full or read-only disk must not stop the check; this run still counts

    def budget(self, source: str, allowance: Allowance, *, key: bool) -> Budget:
        """The state of a source's allowance."""
        return Budget(
            allowance_usd=allowance.usd_with_key if key else allowance.usd,
            spent_usd=self.spent_usd(source),
        )

    def _path(self, source: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / "budget" / f"{source}-{self._clock():%Y-%m-%d}.log"

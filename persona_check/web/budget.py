"""What a source lets this machine spend a day, and how much was spent."""

import contextlib
import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from persona_check.model.traits import Allowance

__all__ = ["Budget", "Ledger", "stated_budget", "stated_cost_usd"]

MICRO = 1_000_000
# a line of the file: micro-dollars spent, or what the source said is left of how much
_LINE = re.compile(r"(\d{1,12})|=(\d{1,12})/(\d{1,12})", re.ASCII)


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


def stated_budget(headers: Mapping[str, str]) -> Budget | None:
    """The day's budget by the source's own account; None where its answer does not say.

    OpenAlex sends x-ratelimit-limit-usd and -remaining-usd with every answer, refusals too, and
    what was paid in advance apart (developers.openalex.org, authentication, November 2026).
    """
    limit = _usd(headers.get("x-ratelimit-limit-usd"))
    remaining = _usd(headers.get("x-ratelimit-remaining-usd"))
    if limit is None or remaining is None:
        return None
    prepaid = _usd(headers.get("x-ratelimit-prepaid-remaining-usd")) or 0.0
    allowance = max(limit, remaining) + prepaid
    return Budget(
        allowance_usd=round(allowance, 6), spent_usd=round(allowance - remaining - prepaid, 6)
    )


def stated_cost_usd(headers: Mapping[str, str]) -> float | None:
    """What the source says that this answer cost; None where it does not say."""
    return _usd(headers.get("x-ratelimit-cost-usd"))


def _usd(text: str | None) -> float | None:
    try:
        amount = float((text or "").strip().removeprefix("$"))
    except ValueError:
        return None
    return amount if math.isfinite(amount) and 0 <= amount < MICRO else None


class Ledger:
    """What was spent today (UTC), kept across runs and processes in one small file a day.

    ``folder`` None keeps it for this run only. Each spending is one appended line, so that
    processes at work side by side add up; what the source itself says replaces what was added up
    until then. Accounts with and without a key are apart, as they are at the source.
    """

    def __init__(self, folder: Path | None, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        self._here: dict[str, list[str]] = {}

    def spent_usd(self, source: str, *, key: bool = False) -> float:
        """What was spent on a source today, in US dollars."""
        return self._read(source, key)[1] / MICRO

    def spend(self, source: str, usd: float, *, key: bool = False) -> None:
        """Notes what an answer cost."""
        self._append(source, key, str(round(usd * MICRO)))

    def state(self, source: str, stated: Budget, *, key: bool = False) -> None:
        """Notes the source's own account, which counts from now on."""
        left, allowance = (round(usd * MICRO) for usd in (stated.left_usd, stated.allowance_usd))
        if self._read(source, key) != (allowance, allowance - left):
            self._append(source, key, f"={left}/{allowance}")

    def budget(self, source: str, allowance: Allowance, *, key: bool) -> Budget:
        """The state of a source's allowance: by its own account where it gave one today."""
        stated, spent = self._read(source, key)
        usual = allowance.usd_with_key if key else allowance.usd
        return Budget(
            allowance_usd=usual if stated is None else stated / MICRO, spent_usd=spent / MICRO
        )

    def _read(self, source: str, key: bool) -> tuple[int | None, int]:
        """The stated allowance, and what was spent of it, in micro-dollars."""
        account = self._account(source, key)
        lines = self._here.get(account, [])
        path = self._path(account)
        if path is not None:
            with contextlib.suppress(OSError):  # none yet, or not readable: this run's own lines
                lines = path.read_text(encoding="ascii", errors="replace").split()
        allowance, spent = None, 0
        for line in lines:
            if (match := _LINE.fullmatch(line)) is None:
                continue
            if match[1]:
                spent += int(match[1])
            else:
                allowance, spent = int(match[3]), int(match[3]) - int(match[2])
        return allowance, spent

    def _append(self, source: str, key: bool, line: str) -> None:
        account = self._account(source, key)
        self._here.setdefault(account, []).append(line)
        path = self._path(account)
        if path is None:
            return
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, f"{line}\n".encode("ascii"))
            finally:
                os.close(handle)
        except OSError:
            return  # a full or read-only disk must not stop the check; this run still counts

    def _account(self, source: str, key: bool) -> str:
        return f"{source}{'-key' if key else ''}-{self._clock():%Y-%m-%d}"

    def _path(self, account: str) -> Path | None:
        return None if self._folder is None else self._folder / "budget" / f"{account}.log"

"""What an HTTP error status means: never that a source has nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime

from persona_check.model.lookup import UnavailableReason
from persona_check.model.traits import Traits
from persona_check.web.base import SourceUnavailableError

__all__ = ["reason_of", "wait_asked_s"]

_REASONS = {
    410: UnavailableReason.MOVED,
    401: UnavailableReason.NO_CREDENTIAL,
    402: UnavailableReason.BUDGET_SPENT,
    403: UnavailableReason.BLOCKED,
    407: UnavailableReason.BLOCKED,
    408: UnavailableReason.TIMED_OUT,
    423: UnavailableReason.LOCKED,
    429: UnavailableReason.RATE_LIMITED,
    451: UnavailableReason.BLOCKED,
    511: UnavailableReason.CAPTIVE_PORTAL,
}

_HINTS = {
    UnavailableReason.NO_CREDENTIAL: "set a key for this source",
    UnavailableReason.RATE_LIMITED: "try again later",
    UnavailableReason.SERVER_ERROR: "try again later",
}


def reason_of(
    status: int, headers: Mapping[str, str], traits: Traits, *, at: datetime
) -> SourceUnavailableError:
    """The reason for a status that is neither success nor expected; ``at`` is when it came."""
    wait_s = wait_asked_s(headers, now=at)
    if status in traits.throttle_statuses or (status == 403 and _is_spent(headers)):
        reason = UnavailableReason.RATE_LIMITED
    elif status == traits.locked_status:
        reason = UnavailableReason.LOCKED
    elif 300 <= status < 400:
        reason = UnavailableReason.MOVED
    elif status >= 500 and status not in _REASONS:
        reason = UnavailableReason.SERVER_ERROR
    else:
        reason = _REASONS.get(status, UnavailableReason.REJECTED_REQUEST)
    detail = f"status {status}"
    if wait_s is not None and reason in (
        UnavailableReason.RATE_LIMITED,
        UnavailableReason.SERVER_ERROR,
    ):
        detail += f", asked us to wait {wait_s:.0f} s"
    return SourceUnavailableError(reason, detail, hint=_HINTS.get(reason))


def wait_asked_s(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """The seconds that Retry-After asks for, given as seconds or date; None where it does not."""
    from email.utils import parsedate_to_datetime

    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _is_spent(headers: Mapping[str, str]) -> bool:
    """GitHub answers 403 where the hourly allowance is used up or a secondary limit was hit."""
    return headers.get("x-ratelimit-remaining") == "0" or "retry-after" in headers

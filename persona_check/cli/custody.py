"""What ``bundle verify`` prints of a bundle, a line each."""

from collections.abc import Iterator

from persona_check.casefile.verify import Custody, Held, Stamped
from persona_check.report.escaping import plain
from persona_check.report.wording import decision_words
from persona_check.weighing.table import load

__all__ = ["custody_lines"]

_MOST_LISTED = 40


def custody_lines(custody: Custody) -> Iterator[str]:
    """All lines on one bundle; text from it is escaped."""
    name = plain(str(custody.path))
    if custody.unreadable is not None:
        yield f"{name}: {plain(custody.unreadable, 600)}"
    if custody.differences:
        yield f"{name}: not intact"
        yield from (f"  {plain(str(one), 400)}" for one in custody.differences[:_MOST_LISTED])
        if (more := len(custody.differences) - _MOST_LISTED) > 0:
            yield f"  and {more} more"
    if custody.contents is not None:
        yield from _held(name, custody.contents)


def _held(name: str, held: Held) -> Iterator[str]:
    by = f" by persona-check {plain(held.tool_version, 40)}" if held.tool_version else ""
    yield f"{name}: intact; made {held.made_at:%Y-%m-%d %H:%M} UTC{by}"
    for source, number in sorted(held.answers.items()):
        yield f"  {plain(source, 40):<16} {number} {'answer' if number == 1 else 'answers'}"
    if held.unanswered:
        yield f"  {held.unanswered} queries without an answer"
    for file in held.files:
        yield f"  {plain(file, 100)}"
    made = held.circumstances
    if made is not None:
        other = f"; a replay here uses {load().id}"
        calibration = plain(made.calibration_id or "unknown", 60)
        yield f"  calibration {calibration}{other if held.same_calibration is False else ''}"
        yield f"  prior {plain(made.prior, 60)}, Python {plain(made.python or 'unknown', 20)}"
    yield f"  manifest sha256 {held.manifest_sha256}"
    yield f"  {_stamp(held.time_stamp, held)}"
    for one in held.decisions:
        yield f"  decided {plain(decision_words(one), 2_500)}"


def _stamp(stamped: Stamped, held: Held) -> str:
    if stamped.broken is not None:
        return f"invalid time-stamp: {stamped.broken}"
    if stamped.unread is not None:
        return f"time-stamp not read: {stamped.unread}"
    if stamped.stamp is None:
        return "no time-stamp: nothing shows when it was made"
    stamp = stamped.stamp
    words = f"time-stamp {stamp.at:%Y-%m-%d %H:%M:%S} UTC by {plain(stamp.signer, 200)}"
    if stamp.at < held.made_at:
        words += ", earlier than the time of the run"
    if stamp.signer_unverified is None:
        return f"{words}; signer verified"
    return f"{words}; signer not verified: {stamp.signer_unverified}"

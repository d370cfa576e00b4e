"""The options that several commands share, each with its environment name."""

from typing import Annotated, Any

import typer

__all__ = [
    "AsOf",
    "CacheDays",
    "CacheDir",
    "ContactEmail",
    "Corpus",
    "DnsReplay",
    "FacesPack",
    "MaxRequests",
    "NoCache",
    "NoSource",
    "Offline",
    "Output",
    "Prior",
    "Quiet",
    "Replay",
    "RequestTimeout",
    "Save",
    "Source",
    "Timeout",
    "TimestampUrl",
    "claim_item",
    "setting",
]


def setting(*names: str, **more: Any) -> Any:
    """An option whose environment name follows from its own: ``PERSONA_CHECK_MAX_REQUESTS``."""
    env = "PERSONA_CHECK_" + names[0].lstrip("-").replace("-", "_").upper()
    return typer.Option(*names, envvar=env, show_envvar=False, **more)


def claim_item(*names: str, **more: Any) -> Any:
    """An option that states part of the claim.

    These have no environment name: one left over from another person would silently become part
    of every claim.
    """
    return typer.Option(*names, **more)


Output = Annotated[
    str | None, setting("--output", "-o", help="Write to this file, whole or not at all.")
]
Quiet = Annotated[bool, setting("--quiet", "-q", help="No progress and no hints on stderr.")]
Offline = Annotated[bool, setting("--offline", help="Use cache and corpus only, no network.")]
Replay = Annotated[str | None, setting("--replay", help="Answer from this bundle or folder alone.")]
Save = Annotated[str | None, setting("--save", help="Keep all evidence in this bundle (.zip).")]
TimestampUrl = Annotated[
    str | None,
    setting(
        "--timestamp-url",
        help="RFC 3161 service to stamp what --save keeps; it is told a hash alone.",
        metavar="URL",
    ),
]
Source = Annotated[list[str] | None, setting("--source", help="Ask only this source (repeatable).")]
NoSource = Annotated[
    list[str] | None, setting("--no-source", help="Leave this source out (repeatable).")
]
MaxRequests = Annotated[
    int, setting("--max-requests", min=0, help="At most so many network requests for a claim.")
]
Corpus = Annotated[str | None, setting("--corpus", help="Local corpus to ask too.")]
Prior = Annotated[
    str | None,
    setting(
        "--prior",
        help="What is held before any evidence: default, speaker, op-ed, pr-quote, reviewer, "
        "or three shares such as 0.9/0.05/0.05.",
    ),
]
Timeout = Annotated[float, setting("--timeout", min=0.1, help="Seconds for collecting as a whole.")]
RequestTimeout = Annotated[
    float, setting("--request-timeout", min=0.1, help="Seconds for one request.")
]
CacheDir = Annotated[str | None, setting("--cache-dir", help="Where answers are kept.")]
CacheDays = Annotated[
    float, setting("--cache-days", min=0, help="Days for which kept answers are fresh.")
]
NoCache = Annotated[bool, setting("--no-cache", help="Neither use nor fill the cache.")]
ContactEmail = Annotated[
    str | None,
    setting("--contact-email", help="Address told to sources that ask for one."),
]
AsOf = Annotated[
    str | None, setting("--as-of", help="Judge as if it were this date (UTC).", metavar="DATE")
]
FacesPack = Annotated[
    str | None, setting("--faces-pack", help="Model pack for comparing faces, your own.")
]
DnsReplay = Annotated[
    str | None, setting("--dns-replay", help="File of DNS answers for mail signatures.")
]

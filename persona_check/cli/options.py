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
    "Language",
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
    "Verbose",
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
    str | None,
    setting("--output", "-o", metavar="FILE", help="Write to this file instead of stdout."),
]
Quiet = Annotated[bool, setting("--quiet", "-q", help="Hide progress and notes.")]
Language = Annotated[
    str,
    setting(
        "--language",
        metavar="CODE",
        help="Language of drafts and of the letter to the person: en, de, fr, es, it, pt.",
    ),
]


def _show_tracebacks(value: bool) -> bool:
    if value:
        from persona_check.progress import show_tracebacks

        show_tracebacks()
    return value


Verbose = Annotated[
    bool,
    setting(
        "--verbose",
        "-v",
        callback=_show_tracebacks,
        help="Show the traceback of any source or check that fails; the report is printed anyway.",
    ),
]
Offline = Annotated[
    bool, setting("--offline", help="Use only the cache and the local corpus, no network.")
]
Replay = Annotated[
    str | None,
    setting("--replay", metavar="PATH", help="Take answers only from this saved bundle or folder."),
]
Save = Annotated[
    str | None, setting("--save", metavar="FILE", help="Save all evidence in this bundle (.zip).")
]
TimestampUrl = Annotated[
    str | None,
    setting(
        "--timestamp-url",
        help="Time-stamp service (RFC 3161) for --save; it receives only a hash.",
        metavar="URL",
    ),
]
Source = Annotated[
    list[str] | None, setting("--source", metavar="ID", help="Ask only this source (repeatable).")
]
NoSource = Annotated[
    list[str] | None, setting("--no-source", metavar="ID", help="Skip this source (repeatable).")
]
MaxRequests = Annotated[
    int, setting("--max-requests", min=0, metavar="N", help="Maximum network requests per claim.")
]
Corpus = Annotated[
    str | None, setting("--corpus", metavar="FILE", help="Also ask this local corpus.")
]
Prior = Annotated[
    str | None,
    setting(
        "--prior",
        metavar="PRIOR",
        help="Odds before any evidence: default, speaker, op-ed, pr-quote, reviewer, "
        "or three shares such as 0.9/0.05/0.05.",
    ),
]
Timeout = Annotated[
    float,
    setting("--timeout", min=0.1, metavar="SECONDS", help="Time limit for collecting all answers."),
]
RequestTimeout = Annotated[
    float,
    setting("--request-timeout", min=0.1, metavar="SECONDS", help="Time limit for one request."),
]
CacheDir = Annotated[
    str | None, setting("--cache-dir", metavar="DIR", help="Folder for cached answers.")
]
CacheDays = Annotated[
    float,
    setting("--cache-days", min=0, metavar="DAYS", help="How long cached answers stay valid."),
]
NoCache = Annotated[bool, setting("--no-cache", help="Do not read or write the cache.")]
ContactEmail = Annotated[
    str | None,
    setting(
        "--contact-email", metavar="ADDRESS", help="Email address to give to sources that want one."
    ),
]
AsOf = Annotated[
    str | None, setting("--as-of", help="Assess as if today were this date (UTC).", metavar="DATE")
]
FacesPack = Annotated[
    str | None,
    setting("--faces-pack", metavar="DIR", help="Your own model pack for comparing faces."),
]
DnsReplay = Annotated[
    str | None,
    setting("--dns-replay", metavar="FILE", help="Recorded DNS answers for email signatures."),
]

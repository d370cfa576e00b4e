"""The file names inside an evidence bundle: answers, claim, report and the rest."""

import re
from pathlib import PurePosixPath

__all__ = [
    "CALIBRATION",
    "CLAIM",
    "CORPUS_ANSWERS",
    "DECISIONS",
    "DNS_KEYS",
    "MANIFEST",
    "NAME",
    "OUTCOMES",
    "OVERRIDES",
    "REPORT",
    "TIME_STAMP",
    "answer_folder",
    "exhibit",
    "further_file",
    "further_name",
    "is_further_file",
]

# at the top: the list of hashes, its time-stamp, and the questions that got no answer
MANIFEST = "manifest.json"
TIME_STAMP = "timestamp.tsr"  # made of the manifest, so the manifest cannot hold its hash
OUTCOMES = "outcomes.json"
DECISIONS = "decisions.json"  # written later, so the manifest cannot hold its hash either

# further files, under files/
CLAIM = "claim.json"
REPORT = "report.json"
CALIBRATION = "calibration.json"
CORPUS_ANSWERS = "corpus.json"
DNS_KEYS = "dns.json"
OVERRIDES = "overrides.json"

# the names that a bundle may hold at all
NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}")

_FURTHER = "files/"


def answer_folder(source: str) -> str:
    """The folder of one source's answers."""
    return f"answers/{source}"


def exhibit(number: int) -> str:
    """The further file that holds an exhibit as it was handed in; numbers start at 1."""
    return f"exhibit-{number}.bin"


def further_file(name: str) -> str:
    """Where a further file lies; of a path its last part."""
    return f"{_FURTHER}{PurePosixPath(name.replace(chr(92), '/')).name}"


def is_further_file(member: str) -> bool:
    """Whether a member is a further file, and no answer."""
    return member.startswith(_FURTHER)


def further_name(member: str) -> str:
    """The plain name of a further file."""
    return member.removeprefix(_FURTHER)

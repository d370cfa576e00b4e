"""Where the keys of mail signatures come from: name servers, a file, or a bundle; all are kept."""

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from persona_check.errors import UsageError
from persona_check.exhibits.signature import DnsSilentError, ResolveTxt
from persona_check.files import open_regular
from persona_check.settings import Settings

__all__ = ["KeyRecords", "ask_name_servers", "key_records", "read_answers"]

DNS_TIMEOUT_S = 5.0
MOST_BYTES = 4_000_000
MOST_TEXT_BYTES = 16_000
MOST_ASKED = 16
# What word processors and chats make of a straight quotation mark.
_MARKS = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’", "'"))
_MARKED = re.compile(r"""["“”„'‘’\\]""")


class KeyRecords:
    """TXT records by name, as a ``ResolveTxt``; what was answered is kept for the bundle.

    ``known`` answers for its names, with None for those that hold nothing. ``ask`` answers for
    others; without it they are silent, which is no statement about the key.
    """

    def __init__(
        self, known: Mapping[str, str | None] | None = None, ask: ResolveTxt | None = None
    ) -> None:
        self._known = {_plain(name): text for name, text in (known or {}).items()}
        self._ask = ask
        self.answered: dict[str, str | None] = {}

    def __call__(self, name: str) -> str | None:
        """The text of the record; raises ``DnsSilentError`` where nobody answered."""
        name = _plain(name)
        if name in self.answered:
            return self.answered[name]
        if name in self._known:
            text = self._known[name]
        elif self._ask is not None and len(self.answered) < MOST_ASKED:
            text = self._ask(name)
        else:
            raise DnsSilentError(f"no DNS query was made for {name}")
        self.answered[name] = text
        return text

    def to_json(self) -> bytes:
        """All answers of this run, in the form that ``read_answers`` reads."""
        return json.dumps(self.answered, indent=1, sort_keys=True).encode("ascii")


def key_records(settings: Settings, bundled: bytes | None = None) -> KeyRecords:
    """The records for one run: the file of ``--dns-replay`` first, then the bundle, then DNS.

    ``bundled`` are the answers that a replayed bundle kept. Offline and in a replay no name server
    is asked. Raises ``UsageError`` where the file cannot be read.
    """
    known: dict[str, str | None] = {}
    if bundled is not None:
        known |= read_answers(bundled, "the DNS keys in the bundle")
    if settings.dns_replay is not None:
        known |= read_answers(_read(settings.dns_replay), str(settings.dns_replay))
    asks = settings.replay is None and settings.dns_replay is None and not settings.offline
    return KeyRecords(known, ask_name_servers if asks else None)


def read_answers(content: bytes, file_name: str) -> dict[str, str | None]:
    """Answers in JSON (``{"name": "text" or ["part", "part"] or null}``) or as zone file lines.

    A zone file line is ``name [ttl] [IN] TXT "part" "part"``; ``;`` and ``#`` open a comment. What
    ``host`` and ``nslookup`` print is read too. A text may be pasted with the quotation marks and
    backslashes that such tools put around its parts.
    """
    text = content.decode("utf-8-sig", "replace")
    try:
        if text.lstrip().startswith("{"):
            return {str(name): _joined(parts) for name, parts in json.loads(text).items()}
        return dict(_zone_line(line) for line in _zone_lines(text))
    except (ValueError, TypeError, RecursionError) as error:
        raise UsageError(
            f"{file_name} contains no readable DNS answers",
            hint='write JSON such as {"selector._domainkey.example.org": "v=DKIM1; p=…"}, or lines '
            'such as: selector._domainkey.example.org TXT "v=DKIM1; p=…"',
        ) from error


def ask_name_servers(name: str) -> str | None:
    """The TXT record by the system's name servers; raises ``DnsSilentError``."""
    import dns.exception
    import dns.resolver

    try:
        answer = dns.resolver.resolve(name, "TXT", lifetime=DNS_TIMEOUT_S, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return None
    except (dns.exception.DNSException, OSError) as error:
        raise DnsSilentError(f"no DNS server answered for {name}") from error
    for record in answer:
        text = b"".join(record.strings)[:MOST_TEXT_BYTES].decode("utf-8", "replace")
        if "p=" in text:
            return text
    return None


_ZONE_LINE = re.compile(
    r"\s*(\S+)\s+(?:\d+\s+)?(?:IN\s+)?(?:TXT\s|(?:descriptive\s+)?text(?:\s*=|\s+(?=[\"'])))(.*)",
    re.IGNORECASE | re.DOTALL,
)


def _zone_lines(text: str) -> list[str]:
    """One line a record: parts that a tool prints on lines of their own follow the first."""
    found: list[str] = []
    for line in text.splitlines():
        bare = line.strip(" \t")
        if bare[:1] in ("", ";", "#"):
            continue
        if found and bare[:1] in ('"', "(", ")"):
            found[-1] += " " + bare
        else:
            found.append(line)
    return found


def _zone_line(line: str) -> tuple[str, str | None]:
    found = _ZONE_LINE.fullmatch(line)
    if found is None:
        raise ValueError(line)
    parts = found[2].strip()
    if parts.startswith("(") and parts.endswith(")"):
        parts = parts[1:-1]
    return found[1], _unquoted("".join(shlex.split(parts, posix=True)))


def _unquoted(text: str) -> str:
    """A text without the marks around its parts: no key record holds any of its own."""
    plain = re.sub(r"\\([\"';\\])", r"\1", text.translate(_MARKS)).strip()
    if '"' not in plain and not (plain.startswith("'") and plain.endswith("'")):
        return plain
    return re.sub(r"\"\s*\"|[\"]|^'|'$", "", plain).strip("() ")


def _joined(parts: object) -> str | None:
    match parts:
        case None:
            return None
        case str():
            return _unquoted(parts)
        case list() if all(isinstance(part, str) for part in parts):
            return "".join(_unquoted(p) if _MARKED.search(p) else p for p in parts) or None
        case _:
            raise TypeError(type(parts).__name__)


def _plain(name: str) -> str:
    return name.strip().rstrip(".").lower()


def _read(path: Path) -> bytes:
    try:
        with open_regular(path) as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    if len(content) > MOST_BYTES:
        raise UsageError(f"{path} is too large for a file of DNS answers")
    return content

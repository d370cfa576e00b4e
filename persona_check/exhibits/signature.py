"""Verifies one DKIM signature by RFC 6376, 8301 and 8463, with a given clock and given keys."""

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from persona_check.compare.domains import ascii_domain
from persona_check.errors import PersonaCheckError

__all__ = [
    "MOST_SIGNATURE_BYTES",
    "DnsSilentError",
    "MessageOutcome",
    "RefusedError",
    "ResolveTxt",
    "held_to_standard",
    "signed_names",
    "tags_of",
    "verified",
]

# The name of a TXT record to its text, None where the name has none.
ResolveTxt = Callable[[str], str | None]

# Longer signatures, and longer runs of blanks in them, have no honest use and make the verifier's
# regular expressions slow.
MOST_SIGNATURE_BYTES = 16 * 1024
MOST_BLANKS = 200
# Clocks of mailers are wrong by hours (RFC 6376 3.5, "t=" and "x=", leaves the leeway open).
CLOCK_LEEWAY_S = 10 * 3600
# RFC 8301 3.2: shorter RSA keys must not be held valid.
LEAST_RSA_BITS = 1024


class DnsSilentError(PersonaCheckError):
    """The name servers gave no answer, which says nothing about the name."""


class MessageOutcome(StrEnum):
    """How the examination of a message, or of one of its signatures, ends."""

    PASS = "pass"  # noqa: S105 - the word of RFC 8601, no secret
    PARTLY_SIGNED = "partly_signed"
    TESTING = "testing"
    FAIL = "fail"
    BODY_CHANGED = "body_changed"
    EXPIRED = "expired"
    WEAK = "weak"
    REVOKED = "revoked"
    NO_KEY = "no_key"
    COULD_NOT_ASK = "could_not_ask"
    MALFORMED = "malformed"
    UNSIGNED = "unsigned"


class RefusedError(Exception):
    """A signature, or a whole message, that is not held valid, and why."""

    def __init__(self, outcome: MessageOutcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


def tags_of(value: bytes) -> dict[bytes, bytes]:
    """The tags of a signature or key record; raises ``RefusedError`` where it has no such form."""
    from dkim.util import InvalidTagValueList, parse_tag_value

    if len(value) > MOST_SIGNATURE_BYTES or re.search(rb"\s{%d}" % MOST_BLANKS, value):
        raise RefusedError(MessageOutcome.MALFORMED, "the signature is too long")
    try:
        return dict(parse_tag_value(value))
    except (InvalidTagValueList, IndexError):
        raise RefusedError(MessageOutcome.MALFORMED, "the signature cannot be read") from None


def held_to_standard(tags: dict[bytes, bytes], now: datetime) -> None:
    """RFC 6376 6.1.1 by ``now``; the library's own validation reads the machine's clock."""
    import dkim

    if tags.get(b"a", b"").endswith(b"-sha1"):
        raise RefusedError(MessageOutcome.WEAK, "signed with SHA-1, which is no longer accepted")
    timeless = {key: item for key, item in tags.items() if key not in (b"t", b"x")}
    try:
        dkim.validate_signature_fields(timeless)
    except (dkim.DKIMException, IndexError, ValueError):
        raise RefusedError(
            MessageOutcome.MALFORMED, "the signature does not follow the standard"
        ) from None
    if "from" not in signed_names(tags):
        raise RefusedError(MessageOutcome.MALFORMED, "the signature does not cover the From line")
    signed, expires = (_seconds(tags, key) for key in (b"t", b"x"))
    clock = now.timestamp()
    if signed is not None and signed > clock + CLOCK_LEEWAY_S:
        raise RefusedError(MessageOutcome.MALFORMED, "the signature is dated in the future")
    if signed is not None and expires is not None and expires < signed:
        raise RefusedError(MessageOutcome.MALFORMED, "the signature expires before it was made")
    if expires is not None and expires < clock - CLOCK_LEEWAY_S:
        on = datetime.fromtimestamp(expires, UTC).date()
        raise RefusedError(MessageOutcome.EXPIRED, f"the signature expired on {on}")


def _seconds(tags: dict[bytes, bytes], key: bytes) -> int | None:
    if key not in tags:
        return None
    if not re.fullmatch(rb"\d{1,10}", tags[key]):
        raise RefusedError(MessageOutcome.MALFORMED, "a time in the signature cannot be read")
    return int(tags[key])


def signed_names(tags: dict[bytes, bytes]) -> list[str]:
    """The header names of ``h=``, lower case, in order, repeated as they are there."""
    return [
        name.strip().decode("ascii", "replace").lower() for name in tags.get(b"h", b"").split(b":")
    ]


def verified(
    content: bytes,
    body: bytes,
    value: bytes,
    tags: dict[bytes, bytes],
    resolve_txt: ResolveTxt,
) -> None:
    """Returns where the signature holds for the whole message; else raises ``RefusedError``."""
    import dkim

    key = _key(tags, resolve_txt)
    _check_body(tags, body)
    verifier = dkim.DKIM(content, minkey=LEAST_RSA_BITS)
    names = [name.encode("ascii", "replace") for name in signed_names(tags)]
    try:
        # verify_sig and not verify: the latter reads the machine's clock
        holds = verifier.verify_sig(
            dict(tags), names, (b"DKIM-Signature", value), lambda name, timeout=5: key
        )
    except dkim.KeyFormatError:
        raise RefusedError(MessageOutcome.WEAK, "the key is too short to be accepted") from None
    except Exception as error:  # whatever hostile bytes provoke in the library is a bad signature
        words = f"the signature cannot be verified ({type(error).__name__})"
        raise RefusedError(MessageOutcome.MALFORMED, words) from None
    if not holds:
        raise RefusedError(
            MessageOutcome.FAIL, "the signature does not match the signed headers and the key"
        )
    record = tags_of(key)
    if b"y" in re.split(rb"\s*:\s*", record.get(b"t", b"")):
        raise RefusedError(
            MessageOutcome.TESTING, "the domain says that its signatures are only a test"
        )
    _check_length(tags, body)


def _key(tags: dict[bytes, bytes], resolve_txt: ResolveTxt) -> bytes:
    """The key record, held to what RFC 6376 3.6.1 demands of it."""
    selector = tags[b"s"].decode("ascii", "replace").lower()
    domain = ascii_domain(tags[b"d"].decode("utf-8", "replace"))
    if not domain or not re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", selector):
        raise RefusedError(MessageOutcome.MALFORMED, "the signature does not say where its key is")
    name = f"{selector}._domainkey.{domain}"
    try:
        text = resolve_txt(name)
    except DnsSilentError:
        raise RefusedError(
            MessageOutcome.COULD_NOT_ASK, f"no DNS server answered for {name}"
        ) from None
    if not text:
        raise RefusedError(
            MessageOutcome.NO_KEY,
            f"no key at {name}: old keys are removed when a domain changes them",
        )
    try:
        record = tags_of(text.encode("utf-8"))
    except RefusedError:
        raise RefusedError(MessageOutcome.NO_KEY, f"the record at {name} is not a key") from None
    public = re.sub(rb"\s", b"", record.get(b"p", b"missing"))
    if not public:
        raise RefusedError(MessageOutcome.REVOKED, f"the key at {name} has been revoked")
    if record.get(b"v", b"DKIM1") != b"DKIM1" or b"p" not in record or not _base64(public):
        raise RefusedError(MessageOutcome.NO_KEY, f"the record at {name} is not a key")
    _readable(name, record, public)
    algorithm, _, digest = tags[b"a"].partition(b"-")
    if record.get(b"k", b"rsa") != algorithm:
        raise RefusedError(MessageOutcome.FAIL, f"the key at {name} is of a different type")
    for tag, needed in ((b"h", digest), (b"s", b"email")):
        allowed = re.split(rb"\s*:\s*", record[tag]) if tag in record else [needed]
        if needed not in allowed and b"*" not in allowed:
            raise RefusedError(
                MessageOutcome.FAIL, f"the key at {name} is not meant for such signatures"
            )
    strict = b"s" in re.split(rb"\s*:\s*", record.get(b"t", b""))
    identity = tags.get(b"i", b"@" + tags[b"d"]).rpartition(b"@")[2]
    if strict and identity.lower() != tags[b"d"].lower():
        raise RefusedError(
            MessageOutcome.FAIL, f"the key at {name} is not valid for its subdomains"
        )
    record[b"p"] = public
    return b"; ".join(b"=".join(item) for item in record.items())


def _readable(name: str, record: dict[bytes, bytes], public: bytes) -> None:
    import dkim

    try:
        dkim.evaluate_pk(name, b"; ".join(b"=".join(i) for i in ({**record, b"p": public}).items()))
    except Exception:  # the library answers hostile records with errors of many kinds
        raise RefusedError(MessageOutcome.NO_KEY, f"the record at {name} is not a key") from None


def _base64(text: bytes) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except ValueError:
        return False


def _canonical_body(tags: dict[bytes, bytes], body: bytes) -> bytes:
    from dkim.canonicalization import CanonicalizationPolicy, InvalidCanonicalizationPolicyError

    try:
        policy = CanonicalizationPolicy.from_c_value(tags.get(b"c", b"simple/simple"))
    except InvalidCanonicalizationPolicyError:
        raise RefusedError(
            MessageOutcome.MALFORMED, "the signature does not follow the standard"
        ) from None
    return bytes(policy.canonicalize_body(body))


def _check_body(tags: dict[bytes, bytes], body: bytes) -> None:
    canonical = _canonical_body(tags, body)
    if b"l" in tags:
        canonical = canonical[: int(tags[b"l"] or b"0")]
    claimed = re.sub(rb"\s", b"", tags[b"bh"])
    if base64.b64encode(hashlib.sha256(canonical).digest()) != claimed:
        raise RefusedError(MessageOutcome.BODY_CHANGED, "the text was changed after signing")


def _check_length(tags: dict[bytes, bytes], body: bytes) -> None:
    if b"l" not in tags:
        return
    length, covered = len(_canonical_body(tags, body)), int(tags[b"l"] or b"0")
    if covered < length:
        words = f"only the first {covered} of {length} bytes of the text are signed"
        raise RefusedError(MessageOutcome.PARTLY_SIGNED, words)
    if covered > length:
        raise RefusedError(MessageOutcome.FAIL, "part of the signed text is missing")

"""Reading the files that come with a claim: bounded, regular, and only where they may lie."""

from pathlib import Path

from persona_check.claimfile.cursor import BIO_CHARS, Cursor
from persona_check.errors import ClaimError

__all__ = [
    "CLAIM_BYTES",
    "MESSAGE_BYTES",
    "PHOTO_BYTES",
    "decoded",
    "exhibit_bytes",
    "looks_like_message",
    "looks_like_picture",
    "prose_file",
    "read_bounded",
]

CLAIM_BYTES = 10_000_000
PHOTO_BYTES = 25_000_000
MESSAGE_BYTES = 25_000_000
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")


def read_bounded(path: Path, shown: str, limit: int) -> bytes:
    """The whole file; raises ``ClaimError`` where it is missing, no regular file, or too large."""
    try:
        if not path.exists():
            raise ClaimError("no such file", "check the path", file=shown)
        if not path.is_file():
            raise ClaimError("is not a regular file", "give the path of a file", file=shown)
        size = path.stat().st_size
        if size > limit:
            raise ClaimError(
                f"is too large: {size / 1e6:,.0f} MB, at most {limit / 1e6:,.0f} MB allowed",
                "check that this is the right file",
                file=shown,
            )
        with path.open("rb") as stream:
            return stream.read(limit + 1)[:limit]
    except (OSError, ValueError) as error:
        raise ClaimError(
            f"cannot be read: {getattr(error, 'strerror', None) or error}",
            "check the file's permissions",
            file=shown,
        ) from error


def decoded(content: bytes, shown: str) -> str:
    """The text of a UTF-8 file, a byte order mark dropped; names the first byte that is not."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        last_break = before.rfind(b"\n")
        raise ClaimError(
            f"is not UTF-8 text (byte 0x{content[error.start]:02x})",
            "save the file as UTF-8",
            file=shown,
            line=before.count(b"\n") + 1,
            column=error.start - last_break,
        ) from error
    if "\0" in text:
        before_nul = text[: text.index("\0")]
        raise ClaimError(
            "contains a NUL character",
            "use a text file; this one is binary or damaged",
            file=shown,
            line=before_nul.count("\n") + 1,
            column=len(before_nul) - before_nul.rfind("\n"),
        )
    return text


def _allowed(cursor: Cursor) -> tuple[Path, str]:
    words = cursor.text()
    folder = cursor.document.folder
    if folder is None:
        return Path(words).expanduser(), words
    try:
        path = (folder / words).resolve()
        inside = path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside:
        cursor.fail(
            f"{words} is outside the claim's folder",
            "move the file into the claim's folder",
        )
    return path, words


def exhibit_bytes(cursor: Cursor, limit: int) -> tuple[str, bytes]:
    """File name and content of an exhibit that the claim names."""
    path, words = _allowed(cursor)
    try:
        return path.name, read_bounded(path, words, limit)
    except ClaimError as error:
        cursor.fail(f"{words}: {error.message}", error.hint)


def prose_file(cursor: Cursor) -> str:
    """The text of a file that the claim names."""
    path, words = _allowed(cursor)
    try:
        text = decoded(read_bounded(path, words, 4 * BIO_CHARS), words)
    except ClaimError as error:
        at = f" (line {error.line}, column {error.column})" if error.line else ""
        cursor.fail(f"{words}: {error.message}{at}", error.hint)
    if len(text) > BIO_CHARS:
        cursor.fail(
            f"{words} is too long: {len(text):,} characters, at most {BIO_CHARS:,} allowed",
            "shorten it to the bio itself",
        )
    return text


def looks_like_picture(content: bytes) -> bool:
    """Whether the first bytes are those of a JPEG, PNG, GIF, WebP, TIFF, BMP, AVIF or HEIC file."""
    if content.startswith(_MAGIC):
        return True
    return (content[:4] == b"RIFF" and content[8:12] == b"WEBP") or content[4:8] == b"ftyp"


def looks_like_message(content: bytes) -> bool:
    """Whether the file starts like a mail message: a header line, or an mbox separator."""
    first = content[:2000].lstrip(b"\xef\xbb\xbf\r\n").split(b"\n", 1)[0]
    name, colon, _ = first.partition(b":")
    return first.startswith(b"From ") or (
        bool(colon) and 0 < len(name) <= 76 and all(33 <= byte <= 126 for byte in name)
    )

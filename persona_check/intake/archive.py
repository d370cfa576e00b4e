"""Members of a zip archive (DOCX, XLSX, ODS), never more of them than is sound."""

import io
import zipfile
from collections.abc import Sequence

from persona_check.errors import ClaimError

__all__ = ["members", "opened"]

MOST_MEMBERS = 5_000
MOST_MEMBER_BYTES = 40_000_000
MOST_BYTES = 120_000_000


def opened(content: bytes, name: str) -> zipfile.ZipFile:
    """The archive, its sizes sound by its own directory; raises ``ClaimError``.

    What the directory says can lie; ``members`` counts again while reading. A library that opens
    the archive itself is safe behind this only if it stops where the directory says it ends.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        listed = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        # a directory that is cut off or lies shows in any of these: zipfile checks little of it
        raise ClaimError(
            "is damaged: the archive inside cannot be opened",
            "open it and save it again, a spreadsheet as CSV",
            file=name,
        ) from error
    if len(listed) > MOST_MEMBERS:
        raise ClaimError(
            f"contains {len(listed):,} parts, at most {MOST_MEMBERS:,} allowed",
            "save it again from the program that made it",
            file=name,
        )
    if (size := sum(member.file_size for member in listed)) > MOST_BYTES or any(
        member.file_size > MOST_MEMBER_BYTES and member.filename.endswith((".xml", ".rels"))
        for member in listed
    ):
        raise ClaimError(
            f"unpacks to {size / 1e6:,.0f} MB, which no honest document needs",
            "save it again, or send it as plain text",
            file=name,
        )
    if any(member.flag_bits & 0x1 for member in listed):
        raise ClaimError("is protected by a password", "save it without one", file=name)
    return archive


def members(content: bytes, name: str, wanted: Sequence[str]) -> dict[str, bytes]:
    """The members of these names that are there; raises ``ClaimError`` where one is too large."""
    archive = opened(content, name)
    there = set(archive.namelist())
    found: dict[str, bytes] = {}
    for one in wanted:
        if one not in there:
            continue
        try:
            with archive.open(one) as stream:
                read = stream.read(MOST_MEMBER_BYTES + 1)
        except Exception as error:
            # zlib, bz2 and lzma raise errors of their own, beside those of zipfile
            raise ClaimError(
                f"is damaged: {one} cannot be unpacked", "save it again", file=name
            ) from error
        if len(read) > MOST_MEMBER_BYTES:
            raise ClaimError(
                f"is too large: {one} has more than {MOST_MEMBER_BYTES / 1e6:.0f} MB",
                "save it again, or send it as plain text",
                file=name,
            )
        found[one] = read
    return found

"""A picture that a page shows: taken as bytes, only where its first bytes say that it is one."""

from persona_check.model.lookup import PictureAt
from persona_check.model.record import PictureRecord
from persona_check.sources.reading.decoding import clipped, malformed
from persona_check.web.base import Answer

__all__ = ["ACCEPT", "MOST_BYTES", "parse_picture"]

ACCEPT = {"Accept": "image/jpeg, image/png, image/webp, image/gif"}
# staff portraits are tens to hundreds of kilobytes; some pages show the photographer's original
MOST_BYTES = 4 * 1024 * 1024
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")


def parse_picture(answer: Answer, query: PictureAt) -> PictureRecord:
    """The picture, undecoded; raises ``SourceUnavailableError`` (malformed) for anything else.

    A login page or a drawing (SVG) that comes in place of a photo is no picture of anybody.
    """
    if not answer.body.startswith(_SIGNATURES):
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        raise malformed(f"the address gives {clipped(kind, 40) or 'something else'}, not a photo")
    return PictureRecord(
        url=query.url,
        page_url=query.page_url,
        provenance=answer.provenance,
        content=answer.body,
    )

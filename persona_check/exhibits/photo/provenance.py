"""What the file says of its own making: camera, editor, generator, content credentials."""

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from persona_check.exhibits.photo.credentials import credentials
from persona_check.exhibits.photo.decode import opened

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["GENERATED", "marks"]

GENERATED = "says_generated"
MOST_CHARACTERS = 200
MOST_XMP_BYTES = 256 * 1024
# IPTC "Digital Source Type" NewsCodes for media made by models, wholly or in part (cv.iptc.org,
# read 2026-11). XMP and content credentials name them as addresses, which are found in the bare
# bytes too: where the packet is broken, or the library for the credentials is not installed.
_MADE_BY_MODEL = (
    "trainedAlgorithmicMedia",
    "compositeWithTrainedAlgorithmicMedia",
    "algorithmicMedia",
)
_ADDRESS = re.compile(rf"digitalsourcetype/({'|'.join(_MADE_BY_MODEL)})\b".encode())
# Names that mean a generator wherever they stand …
_GENERATORS = re.compile(
    r"\b(?:stable[ -]?diffusion|midjourney|dall[-·]?e(?:[ -]?[23])?|comfyui|automatic1111|invokeai|"
    r"novelai|stylegan\d?|this ?person ?does ?not ?exist|generated\.photos|bing image creator|"
    r"made with google ai)\b",
    re.IGNORECASE,
)
# … and those that mean one only where a program is named: "imagen" is Spanish for a picture
_PROGRAMS = re.compile(
    r"\b(?:firefly|leonardo\.ai|imagen [234]|flux\.1|gpt-4o|gpt-image|openai|ideogram)\b",
    re.IGNORECASE,
)
_NAMES_PROGRAM = frozenset({"software", "creatortool", "aisystemused"})
# Keys of PNG text chunks in which generators keep prompt and settings, and how the settings begin
# that web front ends of Stable Diffusion write into EXIF's user comment.
_PROMPT_KEYS = frozenset({"parameters", "prompt", "workflow", "dream", "sd-metadata", "invokeai"})
_SETTINGS = re.compile(r"\bSteps: \d+, Sampler: ")
_EXIF = {
    0x010E: "description",
    0x010F: "camera_make",
    0x0110: "camera_model",
    0x0131: "software",
    0x0132: "changed_at",
    0x013B: "artist",
    0x9003: "taken_at",
    0x9286: "comment",
}
_SHOWN = frozenset({"camera_make", "camera_model", "taken_at", "changed_at", "software"})
_XMP = {
    "AISystemUsed": "aisystemused",
    "CreatorTool": "creatortool",
    "Credit": "credit",
    "DigitalSourceType": "digital_source_type",
}


def marks(content: bytes) -> tuple[tuple[str, str], ...]:
    """Statements of the file as (kind, words), bounded, outside text unescaped.

    ``says_generated`` is the only kind that speaks against a portrait; its absence says nothing,
    since most sites strip all of this.
    """
    return tuple(dict.fromkeys(_marks(content)))


def _marks(content: bytes) -> Iterator[tuple[str, str]]:
    for kind, words in _statements(content):
        if kind == "digital_source_type":
            if words in _MADE_BY_MODEL:
                yield GENERATED, f"IPTC digital source type {words}"
            else:
                yield kind, words
        elif kind in _PROMPT_KEYS:
            yield GENERATED, f"settings of an image generator under “{kind}”"
        elif kind == "comment" and _SETTINGS.search(words):
            yield GENERATED, "settings of an image generator in the comment"
        elif _GENERATORS.search(words) or (kind in _NAMES_PROGRAM and _PROGRAMS.search(words)):
            yield GENERATED, f"{kind}: {words[:MOST_CHARACTERS]}"
        elif kind in _SHOWN or kind == "content_credentials":
            yield kind, words[:MOST_CHARACTERS]


def _statements(content: bytes) -> Iterator[tuple[str, str]]:
    """All that the file says, as (kind in lower case, words)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = opened(content)
            found = [*_exif(image), *_texts(image), *_xmp(image)]
            # phones' two-frame MPO is a JPEG to whom asks for credentials
            kind = "JPEG" if image.format == "MPO" else str(image.format)
    except Exception:  # a header that breaks the reader is told when the picture is decoded
        return
    yield from found
    for address in _ADDRESS.finditer(content):
        yield "digital_source_type", address.group(1).decode("ascii")
    # a box of content credentials bears this label (C2PA 2.1, 11.1)
    if b"c2pa" in content:
        yield from credentials(content, f"image/{kind.lower()}")


def _exif(image: "Image.Image") -> Iterator[tuple[str, str]]:
    exif = image.getexif()
    for tag, value in [*exif.items(), *exif.get_ifd(0x8769).items()]:
        if tag in _EXIF and isinstance(value, str | bytes):
            yield _EXIF[tag], _text(value)


def _texts(image: "Image.Image") -> Iterator[tuple[str, str]]:
    """Text chunks of PNG, comments of JPEG and GIF."""
    for key, value in image.info.items():
        if isinstance(key, str) and key in {"comment", "Comment"} and isinstance(value, bytes):
            yield "comment", _text(value)
        elif isinstance(key, str) and isinstance(value, str) and "xmp" not in key.casefold():
            yield key[:40].casefold(), _text(value)


def _xmp(image: "Image.Image") -> Iterator[tuple[str, str]]:
    """What XMP says in the properties that concern the making."""
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if not packet:
        return
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    raw = packet.encode() if isinstance(packet, str) else bytes(packet)
    try:
        root = fromstring(raw[:MOST_XMP_BYTES].strip(b"\x00 \r\n\t"))
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return
    for element in root.iter():
        for name, value in [(element.tag, element.text or ""), *element.attrib.items()]:
            kind = _XMP.get(str(name).rpartition("}")[2])
            if kind and (text := _text(value)):
                yield kind, text.rpartition("/")[2] if kind == "digital_source_type" else text


def _text(value: str | bytes) -> str:
    if isinstance(value, bytes):
        value = _decoded(value)
    return value.strip("\x00 \r\n\t")[: 8 * MOST_CHARACTERS]


def _decoded(value: bytes) -> str:
    """EXIF's user comment begins with the name of its encoding in eight bytes."""
    if value.startswith(b"UNICODE\x00"):
        body = value[8:]
        return body.decode("utf-16-be" if body[:1] == b"\x00" else "utf-16-le", "replace")
    return value.removeprefix(b"ASCII\x00\x00\x00").decode("utf-8", "replace")

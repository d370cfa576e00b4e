"""What the file says of its own making: camera, editor, generator, content credentials."""

import io
import re
import warnings
from collections.abc import Iterator

from persona_check.exhibits.photo.decode import opened

__all__ = ["GENERATED", "marks"]

GENERATED = "says_generated"
MOST_CHARACTERS = 200
# IPTC "Digital Source Type" NewsCodes for media made by models (cv.iptc.org, read 2026-11).
_IPTC_GENERATED = re.compile(
    rb"(trainedAlgorithmicMedia|compositeWithTrainedAlgorithmicMedia|algorithmicMedia)"
)
_GENERATORS = re.compile(
    r"stable[ -]?diffusion|midjourney|dall[ -·]?e|firefly|comfyui|automatic1111|invokeai|novelai|"
    r"stylegan|this ?person ?does ?not ?exist|generated\.photos|leonardo\.ai|imagen|flux\.1|"
    r"bing image creator|gpt-4o|openai|ideogram",
    re.IGNORECASE,
)
# Keys of PNG text chunks in which generators keep prompt and settings.
_PROMPT_KEYS = frozenset({"parameters", "prompt", "workflow", "dream", "sd-metadata", "invokeai"})
_EXIF = {0x010F: "camera_make", 0x0110: "camera_model", 0x0131: "software", 0x0132: "taken_at",
         0x013B: "artist", 0x9003: "taken_at"}  # fmt: skip


def marks(content: bytes) -> tuple[tuple[str, str], ...]:
    """Statements of the file as (kind, words), bounded, outside text unescaped.

    ``says_generated`` is the only kind that speaks against a portrait; its absence says nothing,
    since most sites strip all of this.
    """
    return tuple(dict.fromkeys(_marks(content)))


def _marks(content: bytes) -> Iterator[tuple[str, str]]:
    found = _IPTC_GENERATED.search(content)
    if found:
        yield GENERATED, f"IPTC digital source type {found.group(1).decode('ascii')}"
    if b"c2pa" in content or b"jumb" in content:
        yield from _credentials(content)
    for key, value in _texts(content):
        if key.casefold() in _PROMPT_KEYS:
            yield GENERATED, f"a generator's settings under “{key}”"
        elif _GENERATORS.search(value):
            yield GENERATED, f"{key}: {value}"
        elif key in {"camera_make", "camera_model", "taken_at", "software"}:
            yield key, value


def _texts(content: bytes) -> Iterator[tuple[str, str]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = opened(content)
            exif = image.getexif()
            for tag, value in [*exif.items(), *exif.get_ifd(0x8769).items()]:
                if tag in _EXIF and isinstance(value, str | bytes):
                    yield _EXIF[tag], _words(value)
            for key, value in image.info.items():
                if isinstance(key, str) and isinstance(value, str):
                    yield key[:40], _words(value)
    except Exception:
        return


def _words(value: str | bytes) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return text.strip("\x00 \n")[:MOST_CHARACTERS]


def _credentials(content: bytes) -> Iterator[tuple[str, str]]:
    """Content credentials (C2PA 2.1), where the extra is installed."""
    try:
        import c2pa
    except ImportError:
        yield "content_credentials", "present; not read: install persona-check[c2pa]"
        return
    kind = "image/png" if content[:4] == b"\x89PNG" else "image/jpeg"
    try:
        with c2pa.Reader(kind, io.BytesIO(content)) as reader:
            text = reader.json()
    except Exception:
        yield "content_credentials", "present, and unreadable"
        return
    yield "content_credentials", "present"
    if _IPTC_GENERATED.search(text.encode()):
        yield GENERATED, "content credentials name a trained algorithm as source"
    if '"validation_state": "Invalid"' in text or "assertion.dataHash.mismatch" in text:
        yield "content_credentials", "the file was changed after it was signed"

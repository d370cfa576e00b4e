"""A claim from the values of one document, or of several laid together."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from persona_check.claimfile import fields as keys
from persona_check.claimfile import files
from persona_check.claimfile.cursor import NAME_CHARS, Cursor
from persona_check.model.claim import (
    Assertion,
    BookAssertion,
    Claim,
    DegreeAssertion,
    MessageAssertion,
    PhotoAssertion,
    PostAssertion,
    WorkAssertion,
)
from persona_check.model.exhibit import Exhibit, ExhibitKind

__all__ = ["BioReader", "claim_from"]

BioReader = Callable[[str], Iterable[Assertion]]


def claim_from(
    cursors: Sequence[Cursor],
    *,
    default_id: str,
    origin: str,
    read_bio: BioReader,
    enclosed: Sequence[Exhibit] = (),
) -> Claim:
    """The claim that these documents make together.

    Explicit items come first, then what the bio adds. ``enclosed`` are exhibits that came within
    a document, and not as files that it names. Raises ``ClaimError`` at the first value
    that cannot be read, and where no name is given.
    """
    parts = [cursor.fields(keys.KEYS) for cursor in cursors]
    stated = [assertion for part in parts for assertion in _stated(part)]
    exhibits = [exhibit for part in parts for exhibit in _exhibits(part)]
    numbered = tuple(
        replace(exhibit, id=f"e{number}")
        for number, exhibit in enumerate((*exhibits, *enclosed), start=1)
    )
    for exhibit in numbered:
        if exhibit.kind is ExhibitKind.PHOTO:
            stated.append(
                PhotoAssertion(
                    id="", origin=exhibit.origin, exhibit=exhibit.id, file_name=exhibit.file_name
                )
            )
        elif exhibit.kind is ExhibitKind.MESSAGE:
            stated.append(
                MessageAssertion(
                    id="", origin=exhibit.origin, exhibit=exhibit.id, file_name=exhibit.file_name
                )
            )
    bio = _bio(parts)
    from_bio = read_bio(bio) if bio else ()
    return Claim(
        id=_single(parts, "id", NAME_CHARS) or default_id,
        name=_name(cursors, parts),
        also_known_as=tuple(
            item.text(NAME_CHARS)
            for part in parts
            if "also_known_as" in part
            for item in part["also_known_as"].items()
        ),
        assertions=_numbered(stated, from_bio),
        exhibits=numbered,
        bio=bio,
        origin=origin,
    )


def _stated(part: Mapping[str, Cursor]) -> Iterator[Assertion]:
    for key in keys.ASSERTING_KEYS:
        if key in part:
            yield from keys.assertions_in(key, part[key], part)


def _name(cursors: Sequence[Cursor], parts: Sequence[Mapping[str, Cursor]]) -> str:
    name = _single(parts, "name", NAME_CHARS)
    if name is None:
        cursors[0].fail("no name given", 'add name = "…"')
    if not any(unicodedata.category(character).startswith("L") for character in name):
        where = next(part["name"] for part in parts if "name" in part)
        where.fail(f"“{name[:40]}” contains no letters", "give the name as claimed")
    return name


def _single(parts: Sequence[Mapping[str, Cursor]], key: str, limit: int) -> str | None:
    given = [part[key] for part in parts if key in part]
    if not given:
        return None
    first = _plain(given[0], limit)
    for other in given[1:]:
        if _plain(other, limit) != first:
            other.fail(
                f"differs from another {key}: “{first[:60]}”",
                "remove one of them"
                + ("; put other names under also_known_as" if key == "name" else ""),
            )
    return first


def _plain(cursor: Cursor, limit: int) -> str:
    if isinstance(cursor.value, int) and not isinstance(cursor.value, bool):
        return str(cursor.value)[:limit]
    return cursor.text(limit)


def _bio(parts: Sequence[Mapping[str, Cursor]]) -> str | None:
    texts = [part["bio"].prose() for part in parts if "bio" in part]
    texts += [files.prose_file(part["bio_file"]) for part in parts if "bio_file" in part]
    return "\n\n".join(text for text in texts if text.strip()) or None


def _exhibits(part: Mapping[str, Cursor]) -> Iterator[Exhibit]:
    for key, kind in (
        ("photo", ExhibitKind.PHOTO),
        ("photo_references", ExhibitKind.PHOTO_REFERENCE),
        ("message", ExhibitKind.MESSAGE),
    ):
        for item in part[key].items() if key in part else ():
            limit = files.MESSAGE_BYTES if kind is ExhibitKind.MESSAGE else files.PHOTO_BYTES
            name, content = files.exhibit_bytes(item, limit)
            if kind is ExhibitKind.MESSAGE:
                if not files.looks_like_message(content):
                    item.fail(f"{name} is not an email", "save the email as .eml with all headers")
            elif not files.looks_like_picture(content):
                item.fail(
                    f"{name} is not a supported image",
                    "use JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF or HEIC",
                )
            yield Exhibit(id="", kind=kind, file_name=name, content=content, origin=item.origin)


def _numbered(stated: Iterable[Assertion], from_bio: Iterable[Assertion]) -> tuple[Assertion, ...]:
    """All assertions once, ids ``a1`` …; what the bio repeats only fills what was left open."""
    kept: dict[tuple[str, ...], Assertion] = {}
    for assertion in (*stated, *from_bio):
        key = _same(assertion)
        kept[key] = _filled(kept[key], assertion) if key in kept else assertion
    return tuple(replace(one, id=f"a{number}") for number, one in enumerate(kept.values(), 1))


def _filled(held: Assertion, repeated: Assertion) -> Assertion:
    """The first with what only the other says: "since 2004", then "full professor since 2004"."""
    more = {
        field.name: getattr(repeated, field.name)
        for field in fields(held)
        if field.name not in {"id", "origin"} and getattr(held, field.name) in (None, False)
    }
    return replace(held, **more)


def _same(assertion: Assertion) -> tuple[str, ...]:
    """Two assertions with one key state the same; position and dates are part of it."""
    words: tuple[object, ...]
    match assertion:
        case PostAssertion():
            words = (
                assertion.organization,
                assertion.department,
                assertion.start_year,
                assertion.end_year,
            )
        case DegreeAssertion():
            words = (assertion.degree, assertion.organization, assertion.end_year)
        case WorkAssertion():
            words = (assertion.title or assertion.doi, assertion.year, assertion.position)
        case BookAssertion():
            words = (assertion.title,)
        case _:
            words = (assertion.value,)
    return (assertion.kind, *(_folded(word) for word in words))


def _folded(word: object) -> str:
    if word is None:
        return ""
    plain = unicodedata.normalize("NFKC", str(word)).casefold()
    return re.sub(r"[\W_]+", " ", plain).strip() or plain

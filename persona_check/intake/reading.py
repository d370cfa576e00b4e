"""What a reader makes of a document, before it becomes a claim."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

__all__ = [
    "Attached",
    "AttachedKind",
    "Given",
    "Item",
    "LeftAside",
    "ReadClaim",
    "Reader",
    "Sender",
    "distinct",
    "read_and_left",
    "texts_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody handed in: the bytes, and the name under which they came.

    ``name`` is a file name without folders ("cv.pdf"), "standard input", or the address of a page.
    ``known_as`` are the names of the person where they are known from elsewhere, such as NAME on
    the command line.
    """

    name: str
    content: bytes
    known_as: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """The ending of the file's name, in lower case, with its dot; empty for none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending.casefold()}" if dot and stem and ending.isalnum() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a document states, as a claim file has it.

    ``key`` is one of ``claimfile.fields.KEYS``; ``value`` is what that key takes: a text, or a
    table such as ``{"organization": …, "role": …, "start": "2015-09", "end": 2019, "current":
    False}`` for ``affiliations`` and ``{"degree": …, "organization": …, "end": 2014}`` for
    ``degrees``. Of a key that takes a list, each entry is an item. ``place`` is where it stands in
    the document: "page 1, line 14", "row 7, column “Bio”", "entry 3"; the file's name is put
    before it later.
    """

    key: str
    value: str | int | bool | Mapping[str, object]
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAside:
    """What stands in the document and was not made part of the claim, and why.

    ``what`` are words of the document or a name for them ("column “T-shirt size”"); hostile.
    """

    what: str
    why: str
    place: str = ""


class AttachedKind(StrEnum):
    """What a file that came with the document is taken for."""

    PORTRAIT = "portrait"
    CV = "cv"
    ARTICLE = "article"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file within the document, or a picture that it links to (then ``content`` is empty)."""

    name: str
    kind: AttachedKind
    content: bytes = field(default=b"", repr=False)
    address: str | None = None
    title: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who handed the document in, where that is not the person it is about."""

    name: str | None
    email: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadClaim:
    """What was read of one document.

    ``form`` names the document for readers ("CV (PDF)"). ``people`` are the persons of a list,
    each with its own items, in order and already merged; a list's own ``items`` are empty.
    ``row`` is the line or row of such a person in the file, ``id`` what the list calls them.
    ``owner`` is the author common to all entries of a publication list, which no entry says in so
    many words. ``submitted_by`` is set where somebody else pitches the person. ``message`` says
    that the document itself is an email that may be examined as an exhibit.
    """

    form: str
    items: tuple[Item, ...] = ()
    left_aside: tuple[LeftAside, ...] = ()
    attached: tuple[Attached, ...] = ()
    people: tuple["ReadClaim", ...] = ()
    owner: str | None = None
    submitted_by: Sender | None = None
    message: bool = False
    row: int | None = None
    id: str | None = None

    def all(self, key: str) -> Iterator[Item]:
        """The items under one key, in order."""
        return (item for item in self.items if item.key == key)

    def text(self, key: str) -> str | None:
        """The first text under a key."""
        return next((str(item.value) for item in self.all(key)), None)

    @property
    def name(self) -> str | None:
        """The person's name, where the document says it."""
        return self.text("name")


class Reader(Protocol):
    """Reads one form; pure: opens nothing, asks nobody, follows no link.

    Raises ``ClaimError`` with a reason for people where the document cannot be read at all.
    """

    def __call__(self, given: Given) -> ReadClaim:
        """What the document states."""
        ...


def distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items in order, each thing once however often the document says it."""
    kept: dict[tuple[str, str], Item] = {}
    for item in items:
        value = (
            sorted((key, str(one)) for key, one in item.value.items())
            if isinstance(item.value, Mapping)
            else item.value
        )
        kept.setdefault((item.key, str(value)), item)
    return tuple(kept.values())


def read_and_left(
    statements: Iterable[Item | LeftAside],
) -> tuple[list[Item], list[LeftAside]]:
    """What was read and what was left aside, each in its order."""
    read: list[Item] = []
    left: list[LeftAside] = []
    for one in statements:
        if isinstance(one, Item):
            read.append(one)
        else:
            left.append(one)
    return read, left


def texts_of(read: ReadClaim, *keys: str) -> tuple[str, ...]:
    """The texts under these keys, in the order of the keys."""
    return tuple(
        str(item.value)
        for key in keys
        for item in read.all(key)
        if not isinstance(item.value, Mapping)
    )

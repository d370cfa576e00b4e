"""What claims of one batch have in common that two people seldom share."""

import hashlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from persona_check.claimfile import row_to_claim
from persona_check.errors import ClaimError
from persona_check.exhibits.photo.examination import PhotoLevel, examine
from persona_check.exhibits.photo.fingerprint import PortraitIndex
from persona_check.intake.rows import read_rows
from persona_check.model.claim import (
    Claim,
    CoauthorAssertion,
    EmailAssertion,
    IdentifierAssertion,
    LinkAssertion,
)
from persona_check.model.exhibit import Exhibit, ExhibitKind

__all__ = [
    "Link", "LinkKind", "PortraitKeys", "SamePortraits",
    "links_as_json", "links_between", "links_in",
]  # fmt: skip

PortraitKeys = Callable[[Exhibit], "Iterable[tuple[LinkKind, str]]"]
_MOST_IDS = 1_000


class LinkKind(StrEnum):
    """What two or more claims share."""

    PICTURE = "same_picture"
    FRAME = "same_generator_frame"
    IDENTIFIER = "same_identifier"
    ADDRESS = "same_mail_address"
    PAGE = "same_page"
    EACH_OTHER = "name_each_other"


_INNOCENT: Mapping[LinkKind, str] = {
    LinkKind.PICTURE: "a placeholder, or a group photo that several people sent",
    LinkKind.FRAME: "portraits cropped the same way; all StyleGAN-type generators use this frame",
    LinkKind.IDENTIFIER: "the same person listed twice",
    LinkKind.ADDRESS: "an office that handles email for several people",
    LinkKind.PAGE: "the page of a group or an agency",
    LinkKind.EACH_OTHER: "people who really work together and were invited together",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Claims, by id and in input order, that share one thing; ``value`` shows what."""

    kind: LinkKind
    value: str
    claims: tuple[str, ...]

    @property
    def innocent_explanation(self) -> str:
        """The everyday reason that would also fit."""
        return _INNOCENT[self.kind]


def same_bytes(exhibit: Exhibit) -> Iterable[tuple[LinkKind, str]]:
    """The file's hash: the very same file twice."""
    return ((LinkKind.PICTURE, hashlib.sha256(exhibit.content).hexdigest()),)


class SamePortraits:
    """Keys of portraits: alike for recompressed and resized copies, and for a generator's frame.

    Pictures without a face are alike only where the file is the same: placeholders look alike.
    """

    def __init__(self) -> None:
        self._index = PortraitIndex()

    def __call__(self, exhibit: Exhibit) -> Iterator[tuple[LinkKind, str]]:
        """The keys of one picture."""
        found = examine(exhibit.content)
        if found.face is None or found.perceptual_hash is None:
            yield from same_bytes(exhibit)
            return
        yield LinkKind.PICTURE, self._index.key(found.perceptual_hash, found.mirrored_hash)
        if found.level is PhotoLevel.HIT:
            yield LinkKind.FRAME, "StyleGAN type"


def links_between(
    claims: Iterable[Claim], portrait_keys: PortraitKeys = same_bytes
) -> tuple[Link, ...]:
    """All links, by kind and then by the first claim; memory grows with ids and keys only."""
    shared: dict[tuple[LinkKind, str], dict[str, None]] = defaultdict(dict)
    ids_of_name: dict[str, str] = {}
    named: list[tuple[str, str]] = []
    for claim in claims:
        for key in _keys(claim, portrait_keys):
            shared[key][claim.id] = None
        for name in claim.names:
            ids_of_name.setdefault(_folded(name), claim.id)
        named += [(claim.id, _folded(item.name)) for item in claim.all(CoauthorAssertion)]
    found = [
        Link(kind=kind, value=_shown(kind, value), claims=tuple(ids)[:_MOST_IDS])
        for (kind, value), ids in shared.items()
        if len(ids) > 1
    ]
    found += _each_other(named, ids_of_name)
    order = {kind: at for at, kind in enumerate(LinkKind)}
    return tuple(sorted(found, key=lambda link: order[link.kind]))


def _keys(claim: Claim, portrait_keys: PortraitKeys) -> Iterator[tuple[LinkKind, str]]:
    for item in claim.assertions:
        match item:
            case IdentifierAssertion():
                yield LinkKind.IDENTIFIER, item.value
            case EmailAssertion(address=str() as address):
                yield LinkKind.ADDRESS, address.casefold()
            case LinkAssertion():
                yield LinkKind.PAGE, item.url.casefold().rstrip("/").partition("://")[2]
            case _:
                pass
    for exhibit in claim.exhibits:
        if exhibit.kind is ExhibitKind.PHOTO:
            yield from portrait_keys(exhibit)


def _each_other(named: Iterable[tuple[str, str]], ids_of_name: Mapping[str, str]) -> list[Link]:
    """Groups within which each is named by, and names, another of the file."""
    edges = {(one, ids_of_name[name]) for one, name in named if name in ids_of_name}
    mutual: dict[str, set[str]] = defaultdict(set)
    for one, other in edges:
        if one != other and (other, one) in edges:
            mutual[one].add(other)
    order = {claim: at for at, claim in enumerate(dict.fromkeys(ids_of_name.values()))}
    groups, seen = [], set[str]()
    for start in sorted(mutual, key=order.__getitem__):
        group, waiting = set[str](), [start]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                group.add(one)
                waiting += mutual[one]
        if group:
            members = tuple(sorted(group, key=order.__getitem__))
            groups.append(Link(kind=LinkKind.EACH_OTHER, value="", claims=members[:_MOST_IDS]))
    return groups


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _shown(kind: LinkKind, value: str) -> str:
    return value[:12] if kind is LinkKind.PICTURE else value


def links_in(path: Path, portrait_keys: PortraitKeys | None = None) -> tuple[Link, ...]:
    """The links between the readable rows of a file of claims, portraits compared by look."""
    return links_between(_readable(path), portrait_keys or SamePortraits())


def _readable(path: Path) -> Iterator[Claim]:
    for row in read_rows(path):
        try:
            yield row_to_claim(row, path)
        except ClaimError:
            continue  # its line in the output says why


def links_as_json(links: Iterable[Link]) -> str:
    """The links as one JSON document."""
    return (
        json.dumps(
            {
                "links": [
                    {
                        "kind": link.kind.value,
                        "value": link.value,
                        "claims": list(link.claims),
                        "innocent_explanation": link.innocent_explanation,
                    }
                    for link in links
                ]
            },
            indent=2,
        )
        + "\n"
    )

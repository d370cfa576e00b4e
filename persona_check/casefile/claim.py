"""The claim as it is kept in an evidence bundle, so that the bundle alone can be run again."""

import json
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, get_args

from persona_check.casefile import layout
from persona_check.errors import UsageError
from persona_check.model.claim import Assertion, Claim
from persona_check.model.exhibit import Exhibit, ExhibitKind

__all__ = ["claim_in", "files_of"]

_KINDS: Mapping[str, type] = MappingProxyType(
    {kind.kind.value: kind for kind in get_args(Assertion)}
)


def files_of(claim: Claim) -> Mapping[str, bytes]:
    """The files that hold a claim: ``claim.json``, and each exhibit as it was handed in."""
    exhibits = {layout.exhibit(number): item for number, item in enumerate(claim.exhibits, 1)}
    content: dict[str, Any] = {
        "claim": 1,
        "id": claim.id,
        "name": claim.name,
        "also_known_as": list(claim.also_known_as),
        "bio": claim.bio,
        "origin": claim.origin,
        "assertions": [
            {"kind": item.kind.value}
            | {field.name: getattr(item, field.name) for field in fields(item)}
            for item in claim.assertions
        ],
        "exhibits": [
            {
                "id": item.id,
                "kind": item.kind.value,
                "file_name": item.file_name,
                "origin": item.origin,
                "content": name,
            }
            for name, item in exhibits.items()
        ],
    }
    text = json.dumps(content, ensure_ascii=True, indent=2) + "\n"
    return {layout.CLAIM: text.encode()} | {name: item.content for name, item in exhibits.items()}


def claim_in(files: Mapping[str, bytes]) -> Claim | None:
    """The claim among a bundle's files; None where it holds none.

    Raises ``UsageError`` where it cannot be read.
    """
    import msgspec

    if layout.CLAIM not in files:
        return None
    try:
        # refuses half a character, which no claim holds
        content = msgspec.json.decode(files[layout.CLAIM])
        if content["claim"] != 1:
            raise ValueError("another version")
        return Claim(
            id=str(content["id"]),
            name=str(content["name"]),
            also_known_as=tuple(str(name) for name in content["also_known_as"]),
            assertions=tuple(
                msgspec.convert(item, _KINDS[item["kind"]]) for item in content["assertions"]
            ),
            exhibits=tuple(
                Exhibit(
                    id=str(item["id"]),
                    kind=ExhibitKind(item["kind"]),
                    file_name=str(item["file_name"]),
                    origin=str(item["origin"]),
                    content=files[item["content"]],
                )
                for item in content["exhibits"]
            ),
            bio=None if content["bio"] is None else str(content["bio"]),
            origin=str(content["origin"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            "the claim in the bundle cannot be read",
            hint="give the claim again, by options or --claim",
        ) from error

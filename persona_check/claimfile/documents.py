"""TOML and JSON texts with the place of every value."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NoReturn, TypeAlias

from persona_check.claimfile.cursor import Place, Step
from persona_check.claimfile.places import places_in_json, places_in_toml
from persona_check.errors import ClaimError
from persona_check.expressions import Expression

__all__ = ["Places", "json_document", "once", "parsed", "toml_document"]

Places: TypeAlias = Mapping[tuple[Step, ...], Place]

# tomllib makes a copy of all parts for each part of a dotted key: 20,000 take 1.6 GB
_MOST_KEY_PARTS = 32
_KEY_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_TOO_DEEP = Expression(rf"(?<![\w-]){_KEY_PART}(?:\.[ \t]*+{_KEY_PART}){{{_MOST_KEY_PARTS}}}")


def toml_document(text: str, shown: str) -> tuple[object, Callable[[], Places]]:
    """The value of a TOML text, and its places on demand; raises ``ClaimError``."""
    if deep := _TOO_DEEP.search(text):
        raise ClaimError(
            f"a key has more than {_MOST_KEY_PARTS} parts",
            "correct the file and try again",
            file=shown,
            line=text.count("\n", 0, deep.start()) + 1,
        )
    try:
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        at_end = text.count("\n") + 1
        raise ClaimError(
            "invalid TOML: " + re.sub(r"\s*\(at .*\)$", "", str(error)),
            'write lines like key = "value", with text in quotes',
            file=shown,
            line=int(found[1]) if found else at_end,
            column=int(found[2]) if found else None,
        ) from error
    return value, once(lambda: places_in_toml(text))


def json_document(text: str, shown: str) -> tuple[object, Callable[[], Places]]:
    """The value of a JSON text, and its places on demand; raises ``ClaimError``."""
    value = parsed(text, shown, first_line=1)
    return value, once(lambda: places_in_json(text))


def once(
    compute: Callable[[], Places],
) -> Callable[[], Places]:
    """The same places, computed at the first asking."""
    kept: list[Places] = []

    def places() -> Places:
        if not kept:
            kept.append(compute())
        return kept[0]

    return places


def parsed(text: str, shown: str, *, first_line: int) -> object:
    """The value of a JSON text, no key twice; raises ``ClaimError`` with line and column."""
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    except json.JSONDecodeError as error:
        at = _wrong_at(text, error)
        raise ClaimError(
            f"invalid JSON: {error.msg}",
            "check the commas, quotes and brackets",
            file=shown,
            line=text.count("\n", 0, at) + first_line,
            column=at - text.rfind("\n", 0, at),
        ) from error
    except (ValueError, RecursionError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ClaimError(
            f"invalid JSON: {what}", "correct the file and try again", file=shown, line=first_line
        ) from error


def _wrong_at(text: str, error: json.JSONDecodeError) -> int:
    """Where the error is; of a trailing comma the comma, as Python 3.13 has it and others not."""
    before = text[: error.pos].rstrip()
    if before.endswith(",") and text[error.pos : error.pos + 1] in ("}", "]"):
        return len(before) - 1
    return error.pos


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise ValueError(f"duplicate key “{twice[:80]}”")
    return table


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON value")

"""What was read, as a claim file with the place of each item as a comment: to mend and keep."""

import json
import re
from collections.abc import Iterator, Mapping

from persona_check.claimfile.cursor import Step
from persona_check.intake.reading import ReadClaim
from persona_check.intake.to_claim import document_of

__all__ = ["as_toml"]


def as_toml(read: ReadClaim, label: str, more: Mapping[str, object] | None = None) -> str:
    """The claim file; ``more`` are keys that were not read but belong there (``photo``)."""
    values, places = document_of(read)
    lines = [f"# read from {_comment(label)}", *_lines({**values, **(more or {})}, places)]
    if read.left_aside:
        lines.append("")
        lines.append("# left aside:")
        lines += [
            f"# - {_comment(one.what)}: {_comment(one.why)}"
            + (f" ({_comment(one.place)})" if one.place else "")
            for one in read.left_aside
        ]
    return "\n".join(lines) + "\n"


def _lines(values: Mapping[str, object], places: Mapping[tuple[Step, ...], str]) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, list):
            yield f"{key} = ["
            for number, one in enumerate(value):
                yield f"  {_written(one)},{_place(places.get((key, number)))}"
            yield "]"
        else:
            yield f"{key} = {_written(value)}{_place(places.get((key,)))}"


def _place(place: str | None) -> str:
    return f"  # {_comment(place)}" if place else ""


def _written(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Mapping():
            parts = (f"{key} = {_written(one)}" for key, one in value.items() if one is not None)
            return "{ " + ", ".join(parts) + " }"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case _:
            # TOML's basic strings have the escapes of JSON, and want DEL escaped too
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()[:200]

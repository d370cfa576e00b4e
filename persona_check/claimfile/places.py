"""Line and column of every value in a JSON or TOML text that its parser has accepted."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from persona_check.claimfile.cursor import Place, Step

__all__ = ["places_in_json", "places_in_toml"]

_DEPTH = 12
_BLANK = re.compile(r"[ \t\r\n]*")
_TOML_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_TOML_KEY = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'([^']*)'|([A-Za-z0-9_-]+)")
_TOML_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'|[^\s,\]}#]+'
    r"(?: [\d:.Z+-]+)?",
    re.DOTALL,
)
_Path: TypeAlias = tuple[Step, ...]


class _Lines(NamedTuple):
    starts: tuple[int, ...]

    def at(self, index: int) -> Place:
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= index else (low, middle)
        return low + 1, index - self.starts[low] + 1


def _lines(text: str) -> _Lines:
    return _Lines((0, *(found.end() for found in re.finditer("\n", text))))


def places_in_json(text: str, first_line: int = 1) -> Mapping[_Path, Place]:
    """Where each value of a valid JSON text starts; ``first_line`` is its line in the file."""
    lines = _lines(text)
    decode = json.JSONDecoder().raw_decode
    found: dict[_Path, Place] = {}

    def blank(index: int) -> int:
        matched = _BLANK.match(text, index)
        return matched.end() if matched else index

    def value(index: int, path: _Path) -> int:
        index = blank(index)
        line, column = lines.at(index)
        found[path] = (line + first_line - 1, column)
        if len(path) >= _DEPTH or text[index] not in "{[":
            return int(decode(text, index)[1])
        opened, closing = text[index], {"{": "}", "[": "]"}[text[index]]
        index, number = blank(index + 1), 0
        while text[index] != closing:
            step: Step = number
            if opened == "{":
                key, index = decode(text, index)
                step, index = str(key), blank(index) + 1
            index = blank(value(index, (*path, step)))
            if text[index] == ",":
                index = blank(index + 1)
            number += 1
        return index + 1

    value(0, ())
    return found


def places_in_toml(text: str) -> Mapping[_Path, Place]:
    """Where each value of a valid TOML text starts; keys stand for values in headers."""
    lines = _lines(text)
    found: dict[_Path, Place] = {}
    counts: dict[_Path, int] = {}

    def blank(index: int) -> int:
        matched = _TOML_BLANK.match(text, index)
        return matched.end() if matched else index

    def keys(index: int) -> tuple[tuple[str, ...], int]:
        names: list[str] = []
        while matched := _TOML_KEY.match(text, blank(index)):
            names.append(next(name for name in matched.groups() if name is not None))
            index = blank(matched.end())
            if text[index] != ".":
                break
            index += 1
        return tuple(names), index

    def inside(names: tuple[str, ...]) -> _Path:
        path: _Path = ()
        for name in names:
            path = (*path, name)
            if path in counts:
                path = (*path, counts[path])
        return path

    def value(index: int, path: _Path) -> int:
        index = blank(index)
        found[path] = lines.at(index)
        if text[index] == "[":
            index, number = blank(index + 1), 0
            while text[index] != "]":
                index = blank(value(index, (*path, number)))
                index = blank(index + 1) if text[index] == "," else index
                number += 1
            return index + 1
        if text[index] == "{":
            index = blank(index + 1)
            while text[index] != "}":
                index = blank(pair(index, path))
                index = blank(index + 1) if text[index] == "," else index
            return index + 1
        matched = _TOML_SCALAR.match(text, index)
        return matched.end() if matched else index + 1

    def pair(index: int, path: _Path) -> int:
        names, index = keys(index)
        return value(index + 1, (*path, *names))

    index, table = blank(0), ()
    table_path: _Path = table
    while index < len(text):
        start = index
        if text.startswith("[[", index):
            names, index = keys(index + 2)
            outer = inside(names[:-1])
            counts[(*outer, names[-1])] = counts.get((*outer, names[-1]), -1) + 1
            table_path = inside(names)
            found[table_path], index = lines.at(start), index + 2
        elif text[index] == "[":
            names, index = keys(index + 1)
            table_path = inside(names)
            found[table_path], index = lines.at(start), index + 1
        else:
            index = pair(index, table_path)
        index = blank(index)
    return found

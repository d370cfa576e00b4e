"""YAML and JSON texts of lists and cards: plain values, bounded, each with its line where asked."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from persona_check.claimfile.documents import Places
from persona_check.errors import ClaimError

if TYPE_CHECKING:
    from yaml.events import Event

__all__ = ["LineOf", "Lines", "json_value", "line_by", "yaml_value"]

_Path: TypeAlias = tuple[str | int, ...]
Lines: TypeAlias = Mapping[_Path, int]
LineOf: TypeAlias = Callable[[_Path], int | None]
_MOST_DEPTH = 40
_MOST_VALUES = 300_000  # an alias counts with all that it stands for


def json_value(text: str, name: str) -> object:
    """The value of a JSON text; raises ``ClaimError``."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ClaimError(
            f"invalid JSON: {error.msg}",
            "check that the whole file was saved",
            file=name,
            line=error.lineno,
            column=error.colno,
        ) from error
    except (ValueError, RecursionError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
        raise ClaimError(f"invalid JSON: {what}", "save the file again", file=name) from error


def yaml_value(text: str, name: str) -> tuple[object, Lines]:
    """The value of a YAML text, every scalar as text, and the line of each value by its path.

    Nothing is made but lists, tables and texts: tags are not heeded ("No" stays a name, and
    ``!!python/object`` builds nothing). Of several documents the first is read that holds
    something. Raises ``ClaimError``.
    """
    try:
        import yaml
    except ImportError as error:
        raise ClaimError(
            "YAML needs the extra “intake”", "pip install 'persona-check[intake]'", file=name
        ) from error
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    composer = _Composer(name)
    try:
        # events, as the library's own composer calls itself for each level and crashes on many
        for event in yaml.parse(text, Loader=loader):
            if composer.take(event):
                break
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = str(getattr(error, "problem", None) or "cannot be read").splitlines()[0]
        raise ClaimError(
            f"invalid YAML: {problem[:120]}",
            "check the indentation and quotes",
            file=name,
            line=mark.line + 1 if mark is not None else None,
            column=mark.column + 1 if mark is not None else None,
        ) from error
    except (RecursionError, ValueError) as error:
        raise ClaimError(
            "invalid YAML: nested too deeply", "save the file again", file=name
        ) from error
    return composer.value, composer.lines


def line_by(places: Callable[[], Places]) -> LineOf:
    """The line of a value by its path; the places are found when the first line is asked for."""
    return lambda path: places().get(path, (None,))[0]


@dataclass(slots=True)
class _Open:
    """A list or table that has begun; ``size`` counts what it holds, aliases unfolded."""

    value: list[object] | dict[str, object]
    path: _Path
    anchor: str | None
    size: int = 1
    key: str | None = None


class _Composer:
    """Makes values of the events of a parser; the first document that holds something."""

    def __init__(self, name: str) -> None:
        self.value: object = None
        self.lines: dict[_Path, int] = {}
        self._name, self._open = name, list[_Open]()
        self._anchors: dict[str, tuple[object, int]] = {}

    def take(self, event: object) -> bool:
        """Whether a document is whole after this event."""
        import yaml

        match event:
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                path = self._path()
                self._mark(path, event)
                if len(path) >= _MOST_DEPTH:
                    raise self._too_much()
                begun: list[object] | dict[str, object]
                begun = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                self._open.append(_Open(begun, path, event.anchor))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                done = self._open.pop()
                if done.anchor:
                    self._anchors[done.anchor] = (done.value, done.size)
                self._put(done.value, done.size)
            case yaml.ScalarEvent():
                plain = event.style is None  # in quotes these words are words
                nothing = plain and event.value in ("~", "null", "Null", "NULL", "")
                words = None if nothing else str(event.value)
                if event.anchor:
                    self._anchors[event.anchor] = (words, 1)
                if not self._is_key(words):
                    self._mark(self._path(), event)
                    self._put(words, 1)
            case yaml.AliasEvent():
                if event.anchor not in self._anchors:
                    raise self._too_much()  # it holds itself, or stands for nothing
                value, size = self._anchors[event.anchor]
                if not self._is_key(value):
                    self._put(value, size)
            case yaml.DocumentEndEvent():
                return self.value not in (None, "", {}, [])
            case _:
                pass
        return False

    def _mark(self, path: _Path, event: "Event") -> None:
        if event.start_mark is not None:
            self.lines.setdefault(path, event.start_mark.line + 1)

    def _path(self) -> _Path:
        if not self._open:
            return ()
        around = self._open[-1]
        step = len(around.value) if isinstance(around.value, list) else around.key or "?"
        return (*around.path, step)

    def _is_key(self, value: object) -> bool:
        """Takes the value as the key of the table that waits for one."""
        if not self._open or isinstance(self._open[-1].value, list):
            return False
        around = self._open[-1]
        if around.key is not None:
            return False
        around.key = value if isinstance(value, str) else "?"
        return True

    def _put(self, value: object, size: int) -> None:
        if not self._open:
            self.value = value
            return
        around = self._open[-1]
        around.size += size
        if around.size > _MOST_VALUES:
            raise self._too_much()
        if isinstance(around.value, list):
            around.value.append(value)
        elif around.key is None:
            around.key = "?"  # a list or table as key
        else:
            around.value.setdefault(around.key, value)
            around.key = None

    def _too_much(self) -> ClaimError:
        return ClaimError(
            "unfolds to more than any honest list holds",
            "write out what the aliases (*) stand for",
            file=self._name,
        )

"""YAML and JSON texts of lists and cards: plain values, bounded, each with its line where asked."""

import json
from collections.abc import Mapping
from typing import TypeAlias

from persona_check.errors import ClaimError

__all__ = ["Lines", "json_value", "yaml_value"]

Lines: TypeAlias = Mapping[tuple[str | int, ...], int]
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
    lines: dict[tuple[str | int, ...], int] = {}
    try:
        for node in yaml.compose_all(text, Loader=loader):
            if node is not None:
                value = _value(node, (), lines, [0], name)
                if value not in (None, "", {}, []):
                    return value, lines
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
    return None, lines


def _value(
    node: object,
    path: tuple[str | int, ...],
    lines: dict[tuple[str | int, ...], int],
    count: list[int],
    name: str,
) -> object:
    import yaml

    count[0] += 1
    if count[0] > _MOST_VALUES or len(path) > _MOST_DEPTH:
        raise ClaimError(
            "unfolds to more than any honest list holds",
            "write out what the aliases (*) stand for",
            file=name,
        )
    if not isinstance(node, yaml.Node):
        return None
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        table: dict[str, object] = {}
        for key, value in node.value:
            words = key.value if isinstance(key, yaml.ScalarNode) else "?"
            table.setdefault(words, _value(value, (*path, words), lines, count, name))
        return table
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, (*path, at), lines, count, name) for at, one in enumerate(node.value)]
    if not isinstance(node, yaml.ScalarNode):
        return None
    plain = node.style is None  # in quotes these words are words
    return None if plain and node.value in ("~", "null", "Null", "NULL", "") else str(node.value)

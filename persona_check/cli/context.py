"""What the commands share: the config file, read when first asked for, and settings made of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from persona_check.cli.configuration import Configuration
    from persona_check.settings import Settings

__all__ = ["CommandDefaults", "Shared", "settings_of"]


class Shared:
    """The config file, read at the first question, its keys checked against all commands."""

    def __init__(self, ctx: typer.Context, config: str | None) -> None:
        self._path = Path(config) if config else None
        self._root: Any = ctx.command
        self._read: Configuration | None = None

    @property
    def configuration(self) -> "Configuration":
        """What the config file says."""
        if self._read is None:
            from persona_check.cli.configuration import read_configuration

            self._read = read_configuration(self._path, _all_options(self._root))
        return self._read

    def defaults(self) -> dict[str, "CommandDefaults"]:
        """The defaults of each command, as the parser takes them."""
        return {
            name: CommandDefaults(self, command) for name, command in _commands(self._root).items()
        }


def _commands(command: Any) -> Mapping[str, Any]:
    return getattr(command, "commands", {})


def _options(command: Any) -> frozenset[str]:
    return frozenset(one.name for one in command.params if one.param_type_name == "option")


def _all_options(command: Any) -> frozenset[str]:
    inner = (_all_options(one) | _options(one) for one in _commands(command).values())
    return frozenset().union(*inner)


class CommandDefaults(Mapping[str, Any]):
    """The config file's values for a command, and those of its own commands by their names.

    The file stays unread until an option asks for a value.
    """

    def __init__(self, shared: Shared, command: Any) -> None:
        self._shared, self._command = shared, command

    def _values(self) -> dict[str, Any]:
        return self._shared.configuration.defaults(_options(self._command))

    def __getitem__(self, key: str) -> Any:
        inner = _commands(self._command)
        return CommandDefaults(self._shared, inner[key]) if key in inner else self._values()[key]

    def __iter__(self) -> Iterator[str]:
        return iter((*_commands(self._command), *self._values()))

    def __len__(self) -> int:
        return len(_commands(self._command)) + len(self._values())


def settings_of(ctx: typer.Context) -> "Settings":
    """The settings of this command, from its options, the environment and the config file."""
    from persona_check.cli.configuration import settings_from
    from persona_check.sources.registry import ALL_SOURCES

    shared: Shared = ctx.obj
    ids = frozenset(source.id for source in ALL_SOURCES) | {"corpus"}
    return settings_from(ctx.params, shared.configuration, ids)

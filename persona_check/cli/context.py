"""What the commands share: the config file, read when first asked for, and settings made of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from persona_check.configuration import Configuration
    from persona_check.settings import Settings

__all__ = ["CommandDefaults", "Shared", "settings_of"]


class Shared:
    """The config file, and which command has which options."""

    def __init__(self, ctx: typer.Context, config: str | None) -> None:
        commands: Mapping[str, Any] = getattr(ctx.command, "commands", {})
        self._path = Path(config) if config else None
        self._read: Configuration | None = None
        self.known = {
            name: frozenset(
                option.name for option in command.params if option.param_type_name == "option"
            )
            for name, command in commands.items()
        }

    @property
    def configuration(self) -> "Configuration":
        """The config file, its keys checked against the options of all commands."""
        if self._read is None:
            from persona_check.configuration import read_configuration

            self._read = read_configuration(self._path, frozenset().union(*self.known.values()))
        return self._read

    def defaults(self) -> dict[str, "CommandDefaults"]:
        """The defaults of each command, as the parser takes them."""
        return {name: CommandDefaults(self, name) for name in self.known}


class CommandDefaults(Mapping[str, Any]):
    """The config file's values for one command; unread until an option asks for it."""

    def __init__(self, shared: Shared, command: str) -> None:
        self._shared, self._command = shared, command

    def _values(self) -> Mapping[str, object]:
        return self._shared.configuration.defaults(self._shared.known[self._command])

    def __getitem__(self, key: str) -> Any:
        return self._values()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())


def settings_of(ctx: typer.Context) -> "Settings":
    """The settings of this command, from its options, the environment and the config file."""
    from persona_check.configuration import settings_from
    from persona_check.sources.registry import ALL_SOURCES

    shared: Shared = ctx.obj
    ids = frozenset(source.id for source in ALL_SOURCES)
    return settings_from(ctx.params, shared.configuration, ids)

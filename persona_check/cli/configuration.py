"""Settings from the config file, the environment and the options, in rising order."""

import difflib
import os
import sys
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from persona_check.advice.drafts import known_language
from persona_check.errors import UsageError
from persona_check.settings import Settings, SourceSettings

__all__ = [
    "Configuration",
    "cache_folder",
    "config_file",
    "read_configuration",
    "settings_from",
    "source_settings",
]

_PREFIX = "PERSONA_CHECK_"
_SOURCE_KEYS = {"url": "base_url", "key": "key", "email": "contact_email"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What the config file says: ``options`` by option name, ``sources`` by source id.

    Values of ``sources`` may be secrets: they are kept out of ``repr`` and of every message.
    """

    path: Path | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def defaults(self, known: Collection[str]) -> dict[str, object]:
        """The options that one command knows, by parameter name."""
        return {name: value for name, value in self.options.items() if name in known}


def config_file(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where the config file is looked for on this platform."""
    return _folder(environ, platform, "XDG_CONFIG_HOME", ".config", "Application Support") / (
        "config.toml"
    )


def cache_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where answers are kept on this platform."""
    return _folder(environ, platform, "XDG_CACHE_HOME", ".cache", "Caches")


def _folder(environ: Mapping[str, str], platform: str, variable: str, posix: str, mac: str) -> Path:
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "darwin":
        return home / "Library" / mac / "persona-check"
    if platform == "win32":
        roaming = "APPDATA" if variable == "XDG_CONFIG_HOME" else "LOCALAPPDATA"
        return Path(environ.get(roaming) or home) / "persona-check"
    given = Path(environ.get(variable) or home / posix)
    # the XDG specification asks to ignore relative paths
    return (given if given.is_absolute() else home / posix) / "persona-check"


def read_configuration(path: Path | None, known: Iterable[str]) -> Configuration:
    """The config file at ``path``, else the platform's where there is one.

    ``known`` are the parameter names of all commands. Raises ``UsageError`` where the file cannot
    be read, or has a key that no command knows.
    """
    where = path or config_file()
    if path is None and not where.is_file():
        return Configuration()
    try:
        document = tomllib.loads(where.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"cannot read config file {where}: {error.strerror}", "check the path in --config"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        # no part of the file is quoted: it may hold keys
        place = str(error).rpartition("(")[2].rstrip(")") if "(at " in str(error) else ""
        raise UsageError(
            f"config file {where} is not valid TOML" + (f" {place}" if place else ""),
            'write settings as max-requests = 40, and put text in quotes: "…"',
        ) from None
    sources = _sources(document.pop("sources", {}), where)
    options = {str(key).replace("-", "_"): value for key, value in document.items()}
    names = set(known)
    for name in options:
        if name not in names:
            raise _unknown(f"key “{name}” in config file {where}", name, names)
    return Configuration(path=where, options=options, sources=sources)


def _sources(document: object, where: Path) -> Mapping[str, Mapping[str, str]]:
    if not isinstance(document, dict):
        raise UsageError(
            f"sources in config file {where} must be a table", "write [sources.openalex]"
        )
    found: dict[str, Mapping[str, str]] = {}
    for source, values in document.items():
        if not isinstance(values, dict):
            raise UsageError(
                f"sources.{source} in config file {where} must be a table",
                f'write [sources.{source}], and key = "…" on the next line',
            )
        for key, value in values.items():
            if key not in _SOURCE_KEYS:
                raise _unknown(f"key “{source}.{key}” in config file {where}", key, _SOURCE_KEYS)
            if not isinstance(value, str):
                raise UsageError(
                    f"sources.{source}.{key} in config file {where} must be text",
                    "put it in quotes",
                )
        found[str(source)] = values
    return found


def _unknown(what: str, name: str, known: Collection[str]) -> UsageError:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    hint = f"did you mean “{near[0]}”?" if near else "choose from " + ", ".join(sorted(known))
    return UsageError(f"unknown {what}", hint)


def source_settings(
    ids: Collection[str], configuration: Configuration, environ: Mapping[str, str] = os.environ
) -> dict[str, SourceSettings]:
    """Base address, key and contact of each source: ``PERSONA_CHECK_OPENALEX_KEY`` over the file.

    Raises ``UsageError`` where the config file names a source that there is not.
    """
    for source in configuration.sources:
        if source not in ids:
            raise _unknown(f"source “{source}” in config file {configuration.path}", source, ids)
    found = {}
    for source in ids:
        given = dict(configuration.sources.get(source, {}))
        for key in _SOURCE_KEYS:
            if value := environ.get(f"{_PREFIX}{source.upper()}_{key.upper()}"):
                given[key] = value
        if given:
            found[source] = SourceSettings(
                **{_SOURCE_KEYS[key]: value for key, value in given.items()}
            )
    return found


def settings_from(
    options: Mapping[str, object],
    configuration: Configuration,
    ids: Collection[str],
    environ: Mapping[str, str] = os.environ,
) -> Settings:
    """The run's settings from the options of a command, by parameter name; absent ones default.

    ``ids`` are the sources that there are. Raises ``UsageError`` where an option names another, or
    options do not fit together.
    """

    def given(name: str) -> Path | None:
        value = options.get(name)
        return Path(str(value)).expanduser() if value else None

    only, without = (_named(options.get(name), ids) for name in ("source", "no_source"))
    save, replay = given("save"), given("replay")
    if save is not None and replay is not None and save.resolve() == replay.resolve():
        raise UsageError(
            "--save would replace the bundle that --replay reads", "choose another file"
        )
    cache = given("cache_dir") or cache_folder(environ)
    return Settings(
        sources=source_settings(ids, configuration, environ),
        contact_email=_text(options.get("contact_email")),
        only_sources=only,
        without_sources=without,
        cache_dir=None if options.get("no_cache") else cache,
        cache_max_age_days=_number(options.get("cache_days"), 7.0),
        offline=bool(options.get("offline")),
        replay=replay,
        save=save,
        timestamp_url=_address(options.get("timestamp_url")),
        corpus=given("corpus"),
        faces_pack=given("faces_pack"),
        dns_replay=given("dns_replay"),
        max_requests=int(_number(options.get("max_requests"), 60)),
        timeout_s=_number(options.get("timeout"), 60.0),
        request_timeout_s=_number(options.get("request_timeout"), 15.0),
        prior=_prior(options.get("prior")),
        as_of=_instant(options.get("as_of")),
        language=known_language(_text(options.get("language")) or "en"),
    )


def _named(value: object, ids: Collection[str]) -> frozenset[str]:
    names = (
        [value]
        if isinstance(value, str)
        else list(value)
        if isinstance(value, list | tuple)
        else []
    )
    wanted = frozenset(
        part.strip() for name in names for part in str(name).split(",") if part.strip()
    )
    for name in sorted(wanted):
        if name not in ids:
            raise _unknown(f"source “{name}”", name, ids)
    return wanted


def _text(value: object) -> str | None:
    return str(value) if value else None


def _prior(value: object) -> str | None:
    """The prior as it was given, once it is one: a wrong one shows before anything is asked."""
    text = _text(value)
    if text is not None:
        from persona_check.weighing.priors import prior_named

        prior_named(text)
    return text


def _address(value: object) -> str | None:
    address = _text(value)
    if address and not address.lower().startswith(("https://", "http://")):
        raise UsageError(
            f"--timestamp-url: “{address[:60]}” is not a web address", "start it with https://"
        )
    return address


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) else otherwise


def _instant(value: object) -> datetime | None:
    if not value:
        return None
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError:
        raise UsageError(
            f"--as-of: “{str(value)[:40]}” is not a date",
            "write it as 2026-03-01 or 2026-03-01T12:00Z",
        ) from None
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)

from datetime import UTC, datetime
from pathlib import Path

import pytest

from persona_check.cli.configuration import (
    Configuration,
    cache_folder,
    config_file,
    read_configuration,
    settings_from,
    source_settings,
)
from persona_check.errors import UsageError
from persona_check.settings import Settings, SourceSettings

IDS = frozenset({"openalex", "crossref"})
KNOWN = {"max_requests", "format", "source"}


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def complaint(path: Path) -> UsageError:
    with pytest.raises(UsageError) as caught:
        read_configuration(path, KNOWN)
    return caught.value


@pytest.mark.parametrize(
    ("platform", "environ", "config", "cache"),
    [
        ("linux", {"HOME": "/h"}, "/h/.config/persona-check", "/h/.cache/persona-check"),
        (
            "linux",
            {"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "relative"},
            "/c/persona-check",
            "/h/.cache/persona-check",
        ),
        (
            "darwin",
            {"HOME": "/h"},
            "/h/Library/Application Support/persona-check",
            "/h/Library/Caches/persona-check",
        ),
        (
            "win32",
            {"HOME": "/h", "APPDATA": "/a", "LOCALAPPDATA": "/l"},
            "/a/persona-check",
            "/l/persona-check",
        ),
    ],
)
def test_each_platform_has_its_folders(
    platform: str, environ: dict[str, str], config: str, cache: str
) -> None:
    assert config_file(environ, platform) == Path(config) / "config.toml"
    assert cache_folder(environ, platform) == Path(cache)


def test_no_config_file_is_no_configuration(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert read_configuration(None, KNOWN) == Configuration()


def test_a_config_file_gives_options_and_sources(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'max-requests = 40\nformat = "json"\n[sources.openalex]\nkey = "s3cret"\nurl = "http://m"\n',
    )
    found = read_configuration(path, KNOWN)
    assert found == Configuration(
        path=path,
        options={"max_requests": 40, "format": "json"},
        sources={"openalex": {"key": "s3cret", "url": "http://m"}},
    )
    assert found.defaults({"format"}) == {"format": "json"}
    assert "s3cret" not in repr(found)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('key = "s3cret', "is not valid TOML", "quotes"),
        (b'key = "s3cret\xff"', "is not valid TOML", "quotes"),
        ("max-request = 4", "unknown key “max_request” in config", "did you mean “max_requests”?"),
        ("zzz = 4", "unknown key “zzz”", "choose from format, max_requests, source"),
        ("sources = 3", "must be a table", "[sources.openalex]"),
        ("[sources]\nopenalex = 3", "sources.openalex in config file", "[sources.openalex]"),
        ('[sources.openalex]\nkye = "s3cret"', "unknown key “openalex.kye”", "“key”"),
        ("[sources.openalex]\nkey = 4711", "must be text", "quotes"),
    ],
)
def test_a_bad_config_file_is_a_usage_error_that_shows_no_value(
    tmp_path: Path, text: str | bytes, message: str, hint: str
) -> None:
    error = complaint(written(tmp_path, text))
    assert message in error.message
    assert hint in (error.hint or "")
    assert "s3cret" not in str(error) + str(error.hint)
    assert "4711" not in str(error)
    assert error.exit_code == 2


def test_a_missing_config_file_that_was_asked_for_is_a_usage_error(tmp_path: Path) -> None:
    assert "No such file" in complaint(tmp_path / "none.toml").message


def test_the_environment_overrides_the_file_for_each_source() -> None:
    found = source_settings(
        IDS,
        Configuration(sources={"openalex": {"key": "old", "url": "http://m"}}),
        {
            "PERSONA_CHECK_OPENALEX_KEY": "new",
            "PERSONA_CHECK_CROSSREF_EMAIL": "a@b.example",
            "PERSONA_CHECK_OPENALEX_EMAIL": "",
        },
    )
    assert found == {
        "openalex": SourceSettings(base_url="http://m", key="new"),
        "crossref": SourceSettings(contact_email="a@b.example"),
    }
    assert "new" not in repr(found)


def test_a_source_that_there_is_not_is_a_usage_error() -> None:
    configuration = Configuration(path=Path("c.toml"), sources={"openalx": {"key": "k"}})
    with pytest.raises(UsageError, match="unknown source “openalx” in config file") as caught:
        source_settings(IDS, configuration, {})
    assert caught.value.hint == "did you mean “openalex”?"
    with pytest.raises(UsageError, match="unknown source “nothing”"):
        settings_from({"no_source": ["nothing"]}, Configuration(), IDS, {})


def test_options_become_settings() -> None:
    settings = settings_from(
        {
            "source": ["openalex, crossref"],
            "no_source": "crossref",
            "contact_email": "a@b.example",
            "cache_days": 2,
            "offline": True,
            "replay": "case.zip",
            "corpus": "~/c.duckdb",
            "max_requests": 9,
            "timeout": 5,
            "request_timeout": 1.5,
            "prior": "reviewer",
            "as_of": "2026-03-01T12:00:00+02:00",
            "faces_pack": "pack",
            "dns_replay": "dns.json",
            "cache_dir": "cache",
        },
        Configuration(),
        IDS,
        {"HOME": "/h"},
    )
    assert settings == Settings(
        sources={},
        contact_email="a@b.example",
        only_sources=frozenset({"openalex", "crossref"}),
        without_sources=frozenset({"crossref"}),
        cache_dir=Path("cache"),
        cache_max_age_days=2.0,
        offline=True,
        replay=Path("case.zip"),
        corpus=Path("~/c.duckdb").expanduser(),
        faces_pack=Path("pack"),
        dns_replay=Path("dns.json"),
        max_requests=9,
        timeout_s=5.0,
        request_timeout_s=1.5,
        prior="reviewer",
        as_of=datetime(2026, 3, 1, 10, tzinfo=UTC),
    )


def test_without_options_the_platforms_cache_is_used_unless_declined() -> None:
    environ = {"HOME": "/h"}
    assert settings_from({}, Configuration(), IDS, environ).cache_dir == cache_folder(environ)
    assert settings_from({"no_cache": True}, Configuration(), IDS, environ).cache_dir is None


def test_a_date_without_zone_is_utc_and_a_bad_one_a_usage_error() -> None:
    settings = settings_from({"as_of": "2026-03-01"}, Configuration(), IDS, {})
    assert settings.as_of == datetime(2026, 3, 1, tzinfo=UTC)
    with pytest.raises(UsageError, match="“soon” is not a date"):
        settings_from({"as_of": "soon"}, Configuration(), IDS, {})


def test_a_replayed_bundle_is_saved_anew_but_never_over_itself() -> None:
    settings = settings_from({"save": "a", "replay": "b"}, Configuration(), IDS, {})
    assert (settings.save, settings.replay) == (Path("a"), Path("b"))
    with pytest.raises(UsageError, match="would replace the bundle"):
        settings_from({"save": "x/../b", "replay": "b"}, Configuration(), IDS, {})


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"prior": "speakers"}, "unknown prior"),
        ({"prior": "0.5/0.6/0.1"}, "sum to 1"),
        ({"timestamp_url": "ftp://stamps.example"}, "is not a web address"),
        ({"timestamp_url": "stamps.example"}, "is not a web address"),
    ],
)
def test_a_prior_or_a_service_that_cannot_be_is_refused_before_anything_is_asked(
    options: dict[str, object], words: str
) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        settings_from(options, Configuration(), frozenset())
    assert caught.value.hint


def test_a_time_stamp_service_is_taken_as_it_is_given() -> None:
    url = "https://stamps.example/tsa?x=1"
    assert settings_from({"timestamp_url": url}, Configuration(), ()).timestamp_url == url

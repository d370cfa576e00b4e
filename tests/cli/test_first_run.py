"""What is lost without keys is told once a machine, and never where nobody reads it."""

from pathlib import Path

from persona_check.cli.first_run import lost_without_keys
from persona_check.settings import Settings, SourceSettings


def test_it_is_told_once_a_machine_in_one_line(tmp_path: Path) -> None:
    settings = Settings(cache_dir=tmp_path / "cache")
    told = lost_without_keys(settings)
    assert told is not None
    assert "persona-check sources" in told
    assert "\n" not in told
    assert lost_without_keys(settings) is None
    assert lost_without_keys(Settings(cache_dir=tmp_path / "another")) == told


def test_it_is_not_told_where_it_does_not_hold_or_cannot_be_remembered(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for settings in (
        Settings(),
        Settings(cache_dir=cache, contact_email="desk@paper.example"),
        Settings(cache_dir=cache, sources={"openalex": SourceSettings(key="k")}),
        Settings(cache_dir=cache, offline=True),
        Settings(cache_dir=cache, replay=tmp_path / "case.zip"),
    ):
        assert lost_without_keys(settings) is None
    assert not cache.exists()

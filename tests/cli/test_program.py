from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer

from persona_check import __version__
from persona_check.advice import explain
from persona_check.cli import app
from persona_check.cli.context import Shared
from persona_check.web.cache import CacheFolder
from persona_check.web.envelope import Envelope
from tests.cli.running import ran

Capture = pytest.CaptureFixture[str]
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group


def settings_of_all_commands() -> list[tuple[str, Any]]:
    return [
        (name, parameter)
        for name, command in COMMANDS.items()
        for parameter in command.params
        if parameter.param_type_name == "option" and parameter.name not in {"help"}
    ]


def test_the_version_is_said(capsys: Capture) -> None:
    assert ran(capsys, "--version") == (0, f"persona-check {__version__}\n", "")


def test_every_setting_has_the_environment_name_that_its_own_name_gives() -> None:
    claim = {flag for flag in COMMANDS["check"].params if not flag.envvar}
    # what states the claim itself must not come out of the environment
    assert {parameter.name for parameter in claim} == {
        "name", "claim", "also_known_as", "affiliation", "role", "field", "degree", "orcid",
        "scholar", "github", "doi", "work", "coauthor", "photo", "photo_reference", "bio", "email",
        "homepage", "staff_page", "link", "eml", "override", "named", "works", "claim_out",
    }  # fmt: skip
    for _, parameter in settings_of_all_commands():
        if parameter.envvar:
            own = parameter.opts[0].lstrip("-").replace("-", "_").upper()
            assert parameter.envvar == f"PERSONA_CHECK_{own}"


def test_every_option_and_command_says_what_it_is() -> None:
    for name, command in COMMANDS.items():
        assert command.help, name
    for name, parameter in settings_of_all_commands():
        assert parameter.help, (name, parameter.name)


def test_an_unknown_option_is_a_usage_error(capsys: Capture) -> None:
    code, out, err = ran(capsys, "check", "Ada", "--affilation", "X")
    assert (code, out) == (2, "")
    assert "--affilation" in err


def test_a_check_of_nobody_is_a_usage_error_with_a_hint(capsys: Capture) -> None:
    assert ran(capsys, "check") == (
        2,
        "",
        "error: no name given\n"
        'hint: run persona-check check "Ada Example" --affiliation "…", or use --claim FILE\n',
    )


def test_an_unusable_claim_names_its_place_and_writes_nothing(
    capsys: Capture, tmp_path: Path
) -> None:
    claim = tmp_path / "claim.toml"
    claim.write_text('name = "Ada"\naffilation = "X"\n')
    to = tmp_path / "report.json"
    code, out, err = ran(
        capsys, "check", "--claim", str(claim), "--json", "-o", str(to), "--save", str(to) + ".zip"
    )
    assert (code, out, sorted(tmp_path.iterdir())) == (3, "", [claim])
    assert err == (
        "error: claim.toml:2:14: affilation: unknown key “affilation”\n"
        "hint: did you mean “affiliation”?\n"
    )


def test_hostile_words_reach_the_terminal_inert(capsys: Capture) -> None:
    code, _, err = ran(capsys, "check", "Ada", "--orcid", "\x1b[31m\u202ered\nhint: trust me")
    assert code == 3
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert len(err.splitlines()) == 2


def test_the_environment_and_the_config_file_stand_in_for_options(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('no-source = ["nowhere"]\n')
    code, _, err = ran(capsys, "--config", str(config), "sources")
    assert (code, err.splitlines()[0]) == (2, "error: unknown source “nowhere”")
    monkeypatch.setenv("PERSONA_CHECK_NO_SOURCE", "elsewhere")
    code, _, err = ran(capsys, "--config", str(config), "sources")
    assert err.splitlines()[0] == "error: unknown source “elsewhere”"  # environment over file
    code, out, _ = ran(capsys, "--config", str(config), "sources", "--no-source", "ror")
    shown = [line.split() for line in out.splitlines()]
    assert code == 0
    assert ["ror", "skipped", "by", "--source", "or", "--no-source"] in shown


def test_a_broken_config_file_is_a_usage_error_but_not_for_help(
    capsys: Capture, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("colour = 1\n")
    code, _, err = ran(capsys, "--config", str(config), "check", "Ada")
    assert code == 2
    assert "unknown key “colour” in config file" in err
    assert ran(capsys, "--config", str(config), "check", "--help").code == 0


def test_a_bug_ends_with_one_line_and_the_way_to_its_traceback(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise KeyError("x")

    monkeypatch.setattr(explain, "explain", broken)
    assert ran(capsys, "explain") == (
        1,
        "",
        f"error: internal error in persona-check {__version__}: KeyError\n"
        "hint: run again with PERSONA_CHECK_DEBUG=1 and report the traceback\n",
    )
    monkeypatch.setenv("PERSONA_CHECK_DEBUG", "1")
    with pytest.raises(KeyError):
        ran(capsys, "explain")


def test_debugging_shows_the_traceback_of_user_errors_too(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from persona_check.errors import UsageError

    monkeypatch.setenv("PERSONA_CHECK_DEBUG", "1")
    with pytest.raises(UsageError):
        ran(capsys, "check")


def test_explain_lists_the_checks_and_explains_one(capsys: Capture) -> None:
    listed = ran(capsys, "explain")
    assert listed.code == 0
    lines = listed.out.splitlines()
    first, _, question = lines[lines.index("Checks") + 1].strip().partition("  ")
    one = ran(capsys, "explain", first)
    assert one.out.startswith(question.strip())
    assert ran(capsys, "explain", "could", "not", "be", "checked").code == 0
    code, _, err = ran(capsys, "explain", first[:-1])
    assert (code, err.splitlines()[1]) == (2, f"hint: did you mean “{first}”?")


def test_sources_are_listed_with_state_budget_and_cache(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSONA_CHECK_OPENALEX_KEY", "s3cret")
    monkeypatch.setenv("PERSONA_CHECK_CROSSREF_URL", "http://127.0.0.1:9")
    code, out, err = ran(capsys, "sources")
    lines = {line.split()[0]: " ".join(line.split()) for line in out.splitlines() if line}
    assert (code, err) == (0, "")
    assert lines["openalex"] == "openalex usable 0 % of today's allowance used; key set"
    assert "custom address" in lines["crossref"]
    assert lines["cache:"] == "cache: 0 answers, 0.0 MB"
    assert "s3cret" not in out


def test_a_self_check_that_gets_no_answer_says_so_and_breaks_nothing(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSONA_CHECK_ROR_URL", "http://127.0.0.1:9")
    others = [
        part
        for line in ran(capsys, "sources").out.splitlines()
        if line[:1].strip() and line.split()[0] not in {"ror", "cache:"}
        for part in ("--no-source", line.split()[0])
    ]
    code, out, err = ran(capsys, "sources", "--self-check", "--quiet", "--timeout", "5", *others)
    lines = {line.split()[0]: line for line in out.splitlines() if line}
    assert code == 4
    assert err.startswith(
        "error: not assessed: no source works\nhint: every source failed alike, for instance: "
    )
    assert "no answer" in lines["ror"]
    assert "network error" in lines["ror"]


def test_purge_removes_what_was_kept_about_a_name(capsys: Capture, own_home: Path) -> None:
    folder = CacheFolder(own_home / ".cache" / "persona-check")
    for subject, url in (("Ada Example", "https://a.example/1"), ("Bo", "https://a.example/2")):
        envelope = Envelope(
            source="openalex", url=url, status=200, retrieved_at=datetime.now(UTC), body=b"{}"
        )
        folder.put(envelope)
        folder.note([subject], envelope.key)
    assert ran(capsys, "purge", "ada  example", "Nobody").out == "deleted 1 cached answer\n"
    assert folder.size().answers == 1
    assert ran(capsys, "purge", "--all").out == "deleted 1 cached answer\n"
    code, _, err = ran(capsys, "purge")
    assert (code, err.splitlines()[0]) == (2, "error: nothing to purge")


def test_defaults_are_those_of_the_commands_own_options(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("max-requests = 9\n")
    group: Any = typer.main.get_command(app)
    shared = Shared(typer.Context(group), str(config))
    defaults = shared.defaults()
    assert dict(defaults["check"]) == {"max_requests": 9}
    assert dict(defaults["explain"]) == {}
    assert len(defaults["check"]) == 1
    assert list(defaults["bundle"]) == ["verify", "warc"]
    assert dict(defaults["bundle"]["verify"]) == {}

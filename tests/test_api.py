"""The public names: documented in docs/api.md from their docstrings, and usable as README says.

``PERSONA_CHECK_WRITE_README=1`` writes docs/api.md anew (``make readme``).
"""

import asyncio
import importlib
import inspect
import os
import pkgutil
import re
from pathlib import Path

import pytest

import persona_check
from persona_check import Session, Settings, UsageError, check, read_claim, render

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "api.md"
REPLAY = Settings(replay=ROOT / "fixtures" / "answers" / "newcomer")
CLAIM = ROOT / "fixtures" / "claims" / "newcomer.toml"
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def page() -> str:
    """docs/api.md: each public name with its signature and docstring."""
    lines = [
        "# As a library",
        "",
        "What `import persona_check` provides, generated from the docstrings (`make readme`). The",
        "README has an example. Everything else is internal and may change.",
    ]
    for name in persona_check.__all__:
        one = getattr(persona_check, name)
        if name == "__version__":
            lines += ["", "## `__version__`", "", "The version, as text."]
            continue
        lines += ["", f"## `{name}`", ""]
        if not isinstance(one, type) or name == "Session":
            lines += ["```python", f"{name}{_signature(one)}", "```", ""]
        lines += _words(one)
        if name == "Session":
            lines += ["", "### `Session.check`", "", "```python"]
            lines += [f"check{_signature(one.check)}", "```", "", *_words(one.check)]
        elif isinstance(one, type) and hasattr(one, "__dataclass_fields__"):
            fields = ", ".join(f"`{field}`" for field in one.__dataclass_fields__)
            lines += ["", f"Fields: {fields}."]
    return "\n".join(lines) + "\n"


def _signature(one: object) -> str:
    signature = inspect.signature(one)  # type: ignore[arg-type]  # classes and functions
    kept = [parameter for name, parameter in signature.parameters.items() if name not in ("self",)]
    text = str(signature.replace(parameters=kept))
    text = text.replace("pathlib._local.", "pathlib.")  # as Python 3.13 calls it
    return re.sub(r"persona_check\.[\w.]+\.(\w+)", r"\1", text).replace("'", "")


def _words(one: object) -> list[str]:
    return (inspect.getdoc(one) or "").replace("``", "`").splitlines()


def test_the_page_on_the_library_is_that_of_the_docstrings() -> None:
    if os.environ.get("PERSONA_CHECK_WRITE_README"):
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page(), "run `make readme` and read what changed"


def modules() -> list[str]:
    found = pkgutil.walk_packages(persona_check.__path__, "persona_check.")
    return sorted(one.name for one in found if not one.name.endswith("__main__"))


@pytest.mark.parametrize("module", ["persona_check", *modules()])
def test_every_module_says_which_names_are_its_own(module: str) -> None:
    one = importlib.import_module(module)
    names = one.__all__
    assert len(set(names)) == len(names)
    assert [name for name in names if not hasattr(one, name)] == []
    assert one.__doc__, "a module opens with what it does"
    # what others import of a module is among them
    defined = {
        name
        for name, value in vars(one).items()
        if inspect.isfunction(value)
        and value.__module__ == module
        and not name.startswith(("_", "pytest"))
    }
    for name in defined & set(IMPORTED.get(module, ())):
        assert name in names, f"{module}.{name} is imported elsewhere"


def _imported() -> dict[str, set[str]]:
    """The names that the package's modules import from each other."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "persona_check").rglob("*.py"):
        text = path.read_text("utf-8")
        for module, names in re.findall(
            r"^ *from (persona_check[\w.]*) import (\([^)]*\)|[^\n(]*)$", text, re.MULTILINE
        ):
            found.setdefault(module, set()).update(re.findall(r"\b\w+\b", names))
    return found


IMPORTED = _imported()


def test_the_examples_of_the_readme_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = PYTHON.findall((ROOT / "README.md").read_text("utf-8"))
    assert len(examples) == 1
    for example in examples:
        assert "asyncio.run" in example
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - what README tells to run


def test_a_session_checks_many_claims_and_gives_the_same_as_one_check_alone() -> None:
    async def both() -> list[str]:
        async with Session(REPLAY) as session:
            return [render(await session.check(read_claim(CLAIM)), "json") for _ in range(2)]

    first, second = asyncio.run(both())
    assert first == second == render(check(read_claim(CLAIM), REPLAY), "json")


def test_check_can_be_called_where_a_loop_is_running() -> None:
    async def notebook() -> str:
        return check(read_claim(str(CLAIM)), REPLAY).claim.name

    assert asyncio.run(notebook()) == read_claim(CLAIM).name


def test_a_session_that_was_not_opened_says_so() -> None:
    with pytest.raises(RuntimeError, match="async with"):
        asyncio.run(Session(REPLAY).check(read_claim(CLAIM)))


def test_a_session_refuses_what_cannot_be_replayed_when_it_is_opened(tmp_path: Path) -> None:
    async def opening() -> None:
        async with Session(Settings(replay=tmp_path / "none.zip")):
            raise AssertionError("it was opened")

    with pytest.raises(UsageError, match="cannot read the bundle"):
        asyncio.run(opening())


def test_paths_may_be_given_as_text() -> None:
    given = Settings(corpus="corpus.duckdb")  # type: ignore[arg-type]  # as users write it
    assert given.corpus == Path("corpus.duckdb")


def test_an_unknown_format_and_name_are_refused() -> None:
    report = check(read_claim(CLAIM), REPLAY)
    with pytest.raises(ValueError, match="use html"):
        render(report, "htm")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = persona_check.nothing
    assert set(persona_check.__all__) <= set(dir(persona_check))

"""Who may call whom: CONTRIBUTING's table of rooms, held against the imports that there are."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "persona_check"
GROUND = frozenset({"settings", "errors", "files", "progress", "statistics", "expressions"})
TABLE = re.compile(r"^\| `([a-z]+)/` \| [^|]* \| ([^|]*) \|$", re.MULTILINE)


def table() -> dict[str, str]:
    """What each room may import, in words, by room."""
    return dict(TABLE.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")))


def allowed(words: str, room: str) -> frozenset[str]:
    """The rooms and modules that a cell of the table names."""
    named = {one.strip(" `/") for one in words.split(",")} - {"", "nothing", "the ground"}
    return frozenset(named | ({*GROUND} if "the ground" in words else set()) | {room})


def imports(path: Path) -> Iterator[str]:
    """The modules of this package that a file imports, without the package's name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("persona_check"):
            for name in node.names:
                parts = f"{node.module}.{name.name}".split(".")[1:]
                if parts != ["__version__"]:
                    yield "/".join(parts)


def rooms() -> list[str]:
    return sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())


def test_every_room_has_its_row() -> None:
    assert sorted(table()) == rooms()


def test_few_modules_lie_beside_the_rooms_and_no_file_is_long() -> None:
    loose = {path.stem for path in PACKAGE.glob("*.py")}
    assert loose == GROUND | {"__init__", "__main__", "session"}
    assert len(loose) <= 9
    files = [*PACKAGE.rglob("*.py")]
    assert len(files) > 250
    assert {f: n for f in files if (n := len(f.read_text("utf-8").splitlines())) > 400} == {}


@pytest.mark.parametrize("room", rooms())
def test_a_room_imports_only_what_its_row_says(room: str) -> None:
    may = allowed(table()[room], room)
    found = {
        f"{path.relative_to(PACKAGE)} -> {target}"
        for path in (PACKAGE / room).rglob("*.py")
        for target in imports(path)
        if not any(target == one or target.startswith(f"{one}/") for one in may)
    }
    assert found == set()


def test_the_map_names_files_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    answers = re.findall(r"^\| [^|`]+\? \| `([\w/.]+)`", text, re.MULTILINE)
    assert len(answers) >= 10
    assert [one for one in answers if not (PACKAGE / one).exists()] == []

"""Who may call whom: CONTRIBUTING's table of rooms, held against the imports that there are."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "persona_check"
GROUND = frozenset({"settings", "errors", "files", "progress", "statistics", "expressions"})
TABLE = re.compile(r"^\| `([a-z]+)/` \| [^|]* \| ([^|]*) \|$", re.MULTILINE)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def table() -> dict[str, str]:
    """What each room may import, in words, by room."""
    return dict(TABLE.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")))


def allowed(words: str, room: str) -> frozenset[str]:
    """The rooms and modules that a cell of the table names."""
    named = {one.strip(" `/") for one in words.split(",")} - {"", "nothing", "the ground"}
    return frozenset(named | ({*GROUND} if "the ground" in words else set()) | {room})


def imports(path: Path) -> Iterator[str]:
    """The modules of this package that a file imports, without the package's name."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("persona_check"):
            for name in node.names:
                parts = f"{node.module}.{name.name}".split(".")[1:]
                if parts != ["__version__"]:
                    yield "/".join(parts)


def run_at_once(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that an import of a module runs: none in functions, or for types alone."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if not for_types:
            yield node
            yield from run_at_once(getattr(node, "body", ()))
        for part in ("orelse", "finalbody"):
            yield from run_at_once(getattr(node, part, ()))
        for handler in getattr(node, "handlers", ()):
            yield from run_at_once(handler.body)


def imported_at_once(modules: Mapping[str, Sequence[ast.stmt]]) -> dict[str, set[str]]:
    """Which other modules each one must find whole when it is imported, by name.

    ``from package import module`` needs the module alone, and whoever imports a module of another
    package runs that package too; a package that is being imported need not be whole for its own
    modules.
    """
    needed: dict[str, set[str]] = {}
    for name, body in modules.items():
        own = needed.setdefault(name, set())
        for node in run_at_once(body):
            if isinstance(node, ast.Import):
                own.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                start = node.module or ""
                for alias in node.names:
                    whole = f"{start}.{alias.name}"
                    own.add(whole if whole in modules else start)
        for other in tuple(own):
            parts = other.split(".")
            above = {".".join(parts[:n]) for n in range(1, len(parts))}
            own |= {one for one in above if not name.startswith(f"{one}.")}
        own &= modules.keys() - {name}
    return needed


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


def test_no_modules_import_each_other_so_that_any_of_them_can_be_imported_first() -> None:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): parsed(
            path
        ).body
        for path in PACKAGE.rglob("*.py")
    }
    needed = imported_at_once(modules)
    assert sum(map(len, needed.values())) > 1000
    TopologicalSorter(needed).prepare()  # raises on a circle, and names it


@pytest.mark.parametrize(
    ("texts", "circle"),
    [
        ({"a": "from b import x", "b": "from a import y"}, True),
        ({"a": "import b", "b": "import c", "c": "try:\n    import a\nfinally:\n    pass"}, True),
        ({"a": "from b import x", "b": "def late():\n    from a import y"}, False),
        ({"a": "if TYPE_CHECKING:\n    from b import x", "b": "from a import y"}, False),
        ({"p": "from p.m import x", "p.m": "from p import y"}, True),
        ({"p": "from p.m import x", "p.m": "from p import n", "p.n": ""}, False),
        ({"p": "from q import x", "p.m": "", "q": "from p.m import y"}, True),
    ],
)
def test_a_circle_is_seen_and_what_is_imported_late_makes_none(
    texts: dict[str, str], circle: bool
) -> None:
    sorter = TopologicalSorter(
        imported_at_once({name: ast.parse(text).body for name, text in texts.items()})
    )
    if circle:
        with pytest.raises(CycleError):
            sorter.prepare()
    else:
        sorter.prepare()

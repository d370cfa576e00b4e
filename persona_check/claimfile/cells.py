"""What the cells of a table's row claim, by key."""

import json
import re
from collections.abc import Callable, Iterable, Mapping

from persona_check.claimfile.headings import FAMILY, GIVEN, MIDDLE, columns_of, full_name

__all__ = ["cell_values"]

_LISTS = frozenset(
    {
        *("also_known_as", "affiliations", "degrees", "works", "books", "coauthors"),
        *("links", "awards", "memberships", "founded", "fields", "photo_references"),
    }
)
_NAMES = (GIVEN, MIDDLE, FAMILY, "name")
# A semicolon or line end parts the entries of a cell, but not within "&amp;", nor in the tail of
# a SICI, which old DOIs are: "10.5555/(SICI)1234-5678(19960129)365:1<113::AID-INV9>3.0.CO;2-6"
_ENTRY = re.compile(
    r"(?:&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});|\bCO;\d(?:-[0-9a-z#])?(?!\w)|[^;\n\r])+", re.IGNORECASE
)
_DOI = r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:?[ \t]*)?10\.\d{4,9}/"
_BEFORE_A_DOI = re.compile(
    rf"(?:[ \t]*[;,|][ \t]*|[ \t]*[\r\n]+[ \t]*|(?<!doi)(?<!doi:)[ \t]+)+(?={_DOI})", re.IGNORECASE
)
_BEFORE_AN_ADDRESS = re.compile(r"\s*[;,]\s*(?=[^;,]*@)|\s+(?=[^\s@<>;,]+@)")
_IN_BRACKETS = re.compile(r"<([^<>]+@[^<>]+)>")
_WEB = re.compile(r"\s*https?://", re.IGNORECASE)
_FILES = frozenset(("photo", "photo_references", "message", "bio_file"))
_NOTHING = frozenset(("-", "–", "—", "n/a", "n.a.", "#n/a", "none", "null", "nil"))


def cell_values(
    cells: Iterable[tuple[str, str]], *, keep_unknown: bool, ignored: Callable[[str], None]
) -> tuple[dict[str, object], Mapping[str, str]]:
    """The values of a row by key, and the heading of each key's column.

    Cells of unknown columns are kept under their own heading where ``keep_unknown`` says so.
    """
    pairs = tuple(cells)
    columns = columns_of(tuple(heading for heading, _ in pairs))
    found: dict[str, object] = {}
    headings: dict[str, str] = {}
    names: dict[str, str] = {}
    for key, (heading, cell) in zip(columns.keys, pairs, strict=True):
        if not cell.strip():
            continue
        if key in _NAMES:
            names.setdefault(key, " ".join(cell.split()))
            headings.setdefault("name", heading)
        elif key is None:
            if keep_unknown and heading in columns.unknown_headings:
                found[heading] = cell
        elif cell.strip().casefold() in _NOTHING:
            continue
        elif key in _FILES and _WEB.match(cell):
            ignored(f"web addresses in “{heading[:80]}”, as only files are examined")
        else:
            headings.setdefault(key, heading)
            found[key] = _together(found.get(key), _value(key, cell))
    if name := full_name(*(names.get(part, "") for part in _NAMES)):
        found = {"name": name} | found
    return found, headings


def _together(earlier: object, value: object) -> object:
    """What two columns of one key claim together."""
    if earlier is None:
        return value
    if isinstance(earlier, str) and isinstance(value, str):
        return f"{earlier}\n\n{value}"
    return [*_listed(earlier), *_listed(value)]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _value(key: str, cell: str) -> object:
    if key == "timeline":
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    if key == "dois":
        return _entries(_BEFORE_A_DOI.split(cell)) if _BEFORE_A_DOI.search(cell) else _parted(cell)
    if key == "email":
        addresses = [_address(part) for part in _BEFORE_AN_ADDRESS.split(cell)]
        return addresses if len(addresses) > 1 else addresses[0]
    return _parted(cell) if key in _LISTS else cell


def _parted(cell: str) -> list[str]:
    return _entries(_ENTRY.findall(cell))


def _entries(parts: Iterable[str]) -> list[str]:
    return [part.strip(" \t\r\n;") for part in parts if part.strip(" \t\r\n;")]


def _address(written: str) -> str:
    """The bare address of "Ada Example <ada@x.example>" and "mailto:ada@x.example"."""
    found = _IN_BRACKETS.search(written)
    return re.sub(r"^mailto:", "", (found[1] if found else written).strip(" \t\r\n;,"), flags=re.I)

"""What the cells of a table's row claim, by key."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from persona_check.claimfile.handles import profile_address
from persona_check.claimfile.headings import (
    DEPARTMENT,
    FAMILY,
    GIVEN,
    MIDDLE,
    NETWORK,
    PICTURE,
    SUFFIX,
    TAGLINE,
    columns_of,
    full_name,
    network_in,
)
from persona_check.claimfile.post_lines import read_post_line, role_in_bio
from persona_check.claimfile.values import identifier_in_address, web_address
from persona_check.expressions import Expression

__all__ = ["cell_values"]

_LISTS = frozenset(
    {
        *("also_known_as", "affiliations", "degrees", "works", "books", "coauthors"),
        *("links", "awards", "memberships", "founded", "fields", "photo_references"),
    }
)
_NAMES = (GIVEN, MIDDLE, FAMILY, "name", SUFFIX)
_PROFILES = frozenset(("scholar", "github", "dblp", "openalex", "wikidata", "semantic_scholar"))
_MEANT = {"orcid": "ORCID iD", "links": "web address", "homepage": "web address"}
_FEWEST_DIGITS = 8  # of an ORCID iD, however mistyped; "none" and "applied for" are no iD
_LINKS = Expression(r"[\s,;]+(?=https?://|www\.)|\s*[;\n\r]+\s*|\s+\|\s+|,\s+")
# A semicolon or line end parts the entries of a cell, but not within "&amp;", nor in the tail of
# a SICI, which old DOIs are: "10.5555/(SICI)1234-5678(19960129)365:1<113::AID-INV9>3.0.CO;2-6"
_ENTRY = Expression(
    r"(?:&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});|\bCO;\d(?:-[0-9a-z#])?(?!\w)|[^;\n\r])+", re.IGNORECASE
)
_DOI = r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:?[ \t]*)?10\.\d{4,9}/"
_BEFORE_A_DOI = Expression(
    rf"(?:[ \t]*[;,|][ \t]*|[ \t]*[\r\n]+[ \t]*|(?<!doi)(?<!doi:)[ \t]+)+(?={_DOI})", re.IGNORECASE
)
_BEFORE_AN_ADDRESS = Expression(r"\s*[;,]\s*(?=[^;,]*@)|\s+(?=[^\s@<>;,]+@)")
_IN_BRACKETS = Expression(r"<([^<>]+@[^<>]+)>")
_WEB = Expression(r"\s*https?://", re.IGNORECASE)
_FILES = frozenset(("photo", "photo_references", "message", "bio_file"))
_NOTHING = frozenset(("-", "–", "—", "n/a", "n.a.", "#n/a", "none", "null", "nil"))


def cell_values(
    cells: Iterable[tuple[str, str]],
    keys: Sequence[str | None] | None = None,
    *,
    keep_unknown: bool,
    ignored: Callable[[str], None],
) -> tuple[dict[str, object], Mapping[str, str]]:
    """The values of a row by key, and the heading of each key's column.

    ``keys`` says what the columns hold; None: as their headings tell. Cells of unknown columns
    are kept under their own heading where ``keep_unknown`` says so.
    """
    pairs = tuple(cells)
    columns = columns_of(tuple(heading for heading, _ in pairs))
    found: dict[str, object] = {}
    headings: dict[str, str] = {}
    names: dict[str, str] = {}
    for key, (heading, cell) in zip(keys or columns.keys, pairs, strict=True):
        if not cell.strip():
            continue
        if key in _NAMES:
            names.setdefault(key, " ".join(cell.split()))
            headings.setdefault("name", heading)
        elif key is None:
            if keep_unknown and heading in columns.unknown_headings:
                found[heading] = cell
        elif cell.strip().casefold() in _NOTHING or cell.strip() == "NA":
            continue
        elif (key in _FILES or key == PICTURE) and (_WEB.match(cell) or key == PICTURE):
            ignored(f"pictures and web addresses in “{heading[:80]}”, as only files are examined")
        else:
            key, value = _read_cell(key, heading, cell)
            if value is None:
                ignored(f"cells of “{heading[:80]}” that hold no {_MEANT.get(key, key)}")
                continue
            headings.setdefault(key, heading)
            found[key] = _together(found.get(key), value)
    if name := full_name(*(names.get(part, "") for part in _NAMES[:4])):
        suffix = names.get(SUFFIX)
        found = {"name": f"{name} {suffix}" if suffix else name} | found
    _settle_post(found, headings)
    return found, headings


def _read_cell(key: str, heading: str, cell: str) -> tuple[str, object]:
    """The key under which a cell is claimed, and its value; None: it holds nothing of the kind."""
    if key.startswith(NETWORK) or key == "links":
        network = key.removeprefix(NETWORK) if key != "links" else network_in(heading) or ""
        written = [_link(network, part) for part in _LINKS.split(cell.strip())]
        return "links", [link for link in written if link] or None
    if key == "orcid" and sum(letter.isdigit() for letter in cell) < _FEWEST_DIGITS:
        return key, None
    if key in _PROFILES and "/" in cell and identifier_in_address(cell.strip()) is None:
        link = _link("", cell.strip())
        return "links", [link] if link else None
    if key == "homepage":
        link = web_address(_LINKS.split(cell.strip())[0])
        return key, cell if link else None
    return key, _value(key, cell)


def _link(network: str, written: str) -> str | None:
    words = written.strip(" <>()[],;")
    if network:
        return profile_address(network, words)
    if _WEB.match(words) or re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", words):
        return words if web_address(words) else None
    return profile_address("mastodon", words) if words.count("@") == 2 else None


def _settle_post(found: dict[str, object], headings: dict[str, str]) -> None:
    """Puts role, organisation and unit together, which columns give apart or in one line."""
    bio, line, unit = found.get("bio"), found.pop(TAGLINE, None), found.pop(DEPARTMENT, None)
    prose = bio if isinstance(bio, str) else ""
    if "affiliations" not in found:
        role = found.get("role")
        source = TAGLINE if isinstance(line, str) else "role"
        post = read_post_line(line if isinstance(line, str) else str(role or ""), prose)
        if post.organization:
            role = role if isinstance(line, str) and role else post.role
            found["affiliations"] = [
                {"organization": post.organization} | ({"role": role} if role else {})
            ]
            found.pop("role", None)
            headings.setdefault("affiliations", headings.get(source, source))
        elif post.role and not role:
            found["role"] = post.role
            headings.setdefault("role", headings.get(source, source))
        elif unit is not None:
            found["affiliations"] = _listed(unit)
            headings.setdefault("affiliations", headings.get(DEPARTMENT, DEPARTMENT))
        return
    listed = _listed(found["affiliations"])
    if "role" not in found and isinstance(first := listed[0], str):
        role = read_post_line(line, prose).role if isinstance(line, str) else None
        if role := role or role_in_bio(prose, first):
            found["role"] = role
            headings.setdefault("role", headings.get(TAGLINE if line else "bio", "bio"))
    if unit is not None and isinstance(listed[0], str) and len(listed) == 1:
        units = ", ".join(str(part) for part in _listed(unit))
        found["affiliations"] = [{"organization": listed[0], "department": units}]


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

"""A value in a claim document that knows its place, so that every complaint can name it."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeAlias

from persona_check.errors import ClaimError

__all__ = [
    "BIO_CHARS",
    "ITEMS",
    "NAME_CHARS",
    "TEXT_CHARS",
    "Cursor",
    "Document",
    "Place",
    "Step",
    "spelling",
]

NAME_CHARS = 300
TEXT_CHARS = 2_000
BIO_CHARS = 200_000
ITEMS = 5_000

Step: TypeAlias = str | int
Place: TypeAlias = tuple[int, int]


def _nowhere() -> Mapping[tuple[Step, ...], Place]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One claim as read, before its values are understood.

    ``label`` is the file as the user named it; ``line`` the row's line in a file of many claims.
    ``places`` gives line and column of each value, on demand. ``options`` maps keys to the command
    line options that gave them. ``folder`` is where exhibits may lie; None lets any path be opened
    (the user typed it). ``lenient`` keeps identifiers that cannot be anybody's as claimed items,
    and tells of unknown keys by ``ignored``, so that one row's slip does not end its assessment.
    ``headings`` gives the column of a table from which a key's value came; ``said_at`` the place
    of each value in words, where a document has pages rather than keys ("page 2, line 7").
    """

    label: str
    line: int | None = None
    places: Callable[[], Mapping[tuple[Step, ...], Place]] = _nowhere
    options: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    lenient: bool = False
    ignored: Callable[[str], None] | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    said_at: Mapping[tuple[Step, ...], str] = field(default_factory=dict)

    def place(self, path: tuple[Step, ...]) -> Place | None:
        """Line and column of the value, or of the nearest thing around it."""
        known = self.places()
        for length in range(len(path), -1, -1):
            if path[:length] in known:
                return known[path[:length]]
        return None

    def origin(self, path: tuple[Step, ...]) -> str:
        """Where a value was claimed: ``--orcid``, ``claim.toml:7 affiliations[0]``."""
        if path and path[0] in self.options:
            return self.options[str(path[0])]
        for length in range(len(path), 0, -1):
            if said := self.said_at.get(path[:length]):
                return f"{self.label}, {said}"
        line = self.line
        if line is None:
            place = self.place(path)
            line = place[0] if place else None
        where = f"{self.label}:{line}" if line is not None else self.label
        return f"{where} {self.words(path)}".rstrip()

    def words(self, path: tuple[Step, ...]) -> str:
        """The path as its writer sees it: ``affiliations[0]``, or with the column's heading."""
        if path and isinstance(path[0], str):
            path = (self.headings.get(path[0], path[0]), *path[1:])
        return _words(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A value, its document and the path to it; the readers raise ``ClaimError`` with the place."""

    document: Document
    path: tuple[Step, ...]
    value: object

    @property
    def origin(self) -> str:
        """Where this was claimed."""
        return self.document.origin(self.path)

    def fail(self, message: str, hint: str | None = None) -> NoReturn:
        """Ends the reading with file, line, column, what was wrong and what to write instead."""
        raise self.error(message, hint)

    def error(self, message: str, hint: str | None = None) -> ClaimError:
        """The complaint about this value."""
        options = self.document.options
        if self.path and self.path[0] in options:
            return ClaimError(f"{options[str(self.path[0])]}: {message}", hint)
        place = self.document.place(self.path)
        line, column = place if place else (self.document.line, None)
        words = self.document.words(self.path)
        return ClaimError(
            f"{words}: {message}" if words else message,
            hint,
            file=self.document.label,
            line=line,
            column=column,
        )

    def text(self, limit: int = TEXT_CHARS) -> str:
        """A text of one line, white space collapsed; never empty."""
        words = " ".join(self.prose(limit).split())
        if not words:
            self.fail("is empty", "fill it in or remove it")
        return words

    def prose(self, limit: int = BIO_CHARS) -> str:
        """A text, line ends kept."""
        if not isinstance(self.value, str):
            self.fail(f"expected text, found {_kind(self.value)}", 'put it in quotes: "…"')
        if len(self.value) > limit:
            self.fail(
                f"is too long: {len(self.value):,} characters, at most {limit:,} allowed",
                "shorten it",
            )
        if "\0" in self.value:
            self.fail("contains a NUL character", "remove it; the file may be damaged")
        try:
            self.value.encode()
        except UnicodeEncodeError as error:
            self.fail(
                f"contains half a character (at position {error.start + 1})",
                "write the character itself, or both halves of its \\u escape",
            )
        return self.value

    def year(self) -> int:
        """A calendar year, from a number, a date or the start of an ISO date."""
        match self.value:
            case bool():
                pass
            case date():
                return self.value.year
            case int() if 1000 <= self.value <= 2999:
                return self.value
            case str() if found := re.fullmatch(r"\s*([12]\d{3})(?:-\d{2}){0,2}\s*", self.value):
                return int(found[1])
            case _:
                pass
        raise self.error(
            f"expected a year, found {_shown(self.value)}", "write a year such as 2015"
        )

    def count(self) -> int:
        """A number of things, 0 or more."""
        match self.value:
            case bool():
                pass
            case int() if 0 <= self.value < 1_000_000:
                return self.value
            case str() if re.fullmatch(r"\s*\d{1,6}\s*", self.value):
                return int(self.value)
            case _:
                pass
        raise self.error(
            f"expected a number, found {_shown(self.value)}", "write a number such as 42"
        )

    def truth(self) -> bool:
        """True or false."""
        match self.value:
            case bool():
                return self.value
            case str() if self.value.strip().casefold() in {"true", "yes", "1"}:
                return True
            case str() if self.value.strip().casefold() in {"false", "no", "0"}:
                return False
            case _:
                shown = _shown(self.value)
                raise self.error(f"expected true or false, found {shown}", "write true or false")

    def items(self) -> tuple["Cursor", ...]:
        """The elements of a list; a lone value is a list of one."""
        if not isinstance(self.value, list):
            return (self,)
        if len(self.value) > ITEMS:
            self.fail(f"has too many entries: {len(self.value):,}, at most {ITEMS:,} allowed")
        return tuple(
            Cursor(document=self.document, path=(*self.path, index), value=value)
            for index, value in enumerate(self.value)
            if value is not None
        )

    def fields(self, known: Mapping[str, Iterable[str]]) -> dict[str, "Cursor"]:
        """The values of a table by canonical key; null values are not claimed.

        ``known`` maps each canonical key to its other spellings.
        """
        if not isinstance(self.value, dict):
            wanted = ", ".join(list(known)[:4])
            self.fail(f"expected a table, found {_kind(self.value)}", f"use keys such as {wanted}")
        spellings = {name: key for key, others in known.items() for name in (key, *others)}
        found: dict[str, Cursor] = {}
        for name, value in self.value.items():
            key = spellings.get(spelling(name))
            there = Cursor(document=self.document, path=(*self.path, name), value=value)
            if key is None:
                self._unknown(there, str(name), spellings)
            elif value is None:
                continue
            elif key in found:
                there.fail(f"duplicate key “{name}”", "remove one")
            else:
                found[key] = there
        return found

    def _unknown(self, there: "Cursor", name: str, spellings: Mapping[str, str]) -> None:
        near = difflib.get_close_matches(spelling(name), spellings, n=1, cutoff=0.75)
        if self.document.lenient and not near:
            if self.document.ignored is not None:
                self.document.ignored(f"unknown key “{name[:80]}”")
            return
        shown = name if len(name) <= 80 else name[:80] + "…"
        there.fail(
            f"unknown key “{shown}”",
            f"did you mean “{near[0]}”?"
            if near
            else "known keys: " + ", ".join(sorted(set(spellings.values()))),
        )


def spelling(name: object) -> str:
    """A key as it is compared: case, blanks and hyphens do not matter."""
    return str(name).strip().casefold().replace(" ", "_").replace("-", "_")


def _words(path: tuple[Step, ...]) -> str:
    shown = ""
    for step in path:
        if isinstance(step, int):
            shown += f"[{step}]"
        else:
            key = step if len(step) <= 80 else step[:80] + "…"
            shown += f".{key}" if shown else key
    return shown


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case None:
            return "nothing"
        case _:
            return "a date"


def _shown(value: object) -> str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        words = (
            str(value)
            if not isinstance(value, int) or abs(value) < 10**40
            else "a very large number"
        )
        return f"“{words if len(words) <= 40 else words[:40] + '…'}”"
    return _kind(value)

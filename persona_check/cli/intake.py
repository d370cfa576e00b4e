"""What stands behind NAME, FILE, ADDRESS or -: opened, fetched or taken from standard input."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from persona_check.errors import ClaimError, UsageError

if TYPE_CHECKING:
    from persona_check.claimfile import ClaimFlags
    from persona_check.intake.argument import Argument
    from persona_check.intake.reading import Given, ReadClaim
    from persona_check.model.claim import Claim
    from persona_check.model.exhibit import Exhibit
    from persona_check.settings import Settings

__all__ = [
    "CLAIM_FILES",
    "Understood",
    "argument_of",
    "claim_file_behind",
    "read_anything",
    "understood",
]

CLAIM_FILES = frozenset((".toml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A claim made of a document, what was read of it, and the document's name."""

    claim: "Claim"
    read: "ReadClaim"
    label: str


def argument_of(words: str) -> "Argument":
    """What an argument is taken for; raises ``UsageError`` for a file that is not there."""
    from persona_check.intake.argument import recognised

    return recognised(words, is_file=_is_file, beside=_files_beside)


def claim_file_behind(argument: "Argument") -> Path | None:
    """The claim file that a file is, where it is none of the documents that are read here."""
    from persona_check.intake.argument import Kind

    if argument.kind is not Kind.FILE:
        return None
    path = Path(argument.words).expanduser()
    if path.suffix.casefold() not in CLAIM_FILES:
        return None
    form = _form(_given(argument, None))
    plain = form is None or form in {"text", "markdown"}
    return (
        path if plain or path.suffix.casefold() in {".csv", ".tsv", ".jsonl", ".ndjson"} else None
    )


def read_anything(words: str, settings: "Callable[[], Settings]") -> "tuple[str, ReadClaim]":
    """What it says of a person, under the name of the document; raises ``ClaimError``.

    ``settings`` are made only where an address is to be fetched.
    """
    from persona_check.intake.argument import Kind

    argument = argument_of(words)
    if argument.kind is Kind.NAME:
        raise UsageError(
            f"“{words[:60]}” is a name, not a document",
            "give a file, an address or -; to check a name, run persona-check check",
        )
    given, read = _read(argument, settings)
    return (given.name if given else argument.words), read


def understood(
    argument: "Argument",
    flags: "ClaimFlags",
    settings: "Settings",
    *,
    fetches: bool,
    shown: Callable[[str], None],
) -> Understood:
    """The claim that a document, an address or an identifier makes, with the options on top.

    What was read is shown before anything else is asked. With ``fetches`` a portrait that a page
    links to is fetched, and a person's name looked up where only an identifier was given.
    """
    from persona_check.claimfile.flags import typed_cursor
    from persona_check.intake.as_page import as_page
    from persona_check.intake.to_claim import claim_with, overridden, without_refused
    from persona_check.report.escaping import plain

    given, read = _read(argument, lambda: settings, known_as=tuple(filter(None, (flags.name,))))
    label = given.name if given else argument.words
    read = _one_person(read, label)
    if read.name is None and flags.name is None and fetches:
        read = _named_by_records(read, settings)
    read = without_refused(read, label)
    typed = typed_cursor(flags)
    shown(as_page(overridden(read, typed), label, plain))
    if read.name is None and flags.name is None:
        if not fetches and argument.read is not None:
            raise ClaimError(
                "the name is taken from the record, which a dry run does not ask for",
                'add --name "…" to see what would be asked',
                file=label,
            )
        raise ClaimError("the name of the person was not found in it", 'add --name "…"', file=label)
    enclosed = tuple(_exhibits(read, given, flags, settings if fetches else None))
    claim = claim_with(read, label, typed, enclosed=enclosed)
    return Understood(claim=claim, read=overridden(read, typed), label=label)


def _read(
    argument: "Argument", settings: "Callable[[], Settings]", known_as: tuple[str, ...] = ()
) -> "tuple[Given | None, ReadClaim]":
    from persona_check.intake.forms import read

    if argument.read is not None:
        return None, argument.read
    given = replace(_given(argument, settings), known_as=known_as)
    return given, read(given)


def _given(argument: "Argument", settings: "Callable[[], Settings] | None") -> "Given":
    from persona_check.intake.argument import Kind
    from persona_check.intake.reading import Given

    match argument.kind:
        case Kind.STANDARD_INPUT:
            return Given(name="standard input", content=_standard_input())
        case Kind.TEXT:
            return Given(name="pasted text", content=argument.words.encode("utf-8", "replace"))
        case Kind.PAGE if settings is not None:
            from persona_check.intake.door import fetched

            return fetched(argument.words, settings())
        case _:
            return Given(name=Path(argument.words).name, content=_file(argument.words))


def _form(given: "Given") -> str | None:
    from persona_check.intake.forms import form_of

    form = form_of(given)
    return form.id if form else None


def _one_person(read: "ReadClaim", label: str) -> "ReadClaim":
    """The reading of the one person of a list, or of a publication list's owner."""
    from persona_check.intake.reading import Item

    if len(read.people) > 1:
        raise ClaimError(
            f"is a list of {len(read.people)} people",
            f"to check them all, run: persona-check batch {label}",
            file=label,
        )
    if read.people:
        return read.people[0]
    if read.name is None and read.owner is not None:
        name = Item(key="name", value=read.owner, place="common to all entries")
        return replace(read, items=(name, *read.items))
    return read


def _named_by_records(read: "ReadClaim", settings: "Settings") -> "ReadClaim":
    """The reading with the name under which the sources hold its identifier, said to be theirs."""
    from persona_check.cli.look_up import name_in_records

    found = name_in_records(read, settings)
    if found is None:
        return read
    return replace(read, items=(found, *read.items))


def _exhibits(
    read: "ReadClaim", given: "Given | None", flags: "ClaimFlags", settings: "Settings | None"
) -> "list[Exhibit]":
    from persona_check.claimfile.files import looks_like_picture
    from persona_check.intake.reading import AttachedKind
    from persona_check.model.exhibit import Exhibit, ExhibitKind

    found: list[Exhibit] = []
    label = given.name if given else ""
    portrait = next((one for one in read.attached if one.kind is AttachedKind.PORTRAIT), None)
    if portrait is not None and flags.photo is None:
        content = portrait.content
        if not content and portrait.address and settings is not None:
            content = _fetched_picture(portrait.address, settings)
        if content and looks_like_picture(content):
            found.append(
                Exhibit(
                    id="", kind=ExhibitKind.PHOTO, file_name=portrait.name, content=content,
                    origin=f"{label}, {portrait.place}".rstrip(", "),
                )
            )  # fmt: skip
    if read.message and given is not None and flags.eml is None:
        found.append(
            Exhibit(
                id="", kind=ExhibitKind.MESSAGE, file_name=label, content=given.content,
                origin=label,
            )
        )  # fmt: skip
    return found


def _fetched_picture(address: str, settings: "Settings") -> bytes:
    from persona_check.intake.door import fetched

    if not address.startswith(("http://", "https://")) or settings.offline:
        return b""
    try:
        return fetched(address, settings).content
    except ClaimError:
        return b""  # a portrait less; the claim stands without it


def _is_file(words: str) -> bool:
    try:
        path = Path(words).expanduser()
        # a pipe or device is a file here, so that whoever opens it says why it is not read
        return path.exists() and not path.is_dir()
    except (OSError, ValueError, RuntimeError):
        return False


def _files_beside(words: str) -> list[str]:
    try:
        return [one.name for one in Path(words).expanduser().parent.iterdir()]
    except (OSError, ValueError, RuntimeError):
        return []


def _file(words: str) -> bytes:
    from persona_check.claimfile.files import read_bounded
    from persona_check.intake.texts import MOST_BYTES

    return read_bounded(Path(words).expanduser(), words, MOST_BYTES)


def _standard_input() -> bytes:
    from persona_check.intake.texts import MOST_BYTES

    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ClaimError(
            f"is larger than {MOST_BYTES // 1_000_000} MB",
            "check that this is the right document",
            file="standard input",
        )
    return content

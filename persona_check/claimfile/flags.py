"""The claim that options on the command line make, alone or on top of a claim file."""

from dataclasses import dataclass, fields
from pathlib import Path

from persona_check.claimfile import files
from persona_check.claimfile.bios import bio_assertions
from persona_check.claimfile.build import BioReader, claim_from
from persona_check.claimfile.cursor import Cursor, Document
from persona_check.claimfile.documents import json_document, toml_document
from persona_check.claimfile.rows import read_rows, row_cursor
from persona_check.errors import ClaimError, UsageError
from persona_check.model.claim import Claim

__all__ = ["ClaimFlags", "claim_from_flags", "typed_cursor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFlags:
    """What the options of ``check`` claim, as typed; empty where not given."""

    name: str | None = None
    also_known_as: tuple[str, ...] = ()
    affiliation: tuple[str, ...] = ()
    role: str | None = None
    field: tuple[str, ...] = ()
    degree: tuple[str, ...] = ()
    orcid: str | None = None
    scholar: str | None = None
    github: str | None = None
    doi: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    coauthor: tuple[str, ...] = ()
    photo: str | None = None
    photo_reference: tuple[str, ...] = ()
    bio: str | None = None
    email: str | None = None
    homepage: str | None = None
    staff_page: str | None = None
    link: tuple[str, ...] = ()
    eml: str | None = None


_KEYS = {
    "affiliation": "affiliations",
    "field": "fields",
    "degree": "degrees",
    "doi": "dois",
    "work": "works",
    "coauthor": "coauthors",
    "photo_reference": "photo_references",
    "bio": "bio_file",
    "link": "links",
    "eml": "message",
}
# a workbook too: why it is not read is told there
_ROW_FILES = frozenset((".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx", ".xls", ".ods"))


def claim_from_flags(
    flags: ClaimFlags, *, claim_file: Path | None = None, read_bio: BioReader = bio_assertions
) -> Claim:
    """The claim of the options, laid on top of the claim file where one is given.

    Raises ``UsageError`` where neither claims anything, ``ClaimError`` where a value cannot be
    read.
    """
    typed = typed_cursor(flags)
    if claim_file is None:
        if flags.name is None:
            raise UsageError(
                "no name given",
                'run persona-check check "Ada Example" --affiliation "…", or use --claim FILE',
            )
        return claim_from([typed], default_id="claim", origin="command line", read_bio=read_bio)
    cursors = [_cursor_of_file(claim_file), *([typed] if typed.value else [])]
    return claim_from(
        cursors, default_id=claim_file.stem, origin=claim_file.name, read_bio=read_bio
    )


def typed_cursor(flags: ClaimFlags) -> Cursor:
    """What the options claim, as a document of its own."""
    given: dict[str, object] = {}
    options: dict[str, str] = {}
    for flag in fields(flags):
        value = getattr(flags, flag.name)
        if value is None or value == ():
            continue
        key = _KEYS.get(flag.name, flag.name)
        given[key] = list(value) if isinstance(value, tuple) else value
        options[key] = "NAME" if flag.name == "name" else "--" + flag.name.replace("_", "-")
    return Cursor(document=Document(label="command line", options=options), path=(), value=given)


def _cursor_of_file(path: Path) -> Cursor:
    """The one claim in a TOML, JSON, JSON Lines or CSV file, by the file's suffix.

    Exhibits are looked for in the file's own folder only.
    """
    shown = str(path)
    if path.suffix.casefold() in _ROW_FILES:
        return _only_row(path)
    text = files.decoded(files.read_bounded(path, shown, files.CLAIM_BYTES), shown)
    match path.suffix.casefold():
        case ".toml":
            value, places = toml_document(text, shown)
        case ".json":
            value, places = json_document(text, shown)
        case suffix:
            raise ClaimError(
                f"unsupported file type {suffix or '(no suffix)'}",
                "use a .toml, .json, .jsonl or .csv file",
                file=shown,
            )
    document = Document(label=path.name, places=places, folder=path.parent)
    return Cursor(document=document, path=(), value=value)


def _only_row(path: Path) -> Cursor:
    rows = read_rows(path)
    first, second = next(rows, None), next(rows, None)
    if first is None:
        raise ClaimError("contains no claim", "add a claim", file=str(path))
    if second is not None:
        raise ClaimError(
            "contains more than one claim",
            f"to check them all, run: persona-check batch {path}",
            file=str(path),
            line=second.line,
        )
    return row_cursor(first, path, lenient=False)

"""The works of a publication list, whatever its form."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from persona_check.claimfile.cursor import ITEMS, TEXT_CHARS
from persona_check.compare.doi import doi_in
from persona_check.errors import ClaimError
from persona_check.expressions import Expression
from persona_check.intake.reading import Item, LeftAside, ReadClaim

__all__ = ["ListedWork", "authors_in", "doi_from", "list_of_works", "work_items", "year_in"]

_YEAR = Expression(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_ET_AL = Expression(r"^(?:et\.?\s*al\.?|others|u\.\s?a\.|\.{2,}|…)$", re.IGNORECASE)
_AND_OTHERS = Expression(r"[\s,;&]*\bet\.?\s*al\b\.?\s*$", re.IGNORECASE)
_AND = Expression(r"\s+(?:and|AND|&|und|et|y)\s+|\s*&\s*")
_BEFORE_FAMILY = r"(?:[A-Z]{1,3}|(?:[A-Z]\.[ -]?){1,3}) "  # "AMV Roe", "A. M. Roe"
_BEHIND_FAMILY = r"[^,]*[^\W\d_]{2} [A-Z]{1,3}"  # "Roe AM"
_TWO_WITH_INITIALS = Expression(
    rf"{_BEFORE_FAMILY}[^,]*[^\W\d_]{{2}}, ?{_BEFORE_FAMILY}[^,]+"
    rf"|{_BEHIND_FAMILY}, ?{_BEHIND_FAMILY}"
)
_INITIALS = Expression(r"(?:[^\W\d_a-zß-öø-ÿ]\.?[\s-]?){1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedWork:
    """One entry; ``authors`` in their order as written, ``more`` where the list was cut short."""

    title: str | None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    place: str = ""
    more: bool = False


def list_of_works(
    form: str,
    works: Sequence[ListedWork],
    left_aside: Iterable[LeftAside] = (),
    known_as: Sequence[str] = (),
) -> ReadClaim:
    """The works as items, and whose list it is where one author is common to its entries.

    Raises ``ClaimError`` where there is no entry.
    """
    # of ten readers that are asked whether a document is theirs, one reads it
    from persona_check.intake.owner import owner_of

    if not works:
        raise ClaimError(f"lists no works (read as {form})", "export the list again")
    aside = list(left_aside)
    kept: list[ListedWork] = []
    for work in works:
        if not work.title and not work.doi:
            aside.append(LeftAside(what="entry", why="has neither title nor DOI", place=work.place))
        elif len(work.title or "") > TEXT_CHARS:
            aside.append(LeftAside(what="entry", why="its title is too long", place=work.place))
        else:
            kept.append(work)
    if len(kept) > ITEMS:
        why = f"only the first {ITEMS:,} are read"
        aside.append(LeftAside(what=f"{len(kept) - ITEMS:,} further entries", why=why))
    return ReadClaim(
        form=form,
        items=tuple(work_items(kept[:ITEMS])),
        left_aside=tuple(aside),
        owner=owner_of([(work.authors, work.more) for work in kept], known_as),
    )


def work_items(works: Iterable[ListedWork]) -> Iterable[Item]:
    """The works as a claim file has them."""
    for work in works:
        parts: dict[str, object] = {
            "title": work.title, "year": work.year, "venue": work.venue, "doi": work.doi,
        }  # fmt: skip
        value = {key: part for key, part in parts.items() if part is not None}
        yield Item(key="works", value=value | {"authors": list(work.authors)}, place=work.place)


def year_in(*texts: object) -> int | None:
    """The first year that one of the texts names."""
    for text in texts:
        if found := _YEAR.search(str(text)) if text is not None else None:
            return int(found[1])
    return None


def doi_from(*texts: object) -> str | None:
    """The first DOI that one of the texts holds."""
    for text in texts:
        if isinstance(text, str) and "10." in text and (doi := doi_in(text)):
            return doi
    return None


def authors_in(text: str) -> tuple[tuple[str, ...], bool]:
    """The authors that one text lists, and whether it was cut short.

    Semicolons part best; "Doe, J., Roe, R." is two people, as is "J Doe, R Roe".
    """
    words = " ".join(text.split()).strip(" ;,.…") if text.rstrip().endswith(("…", "...")) else text
    more = words != text or _AND_OTHERS.search(text) is not None
    words = _AND_OTHERS.sub("", words)
    words = " ".join(words.split())
    if ";" in words:
        parts = words.split(";")
    elif words.count(",") > 1 or (_AND.search(words) and "," in words):
        parts = _by_commas(
            [part for part in re.split(r",|\s+(?:and|&|und|et|y)\s+", words) if part]
        )
    elif _TWO_WITH_INITIALS.fullmatch(words):
        parts = words.split(",")
    else:
        parts = _AND.split(words)
    names = [part.strip(" ,;") for part in parts]
    kept = tuple(name for name in names if name and not _ET_AL.match(name))
    return kept, more or len(kept) < len([name for name in names if name])


def _by_commas(parts: Sequence[str]) -> list[str]:
    stripped = [part.strip() for part in parts if part.strip()]
    stripped = [part[4:] if part.startswith("and ") else part for part in stripped]
    behind = stripped[1::2]
    if behind and all(_INITIALS.fullmatch(part) for part in behind):
        return [", ".join(stripped[at : at + 2]) for at in range(0, len(stripped), 2)]
    return stripped

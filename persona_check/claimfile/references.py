"""A work pasted as a reference: what its line says of author, year, title, venue and DOI.

Only what is sure is read. Of a line that is plainly a reference, but in a form from which the
title cannot be told, the reading says that it was not understood: what was not understood was not
claimed.
"""

import re
from dataclasses import dataclass, replace

from persona_check.claimfile import reference_parts as parts
from persona_check.claimfile.reference_addresses import without_addresses
from persona_check.compare.doi import doi_in

__all__ = ["Reference", "read_reference"]

# More is no reference but a text.
MOST_CHARACTERS = 2_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What was read of a line; ``title`` is the line itself where nothing shows a reference.

    ``first_author`` is as printed. ``understood`` is False where the title may go on, or end
    earlier, than it was read.
    """

    title: str
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    first_author: str | None = None
    understood: bool = True

    @property
    def is_title_alone(self) -> bool:
        """Whether the line showed no reference."""
        return self.understood and not (self.year or self.venue or self.doi or self.first_author)


def read_reference(line: str) -> Reference:
    """The parts of a reference in any usual style, or the line as a title."""
    text = " ".join(line.split())
    if len(text) > MOST_CHARACTERS:
        return Reference(title=text)
    if fields := parts.bibtex_fields(text):
        return _of_fields(fields, text)
    doi = doi_in(text)
    bare = without_addresses(parts.without_number(text))
    found = _marked(bare) or _quoted(bare) or _after_authors(bare) or _year_first(bare)
    if found is None:
        title, venue, year = parts.venue_and_year_in_brackets(bare)
        known = venue is not None or not parts.looks_cited(bare)
        found = Reference(title=title or bare or text, venue=venue, year=year, understood=known)
        if year is None and not known:
            found = _unread(bare)
    return replace(found, doi=doi) if doi else found


def _unread(text: str) -> Reference:
    return Reference(title=text, year=parts.only_year(text), understood=False)


def _of_fields(fields: dict[str, str], text: str) -> Reference:
    title = fields.get("title", "")
    named = (fields.get(name) for name in ("journal", "journaltitle", "booktitle"))
    venue = next((value for value in named if value), None)
    return Reference(
        title=title or text,
        year=parts.only_year(fields.get("year", "") or fields.get("date", "")),
        venue=venue,
        doi=doi_in(fields.get("doi", "") or fields.get("url", "")),
        first_author=re.split(r"\s+and\s+", fields.get("author", ""))[0].strip() or None,
        understood=bool(title),
    )


def _marked(text: str) -> Reference | None:
    """Titles marked as Chinese references do: ``题名[J]. 刊名, 2013``, ``《题名》，《刊名》``."""
    found = parts.TYPE_MARK.search(text)
    if found:
        authors, title = parts.split_at_title(text[: found.start()])
        venue, year = parts.venue_and_year(text[found.end() :].lstrip(" .,，。/：:"))
        return Reference(title=title, year=year, venue=venue, first_author=authors)
    found = parts.CHINESE_TITLES.match(text)
    if found is None:
        return None
    return Reference(
        title=found["title"],
        year=parts.only_year(text[found.end("title") :]),
        venue=found["venue"],
        first_author=parts.first_of(found["authors"] or ""),
    )


def _quoted(text: str) -> Reference | None:
    """A title in quotes, names or a year before it, a venue or a year behind it."""
    for before, title, behind in parts.quotations(text):
        ahead = parts.only_year(before)
        names = parts.without_year(before).strip(" ,.:;–—-")
        if names and not parts.are_names(names):
            continue
        venue, year = parts.venue_and_year(behind)
        if not (ahead or year or (names and venue)):
            continue
        return Reference(
            title=title,
            year=ahead or year,
            venue=venue,
            first_author=parts.first_of(names) if names else None,
        )
    return None


def _after_authors(text: str) -> Reference | None:
    """Names, then perhaps a year, then title and venue without quotes."""
    found = parts.authors_and_rest(text)
    if found is None:
        return None
    return _title_and_venue(found.rest, found.year, parts.first_of(found.names))


def _year_first(text: str) -> Reference | None:
    """A line of a list by years: ``2013 Title. Venue`` or ``2013: Names. Title. Venue``."""
    found = parts.LEADING_YEAR.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    inner = _quoted(rest) or _after_authors(rest)
    if inner is None:
        inner = _title_and_venue(rest, int(found["year"]), None)
    return replace(inner, year=int(found["year"]))


def _title_and_venue(rest: str, year: int | None, author: str | None) -> Reference:
    read = parts.split_title(rest)
    venue, later = parts.venue_and_year(read.behind) if read.behind else (None, None)
    year = year or later
    return Reference(
        title=read.title,
        year=year,
        venue=venue if read.sure else None,
        first_author=author,
        understood=read.sure and bool(year or venue),
    )

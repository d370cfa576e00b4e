"""Whose CV it is: the name on top, and the addresses beside it."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from persona_check.compare.countries import country_in
from persona_check.intake.contact import Said, contact_items, is_profile, mails_in, web_addresses_in
from persona_check.intake.cv.chunks import ChunkKind, chunks_of
from persona_check.intake.cv.headings import Section, SectionKind, kind_of
from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.people_names import bare_name, looks_like_name
from persona_check.intake.reading import Item

__all__ = ["contacts_of", "name_of"]

MOST_TOP_LINES = 45
_LABELLED = re.compile(
    r"^(?:full |complete )?(?:name|nom(?: et prénom)?|nombre(?: y apellidos)?|nome(?: completo)?|"
    r"naam|"
    r"vor- und nachname|vorname(?: und)? name)(?:\s*[:|]\s*|\s+)(?P<name>.+)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:\b(?:summary|short|brief|academic|full|complete|abridged|extended|professional|"
    r"scientific)\s+)?"
    r"(?:\bcurriculum\s+vit(?:ae|æ|a)\b|\bc\.?v\.?\b|\br[ée]sum[ée]\b|\blebenslauf\b)"
    r"(?:\s+(?:of|de|von|for|di|van))?\b",
    re.IGNORECASE,
)


_OWN_PAGE = re.compile(
    r"\b(?:web|home|personal|page|site|website|homepage|url|portfolio|blog|profile)", re.IGNORECASE
)
_ASKED = re.compile(
    r"\W*(?:[\w-]+ )?(?:supervis|advis|mentor|promotor|referee|reference|referenz|betreuer|"
    r"encadrant|directeur|relatore|orientador|tutor)\w*(?:\(s\))?\s*:",
    re.IGNORECASE,
)
_GLUED = re.compile(r"([A-ZÀ-Þ][a-zß-ÿ]{2,})([A-ZÀ-Þ][a-zß-ÿ]{2,})")


def name_of(lines: Sequence[Line], known_as: Sequence[str] = ()) -> Item | None:
    """The name: what a label says, else the largest words on top that are one."""
    top = [line for line in lines[:MOST_TOP_LINES] if line.page == 1]
    for line in top:
        if said := _LABELLED.match(line.text):
            words = said["name"]
            words = words if looks_like_name(words) else words.partition(",")[0]
            if looks_like_name(words):
                return Item(key="name", value=bare_name(words), place=line.place)
    mails = [mail for line in top for mail in mails_in(line.text)]
    best: tuple[float, Item] | None = None
    for number, (words, line) in enumerate(_candidates(top)):
        if not looks_like_name(words) or kind_of(words) is not None:
            continue
        if line.listed or line.text.rstrip().endswith(":"):
            continue
        if country_in(words) or (top.index(line) > 12 and line.size < _usual_size(top) + 2):
            continue
        name = bare_name(words)
        score = line.size / max(_usual_size(top), 1.0) * 3 - 0.12 * number
        score += 1.0 if line.bold else 0.0
        score += 1.5 if number == 0 else 0.0
        score += 2.5 if any(_fits(name, mail) for mail in mails) else 0.0
        score += 4.0 if any(_alike(name, other) for other in known_as) else 0.0
        if best is None or score > best[0]:
            best = (score, Item(key="name", value=name, place=line.place))
    return best[1] if best else None


def _candidates(top: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """Words that may be a name: whole lines, their cells, and big words over two lines."""
    for at, line in enumerate(top):
        text = _TITLE.sub(" ", line.text).strip(" .-–—:|,")
        parts = [part for part in re.split(r"\s*[|•·]\s*|\s{3,}|\t", text) if part]
        below = top[at + 1] if at + 1 < len(top) else None
        if (
            below is not None
            and len(text.split()) <= 3
            and len(below.text.split()) <= 2
            and abs(below.size - line.size) < 0.5
            and line.size > _usual_size(top) + 2
            and (len(text.split()) == 1 or line.size > 2 * _usual_size(top))
        ):
            yield f"{text} {below.text}", line
        first = line.spans[0]
        if first.size > _usual_size(top) + 6 and len(first.text.split()) == 1:
            # a name over two lines, something else beside each
            lower = [one.spans[0] for one in top[at + 1 : at + 4]]
            same = [one.text for one in lower if abs(one.size - first.size) < 0.5]
            if same and len(same[0].split()) <= 2:
                yield f"{first.text} {same[0]}", line
            if glued := _GLUED.fullmatch(first.text):
                yield f"{glued[1]} {glued[2]}", line
        yield text, line
        if line.size > _usual_size(top) + 2 and (glued := _GLUED.fullmatch(text)):
            yield f"{glued[1]} {glued[2]}", line  # two fonts without a blank between
        if len(parts) > 1:
            yield parts[0], line
        cells = _cells(line)
        if len(cells) > 1:
            yield from ((_TITLE.sub(" ", cell).strip(" -–—:|,"), line) for cell in cells)
        head, comma, rest = text.partition(",")
        if comma and rest.strip():
            yield head, line


def _cells(line: Line) -> list[str]:
    cells: list[str] = []
    for span in line.spans:
        if cells and span.joined:
            cells[-1] += f" {span.text}"
        else:
            cells.append(span.text)
    return cells


def _usual_size(lines: Sequence[Line]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2] if sizes else 10.0


def _fits(name: str, mail: str) -> bool:
    """Whether the mail's local part holds a word of the name."""
    local = re.sub(r"[^a-z]", "", mail.partition("@")[0].casefold())
    words = [re.sub(r"[^a-z]", "", word.casefold()) for word in name.split()]
    return any(len(word) > 2 and word in local for word in words)


def _alike(name: str, other: str) -> bool:
    return bool({*name.casefold().split()} & {*other.casefold().split()})


def contacts_of(sections: Sequence[Section]) -> Iterator[Item]:
    """Addresses and iDs of the head and of sections on contact; else of the first page's top."""
    own = {SectionKind.HEAD, SectionKind.CONTACT}
    said = [
        _said(line)
        for one in sections
        if one.kind in own
        for line in one.lines
        if not _of_others(line)
    ]
    items = list(contact_items(said))
    yield from items
    keys = {item.key for item in items}
    if "email" in keys:
        return
    free = {SectionKind.REFEREES, SectionKind.WORKS, SectionKind.TALKS, SectionKind.SERVICE}
    first = [
        _said(line)
        for one in sections
        if one.kind not in free | own
        for line in one.lines
        if line.page == 1 and not _of_others(line)
    ]
    yield from (
        item
        for item in contact_items(first[:60], own_links=False)
        if item.key not in keys and item.key in {"email", "orcid", "scholar", "github"}
    )


def _of_others(line: Line) -> bool:
    """Whether it gives the address of somebody who may be asked: "Reference: …"."""
    return _ASKED.match(line.text) is not None


def _leads_elsewhere(words: str) -> bool:
    """Whether an address behind these words is another's: an employer's name, a whole phrase."""
    if _OWN_PAGE.search(words) or any(True for _ in web_addresses_in(words)):
        return False
    kinds = {one.kind for one in chunks_of((Line(spans=(Span(text=words),), place=""),))}
    return bool(kinds & {ChunkKind.ORGANIZATION, ChunkKind.UNIT}) or len(words.split()) > 3


def _said(line: Line) -> Said:
    links = tuple(
        link
        for span in line.spans
        for link in span.links
        if is_profile((urlsplit(link).hostname or "").removeprefix("www."))
        or not _leads_elsewhere(span.text)
    )
    return Said(text=line.text, place=line.place, links=links)

"""The words of an entry's head, taken apart, and what each part is: role, organisation, place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from persona_check.compare.countries import country_in
from persona_check.expressions import Expression
from persona_check.intake.cv.kinds import (
    INITIALS_OF_STATE,
    ChunkKind,
    company_form,
    kind_of_part,
    roles,
)
from persona_check.intake.cv.lines import Line
from persona_check.intake.cv.parting import parts_of
from persona_check.intake.word_files import any_line_of

__all__ = ["Chunk", "ChunkKind", "chunks_of", "label_kind"]

MOST_LINE_CHARS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A part: its line within the head, whether it is bold, and what stood before it.

    ``before`` is the separator: "line", "gap", "font", ",", "at", "-", "|", ":" or "(".
    """

    text: str
    kind: ChunkKind
    line: int
    bold: bool
    before: str
    place: str


_STATES = (
    "California|Wisconsin|North Carolina|Illinois|Maryland|Massachusetts|Texas|Michigan|"
    "Minnesota|Nebraska|Missouri|Colorado|Hawai.?i|Tennessee|Alabama|Alaska|Washington|Maine"
)
_CAMPUS_SYSTEM = Expression(rf"(?:University|Univ\.?) of (?:{_STATES})$")
# a letter alone is a picture of an icon font; "a", "e", "o" and "y" are words
_ICON = re.compile(r"[b-df-np-xz]|[\uE000-\uF8FF]")
_OF_OTHERS = re.compile(
    r"\W*(?:[\w-]+ )?(?:supervis|advis|mentor|director|promotor|tutor|manager|contact|committee|"
    r"referee|reference|betreuer|directeur|encadrant|relatore)\w*(?:\(s\))?\s*:",
    re.IGNORECASE,
)
_LABELS = (
    (ChunkKind.ROLE, "role_labels"),
    (ChunkKind.ORGANIZATION, "organization_labels"),
    (ChunkKind.DEGREE, "degree_labels"),
    (ChunkKind.PROSE, "date_labels"),
)
_LINKS = "of|de|do|da|du|des|di|der|für|and|&|for"
_GOES_ON = Expression(rf"(?:{_LINKS}|dos|das|del|della|e|y|et|und|in)\b")
_OPEN_END = Expression(rf"(?:\b(?:{_LINKS}|the|São|San|Santa|New)|&)$")


def chunks_of(head: Sequence[Line]) -> tuple[Chunk, ...]:
    """The parts in order."""
    found: list[Chunk] = []
    for number, line in enumerate(head):
        if len(line.text) > MOST_LINE_CHARS or _OF_OTHERS.match(line.text):
            continue  # prose, and other people
        found += _joined(_line_chunks(line, number), _with_campus)
    return tuple(_with_towns(tuple(_joined(_told_by_labels(found), _with_next_line))))


def _told_by_labels(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """The parts without labels ("Employer:", "Ruolo"), what stands beside each as it says."""
    told: ChunkKind | None = None
    for at, chunk in enumerate(chunks):
        after = chunks[at + 1] if at + 1 < len(chunks) else None
        beside = after is not None and (
            after.before in {":", "gap"}
            or (after.before == "line" and after.line == chunk.line + 1)
        )
        if chunk.before == "line" and beside and (kind := label_kind(chunk.text)) is not None:
            told = kind
            continue
        yield chunk if told is None else replace(chunk, kind=told, before="line")
        told = None


def label_kind(text: str) -> ChunkKind | None:
    """What a label says that the words beside it are; PROSE for a time, None for other words."""
    for kind, name in _LABELS:
        if any_line_of("cv", name).fullmatch(text.strip(" :")):
            return kind
    return None


def _with_towns(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """The parts, what stands before a state or country at a line's edge taken for a town."""
    for chunk, after in zip(chunks, [*chunks[1:], None], strict=False):
        town = (
            chunk.kind is ChunkKind.OTHER
            and chunk.before in {"gap", ","}
            and after is not None
            and after.kind is ChunkKind.PLACE
            and after.before == ","
            and after.line == chunk.line
            and (INITIALS_OF_STATE.fullmatch(after.text) or country_in(after.text))
            and len(chunk.text.split()) <= 3
        )
        yield replace(chunk, kind=ChunkKind.PLACE) if town else chunk


def _line_chunks(line: Line, number: int) -> Iterator[Chunk]:
    for at, words, bold in _cells(line):
        for before, text in parts_of(words):
            clean = _bare(text)
            if not clean:
                continue
            country, clean = _without_place(clean)
            if country:
                yield Chunk(
                    text=country,
                    kind=ChunkKind.PLACE,
                    line=number,
                    bold=bold,
                    before=before or at,
                    place=line.place,
                )
                before = "font"
            yield Chunk(
                text=clean,
                kind=kind_of_part(clean),
                line=number,
                bold=bold,
                before=before or at,
                place=line.place,
            )


def _cells(line: Line) -> Iterator[tuple[str, str, bool]]:
    """Words without a gap or a telling change of font within; how each is parted from the last."""
    words, bold, how = "", False, "line"
    for number, span in enumerate(line.spans):
        if number and _ICON.fullmatch(span.text):
            continue
        parted = not span.joined
        if span.joined and words:
            last = words.rstrip()
            linked = re.search(
                r"(?:^|\s)(?:of|in|the|at|and|&|for|de|di|für|und|et|y|e)$|[(/]$", last
            )
            parted = span.bold != bold and not linked and span.text[:1].isupper()
            parted = parted or (
                last.endswith((",", ".", ":")) is False
                and not linked
                and span.bold == bold
                and span.text[:1].isupper()
                and len(last.split()) > 1
                and kind_of_part(_bare(last))
                in {ChunkKind.ORGANIZATION, ChunkKind.ROLE, ChunkKind.PLACE}
                and kind_of_part(_bare(span.text)) in {ChunkKind.ORGANIZATION, ChunkKind.ROLE}
            )
        if span.joined and words.count("(") > words.count(")"):
            parted = False
        if number and parted:
            yield how, words, bold
            words, bold, how = span.text, span.bold, "font" if span.joined else "gap"
        else:
            words, bold = (f"{words} {span.text}", bold) if words else (span.text, span.bold)
    if words:
        yield how, words, bold


def _without_place(text: str) -> tuple[str, str]:
    """A country that stands before a title without a mark, and the title: another font's words."""
    words = text.split()
    for count in (1, 2):
        place, rest = " ".join(words[:count]), " ".join(words[count:])
        if rest and country_in(place) and (found := roles().match(rest)) and found.start() == 0:
            return place, rest
    return "", text


def _bare(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" \t,;|·•–—-:/_")
    text = re.sub(r"^\d{1,2}[.)]\s+(?=\D)", "", text)
    text = re.sub(r"^(?:with )?hon(?:ou)?rs\s+(?=[A-ZÀ-Þ])", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:at|@|in|and|with|und|et|y|e|bei|presso|chez)\s+(?=[A-ZÀ-Þ])", "", text)
    if text.count("(") < text.count(")"):
        text = text.replace(")", "")
    if text.count("(") > text.count(")"):
        text = text.replace("(", "")
    return (
        text.strip(" ,;.") if not re.search(r"\b(?:\w|Inc|Ltd|Co|Dr|Ph\.D|Univ)\.$", text) else text
    )


def _joined(
    chunks: Iterable[Chunk], as_one: Callable[[Chunk, Chunk], Chunk | None]
) -> Iterator[Chunk]:
    """The parts, those in one piece that ``as_one`` makes one of; it gives None for two."""
    held: Chunk | None = None
    for chunk in chunks:
        one = as_one(held, chunk) if held is not None else None
        if held is not None and one is None:
            yield held
        held = one or chunk
    if held is not None:
        yield held


def _with_campus(name: Chunk, chunk: Chunk) -> Chunk | None:
    """One name of "University of California" and "Berkeley" behind a comma, or "Inc."."""
    text = f"{name.text}, {chunk.text}"
    if chunk.before == "," and company_form().fullmatch(chunk.text):
        return replace(name, text=text, kind=ChunkKind.ORGANIZATION)
    campus = (
        chunk.before in {",", "-"}
        and _CAMPUS_SYSTEM.search(name.text)
        and chunk.kind in {ChunkKind.PLACE, ChunkKind.OTHER}
        and len(chunk.text.split()) < 4
        and not INITIALS_OF_STATE.fullmatch(chunk.text)
    )
    return replace(name, text=text) if campus else None


def _with_next_line(begun: Chunk, chunk: Chunk) -> Chunk | None:
    """A part that goes on in small letters on the next line."""
    goes_on = _GOES_ON.match(chunk.text) or _OPEN_END.search(begun.text)
    if chunk.before != "line" or not goes_on:
        return None
    text = f"{begun.text} {chunk.text}"
    return replace(begun, text=text, kind=kind_of_part(text))

"""The words of an entry's head, taken apart, and what each part is: role, organisation, place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from persona_check.bio.places import is_place
from persona_check.bio.word_files import one_of as bio_words
from persona_check.compare.countries import country_in
from persona_check.expressions import Expression
from persona_check.intake.cv.lines import Line
from persona_check.intake.word_files import any_words_of, one_of

__all__ = [
    "Chunk",
    "ChunkKind",
    "chunks_of",
    "is_degree",
    "is_going_on",
    "is_no_degree",
    "is_surely_organization",
]

MOST_NAME_WORDS = 12
MOST_LINE_CHARS = 500


class ChunkKind(StrEnum):
    """What a part of an entry's head is taken for."""

    ROLE = "role"
    ORGANIZATION = "organization"
    UNIT = "unit"
    DEGREE = "degree"
    PLACE = "place"
    OTHER = "other"
    PROSE = "prose"


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


_PARTS = Expression(
    r"\s*(?P<bar>[|•·;¦/](?=\s)|\t)\s*|\s+(?P<dash>[-–—]+)\s+|(?P<comma>,)\s+|(?P<colon>:)\s+"
    r"|\s+(?P<at>@|at|chez|bei|beim|an der|am|presso|na|no|at the)\s+(?=[A-ZÀ-ÖØ-Þ0-9“\"'’])"
    r"|\s*(?P<open>\()(?=[^()]*\)\s*$)"
)
_STATES = (
    "California|Wisconsin|North Carolina|Illinois|Maryland|Massachusetts|Texas|Michigan|"
    "Minnesota|Nebraska|Missouri|Colorado|Hawai.?i|Tennessee|Alabama|Alaska|Washington|Maine"
)
_CAMPUS_SYSTEM = Expression(rf"(?:University|Univ\.?) of (?:{_STATES})$")
_COMPANY_FORM = Expression(
    r"(?:inc|ltd|llc|llp|plc|corp|co|gmbh|ag|sa|s\.a|spa|s\.p\.a|srl|bv|b\.v|nv|ltda|pty)\.?",
    re.IGNORECASE,
)
# a letter alone is a picture of an icon font; "a", "e", "o" and "y" are words
_ICON = re.compile(r"[b-df-np-xz]|[\uE000-\uF8FF]")
_OF_OTHERS = re.compile(
    r"\W*(?:[\w-]+ )?(?:supervis|advis|mentor|director|promotor|tutor|manager|contact|committee|"
    r"referee|reference|betreuer|directeur|encadrant|relatore)\w*(?:\(s\))?\s*:",
    re.IGNORECASE,
)
_UNMARKED_UNIT = re.compile(
    r"(?<!\bthe)(?<!\bof)(?<!\bin)(?<!\bfor)(?<!\band)(?<!&)(?<!,)(?<!-)\s+"
    r"(?=(?:Department|Dept\.?|School|Faculty|Institute|Division|Laboratory|Center|Centre)"
    r" (?:of|for)\s)"
)
_FROM_SCHOOL = re.compile(r"\s+from\s+(?:the\s+)?(?=[A-ZÀ-Þ])")
_UNMARKED_SCHOOL = re.compile(
    r"\s*(?P<more>\s+honou?rs|\s+\([^()]{2,30}\)|\s+honou?rs\s+\([^()]{2,30}\))?\s+"
    r"(?P<school>(?:(?:The\s+)?(?:[A-ZÀ-Þ][\w’'-]+\s+){0,3}?"
    r"(?:University|Universität|Université|Universidad|Università|Universidade|Institute|College)"
    r"\b.*))$",
    re.IGNORECASE,
)
_LINKS = "of|de|do|da|du|des|di|der|für|and|&|for"
_GOES_ON = Expression(rf"(?:{_LINKS}|dos|das|del|della|e|y|et|und|in)\b")
_OPEN_END = Expression(rf"(?:\b(?:{_LINKS}|the|São|San|Santa|New)|&)$")
_INITIALS_OF_STATE = Expression(r"[A-Z]{2}(?:\s+\d{5}(?:-\d{4})?)?")


def chunks_of(head: Sequence[Line]) -> tuple[Chunk, ...]:
    """The parts in order."""
    found: list[Chunk] = []
    for number, line in enumerate(head):
        if len(line.text) > MOST_LINE_CHARS or _OF_OTHERS.match(line.text):
            continue  # prose, and other people
        found += _joined(_line_chunks(line, number), _with_campus)
    return tuple(_with_towns(tuple(_joined(found, _with_next_line))))


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
            and (_INITIALS_OF_STATE.fullmatch(after.text) or country_in(after.text))
            and len(chunk.text.split()) <= 3
        )
        yield replace(chunk, kind=ChunkKind.PLACE) if town else chunk


def _line_chunks(line: Line, number: int) -> Iterator[Chunk]:
    for at, words, bold in _cells(line):
        for before, text in _with_schools(_parted(words)):
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
                kind=_kind(clean),
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
                and _kind(_bare(last)) in {ChunkKind.ORGANIZATION, ChunkKind.ROLE, ChunkKind.PLACE}
                and _kind(_bare(span.text)) in {ChunkKind.ORGANIZATION, ChunkKind.ROLE}
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
        if rest and country_in(place) and (found := _roles().match(rest)) and found.start() == 0:
            return place, rest
    return "", text


def _parted(words: str) -> Iterator[tuple[str, str]]:
    before, start = "", 0
    for match in _PARTS.finditer(words):
        depth = words.count("(", 0, match.start()) - words.count(")", 0, match.start())
        if depth > 0:
            continue
        yield before, words[start : match.start()]
        name = match.lastgroup or ""
        before = {"bar": "|", "dash": "-", "comma": ",", "colon": ":", "open": "("}.get(name, name)
        start = match.end()
    yield before, words[start:]


def _with_schools(parts: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The parts, a school that follows a degree without a mark one of its own.

    "PhD University of Saltmarsh", "BA in History from Norrvik College".
    """
    for before, text in parts:
        if degree := _degrees().match(text.strip()):
            words = text.strip()
            found = _FROM_SCHOOL.search(words, degree.end())
            behind = words[degree.end() :]
            direct = _UNMARKED_SCHOOL.match(behind)
            if found and _organizations().search(words, found.end()):
                yield before, words[: found.start()]
                yield "at", words[found.end() :]
                continue
            if not direct and (unit := _UNMARKED_UNIT.search(words, degree.end())):
                yield before, words[: unit.start()]
                yield "font", words[unit.end() :]
                continue
            if direct and not _roles().search(behind):
                yield before, f"{words[: degree.end()]}{direct['more'] or ''}"
                yield "font", direct["school"]
                continue
        unit = _UNMARKED_UNIT.search(text)
        role = _roles().search(text)
        if unit and role and role.end() == unit.start():
            yield before, text[: unit.start()]
            yield "font", text[unit.end() :]
            continue
        yield before, text


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
    if chunk.before == "," and _COMPANY_FORM.fullmatch(chunk.text):
        return replace(name, text=text, kind=ChunkKind.ORGANIZATION)
    campus = (
        chunk.before in {",", "-"}
        and _CAMPUS_SYSTEM.search(name.text)
        and chunk.kind in {ChunkKind.PLACE, ChunkKind.OTHER}
        and len(chunk.text.split()) < 4
        and not _INITIALS_OF_STATE.fullmatch(chunk.text)
    )
    return replace(name, text=text) if campus else None


def _with_next_line(begun: Chunk, chunk: Chunk) -> Chunk | None:
    """A part that goes on in small letters on the next line."""
    goes_on = _GOES_ON.match(chunk.text) or _OPEN_END.search(begun.text)
    if chunk.before != "line" or not goes_on:
        return None
    text = f"{begun.text} {chunk.text}"
    return replace(begun, text=text, kind=_kind(text))


def _kind(text: str) -> ChunkKind:
    words = text.split()
    if not any(letter.isalpha() for letter in text):
        return ChunkKind.PROSE
    if len(words) > 3 * MOST_NAME_WORDS or (len(words) > 9 and text.endswith(".")):
        return ChunkKind.PROSE
    if _INITIALS_OF_STATE.fullmatch(text) or is_place(text):
        return ChunkKind.PLACE
    role, organization = _roles().search(text), _organizations().search(text)
    if role is not None and role[0] in {"DG", "PDG", "PI"} and role[0] != text:
        role = None  # of "DG Santé" the first word is no title
    if organization is not None and _units().match(text) and not role:
        return ChunkKind.UNIT
    if role and organization:
        if role.start() == 0 or role.end() == len(text):
            return ChunkKind.ROLE
        return ChunkKind.ORGANIZATION if organization.start() < role.start() else ChunkKind.ROLE
    if role:
        return ChunkKind.ROLE
    if organization:
        return ChunkKind.ORGANIZATION
    if _units().match(text):
        return ChunkKind.UNIT
    if is_degree(text):
        return ChunkKind.DEGREE
    return ChunkKind.OTHER


def is_degree(text: str) -> bool:
    """Whether a degree is named at its beginning or as a word of its own."""
    return _degrees().search(text) is not None


def is_surely_organization(text: str) -> bool:
    """Whether a word in it says so that names no field or unit too, as "media" or "group" may."""
    return _sure_organizations().search(text) is not None


def is_no_degree(text: str) -> bool:
    """Whether it is a school, a course or an exchange."""
    return any_words_of("cv", "not_degrees").search(text) is not None


def is_going_on(text: str) -> bool:
    """Whether it says of itself that it is not finished."""
    return any_words_of("cv", "going_on").search(text) is not None


@cache
def _roles() -> re.Pattern[str]:
    words = f"{one_of('cv', 'roles')}|{bio_words('posts')}".replace("(?-i:", "(?:")
    return re.compile(rf"(?<![\w@.-])(?:{words})(?![\w@]|\.\w)", re.IGNORECASE)


@cache
def _organizations() -> re.Pattern[str]:
    own, short = one_of("cv", "organizations"), one_of("cv", "short_organizations")
    known = bio_words("kinds_of_organizations")
    return re.compile(rf"(?<![\w@])(?:(?i:{own})|(?:{short})|(?:{known}))(?![\w@])")


@cache
def _sure_organizations() -> re.Pattern[str]:
    own, short = one_of("cv", "sure_organizations"), one_of("cv", "short_organizations")
    return re.compile(rf"(?<![\w@])(?:(?i:{own})|(?:{short}))(?![\w@])")


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"(?:the )?(?:{one_of('cv', 'units')})", re.IGNORECASE)


@cache
def _degrees() -> re.Pattern[str]:
    own, short = one_of("cv", "degrees"), one_of("cv", "degree_abbreviations")
    return re.compile(rf"(?<![\w.])(?:(?i:{own})|{short}|{bio_words('degrees')})(?![\w’'])")

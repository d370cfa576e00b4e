"""The sections of a document: told by words that head sections of CVs, and by how they look."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from anyascii import anyascii

from persona_check.intake.cv.chunks import chunks_of
from persona_check.intake.cv.dates import dates_in
from persona_check.intake.cv.kinds import is_degree, is_surely_organization
from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.word_files import lists

__all__ = ["Section", "SectionKind", "kind_of", "names_section", "sections_of"]

MOST_HEADING_WORDS = 8
_AND = frozenset(("and", "und", "et", "y", "e", "en"))


MOST_LOOSE_WORDS = 5
EDGE_POINTS = 6.0  # within which words begin at the same edge
_NO_SECTIONS = frozenset(
    ("works_nouns", "experience_nouns", "no_posts", "careers", "joining", "current")
)
MOST_WRAPS = 2  # lines on which a heading at the side goes on


class SectionKind(StrEnum):
    """What stands in a section; the values are the lists of ``words/headings.toml``."""

    HEAD = "head"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    WORKS = "works"
    AWARDS = "awards"
    SUMMARY = "summary"
    CONTACT = "contact"
    TEACHING = "teaching"
    SERVICE = "service"
    TALKS = "talks"
    TRAINING = "training"
    PROJECTS = "projects"
    SKILLS = "skills"
    REFEREES = "expected_of_others"
    OTHER = "other"


_OF_ENTRIES = frozenset((SectionKind.EXPERIENCE, SectionKind.EDUCATION))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading's words and the lines below it; the first section of a document has no heading.

    ``mixed`` where the heading speaks of posts and degrees alike ("Education and employment").
    """

    kind: SectionKind
    heading: str
    lines: tuple[Line, ...]

    @property
    def mixed(self) -> bool:
        """Whether posts and degrees stand in it side by side."""
        folded = _folded(self.heading)
        if re.fullmatch(rf"(?:{'|'.join(lists('headings')['careers'])})", folded):
            return True
        patterns = dict(_patterns())
        rest = patterns[SectionKind.EDUCATION].sub(" ", folded)
        return rest != folded and patterns[SectionKind.EXPERIENCE].search(rest) is not None


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    bold: bool
    capitals: bool


@lru_cache(maxsize=2_048)
def kind_of(words: str) -> SectionKind | None:
    """What a heading of these words heads; None where they are no known heading's."""
    if words.count(" ") > 4 * MOST_HEADING_WORDS:
        return None
    folded = _folded(words)
    if not folded or len(folded.split()) > MOST_HEADING_WORDS:
        return None
    if whole := next((kind for kind, found in _patterns() if found.fullmatch(folded)), None):
        return whole
    for kind, pattern in _patterns():
        if kind in {SectionKind.EDUCATION, SectionKind.EXPERIENCE} and (
            first := pattern.match(folded)
        ):
            rest = folded[first.end() :].split()
            if rest[:1] and rest[0] in _AND and all(w in _joining() or _any_kind(w) for w in rest):
                return kind  # "Education and awards"
    for kind, pattern in _patterns():
        for match in pattern.finditer(folded):
            rest = f"{folded[: match.start()]} {folded[match.end() :]}".split()
            if all(word in _joining() or _any_kind(word) for word in rest):
                return kind
    return None


def names_section(words: str) -> bool:
    """Whether they head a section, or part of one ("Research", "Professional")."""
    folded = _folded(words).split()
    return kind_of(words) is not None or all(one in _joining() for one in folded)


def sections_of(lines: Sequence[Line], *, least_size: float = 0.0) -> tuple[Section, ...]:
    """The document in sections, in order; no heading is set smaller than ``least_size`` points."""
    lines = _with_side_headings(lines)
    sure = {
        at
        for at, line in enumerate(lines)
        if line.size >= least_size and _is_known_heading(lines, at)
    }
    looks = Counter(_look(lines[at]) for at in sure)
    sizes: Counter[float] = Counter()
    for line in lines:
        if text := line.text:
            sizes[round(line.size, 1)] += len(text)
    usual = sizes.most_common(1)[0][0] if sizes else 10.0
    styles = {
        look
        for look, times in looks.items()
        if (times >= 2 or len(sure) <= 2)
        and (look.size > usual + 0.4 or look.bold or look.capitals)
        and _is_rare(look, lines, usual)
    }
    found: list[Section] = []
    kind, heading, below = SectionKind.HEAD, "", []
    size = edge = 0.0  # of the heading that the section has
    parent: tuple[SectionKind, float] | None = None  # of its parts' headings the size
    for at, line in enumerate(lines):
        new = None
        if at in sure:
            new = kind_of(line.text)
        elif line.heading or (_look(line) in styles and _may_head(line)):
            new = kind_of(line.text) or _loose_kind_of(line.text) or SectionKind.OTHER
            lower = line.heading and (line.size < size - 0.4 or line.left > edge + 6 * EDGE_POINTS)
            if new is SectionKind.OTHER and kind in _OF_ENTRIES and (lower or _heads_entry(line)):
                new = None  # an employer above its posts, or a post, set like a heading
            if new is SectionKind.OTHER and sure and at < min(sure):
                new = None  # the name on top and "Curriculum vitae" are set like headings
        if new is None:
            below.append(line)
            continue
        if new is SectionKind.OTHER and parent is not None and abs(line.size - parent[1]) < 0.4:
            new = parent[0]  # another part of the same chapter
        elif line.heading and line.size < size - 0.4 and kind in _OF_ENTRIES:
            parent = (kind, line.size)
        elif parent is not None and line.size > parent[1] + 0.4:
            parent = None
        found.append(Section(kind=kind, heading=heading, lines=tuple(below)))
        kind, heading, below, size, edge = new, line.text, [], line.size, line.left
    found.append(Section(kind=kind, heading=heading, lines=tuple(below)))
    return tuple(found)


def _loose_kind_of(words: str) -> SectionKind | None:
    """Of words set as a heading: what its noun is, whatever else it says of it."""
    folded = _folded(words)
    if len(folded.split()) > MOST_LOOSE_WORDS:
        return None
    if re.search(rf"\b(?:{'|'.join(lists('headings')['works_nouns'])})$", folded):
        return SectionKind.WORKS
    if re.search(rf"\b(?:{'|'.join(lists('headings')['experience_nouns'])})$", folded):
        others = (kind for kind, pattern in _patterns() if pattern.search(folded))
        if re.search(rf"\b(?:{'|'.join(lists('headings')['no_posts'])})\b", folded):
            return None
        return next((kind for kind in others if kind is not SectionKind.OTHER), None) or (
            SectionKind.EXPERIENCE
        )
    return None


def _heads_entry(line: Line) -> bool:
    chunks = chunks_of((line,))
    return any(is_surely_organization(one.text) for one in chunks) and not any(
        is_degree(one.text) for one in chunks
    )


def _is_rare(look: _Look, lines: Sequence[Line], usual: float) -> bool:
    """Whether the look is that of headings only, not of every entry's first line."""
    if look.size > usual + 0.4 or look.capitals:
        return True
    same = [line for line in lines if _look(line) == look and _may_head(line)]
    known = sum(kind_of(line.text) is not None for line in same)
    return known >= 0.5 * len(same)


def _is_known_heading(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if not _may_head(line) or kind_of(line.text) is None:
        return False
    if line.listed or line.text.rstrip().endswith((",", ";")):
        return False
    if line.heading:
        return True
    if line.text.rstrip().endswith("."):
        return False  # a title's last word, on a line of its own
    text = line.text.strip(" :_-–—•|")
    styled = line.bold or text.isupper() or line.text.rstrip().endswith(":")
    beside = [other for other in lines[max(0, at - 6) : at + 7] if other is not line]
    larger = beside and line.size > min(other.size for other in beside) + 0.4
    alone = line.space >= 0.25 or at == 0
    below = [other for other in lines[at + 1 : at + 5] if other.page == line.page]
    outdented = len(below) > 1 and all(line.left < other.left - 5 for other in below[:3])
    starts = text[:1].isupper() or not text[:1].isalpha()
    if not starts:
        return bool(larger and alone)  # in small capitals, which the file holds as small letters
    return bool(styled or larger or alone or outdented)


def _may_head(line: Line) -> bool:
    text = line.text.strip()
    words = text.split()
    if not words or len(words) > MOST_HEADING_WORDS or len(text) > 70:
        return False
    if dates_in(text) or "@" in text or "http" in text:
        return False
    gaps = sum(not span.joined for span in line.spans)
    return gaps == 1 and any(letter.isalpha() for letter in text)


def _with_side_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, a heading that stands at the side of its first entry on a line of its own."""
    found: list[Line] = []
    waiting = list(lines)
    lefts = Counter(round(line.left / EDGE_POINTS) for line in lines)
    edges = Counter(
        round(line.spans[1].left / EDGE_POINTS)
        for line in lines
        if len(line.spans) > 1 and not line.spans[1].joined
    )
    usual = EDGE_POINTS * (lefts + edges).most_common(1)[0][0] if lefts else 0.0
    for at in range(len(waiting)):
        line = waiting[at]
        parts = _side_heading(line, usual)
        if parts is None:
            found.append(line)
            continue
        first, rest = parts
        aside = first[0].left < usual - 6 * EDGE_POINTS
        words = [span.text for span in first]
        for below in range(at + 1, min(at + 1 + MOST_WRAPS, len(waiting))) if aside else ():
            lower = waiting[below]
            more = lower.spans[0] if lower.spans else None
            if more is None or abs(more.left - first[0].left) > EDGE_POINTS:
                break
            whole = " ".join([*words, more.text])
            known, wider = kind_of(" ".join(words)), kind_of(whole)
            if wider is None or (known is not None and len(lower.spans) == 1 and more.bold is False
                                 and first[0].bold):  # fmt: skip
                break
            words.append(more.text)
            waiting[below] = lower.with_spans(*lower.spans[1:])
        if kind_of(" ".join(words)) in {None, SectionKind.SKILLS, SectionKind.CONTACT}:
            found.append(line)
            continue
        found.append(line.with_spans(replace(first[0], text=" ".join(words))))
        if rest:
            beside = (replace(rest[0], joined=False), *rest[1:])
            found.append(replace(line, spans=beside, heading=False))
    return [line for line in found if line.spans]


def _side_heading(line: Line, usual: float) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """The words at the side that may head a section, and those beside them."""
    if not line.spans or line.listed:
        return None
    aside = line.left < usual - 6 * EDGE_POINTS
    count = 1
    while count < len(line.spans) and line.spans[count].joined:
        if aside and abs(line.spans[count].left - usual) <= EDGE_POINTS:
            break  # another font at the edge of the text
        count += 1
    first, rest = line.spans[:count], line.spans[count:]
    if not rest:
        return None
    aside = aside and abs(rest[0].left - usual) <= EDGE_POINTS
    styled = aside or first[0].bold or first[0].text.isupper()
    styled = styled or first[0].size > rest[0].size + 0.4
    words = " ".join(span.text for span in first)
    if not styled or len(words) >= 40 or dates_in(words):
        return None
    return (first, rest) if aside or kind_of(words) is not None else None


def _look(line: Line) -> _Look:
    text = line.text
    capitals = text.isupper()
    if not capitals and text[:2].isupper():
        letters = [letter for letter in text if letter.isalpha()]
        capitals = len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)
    elif capitals:
        capitals = sum(map(str.isalpha, text)) > 3
    return _Look(size=round(line.size, 1), bold=line.bold, capitals=capitals)


def _folded(words: str) -> str:
    plain = anyascii(words).casefold()
    plain = re.sub(r"\(.*?\)", " ", plain)
    if re.fullmatch(r"(?:\w ){3,}\w", plain.strip()):
        plain = plain.replace(" ", "")  # letter-spaced: "E D U C A T I O N"
    return " ".join(re.findall(r"[a-z]+", plain))


@cache
def _patterns() -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    return tuple(
        (SectionKind(name), re.compile(rf"\b(?:{'|'.join(forms)})\b"))
        for name, forms in lists("headings").items()
        if name not in _NO_SECTIONS
    )


@cache
def _joining() -> frozenset[str]:
    return frozenset(lists("headings")["joining"])


@cache
def _any_kind(word: str) -> bool:
    return any(pattern.fullmatch(word) for _, pattern in _patterns())

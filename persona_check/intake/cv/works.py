"""The references of a publication section, a text each."""

import re
from collections.abc import Iterator, Mapping, Sequence

from persona_check.expressions import Expression
from persona_check.intake.cv.citations import cited
from persona_check.intake.cv.dates import dates_in
from persona_check.intake.cv.entries import NEW_PARAGRAPH
from persona_check.intake.cv.headings import Section, kind_of
from persona_check.intake.cv.lines import Line
from persona_check.intake.people_names import looks_like_name
from persona_check.intake.reading import Item

__all__ = ["works_in"]

_QUOTES = str.maketrans("≪≫", "«»")  # as fonts of mathematics print them
MOST_WORKS = 1_500
MOST_REFERENCE_CHARS = 900
_NUMBER = Expression(r"^\s*(?:[\[(]?[A-Z]{0,2}\d{1,3}[\])]|\d{1,3}\.)(?:\s+|(?=[“\"«„≪]))")
_NOTES = Expression(
    r"^(?:abstract|keywords?|note|h-index|citations?|total|see|available|full list|the following|"
    r"\*|†|‡|#|\+|§|"
    r"equal contribution|selected|for a (?:full|complete)|google scholar|\d+ citations|"
    r"citation count|impact factor|if:|awarded|media coverage|coverage|covered|press|presented|"
    r"presentations?|supervis|advis|thesis|links?|role|doi$|pdf$|code$)\b",
    re.IGNORECASE,
)
_LINK_LABELS = Expression(
    r"(?:(?:pdf|cite|bibtex|code|project|doi|slides|video|source document|dataset|poster|preprint|"
    r"paper|link|html|arxiv|abs|website|demo|data|talk|press|(?:see all|more|all) publications)"
    r"[\s|/·•,\[\]()]*)+",
    re.IGNORECASE,
)
_YEAR_ALONE = Expression(r"^\W*(?:19|20)\d\d\W*$")
_OF_WORKS = Expression(
    r"\b(?:with|in|journal|under review|submitted|forthcoming|in press|working paper)\b",
    re.IGNORECASE,
)
_NEW_WORK = Expression(
    r"^(?:[\W_]*[“\"«„']|\W*(?:19|20)\d\d[\s:.,)]|[^\W\d_][\w’'\-]+,\s*(?:[A-Z]\.|[A-Z][\w’'-]+)|"
    r"(?:[A-Z]\.\s*-?){1,3}\s*[A-Z][\w’'-]+\s*[,&]|[A-Z][\w’'-]+\s+[A-Z]{1,3}(?:,|\s+and|\.)|\[|\d{1,3}[.)])"
)


def works_in(section: Section) -> Iterator[Item]:
    """Each work that the section lists, as it stands there."""
    lines = [line for line in section.lines if not _is_between(line)]
    for number, group in enumerate(_grouped(lines)):
        if number >= MOST_WORKS:
            return
        text = _joined(group)
        if _is_work(text):
            yield Item(key="works", value=_work(group, text), place=group[0].place)


def _work(group: Sequence[Line], text: str) -> str | Mapping[str, object]:
    """The work; words in bold that begin it and are no names are its title."""
    value = cited(text)
    title: list[str] = []
    for span in (span for line in group for span in line.spans):
        words = _NUMBER.sub("", f"{span.text} ").strip()
        if not words or re.fullmatch(r"[\[(]?\w{0,3}\d*[.)\]]?", words):
            continue
        if not span.bold:
            break
        title.append(words)
    bold = " ".join(title).strip(' .,;:“”„«»"')
    if not bold and len(group) > 1 and _are_names(group[1].text):
        first = _NUMBER.sub("", f"{group[0].text} ").strip(" .,;:")
        bold = "" if _are_names(first) or dates_in(first) else first
    if len(bold.split()) < 3 or bold.count(",") > 2 or len(bold) > 250 or bold == text.strip(" ."):
        return value
    known = value if isinstance(value, Mapping) else {}
    more = {key: known[key] for key in ("year", "doi") if key in known}
    if "year" not in more and (dates := dates_in(text)):
        more["year"] = dates[-1].last_year or dates[-1].first_year
    return {"title": bold, **more}


def _are_names(text: str) -> bool:
    """Whether it is a line of people's names and nothing else."""
    parts = [part.strip(" *†.") for part in re.split(r",|;|&|\band\b", text)]
    return all(looks_like_name(part) for part in parts if part) and any(parts)


def _is_between(line: Line) -> bool:
    """A heading within the section, a year above its works, a page's number."""
    text = line.text.strip()
    if _YEAR_ALONE.match(text) or re.fullmatch(r"(?:page )?\d{1,3}(?:\s*(?:/|of)\s*\d+)?", text):
        return True
    if not re.search(r"\w{2}", text) or _LINK_LABELS.fullmatch(text):
        return True
    return len(text) < 60 and kind_of(text) is not None and not line.listed


def _grouped(lines: Sequence[Line]) -> list[list[Line]]:
    if not lines:
        return []
    starts = _starting(lines)
    groups: list[list[Line]] = []
    for line, start in zip(lines, starts, strict=True):
        if start or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _starting(lines: Sequence[Line]) -> list[bool]:
    """Which lines begin a work: by numbers, bullets, blanks, a hanging indent, or their words."""
    numbered = [bool(_NUMBER.match(line.text)) for line in lines]
    if sum(numbered) >= 2 and numbered[0]:
        return [
            number or (line.listed and not any(numbered[at:])) for at, (number, line) in
            enumerate(zip(numbered, lines, strict=True))
        ]  # fmt: skip
    dated = sum(bool(dates_in(line.text)) for line in lines)
    if len(lines) >= 2 and dated == len(lines) and _median_length(lines) > 60:
        return [True] * len(lines)
    if len(lines) >= 3 and dated >= 0.6 * len(lines) and _median_length(lines) > 90:
        return [
            bool(dates_in(line.text)) or line.listed or at == 0 for at, line in enumerate(lines)
        ]
    listed = [line.listed for line in lines]
    if sum(listed) >= 2 and sum(listed) >= 0.2 * len(lines):
        return [one or at == 0 for at, one in enumerate(listed)]
    labels = [_label_is_date(line) for line in lines]
    if sum(labels) >= 2 and labels[0]:
        edge = lines[0].spans[-1].left - 3
        return [
            one
            or (line.space >= NEW_PARAGRAPH and len(line.spans) == 1 and line.left <= edge)
            for one, line in zip(labels, lines, strict=True)
        ]  # fmt: skip
    gaps = [
        line.space >= NEW_PARAGRAPH and not _tops_page(lines, at) for at, line in enumerate(lines)
    ]
    lefts = sorted({round(line.left) for line in lines})
    hanging = [line.left <= lefts[0] + 3 for line in lines]
    if lefts[-1] > lefts[0] + 6 and 0.2 <= sum(hanging) / len(lines) <= 0.75:
        return [hang and (gap or _may_begin(lines, at) or not any(gaps)) for at, (hang, gap) in
                enumerate(zip(hanging, gaps, strict=True))]  # fmt: skip
    if sum(gaps) >= 2 and sum(gaps) >= 0.2 * len(lines):
        return [
            gap or (_tops_page(lines, at) and _may_begin(lines, at)) for at, gap in enumerate(gaps)
        ]
    return [at == 0 or gaps[at] or _may_begin(lines, at) for at in range(len(lines))]


def _median_length(lines: Sequence[Line]) -> int:
    return sorted(len(line.text) for line in lines)[len(lines) // 2]


def _tops_page(lines: Sequence[Line], at: int) -> bool:
    return at > 0 and lines[at].page != lines[at - 1].page


def _label_is_date(line: Line) -> bool:
    first = line.spans[0].text
    dates = dates_in(first)
    return bool(dates) and len(line.spans) > 1 and not line.spans[1].joined and len(first) < 24


def _may_begin(lines: Sequence[Line], at: int) -> bool:
    """Whether the line above has ended a work and this one reads like a new one."""
    if at == 0:
        return True
    above, text = lines[at - 1].text.rstrip(), lines[at].text.strip()
    ended = (
        above.endswith((".", ")", "]", "”", '"', ";"))
        or dates_in(above[-12:])
        or ("doi" in above[-60:].casefold() or "http" in above[-80:])
    )
    return bool(ended) and bool(_NEW_WORK.match(text))


def _joined(group: Sequence[Line]) -> str:
    text = ""
    for line in group:
        words = line.text.strip().translate(_QUOTES)
        text = (
            text[:-1] + words if text.endswith("-") and words[:1].islower() else f"{text} {words}"
        )
    text = _NUMBER.sub("", " ".join(text.split())[:MOST_REFERENCE_CHARS])
    links = [link for line in group for link in line.links if "doi.org/10." in link]
    if links and "10." not in text and len(set(links)) == 1:
        text = f"{text} {links[0]}"
    return text[:MOST_REFERENCE_CHARS]


def _is_work(text: str) -> bool:
    words = text.split()
    if len(words) < 4 or len(text) < 25 or _NOTES.match(text):
        return False
    quoted = re.search(r"[“\"«„‘'].{12,}?[”\"»“’']", text) is not None
    marked = any(mark in text.casefold() for mark in ("10.", "http", "arxiv"))
    return quoted or marked or "," in text or bool(dates_in(text)) or bool(_OF_WORKS.search(text))

"""LinkedIn's "Save to PDF": employer, title and dates are told by the size of their letters."""

import re
from collections.abc import Iterator, Sequence

from persona_check.intake.cv.dates import dates_in
from persona_check.intake.cv.kinds import is_no_degree
from persona_check.intake.cv.lines import Line
from persona_check.intake.reading import Item, LeftAside

__all__ = ["HEADING_SIZE", "is_linkedin", "linkedin_degrees", "linkedin_posts"]

HEADING_SIZE = 12.6  # of the side column 13.0, of the main one 15.8
EMPLOYER_SIZE = 11.8  # points; 12.0 in all files seen, a title 11.5, everything else 10.5
TITLE_SIZE = 11.2
_PAGE = re.compile(r"(?:Page|Seite|Página|Pagina|Strona)\s+\d+\s+(?:of|sur|von|de|di|van|z)\s+\d+")
_SPAN = re.compile(r"\s*·?\s*\((?P<dates>[^()]*\d{4}[^()]*)\)\s*$")


def is_linkedin(lines: Sequence[Line]) -> bool:
    """Whether it is such a file: its page marks, its address, its sizes."""
    sizes = {round(line.size, 1) for line in lines}
    marked = any(_PAGE.fullmatch(line.text.strip()) for line in lines)
    named = any("linkedin.com/" in f"{line.text} {line.links}" for line in lines[:40])
    return marked and named and {12.0, 11.5, 10.5} <= sizes


def linkedin_posts(lines: Sequence[Line]) -> Iterator[Item]:
    """A post for each title that has an employer above and dates below."""
    employer: list[str] = []
    title: list[Line] = []
    before = ""
    for line in lines:
        size, text = line.size, line.text.strip()
        if _PAGE.fullmatch(text):
            continue
        if size > EMPLOYER_SIZE:
            employer = [*employer, text] if before == "employer" else [text]
            title, before = [], "employer"
        elif size > TITLE_SIZE:
            title = [*title, line] if before == "title" else [line]
            before = "title"
        else:
            dates = dates_in(text)
            if title and employer and dates and before == "title":
                value: dict[str, object] = {
                    "organization": " ".join(employer),
                    "role": " ".join(one.text.strip() for one in title),
                    "current": dates[0].current,
                }
                value |= {"start": dates[0].start} if dates[0].start else {}
                value |= {"end": dates[0].end} if dates[0].end else {}
                yield Item(key="affiliations", value=value, place=title[0].place)
                title = []
            before = "text"


def linkedin_degrees(lines: Sequence[Line]) -> Iterator[Item | LeftAside]:
    """A degree for each school: what is studied there, and the year in which it ends."""
    school: list[Line] = []
    told: list[str] = []
    for line in (*lines, None):
        if line is not None and _PAGE.fullmatch(line.text.strip()):
            continue
        if line is not None and line.size <= EMPLOYER_SIZE:
            told.append(line.text.strip())
            continue
        if school and told:
            yield from _degree(school, " ".join(told))
        if line is not None:
            school = [*school, line] if school and not told else [line]
            told = []


def _degree(school: Sequence[Line], told: str) -> Iterator[Item | LeftAside]:
    name = " ".join(one.text.strip() for one in school)
    span = _SPAN.search(told)
    words = told[: span.start()].strip(" ·") if span else told
    dates = dates_in(span["dates"]) if span else ()
    if not words or is_no_degree(words) or (dates and dates[0].current):
        why = "not finished" if dates and dates[0].current else "a school or course"
        yield LeftAside(what=f"{name}, {told}"[:100], why=why, place=school[0].place)
        return
    value: dict[str, object] = {"degree": words, "organization": name}
    if dates and dates[0].last_year is not None:
        value["end"] = dates[0].last_year
    yield Item(key="degrees", value=value, place=school[0].place)

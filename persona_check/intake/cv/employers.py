"""What may be an employer or a school among the parts of an entry."""

import re

from persona_check.expressions import Expression
from persona_check.intake.cv.chunks import Chunk, ChunkKind, chunks_of
from persona_check.intake.cv.entry import Entry
from persona_check.intake.cv.headings import names_section
from persona_check.intake.cv.kinds import ends_as_company, is_surely_organization
from persona_check.intake.cv.lines import Line
from persona_check.intake.word_files import any_line_of, any_words_of

__all__ = ["MOST_ORGANIZATION_CHARS", "NO_NAME", "employer_above", "is_part", "may_employ", "short"]

MOST_ORGANIZATION_CHARS = 140
# Words with which a line begins that names no organisation and no title.
NO_NAME = Expression(
    r"(?:(?:advis|supervis|thes[ie]s|dissertation|respons|develop|implement|analy[sz]|conduct|"
    r"investigat|optimi[sz]|improv|provid|maintain|organi[sz]ed|participat|betreu)\w*|"
    r"(?:grade|gpa|mark|note|mention|honou?rs|mit|with|under|title|topic|funded|funding|"
    r"projects?|projets?|progett[oi]|projetos?|proyectos?|projekte?|"
    r"tasks?|skills|tools|tech|email|tel|phone|directeur de|relatore|tutor|remote|full[- ]time|"
    r"part[- ]time|hybrid|on-?site|vollzeit|teilzeit|cdi|cdd|temps plein|tempo integral|study of|"
    r"research (?:on|project|into)|studied|design(?:ed|ing)|work(?:ed|ing)|built|building|led|"
    r"leading|manag(?:ed|ing)|creat(?:ed|ing)|assist(?:ed|ing)|collaborat(?:ed|ing)|"
    r"support(?:ed|ing)|taught|relevant|courses?:|coursework)\b|www\.|http|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$|(?:may|spring|summer|fall|winter)$)",
    re.IGNORECASE,
)


_OPEN_END = Expression(r"(?:\b(?:of|for|and|the|de|du|di|da|für|und|et|y|e|van)|&)$")
_TRAINING = Expression(
    r"\w*(?:kurs|lehrgang|weiterbildung|fortbildung|umschulung|workshop|course|boot ?camp|curso|"
    r"corso)",
    re.IGNORECASE,
)
_COURSE = Expression(r"\b[A-Z]{2,4}[ -]?\d{3,4}\b")
_PART = Expression(
    r"(?:the )?(?:[\w-]+ )?(?:school|college|department|division|faculty|lab|laboratory|group|"
    r"center|centre|institute|chair) (?:of|for)\b|(?:institut|lehrstuhl|fakultät) für\b|"
    r"(?:dipartimento|facoltà|istituto|département|faculté|laboratoire|departamento|facultad|"
    r"instituto|faculdade|afdeling|faculteit) (?:di|de|d['’]|voor)",
    re.IGNORECASE,
)


def employer_above(line: Line) -> Chunk | None:
    """The employer that a line above several posts names, the whole before its parts."""
    above = [one for one in chunks_of((line,)) if may_employ(one) and not names_section(one.text)]
    whole = [one for one in above if one.kind is ChunkKind.ORGANIZATION]
    larger = [one for one in whole if not is_part(one)]
    return next(iter(larger or whole or above), None)


def is_part(chunk: Chunk) -> bool:
    """Whether its name is that of a part: "School of Law"."""
    return _PART.match(chunk.text) is not None


def _reads_like_a_name(text: str) -> bool:
    """Mostly capitals, or with the small words of French and its sisters between."""
    if re.search(r"[a-z]{3}\. +[A-Z]", text):
        return False
    if ends_as_company().search(text):
        return True
    first = text.lstrip("“\"'’(")[:1]
    brand = re.match(r"[a-z]{1,2}[A-Z]|[\w-]+\.(?:com|org|ai|io|net)\b", text)
    if first.isascii() and first.isalpha() and first.islower() and not brand:
        return False
    words = [
        word for word in re.findall(r"[^\W\d_]{2,}", text) if len(word) > 3 or word[0].isupper()
    ]
    small = sum(word[0].islower() for word in words)
    romance = re.search(r"\b(?:de|des|du|di|della|del|do|da|für|d['’]|l['’])", text) is not None
    return small <= 0.4 * len(words) or (romance and len(words) <= 9 and first.isupper())


def may_employ(chunk: Chunk) -> bool:
    """Whether it reads like the name of somebody who employs or teaches."""
    text = chunk.text
    if chunk.kind not in {ChunkKind.ORGANIZATION, ChunkKind.OTHER, ChunkKind.UNIT}:
        return False
    if not 2 <= len(text) <= MOST_ORGANIZATION_CHARS or NO_NAME.match(text) or text[0] in "[(":
        return False
    if any_line_of("cv", "fields").fullmatch(text):
        return False
    if any_words_of("cv", "deeds").match(text) and not is_surely_organization(text):
        return False  # what was done there
    if _OPEN_END.search(text):
        return False  # cut off: "Department for"
    if _COURSE.search(text) or _TRAINING.fullmatch(text):
        return False
    return _reads_like_a_name(text)


def short(entry: Entry) -> str:
    """Its words for a list of what was left aside."""
    words = " ".join(line.text for line in entry.head)
    return words if len(words) <= 100 else words[:99] + "…"

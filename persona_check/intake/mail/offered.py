"""The title of the piece or talk that a mail offers."""

import re
from functools import cache

from persona_check.expressions import Expression
from persona_check.intake.mail.body import Body
from persona_check.intake.word_files import one_of

__all__ = ["offered_title"]

MOST_TITLE_CHARS = 250
_PIECE = Expression(
    r"\b(?:offer|offering|propose|pitch|pitching|submit|submitting|send|sending|attach(?:ed|ing)?|"
    r"enclos(?:ed|ing)|consider|piece|op-?ed|article|essay|commentary|column|talk|draft|biete|schlage|"
    r"sende|anbei|beitrag|propose|tribune|joins?|adjunto|propongo|envío|proponho|envio|allego|stuur|"
    r"bijgevoegd|bied)\b[^.!?\n“\"«„]{0,160}[“\"«„](?P<title>[^”\"»“]{8,220})[”\"»“]",
    re.IGNORECASE,
)


def offered_title(body: Body, subject: str) -> str | None:
    """What a label, a sentence of offer or the subject line says; None where nothing does."""
    for paragraph in body.paragraphs:
        for at, line in enumerate(paragraph):
            found = _label().match(line.text)
            if found and len(found["title"].split()) >= 3:
                title = found["title"]
                after = paragraph[at + 1].text if at + 1 < len(paragraph) else ""
                if len(line.text) > 60 and after and not re.match(r"\s*[\w ]{2,20}:", after):
                    title = f"{title} {after.strip()}"
                return _bare(title)
    told = _subject().match(subject.strip())
    if (
        told
        and len(told["title"].split()) >= 3
        and not re.match(r"(?:prof|dr)\b", told["title"], re.I)
    ):
        return _bare(told["title"])
    for paragraph in body.paragraphs:
        text = " ".join(line.text.strip() for line in paragraph)
        if found := _PIECE.search(text):
            return _bare(found["title"])
    return None


def _bare(title: str) -> str:
    return " ".join(title.split()).strip(" \"“”„«»'‘’,.;:*_")[:MOST_TITLE_CHARS]


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"^\s*[*_]*(?:{one_of('mail', 'offers')})[*_]*\s*:\s*(?P<title>\S.*)$", re.I)


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:[\[(](?:{one_of('mail', 'subjects')})[\])]\s*[:–—\-]?|"
        rf"(?:{one_of('mail', 'subjects')})\s*[:–—\-])\s*(?P<title>\S.*)$",
        re.IGNORECASE,
    )

"""Names of French organisations, which go on in small letters: "École normale supérieure"."""

import re
from collections.abc import Iterator

__all__ = ["french_head", "french_names"]

_FRENCH_HEAD = (
    r"(?:[Uu]niversités?|[ÉéEe]cole|[Ii]nstitut|[Ll]aboratoire|[Cc]entre|[Aa]ssociation|[Ss]ociété|"
    r"[Hh]ôpital|[Mm]inistère|[Aa]cadémie|[Ff]ondation|[Cc]ollège|[Oo]bservatoire|[Aa]gence|"
    r"[Cc]omité|[Cc]onseil|[Ff]édération|[ÉéEe]quipe|[Cc]ommission|[Rr]evue|[Mm]usée|"
    r"[Bb]ibliothèque|[Cc]onservatoire|[Mm]aison|[Uu]nité)"
)
_HEAD_OF_IT = re.compile(rf"{_FRENCH_HEAD}\s|[A-Z][a-z]+ \d{{1,2}}\b")
_FRENCH_LINK = r"(?:de la|de l['’]|des|du|de|d['’]|pour l['’]|pour la|pour le|pour|en|aux?|à)"
_FRENCH_STOP = (
    r"(?!(?:depuis|où|qui|que|dont|dans|avec|puis|mais|ainsi|est|a|il|elle|comme|après|avant|sous|"
    r"actuellement|et|ou|en|au|à|sur|par|de|du|des|le|la|les|jusqu|il|responsable|membre|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"obtenue?|soutenue?|délivrée?|intitulée?)\b)"
)
_FRENCH_WORD = rf"{_FRENCH_STOP}[^\W\d][\w-]+"
_FRENCH = re.compile(
    rf"\b{_FRENCH_HEAD}\b(?:\s+(?:{_FRENCH_LINK}\s*)?{_FRENCH_WORD}"
    rf"(?:\s+et\s+(?:(?:de la|de l['’]|des|du|de|d['’])\s*)?{_FRENCH_STOP}[\w-]+s\b)?){{1,8}}"
)
# in small letters throughout it is an organisation in general: "un laboratoire de recherche"
_CAPITAL_NEXT = re.compile(rf"\w+\s+(?:{_FRENCH_LINK}\s*)?[A-ZÉ]")
# in an English sentence: "elected to the Académie des sciences in 2017"
_FOREIGN_AT_END = re.compile(r"(?:\s+(?:in|and|from|since|for|where|with|as))+$")
# "Université Nordmer 1"
_NUMBER = re.compile(r"\s\d{1,2}\b(?!\s*[-–/]\s*\d)")
_FRENCH_TEXT = re.compile(r"\b(?:est|une|du|des|à|au|elle|il|dans|où|depuis)\b", re.IGNORECASE)


def french_head(name: str) -> bool:
    """Whether it begins with what it is: "université de Nordmer", "Paris 12"."""
    return bool(_HEAD_OF_IT.match(name))


def french_names(sentence: str) -> Iterator[tuple[int, int]]:
    """Where each stands (from, to, in characters), if the sentence is French."""
    if not _FRENCH_TEXT.search(sentence):
        return
    at = 0
    while match := _FRENCH.search(sentence, at):
        name = _FOREIGN_AT_END.sub("", match.group())
        numbered = _NUMBER.match(sentence, match.end())
        to = numbered.end() if numbered and "niversité" in name else match.start() + len(name)
        if name[0].isupper() or _CAPITAL_NEXT.match(name):
            yield match.start(), to
            at = match.end()
        else:
            at = match.start() + 1

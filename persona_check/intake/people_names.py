"""Whether words are the name of a person, as documents print it on top."""

import re

from persona_check.expressions import Expression

__all__ = ["bare_name", "looks_like_name"]

MOST_CHARS = 160
_TITLES = Expression(
    r"^(?:(?:assoc\.?|assist\.?|asst\.?|adj\.?|associate|assistant|full|emeritus|hon\.?)\s+(?=prof))?"
    r"(?:(?:prof(?:essor(?:in)?|\.in)?|dr|doctor|drs|ir|ing|mr|mrs|ms|miss|mx|sir|dame|lord|rev|"
    r"herr|frau|m|mme|mlle|monsieur|madame|sr|sra|dott(?:\.?ssa)?|dipl\.?-?\w+|mag|univ|em|habil|"
    r"rer|nat|phil|med|pd|priv\.?-doz|phd|ph\.d|eng|doc|msc|bsc|ra)\b\.?[\s,]*(?:-(?=[A-Z])\w+\.?\s*)?)+"
    r"(?=\S)",
    re.IGNORECASE,
)
_BEHIND = Expression(
    r"(?:\s*[,|(–—-]\s*|\s+)(?:(?:ph\.?\s?d|m\.?\s?d|m\.?\s?sc|b\.?\s?sc|m\.?\s?a|b\.?\s?a|m\.?\s?s|"
    r"b\.?\s?s|m\.?b\.?a|m\.?p\.?h|m\.?phil|d\.?phil|dr|prof|ll\.?m|ll\.?b|j\.?d|r\.?n|p\.?e|cpa|cfa|pmp|"
    r"esq|jr|frs|fba|facp|obe|cbe|mbe|d\.?sc|ed\.?d|psy\.?d|m\.?ed|m\.?eng|hons?|mph|mrcp|frcp|"
    r"bsn|msn|dnp|ocn|aprn|crnp|ccrn|np|pt|dpt|lcsw|lmft|lpc|rd|ldn|dvm|dds|dmd|pharm\.?d|mha|mpa|mpp|"
    r"mfa|bfa|sc\.?d|m\.?div|th\.?d|shrm|sphr|phr|csm|aia|pg|pls|cissp|fhea|sfhea|candidate|he/him|she/her|they/them)\b\.?[)\s,.]*)+$",
    re.IGNORECASE,
)
_PRONOUNS = Expression(
    r"\s*[(\[](?:she|he|they|elle|il|sie|er|ella|ele|ela)\b[^()]{0,20}[)\]]", re.I
)
_NO_NAME = Expression(
    r"\b(?:curriculum|vitae|vit[æa]|r[eé]sum[eé]|lebenslauf|cv|bio(?:graphy)?|profile|contact|about|"
    r"university|universit\w+|institut\w*|department|school|college|faculty|laborator\w+|center|"
    r"centre|street|avenue|road|phone|mobile|email|e-mail|address|page|website|homepage|personal|"
    r"information|professor|lecturer|researcher|engineer|scientist|student|candidate|developer|"
    r"manager|director|consultant|analyst|assistant|experience|education|publications?|skills|"
    r"summary|objective|references?|updated|last|nationality|born|date|building|room|office|"
    r"inc|ltd|gmbh|hospital|fellow|statistics|economics|physics|science|sciences|engineering|"
    r"home|blog|news|welcome|research|teaching|projects?|the|of|and|for|my|your|our|"
    r"senior|junior|software|data|doctor of|ph\.?d\.?|links?|languages?|contents?|download)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "de da do dos das di del della van von der den ten ter la le du des el al bin ibn ben y e zu "
    "zum zur af av und st".split()
)
_WORD = Expression(r"[^\W\d_](?:[^\W\d_]|['’ʼ`.\-‐‑])*")


def bare_name(words: str) -> str:
    """The name without titles before it, degrees behind it and pronouns; capitals made usual."""
    text = " ".join(words.split()).strip(' ,;:|·•*_#–—-"“”')
    text = _PRONOUNS.sub("", text)
    for _ in range(3):
        text = _BEHIND.sub("", text).strip(" ,;:|·•–—-")
    without = _TITLES.sub("", text)
    text = without if len(without.split()) >= 2 or not text.split()[1:] else text
    if re.fullmatch(r"(?:\w ){3,}\w", text) or re.fullmatch(
        r"(?:\w ){2,}\w(?:  +(?:\w ){2,}\w)+", text
    ):
        text = text.replace(" ", "")
    if "," in text and text.count(",") == 1:
        family, given = (part.strip() for part in text.split(","))
        if family and given and len(given.split()) <= 3 and len(family.split()) <= 3:
            text = f"{given} {family}"
    return _usual_capitals(text)


def _usual_capitals(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    words = text.split()
    if not letters or len(words) < 2:
        return text
    if all(letter.isupper() for letter in letters) and len(letters) > 4:
        return " ".join(_capitalised(word) for word in words)
    if all(letter.islower() for letter in letters):
        return " ".join(_capitalised(word) for word in words)
    # "Hanna ODUYA" as in France
    return " ".join(
        _capitalised(word) if len(word) > 3 and word.isupper() and word.isalpha() else word
        for word in words
    )


def _capitalised(word: str) -> str:
    if word.casefold() in _PARTICLES and word.casefold() not in {"st", "al", "e", "y"}:
        return word.lower()
    return re.sub(
        r"[^\W\d_]+(?:['’](?!\w\b)[^\W\d_]+)?",
        lambda part: part[0][:1].upper() + part[0][1:].lower(),
        word,
    )


def looks_like_name(words: str) -> bool:
    """Two to six words with capitals, none of them that of something else than a person."""
    if len(words) > MOST_CHARS:
        return False
    text = bare_name(words)
    parts = text.split()
    if not 2 <= len(parts) <= 6 or len(text) > 60 or _NO_NAME.search(text):
        return False
    if any(letter.isdigit() for letter in text) or re.search(r"[@/:;!?&+=<>|()\[\]]", text):
        return False
    if not all(_WORD.fullmatch(part.strip(",.")) or part in {"&"} for part in parts):
        return False
    capital = [part for part in parts if not part[:1].islower()]
    small = [part for part in parts if part[:1].islower()]
    return len(capital) >= 2 and all(part.casefold() in _PARTICLES for part in small)

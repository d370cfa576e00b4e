"""Dates as people write them into forms: "May 2022", "05/2022", "2022-05-01", "heute"."""

import re
import unicodedata

__all__ = ["is_running", "year_and_month"]

_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
_NUMBERED = re.compile(
    r"(?<!\d)(0?[1-9]|1[0-2])[./-](?=(?:19|20)\d\d)|(?<=\d{4})[./-](0?[1-9]|1[0-2])(?!\d)"
)
# how a month begins in English, German, French, Spanish, Italian, Portuguese and Dutch
_MONTHS = (
    ("jan", "jän", "gen", "ene"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "maa", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "déc", "dic"),
)
_RUNNING = frozenset(
    "present current currently now ongoing today date tilldate todate heute aktuell jetzt laufend "
    "derzeit aujourdhui actuel actuelle présent encours presente actual actualidad hoy oggi "
    "attuale incorso atual atualmente hoje heden nu".split()
)


def year_and_month(text: object) -> str | None:
    """``YYYY-MM``, or ``YYYY`` where no month is told; None where there is no year."""
    words = unicodedata.normalize("NFC", str(text)) if text is not None else ""
    found = _YEAR.search(words)
    if not found:
        return None
    return f"{found[1]}-{month:02}" if (month := _month(words)) else found[1]


def _month(words: str) -> int | None:
    for word in re.findall(r"[^\W\d_]{3,}", words.casefold()):
        for number, beginnings in enumerate(_MONTHS, start=1):
            if word.startswith(beginnings):
                return number
    numbered = _NUMBERED.search(words)
    return int(numbered[1] or numbered[2]) if numbered else None


def is_running(text: object) -> bool:
    """Whether the words say that it has not ended."""
    return isinstance(text, str) and re.sub(r"[\W_]+", "", text.casefold()) in _RUNNING

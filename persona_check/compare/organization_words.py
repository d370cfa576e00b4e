"""The words of an organisation's name, whatever the language, the spelling and the print."""

import re
from functools import lru_cache

from anyascii import anyascii

from persona_check.compare.misread import read_again
from persona_check.expressions import Expression

__all__ = [
    "MOST_CHARACTERS",
    "SPELLED_OUT",
    "in_other_script",
    "key_words",
    "lines_of",
    "repaired",
]

MOST_CHARACTERS = 400

# What kinds of organisation and unit are called, in the languages in which papers print them most.
SPELLED_OUT = {
    "univ": "university", "universite": "university", "universitat": "university",
    "universitaet": "university", "universidad": "university", "universidade": "university",
    "universita": "university", "universiteit": "university", "universitet": "university",
    "universitetet": "university", "uni": "university", "inst": "institute",
    "institut": "institute", "instituto": "institute", "istituto": "institute",
    "tech": "technology", "technol": "technology", "dept": "department", "lab": "laboratory",
    "labs": "laboratory", "laboratories": "laboratory", "laboratoire": "laboratory",
    "centre": "center", "natl": "national", "sci": "science", "sciences": "science",
    "calif": "california", "mass": "massachusetts", "coll": "college", "acad": "academy",
    "technical": "technology", "technische": "technology", "technischen": "technology",
    "tecnica": "technology", "tecnologico": "technology", "polytech": "polytechnic",
    "politecnico": "polytechnic",
    "polytechnique": "polytechnic", "hosp": "hospital", "corp": "", "inc": "", "ltd": "",
    "gmbh": "", "llc": "",
}  # fmt: skip
_MORE_SPELLED_OUT = {
    "uniwersytet": "university", "egyetem": "university", "yliopisto": "university",
    "daigaku": "university", "daxue": "university", "daehakgyo": "university",
    "haskoli": "university", "sveuciliste": "university", "panepistimio": "university",
    "hogskolan": "college", "hogskolen": "college", "hogeschool": "college",
    "colegio": "college", "collegio": "college", "kolleg": "college",
    "insitute": "institute", "instituut": "institute", "institutt": "institute",
    "institutet": "institute", "institutes": "institute", "institution": "institute",
    "laboratorio": "laboratory", "laboratorium": "laboratory", "labo": "laboratory",
    "zentrum": "center", "centro": "center", "centrum": "center",
    "centers": "center", "centres": "center",
    "technik": "technology", "tekniska": "technology", "tekniske": "technology",
    "teknisk": "technology", "technisch": "technology", "technicka": "technology",
    "politechnika": "polytechnic", "politecnica": "polytechnic", "politehnica": "polytechnic",
    "polytechnical": "polytechnic", "politechnic": "polytechnic", "politecnic": "polytechnic",
    "polytechnics": "polytechnic", "polytechnico": "polytechnic",
    "academie": "academy", "academia": "academy", "akademie": "academy", "accademia": "academy",
    "akademia": "academy", "akademi": "academy", "hopital": "hospital", "ospedale": "hospital",
    "klinikum": "hospital", "krankenhaus": "hospital", "ecole": "school", "scuola": "school",
    "escuela": "school", "escola": "school", "schule": "school", "hochschule": "school",
    "faculte": "faculty", "fakultat": "faculty", "facultad": "faculty", "facolta": "faculty",
    "departement": "department", "departamento": "department", "dipartimento": "department",
    "abteilung": "department", "dep": "department", "departments": "department",
    "scienze": "science", "ciencias": "science", "ciencia": "science",
    "wissenschaften": "science", "wissenschaft": "science", "scientific": "science",
    "recherche": "research", "ricerca": "research", "ricerche": "research",
    "investigacion": "research", "forschung": "research", "forschungszentrum": "research center",
    "researches": "research",
    "eng": "engineering", "ingenieria": "engineering",
    "ingegneria": "engineering", "ingenierie": "engineering",
    "nacional": "national", "nationale": "national", "nazionale": "national",
    "natuional": "national", "nationales": "national", "staatliche": "state", "estadual": "state",
    "federale": "federal", "autonoma": "autonomous", "autonome": "autonomous",
    "autonomo": "autonomous", "catolica": "catholic", "cattolica": "catholic",
    "catholique": "catholic", "katholieke": "catholic", "katholische": "catholic",
    "libre": "free", "vrije": "free", "freie": "free", "libera": "free",
    "superior": "superior", "superieure": "superior", "superiore": "superior",
    "normale": "normal", "medizinische": "medical", "medica": "medical", "med": "medical",
    "intl": "international", "internazionale": "international",
    "estatal": "state", "sud": "south", "sur": "south", "nord": "north", "norte": "north",
    "oeste": "west", "ouest": "west", "saint": "st", "sankt": "st", "sainte": "st",
    "telecom": "telecommunications", "telecommunication": "telecommunications",
    "posts": "post", "mt": "mount", "ai": "artificial intelligence",
    "chinese": "china", "german": "germany", "japanese": "japan", "japanisch": "japan",
    "italian": "italy", "italiano": "italy", "deutsches": "germany", "deutsche": "germany",
    "korean": "korea", "indian": "india", "french": "france", "russian": "russia",
    "austrian": "austria",
}  # fmt: skip
# Names of cities and regions in their own language and in English.
_EXONYMS = {
    "munchen": "munich", "munchener": "munich", "kobenhavn": "copenhagen",
    "kobenhavns": "copenhagen", "wien": "vienna", "roma": "rome", "milano": "milan",
    "napoli": "naples", "torino": "turin", "genova": "genoa", "genua": "genoa",
    "firenze": "florence", "venezia": "venice", "padova": "padua", "mantova": "mantua",
    "siracusa": "syracuse", "koln": "cologne", "nurnberg": "nuremberg",
    "hannover": "hanover", "braunschweig": "brunswick", "praha": "prague", "prag": "prague",
    "praze": "prague", "brne": "brno", "warszawa": "warsaw",
    "warszawski": "warsaw", "warszawska": "warsaw", "krakow": "cracow", "lisboa": "lisbon",
    "sevilla": "seville", "zaragoza": "saragossa", "geneve": "geneva", "genf": "geneva",
    "goteborg": "gothenburg", "goteborgs": "gothenburg", "stockholms": "stockholm",
    "antwerpen": "antwerp", "bruxelles": "brussels", "brussel": "brussels", "gent": "ghent",
    "athina": "athens", "athinon": "athens", "moskva": "moscow", "moskovskij": "moscow",
    "beograd": "belgrade", "beogradu": "belgrade", "bucuresti": "bucharest",
    "zagrebu": "zagreb", "ljubljani": "ljubljana", "lyons": "lyon", "strassburg": "strasbourg",
    "lunds": "lund", "oslos": "oslo", "bergens": "bergen",
    "helsingin": "helsinki", "helsingfors": "helsinki", "turun": "turku", "oulun": "oulu",
    "aarhus": "arhus", "tokio": "tokyo", "toukyou": "tokyo", "kyouto": "kyoto",
    "oosaka": "osaka", "bayern": "bavaria", "basel": "basle", "bale": "basle",
    "luzern": "lucerne", "tubinga": "tubingen", "catalunya": "catalonia",
    "cataluna": "catalonia", "pais": "country", "vasco": "basque", "habana": "havana",
    "mexiko": "mexico", "singapur": "singapore",
    "haag": "hague", "luik": "liege",
    "trondheims": "trondheim", "sachsen": "saxony",
    "bretagne": "brittany", "bourgogne": "burgundy",
    "normandie": "normandy", "corse": "corsica", "sicilia": "sicily", "toscana": "tuscany",
    "espana": "spain", "brasil": "brazil",
    "italia": "italy", "deutschland": "germany",
}  # fmt: skip
_FILLERS = frozenset(
    "of the at and for in de di der des la le del et und e y a an do da dos das du della delle "
    "degli studi dei den fur fuer im zu van von het voor i og och of by on with s d l".split()
)
# Legal forms, which print leaves out at will.
_LEGAL_FORMS = frozenset(
    "corp corporation inc incorporated ltd limited gmbh llc plc co company ag sa srl spa bv nv kg "
    "pte pty sarl oy ab kk s r l cooperation".split()
)
# Cities whose universities have numbers (France, by the law of 1968): a digit that sticks to
# another word is a footnote.
_NUMBERED = frozenset(
    "paris lyon lille rennes montpellier grenoble bordeaux toulouse strasbourg nancy aix "
    "marseille clermont".split()
)
_ROMAN = {
    numeral: str(number)
    for number, numeral in enumerate("ii iii iv v vi vii viii ix x xi xii xiii".split(), start=2)
}
# Accents that a PDF prints beside their letter, and marks of footnotes.
_STRAY_ACCENT = Expression(r"(?<=[A-Za-z])\s?[´`¨ˆ˜¸](?=\s?[A-Za-z])\s?|[´`¨ˆ˜¸]")
# "Norr-vik" at the end of a line; parts of a name have capitals, or small words between
_BROKEN = Expression(r"(?<=[a-z])-(?=[a-z]{2,}\b(?!-))")
_MARKS = r"[†‡•*∗§¶¹²³⁰-⁹⁺∀-⋿⌀-⏿─-⟿⤀-⯿]+"
_MARK_AT_END = Expression(rf"{_MARKS}(?=\s*(?:[,;+)]|$))")
_MARK_BETWEEN = Expression(_MARKS)
_HAN_OR_HANGUL = Expression(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")
_OTHER_SCRIPT = Expression(r"[Ͱ-ᷯⰀ-퟿豈-﷿ﹰ-﻿]")
# misprints too
_INSTITUTE = Expression(r"ins[itu]{4,7}t(?:e|es|o)?")
_TECHNOLOGY = Expression(r"te(?:ch|c|k)nolog[a-z]*")
_UNIVERSITY = Expression(r"univ(?!ers(?:e|al|um)$)[a-z]*")
# Kinds that are written as one word with the name ("Aalto-yliopisto" is split, 大学 is not).
_HAN_KINDS = Expression(r"(大学|大學|대학교|研究所|学院|學院|연구소)")


def in_other_script(text: str) -> bool:
    """Whether some of it is in another script than the Latin one."""
    return not text.isascii() and _OTHER_SCRIPT.search(text) is not None


def in_han_or_hangul(text: str) -> bool:
    """Whether it is written in a script whose Latin spelling depends on the language."""
    return _HAN_OR_HANGUL.search(text) is not None


def repaired(text: str) -> str:
    """The text with accents on their letters, where a PDF split them, and ";" for footnote marks.

    Marks at the end of a name only go.
    """
    if text.isascii() and "`" not in text and "*" not in text:
        return text
    text = read_again(text)
    return _MARK_BETWEEN.sub(";", _MARK_AT_END.sub(" ", _STRAY_ACCENT.sub("", text)))


# "Formerly University of Norrvik": the words say when, not where.
_NO_LONGER = Expression(
    r"^\W*(?:formerly|previously|retired|emerit(?:us|a))\b[\s,:]*(?:(?:at|from|of)\s+)?"
    r"(?:the\s+)?",
    re.IGNORECASE,
)
# Two organisations in one line: a university, "and", and a name that has a head of its own.
_BOTH = Expression(
    r"(?i:(?<![^,;+])([^,;+]{0,60}\b(?:universit|college)[^,;+]{0,60}?))\s+(?:and|und|et)\s+"
    r"(?=(?:the\s+)?(?=[A-ZÀ-Þ])[^,;+]{0,80}?"
    r"\b(?:Universit|Institut|College|Hospital|Academy|Laborator))"
)


def lines_of(text: str) -> list[str]:
    """The affiliations that stand in one text, without what says that they are over."""
    return re.split(r"[+;]", _BOTH.sub(r"\1; ", _NO_LONGER.sub("", text)))


@lru_cache(maxsize=65_536)
def key_words(text: str) -> tuple[str, ...]:
    """The words of a name in their order, by which its spellings are equal.

    Kinds of organisation are in English, cities too; umlauts, legal forms and fillers are gone.
    """
    plain = repaired(text[:MOST_CHARACTERS])
    if in_han_or_hangul(plain):
        plain = _HAN_KINDS.sub(r" \1 ", plain)
        plain = " ".join(
            word if _HAN_OR_HANGUL.search(word) else str(anyascii(word)) for word in plain.split()
        )
    elif not plain.isascii():
        plain = str(anyascii(plain))
    plain = _BROKEN.sub("", plain)
    plain = plain.casefold().replace("'", "").replace("&", " and ")
    plain = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain)
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", plain):
        words.extend(_spelled(word, words[-1] if words else ""))
    return tuple(word for word in words if word not in _LEGAL_FORMS)


def _spelled(word: str, before: str) -> list[str]:
    if word in _FILLERS:
        return []
    word, number = _without_footnote(word)
    if before and word in _ROMAN:
        word = _ROMAN[word]
    if _UNIVERSITY.fullmatch(word):
        word = "university"
    elif _INSTITUTE.fullmatch(word):
        word = "institute"
    elif _TECHNOLOGY.fullmatch(word):
        word = "technology"
    else:
        word = _MORE_SPELLED_OUT.get(word) or SPELLED_OUT.get(word) or _EXONYMS.get(word) or word
    if len(word) > 5 and word.isascii() and word not in _KINDS:
        # "Tuebingen" beside "Tübingen"
        word = re.sub(r"(?<=[b-df-hj-np-tv-z])([ou])e(?=[b-df-hj-np-tv-z])", r"\1", word)
        word = _EXONYMS.get(word, word)
    return [*word.split(), *number]


_KINDS = frozenset(" ".join([*SPELLED_OUT.values(), *_MORE_SPELLED_OUT.values()]).split())


def _without_footnote(word: str) -> tuple[str, list[str]]:
    found = re.fullmatch(r"\d?([a-z]{4,})(\d{1,2})?", word)
    if found is None:
        return word, []
    return found[1], [found[2]] if found[2] and found[1] in _NUMBERED else []

"""The parts that references are made of: names, years, quotes, sentences, venues, numbers."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from persona_check.compare import venues
from persona_check.expressions import Expression

__all__ = [
    "CHINESE_TITLES",
    "LEADING_YEAR",
    "TYPE_MARK",
    "are_names",
    "authors_and_rest",
    "bibtex_fields",
    "first_of",
    "looks_cited",
    "only_year",
    "quotations",
    "split_at_title",
    "split_title",
    "venue_and_year",
    "venue_and_year_in_brackets",
    "without_number",
    "without_year",
]

_YEAR = r"(?:1[89]\d\d|20\d\d)"
_YEAR_ANY = Expression(rf"(?<![\d:–-])({_YEAR})(?=[a-z]?(?![A-Za-z0-9_]))(?![–-]\d)")
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june"
    r"|july|august|september|october|november|december|spring|summer|autumn|fall|winter)\.?"
)
# a year that a style puts behind the names: "(2013)", "(2013, March 4)", "2013a."
_DATED = Expression(
    rf"(?<![\s,.])[\s,.]*(?:[\[(（]\s*(?P<a>{_YEAR})[a-z]?(?:[,\s]+{_MONTH}[\s\d,–-]*)?\s*[\])）]"
    rf"|(?<=[\s.,])(?P<b>{_YEAR})[a-z]?(?=\s*[.:,;]))\s*[.:,;]*\s*",
    re.IGNORECASE,
)
LEADING_YEAR = Expression(rf"[\[(]?(?P<year>{_YEAR})[a-z]?[\])]?\s*(?:[.:,;|•]|[–—-](?=\s)|\s)\s*")
TYPE_MARK = Expression(r"\s*[\[［【](?:J|M|C|D|N|R|P|S|Z|A|G|DB|CP|EB)(?:\s*/\s*OL)?[\]］】]")
CHINESE_TITLES = Expression(
    r"(?P<authors>[^《》]{0,80}?)[\s:：，,。.]*《(?P<title>[^《》]+)》[\s，,。.;；载]*"
    r"(?:《(?P<venue>[^《》]+)》)?"
)

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"(?:[dDlLO]['’])?{_CAPITAL}[\w'’]*(?:[-‐–][\w'’]+)*"
_PARTICLE = (
    r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|zu|zur|im|af|y|e)"
)
_FAMILY = rf"(?:{_PARTICLE}\s+){{0,3}}{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}){{0,2}}"
# behind an initial "Th." and "Yu." are further ones, "Li." and "Wu." the family name
_NEXT = r"(?:[^\W\d_][b-df-hj-np-tv-xz]?|[JY][aeu])\."
_INITIALS = rf"(?:{_CAPITAL}[a-z]?\.(?:\s?(?:[-‐–]\s?)?{_NEXT})*)"
_BARE_INITIALS = rf"(?:(?:{_CAPITAL}-?){{1,4}}(?!\w)|{_CAPITAL}(?:\s{_CAPITAL}){{1,3}}(?!\w))"
_SUFFIX = r"(?:,?\s+(?:Jr|Sr|II|III|IV)\b\.?)?"
_PERSON = (
    rf"(?:{_FAMILY},\s*{_INITIALS}(?:\s*{_PARTICLE}(?=[\s,.]))?{_SUFFIX}"
    rf"|{_INITIALS}\s*{_FAMILY}{_SUFFIX}"
    rf"|{_FAMILY}\s+{_BARE_INITIALS}{_SUFFIX})"
)
_BETWEEN = (
    r"(?:\s*[,;，、]\s*(?:(?:and|und|et|y|&)\s+)?|\s+(?:and|und|et|y|&)\s+|\s*&\s*"
    r"|\s*[,;]?\s*(?:\.\s?\.\s?\.|…)\s*)"
)
_OTHERS = r"(?:[,;，]?\s*(?:et\s+al|and\s+others|u\.?\s?a|等|и др)\b\.?,?)"
_ROLE = r"(?:\s*\((?:eds?|hrsg)\.?\))?"
_PEOPLE = Expression(rf"{_PERSON}(?:{_BETWEEN}{_PERSON}){{0,200}}{_OTHERS}?{_ROLE}")
_NAME = rf"(?:{_CAPITAL}\.|{_PARTICLE}|{_WORD})"
# one person in full (a hyphen between letters is the word's own: read twice, it doubles the time)
_FULL = rf"{_NAME}(?:(?:\s{{1,2}}|\s-|-\s|(?<=\.)-){_NAME}){{0,5}}"
_FULL_PEOPLE = Expression(rf"{_FULL}\.?(?:{_BETWEEN}{_FULL}\.?){{0,200}}{_OTHERS}?{_ROLE}\.?")
# More quotes are no reference; the pairs of them are tried one by one.
MOST_QUOTES = 24
_QUOTES = tuple(map(tuple, ("“”", "„“", "«»", "‹›", "「」", "『』", '""', "‘’", "''")))
_ABBREVIATED = Expression(
    r"(?:\b(?:[A-Z]|vs|e\.g|i\.e|cf|approx|st|dr|mr|mrs|ms|prof|no|nr|vol|pp|fig|etc|ca|al|proc|int"
    r"|conf|trans|symp|assoc|natl|acad|sci|univ|dept|inst|jr|sr|ed|eds|rev|ann|bull|adv|appl|amer|am"
    r"|chem|phys|biol|med|math|comput|eng|technol|stat|soc|econ|psychol|lett|jour|j|hum|nat"
    r"|env|environ|res|commun|mech|theor|exp|clin|gen|mol|eur|brit|br|can|aust|jpn|int'l)"
    r"|\.\w{1,3})\Z",
    re.IGNORECASE,
)
_NUMBERED = Expression(r"\d\s*\(\d+\)|\b(?:vol|pp|no)\.\s*\d|\d+\s*:\s*\w?\d+|;\s*\d|,\s*\d+\s*,")
_DBLP = Expression(rf"\s\d+(?:\(\d+\))?:\s*\S+\s+\({_YEAR}\)")
_STOP = Expression(r"[.?!。؟]+[\"”’]?\s+(?=\S)|(?<=[.。])(?=[A-Z]\w{3,})|。(?=\S)")
_NUMBERS_ONLY = Expression(
    rf"[\s\d():;,.–—‐-]*(?:(?:vol|no|pp?|issue|article|art|pages|e|s|{_MONTH}|{_YEAR}|doi|pmid|pmcid"
    r"|pmc|epub|accessed|print|online|ahead of)\b[\s\d():;,.–—‐-]*)*[\w-]{0,12}",
    re.IGNORECASE,
)
_VENUE_WORDS = Expression(
    r"\b(?:journal|proceedings|proc|conference|conf|transactions|trans|symposium|workshop|letters"
    r"|review|reviews|annals|annual|bulletin|archives|advances|lecture notes|working papers?|press"
    r"|zeitschrift|revue|revista|rivista|jahrbuch|arxiv|biorxiv|medrxiv|preprint|magazine|quarterly"
    r"|reports|communications|international|acta|j|int|ann|rev|lett|学报|杂志|期刊|مجلة)\b",
    re.IGNORECASE,
)
_PUBLISHER = Expression(
    r"(?:[\w .]+:\s*)?(?:[\w ]*\bpress\b[\w ]*|springer[\w ]*|elsevier|wiley[\w -]*|acm|ieee|pmlr"
    r"|aaai|routledge|sage|taylor (?:and|&) francis|curran associates[\w, ]*|association for [\w ]+"
    r"|mdpi|frontiers|oup|cup|de gruyter|birkh\S+)[\s,.\d]*",
    re.IGNORECASE,
)
_VENUE_ENDS = Expression(
    rf"\s*(?:[,;.:]?\s*\b(?:vol|volume|no|nr|issue|pp?|pages|art|article|bd|jg|n°|ser)\b\.?\s*[\dA-Z]"
    rf"|[,;.:]\s*(?:{_MONTH}\s*)?\d|\s\(?\d[\d\s,.:;()–—‐-]*$|\s\d+\s*[(:,]|\s*\(\s*(?:pp?\.|{_YEAR}|\d)"
    rf"|[\s.,;]{_YEAR}\b(?!\s+\w{{4,}})|[,.;]\s*{_MONTH}\s|\s*第|\d{{4}}年|\s*\.?\s*(?:doi|pmid|epub)\b)",
    re.IGNORECASE,
)
_CITED = Expression(
    r"\bet al\b|\b(?:pp|vol)\.\s*\d|\d\s*\(\d+\)\s*[:,]\s*\d|;\s*\d+(?:\(\d+\))?:\s*\d|\bdoi\b"
    r"|\(\s*(?:19|20)\d\d[a-z]?\s*\)\s*[.:,]|[.,;]\s*(?:19|20)\d\d\s*\.?\s*$|^\s*(?:19|20)\d\d\s"
    r"|(?:19|20)\d\d,\s*\d|[.,]\s(?:19|20)\d\d[a-z]?\.\s|\d[–-]\d+\s*\(\d{4}\)"
    rf"|[.?!,]\s+(?!{_MONTH}\s)[^\W\d_][^.?!,]{{1,80}}\s(?:19|20)\d\d\s*\.?\s*$",
    re.IGNORECASE,
)


class Split(NamedTuple):
    """Title and what stands behind it; ``sure`` where no other cut is as good."""

    title: str
    behind: str
    sure: bool


class Authors(NamedTuple):
    """The names before a title, the year beside them, and what follows."""

    names: str
    year: int | None
    rest: str


def without_number(text: str) -> str:
    """Without the bullet or number that the line has in its list."""
    return re.sub(r"^\s*(?:\[\w{1,6}\]|\(\d{1,3}\)|\d{1,3}[.)](?=\s)|[•·*▪◦–—-])\s*", "", text)


def only_year(text: str) -> int | None:
    """The last year in the text; None where there is none."""
    found = _YEAR_ANY.findall(text)
    return int(found[-1]) if found else None


def without_year(text: str) -> str:
    """The text without years and their brackets."""
    return re.sub(rf"[\[(]?\b{_YEAR}[a-z]?\b[\])]?", "", text)


def looks_cited(text: str) -> bool:
    """Whether something in the line stands in references only, not in titles."""
    return _CITED.search(text) is not None


def venue_and_year_in_brackets(text: str) -> tuple[str, str | None, int | None]:
    """Title, venue and year of ``title (venue, 2014)``."""
    found = re.fullmatch(
        rf"(?P<title>.*\S)\s*[(（](?P<venue>[^()（）]*?)[\s,;，]*\b(?P<year>{_YEAR})\s*[)）]\.?",
        text,
    )
    if not found:
        return text, None, None
    return found["title"], found["venue"].strip(" ,;") or None, int(found["year"])


def bibtex_fields(text: str) -> dict[str, str]:
    """The fields of an entry of BibTeX on one line; empty for anything else."""
    if not re.match(r"\s*@\w+\s*[{(]", text) and not re.search(r"\btitle\s*=\s*[{\"]", text, re.I):
        return {}
    fields: dict[str, str] = {}
    for found in re.finditer(r"\b([A-Za-z]+)\s*=\s*(?=([{\"\w]))", text):
        value = _braced(text[found.end() :])
        fields.setdefault(found[1].lower(), re.sub(r"[{}]", "", value).strip())
    return fields


def _braced(text: str) -> str:
    if text[:1] == '"':
        return text[1:].partition('"')[0]
    if text[:1] != "{":
        return re.split(r"[,}]", text)[0]
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return text[1:at]
    return text[1:]


def are_names(text: str) -> bool:
    """Whether a text may be a list of names and nothing else."""
    words = text.strip(" ,.;:")
    if not re.search(r"[A-Za-z]", words):
        return len(words) <= 60
    return bool(_PEOPLE.fullmatch(words) or _PEOPLE.fullmatch(words + ".") or _all_full(words))


def _all_full(words: str) -> bool:
    """Names in full: capitalised words, few between two separators."""
    return len(words) < 3000 and _FULL_PEOPLE.fullmatch(words) is not None


def first_of(names: str) -> str | None:
    """The first of some names, as printed."""
    text = names.strip(" ,;.:")
    found = re.match(rf"{_PERSON}", text)
    if found:
        return found.group()
    inverted = re.match(rf"{_FAMILY},\s*{_FULL}(?=\s*,|\s+and|\s*$|\.)", text)
    if inverted:
        return inverted.group()
    return re.split(r"\s*[,;，、]\s*|\s+(?:and|und|et|&)\s+", text)[0] or None


def quotations(text: str) -> Iterator[tuple[str, str, str]]:
    """What may be a title in quotes, with what stands before and behind it."""
    for opening, closing in _QUOTES:
        begins = re.finditer(rf"(?:(?<=[\s,.:;(，。：])|^){re.escape(opening)}", text)
        found = re.finditer(rf"{re.escape(closing)}(?=[\s.,;:)，。]|$)", text)
        ends = [at.start() for at in islice(found, MOST_QUOTES)]
        for begin in islice(begins, MOST_QUOTES):
            for end in (at for at in ends if at > begin.end()):
                inside, behind = text[begin.end() : end], text[end + len(closing) :]
                if len(inside) < 4 or re.match(r"\s*:|\s+[a-z]{4,}", behind):
                    continue
                rest = behind.lstrip(" .,;，。")
                if re.match(r"[\"”’'»“]", rest):
                    continue
                yield text[: begin.start()], inside.strip(" ,.，。"), rest
                break


def authors_and_rest(text: str) -> Authors | None:
    """The names at the start, where they are surely names; None where they are not."""
    found = _PEOPLE.match(text)
    behind = text[found.end() :] if found else ""
    if found and (dated := _DATED.match(behind)):
        return Authors(found.group(), int(dated["a"] or dated["b"]), behind[dated.end() :])
    first_year = _DATED.search(text[:3000])
    if first_year and first_year.start() and first_year.end() < len(text):
        names = text[: first_year.start()]
        if are_names(names):
            year = int(first_year["a"] or first_year["b"])
            return Authors(names, year, text[first_year.end() :])
    # "Ashgrove, Q. Terns: a list" has its colon in the title
    dotted = found is not None and found.group().endswith(".")
    colon = (
        None
        if dotted and not _DBLP.search(text)
        else re.match(rf"({_FULL}(?:,\s*{_FULL}){{0,100}}):\s+(?=\S)", text)
    )
    if colon and re.search(rf"[\s(]{_YEAR}\)?\.?$", text) and _named_twice_or_dblp(colon[1], text):
        return Authors(colon[1], None, text[colon.end() :])
    # behind bare initials the names end with a stop; behind dotted ones the stop is theirs
    ended = re.match(r"\s*[.:]\s+|\s+(?=\S)" if dotted else r"\s*[.:]\s+", behind)
    if (
        found
        and ended
        and not re.match(r"\s*[a-z]", behind)
        and _surely_names(found.group(), behind)
    ):
        return Authors(found.group(), None, behind[ended.end() :])
    return None


def _surely_names(names: str, behind: str) -> bool:
    """Whether initials are no part of a title: dotted, of several people, or of a cited work."""
    several = re.search(r"[,;&]\s|\s(?:and|und|et)\s", names) is not None
    return (
        (several and _YEAR_ANY.search(behind) is not None)
        or (bool(re.search(r"\w\.", names)) and (several or looks_cited(behind)))
        or (not behind.startswith(":") and looks_cited(behind))
    )


def _named_twice_or_dblp(names: str, text: str) -> bool:
    """Several names, or the numbers of a volume: one capitalised phrase may begin a title."""
    return "," in names or _DBLP.search(text) is not None


def split_at_title(text: str) -> tuple[str | None, str]:
    """The first author, and the title that ends the text."""
    found = _PEOPLE.match(text)
    if found and (stop := re.match(r"\s*[.．。:：]?\s*", text[found.end() :])):
        return first_of(found.group()), text[found.end() + stop.end() :].strip()
    head, stop_sign, title = _first_stop(text)
    if stop_sign and are_names(head):
        return first_of(head), title.strip()
    return None, text.strip()


def _first_stop(text: str) -> tuple[str, str, str]:
    found = re.search(r"[.．。]\s*", text)
    return (text[: found.start()], ".", text[found.end() :]) if found else (text, "", "")


def split_title(rest: str) -> Split:
    """Title and venue of ``Title. Venue, 12(3), 45``: cut where the venue surely begins."""
    sentences = _sentences(rest)
    while len(sentences) > 1 and (
        _NUMBERS_ONLY.fullmatch(sentences[-1]) or _PUBLISHER.fullmatch(sentences[-1])
    ):
        if _holds_year(sentences[-1]) and len(sentences) == 2:
            break
        tail = sentences.pop()
        if _holds_year(tail) and not _holds_year(sentences[-1]):
            sentences[-1] += f", {tail}"
    for at in range(1, len(sentences)):
        if re.match(r"(?:In|in)\s*:?\s+(?=\S)|In:", sentences[at]):
            inside = re.sub(r"^[Ii]n\s*:?\s*", "", " ".join(sentences[at:]))
            return Split(_joined(sentences[:at]), inside, True)
    if len(sentences) == 1:
        return _one_sentence(sentences[0])
    if len(sentences) == 2:
        asks = sentences[0].endswith(("?", "!"))
        sure = not asks or _is_venue(sentences[1])
        if sure:
            return Split(_joined(sentences[:1]), sentences[1], True)
        return Split(_joined(sentences), "", False)
    likely = [at for at in range(1, len(sentences)) if _is_venue(sentences[at])]
    if likely:
        at = likely[-1]
        sure = at == len(sentences) - 1 or len(likely) == 1
        return Split(_joined(sentences[:at]), " ".join(sentences[at:]), sure)
    return Split(_joined(sentences[:-1]), sentences[-1], False)


def _holds_year(text: str) -> bool:
    return _YEAR_ANY.search(text) is not None


def _one_sentence(text: str) -> Split:
    inside = re.search(r",\s+in\s*:?\s+(?=[A-Z])", text)
    if inside:
        return Split(text[: inside.start()].strip(" ,"), text[inside.end() :], True)
    numbered = re.search(r",|\d\s*\(|\(", text)
    return Split(text.strip(" .,"), "", numbered is None)


def _joined(sentences: list[str]) -> str:
    return " ".join(sentences).strip().rstrip(" .,;:。")


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        if text[stop.start()] == "." and _ABBREVIATED.search(text[start : stop.start()]):
            continue
        found.append(text[start : stop.end()].strip())
        start = stop.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence.strip(" .")]


def _is_venue(text: str) -> bool:
    venue, _ = venue_and_year(text)
    if venue is None:
        return False
    return (
        bool(_VENUE_WORDS.search(venue))
        or venues.series(venue) is not None
        or bool(_NUMBERED.search(text))
    )


def venue_and_year(text: str) -> tuple[str | None, int | None]:
    """Venue and year of what stands behind a title."""
    words = re.sub(r"^\s*[,.;]*\s*(?:[Ii]n\s*:?\s+|//)", "", text).strip(" ,.;，。")
    bracketed = re.findall(rf"[(（]\s*(?:{_MONTH}\s+)?({_YEAR})\s*[)）]", words, re.IGNORECASE)
    year = int(bracketed[-1]) if bracketed else only_year(re.sub(r"\d+\s*[–—-]\s*\d+", "", words))
    if found := re.match(r"《([^》]+)》", words):
        return found[1], year
    leading = re.match(rf"{_YEAR}\b[\s,.:;]*", words)
    if leading and not re.match(r"\s*[A-Z]", words[leading.end() :]):
        return None, year
    end = _VENUE_ENDS.search(words)
    venue = (words[: end.start()] if end else words).strip(" ,.;:(（，。")
    venue = re.sub(rf"\s*[,(]?\s*{_YEAR}\)?$", "", venue).strip(" ,.;:")
    return venue or None, year

"""One entry of a publication list in a CV: whose names stand first, the title, when and where.

``claimfile.references`` reads a pasted reference and knows nothing of what is around it; in a list
of publications the first words may be taken for authors.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from persona_check.claimfile.references import read_reference
from persona_check.compare.doi import doi_in
from persona_check.expressions import Expression

__all__ = ["cited"]

LEAST_TITLE_CHARS = 10
MOST_AUTHORS = 400
_YEAR = r"(?:19[3-9]\d|20[0-4]\d)"
_QUOTES = Expression(r"[“\"„«”‟](?P<title>[^“\"„«”»‟]{10,400}?)[”\"“»‟]")
_SINGLE_QUOTES = Expression(
    r"(?:^|[\s(,.;:])[‘'](?P<title>[A-Z][^‘]{14,300}?)[,.?!]?[’'](?=[\s,.;(]|$)"
)
_BRACKETED_YEAR = Expression(
    rf"[(\[]\s*(?P<year>{_YEAR})[a-z]?\s*(?:[,/]?\s*(?:in press|forthcoming|accepted|[A-Z][a-z]+\.?"
    r"(?:\s\d{1,2})?))?\s*[)\]]"
)
_INITIALS = r"(?:[A-ZÀ-Þ]\.?(?:\s*-\s*|\s?)){1,4}"
_PARTICLE = (
    r"(?:(?:de|da|do|dos|del|della|di|du|la|le|van|von|der|den|ten|ter|el|al|bin|st)\.?\s+)*"
)
_FAMILY = (
    rf"{_PARTICLE}(?:[A-ZÀ-Þ][\w’'´`\-‐]*[^\W\d_]|[A-Z]['’][A-Z]\w+)"
    rf"(?:[ \-](?:{_PARTICLE})[A-ZÀ-Þ][\w’'\-]+)?"
)
_MARKS = r"(?:,?\s+(?:Jr|Sr|II|III)\b\.?)?\s*(?:[*†‡§¶#]|\(\w\)|\d(?!\d))*"
_ANYBODY = r"et\.? al\.?|others|colleagues|…|\.\.\."
# How a list names its authors, told by the first: "F. M. Last", "Last, F. M." or "Last FM",
# "First M. Last", "Last, First" of the first alone.
_STYLES = tuple(
    Expression(rf"(?:[*†‡^]+)?\s*(?:{form}|{_ANYBODY}){_MARKS}")
    for form in (
        rf"{_INITIALS}\s*{_FAMILY}|[A-Z]{{2,3}}\s+{_FAMILY}",
        rf"{_FAMILY},?\s+{_INITIALS}(?![\w’'])",
        rf"[A-ZÀ-Þ][\w’'.\-]+(?:\s+{_INITIALS})?\s+{_FAMILY}",
    )
)
_LAST_FIRST = Expression(rf"{_FAMILY},\s+[A-ZÀ-Þ][\w’'\-]+(?:\s+[A-Z]\.)?(?=\s*[.,;]|\s+and\s)")
_BETWEEN = Expression(
    r"\s*(?:,\s*(?:(?:and|y|et(?!\s+al)|und|e)\s+|&\s*)|[,;]\s*|&\s*|/\s*)"
    r"|\s*\b(?:and|y|et(?!\s+al)|und|e|with)\s+"
)
_STATUS = r"[(\[]?(?:in press|forthcoming|submitted|under review|to appear|accepted|n\.d\.?)[)\]]?"
_END = Expression(
    rf"\s*(?P<end>[.,;:]?\s*(?:\(?eds?\.?\)?)?\s*[.,;:]*\s*[(\[]?(?P<year>{_YEAR})[a-z]?[)\]]?[\s.,:;–-]*|[.;:]\s+|,\s+)"
)
_VENUE = Expression(
    r"(?:in:?\s|in\s+the\s|proc\b|proceedings|journal|j\.\s|transactions|trans\b|conference|conf\b|"
    r"international|workshop|symposium|annals|annual|review|reviews|letters|magazine|bulletin|"
    r"archives?|acta|revista|revue|zeitschrift|rivista|nature|science|sciences|plos|pnas|ieee|acm|"
    r"springer|elsevier|wiley|press\b|university|arxiv|biorxiv|medrxiv|ssrn|nber|working paper|"
    r"discussion paper|technical report|phd|ph\.d|master|thesis|dissertation|doctoral|submitted|"
    r"accepted|under review|in press|in prep|forthcoming|to appear|american|european|british|"
    r"canadian|physical|physics|frontiers|advances|computers?|communications|bioinformatics|lancet|"
    r"jama|bmj|new england|cell\b|neuron|economics|psychology|studies|research|remote sensing|"
    r"spectroscopy|quarterly|handbook|encyclop\w+|lecture notes|lncs|aaai|neurips|nips|icml|iclr|"
    r"cvpr|eccv|iccv|acl\b|emnlp|naacl|sigir|kdd|chi\b|usenix|doi\b|https?:|https|vol\b|no\.\s|pp\.)",
    re.IGNORECASE,
)
# where another font alone parts the title from where it appeared
_UNMARKED_VENUE = Expression(
    r"\s(?=(?:(?:\d{1,2}(?:st|nd|rd|th) )?(?:International|IEEE|ACM|European|Annual) (?:\w+ ){0,3}?"
    r"(?:Conference|Workshop|Symposium|Transactions|Journal)|Proceedings of|Journal of|CoRR abs|"
    r"arXiv preprint|Advances in Neural|Transactions on)\b)"
)
_LINKED = Expression(r"\b(?:of|the|in|for|at|with|by|and|on|to|a|an)$")
_VOLUME = Expression(r"^[^,;.]{3,90},\s*(?:vol\.?\s*)?\d{1,4}\s*(?:\(|[,:;.]|$)")
_NO_TITLE_END = Expression(
    r"(?:\b(?:[A-Z]|vs|St|Dr|Mr|Mrs|Prof|etc|al|cf|e\.g|i\.e|No|Vol|sp|spp|approx))$"
)


def cited(text: str) -> str | Mapping[str, object]:
    """The work's title, year, venue and DOI; the text itself where its parts cannot be told."""
    flat = " ".join(text.split())
    year = _year_of(flat)
    doi = doi_in(flat)
    found = _quoted(flat) or _after_names(flat) or _before_names(flat)
    if found is None:
        read = read_reference(flat)
        if not read.understood or read.is_title_alone or len(read.title) < LEAST_TITLE_CHARS:
            return text
        found = (read.title, read.venue)
        year = read.year or year
    title, venue = found
    title = title.strip(' ,.;:*"“”„«»')
    if len(title) < LEAST_TITLE_CHARS or not re.search(r"[^\W\d_]{3}", title):
        return text
    work: dict[str, object] = {"title": title}
    if year is not None:
        work["year"] = year
    if venue:
        work["venue"] = venue
    if doi:
        work["doi"] = doi
    return work


def _quoted(text: str) -> tuple[str, str | None] | None:
    """A title in quotation marks, if these are around the whole of it."""
    for pattern in (_QUOTES, _SINGLE_QUOTES):
        for found in pattern.finditer(text):
            behind = text[found.end() :]
            goes_on = re.match(r"\s*:\s*\w|\s+[a-z]{3,}\s", behind) and not re.match(
                r"\s*(?:in|with|by|under|forthcoming|joint|at|to|accepted|submitted|for)\b", behind
            )
            if goes_on or found.start() > 0.75 * len(text):
                continue
            if len(found["title"].split()) < 2:
                continue
            return found["title"], _venue_of(behind)
    return None


def _after_names(text: str) -> tuple[str, str | None] | None:
    """The title behind the names of the authors, or behind a year that stands first."""
    rest = _without_names(text)
    if rest is None:
        return None
    rest = re.sub(rf"^[\s.,;:]*(?:{_STATUS}|[(\[]?\s*{_YEAR}[a-z]?)[^\w“\"]*", "", rest, flags=re.I)
    rest = rest.strip(" ,.;:*")
    for at, venue_at in _title_ends(rest):
        title = rest[:at].strip()
        if len(title) >= LEAST_TITLE_CHARS and len(title.split()) >= 2:
            return title, _venue_of(rest[venue_at:])
    return None


def _before_names(text: str) -> tuple[str, str | None] | None:
    """A title that stands first, a full stop and the authors behind it."""
    found = re.search(r"[.?!]\s+(?=[A-ZÀ-Þ*])", text)
    if found is None or len(text[: found.start()].split()) < 3:
        return None
    title, behind = text[: found.start()], text[found.end() :]
    rest = _without_names(behind)
    if rest is None or "," not in behind[: len(behind) - len(rest)]:
        return None
    return title, _venue_of(rest)


def _without_names(text: str) -> str | None:
    """What stands behind the authors' names; None where the line does not begin with names."""
    for style in _STYLES:
        rest = _behind_names(text, style, style)
        if rest is not None:
            return rest
    return _behind_names(text, _LAST_FIRST, _STYLES[2])


def _behind_names(text: str, first: Expression, others: Expression) -> str | None:
    author = first.match(text)
    for _ in range(MOST_AUTHORS):
        if author is None:
            return None
        at = author.end()
        end = _END.match(text, at)
        if end is not None and end["year"]:
            return text[end.end() :]
        between = _BETWEEN.match(text, at)
        follower = others.match(text, between.end()) if between else None
        if follower is not None and _ends_like_name(text, follower.end()):
            author = follower
            continue
        if end is not None:
            return text[end.end() :]
        return text[at:] if text[:at].rstrip().endswith(".") else None
    return None


def _ends_like_name(text: str, at: int) -> bool:
    """Whether what follows is what follows a name in a list."""
    if at >= len(text) or text[:at].rstrip().endswith("."):
        return True
    followed = rf"\s*(?:[,;.:&(\[*]|{_YEAR})|\s*(?:and|&|et|und|y|e)\s"
    return re.match(followed, text[at : at + 8]) is not None


def _title_ends(rest: str) -> Iterator[tuple[int, int]]:
    """Where the title may end, the likeliest first, and where what follows it begins."""
    stops = [
        (found.start() + 1 if found[0][0] in "?!" else found.start(), found.end())
        for found in re.finditer(r"[.;?!]\s+(?=[\w“\"‘'(\[])|\.$|;\s", rest)
        if not _NO_TITLE_END.search(rest[: found.start()])
    ]
    commas = [
        (found.start(), found.end())
        for found in re.finditer(r",\s+", rest)
        if _VENUE.match(rest, found.end())
        or _VOLUME.match(rest[found.end() :])
        or _is_title_case(rest[: found.start()], rest[found.end() :])
    ]
    brackets = [
        (found.start(), found.end()) for found in re.finditer(r"\s\((?=\d{4}|with |in )", rest)
    ]
    linked = [
        (found.start(), found.end())
        for found in re.finditer(r"\s(?=In:?\s+[A-Z]|https?:|doi:)", rest)
    ]
    marks = sorted(stops + commas + brackets + linked)
    first = min((at for at, _ in marks), default=len(rest))
    marks += [
        (found.start(), found.end())
        for found in _UNMARKED_VENUE.finditer(rest)
        if found.start() < first and not _LINKED.search(rest[: found.start()])
    ]
    marks.sort()
    yield from ((at, behind) for at, behind in marks if at >= LEAST_TITLE_CHARS)
    yield len(rest), len(rest)


def _is_title_case(title: str, behind: str) -> bool:
    """Whether a name in capitals stands behind a comma, and before it a title that is not so."""
    segment = re.split(r"[,.;(]", behind, maxsplit=1)[0]
    long = [word for word in re.findall(r"[^\W\d_]+", segment) if len(word) > 3]
    capital = sum(word[0].isupper() for word in long)
    small = sum(word[0].islower() for word in re.findall(r"[^\W\d_]{4,}", title))
    return len(long) >= 2 and capital == len(long) and len(segment.split()) <= 8 and small >= 3


def _venue_of(behind: str) -> str | None:
    text = re.sub(r"^[\s,.;:)\]\-–—]+(?:in:?\s+(?:the\s+)?)?", "", behind, flags=re.IGNORECASE)
    venue = re.split(
        rf"\s*[,;(\[]|\.\s|\s\d|\s+{_YEAR}|https?:|doi|arxiv:", text, maxsplit=1, flags=re.I
    )[0]
    venue = venue.strip(' .,;:*_"”')
    if not 3 <= len(venue) <= 150 or not venue[:1].isupper():
        return None
    if re.match(
        r"(?:with|and|submitted|under|accepted|forthcoming|working paper|in)\b", venue, re.I
    ):
        return None
    return venue


def _year_of(text: str) -> int | None:
    if bracketed := _BRACKETED_YEAR.search(text):
        return int(bracketed["year"])
    without = re.sub(
        r"10\.\d{4,9}/\S+|https?:\S+|arxiv:?\s*\d+\.\d+", " ", text, flags=re.IGNORECASE
    )
    years = [int(found[0]) for found in _years().finditer(without)]
    if not years:
        return None
    leading = re.match(rf"\W*({_YEAR})\b", without)
    return int(leading[1]) if leading else years[-1]


@cache
def _years() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d\-–/.:]){_YEAR}(?![\d\-–/]|\.\d)")

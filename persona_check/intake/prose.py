"""What sentences about a person state, as items; the bio reader's, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from persona_check.bio.event import BioEvent, EventKind
from persona_check.expressions import Expression
from persona_check.intake.cv.dates import dates_in
from persona_check.intake.reading import Item

__all__ = ["Passage", "items_of_prose", "works_in_prose"]

_LEADS = Expression(
    r"^(?:(?:has |have |now |currently |also )*)?(?P<verb>heads?|leads?|led|directs?|runs?|chairs?)"
    r"\s+(?:the\s+)?(?P<what>[^,;.()]{3,80}?)\s+(?:at|of|in|for)\s+(?:the\s+)?"
    r"(?P<organization>[A-ZÀ-Þ][^,;()]{2,80}?)(?=\s*[(,;.]|\s+since\b|\s+from\b|$)"
)
_TEACHES = Expression(
    r"^(?P<role>(?:also )?(?:teaches|taught|lectures|lectured)\b[^,;.()]{0,60}?) (?:at|in) "
)
_OF_SOMETHING = Expression(
    r"(?:\bof|\bfor|\bat|\bwith|\bbei|\bde|\bdu|\bdel|\bdella)\s+(?:the\s+)?"
    r"(?P<organization>[A-ZÀ-Þ][\w&'’.\-]*(?:\s+(?:(?:of|de|del|di|du|des|the|la|le|for|and|&)\s+)*"
    r"[A-ZÀ-Þ][\w&'’.\-]*){0,6})(?=\s*[(,;.]|\s+(?:since|from|until|between|in)\b|$)"
)
_AT = Expression(
    r"\b(?:at|with|for|bei|chez|presso)\s+(?:the\s+)?(?P<organization>[A-ZÀ-Þ][\w&'’.\-]*"
    r"(?:\s+(?:of\s+|and\s+|&\s+)?[A-ZÀ-Þ][\w&'’.\-]*){0,5})\s*"
    r"\((?P<start>(?:19|20)\d\d)\s*[-–—]\s*(?P<end>(?:19|20)\d\d)\)"
)
_WORK = Expression(
    r"(?P<before>[^.!?\n]{0,160}?\b(?:paper|article|study|book|monograph|novel|report|chapter|"
    r"author of|co-?author of|wrote|published|buch|artikel|studie|aufsatz|livre|ouvrage|libro|"
    r"artículo|estudio|livro|artigo|articolo|boek)\b[^.!?\n“\"«„]{0,120}?)"
    r"[“\"«„](?P<title>[^”\"»“\n]{6,200})[”\"»“](?P<behind>[^.!?\n]{0,80})",
    re.IGNORECASE,
)
_OFFERED = Expression(
    r"\b(?:offer|propose|pitch|submit|would like|attached|enclosed|piece|op-?ed|column|talk)\b",
    re.I,
)
_WHERE = Expression(
    r"^[^.;]{0,40}?,? where (?:she|he|they|I|we) (?:has|have|’ve|'ve)\b[^.;]{0,100}?"
    r"(?P<since>\bsince (?:[A-Z]\w+ )?\d{4})"
)
_KEPT = Expression(r"(?:^|[.!?] )(?:(?:Before that|Earlier|Previously|Formerly|Then|Later),? )?"
                   r"(?:she|he|they|I|[A-Z]\w+) "
                   r"(?P<role>[a-z]+ed|kept|ran|led|built|taught|wrote|made)"
                   r"(?P<what>(?: [\w-]+){1,5})? (?:at|with|for)$")  # fmt: skip
_YEAR = Expression(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Sentences about one person and where they stand."""

    text: str
    place: str


def items_of_prose(passage: Passage, name: str) -> Iterator[Item]:
    """The posts and degrees that have an organisation."""
    from persona_check.bio.reader import read_bio

    seen_at: set[str] = set()
    for event in read_bio(passage.text, name=name):
        post = _post(event) if event.kind is EventKind.POST else None
        if post is not None and post.get("current") and "start" not in post:
            since = _since_where(event.text, passage.text)
            post |= {"start": since} if since else {}
        if post is not None:
            seen_at.add(str(post["organization"]))
            yield Item(key="affiliations", value=post, place=passage.place)
        elif event.kind is EventKind.DEGREE and event.organization and event.role:
            degree: dict[str, object] = {"degree": event.role, "organization": event.organization}
            if event.field:
                degree["field"] = event.field
            if event.end is not None:
                degree["end"] = event.end
            yield Item(key="degrees", value=degree, place=passage.place)
    for found in _AT.finditer(" ".join(passage.text.split())):
        organization = found["organization"]
        if not any(organization in one or one in organization for one in seen_at):
            before = " ".join(passage.text.split())[: found.start() + 3].rstrip()
            did = _KEPT.search(re.sub(r"\b(?:at|with|for)\b.*$", lambda m: m[0].split()[0], before))
            if did is None:
                continue
            role = f"{did['role']}{did['what'] or ''}"
            years = {"start": int(found["start"]), "end": int(found["end"])}
            value = {"organization": organization, "role": role, **years, "current": False}
            yield Item(key="affiliations", value=value, place=passage.place)


def _since_where(words: str, text: str) -> str | None:
    """The date of "…, where he has run the programme since March 2020", of the post before it."""
    flat = " ".join(text.split())
    at = flat.find(" ".join(words.split()))
    behind = flat[at + len(" ".join(words.split())) :] if at >= 0 else ""
    found = _WHERE.match(behind)
    dates = dates_in(found["since"]) if found else ()
    return dates[0].start if dates and dates[0].current else None


def _post(event: BioEvent) -> dict[str, object] | None:
    role, organization = event.role, event.organization
    text = " ".join(event.text.split())
    if leads := _LEADS.match(text):
        role, organization = f"head of {leads['what']}", leads["organization"]
    elif organization is None and role is not None and (of := _OF_SOMETHING.search(text)):
        organization = of["organization"]
    elif role is None and (teaches := _TEACHES.match(text)):
        role = teaches["role"]
    if organization is None:
        return None
    if role is None and re.match(r"(?:\w+ )*?(?:head|lead|led|direct|run|chair)", text):
        role = "head"
    if role is None:
        return None
    post: dict[str, object] = {"organization": organization, "role": _whole_role(role, text)}
    if event.start is not None:
        post["start"] = event.start
    if event.end is not None:
        post["end"] = event.end
    return post | {"current": event.current}


def _whole_role(role: str, text: str) -> str:
    """The role with the subject behind it: "Chair of Behavioural Economics at …"."""
    more = re.search(
        rf"{re.escape(role)}(?P<of> (?:of|for|in) (?:the )?[^,;.()]{{2,60}}?)"
        r"(?= (?:at|in|for|with) )",
        text,
    )
    return role + more["of"] if more else role


def works_in_prose(passage: Passage) -> Iterator[Item]:
    """Works that the text names in quotation marks as its own, not what it offers."""
    for found in _WORK.finditer(" ".join(passage.text.split())):
        if _OFFERED.search(found["before"][-90:]) and not re.search(
            r"\b(?:my|her|his|their|our|author of)\b", found["before"][-60:]
        ):
            continue
        value: dict[str, object] = {"title": found["title"].strip(" ,.")}
        year = _YEAR.search(found["behind"]) or _YEAR.search(found["before"])
        if year is not None:
            value["year"] = int(year[0])
        yield Item(key="works", value=value, place=passage.place)

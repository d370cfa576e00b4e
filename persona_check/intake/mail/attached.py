"""What came with a mail: CV, article, portrait; told by content, then by name."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from persona_check.errors import PersonaCheckError
from persona_check.expressions import Expression
from persona_check.intake.mail.parts import Part
from persona_check.intake.reading import Attached, AttachedKind, Given, Item, LeftAside, ReadClaim

__all__ = ["Enclosed", "attached_in", "merged"]

MOST_READ = 4
LEAST_PORTRAIT_PIXELS = 100
MOST_ASPECT = 2.0
_CV_NAME = Expression(
    r"(?:^|[^a-z])(?:cv|c\.v|r[eé]sum[eé]|vita|vitae|lebenslauf|curriculum|curr[ií]culo|bio|"
    r"biograf\w+|biography|hoja.de.vida)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_PORTRAIT_NAME = Expression(
    r"portrait|portr[aä]t|photo|foto|head-?shot|retrato|profil|ritratto|bild|headshot|avatar|mugshot",
    re.IGNORECASE,
)
_NO_PORTRAIT = Expression(
    r"logo|banner|icon|signature|unterschrift|facebook|twitter|linkedin|instagram|youtube|footer|"
    r"header|image0\d\d|spacer|pixel|chart|figure|graph|abb(?:ildung)?|fig\d",
    re.IGNORECASE,
)
_DOCUMENTS = (".pdf", ".docx", ".rtf", ".txt", ".md", ".tex", ".odt", ".html", ".htm", ".doc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file of a mail, what was read of it, or why it could not be read."""

    attached: Attached
    read: ReadClaim | None = None
    problem: str | None = None


def attached_in(
    parts: Sequence[Part], name: str | None, known_as: Sequence[str]
) -> Iterator[Enclosed]:
    """The files that came with the mail, those of its layout left out."""
    pictures = [one for one in parts if one.kind.startswith("image/") and one.content]
    portrait = _portrait(pictures, name)
    documents = 0
    for part in parts:
        if part in pictures:
            if part is portrait or part.attached:
                kind = AttachedKind.PORTRAIT if part is portrait else AttachedKind.OTHER
                yield Enclosed(attached=_attached(part, kind))
            continue
        if part.name is None or part.kind in {"application/pkcs7-signature", "text/calendar"}:
            continue
        if part.kind in {"text/plain", "text/html"} and not part.attached:
            continue
        if part.name.casefold().endswith(_DOCUMENTS) and documents < MOST_READ:
            documents += 1
            yield _document(part, name, known_as)
        else:
            yield Enclosed(attached=_attached(part, AttachedKind.OTHER))


def _attached(part: Part, kind: AttachedKind, title: str | None = None) -> Attached:
    return Attached(
        name=part.name or f"picture {part.number}",
        kind=kind,
        content=part.content,
        title=title,
        place=f"part {part.number}",
    )


def _portrait(pictures: Sequence[Part], name: str | None) -> Part | None:
    """The picture that is most likely the person's: by its file name, else by its shape."""
    words = re.findall(r"[^\W\d_]{3,}", (name or "").casefold())
    best: tuple[int, Part] | None = None
    for part in pictures:
        called = (part.name or "").casefold()
        size = _pixels(part.content)
        if size is None or min(size) < LEAST_PORTRAIT_PIXELS:
            continue
        if max(size) / min(size) > MOST_ASPECT:
            continue
        score = 1
        if _NO_PORTRAIT.search(called):
            score -= 2
        if _PORTRAIT_NAME.search(called):
            score += 3
        if any(word in called for word in words):
            score += 3
        if size[1] >= size[0]:
            score += 1
        if score > 0 and (best is None or score > best[0]):
            best = (score, part)
    return best[1] if best else None


def _pixels(content: bytes) -> tuple[int, int] | None:
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as picture:
                return picture.size
    except Exception:  # the library raises many kinds for broken pictures
        return None


def _document(part: Part, name: str | None, known_as: Sequence[str]) -> Enclosed:
    from persona_check.intake.forms import read

    known = tuple(filter(None, (name, *known_as)))
    given = Given(name=part.name or "attachment", content=part.content, known_as=known)
    try:
        found = read(given)
    except PersonaCheckError as error:
        kind = AttachedKind.CV if _CV_NAME.search(given.name) else AttachedKind.OTHER
        return Enclosed(attached=_attached(part, kind), problem=error.message)
    facts = sum(item.key in {"affiliations", "degrees"} for item in found.items)
    if _CV_NAME.search(given.name) or (facts >= 2 and not _is_article(found)):
        return Enclosed(attached=_attached(part, AttachedKind.CV), read=found)
    title = found.text("title") or _title_of(found, given)
    return Enclosed(attached=_attached(part, AttachedKind.ARTICLE, title))


def _is_article(found: ReadClaim) -> bool:
    return any(one.kind is AttachedKind.ARTICLE for one in found.attached)


def _title_of(found: ReadClaim, given: Given) -> str | None:
    article = next((one for one in found.attached if one.kind is AttachedKind.ARTICLE), None)
    if article is not None and article.title:
        return article.title
    words = re.sub(r"\.\w+$", "", given.name)
    words = re.sub(r"[_\-]+", " ", words).strip()
    return words if len(words.split()) >= 3 else None


def merged(mail: ReadClaim, document: ReadClaim, name: str) -> ReadClaim:
    """The mail's claim with what the attached CV states, where it is of the same person."""
    own, other = mail.name, document.name
    if own is not None and other is not None and not _may_be_one(own, other):
        aside = LeftAside(what=f"{name}, a CV of {other}", why="it is of another person")
        return replace(mail, left_aside=(*mail.left_aside, aside))
    mail = replace(mail, items=tuple(_dated(item, document) for item in mail.items))
    have = {(item.key, str(item.value).casefold()) for item in mail.items}
    keys = {item.key for item in mail.items}
    single = {"name", "orcid", "scholar", "github", "homepage", "bio"}
    more = [
        Item(key=item.key, value=item.value, place=f"{name}, {item.place}")
        for item in document.items
        if (item.key, str(item.value).casefold()) not in have
        and not any(_says_the_same(item, held) for held in mail.items)
        and not (item.key in single and item.key in keys)
    ]
    more_aside = tuple(
        replace(one, place=f"{name}, {one.place}".rstrip(", ")) for one in document.left_aside
    )
    return replace(mail, items=(*mail.items, *more), left_aside=(*mail.left_aside, *more_aside))


def _dated(held: Item, document: ReadClaim) -> Item:
    """The mail's present post with the date that only the CV gives."""
    if held.key != "affiliations" or not isinstance(held.value, Mapping):
        return held
    if held.value.get("start") or not held.value.get("current"):
        return held
    for item in document.all("affiliations"):
        value = item.value if isinstance(item.value, Mapping) else {}
        if value.get("start") and value.get("current") and _says_the_same(item, held):
            return replace(held, value={**held.value, "start": value["start"]})
    return held


def _says_the_same(item: Item, held: Item) -> bool:
    """Whether both are one post: the same organisation, from the same year or both to now."""
    if item.key != "affiliations" or held.key != item.key:
        return False
    one, other = (x.value if isinstance(x.value, Mapping) else {} for x in (item, held))
    if str(one.get("organization")).casefold() != str(other.get("organization")).casefold():
        return False
    starts = [str(x.get("start") or "")[:4] for x in (one, other)]
    return starts[0] == starts[1] or bool(one.get("current") and other.get("current"))


def _may_be_one(name: str, other: str) -> bool:
    x, y = ({*re.findall(r"[^\W\d_]{2,}", one.casefold())} for one in (name, other))
    return bool(x & y)

"""Role and organisation of the line under a speaker's name: "Lecturer, Norrvik University"."""

import re
from dataclasses import dataclass
from functools import cache

from persona_check.compare.known_organizations import abbreviated, is_town, named
from persona_check.compare.organization_words import key_words
from persona_check.expressions import Expression

__all__ = ["PostLine", "read_post_line", "role_in_bio"]

_LONGEST = 400
_MOST_WORDS = 4  # of a name that nothing but the bio shows to be an organisation's
_SEGMENTS = Expression(r"\s*[|•·;\n]\s*|\s+[–—]\s+|\s+-\s+|\s+//\s+")
_AT = Expression(
    r"(?P<role>.*?\S)\s*(?:\s@\s*|\s+(?:at|bei|beim|chez|presso|bij|hos|w)\s+(?:the\s+|der\s+)?)"
    r"(?P<organization>\S.*)",
    re.DOTALL,
)
_OF = Expression(
    r"(?P<role>(?:[\w -]+ (?:&|and|und) )?(?:co-?)?(?:founder|CEO|gründer(?:in)?|owner))\s+"
    r"(?:of|von|de|di|van)\s+(?P<organization>[A-Z0-9]\S*.*)",
    re.IGNORECASE,
)
_BESIDE = Expression(r"\s*(?:\(|\band\b\s+(?=[a-z])|,\s+(?:and|und|et)\b).*$", re.DOTALL)
_ENTHUSIASM = Expression(
    r"\b(?:enthusiast\w*|MVPs?|GDE|speaker|blogger|author|writer|podcaster|geek|nerd|lover|mom|dad|"
    r"ambassador|champion|mentor|founder|freelance\w*|student\w*|expert\w*|guru|coach|ninja|youtuber|"
    r"influencer|entrepreneur|scientist|devrel|schüler\w*|hobby\w*)\b",
    re.IGNORECASE,
)
_LEGAL = Expression(
    r"\b(?:GmbH|AG|KG|Inc|LLC|Ltd|SE|B\.?V|S\.?A\.?(?:S|R\.?L)?|S\.?r\.?l|S\.?p\.?A|Oy|AB|ApS|A/S|"
    r"PLC|Corp|e\.\s?V|eG|mbH|Co)\b\.?",
)
_ABOUT_THEM = Expression(
    r"\b(?:is|works as|serves as|currently|ist|arbeitet als|est|es|è|é|is een)\s+"
    r"(?:(?:currently|now|also|derzeit|actuellement|actualmente)\s+)?"
    r"(?:(?:an?|the|our|ein|eine|der|die|un|une|le|la|el|il|een|o|a)\s+)?"
    r"(?P<role>[^.;:!?]{3,90}?)\s+(?:at|with|for|in|bei|chez|en|presso|bij|na)\s+(?:the\s+|l['’])?$",
    re.IGNORECASE,
)
_HOW_FAR = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """What the line says; what is doubtful is None."""

    role: str | None = None
    organization: str | None = None


def read_post_line(line: str, bio: str = "") -> PostLine:
    """The role and the organisation of one line; ``bio`` helps where the line is a bare name."""
    text = " ".join(line.replace("\\&", "&").split())
    if not text or len(text) > _LONGEST:
        return PostLine()
    segments = [part.strip(" ,.") for part in _SEGMENTS.split(text) if part.strip(" ,.")]
    for segment in segments:
        found = _AT.fullmatch(segment) or _OF.fullmatch(segment)
        if found and not segment.startswith("@"):
            role, organization = _role_before(found["role"]), found["organization"]
            return PostLine(role=role, organization=_organization_in(organization))
    for segment in segments:
        if (post := _by_commas(segment)) and post.organization:
            return post
    if len(segments) == 2:
        first, second = segments
        if _is_role(first) and not _is_role(second):
            enthusiast = _ENTHUSIASM.search(first) and not _role().search(first)
            return PostLine(role=None if enthusiast else first, organization=second)
        if _is_role(second) and not _is_role(first) and _looks_like_organization(first):
            return PostLine(role=second, organization=first)
    for segment in segments:
        if _looks_like_organization(segment) and not _is_role(segment):
            return PostLine(organization=segment)
    if len(segments) == 1:
        if (
            not _is_role(text)
            and len(text.split()) <= 4
            and f" {text}".casefold() in bio.casefold()
        ):
            return PostLine(organization=text)
        if _role().search(text):
            return PostLine(role=text)
    return PostLine()


def role_in_bio(bio: str, organization: str) -> str | None:
    """The role that a bio gives with these words: "Ada is a lecturer at Norrvik University"."""
    head = " ".join(bio[:_HOW_FAR].split())
    at = head.casefold().find(organization.casefold())
    if at < 0 or len(organization) < 2:
        return None
    found = _ABOUT_THEM.search(head[max(0, at - 200) : at])
    return found["role"].strip(" ,") if found and _is_role(found["role"]) else None


def _by_commas(segment: str) -> PostLine | None:
    parts = [part.strip() for part in segment.split(",") if part.strip()]
    if len(parts) < 2:
        return None
    first, *rest = parts
    if _is_role(first) and not _is_organization(first):
        while len(rest) > 1 and (_is_role(rest[0]) and not _is_organization(rest[0])):
            first, rest = f"{first}, {rest[0]}", rest[1:]
        if _is_role(rest[0]) and not _is_organization(rest[0]):
            return PostLine(role=segment)
        kept = rest[:1]
        for part in rest[1:]:
            if not _is_organization(part):
                break
            kept.append(part)  # "Department of Law, Norrvik University"
        return PostLine(role=first, organization=", ".join(kept))
    last = parts[-1]
    if _is_role(last) and not _is_organization(last):
        return PostLine(role=last, organization=", ".join(parts[:-1]))
    if _is_organization(first):
        return PostLine(organization=first)
    return None


def _role_before(words: str) -> str | None:
    role = words.strip(" ,")
    return role or None


def _organization_in(words: str) -> str:
    """The name alone, without the places behind it."""
    parts = [part.strip() for part in words.split(",")]
    kept = parts[:1]
    for part in parts[1:]:
        if not (_is_organization(part) or _LEGAL.fullmatch(part)):
            break
        kept.append(part)
    return _BESIDE.sub("", ", ".join(kept)).strip() or words


def _is_role(words: str) -> bool:
    return _role().search(words) is not None or _ENTHUSIASM.search(words) is not None


def _is_organization(words: str) -> bool:
    if _LEGAL.search(words):
        return True
    if _role().match(words):
        return False  # "Head of Research"
    alone = _before_a_role().sub("", words)  # a "Group Leader" is no group
    return _kind().search(alone) is not None


def _looks_like_organization(words: str) -> bool:
    if _is_organization(words):
        return True
    folded = key_words(words)
    if not folded or is_town(words.casefold()):
        return False
    return bool(named(folded)) or (words.isupper() and bool(abbreviated(words)))


@cache
def _role() -> re.Pattern[str]:
    from persona_check.bio.word_files import one_of

    words = f"{one_of('posts')}|{one_of('heads')}"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _before_a_role() -> re.Pattern[str]:
    return re.compile(rf"[\w-]+\s+(?={_role().pattern})", re.IGNORECASE)


@cache
def _kind() -> re.Pattern[str]:
    from persona_check.bio.word_files import one_of

    return re.compile(rf"(?<![^\W_])(?:{one_of('kinds_of_organizations')})(?![^\W_])")

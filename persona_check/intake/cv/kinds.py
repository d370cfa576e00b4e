"""What the words of a part of an entry say that it is: a role, an employer, a degree, a place."""

import re
from enum import StrEnum
from functools import cache, lru_cache

from persona_check.bio.places import is_place
from persona_check.bio.word_files import one_of as bio_words
from persona_check.expressions import Expression
from persona_check.intake.word_files import any_line_of, any_words_of, one_of

__all__ = [
    "INITIALS_OF_STATE",
    "ChunkKind",
    "company_form",
    "degrees",
    "ends_as_company",
    "is_degree",
    "is_going_on",
    "is_no_degree",
    "is_surely_organization",
    "kind_of_part",
    "organizations",
    "roles",
    "sure_organizations",
]

MOST_NAME_WORDS = 12
INITIALS_OF_STATE = Expression(r"[A-Z]{2}(?:\s+\d{5}(?:-\d{4})?)?")


class ChunkKind(StrEnum):
    """What a part of an entry's head is taken for."""

    ROLE = "role"
    ORGANIZATION = "organization"
    UNIT = "unit"
    DEGREE = "degree"
    PLACE = "place"
    OTHER = "other"
    PROSE = "prose"


@lru_cache(maxsize=4_096)
def kind_of_part(text: str) -> ChunkKind:
    """What its words say that it is; OTHER where they say nothing."""
    words = text.split()
    if not any(letter.isalpha() for letter in text):
        return ChunkKind.PROSE
    if len(words) > 3 * MOST_NAME_WORDS or (len(words) > 9 and text.endswith(".")):
        return ChunkKind.PROSE
    if INITIALS_OF_STATE.fullmatch(text) or is_place(text) or _countries().fullmatch(text):
        return ChunkKind.PLACE
    unit = units().match(text)
    role, organization = roles().search(text), organizations().search(text)
    if unit and role and role.end() <= unit.end() and role.start() == 0:
        role = None  # "Faculty of Science"
    if role is not None and role[0].upper() in {"DG", "PDG", "PI"} and role[0] != text:
        role = None  # of "DG Santé" the first word is no title
    whole = unit and sure_organizations().match(
        text
    )  # "Inria, Flumes team" is told by its first word
    if organization is not None and unit and not role and not whole:
        return ChunkKind.UNIT
    if role and any_line_of("cv", "given").fullmatch(words[-1]):
        return ChunkKind.OTHER  # "Research Fellow Award"
    if role and organization:
        if role.start() == 0 or role.end() == len(text):
            return ChunkKind.ROLE
        return ChunkKind.ORGANIZATION if organization.start() < role.start() else ChunkKind.ROLE
    if role:
        return ChunkKind.ROLE
    if organization:
        return ChunkKind.ORGANIZATION
    if unit:
        return ChunkKind.UNIT
    if is_degree(text):
        return ChunkKind.DEGREE
    return ChunkKind.OTHER


@lru_cache(maxsize=4_096)
def is_degree(text: str) -> bool:
    """Whether a degree is named at its beginning or as a word of its own."""
    return degrees().search(text) is not None


def is_surely_organization(text: str) -> bool:
    """Whether a word in it says so that names no field or unit too, as "media" or "group" may."""
    return sure_organizations().search(text) is not None


def is_no_degree(text: str) -> bool:
    """Whether it is a school, a course or an exchange."""
    return any_words_of("cv", "not_degrees").search(text) is not None


def is_going_on(text: str) -> bool:
    """Whether it says of itself that it is not finished."""
    return any_words_of("cv", "going_on").search(text) is not None


@cache
def _countries() -> re.Pattern[str]:
    return any_line_of("cv", "countries")


@cache
def roles() -> re.Pattern[str]:
    """Words for what somebody is in a post."""
    words = f"{one_of('cv', 'roles')}|{bio_words('posts')}".replace("(?-i:", "(?:")
    return re.compile(rf"(?<![\w@.-])(?:{words})(?![\w@]|\.\w)", re.IGNORECASE)


@cache
def organizations() -> re.Pattern[str]:
    """Words that names of organisations hold, those of fields and units among them."""
    own, short = one_of("cv", "organizations"), one_of("cv", "company_forms", "short_organizations")
    known = bio_words("kinds_of_organizations")
    return re.compile(rf"(?<![\w@])(?:(?i:{own})|(?:{short})|(?:{known}))(?![\w@])")


@cache
def sure_organizations() -> re.Pattern[str]:
    """Words that only the name of a whole organisation holds."""
    own = one_of("cv", "sure_organizations")
    short = one_of("cv", "company_forms", "short_organizations")
    return re.compile(rf"(?<![\w@])(?:(?i:{own})|(?:{short}))(?![\w@])")


@cache
def company_form() -> re.Pattern[str]:
    """How a company is set up: "GmbH", "Inc.", in capitals or not."""
    return any_line_of("cv", "company_forms")


@cache
def ends_as_company() -> re.Pattern[str]:
    """A name that ends with how it is set up."""
    return re.compile(rf"\s(?:{one_of('cv', 'company_forms')})$")


@cache
def units() -> re.Pattern[str]:
    """How the name of a part of an organisation begins."""
    return re.compile(rf"(?:the )?(?:{one_of('cv', 'units')})", re.IGNORECASE)


@cache
def degrees() -> re.Pattern[str]:
    """Words of degrees and their abbreviations."""
    own, short = one_of("cv", "degrees"), one_of("cv", "degree_abbreviations")
    return re.compile(rf"(?<![\w.])(?:(?i:{own})|{short}|{bio_words('degrees')})(?![\w’'])")

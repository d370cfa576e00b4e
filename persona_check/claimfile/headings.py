"""What the columns of a table hold, told by their headings."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from persona_check.claimfile.fields import KEYS

__all__ = ["FAMILY", "GIVEN", "MIDDLE", "Columns", "columns_of", "full_name"]

GIVEN, MIDDLE, FAMILY = "given name", "middle name", "family name"

# Beside the keys of a claim: what registration systems and forms call the same, by their squeezed
# spelling, in the languages whose Excel writes semicolons too.
_HEADINGS = {
    "name": "names fullname completename displayname nameandsurname namesurname firstandlastname "
    "namefirstlast vollständigername nomcomplet nombrecompleto nomecompleto volledigenaam "
    "vorundnachname vornamenachname nomprénom prénomnom nometprénom",
    GIVEN: "firstname first givenname givennames given forename forenames fname vorname vornamen "
    "prénom prenom nombre nome primonome voornaam förnamn fornavn imię",
    MIDDLE: "middlename middlenames middle middleinitial mi",
    FAMILY: "lastname last surname familyname family lname secondname nachname familienname nom "
    "nomdefamille apellido apellidos cognome sobrenome achternaam efternamn efternavn nazwisko",
    "email": "emailaddress emailid mailaddress emailaddresses emails workemail courriel "
    "adresseemail adressemail correo correoelectrónico indirizzoemail posta emailadresse "
    "mailadresse epost",
    "affiliations": "institution institutions institutionname institutionalaffiliation "
    "affiliatedinstitution currentaffiliation primaryaffiliation company companyname companies "
    "organizationname organisationname organizations organisations employer currentemployer "
    "university universities institute workplace universität firma unternehmen hochschule institut "
    "einrichtung arbeitgeber université entreprise société établissement organisme empresa "
    "universidad organización institución università azienda ente universiteit bedrijf instelling "
    "universidade instituição",
    "role": "positiontitle jobposition currentposition currentrole jobrole job profession "
    "occupation beruf funktion stelle fonction poste cargo puesto ruolo "
    "functie função",
    "bio": "bios shortbio shortbiography longbio biographicalnote biographicalsketch biosketch "
    "biotext biostatement biographystatement bionote aboutme about lebenslauf kurzbiografie "
    "kurzbiographie biografie biographie kurzbio biografía biografia",
    "orcid": "orcidnumber orcididentifier orcidurl orcidlink orcidprofile",
    "homepage": "webpage web personalwebsite personalwebpage personalpage homepageurl websiteurl "
    "websitelink siteweb sitioweb sitoweb internetseite webseite",
    "links": "linkedinurl linkedinprofile linkedinlink profileurl profilelink profilepage",
    "scholar": "googlescholarid googlescholarprofile googlescholarurl scholarprofile scholarurl",
    "github": "githubuser githubusername githubprofile githuburl",
    "works": "publicationlist selectedpublications publicationtitles listofpublications papers",
    "fields": "areaofexpertise areasofexpertise researchinterests researchfield researchfields "
    "fachgebiet",
}
_WHO = (
    "speakers speaker presenters presenter presentingauthor authors author panelists panelist "
    "panellists panellist guests guest experts expert applicants applicant attendees attendee "
    "participants participant contributors contributor lecturers lecturer candidates candidate "
    "reviewers reviewer persons person your the referent referentin orateur intervenant"
).split()
_MISSPELT = 0.85  # "affilation" is a slip, "workshop" is not "works"
_SEVERAL = frozenset(
    ("affiliations", "email", "links", "works", "dois", "fields", "coauthors", "bio")
)
_EITHER = re.compile(r"\s*[/|&,]\s*|\s+(?:and|or|und|oder|et|ou|y|o)\s+", re.IGNORECASE)
_OF_A_TALK = frozenset(("abstract", "session", "sessionid", "track", "proposaltitles"))


def _squeezed(heading: str) -> str:
    """Letters and figures only; remarks in brackets and marks of required answers dropped."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    plain = re.sub(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*[*:?]*\s*$", "", plain)
    return re.sub(r"[\W_]+", "", re.sub(r"['’]s\b", "", plain))


_KNOWN: Mapping[str, str] = {
    _squeezed(word): key
    for key, others in (
        *((key, others.split()) for key, others in _HEADINGS.items()),
        *((key, (key, *others)) for key, others in KEYS.items()),
    )
    for word in others
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The key of each column, or None where nothing asks for what it holds.

    ``left_out`` says in words why a column that has a known heading is not read.
    """

    keys: tuple[str | None, ...]
    left_out: tuple[tuple[int, str], ...] = ()

    headings: tuple[str, ...]

    @property
    def unknown(self) -> tuple[int, ...]:
        """The columns with a heading that says nothing known."""
        told = {at for at, _ in self.left_out}
        return tuple(
            at
            for at, key in enumerate(self.keys)
            if key is None and at not in told and self.headings[at].strip()
        )

    @property
    def unknown_headings(self) -> frozenset[str]:
        """The headings of those columns."""
        return frozenset(self.headings[at] for at in self.unknown)

    def nearly(self, heading: str) -> str | None:
        """The key that a misspelt heading means, of those that no column has yet."""
        left = {words: key for words, key in _KNOWN.items() if key not in self.keys}
        near = difflib.get_close_matches(_squeezed(heading), left, n=1, cutoff=_MISSPELT)
        if not near:
            return None
        key = left[near[0]]
        return next((one for one in (key, *KEYS.get(key, ())) if _squeezed(one) == near[0]), key)

    @property
    def hold_names(self) -> bool:
        """Whether some column says who is meant."""
        return not {"name", GIVEN, FAMILY}.isdisjoint(key for key in self.keys if key)


@lru_cache(maxsize=64)
def columns_of(headings: tuple[str, ...]) -> Columns:
    """What each column holds.

    A heading that names the person ("Speaker email") goes before one that does not ("Email");
    beside an abstract a title is a talk's.
    """
    squeezed = [_squeezed(heading) for heading in headings]
    read = [_read(heading) for heading in headings]
    keys = [key for key, _ in read]
    left_out: dict[int, str] = {}
    if not _OF_A_TALK.isdisjoint(squeezed):
        for at in (at for at, words in enumerate(squeezed) if words == "title"):
            keys[at], left_out[at] = None, "beside a session or an abstract it is a talk's title"
    kept: dict[str, int] = {}
    for at in sorted(range(len(keys)), key=lambda at: not read[at][1]):
        key = keys[at]
        if key is None or key in _SEVERAL:
            continue
        if key in kept:
            keys[at], left_out[at] = None, f"“{headings[kept[key]].strip()[:80]}” is read instead"
        kept.setdefault(key, at)
    return Columns(keys=tuple(keys), left_out=tuple(left_out.items()), headings=headings)


def _read(heading: str) -> tuple[str | None, bool]:
    """The key of a heading, and whether it says whose it is ("Speaker email")."""
    found = _read_one(_squeezed(heading))
    if found[0] is None and len(parts := _EITHER.split(heading)) > 1:
        both = {_read_one(_squeezed(part)) for part in parts}
        keys = {key for key, _ in both}
        if len(keys) == 1:
            return keys.pop(), any(whose for _, whose in both)
    return found


def _read_one(words: str) -> tuple[str | None, bool]:
    if words in _KNOWN:
        return _KNOWN[words], False
    if words in _WHO and words not in {"your", "the"}:
        return "name", True
    for rest in _without_person(words):
        if rest in _KNOWN:
            return _KNOWN[rest], True
    numbered = words.rstrip("0123456789")
    if numbered != words and (found := _read_one(numbered))[0] in _SEVERAL:
        return found
    return None, False


def _without_person(words: str) -> Iterator[str]:
    for who in _WHO:
        if words.startswith(who):
            yield words[len(who) :]
        for joined in (f"ofthe{who}", f"of{who}", who):
            if words.endswith(joined):
                yield words[: -len(joined)]


def full_name(given: str, middle: str, family: str, whole: str) -> str:
    """The name that several columns give together.

    Beside a column of given names alone, "Name" is the family's, as in German forms, unless it
    holds the given name too.
    """
    if whole and (family or not given or given.casefold() in whole.casefold()):
        return whole
    return " ".join(part for part in (given, middle, family or whole) if part)

"""What the columns of a list hold, told by their cells where the headings do not tell."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from persona_check.claimfile.headings import FAMILY, GIVEN, Columns
from persona_check.claimfile.values import identifier_in_address
from persona_check.compare.orcid import ORCID_PATTERN
from persona_check.expressions import Expression

__all__ = ["SEEN_ROWS", "keys_by_content"]

SEEN_ROWS = 200  # from so many the columns are told
_MOST = 0.6  # of the filled cells; the rest are remarks, or rows that nobody finished
_HALF = 0.5
_PROSE_CHARS = 80
_ADDRESS = Expression(r"[^\s@<>;,]{1,80}@[\w-]+(?:\.[\w-]+)+")
_ORCID = Expression(rf"(?:https?://orcid\.org/)?{ORCID_PATTERN}", re.IGNORECASE)
_FIRST_PERSON = Expression(r"(?:I|I['’]m|My|Ich|Je|J['’]|Soy|Sono|Ik|Sou|Eu)\b")
_HONORIFICS = Expression(
    r"(?:(?:univ|apl|hon|em)\.?[\s-]*)?(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|herr|frau|mme|m|"
    r"sr|sra|dipl|ing|mag|phd|ph\.d|msc|md|eng)\.?(?:[\s.-]*(?:dr|ing|rer|nat|med|phil|habil|h\.?c|"
    r"phd|inż|hab|dipl|mag)\.?)*",
    re.IGNORECASE,
)
_AT_THE_EVENT = frozenset(
    "speaker keynote keynotespeaker invitedspeaker moderator panelist panellist chair sessionchair "
    "attendee participant organizer organiser volunteer reviewer author presenter host guest "
    "sponsor staff exhibitor delegate workshop talk poster referent referentin teilnehmer "
    "teilnehmerin orateur intervenant ponente relatore palestrante spreker tutor pc member "
    "programcommittee pcmember submitter coauthor".split()
)


def keys_by_content(
    columns: Columns, rows: Sequence[Sequence[str]]
) -> tuple[tuple[str | None, ...], tuple[str, ...]]:
    """The key of each column after a look at the cells, and what to tell of it."""
    keys, told = list(columns.keys), list[str]()
    cells = {at: [row[at].strip() for row in rows if row[at].strip()] for at in range(len(keys))}
    for at in range(len(keys)):
        heading = columns.headings[at].strip()[:80]
        if keys[at] == "role" and (why := _no_post(cells[at])):
            keys[at] = None
            told.append(f"ignoring column “{heading}”: {why}")
    words = list(_name_words(columns, rows))
    for at in columns.unknown:
        heading = columns.headings[at].strip()[:80]
        for key, fits in (
            ("email", _share(_ADDRESS.fullmatch)),
            ("orcid", _share(_ORCID.fullmatch)),
            ("links", _share(identifier_in_address)),
            ("bio", lambda _, at=at: _is_about_them(at, rows, words)),
        ):
            if key not in keys and cells[at] and fits(cells[at]):
                keys[at] = key
                told.append(f"column “{heading}” is read as {key.replace('_', ' ')}")
                break
    return tuple(keys), tuple(told)


def _share(fits: Callable[[str], object]) -> Callable[[Sequence[str]], bool]:
    def most(cells: Sequence[str]) -> bool:
        short = [cell for cell in cells if len(cell) < 300]
        return bool(short) and sum(bool(fits(cell)) for cell in short) >= _MOST * len(cells)

    return most


def _no_post(cells: Sequence[str]) -> str | None:
    """Why what is headed "Title" or "Role" is no post; None where it may be."""
    if not cells:
        return None
    if all(_HONORIFICS.fullmatch(cell) for cell in cells):
        return "it holds forms of address"
    if all(re.sub(r"[\W_]+", "", cell.casefold()) in _AT_THE_EVENT for cell in cells):
        return "it says what they do at the event"
    return None


def _name_words(columns: Columns, rows: Sequence[Sequence[str]]) -> Iterator[frozenset[str]]:
    at = [at for at, key in enumerate(columns.keys) if key in {"name", GIVEN, FAMILY}]
    for row in rows:
        words = re.findall(r"\w{3,}", _folded(" ".join(row[one] for one in at)))
        yield frozenset(words)


def _is_about_them(at: int, rows: Sequence[Sequence[str]], names: Sequence[frozenset[str]]) -> bool:
    """Whether half of the texts speak of the person of their row, or of themselves."""
    texts = [(row[at].strip(), words) for row, words in zip(rows, names, strict=True)]
    long = [(text, words) for text, words in texts if len(text) >= _PROSE_CHARS]
    if not long or len(long) < _HALF * sum(bool(text) for text, _ in texts):
        return False
    spoken = sum(
        bool(_FIRST_PERSON.match(text))
        or not words.isdisjoint(re.findall(r"\w{3,}", _folded(text)))
        for text, words in long
    )
    return spoken >= _HALF * len(long)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))

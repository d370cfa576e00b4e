"""From a name as written to its words in plain letters, given names first."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from persona_check.compare.misread import read_again
from persona_check.compare.names.scripts import Script, script_of, spelled_out
from persona_check.compare.names.table_files import word_set
from persona_check.expressions import Expression

__all__ = ["Written", "plain_words", "variants", "written"]

# Longer texts are no names; cutting them bounds the work that a hostile claim can cause.
MOST_CHARACTERS = 200
MOST_TOKENS = 8
# "QM", "J.P.R.": more capitals in a row are an organisation, or a name in capitals.
MOST_INITIALS = 3
# Degrees that no table holds are told by their capitals: FACNM, MRCPCH.
LEAST_LETTERS_OF_DEGREE = 4

_MAIL = Expression(r"<[^<>]*@[^<>]*>|\(?\S+@\S+\)?|https?://\S+|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
# superscripts before NFKC makes plain digits and letters of them
_RAISED = Expression(r"[¹²³⁰-₟ᵃ-ᵿª*†‡§¶#∗⁎⋆★☆✉⊥∥‖‡♮✝✦•]+(?:\s*,\s*(?=[¹²³⁰-₟*†‡§¶#∗])|)")
_FOOTNOTE_DIGITS = Expression(r"(?<=[^\W\d])\.?,?\s?\d{1,2}(?:\s*[,;]\s*\d{1,2})*(?=$|[\s,;])")
_FOOTNOTE_LETTERS = Expression(r"(?<=[a-zà-ž]{2})\s+[a-h](?:\s*,\s*[a-h\d])*\s*$")
_NAMESAKE_NUMBER = Expression(r"\s\d{4}$")
_SUPERSCRIPT_O = Expression(r"\bM(?:ª|\.ª|\.a)(?=\s)")
_SCIENTIFIC = {"č": "ch", "š": "sh", "ž": "zh", "Č": "Ch", "Š": "Sh", "Ž": "Zh"}
_INITIALS = Expression(rf"(?:[A-Z]\.?-?){{2,{MOST_INITIALS}}}")
_BRACKETS = Expression(
    r"\(([^()]*)\)|[\"“„«]([^\"“”„«»]*)[\"”“»]|(?<=\s)['‘’]([^'‘’\s]+)['’](?=\s)"
)
_FORMERLY = Expression(
    r"n[ée]e?|geb(?:oren|orene)?\.?|born|formerly|previously|ex|roz(?:ená)?\.?|nata|nacida|zd\.?"
    r"|född|født|maiden|alias|aka|as",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A name's words, given names first, and what was written around them.

    ``generation`` is "jr", "iii" …, "" where none is given.
    """

    words: tuple[str, ...]
    script: Script
    generation: str = ""


def written(name: str) -> Written:
    """The name in its likeliest reading; no words where there is no letter."""
    found = variants(name)
    return found[0] if found else Written((), Script.LATIN)


@lru_cache(maxsize=65_536)
def variants(name: str) -> tuple[Written, ...]:
    """The ways to read what is written, likeliest first.

    Two where capitals may be initials or a short word ("Ashgrove AB", "Tran VU"), more where
    brackets give another name.
    """
    text = _cleaned(name)
    found: dict[Written, None] = {}
    texts = [text]
    if set(text) & _SCIENTIFIC.keys():
        # Žukov is Zhukov, with the mark lost Zukov
        texts.append("".join(_SCIENTIFIC.get(letter, letter) for letter in text))
    for alternative in (one for each in texts for one in _alternatives(each)):
        for one in _read(alternative):
            if one.words:
                found[one] = None
    return tuple(found)[:6]


def _cleaned(name: str) -> str:
    text = _MAIL.sub(" ", read_again(name[:MOST_CHARACTERS]))
    text = _SUPERSCRIPT_O.sub("Maria", text)
    text = _RAISED.sub(" ", text)
    text = unicodedata.normalize("NFKC", text)
    text = _NAMESAKE_NUMBER.sub("", " ".join(text.split()))  # DBLP's number of a namesake
    text = _FOOTNOTE_DIGITS.sub(" ", text)
    text = _FOOTNOTE_LETTERS.sub("", text)
    return " ".join(text.split()).strip(" ,;:.&")


def _alternatives(text: str) -> Iterator[str]:
    """The text without what is in brackets; then the words in brackets in their place."""
    inside = [next(filter(None, one.groups()), "").strip() for one in _BRACKETS.finditer(text)]
    if not inside:
        yield text
        return
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    # brackets round everything are no aside
    yield outside or inside[0]
    for aside in inside:
        words = aside.split()
        if len(words) > 1 and _FORMERLY.fullmatch(words[0]):
            # "Hanna Oduya (née Ashgrove)": another family name; in full it is the whole name
            given = outside.partition(",")[2] if "," in outside else outside
            first = given.split()[:1] if len(words) == 2 else []
            yield " ".join([*first, *words[1:]])
            continue
        if not words or not outside or any(letter.isdigit() for letter in aside):
            continue
        if script_of(aside) is not script_of(outside) or len(words) > 1:
            yield aside
        elif len(words[0]) > 1 and "," not in outside and not _is_around(words[0]):
            yield f"{aside} {outside.split()[-1]}"


def _read(text: str) -> Iterator[Written]:
    script = script_of(text)
    if script is not Script.LATIN:
        text = spelled_out(text, script)
    text, generation = _order(text)
    plain_caps = not any(letter.islower() for letter in text)
    bare = _without_titles(text.split())
    # Spanish and Portuguese "and" between two family names
    bare = [word for place, word in enumerate(bare) if place == 0 or word not in ("y", "e")]
    if not plain_caps:
        bare = _family_in_capitals_last(bare)
    for split in _initials_split(bare, plain_caps=plain_caps):
        words = [word for raw in split for word in plain_words(raw)]
        words = _without_letters(words)
        yield Written(tuple(_initials_first(words, split)[:MOST_TOKENS]), script, generation)


def _order(text: str) -> tuple[str, str]:
    """The text without degrees, "Family, Given" turned round, and the generation."""
    head, *rest = [part.strip() for part in re.split(r"[,;]", text)]
    generation = ""
    given = ""
    for part in rest:
        words = [_joined(word) for word in part.split()]
        if not any(words):
            continue
        if all(word in _generations() for word in words if word):
            generation = words[0]
        elif _are_letters(part, words, head):
            continue
        elif not given:
            given = part
            if len(words) > 1 and words[-1] in _generations() - {"ii"}:
                generation = words[-1]
                given = " ".join(part.split()[:-1])
    # "PhD, MPH" may stand behind the head too
    text = f"{given} {head}" if given else head
    words = text.split()
    while len(words) > 2 and _joined(words[-1]) in _generations() and _joined(words[-1]) != "i":
        generation = generation or _joined(words[-1])
        del words[-1]
    return " ".join(words), _generation(generation)


def _generation(word: str) -> str:
    return {"jnr": "jr", "junior": "jr", "snr": "sr", "senior": "sr"}.get(word, word)


def _are_letters(part: str, words: Sequence[str], head: str) -> bool:
    """Whether what stands behind a comma are degrees and the like, not given names."""
    known = _letters() | _titles()
    if _joined(part) in known or all(word in known or not word for word in words):
        # "Ashgrove, MA": one word before the comma is a family name alone
        return len(head.split()) > 1 or not all(len(word) <= MOST_INITIALS for word in words)
    if head.isupper():
        return False
    capitals = [re.sub(r"[^A-Za-z]", "", word) for word in part.split()]
    return len(head.split()) > 1 and all(
        (len(word) >= LEAST_LETTERS_OF_DEGREE and sum(map(str.isupper, word)) * 2 > len(word))
        or word.casefold() in known
        for word in capitals
    )


def _family_in_capitals_last(words: list[str]) -> list[str]:
    """As "WEBERLIN Hanna", turned round: a family name in capitals says which it is."""
    end = 0
    while end < len(words) and words[end].isupper() and len(words[end]) > MOST_INITIALS:
        end += 1
    rest = words[end:]
    return [*rest, *words[:end]] if rest and not any(map(str.isupper, rest)) else words


def _without_titles(words: Sequence[str]) -> list[str]:
    """Without titles in front and degrees behind, so long as two words are left."""
    kept = list(words)
    titled = False
    while len(kept) > 1 and (_is_title(kept[0], kept) or (titled and _is_subject(kept))):
        titled = True
        del kept[0]
    while len(kept) > 2 and _is_degree(kept):
        del kept[-1]
    return kept


def _is_title(word: str, words: Sequence[str]) -> bool:
    plain = _joined(word)
    if _DOTTED_INITIALS.fullmatch(word):
        return False
    if word.endswith(".") and plain in _titles_with_stop():
        return len(words) > 2
    # "MS Oduya" may be two initials: kept where little else is left
    known = plain in _titles()
    return known and (len(words) > 2 or not word.isupper() or plain in _COMMON_TITLES)


def _is_subject(words: Sequence[str]) -> bool:
    return len(words) > 2 and words[0].islower() and _joined(words[0]) in _subjects()


_PLAIN_DEGREES = frozenset({"phd", "esq", "emeritus", "msc", "bsc", "dphil"})
_COMMON_TITLES = frozenset({"dr", "prof", "mrs"})
_DOTTED_INITIALS = Expression(r"(?:[A-Z]\.-?)+[A-Z]\.?")


def _is_degree(words: Sequence[str]) -> bool:
    last = words[-1]
    plain = _joined(last)
    if plain not in _letters():
        return False
    if last.islower() or (last.istitle() and "." not in last):
        return plain in _PLAIN_DEGREES
    if len(plain) < 3 and plain != "md" and "." not in last:
        # Do, Ma and Pa are names, too
        return False
    # two full words before it: "Hanna Weber MD", but "Weber MD"
    return sum(len(re.sub(r"\W", "", word)) > 1 for word in words[:-1]) > 1


def _initials_split(words: Sequence[str], *, plain_caps: bool) -> Iterator[list[str]]:
    """The words with initials written together taken apart, then as they stand if they may be."""
    split: list[str] = []
    doubtful = False
    for place, word in enumerate(words):
        if not _INITIALS.fullmatch(word) or len(words) == 1:
            split.append(word)
            continue
        bare = re.sub(r"[^A-Z]", "", word)
        dotted = "." in word
        voiced = bool(set(bare) & set("AEIOUY")) or bare in ("NG", "MD", "SK", "ST")
        if plain_caps and not dotted and (voiced or place < len(words) - 1) and len(words) < 3:
            # all in capitals: a short word as likely as initials
            yield list(words)
            if place:
                yield [*words[:place], *bare, *words[place + 1 :]]
            return
        doubtful = doubtful or (voiced and not dotted)
        split.extend(bare)
    yield split
    if doubtful:
        yield list(words)


def _initials_first(words: Sequence[str], split: Sequence[str]) -> list[str]:
    """PubMed's "Ashgrove Q M" turned round: initials at the end are given names'."""
    count = 0
    for word in reversed(words):
        if len(word) > 1:
            break
        count += 1
    if 0 < count < len(words) and len(words[0]) > 1:
        return [*words[-count:], *words[:-count]]
    return list(words)


def _without_letters(words: Sequence[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 2 and kept[-1] in ("phd", "esq"):
        del kept[-1]
    return kept


def plain_words(text: str) -> list[str]:
    """The words of any text in plain lower-case Latin letters."""
    plain = anyascii(text).casefold().replace("'", "").replace("`", "")
    return [word for word in re.split(r"[^a-z0-9]+", plain) if word]


def _joined(word: str) -> str:
    return re.sub(r"[^a-z]", "", anyascii(word).casefold())


def _is_around(word: str) -> bool:
    return _joined(word) in _letters() | _titles() | _generations()


@cache
def _titles() -> frozenset[str]:
    return word_set("affixes.toml", "titles")


@cache
def _titles_with_stop() -> frozenset[str]:
    return word_set("affixes.toml", "titles_with_stop")


@cache
def _subjects() -> frozenset[str]:
    return word_set("affixes.toml", "subjects")


@cache
def _letters() -> frozenset[str]:
    return word_set("affixes.toml", "letters")


@cache
def _generations() -> frozenset[str]:
    return word_set("affixes.toml", "generations")

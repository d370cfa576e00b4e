"""Whether two titles that nearly agree differ by a slip of the pen, or say different things."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

__all__ = ["differ_by_slips", "numbers", "roman"]

# Two words of a title may be mistyped, and one more of each further five; never more than three.
WORDS_FOR_A_SLIP = 5
LEAST_SLIPS = 2
MOST_SLIPS = 3
# A word of so many letters may have one wrong, of so many two.
LETTERS_FOR_ONE = 5
LETTERS_FOR_TWO = 9

_ROMAN = re.compile(r"(?=[ivxl])(?:x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred".split()
# other languages: those that are nothing else there, and stand in titles of parts
_FOREIGN = {
    "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "erste": 1, "erster": 1, "zweite": 2, "zweiter": 2, "dritte": 3,
    "dritter": 3, "vierte": 4, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8,
    "neuf": 9, "premier": 1, "premiere": 1, "deuxieme": 2, "troisieme": 3, "quatrieme": 4,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3, "due": 2,
    "tre": 3, "quattro": 4, "cinque": 5, "sette": 7, "otto": 8, "nove": 9, "dieci": 10, "prima": 1,
    "primo": 1, "seconda": 2, "terzo": 3, "terza": 3, "dois": 2, "duas": 2, "quatro": 4, "oito": 8,
    "dez": 10, "once": 11, "doce": 12, "onze": 11, "douze": 12, "twee": 2, "drie": 3, "vijf": 5,
}  # fmt: skip
_NUMBER_WORDS = (
    {word: str(n) for words in (_CARDINALS, _ORDINALS) for n, word in enumerate(words)}
    | {word: str(30 + 10 * n) for n, word in enumerate(_TENS)}
    | {word: str(n) for word, n in _FOREIGN.items()}
)

_NEGATIONS = frozenset(
    "not no non nor never neither none without cannot un anti counter nicht kein keine keiner ohne "
    "nie pas sans jamais ne sin ningun nunca senza mai sem nem nunca geen niet zonder ikke inte "
    "uten utan ei nie bez".split()
)
# small words that are dropped or exchanged without another meaning
_SMALL = frozenset(
    "a an the of in on for by at as is are its their s via and or und et y e o oder ou der die das "
    "des dem den ein eine einer zur zum im von le la les l d du de un une el los las del al il lo "
    "gli i dei da do dos os um uma en van het een det den et og och i".split()
)
# Small words that fingers could turn into each other, and that say something else: no, on.
_WORDS_OF_THEIR_OWN = _SMALL | _NEGATIONS | frozenset(_NUMBER_WORDS)
# Words of four letters that two neighbours in the wrong order turn into one another.
_TURNED_WORDS = (
    {"form", "from"}, {"calm", "clam"}, {"cold", "clod"}, {"best", "bets"}, {"salt", "slat"},
    {"cost", "cots"}, {"lots", "lost"}, {"post", "pots"}, {"barn", "bran"}, {"lion", "loin"},
    {"silt", "slit"}, {"bolt", "blot"}, {"tow", "two"},
)  # fmt: skip
_VOWELS = "aeiouy"
# What turns into another word, often into the opposite, where it stands before one. From the
# antonyms of WordNet 3.1 (Princeton University) that differ in their beginning, and the pairs
# that titles of reports use.
_PREFIXES = frozenset(
    "a ab ad allo an ante anti ar auto bi co con contra counter cross de di dia dis dys ecto em en "
    "endo eso eu ex exo extra fe fore hetero homo hyper hypo il im in infra inter intra intro ir "
    "iso macro mal male max mega meso meta micro mid min mini mis mono multi nano neo non o out "
    "over para per phen poly post pre pro pseudo qual quant quasi re retro self semi sub super "
    "supra sur sym syn tele trans tri ultra un under uni up down wo".split()
)
# Endings of substances and of actors: another one is another thing.
_ENDINGS = (
    frozenset("ate ite ide".split()), frozenset("ane ene yne".split()),
    frozenset("ol al one".split()), frozenset("er ee".split()), frozenset("or ee".split()),
    frozenset("philic phobic".split()), frozenset("philia phobia".split()),
    frozenset("phile phobe".split()), frozenset("ful less".split()),
    frozenset("ic ous".split()), frozenset("ism ist".split()),
)  # fmt: skip


@cache
def _look_alikes() -> frozenset[tuple[str, str]]:
    """Pairs of usual words that a slip of the pen could turn into each other."""
    text = files("persona_check.compare").joinpath("look_alike_words.txt").read_text("ascii")
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset((word, other) for word, *others in lines for other in others)


def roman(word: str) -> int | None:
    """The value of a Roman numeral up to 39 in small letters; None where it is none."""
    if not word or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_DIGITS[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def numbers(words: Sequence[str]) -> list[str]:
    """All numbers in order: digits also inside a word, Roman numerals, number words."""
    found: list[str] = []
    for word in words:
        digits = re.findall(r"\d+", word)
        if digits:
            found += [text.lstrip("0") or "0" for text in digits]
        elif len(word) > 1 and (value := roman(word)) is not None:
            found.append(str(value))
        elif (number := _NUMBER_WORDS.get(word)) is not None:
            found.append(number)
    return found


def differ_by_slips(
    left: Sequence[str], right: Sequence[str], exact: frozenset[str] = frozenset()
) -> bool:
    """Whether small words, a plural, spelling and few wrong letters are all that differs.

    Words of ``exact`` (short names such as YGR2 or HMM) have no slips.
    """
    if numbers(left) != numbers(right):
        return False
    slips = 0
    for part in _differing(left, right):
        a, b = ([word for word in words if word not in _SMALL] for words in part)
        one, other = "".join(a), "".join(b)
        whole = "".join(part[0]), "".join(part[1])
        if one == other or whole[0] == whole[1]:
            continue
        # "and" is no word of a key; struck wrongly it stands there alone
        joined = whole if all(whole) else (*(text for text in whole if text), "and")
        if not _fumbled(*joined):
            # two words run together look like a short name
            named = len(a) == len(b) and not exact.isdisjoint((*a, *b))
            if not one or not other or named:
                if not _plural(one, other):
                    return False
            elif not (_slip(one, other) or _slip(*whole)):
                return False
        slips += 1
    allowed = min(len(left), len(right)) // WORDS_FOR_A_SLIP
    return slips <= max(LEAST_SLIPS, min(MOST_SLIPS, allowed))


def _differing(left: Sequence[str], right: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """The stretches of words on either side that have no equal on the other."""
    from rapidfuzz.distance import Levenshtein

    parts: list[tuple[list[str], list[str]]] = []
    apart = False
    for step in Levenshtein.opcodes(left, right):
        if step.tag == "equal":
            apart = False
            continue
        if not apart:
            parts.append(([], []))
        parts[-1][0].extend(left[step.src_start : step.src_end])
        parts[-1][1].extend(right[step.dest_start : step.dest_end])
        apart = True
    return parts


def _fumbled(a: str, b: str) -> bool:
    """Whether a letter is struck twice, or two neighbours in the wrong order, and no word made.

    "aand", "hte", "FFrom": fingers do this to words of any length, also to short names.
    """
    from rapidfuzz.distance import OSA

    if (a, b) in _look_alikes() or (b, a) in _look_alikes() or {a, b} in _TURNED_WORDS:
        return False
    if {a, b} <= _WORDS_OF_THEIR_OWN:
        return False
    short, long = sorted((a, b), key=len)
    if len(long) == len(short) + 1 and len(short) > 1:
        return any(
            long[n] == long[n + 1] and long[: n + 1] + long[n + 2 :] == short
            for n in range(len(short))
        ) or (len(short) >= LETTERS_FOR_TWO - 1 and long[1:] == short and long[0] not in _VOWELS)
    return len(a) == len(b) > 1 and sorted(a) == sorted(b) and OSA.distance(a, b) == 1


def _slip(a: str, b: str) -> bool:
    from rapidfuzz.distance import OSA

    if a in _NEGATIONS or b in _NEGATIONS:
        return False
    if _spelled(a) == _spelled(b) or _plural(a, b):
        return True
    if (a, b) in _look_alikes() or (b, a) in _look_alikes():
        return False
    short, long = sorted((a, b), key=len)
    if len(short) < LETTERS_FOR_ONE:
        return False
    if _says_otherwise(short, long):
        return False
    if short[0] != long[0] and short[:2] != long[1::-1]:
        return False
    return bool(OSA.distance(short, long) <= (2 if len(short) >= LETTERS_FOR_TWO else 1))


def _spelled(word: str) -> str:
    """British and American forms as one."""
    word = re.sub(r"(?<=\w)(?:ae|oe)|^(?:ae|oe)(?=s|t|d)", "e", word)
    word = re.sub(r"ou(?=rs?$|red|ring|rable|rful|ral)", "o", word)
    word = re.sub(r"(?<=\w{3})is(?=e[ds]?$|ing$|er|ation)", "iz", word)
    word = re.sub(r"lys(?=e|ing)", "lyz", word)
    word = re.sub(r"ll(?=ed$|ing$|er$)", "l", word)
    return re.sub(r"(?<=\w{3})re$", "er", word)


def _plural(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if len(short) < 3:
        return False
    return long in (short + "s", short + "es") or (short[-1] == "y" and long == short[:-1] + "ies")


def _says_otherwise(a: str, b: str) -> bool:
    """Whether a prefix or an ending makes another thing of one stem."""
    stem = 0
    while stem < min(len(a), len(b)) and a[-1 - stem] == b[-1 - stem]:
        stem += 1
    for length in range(stem, 2, -1):
        before = a[: len(a) - length], b[: len(b) - length]
        if before[0] != before[1] and all(part in _PREFIXES or not part for part in before):
            return True
    common = 0
    while common < min(len(a), len(b)) and a[common] == b[common]:
        common += 1
    ends = {a[-size:] for size in range(2, 7)} | {b[-size:] for size in range(2, 7)}
    return common >= 3 and any(
        len(group & ends) > 1 and _stems_agree(a, b, group) for group in _ENDINGS
    )


def _stems_agree(a: str, b: str, endings: frozenset[str]) -> bool:
    stems = [
        {word.removesuffix(end) for end in endings if word.endswith(end)}
        | {word[:-1].removesuffix(end) for end in endings if word.endswith(end + "s")}
        for word in (a, b)
    ]
    return bool(stems[0] & stems[1])

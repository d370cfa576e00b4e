"""Features of a word that may open an item: what it is, and what stands around it.

They are names of classes and shapes, so that what is learned in one language holds in the others.
"""

from persona_check.bio.lexicon import SMALL_CLASSES
from persona_check.bio.marks import between, governor, name_traits, neighbour, word_itself
from persona_check.bio.passage import SHAPES, Passage
from persona_check.bio.years import Dating

__all__ = ["far_features", "is_candidate", "near_features", "own_features"]

_LINKS = "at of from in for with by on to and".split()
_CONTENT = "degree award member found title book write born licence talk".split()
_OF_NAMES = frozenset("body unit publisher award title".split())
MOST_WORDS_TO_CONTENT = 15
MOST_WORDS_TO_A_YEAR = 11
MOST_WORDS_TO_A_NAME = {1: 6, -1: 3}


def is_candidate(passage: Passage, number: int) -> bool:
    """Whether an item may hang on this word; a year stands for a fact that has no other word."""
    token = passage.tokens[number]
    year = passage.year_at[number]
    if year >= 0:
        return number == 0 or passage.year_at[number - 1] != year
    if not token.is_word or token.text[0].isdigit():
        return False
    # with a capital a small word may open the title of a book
    return (
        not token.classes <= SMALL_CLASSES
        or not token.classes
        or (number > 0 and token.text[0].isupper())
    )


def own_features(text: str, symbols: tuple[str, ...], dating: Dating | None) -> list[str]:
    """Of the word itself, which is enough to see that most words open nothing.

    ``dating`` is that of the year that it is a part of.
    """
    folded = text.casefold().replace("’", "'")
    small = text[0].islower()
    classed = symbols[0] not in SHAPES
    found = ["bias", f"C={'+'.join(symbols)}"]
    if dating is not None:
        found.append(f"D={dating}")
    else:
        word = folded if small or classed else "Xx"
        found += [f"w={word}", f"s3={folded[-3:]}", f"s4={folded[-4:]}"]
    shape = "A" if text.isupper() and len(text) > 1 else "X" if text[0].isupper() else "x"
    found.append(f"shape={shape}")
    found += [f"c={one}" for one in symbols]
    if "-" in folded and not classed:
        found.append(f"s={folded.rsplit('-', 1)[1]}" if small else "s=X")
    return found


def near_features(passage: Passage, number: int) -> list[str]:
    """Of its neighbours, and of the name that it is a part of."""
    mine = passage.symbols[number]
    found: list[str] = []
    for offset in (-1, 1):
        for one in neighbour(passage, number + offset):
            found.append(f"{offset}:{one}")
            found += [f"{offset}:{one}&{my}" for my in mine]
    governs, away = governor(passage, number)
    found += [f"L={governs}", f"Ld={governs}{min(away, 8) // 2}"]
    found += [f"L={governs}&{my}" for my in mine]
    name = passage.name_at[number]
    if name >= 0:
        first = number == 0 or passage.name_at[number - 1] != name
        last = number + 1 == len(passage.symbols) or passage.name_at[number + 1] != name
        place = "only" if first and last else "first" if first else "last" if last else "inside"
        found.append(f"in={place}")
        found += [f"in={place}&{my}" for my in mine]
        if passage.names[name].named_as_organization:
            found.append(f"inorg={place}")
    return found


def far_features(passage: Passage, number: int) -> list[str]:
    """Of the words farther away, and of the sentence."""
    mine = passage.symbols[number]
    found: list[str] = []
    for offset in (-3, -2, 2, 3):
        found += [f"{offset}:{one}" for one in neighbour(passage, number + offset)]
    for offset in (-2, -1, 1):
        if 0 <= number + offset < len(passage.symbols):
            found.append(f"{offset}w={word_itself(passage.tokens[number + offset])}")
    for first, second, pair in ((-2, -1, "-2-1"), (1, 2, "+1+2")):
        ahead, behind = neighbour(passage, number + first), neighbour(passage, number + second)
        found.append(f"{pair}:{'+'.join(ahead)}/{'+'.join(behind)}")
    for name, value in (("R", _link(passage, number)), ("Y", _year_ahead(passage, number))):
        found.append(f"{name}={value}")
        found += [f"{name}={value}&{my}" for my in mine]
    for side, step in (("r", 1), ("l", -1)):
        what, signs = _content(passage, number, step)
        for value in (f"{side}c={what}", f"{side}b={what}|{signs}"):
            found.append(value)
            found += [f"{value}&{my}" for my in mine]
    for side, step in (("R", 1), ("L", -1)):
        for one in _name_near(passage, number, step):
            found.append(f"{side}N={one}")
            found += [f"{side}N={one}&{my}" for my in mine]
    if passage.quoted[number]:
        found.append(f"quoted{int(not passage.quoted[number - 1])}")
    if passage.bracketed[number]:
        found.append("bracket")
        found += [f"bracket&{my}" for my in mine]
    found += [f"has:{one}" for one in passage.kinds]
    return found


def _content(passage: Passage, number: int, step: int) -> tuple[str, str]:
    """The nearest word of content on one side in the clause, and the signs between."""
    at = number + step
    while 0 <= at < len(passage.tokens) and abs(at - number) <= MOST_WORDS_TO_CONTENT:
        token = passage.tokens[at]
        if token.text == ";":
            break
        if token.classes and passage.year_at[at] < 0:
            for one in _CONTENT:
                if one in token.classes:
                    signs = between(passage, min(at, number) + 1, max(at, number))
                    return one, " ".join(signs) if len(signs) < 5 else f"{len(signs) // 3}far"
        at += step
    return "none", ""


def _name_near(passage: Passage, number: int, step: int) -> list[str]:
    """What the nearest name on one side is: the classes of its words, and its form."""
    at = number + step
    while 0 <= at < len(passage.tokens) and abs(at - number) <= MOST_WORDS_TO_A_NAME[step]:
        name = passage.name_at[at]
        if name >= 0 and name != passage.name_at[number]:
            found = passage.names[name]
            first, last = passage.words_of(found)
            told = {one for token in passage.tokens[first:last] for one in token.classes}
            classes = sorted(told & _OF_NAMES)
            traits = name_traits(found.name, found.named_as_organization)
            signs = between(passage, number + 1, at) if step > 0 else []
            link = signs[-1] if signs else ""
            return [*classes, *traits, f"{link}:{'+'.join(classes) or traits[0]}"]
        if passage.tokens[at].text in ";.":
            break
        at += step
    return ["none"]


def _link(passage: Passage, number: int) -> str:
    """The first small word or sign behind, and whether a name follows it."""
    for at in range(number + 1, min(len(passage.tokens), number + 6)):
        token = passage.tokens[at]
        found = next((one for one in _LINKS if one in token.classes), None)
        if found is None and token.text in ",;(:.":
            found = token.text
        if found is not None:
            reach = 4 if token.is_word else 2
            named = any(name >= 0 for name in passage.name_at[at + 1 : at + reach])
            return f"{found}{'N' if named else ''}"
    return "far"


def _year_ahead(passage: Passage, number: int) -> str:
    """How far the next year is behind the word, and whether in brackets."""
    for at in range(number + 1, min(len(passage.tokens), number + 1 + MOST_WORDS_TO_A_YEAR)):
        if passage.year_at[at] >= 0:
            bracket = "(" in {passage.tokens[at - 1].text, passage.tokens[at].text}
            return f"{'b' if bracket else ''}{(at - number + 2) // 3}"
        if passage.tokens[at].text in ";.":
            break
    return "0"

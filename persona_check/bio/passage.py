"""A sentence with its words, names and years, as what is said in it is decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from persona_check.bio.lexicon import Lexicon
from persona_check.bio.organizations import Organization, names_in
from persona_check.bio.tokens import Token, tokens_in
from persona_check.bio.years import Dating, YearMention, is_part_of_a_date, years_in

__all__ = ["SHAPES", "Head", "Passage", "passage_of"]

# of words without a class: figures, capitals, a capital, small letters; and of years
SHAPES = frozenset({"9", "XX", "Xx", "x", "YEAR"})
_EDGE = frozenset("of at in and for from det with on to by as".split())
_BEFORE_A_HEAD = _EDGE | {"rank", "title", "both", "now", "past", "member"}
_KINDS = "award awarded book write degree found born licence member publisher talk".split()


@dataclass(frozen=True, slots=True)
class Head:
    """The word that an item hangs on (by its number), the kind of item, and how likely it is."""

    token: int
    kind: str
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence; ``name_at`` and ``year_at`` have the number of each word's name or year, or -1.

    ``symbols`` are the classes of each word, or its shape: what it looks like to its neighbours.
    """

    text: str
    tokens: tuple[Token, ...]
    names: tuple[Organization, ...]
    years: tuple[YearMention, ...]
    name_at: tuple[int, ...]
    year_at: tuple[int, ...]
    symbols: tuple[tuple[str, ...], ...]
    quoted: tuple[bool, ...]
    bracketed: tuple[bool, ...]
    kinds: tuple[str, ...]
    heads: tuple[Head, ...] = ()
    head_at: Mapping[int, Head] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    is_read: bool = True

    def with_heads(self, heads: Sequence[Head]) -> "Passage":
        """With the names cut where a head stands in them: "Google Engineer"."""
        cuts = {head.token for head in heads if head.kind != "other"}
        names = tuple(part for name in self.names for part in _cut(name, self.tokens, cuts))
        return replace(
            self,
            names=names,
            name_at=_places(self.tokens, names),
            heads=tuple(heads),
            head_at={head.token: head for head in heads},
        )

    def dating_at(self, number: int) -> Dating | None:
        """How the year that the word is a part of dates; None where it is of none."""
        year = self.year_at[number]
        return self.years[year].dating if year >= 0 else None

    def words_of(self, span: Organization | YearMention) -> tuple[int, int]:
        """The number of its first word, and of the first behind it."""
        first = next((n for n, one in enumerate(self.tokens) if one.to > span.at), 0)
        last = first
        while last < len(self.tokens) and self.tokens[last].at < span.to:
            last += 1
        return first, last


def passage_of(text: str, words: Lexicon, *, own: frozenset[str] = frozenset()) -> Passage:
    """The sentence, before anything is decided; ``own`` are the words of the person's name.

    Of a language that is not read only spans of years are kept: what a lone year dates hangs on
    the small words beside it.
    """
    tokens = tokens_in(text, words)
    years = years_in(text)
    if words.language is None:
        years = tuple(one for one in years if one.dating in {Dating.RANGE, Dating.OPEN})
    names = tuple(
        one
        for one in names_in(text)
        if not is_part_of_a_date(one.name) and not _is_short_form(text, one)
    )
    year_at = _places(tokens, years)
    quoted, bracketed = _enclosed(tokens)
    classes = {one for token in tokens for one in token.classes}
    return Passage(
        text=text,
        tokens=tokens,
        names=names,
        years=years,
        name_at=_places(tokens, names),
        year_at=year_at,
        symbols=tuple(
            _symbols(token, year >= 0) for token, year in zip(tokens, year_at, strict=True)
        ),
        quoted=quoted,
        bracketed=bracketed,
        kinds=tuple(one for one in _KINDS if one in classes),
        own=own,
        is_read=words.language is not None,
    )


def _places(
    tokens: Sequence[Token], spans: Sequence[Organization | YearMention]
) -> tuple[int, ...]:
    found = [-1] * len(tokens)
    at = 0
    for number, span in enumerate(spans):
        while at < len(tokens) and tokens[at].to <= span.at:
            at += 1
        here = at
        while here < len(tokens) and tokens[here].at < span.to:
            found[here] = number
            here += 1
    return tuple(found)


def _enclosed(tokens: Sequence[Token]) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """Which words stand in quotation marks, and which in brackets."""
    quotes = brackets = 0
    quoted, bracketed = [], []
    for token in tokens:
        quoted.append(quotes > 0)
        bracketed.append(brackets > 0)
        if token.text in "„«" or (token.text == "“" and not quotes):
            quotes += 1
        elif token.text in "”»“":
            quotes -= 1
        elif token.text == '"':
            quotes = 1 - quotes
        elif token.text == "(":
            brackets += 1
        elif token.text == ")":
            brackets -= 1
    return tuple(quoted), tuple(bracketed)


def _symbols(token: Token, in_year: bool) -> tuple[str, ...]:
    if in_year:
        return ("YEAR",)
    if not token.is_word:
        return (token.text,)
    if token.classes:
        return tuple(sorted(token.classes))
    text = token.text
    if text.isdigit():
        return ("9",)
    if text.isupper() and len(text) > 1:
        return ("XX",)
    return ("Xx",) if text[0].isupper() else ("x",)


def _is_short_form(text: str, name: Organization) -> bool:
    """Whether it stands in brackets behind the long form: "Zell Society (ZS)"."""
    return (
        name.name.isupper()
        and text[max(0, name.at - 2) : name.at] == " ("
        and text[name.to : name.to + 1] == ")"
        and text[: name.at - 2][-1:].isalpha()
    )


def _cut(name: Organization, tokens: Sequence[Token], heads: set[int]) -> Iterator[Organization]:
    """The name, or what is left of it on both sides of the heads in it."""
    inside = [n for n, token in enumerate(tokens) if token.at < name.to and name.at < token.to]
    if heads.isdisjoint(inside):
        yield name
        return
    parts: list[list[int]] = [[]]
    for number in inside:
        if number not in heads:
            parts[-1].append(number)
            continue
        while parts[-1] and tokens[parts[-1][-1]].classes & _BEFORE_A_HEAD:
            parts[-1].pop()
        parts.append([])
    for part in parts:
        while part and not _may_end_a_name(tokens[part[0]]):
            part.pop(0)
        while part and not _may_end_a_name(tokens[part[-1]]):
            part.pop()
        if not part or not any(tokens[number].text[0].isupper() for number in part):
            continue
        at, to = max(name.at, tokens[part[0]].at), min(tokens[part[-1]].to, name.to)
        if at < to:
            yield Organization(name=name.name[at - name.at : to - name.at], at=at, to=to)


def _may_end_a_name(token: Token) -> bool:
    return token.is_word and not token.classes & _EDGE

"""The cells of one person's record in JSON, YAML or TOML; what is nested gets a heading."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from persona_check.claimfile.handles import network_of, profile_address
from persona_check.claimfile.headings import columns_of
from persona_check.compare.markup import plain_text

__all__ = ["cells_of", "is_name", "is_social", "questions_in"]

_ADDRESS_KEYS = ("url", "link", "href", "address", "uri")
_HANDLE_KEYS = ("username", "handle", "user", "value", "id")
_NETWORK_KEYS = "linktype title network type name icon platform label site".split()
_QUESTION_KEYS = ("question", "label", "field")
_ANSWER_KEYS = ("answer", "answervalue", "value", "text")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_MARKUP = re.compile(r"</?(?:p|br|a|b|i|em|strong|ul|ol|li|div|span|h\d)\b[^<>]*>", re.IGNORECASE)


def cells_of(
    table: Mapping[str, object], key: str | int | None, asked: Mapping[str, str]
) -> dict[str, str]:
    """The cells of one person; what is nested stands under a heading of its own."""
    cells: dict[str, str] = {}
    for heading, cell in _flat(table, asked, 0):
        words = plain_text(cell) if "<" in cell and _MARKUP.search(cell) else cell.strip()
        if words and heading not in cells:
            cells[heading] = words
        elif words and words not in cells[heading]:
            cells[heading] = f"{cells[heading]}\n{words}"
    named = {"name", "given name", "family name"} & set(columns_of(tuple(cells)).keys)
    if isinstance(key, str) and not named and is_name(key):
        cells = {"name": key} | cells
    return cells


def _flat(
    table: Mapping[str, object], asked: Mapping[str, str], depth: int
) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        heading = str(key)
        match value:
            case None | bool():
                continue
            case str() | int() | float():
                yield heading, str(value)
            case list():
                yield from _listed(heading, value, asked)
            case Mapping() if depth < 3:
                folded = {str(name).casefold(): one for name, one in value.items()}
                if words := _in_a_language(value):
                    yield heading, words
                elif isinstance(name := folded.get("name"), str) and len(folded) <= 4:
                    yield heading, name
                elif heading.casefold() in {"speaker", "person", "user", "profile", "attributes"}:
                    yield from _flat(value, asked, depth + 1)
                else:
                    for inner, cell in _flat(value, asked, depth + 1):
                        known = network_of(inner) is not None or is_social(heading)
                        yield (inner if known else f"{heading} {inner}"), cell
            case _:
                continue


def _listed(
    heading: str, values: Sequence[object], asked: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    plain = [str(one) for one in values if isinstance(one, str | int | float)]
    if plain:
        yield heading, "; ".join(plain)
    for value in values:
        if not isinstance(value, Mapping):
            continue
        table = {str(key).casefold(): one for key, one in value.items()}
        question, answer = _question(table, asked), _first(table, _ANSWER_KEYS)
        if question is not None:
            if answer is not None:
                yield question, answer
            continue
        network = _first(table, _NETWORK_KEYS) or ""
        written = _first(table, _ADDRESS_KEYS) or _first(table, _HANDLE_KEYS)
        address = profile_address(network, written) if written else None
        if address is not None:
            yield (heading if is_social(heading) else f"{heading} links"), address
        elif isinstance(items := table.get("categoryitems"), list) and network:
            names = [_first({str(k).casefold(): v for k, v in one.items()}, ("name",))
                     for one in items if isinstance(one, Mapping)]  # fmt: skip
            yield network, "; ".join(name for name in names if name)
        elif name := _first(table, ("name", "title")):
            yield heading, name


def _question(table: Mapping[str, object], asked: Mapping[str, str]) -> str | None:
    """What an answer answers: the question itself, or its number among those of the document."""
    for key in _QUESTION_KEYS:
        value = table.get(key)
        if isinstance(value, Mapping):
            value = value.get("question", value.get("name", value))
            value = _in_a_language(value) if isinstance(value, Mapping) else value
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and str(value) in asked:
            return asked[str(value)]
    number = table.get("questionid")
    return asked.get(str(number)) if number is not None else None


def _in_a_language(value: Mapping[object, object]) -> str | None:
    """The text of a table by languages, English first."""
    texts = {str(key): text for key, text in value.items() if isinstance(text, str) and text}
    if not texts or len(texts) != len(value) or not all(map(_LANGUAGE.fullmatch, texts)):
        return None
    return texts.get("en") or next(iter(texts.values()))


def _first(table: Mapping[str, object], keys: Iterable[str]) -> str | None:
    for key in keys:
        value = table.get(key)
        if isinstance(value, Mapping):
            value = _in_a_language(value)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None


def questions_in(value: object) -> Mapping[str, str]:
    """The questions that a document lists once, by their number, as Sessionize does."""
    listed = value.get("questions") if isinstance(value, Mapping) else None
    found: dict[str, str] = {}
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and isinstance(words := one.get("question"), str):
            found[str(one.get("id"))] = words
    return found


def is_social(key: object) -> bool:
    """Whether addresses of profiles stand under the key."""
    return "links" in columns_of((str(key),)).keys


def is_name(words: str) -> bool:
    """Whether the words look like a name in full: a key that is one names the person."""
    parts = words.split()
    return 2 <= len(parts) <= 5 and all(part[:1].isupper() for part in (parts[0], parts[-1]))

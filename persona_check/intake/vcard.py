"""vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350), as address books and phones export it."""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from persona_check.claimfile.handles import profile_address
from persona_check.claimfile.values import web_address
from persona_check.errors import ClaimError
from persona_check.intake.reading import Attached, AttachedKind, Given, Item, LeftAside, ReadClaim
from persona_check.intake.whole_text import whole_text

__all__ = ["read", "shows"]

_LINE = re.compile(r"(?:[\w-]+\.)?([\w-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";([^=;:\"]+)(?:=(\"[^\"]*\"|[^;:\"]*))?")
_UNREAD = frozenset(("ADR", "TEL", "BDAY", "LABEL", "KEY", "GEO", "RELATED", "ANNIVERSARY", "IMPP"))
_MOST_CARDS = 20_000
_MOST_PHOTO_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    parameters: Mapping[str, str]
    value: str
    line: int

    @property
    def kinds(self) -> frozenset[str]:
        """What its types say, in lower case: ``TYPE=INTERNET,PREF`` or bare ``;INTERNET``."""
        return frozenset(self.parameters.get("TYPE", "").casefold().split(","))


def shows(given: Given) -> bool:
    """Whether it begins as a card does."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCARD\s*[\r\n]", given.content, re.I) is not None


def read(given: Given) -> ReadClaim:
    """One card is the claim; of several each is a person."""
    cards, aside = [], list[LeftAside]()
    for number, properties in enumerate(_cards(whole_text(given)), start=1):
        if number > _MOST_CARDS:
            why = f"only the first {_MOST_CARDS:,} are read"
            aside.append(LeftAside(what="further cards", why=why))
            break
        cards.append(_person(properties))
    if not cards:
        raise ClaimError("holds no card", "export the contact again", file=given.name)
    if len(cards) == 1:
        return cards[0]
    return ReadClaim(form="vCard", people=tuple(cards), left_aside=tuple(aside))


def _person(properties: Sequence[_Property]) -> ReadClaim:
    first = {one.name: one for one in reversed(properties)}
    unread = sorted({one.name for one in properties if one.name in _UNREAD and one.value.strip()})
    aside = (LeftAside(what=", ".join(unread), why="not needed for a claim"),) if unread else ()
    return ReadClaim(
        form="vCard",
        items=(*_names(first), *_post(first), *_rest(properties)),
        attached=tuple(_photos(properties)),
        left_aside=aside,
        row=properties[0].line if properties else None,
    )


def _names(first: Mapping[str, _Property]) -> Iterator[Item]:
    written = first.get("FN")
    name = _plain(written.value) if written else ""
    if not name and (parts := first.get("N")):
        written = parts
        family, given, middle, before, behind = [*_parts(parts.value), *[""] * 5][:5]
        name = " ".join(part for part in (before, given, middle, family, behind) if part)
    if name and written:
        yield Item(key="name", value=name, place=f"line {written.line}")
    if nicknames := first.get("NICKNAME"):
        for nickname in re.split(r"(?<!\\),", nicknames.value):
            if _plain(nickname):
                yield Item(
                    key="also_known_as", value=_plain(nickname), place=f"line {nicknames.line}"
                )


def _post(first: Mapping[str, _Property]) -> Iterator[Item]:
    title = first.get("TITLE") or first.get("ROLE")
    role = _plain(title.value) if title else ""
    organization = first.get("ORG")
    names = [part for part in _parts(organization.value) if part] if organization else []
    if names and organization:
        post: dict[str, object] = {"organization": names[0]}
        post |= {"department": ", ".join(names[1:])} if names[1:] else {}
        post |= {"role": role} if role else {}
        yield Item(key="affiliations", value=post, place=f"line {organization.line}")
    elif role and title:
        yield Item(key="role", value=role, place=f"line {title.line}")


def _rest(properties: Sequence[_Property]) -> Iterator[Item]:
    at_home = False
    for one in properties:
        place, words = f"line {one.line}", _plain(one.value)
        if not words:
            continue
        match one.name:
            case "EMAIL":
                yield Item(key="email", value=words.removeprefix("mailto:"), place=place)
            case "NOTE":
                yield Item(key="bio", value=_unescaped(one.value).strip(), place=place)
            case "URL" if web_address(words):
                network = next((kind for kind in one.kinds if profile_address(kind, words)), None)
                elsewhere = network is not None and bool(one.kinds - _PLAIN_KINDS)
                key = "links" if at_home or elsewhere else "homepage"
                at_home = at_home or key == "homepage"
                yield Item(key=key, value=words, place=place)
            case "X-SOCIALPROFILE" | "SOCIALPROFILE" | "X-LINKEDIN" | "X-TWITTER" | "X-ORCID":
                user = one.parameters.get("X-USER") or one.parameters.get("USERNAME") or ""
                kinds = [one.name[2:], *one.kinds, one.parameters.get("SERVICE-TYPE", "")]
                tried = (profile_address(kind, text) for text in (words, user) for kind in kinds)
                if address := next((found for found in tried if found), None):
                    yield Item(key="links", value=address, place=place)
            case _:
                pass


_PLAIN_KINDS = frozenset(("", "work", "home", "pref", "internet", "other", "homepage", "website"))


def _photos(properties: Sequence[_Property]) -> Iterator[Attached]:
    for one in properties:
        if one.name != "PHOTO":
            continue
        place, value = f"line {one.line}", one.value.strip()
        if value.startswith(("http://", "https://")):
            yield Attached(name="portrait", kind=AttachedKind.PORTRAIT, address=value, place=place)
        elif len(value) <= _MOST_PHOTO_BYTES * 4 // 3:
            _, comma, data = value.partition(",") if value.startswith("data:") else ("", ",", value)
            try:
                content = base64.b64decode(re.sub(r"\s+", "", data), validate=True)
            except (binascii.Error, ValueError):
                continue
            if comma and content:
                yield Attached(
                    name="portrait", kind=AttachedKind.PORTRAIT, content=content, place=place
                )


def _cards(text: str) -> Iterator[list[_Property]]:
    card: list[_Property] | None = None
    for line, words in _unfolded(text):
        found = _LINE.fullmatch(words.strip("\r\n"))
        if not found:
            continue
        name, value = found[1].upper(), found[3]
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            card = []
        elif name == "END" and card is not None:
            yield card
            card = None
        elif card is not None:
            parameters = _parameters(found[2])
            card.append(_Property(name, parameters, _decoded(value, parameters), line))
    if card:
        yield card


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines: a blank at the start goes on, and so does quoted-printable behind ``=``."""
    held: list[str] = []
    at = 1
    for number, line in enumerate(text.splitlines(), start=1):
        if held and line[:1] in (" ", "\t"):
            held.append(line[1:])
        elif held and held[-1].endswith("=") and "QUOTED-PRINTABLE" in held[0].upper():
            held.append("\n" + line)
        else:
            if held:
                yield at, "".join(held)
            held, at = [line], number
    if held:
        yield at, "".join(held)


def _parameters(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _PARAMETER.findall(text):
        key, words = (name.strip().upper(), value.strip('"')) if value else ("TYPE", name.strip())
        if key == "TYPE" and words.upper() in {"QUOTED-PRINTABLE", "BASE64"}:
            key = "ENCODING"  # vCard 2.1 leaves the parameter's name out
        found[key] = f"{found[key]},{words}" if key in found else words
    return found


def _decoded(value: str, parameters: Mapping[str, str]) -> str:
    if parameters.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    content = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return content.decode(parameters.get("CHARSET", "utf-8"), "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _plain(value: str) -> str:
    return " ".join(_unescaped(value).split())

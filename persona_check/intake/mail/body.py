"""Whose words are whose in the text of a mail: own, quoted, passed on, signed, added by lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from persona_check.intake.word_files import any_line_of

__all__ = ["Body", "Numbered", "PassedOn", "body_of"]

MOST_LINES = 5_000
MOST_SIGNATURE_LINES = 14
_HEADER = re.compile(
    r"^[*_\s>]*(?P<key>from|von|de|da|van|sent|gesendet|envoyé|enviado|inviato|verzonden|date|datum|"
    r"fecha|data|to|an|à|para|a|aan|cc|subject|betreff|objet|asunto|assunto|oggetto|onderwerp|"
    r"reply-to)\s*:[*_\s]*(?P<value>.*)$",
    re.IGNORECASE,
)
_FROM_KEYS = frozenset(("from", "von", "de", "da", "van"))
_SUBJECT_KEYS = frozenset(
    ("subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp")
)
_LONG = 160


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line and its number in the text of the part."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """A message that the text passes on: its From line and subject, and its own text."""

    sender: str
    subject: str
    lines: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The sender's own words as paragraphs, the signature, and what was passed on."""

    paragraphs: tuple[tuple[Numbered, ...], ...]
    signature: tuple[Numbered, ...] = ()
    passed_on: PassedOn | None = None
    quoted_lines: int = 0


def body_of(lines: Sequence[Numbered], *, forwards: bool) -> Body:
    """The text taken apart; ``forwards`` says that the subject calls it a message passed on."""
    lines = list(lines)[:MOST_LINES]
    kept: list[Numbered] = []
    passed_on: PassedOn | None = None
    quoted = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        text = line.text.strip()
        if any_line_of("mail", "footers").fullmatch(text) and kept:
            break
        marked = any_line_of("mail", "forwarded").fullmatch(text) is not None
        if marked or (_begins_headers(lines, at) and kept):
            original = "original" in text.casefold() or "ursprüngliche" in text.casefold()
            if forwards or (marked and not original) or not _said(kept):
                passed_on = _passed_on(lines[at + 1 if marked else at :])
            else:
                quoted += len(lines) - at
            break
        if text.startswith(">") or (text.startswith("|") and kept and at + 1 < len(lines)):
            quoted += 1
            at += 1
            continue
        if _attributes(lines, at):
            rest = lines[at + 1 :]
            if any(one.text.lstrip().startswith(">") for one in rest[:4]):
                quoted += 1
                at += 2 if not text.endswith(":") else 1
                continue
            quoted += len(rest)
            break
        kept.append(line)
        at += 1
    paragraphs, signature = _signed(kept)
    return Body(
        paragraphs=paragraphs, signature=signature, passed_on=passed_on, quoted_lines=quoted
    )


def _said(lines: Sequence[Numbered]) -> bool:
    return sum(len(line.text) for line in lines) > 30


def _attributes(lines: Sequence[Numbered], at: int) -> bool:
    """Whether this line, or it and the next, say whose quoted words follow."""
    text = lines[at].text.strip()
    attribution = any_line_of("mail", "attributions")
    if attribution.fullmatch(text):
        return True
    if at + 1 < len(lines) and re.match(r"(?:on|am|le|el|em|il|op)\b", text, re.IGNORECASE):
        return attribution.fullmatch(f"{text} {lines[at + 1].text.strip()}") is not None
    return False


def _begins_headers(lines: Sequence[Numbered], at: int) -> bool:
    """Whether a block as Outlook puts above older mails begins here: From, Sent, To, Subject."""
    first = _HEADER.match(lines[at].text)
    if first is None or first["key"].casefold() not in _FROM_KEYS:
        return False
    keys = [
        found["key"].casefold()
        for line in lines[at : at + 6]
        if (found := _HEADER.match(line.text))
    ]
    return len(set(keys)) >= 3


def _passed_on(lines: Sequence[Numbered]) -> PassedOn | None:
    sender, subject, at = "", "", 0
    blank = 0
    while at < len(lines):
        found = _HEADER.match(lines[at].text)
        if found is None:
            if lines[at].text.strip():
                if sender:
                    break
                return None
            blank += 1
            if sender and blank:
                at += 1
                break
        elif found["key"].casefold() in _FROM_KEYS and not sender:
            sender = found["value"]
        elif found["key"].casefold() in _SUBJECT_KEYS:
            subject = found["value"]
        at += 1
    if not sender:
        return None
    rest = [Numbered(line.number, re.sub(r"^\s*>\s?", "", line.text)) for line in lines[at:]]
    return PassedOn(sender=sender, subject=subject, lines=tuple(rest))


def _signed(
    lines: Sequence[Numbered],
) -> tuple[tuple[tuple[Numbered, ...], ...], tuple[Numbered, ...]]:
    """Paragraphs and signature: what stands below "-- " or a closing line, not what is longer."""
    mark = next(
        (at for at, line in enumerate(lines) if line.text.rstrip("\r\n") in {"-- ", "--"}), None
    )
    if mark is None:
        closings = [at for at, line in enumerate(lines) if _closes(line.text)]
        mark = closings[-1] if closings else None
        later = lines[mark + 1 :] if mark is not None else ()
        if mark is not None and sum(len(line.text) > _LONG for line in later) > 3:
            mark = next((at for at in closings if at < len(lines) - 1), mark)
    if mark is None:
        return _paragraphs(lines), ()
    own, rest = list(lines[:mark]), list(lines[mark + 1 :])
    closing = next((at for at, line in enumerate(own) if _closes(line.text)), None)
    if closing is not None and len(own) - closing <= 6:
        rest = own[closing + 1 :] + rest
        own = own[:closing]
    signature: list[Numbered] = []
    for at, line in enumerate(rest):
        if len(line.text) > _LONG or len(signature) >= MOST_SIGNATURE_LINES:
            own += rest[at:]
            break
        if line.text.strip():
            signature.append(line)
    return _paragraphs(own), tuple(signature)


def _closes(text: str) -> bool:
    bare = text.strip(" ,.!*_-–—\t")
    return len(text) < 60 and any_line_of("mail", "closings").fullmatch(bare) is not None


def _paragraphs(lines: Sequence[Numbered]) -> tuple[tuple[Numbered, ...], ...]:
    found: list[list[Numbered]] = [[]]
    for line in lines:
        if line.text.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return tuple(tuple(one) for one in found if one)

"""The whole text of a list or card, in whichever encoding it was saved."""

from persona_check.claimfile.encodings import encoding_of_bytes
from persona_check.errors import ClaimError
from persona_check.intake.reading import Given, LeftAside
from persona_check.intake.texts import not_too_large

__all__ = ["guessed_encoding", "whole_text"]


def whole_text(given: Given) -> str:
    """The text, line ends as they are; letters that were damaged come as the sign for that.

    Raises ``ClaimError`` where it is too large, or no text.
    """
    not_too_large(given)
    text = given.content.decode(encoding_of_bytes(given.content).codec, errors="replace")
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        before = text[: text.index("\0")]
        raise ClaimError(
            "contains a NUL character",
            "use a text file; this one is binary or damaged",
            file=given.name,
            line=before.count("\n") + 1,
        )
    return text


def guessed_encoding(given: Given) -> tuple[LeftAside, ...]:
    """What to tell where the encoding stands nowhere in the file and was guessed."""
    guess = encoding_of_bytes(given.content).guess
    if guess is None:
        return ()
    why = f"the file is not UTF-8; read as {guess}. If names look wrong, save it as UTF-8"
    return (LeftAside(what="encoding", why=why),)

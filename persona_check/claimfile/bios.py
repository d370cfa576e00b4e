"""What a claim's free-text bio asserts, sentence by sentence."""

from collections.abc import Iterator

from persona_check.bio.counts import works_claimed
from persona_check.bio.honours import honours_claimed
from persona_check.bio.sentences import sentences
from persona_check.model.claim import Assertion

__all__ = ["bio_assertions"]


def bio_assertions(text: str) -> Iterator[Assertion]:
    """Its assertions in the order of the text; what is not understood is left out."""
    for number, sentence in enumerate(sentences(text), start=1):
        origin = f"bio, sentence {number}"
        yield from works_claimed(sentence, origin)
        yield from honours_claimed(sentence, origin)

"""What a claim's free-text bio asserts, sentence by sentence."""

from collections.abc import Iterator

from persona_check.bio.event import BioEvent, EventKind
from persona_check.model.claim import Assertion, DegreeAssertion, FoundedAssertion, PostAssertion

__all__ = ["bio_assertions"]


def bio_assertions(text: str) -> Iterator[Assertion]:
    """Its assertions in the order of the text; what is not understood is left out.

    Of posts, degrees and foundings only those with an organisation and a year become assertions:
    without a year there is nothing that dated evidence could bear out or contradict.
    """
    # the many patterns of the grammar are compiled only where there is a bio
    from persona_check.bio.counts import works_claimed
    from persona_check.bio.honours import honours_claimed
    from persona_check.bio.reader import read_bio
    from persona_check.bio.sentences import sentences

    events: dict[int, list[BioEvent]] = {}
    for event in read_bio(text):
        events.setdefault(event.sentence, []).append(event)
    for number, sentence in enumerate(sentences(text), start=1):
        origin = f"bio, sentence {number}"
        yield from works_claimed(sentence, origin)
        yield from honours_claimed(sentence, origin)
        for event in events.get(number, ()):
            yield from _asserted(event, origin)


def _asserted(event: BioEvent, origin: str) -> Iterator[Assertion]:
    if event.organization is None or (event.start is None and event.end is None):
        return
    match event.kind:
        case EventKind.POST:
            yield PostAssertion(
                id="",
                origin=origin,
                organization=event.organization,
                role=event.role,
                start_year=event.start,
                end_year=event.end,
                current=event.current,
            )
        case EventKind.DEGREE:
            yield DegreeAssertion(
                id="",
                origin=origin,
                degree=event.role or "study",
                organization=event.organization,
                field=event.field,
                start_year=event.start,
                end_year=event.end,
                current=event.current,
            )
        case EventKind.FOUNDED:
            yield FoundedAssertion(
                id="", origin=origin, organization=event.organization, year=event.start
            )

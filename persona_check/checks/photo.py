"""What the submitted portrait's frame and file say; never decisive, whatever they say."""

from collections.abc import Iterable
from typing import ClassVar

from persona_check.dossier.index import Dossier, evidence_of
from persona_check.model.claim import AssertionKind, Claim, PhotoAssertion
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import PictureAt, Unavailable
from persona_check.model.record import PageRecord, PhotoRecord, PictureRecord

__all__ = ["Photo", "worth_in_words"]

GENERATED = "says_generated"
# Frame and file say the same thing of a picture, that it is generated: one of them counts, once.
GROUP = "generated portrait"
WORTH = "right_at_prevalence_"
LEAST = "right_at_least_at_prevalence_"
ORIGIN = {
    "camera_make": "camera by",
    "camera_model": "camera",
    "taken_at": "taken",
    "changed_at": "changed",
    "software": "program",
    "digital_source_type": "source type",
    "content_credentials": "content credentials",
}
LIKENESS_LEVELS = {
    "same_picture": "same_picture_on_page",
    "alike": "same_person",
    "not_shown": "not_shown_same_person",
}


class Photo:
    """The portrait's place in its frame, and the file's own provenance."""

    id: ClassVar[str] = "photo"
    question: ClassVar[str] = "Is the portrait framed or marked like a generator's output?"
    if_wrong: ClassVar[str] = (
        "nothing has to be mended: many real portraits look like this, and you need not "
        "show your face. A short video call settles it."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.PHOTO})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="generators_frame",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="Eyes, nose and mouth stand exactly where StyleGAN-type generators put them.",
            state=AssertionState.AMBIGUOUS,
            innocent="some real portraits are cropped the same way, and some people prefer not to "
            "show their face",
        ),
        Level(
            id="file_says_generated",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The file itself says that a model made or changed the picture.",
            state=AssertionState.PARTLY,
            innocent="many retouching tools leave such a mark on a real portrait",
        ),
        Level(
            id="file_says_origin",
            outcome=Outcome.INCONCLUSIVE,
            meaning="What the file says of its making: camera, program, dates, content "
            "credentials. Anybody can write such words, but for a signature that still fits: "
            "shown, not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="near_generators_frame",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The face stands as in a crop of a generator's picture. One or two in a "
            "hundred ordinary headshots do as well: shown, not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="not_generators_frame",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The face does not stand in the generators' frame. Most generated pictures "
            "can be cropped, and diffusion models have no frame: no evidence either way.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="not_examined",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The picture cannot be examined: no face, several faces, too small, or no "
            "readable picture.",
            state=AssertionState.COULD_NOT_CHECK,
        ),
        Level(
            id="same_person",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The face is that of the reference photo, or of the picture on a page, as far "
            "as the model pack can tell. "
            "Anybody can copy a portrait from a public page: shown, not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="not_shown_same_person",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The face was not recognised in the reference photo, or in the picture on a "
            "page. Years, light and pose part pictures of one person as well: shown, not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="same_picture_on_page",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The very picture stands on a page that prints the name. It shows whose "
            "picture it is said to be; anybody can copy it from there: shown, not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line a picture on its frame, one where the file speaks for itself."""
        records = {record.exhibit: record for record in dossier.records(PhotoRecord)}
        claimed = [a for a in claim.assertions if isinstance(a, PhotoAssertion)]
        if not claimed:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
        for assertion in claimed:
            record = records.get(assertion.exhibit)
            if record is None:
                yield _not_compared("the picture was not examined", assertion)
                continue
            yield _on_frame(assertion, record)
            said = [words for kind, words in record.marks if kind == GENERATED]
            if said:
                yield Observation(
                    check=self.id,
                    level="file_says_generated",
                    summary=f"the file says: {'; '.join(said[:3])}",
                    assertions=(assertion.id,),
                    evidence=evidence_of([record], says=record.reason),
                    group=GROUP,
                )
            origin = [f"{name} {w}" for kind, w in record.marks if (name := ORIGIN.get(kind))]
            if origin:
                yield Observation(
                    check=self.id,
                    level="file_says_origin",
                    summary=f"the file says of its making: {'; '.join(origin)}",
                    assertions=(assertion.id,),
                    evidence=evidence_of([record], says="what the file says of its making"),
                    group=f"origin:{assertion.id}",
                )
            yield from _on_references(assertion, record)
            yield from _on_pages(assertion, record, dossier)


def worth_in_words(measurements: Iterable[tuple[str, float]]) -> str:
    """What a level beyond a miss is worth, from the examination's figures; empty without any."""
    measured = dict(measurements)
    shares = [
        f"if {float(prevalence):.2%} of all portraits are generated, {measured[key]:.0%} (at least "
        f"{measured[LEAST + prevalence]:.0%}) of those framed so are"
        for key in measured
        if (prevalence := key.removeprefix(WORTH)) != key
    ]
    return "; ".join(shares)


def _on_frame(assertion: PhotoAssertion, record: PhotoRecord) -> Observation:
    level = {
        "hit": "generators_frame",
        "near": "near_generators_frame",
        "miss": "not_generators_frame",
    }.get(record.level, "not_examined")
    words = f"{assertion.file_name}: {record.reason}"
    if worth := worth_in_words(record.measurements):
        words += f"; {worth}"
    return Observation(
        check=Photo.id,
        level=level,
        summary=f"{words}; pictures by diffusion models: not assessed",
        assertions=(assertion.id,),
        evidence=evidence_of([record], says=record.reason),
        group=GROUP,
        measurements=record.measurements,
    )


def _on_references(
    assertion: PhotoAssertion, record: PhotoRecord
) -> Iterable[Observation | Skipped]:
    for kind, words in record.marks:
        if kind == "not_compared":
            yield _not_compared(f"the reference photo: {words}", assertion)
        elif kind in LIKENESS_LEVELS:
            yield Observation(
                check=Photo.id,
                level=LIKENESS_LEVELS[kind],
                summary=words,
                assertions=(assertion.id,),
                evidence=evidence_of([record], says=words),
                group=f"faces:{assertion.id}",
            )


def _on_pages(
    assertion: PhotoAssertion, record: PhotoRecord, dossier: Dossier
) -> Iterable[Observation | Skipped]:
    """What pages show beside the name; each line rests on the picture that the page's server gave.

    A picture that could not be had is skipped; only where the server says that there is none is
    nothing said at all.
    """
    pictures = {picture.url: picture for picture in dossier.records(PictureRecord)}
    institutions = {page.url for page in dossier.records(PageRecord) if page.institution_domain}
    for likeness in record.likenesses:
        if likeness.kind in LIKENESS_LEVELS and likeness.url in pictures:
            where = (
                "an institution's own domain"
                if likeness.page_url in institutions
                else "a page of whoever owns it"
            )
            yield Observation(
                check=Photo.id,
                level=LIKENESS_LEVELS[likeness.kind],
                summary=f"{likeness.words} [{where}]",
                assertions=(assertion.id,),
                evidence=evidence_of([pictures[likeness.url]], says=likeness.words),
                group=f"picture:{likeness.url}",
            )
        else:
            yield _not_compared(likeness.words)
    for lookup in dossier.about(assertion.id, PictureAt):
        if isinstance(lookup, Unavailable):
            yield _not_compared(f"the {lookup.query} was not had ({lookup.reason})")


def _not_compared(detail: str, *assertions: PhotoAssertion) -> Skipped:
    """A skip; it leaves open those assertions alone that are named, not what a page may add."""
    return Skipped(
        check=Photo.id,
        reason=SkipReason.COULD_NOT_CHECK,
        detail=detail,
        assertions=tuple(assertion.id for assertion in assertions),
    )

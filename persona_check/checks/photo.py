"""What the submitted portrait's frame and file say; never decisive, whatever they say."""

from collections.abc import Iterable
from typing import ClassVar

from persona_check.dossier.index import Dossier, evidence_of
from persona_check.model.claim import AssertionKind, Claim, PhotoAssertion
from persona_check.model.examination import PhotoRecord
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
from persona_check.model.record import PageRecord, PictureRecord

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
_IN_WORDS = {
    "generators_frame": "the face is placed exactly as AI face generators of the StyleGAN kind "
    "place it",
    "near_generators_frame": "the face is placed as in a cropped picture from an AI face generator "
    "of the StyleGAN kind; so are one or two in a hundred ordinary headshots",
    "not_generators_frame": "no sign of an AI face generator of the StyleGAN kind; this does not "
    "show that the photo is real",
}
LIKENESS_LEVELS = {
    "same_picture": "same_picture_on_page",
    "alike": "same_person",
    "not_shown": "not_shown_same_person",
}


class Photo:
    """The portrait's place in its frame, and the file's own provenance."""

    id: ClassVar[str] = "photo"
    question: ClassVar[str] = "Does the portrait show signs of an AI picture generator?"
    if_wrong: ClassVar[str] = (
        "nothing needs to be corrected: many real portraits look like this, and you need not "
        "show your face. A short video call settles it."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.PHOTO})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="generators_frame",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="Eyes, nose and mouth are exactly where AI face generators of the StyleGAN "
            "kind put them.",
            state=AssertionState.AMBIGUOUS,
            innocent="some real portraits are cropped the same way, and some people prefer not to "
            "show their face",
        ),
        Level(
            id="file_says_generated",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The file itself says that an AI model made or changed the picture.",
            state=AssertionState.PARTLY,
            innocent="many retouching tools leave this mark on real portraits",
        ),
        Level(
            id="file_says_origin",
            outcome=Outcome.INCONCLUSIVE,
            meaning="What the file says about how it was made: camera, program, dates, content "
            "credentials. Anybody can write this, apart from a valid signature, so it is shown "
            "and not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="near_generators_frame",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The face is placed as in a cropped picture from an AI face generator. So are "
            "one or two in a hundred ordinary headshots, so it is shown and not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="not_generators_frame",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The face is not placed as AI face generators of the StyleGAN kind place it. "
            "Such pictures can be cropped, and newer generators (diffusion models) have no fixed "
            "place for the face, so this does not show that the photo is real.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="not_examined",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The picture could not be examined: no face, several faces, too small, or not "
            "readable.",
            state=AssertionState.COULD_NOT_CHECK,
        ),
        Level(
            id="same_person",
            outcome=Outcome.INCONCLUSIVE,
            meaning="As far as the face model can tell, this is the face in the reference photo, "
            "or in the picture on a page. Anybody can copy a portrait from a public page, so it "
            "is shown and not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="not_shown_same_person",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The face was not recognised in the reference photo, or in the picture on a "
            "page. Years, light and pose can make two pictures of one person differ as much, so it "
            "is shown and not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
        Level(
            id="same_picture_on_page",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The same picture is on a page that shows the name. The page says whose "
            "picture it is. Anybody can copy it from there, so it is shown and not counted.",
            state=AssertionState.NOT_APPLICABLE,
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line a picture on its frame, one where the file speaks for itself."""
        records = {record.exhibit: record for record in dossier.records(PhotoRecord)}
        claimed = claim.all(PhotoAssertion)
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
                    summary=f"the file says about itself: {'; '.join(origin)}",
                    assertions=(assertion.id,),
                    evidence=evidence_of([record], says="what the file says about itself"),
                    group=f"origin:{assertion.id}",
                )
            yield from _on_references(assertion, record)
            yield from _on_pages(assertion, record, dossier)


def worth_in_words(measurements: Iterable[tuple[str, float]]) -> str:
    """What a level beyond a miss is worth, from the examination's figures; empty without any."""
    measured = dict(measurements)
    shares = [
        f"{measured[key] * 100:.0f} in 100 (at least {measured[LEAST + prevalence] * 100:.0f}) are "
        f"generated if 1 in {1 / float(prevalence):,.0f} of all portraits is"
        for key in measured
        if (prevalence := key.removeprefix(WORTH)) != key
    ]
    return f"of pictures like this, {', and '.join(shares)}" if shares else ""


def _on_frame(assertion: PhotoAssertion, record: PhotoRecord) -> Observation:
    level = {
        "hit": "generators_frame",
        "near": "near_generators_frame",
        "miss": "not_generators_frame",
    }.get(record.level, "not_examined")
    words = f"{assertion.file_name}: {_IN_WORDS.get(level, record.reason)}"
    if worth := worth_in_words(record.measurements):
        words += f"; {worth}"
    return Observation(
        check=Photo.id,
        level=level,
        summary=f"{words}; other kinds of generator are not assessed",
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
                "on an institution's own site"
                if likeness.page_url in institutions
                else "on a site that may be their own"
            )
            yield Observation(
                check=Photo.id,
                level=LIKENESS_LEVELS[likeness.kind],
                summary=f"{likeness.words} ({where})",
                assertions=(assertion.id,),
                evidence=evidence_of([pictures[likeness.url]], says=likeness.words),
                group=f"picture:{likeness.url}",
            )
        else:
            yield _not_compared(likeness.words)
    for lookup in dossier.about(assertion.id, PictureAt):
        if isinstance(lookup, Unavailable):
            yield _not_compared(
                f"the {lookup.query} could not be fetched ({lookup.reason.replace('_', ' ')})"
            )


def _not_compared(detail: str, *assertions: PhotoAssertion) -> Skipped:
    """A skip; it leaves open those assertions alone that are named, not what a page may add."""
    return Skipped(
        check=Photo.id,
        reason=SkipReason.COULD_NOT_CHECK,
        detail=detail,
        assertions=tuple(assertion.id for assertion in assertions),
    )

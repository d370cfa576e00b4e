import math
from dataclasses import replace

import pytest

from persona_check.checks.photo import Photo
from persona_check.checks.registry import all_levels
from persona_check.model.claim import Claim, PhotoAssertion
from persona_check.model.examination import PhotoRecord, PictureLikeness
from persona_check.model.finding import Observation, Outcome, Skipped, SkipReason
from persona_check.model.lookup import Lookup, PageAt, PictureAt
from persona_check.model.record import PageRecord, PictureRecord
from persona_check.model.report import Assessment, Verdict
from persona_check.session import assess
from persona_check.settings import Settings
from persona_check.weighing.combine import combine
from persona_check.weighing.priors import PRESETS, prior_named
from persona_check.weighing.table import load
from tests.builders import NOW, claim, dossier, found, not_found, provenance, unavailable

ABOUT = claim(PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="face.jpg"))


TWO = claim(
    PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="face.jpg"),
    PhotoAssertion(id="f2", origin="--photo", exhibit="x2", file_name="other.jpg"),
)
WORTH = {
    True: (
        ("right_at_prevalence_0.0005", 0.18),
        ("right_at_least_at_prevalence_0.0005", 0.03),
        ("right_at_prevalence_0.01", 0.82),
        ("right_at_least_at_prevalence_0.01", 0.37),
    ),
    False: (),
}


def record(level: str, *marks: tuple[str, str]) -> PhotoRecord:
    return PhotoRecord(
        exhibit="x1",
        level=level,
        reason="as measured",
        provenance=provenance("exhibit"),
        measurements=(("frame_distance_squared", 8.0), *WORTH[level == "hit"]),
        marks=marks,
    )


def said(about: Claim, *records: PhotoRecord) -> list[Observation]:
    gathered = replace(dossier(about), exhibits=records)
    return [item for item in Photo().run(about, gathered) if isinstance(item, Observation)]


def test_each_level_of_the_examination_has_its_line() -> None:
    levels = {
        level: said(ABOUT, record(level))[0].level for level in ("hit", "near", "miss", "abstained")
    }
    assert levels == {
        "hit": "generators_frame",
        "near": "near_generators_frame",
        "miss": "not_generators_frame",
        "abstained": "not_examined",
    }


def test_a_hit_prints_what_it_is_worth_at_two_prevalences() -> None:
    words = said(ABOUT, record("hit"))[0].summary
    assert (
        "of pictures like this, 18 in 100 (at least 3) are generated if 1 in 2,000 of all "
        "portraits is, and 82 in 100 (at least 37) are generated if 1 in 100 of all portraits is"
    ) in words
    assert "other kinds of generator are not assessed" in words


def test_what_the_file_says_of_itself_is_a_line_of_its_own() -> None:
    lines = said(ABOUT, record("miss", ("says_generated", "software: Firefly")))
    assert [line.level for line in lines] == ["not_generators_frame", "file_says_generated"]


def test_camera_and_credentials_are_shown_and_never_counted() -> None:
    marks = (("camera_model", "Camera 7"), ("content_credentials", "signed by Tarnholm: fits"))
    line = said(ABOUT, record("miss", *marks))[1]
    assert (line.level, line.summary) == (
        "file_says_origin",
        "the file says about itself: camera Camera 7; content credentials signed by Tarnholm: fits",
    )
    assert load().weight("photo", "file_says_origin") is None


MARKS = (
    ("says_generated", "software: Firefly"),
    ("camera_model", "Camera 7"),
    ("alike", "page.jpg: likely"),
    ("not_shown", "page.jpg: not shown"),
    ("not_compared", "not installed"),
)
PRIOR_NAMES = (
    *(prior.name for prior in PRESETS),
    *("0.98/0.01/0.01", "0.01/0.98/0.01", "0.01/0.01/0.98", "0.34/0.33/0.33"),
)


@pytest.mark.parametrize("prior", PRIOR_NAMES)
def test_a_photo_alone_never_contradicts_and_moves_confidence_by_no_more_than_the_fitted_bound(
    prior: str,
) -> None:
    """Every level of the frame with every choice of the file's words, for one photo and two."""
    held = prior_named(prior)
    rows = [weight for key, weight in load().weights.items() if key.startswith("photo/")]
    bound = {
        other: max(abs(row.log10_lr(other)) for row in rows) for other in ("fabricated", "borrowed")
    }
    seen = set()
    for level in ("hit", "near", "miss", "abstained"):
        for chosen in range(2 ** len(MARKS)):
            marks = [mark for bit, mark in enumerate(MARKS) if chosen >> bit & 1]
            for about, records in (
                (ABOUT, (record(level, *marks),)),
                (TWO, (record(level, *marks), replace(record(level, *marks), exhibit="x2"))),
            ):
                lines = said(about, *records)
                result = combine(about, lines, (), all_levels(), calibration=load(), prior=held)
                seen |= {line.level for line in lines}
                assert result.verdict is not Verdict.CONTRADICTED
                after, before = result.hypotheses, held.hypotheses
                for other, most in bound.items():
                    moved = math.log10(
                        after.genuine
                        / getattr(after, other)
                        * getattr(before, other)
                        / before.genuine
                    )
                    assert -most - 1e-9 <= moved <= 1e-9
    assert seen == {one.id for one in Photo.levels} - {"same_picture_on_page"}
    assert 10 ** max(bound.values()) < 12


def test_no_photo_and_no_examination_are_told_apart() -> None:
    nothing = claim()
    assert list(Photo().run(nothing, dossier(nothing))) == [
        Skipped(check="photo", reason=SkipReason.NOTHING_CLAIMED)
    ]
    assert [
        item.reason for item in Photo().run(ABOUT, dossier(ABOUT)) if isinstance(item, Skipped)
    ] == [SkipReason.COULD_NOT_CHECK]


def test_a_comparison_with_a_reference_is_shown_and_never_counted() -> None:
    lines = said(ABOUT, record("miss", ("alike", "page.jpg: likely")))
    assert [line.level for line in lines] == ["not_generators_frame", "same_person"]
    assert load().weight("photo", "same_person") is None
    other = said(ABOUT, record("miss", ("not_shown", "page.jpg: not shown")))
    assert other[1].level == "not_shown_same_person"
    assert load().weight("photo", "not_shown_same_person") is None


def test_without_a_model_pack_the_reference_is_skipped_with_the_way_to_get_one() -> None:
    gathered = replace(
        dossier(ABOUT), exhibits=(record("miss", ("not_compared", "not installed: get it")),)
    )
    skips = [item for item in Photo().run(ABOUT, gathered) if isinstance(item, Skipped)]
    assert [skip.detail for skip in skips] == ["the reference photo: not installed: get it"]


def test_the_report_carries_the_examined_pictures() -> None:
    examined = record("miss")
    made = assess(
        ABOUT, (), (examined,), as_of=NOW, settings=Settings(max_requests=0), checks=(Photo(),)
    )
    assert made.photos == (examined,)


PAGE, FACE = "https://www.norrvik.example/staff", "https://www.norrvik.example/face.jpg"
SHOWN = PictureAt(url=FACE, page_url=PAGE, about=("f1",))


def beside(*likenesses: PictureLikeness, institution: bool = True) -> list[Observation | Skipped]:
    """What is said after the frame's own line of a photo that was compared so."""
    page = PageRecord(
        url=PAGE, title="", provenance=provenance("homepage"), institution_domain=institution
    )
    picture = PictureRecord(
        url=FACE, page_url=PAGE, provenance=provenance("homepage"), content=b"x"
    )
    gathered = replace(
        dossier(
            ABOUT,
            found(PageAt(url=PAGE), page, source="homepage"),
            found(SHOWN, picture, source="homepage"),
        ),
        exhibits=(replace(record("miss"), likenesses=likenesses),),
    )
    return list(Photo().run(ABOUT, gathered))[1:]


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        ("same_picture", "same_picture_on_page"),
        ("alike", "same_person"),
        ("not_shown", "not_shown_same_person"),
    ],
)
def test_a_picture_on_a_page_is_shown_with_that_page_as_evidence_and_never_counted(
    kind: str, level: str
) -> None:
    (line,) = beside(PictureLikeness(url=FACE, page_url=PAGE, kind=kind, words="as compared"))
    assert isinstance(line, Observation)
    assert (line.level, line.summary) == (level, "as compared (on an institution's own site)")
    assert [item.provenance.source for item in line.evidence] == ["homepage"]
    assert load().weight("photo", level) is None
    declared = {one.id: one for one in Photo.levels}[level]
    assert (declared.outcome, declared.control) == (Outcome.INCONCLUSIVE, False)


def test_a_picture_on_any_other_page_is_said_to_be_its_owners() -> None:
    alike = PictureLikeness(url=FACE, page_url=PAGE, kind="alike", words="as compared")
    (line,) = beside(alike, institution=False)
    assert isinstance(line, Observation)
    assert line.summary == "as compared (on a site that may be their own)"


def test_a_picture_that_was_not_compared_leaves_nothing_but_a_skip() -> None:
    (skip,) = beside(PictureLikeness(url=FACE, page_url=PAGE, kind="not_compared", words="why"))
    assert skip == Skipped(check="photo", reason=SkipReason.COULD_NOT_CHECK, detail="why")


def test_a_picture_that_could_not_be_had_changes_nothing_but_the_list_of_skips() -> None:
    examined = record("miss")

    def assessed(*lookups: Lookup) -> Assessment:
        gathered = replace(dossier(ABOUT, *lookups), exhibits=(examined,))
        said = list(Photo().run(ABOUT, gathered))
        return combine(
            ABOUT,
            [item for item in said if isinstance(item, Observation)],
            [item for item in said if isinstance(item, Skipped)],
            all_levels(),
            calibration=load(),
            prior=prior_named("default"),
        )

    gone = assessed(not_found(SHOWN, "homepage"))
    out = assessed(unavailable(SHOWN, "homepage"))
    assert replace(out, skipped=()) == gone == assessed()
    assert [skip.detail for skip in out.skipped] == [
        f"the {SHOWN} could not be fetched (rate limited)"
    ]

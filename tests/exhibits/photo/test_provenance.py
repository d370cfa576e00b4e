import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from persona_check.exhibits.photo.provenance import GENERATED, MOST_CHARACTERS, marks

HIT = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits" / "ethicist.jpg"
ADDRESS = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def saved(kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.open(HIT).convert("RGB").resize((64, 64)).save(out, kind, **options)
    return out.getvalue()


def xmp(properties: str) -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f"{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def with_xmp(kind: str, packet: bytes) -> bytes:
    if kind == "TIFF":
        return saved(kind, tiffinfo={700: packet})
    if kind != "PNG":
        return saved(kind, xmp=packet)
    chunk = PngImagePlugin.PngInfo()
    chunk.add_itxt("XML:com.adobe.xmp", packet.decode(), zip=True)
    return saved(kind, pnginfo=chunk)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(
    "properties",
    [
        f'Iptc4xmpExt:DigitalSourceType="{ADDRESS}trainedAlgorithmicMedia">',
        f"><Iptc4xmpExt:DigitalSourceType>{ADDRESS}trainedAlgorithmicMedia"
        "</Iptc4xmpExt:DigitalSourceType>",
    ],
    ids=["attribute", "element"],
)
def test_xmp_names_a_model_as_source_in_every_format(kind: str, properties: str) -> None:
    found = marks(with_xmp(kind, xmp(properties)))
    assert found == ((GENERATED, "IPTC digital source type trainedAlgorithmicMedia"),)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_camera_as_source_is_told_and_speaks_against_nobody(kind: str) -> None:
    packet = xmp(f'Iptc4xmpExt:DigitalSourceType="{ADDRESS}digitalCapture">')
    assert marks(with_xmp(kind, packet)) == (("digital_source_type", "digitalCapture"),)


def test_the_creating_program_is_read_from_xmp_wherever_it_stands() -> None:
    packet = xmp(f'xmp:CreateDate="{"x" * 3000}" xmp:CreatorTool="Adobe Firefly 3">')
    assert marks(with_xmp("JPEG", packet)) == ((GENERATED, "creatortool: Adobe Firefly 3"),)
    plain = xmp('xmp:CreatorTool="Adobe Photoshop 26.0">')
    assert marks(with_xmp("JPEG", plain)) == ()


@pytest.mark.parametrize(
    "packet",
    [
        b"<x:xmpmeta not closed",
        b'<!DOCTYPE a [<!ENTITY e "stable diffusion">]><a CreatorTool="&e;"/>',
        b"\xff\xfe\x00",
        b"<a>" * 50_000,
    ],
    ids=["not closed", "entity", "binary", "deep"],
)
def test_broken_and_hostile_xmp_says_nothing(packet: bytes) -> None:
    assert marks(saved("WEBP", xmp=packet)) == ()


def test_a_broken_packet_that_names_a_model_as_source_is_still_heard() -> None:
    packet = f"<broken {ADDRESS}compositeWithTrainedAlgorithmicMedia".encode()
    assert marks(saved("JPEG", xmp=packet)) == (
        (GENERATED, "IPTC digital source type compositeWithTrainedAlgorithmicMedia"),
    )


@pytest.mark.parametrize("key", ["parameters", "prompt", "workflow", "Dream"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_generators_settings_in_png_text_are_found(key: str, packed: bool) -> None:
    chunk = PngImagePlugin.PngInfo()
    chunk.add_text(key, "portrait of a professor, Steps: 30, Sampler: Euler a", zip=packed)
    assert marks(saved(pnginfo=chunk)) == (
        (GENERATED, f"settings of an image generator under “{key.casefold()}”"),
    )


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le"])
def test_settings_in_exifs_user_comment_are_found(encoding: str) -> None:
    exif = Image.Exif()
    words = "a professor\nSteps: 20, Sampler: DPM++ 2M, CFG scale: 7"
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\x00" + words.encode(encoding)
    assert marks(saved("JPEG", exif=exif)) == (
        (GENERATED, "settings of an image generator in the comment"),
    )
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\x00\x00\x00on the steps: 20 of us"
    assert marks(saved("JPEG", exif=exif)) == ()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_camera_program_and_dates_are_read_from_exif(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Tarnholm"
    exif[0x0110] = "Camera 7\x1b[31m"
    exif[0x0131] = "Darkroom 2"
    exif[0x0132] = "2021:05:06 07:08:09"
    exif.get_ifd(0x8769)[0x9003] = "2019:03:04 05:06:07"
    assert dict(marks(saved(kind, exif=exif))) == {
        "camera_make": "Tarnholm",
        "camera_model": "Camera 7\x1b[31m",
        "software": "Darkroom 2",
        "changed_at": "2021:05:06 07:08:09",
        "taken_at": "2019:03:04 05:06:07",
    }


def test_a_generator_named_as_program_is_found_and_the_same_word_elsewhere_is_not() -> None:
    exif = Image.Exif()
    exif[0x0131] = "Adobe Firefly"
    assert marks(saved("JPEG", exif=exif)) == ((GENERATED, "software: Adobe Firefly"),)
    innocent = Image.Exif()
    innocent[0x013B] = "Firefly Photography"
    innocent[0x010E] = "Imagen de perfil, OpenAI DevDay 2024"
    assert marks(saved("JPEG", exif=innocent)) == ()


def test_comments_of_jpeg_and_gif_are_read() -> None:
    for kind in ("JPEG", "GIF"):
        content = saved(kind, comment=b"Midjourney, job 12")
        assert marks(content) == ((GENERATED, "comment: Midjourney, job 12"),)


def test_words_are_bounded_and_a_plain_picture_says_nothing() -> None:
    exif = Image.Exif()
    exif[0x0131] = "x" * 60_000
    ((kind, words),) = marks(saved("JPEG", exif=exif))
    assert (kind, len(words)) == ("software", MOST_CHARACTERS)
    assert marks(saved()) == ()
    assert marks(b"no picture at all") == ()

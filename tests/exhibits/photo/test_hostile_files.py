import io
import json
import random
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.exhibits.photo.signing import signed
from tests.quick import first_python

ROOT = Path(__file__).parents[3]
FACE = Image.open(ROOT / "fixtures/claims/portraits/ethicist.jpg").resize((96, 96))
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
MOST_MEGABYTES = 512
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><a>&d;</a>'
)
# VmHWM is this program's own peak; ru_maxrss would begin with that of the pytest that started it.
RUN = """
import sys
from pathlib import Path
from persona_check.cli import main
try:
    main(sys.argv[1:])
finally:
    words = Path("/proc/self/status").read_text().split()
    sys.stderr.write(f"peak {int(words[words.index('VmHWM:') + 1]) // 1024}")
"""


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_that_claims(side: int) -> bytes:
    content = saved(Image.new("1", (8, 8)), "PNG")
    at = content.index(b"IHDR") + 4
    header = side.to_bytes(4, "big") * 2 + content[at + 8 : at + 13]
    checksum = zlib.crc32(b"IHDR" + header).to_bytes(4, "big")
    return content[:at] + header + checksum + content[at + 17 :]


def odd_files() -> dict[str, bytes]:
    words = PngImagePlugin.PngInfo()
    words.add_text("Software", "<script>alert(1)</script>\x1b[2J\u202e")
    words.add_text("Comment", "x" * 100_000, zip=True)
    exif = Image.Exif()
    exif[0x0131] = "\x1b[31m<b>" * 50
    exif[0x0112] = 99
    frames = [Image.new("P", (64, 64), colour) for colour in range(30)]
    return {
        "empty.jpg": b"",
        "one.png": saved(Image.new("RGB", (1, 1)), "PNG"),
        "thin.png": saved(Image.new("RGB", (1, 9000)), "PNG"),
        "bomb.png": png_that_claims(30_000),
        "claims-less.png": png_that_claims(4),
        "wide.png": saved(Image.new("1", (30_000, 3)), "PNG"),
        "large.png": saved(Image.new("RGBA", (7000, 7000)), "PNG", compress_level=1),
        "deep.tif": saved(Image.new("I;16", (5000, 5000)), "TIFF", compression="tiff_lzw"),
        "animated.gif": saved(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        "animated.webp": saved(FACE, "WEBP", save_all=True, append_images=[FACE] * 9),
        "words.png": saved(FACE, "PNG", pnginfo=words),
        "words.jpg": saved(FACE, "JPEG", exif=exif.tobytes()),
        "really-a-gif.jpg": saved(FACE.convert("P"), "GIF"),
        "page.png": b"<html><body onload=alert(1)>",
        "archive.jpg": b"PK\x03\x04" + bytes(500),
        "postscript.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "vector.png": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "inks.jpg": saved(FACE.convert("CMYK"), "JPEG"),
        "deep.webp": saved(FACE, "WEBP", xmp=b"<a>" * 30_000 + b"</a>" * 30_000),
        "entities.webp": saved(FACE, "WEBP", xmp=ENTITIES),
        "credentials.png": saved(FACE, "PNG") + b"caBX\x00\x00\x00\x00jumbc2pa" + b"\xff" * 4000,
        **{f"unsigned-{at}.jpg": content for at, content in enumerate(broken_credentials(40))},
    }


def broken_credentials(number: int) -> list[bytes]:
    """A signed picture with bytes of its manifest changed or its end cut off."""
    chance = random.Random(5)  # noqa: S311 - reproducible damage
    whole = signed(saved(FACE, "JPEG"), "image/jpeg", "digitalCapture")
    start = whole.index(b"c2pa")
    broken = []
    for at in range(number):
        content = bytearray(whole)
        if at % 4 == 0:
            del content[start + chance.randrange(len(content) - start) :]
        for _ in range(chance.randrange(1, 20)):
            place = min(len(content) - 1, start + chance.randrange(-30, 6000))
            content[place] = chance.randrange(256)
        broken.append(bytes(content))
    return broken


def damaged_files(number: int) -> dict[str, bytes]:
    chance = random.Random(17)  # noqa: S311 - reproducible damage
    whole = {kind: saved(FACE, kind) for kind in KINDS}
    files = {}
    for at in range(number):
        kind = chance.choice(KINDS)
        content = bytearray(whole[kind])
        if at % 2:
            del content[chance.randrange(1, len(content)) :]
        for _ in range(chance.randrange(1, 12)):
            content[chance.randrange(min(len(content), 200))] = chance.randrange(256)
        files[f"damaged-{at}.{kind.lower()}"] = bytes(content)
    return files


@first_python
@pytest.mark.no_cover  # the same lines hundreds of times over
def test_three_hundred_hostile_files_each_have_a_reason_within_512_megabytes(
    tmp_path: Path,
) -> None:
    files = odd_files()
    files |= damaged_files(300 - len(files))
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "list.txt").write_text("\n".join(str(tmp_path / name) for name in files))
    ended = subprocess.run(  # noqa: S603 - our own program on our own files
        [sys.executable, "-c", RUN, "photo", f"@{tmp_path / 'list.txt'}", "--format", "json"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert ended.returncode == 0
    lines = {Path(line["file"]).name: line for line in map(json.loads, ended.stdout.splitlines())}
    assert list(lines) == list(files)
    assert all(line["reason"] for line in lines.values())
    assert ended.stderr.startswith("peak ")
    assert int(ended.stderr.split()[1]) <= MOST_MEGABYTES
    assert not {"\x1b", "\u202e"} & set(ended.stdout)
    assert lines["bomb.png"]["reason"] == "the picture is too large when unpacked"
    assert lines["wide.png"]["reason"] == "the picture is too large (30000×3 pixels)"
    assert lines["large.png"]["reason"] == "no face was found"
    assert lines["postscript.jpg"]["reason"] == "not a supported picture format"


@pytest.mark.parametrize("kind", ["RGBA", "LA", "I;16", "P", "1", "CMYK", "F"])
def test_a_large_picture_of_any_mode_is_reduced_before_it_is_copied(kind: str) -> None:
    from persona_check.exhibits.photo.decode import WORKING_SIDE, decode

    picture = decode(saved(Image.new(kind, (1700, 3400)), "TIFF"))
    assert (picture.width, picture.height) == (1700, 3400)
    assert (picture.image.mode, picture.image.size) == ("RGB", (WORKING_SIDE // 2, WORKING_SIDE))

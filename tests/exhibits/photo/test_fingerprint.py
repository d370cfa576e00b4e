import random
from pathlib import Path

import imagehash
import numpy as np
import pytest
from PIL import Image

from persona_check.exhibits.photo.fingerprint import fingerprints

PORTRAITS = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits"


@pytest.mark.parametrize("name", ["ethicist", "professor", "researcher"])
def test_a_fingerprint_is_the_phash_of_imagehash(name: str) -> None:
    with Image.open(PORTRAITS / f"{name}.jpg") as image:
        own, mirrored = fingerprints(image)
        turned = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        assert own == str(imagehash.phash(image))
        assert (int(mirrored, 16) ^ int(fingerprints(turned)[0], 16)).bit_count() <= 2


def test_the_same_holds_for_noise_of_any_shape() -> None:
    chance = random.Random(4)  # noqa: S311 - reproducible noise
    for seed in range(20):
        shape = chance.randrange(40, 300), chance.randrange(40, 300), 3
        noise = np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)
        image = Image.fromarray(noise)
        own, mirrored = fingerprints(image)
        turned = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        assert own == str(imagehash.phash(image))
        assert (int(mirrored, 16) ^ int(fingerprints(turned)[0], 16)).bit_count() <= 2

"""The public sees three sizes, written anew and light."""

from __future__ import annotations

import io
import random

from PIL import Image

from portal.domain.attachment import Size
from portal.media.decode import read
from portal.media.renditions import BUDGET, renditions
from tests.support.photos import MARKER, photo, told


def test_three_sizes_are_written_and_none_is_larger_than_the_photo() -> None:
    made = renditions(read(photo(size=(1200, 900)), "Asia/Jakarta").image)
    sizes = {size: Image.open(io.BytesIO(content)).size for size, content in made.items()}
    assert sizes == {Size.SMALL: (320, 240), Size.MEDIUM: (800, 600), Size.LARGE: (1200, 900)}


def test_nothing_that_the_file_said_of_itself_is_in_a_public_byte() -> None:
    for form in ("JPEG", "PNG", "WEBP", "HEIF"):
        content = photo(form, exif=told(time="2026:11:20 10:00:00"))
        assert MARKER.encode() in content
        for written in renditions(read(content, "Asia/Jakarta").image).values():
            assert MARKER.encode() not in written
            assert Image.open(io.BytesIO(written)).info.keys() <= {"loop", "background", "timestamp", "duration"}


def test_a_photo_full_of_detail_still_keeps_to_the_weight() -> None:
    noise = Image.frombytes("RGB", (80, 60), random.Random(1).randbytes(80 * 60 * 3))
    made = renditions(noise.resize((800, 600), Image.Resampling.BICUBIC))
    assert all(len(content) <= BUDGET[size] for size, content in made.items()), {s: len(c) for s, c in made.items()}

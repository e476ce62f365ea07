"""What was in an unreadable part cannot be told from what is left of it; the rest of the picture stays."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from portal.domain.attachment import Size
from portal.domain.blur import HiddenPart
from portal.media.blur import blurred, preview

PLATE = HiddenPart(25, 40, 30, 10)


def street(plate: str) -> bytes:
    """A street with a car whose plate can be read."""
    image = Image.new("RGB", (1200, 800), (110, 140, 170))
    draw = ImageDraw.Draw(image)
    for left in range(0, 1200, 40):
        draw.line((left, 0, left + 300, 800), fill=(90, 90, 60), width=4)
    draw.rectangle((300, 320, 659, 399), fill="white")
    draw.text((320, 325), plate, fill="black", font_size=64)
    file = io.BytesIO()
    image.save(file, "WEBP", quality=95)
    return file.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def within(image: Image.Image) -> Image.Image:
    return image.crop(PLATE.pixels(*image.size))


def difference(one: Image.Image, other: Image.Image) -> float:
    """The root mean square over all colours."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).rms)


def test_two_plates_look_the_same_afterwards_in_every_size_and_the_rest_is_as_it_was() -> None:
    first, second = street("B 1234 XYZ"), street("D 9871 KQA")
    assert difference(within(opened(first)), within(opened(second))) > 60
    made, other = blurred(first, [PLATE]), blurred(second, [PLATE])
    for size in Size:
        one, two = opened(made[size]), opened(other[size])
        assert one.size == size.fitted(1200, 800)
        assert difference(within(one), within(two)) < 20, "no more than a few coarse colours are left"
        assert max(ImageStat.Stat(within(one)).stddev) < 25, "no sign stands out of it"
    whole, now = opened(first), opened(made[Size.LARGE])
    for box in ((0, 0, 1200, 300), (0, 420, 1200, 800), (700, 300, 1200, 420)):
        assert difference(whole.crop(box), now.crop(box)) < 12


@pytest.mark.parametrize(
    "part", [HiddenPart(0, 0, 100, 100), HiddenPart(99.5, 99.5, 0.5, 0.5), HiddenPart(0, 0, 0.5, 100)]
)
def test_parts_of_any_shape_are_taken(part: HiddenPart) -> None:
    assert opened(blurred(street("B 1"), [part, PLATE])[Size.LARGE]).size == (1200, 800)


def test_a_preview_is_the_middle_size_of_the_same() -> None:
    shown = opened(preview(street("B 1234 XYZ"), [PLATE]))
    assert shown.size == (800, 533)
    assert difference(shown, opened(blurred(street("B 1234 XYZ"), [PLATE])[Size.MEDIUM])) < 12

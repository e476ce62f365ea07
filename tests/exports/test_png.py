"""Images of drawings."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from portal.exports.png import WIDTH, png

FONTS = sorted(Path("portal/static/vendor").glob("plus-jakarta-sans-*.ttf"))
TEXT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="100">'
    '<text x="9" y="60" font-size="40" {}>Sudin</text></svg>'
)


def test_an_image_is_twice_as_fine_as_the_drawing() -> None:
    image = png(TEXT.format(""), FONTS)
    assert image.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", image[16:24]) == (WIDTH, 200)


@pytest.mark.skipif(not FONTS, reason="make setup has made no fonts")
def test_words_are_drawn_in_the_portals_font_and_its_weights() -> None:
    face = 'font-family="Plus Jakarta Sans" font-weight="{}"'
    images = [png(TEXT.format(face.format(weight)), FONTS) for weight in (400, 500, 700)]
    assert len(set(images)) == 3


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError):
        png("<p>", FONTS)

"""The picture beside a shared link."""

from __future__ import annotations

import struct
from xml.etree.ElementTree import fromstring

from portal.charts.link_picture import HEIGHT, LinkPicture, link_picture
from portal.charts.plain_style import PlainStyle
from portal.exports.png import png

STYLE = PlainStyle({"--paper": "#fff", "--ink": "#000", "--ink-2": "#555"}, ((".in", "fill: #123456"), (".out", "x")))
LONG = "Lubang menganga sedalam lutut di depan sekolah dasar negeri yang tiap pagi dilewati ratusan anak " * 3
BARS = '<p class="trend"><svg height="100"><rect class="in" x="0" width="50%" height="80"/></svg></p>'


def written(**changes: str) -> str:
    said = {"portal": "Pantau", "headline": "Lampu mati", "detail": "Proses", "foot": "JK1", "language": "id"}
    return link_picture(LinkPicture(**{**said, **changes}), STYLE, [])  # type: ignore[arg-type]


def lowest(svg: str) -> list[float]:
    return [float(text.attrib["y"]) for text in fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_long_headline_never_leaves_the_picture_or_meets_what_is_below() -> None:
    for changes in ({}, {"headline": LONG}, {"headline": LONG, "detail": LONG, "drawing": BARS}):
        places = lowest(written(**changes))
        foot = places.pop()
        assert foot < HEIGHT - 20
        limit = foot - 100 if "drawing" in changes else foot
        assert max(places) < limit - 26
    assert "…" in written(headline=LONG)


def test_only_the_rules_of_the_marks_that_are_drawn_are_carried() -> None:
    svg = written(drawing=BARS)
    assert "#123456" in svg and ".out" not in svg


def test_markup_in_a_title_is_text() -> None:
    assert "<b>" not in written(headline="<b>&</b>")


def test_it_becomes_an_image_of_the_size_that_services_ask_for() -> None:
    image = png(written(headline=LONG, drawing=BARS), [])
    assert struct.unpack(">II", image[16:24]) == (1200, 630)
    assert len(image) <= 60_000

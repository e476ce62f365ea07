"""Drawings of a page, laid out in pixels."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

import pytest

from portal.charts.lay_out import drawing_of, laid_out, length

PAGE = """<figure class="chart ends"><svg class="curve" height="60"><rect class="hit" width="9"/>
<a href="/x"><line x1="10%" x2="100%" y1="50%" y2="5"/></a><text class="rank2" x="1">no</text>
<svg x="25%" y="10" width="50%" height="20" viewBox="0 0 100 10" preserveAspectRatio="none">
<polyline points="0,0 100,10" vector-effect="non-scaling-stroke"/><rect x="50" width="50%" height="5"/></svg>
<svg y="30" height="20" class="over"><circle cx="50%" cy="50%" r="3"/></svg>
<text x="4" y="12">
   two words
</text></svg></figure>"""


def test_shares_of_a_width_become_pixels_and_stretched_points_are_moved_one_by_one() -> None:
    drawing, around = drawing_of(PAGE)
    group, height = laid_out(drawing, 400)
    assert (around, height) == ({"chart", "ends"}, 60)
    assert tostring(group, encoding="unicode") == (
        '<g class="curve"><g><line x1="40" x2="400" y1="30" y2="5" /></g>'
        '<g transform="translate(100 10)"><polyline points="0,0 200,20" />'
        '<rect x="100" width="100" height="10" /></g>'
        '<g class="over" transform="translate(0 30)"><circle cx="200" cy="10" r="3" /></g>'
        '<text x="4" y="12">two words</text></g>'
    )


def test_a_map_is_as_wide_as_there_is_room_and_keeps_its_form() -> None:
    drawing, _ = drawing_of('<svg viewBox="-10 -5 200 100" preserveAspectRatio="xMidYMid meet"><path d="M0 0"/></svg>')
    group, height = laid_out(drawing, 400)
    assert height == 200
    assert group.get("transform") == "translate(20 10) scale(2)"


@pytest.mark.parametrize(("written", "pixels"), [("50%", 60), ("7", 7), ("7.5px", 7.5)])
def test_lengths(written: str, pixels: float) -> None:
    assert length(written, 120) == pixels

"""Photos are shown in three sizes, and none is made larger than it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.attachment import Size, digest

SIDES = st.integers(1, 20_000)


@given(SIDES, SIDES)
def test_a_picture_fits_its_size_and_keeps_its_shape(width: int, height: int) -> None:
    for size in Size:
        wide, high = size.fitted(width, height)
        assert 1 <= wide <= min(size.side, width) and 1 <= high <= min(size.side, height)
        assert abs(wide * height - high * width) <= max(width, height), "to the nearest pixel"


def test_sizes_are_those_of_a_row_a_page_and_a_picture_alone() -> None:
    assert [size.fitted(4000, 3000) for size in Size] == [(320, 240), (800, 600), (1600, 1200)]
    assert [size.fitted(100, 50) for size in Size] == [(100, 50)] * 3
    assert Size.SMALL.fitted(20_000, 3) == (320, 1)


def test_what_the_log_keeps_of_a_file_cannot_be_tried_without_its_key() -> None:
    assert digest("one", b"file") != digest("two", b"file")
    assert len(digest("one", b"file")) == 64

"""Parts of a picture are read as people type them; what cannot be meant is none."""

from __future__ import annotations

import pytest

from portal.domain.blur import HiddenPart, parts_of


def test_rows_of_four_numbers_are_parts_and_empty_rows_are_none() -> None:
    typed = [("10", "20", "30", "40"), ("", " ", "", ""), ("12,5", "0", "5%", "5")]
    assert parts_of(typed) == ([HiddenPart(10, 20, 30, 40), HiddenPart(12.5, 0, 5, 5)], True)
    assert parts_of([]) == ([], True)


def test_what_goes_beyond_an_edge_ends_there() -> None:
    assert parts_of([("90", "-10", "50", "30")]) == ([HiddenPart(90, 0, 10, 20)], True)


@pytest.mark.parametrize(
    "row",
    [
        ("10", "20", "30", ""),
        ("x", "1", "1", "1"),
        ("nan", "1", "1", "1"),
        ("inf", "0", "1", "1"),
        ("10", "10", "0", "10"),
        ("10", "10", "10", "-4"),
        ("120", "10", "10", "10"),
        ("10", "10", "10", "0.4"),
    ],
)
def test_what_hides_nothing_or_is_no_number_is_told(row: tuple[str, ...]) -> None:
    assert parts_of([row, ("0", "0", "50", "50")]) == ([HiddenPart(0, 0, 50, 50)], False)


def test_pixels_are_rounded_outwards_and_stay_within_the_picture() -> None:
    assert HiddenPart(10, 10, 10.1, 10.1).pixels(101, 99) == (10, 9, 21, 20)
    assert HiddenPart(50, 50, 50, 50).pixels(3, 3) == (1, 1, 3, 3)

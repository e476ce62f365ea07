"""Pages of a list."""

from __future__ import annotations

import pytest

from portal.domain.paging import Pages, page_number


@pytest.mark.parametrize(
    ("number", "total", "first", "last", "previous", "following"),
    [
        (1, 0, 0, 0, None, None),
        (1, 20, 1, 20, None, None),
        (1, 21, 1, 20, None, 2),
        (2, 21, 21, 21, 1, None),
        (9, 21, 0, 0, 2, None),
    ],
)
def test_a_page_knows_what_it_shows_and_its_neighbours(
    number: int, total: int, first: int, last: int, previous: int | None, following: int | None
) -> None:
    page = Pages(number, total)
    assert (page.first, page.last, page.previous, page.next) == (first, last, previous, following)


def test_nobody_is_led_beyond_the_last_page_that_is_served() -> None:
    assert Pages(500, 1_000_000, cap=500).next is None
    assert Pages(1, 1_000_000, cap=500).count == 500


@pytest.mark.parametrize(("asked", "shown", "start"), [(0, 1, 0), (2, 2, 50), (3, 3, 100), (9, 3, 100)])
def test_a_page_that_is_not_there_is_the_nearest(asked: int, shown: int, start: int) -> None:
    page = Pages.nearest(asked, 101, 50)
    assert (page.number, page.start, page.count) == (shown, start, 3)
    assert Pages.nearest(asked, 0, 50) == Pages(1, 0, 50)


@pytest.mark.parametrize(
    ("typed", "number"), [("7", 7), ("", 1), ("-1", 1), ("x", 1), ("٣", 1), ("0", 0), ("9" * 6, 999_999), ("9" * 7, 1)]
)
def test_a_number_is_read_and_anything_else_is_the_first_page(typed: str, number: int) -> None:
    assert page_number(typed) == number

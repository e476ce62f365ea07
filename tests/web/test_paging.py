"""Pages of a list."""

from __future__ import annotations

import pytest

from portal.web.paging import Pages


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

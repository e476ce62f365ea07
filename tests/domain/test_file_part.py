"""A part of a file as an address asks for it."""

from __future__ import annotations

from portal.domain.file_part import FilePart, FilePlace, parse


def test_a_page_is_read_back_from_the_place_that_the_page_before_wrote() -> None:
    place = FilePlace(-3, 17)
    assert parse({"page_size": "100", "after": str(place)}) == (FilePart(100, place), ())
    assert parse({"page_size": "0", "sort": "oldest"}) == (FilePart(0), ())
    assert parse({"sort": "waiting"}) == (None, ()), "the whole file is in any order"


def test_what_cannot_be_read_is_named() -> None:
    for args, bad in (
        ({"after": "1.2"}, ("after",)),
        ({"page_size": "1001"}, ("page_size",)),
        ({"page_size": "²", "after": "x", "sort": "best"}, ("page_size", "after", "sort")),
        ({"page_size": "5", "after": "1.9999999999999999999"}, ("after",)),
        ({"page_size": "5", "after": "99999999999.1"}, ("after",)),  # a second of no year that there is a calendar for
        ({"page_size": "5", "after": "-99999999999.1"}, ("after",)),
    ):
        assert parse(args) == (None, bad)


def test_places_stand_in_the_order_of_submission_then_of_the_row() -> None:
    assert FilePlace(1, 9) < FilePlace(2, 1) < FilePlace(2, 2)

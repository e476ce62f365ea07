"""How well a name fits what somebody has typed so far."""

from __future__ import annotations

from portal.queries.tickets.names_by_word import fit


def test_a_name_fits_by_the_beginnings_of_its_words_in_their_order() -> None:
    name = ("kebayoran", "baru", "selatan")
    for typed, expected in (
        (name, 2), (("keb",), 1), (("keb", "ba"), 1), (("ba",), 0), (("baru", "sel"), 0), (("keb", "sel"), None),
        (("ayoran",), None), ((*name, "x"), None),
    ):  # fmt: skip
        assert fit(name, typed) == expected, typed

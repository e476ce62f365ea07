"""Official contacts are known in whatever form they are written."""

from __future__ import annotations

import pytest

from portal.domain.masking.contacts import Contacts, national_form

OFFICIAL = Contacts.of(["0811-1272-206", " dki@jakarta.go.id ", "@DKIJakarta", "*@kota.example", ""])


@pytest.mark.parametrize("digits", ["08111272206", "628111272206", "6208111272206"])
def test_a_number_is_its_digits_in_the_national_form(digits: str) -> None:
    assert national_form(digits) == "08111272206"


def test_a_list_of_contacts_is_told_apart_into_numbers_words_and_domains() -> None:
    assert OFFICIAL.numbers == ("08111272206",)
    assert OFFICIAL.words == ("dki@jakarta.go.id", "dkijakarta")
    assert OFFICIAL.domains == ("kota.example",)


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("DKI@Jakarta.go.id", True),
        ("@dkijakarta", True),
        ("lurah@kota.example", True),
        ("lurah@kota.example.org", False),
        ("@dkijakarta_palsu", False),
    ],
)
def test_what_only_begins_like_an_official_word_is_none(written: str, official: bool) -> None:
    assert OFFICIAL.has_word(written) is official

"""Official contacts are known in whatever form they are written."""

from __future__ import annotations

import pytest

from portal.domain.masking.contacts import Contacts

OFFICIAL = Contacts.of(["0811-1272-206", " dki@jakarta.go.id ", "@DKIJakarta", "*@kota.example", ""])


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

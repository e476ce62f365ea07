"""Labels as they stand in addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.record import slug


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Suku Dinas Bina Marga", "suku-dinas-bina-marga"),
        ("  Jalan & Trotoar (rusak) ", "jalan-trotoar-rusak"),
        ("Café Señor", "cafe-senor"),
        ("\uff2a\uff21\uff2b\uff29", "jaki"),
        ("RT/RW 03", "rt-rw-03"),
        ("---", "lain"),
        ("", "lain"),
        ("日本", "lain"),
    ],
)
def test_a_label_becomes_small_letters_digits_and_single_hyphens(label: str, expected: str) -> None:
    assert slug(label) == expected


@given(st.text(max_size=200))
def test_any_text_gives_an_address_that_stays_itself(label: str) -> None:
    found = slug(label)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-?", found)
    assert len(found) <= 80
    assert slug(found.rstrip("-")) == found.rstrip("-")

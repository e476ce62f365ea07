"""What the public may see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.event import Kind
from portal.domain.masking import Contacts
from portal.domain.privacy import place, public_text, text_is_public
from portal.domain.visibility import Visibility


@pytest.mark.parametrize(
    ("shown", "readable"),
    [
        (Visibility.FULL, set(Kind)),
        (Visibility.STUB, {Kind.REDACTED, Kind.VISIBILITY_CHANGED}),
        (Visibility.HIDDEN, {Kind.VISIBILITY_CHANGED}),
        (Visibility.PENDING, set()),
    ],
)
def test_of_a_ticket_that_is_not_open_the_reasons_alone_are_read(shown: Visibility, readable: set[Kind]) -> None:
    assert {kind for kind in Kind if text_is_public(shown, kind)} == readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" Hubungi 0812\u200b3456\u00ad7890\r\nya\x07 ", "Hubungi [telepon]\nya"),
        ("WA 0811-1272-206 atau 0812-3456-7890", "WA 0811-1272-206 atau [telepon]"),
        ("NIK 3174012345678901", "NIK [NIK]"),
        ("\u200b\u2028", ""),
    ],
)
def test_a_public_text_is_cleaned_then_masked_but_for_the_citys_own_contacts(text: str, shown: str) -> None:
    assert public_text(text, Contacts.of(["0811-1272-206"])) == shown


@given(st.text())
def test_a_public_text_is_a_public_text_already(text: str) -> None:
    once = public_text(text, Contacts())
    assert public_text(once, Contacts()) == once


def test_a_stub_has_the_centre_of_its_area_and_no_words() -> None:
    stub = place(Visibility.STUB, -6.30123456, 106.82, "Jalan Ampera 5", (-6.3, 106.8))
    assert (stub.lat, stub.lon, stub.text) == (-6.3, 106.8, "")
    assert place(Visibility.HIDDEN, -6.3, 106.8, "Jalan", (-6.3, 106.8)).lat is None
    assert place(Visibility.FULL, -6.30123456, 106.82, "Jalan Ampera 5", None).lat == -6.30123


def test_the_guide_says_of_each_field_who_sees_it_how_long_and_by_which_rule() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs/privacy.md").read_text(encoding="utf-8")
    table = guide.split("## Field by field")[1].split("| what | who sees it | how long | why so |")[1].split("\n\n")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| ")
    ]
    assert len(rows) > 12
    assert [row for row in rows if len(row) != 4 or not (row[0] and row[1] and re.search(r"\bart\. \d", row[3]))] == []

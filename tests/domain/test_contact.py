"""A contact is a mail address or a telephone number, counted as one however it is written."""

from __future__ import annotations

import pytest

from portal.domain.contact import contact_of, hint


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (" Siti@Example.ORG ", "siti@example.org"),
        ("0812-3456 7890", "081234567890"),
        ("+62 (812) 345.678", "+62812345678"),
        ("112", None),
        ("siti di rumah", None),
        ("siti@rumah", None),
        ("", None),
    ],
)
def test_it_has_one_spelling_or_is_none(typed: str, expected: str | None) -> None:
    assert contact_of(typed) == expected


def test_its_owner_knows_it_again_and_nobody_learns_it() -> None:
    assert [hint(contact) for contact in ("siti@example.org", "081234567890", "")] == ["s…@example.org", "…890", ""]

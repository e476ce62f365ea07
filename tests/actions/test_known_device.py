"""The mark of a device is one officer's, for a time, until the password changes."""

from __future__ import annotations

import pytest

from portal.actions.known_device import device_mark, device_of

KEY = "a secret"


def test_a_mark_is_good_for_its_officer_and_password_alone() -> None:
    mark = device_mark(7, "first", KEY)
    number = device_of(mark, 7, "first", KEY)
    assert len(number) == 16 and number != device_of(device_mark(7, "first", KEY), 7, "first", KEY)
    assert device_of(mark, 8, "first", KEY) == ""
    assert device_of(mark, 7, "second", KEY) == ""
    assert device_of(mark, 7, "first", "another") == ""


@pytest.mark.parametrize("broken", ["", "x", "W10.abc.def", "a.b.c"])
def test_what_is_no_mark_is_none(broken: str) -> None:
    assert device_of(broken, 7, "first", KEY) == ""

"""What counts as taking from public view."""

from __future__ import annotations

import pytest

from portal.domain.visibility import Visibility
from portal.domain.withdrawal import withdraws

FULL, STUB, HIDDEN, PENDING = Visibility.FULL, Visibility.STUB, Visibility.HIDDEN, Visibility.PENDING


@pytest.mark.parametrize(("before", "after"), [(FULL, STUB), (FULL, HIDDEN), (STUB, HIDDEN), (PENDING, HIDDEN)])
def test_showing_less_withdraws(before: Visibility, after: Visibility) -> None:
    assert withdraws(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [(FULL, FULL), (STUB, FULL), (HIDDEN, STUB), (HIDDEN, FULL), (PENDING, STUB), (PENDING, FULL), (FULL, PENDING)],
)
def test_showing_more_or_as_much_does_not(before: Visibility, after: Visibility) -> None:
    assert not withdraws(before, after)

"""How much of a ticket is public: at first, and when its source sends it again."""

from __future__ import annotations

from itertools import product

import pytest

from portal.domain.visibility import (
    PUBLIC,
    SEARCHED,
    Visibility,
    after_update,
    initial_visibility,
)


@pytest.mark.parametrize(
    ("private", "sensitive", "moderated", "expected"),
    [
        (False, False, False, Visibility.FULL),
        (True, False, False, Visibility.STUB),
        (False, True, False, Visibility.STUB),
        (False, True, True, Visibility.STUB),
        (False, False, True, Visibility.PENDING),
    ],
)
def test_the_visibility_is_the_narrowest_that_anyone_asks_for(
    private: bool, sensitive: bool, moderated: bool, expected: Visibility
) -> None:
    assert initial_visibility(private=private, sensitive=sensitive, moderated=moderated) is expected


def test_a_source_may_reduce_a_full_ticket_and_nothing_else() -> None:
    changed = {
        (now, reported)
        for now, reported in product(Visibility, Visibility)
        if after_update(now, reported, decided=False) is not now
    }
    assert changed == {(Visibility.FULL, Visibility.STUB)}
    assert after_update(Visibility.FULL, Visibility.STUB, decided=False) is Visibility.STUB


def test_what_an_officer_has_decided_stands_against_the_source() -> None:
    for now, reported in product(Visibility, Visibility):
        assert after_update(now, reported, decided=True) is now


def test_all_but_pending_counts_in_figures_and_hidden_is_not_searched() -> None:
    assert set(Visibility) - PUBLIC == {Visibility.PENDING}
    assert {Visibility.HIDDEN} == PUBLIC - SEARCHED

"""Where a page goes on is written into its address and read back; what cannot be read is named."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest

from portal.domain.turn import NAMES, Turn, parse


@pytest.mark.parametrize("turn", [Turn(0), Turn(12, 7), Turn((1 << 64) - 1, 1, back=True)])
def test_it_survives_its_own_address(turn: Turn) -> None:
    bad: list[str] = []
    assert parse(parse_qs(urlencode(list(turn.pairs()))), bad) == turn
    assert bad == []
    assert {name for name, _ in turn.pairs()} <= set(NAMES)


def test_an_address_that_names_none_has_none() -> None:
    assert parse({"seq": ["4"]}, []) is None and parse({"after": [" "]}, []) is None


@pytest.mark.parametrize("typed", ["x", "-1", "1.5", "٣", "9" * 21, str(1 << 64)])
def test_what_is_no_number_is_named(typed: str) -> None:
    bad: list[str] = []
    assert parse({"after": [typed], "seq": [typed]}, bad) is None
    assert bad == ["after", "seq"]

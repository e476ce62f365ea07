"""Where a page goes on is written into its address and read back; what cannot be read is named."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest

from portal.domain.turn import NAME, Turn, parse


@pytest.mark.parametrize("turn", [Turn(0), Turn(12, 7), Turn((1 << 64) - 1, 1, back=True)])
def test_it_survives_its_own_address(turn: Turn) -> None:
    bad: list[str] = []
    assert parse(parse_qs(urlencode({NAME: str(turn)})), bad) == turn
    assert bad == []


def test_an_address_that_names_none_has_none() -> None:
    assert parse({}, []) is None and parse({NAME: [" "]}, []) is None


@pytest.mark.parametrize("typed", ["x", "1", "--1.1", "1.5.2", "٣.1", "9" * 21 + ".1", f"{1 << 64}.1", "1.-1"])
def test_what_is_none_is_named(typed: str) -> None:
    bad: list[str] = []
    assert parse({NAME: [typed]}, bad) is None
    assert bad == [NAME]

"""Counts of this minute and the last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal import clock
from portal.web import rush
from portal.web.rush import Rush

NOW = datetime(2026, 11, 27, 5, 0, 30, tzinfo=UTC)


def test_a_rush_is_over_once_a_whole_minute_was_calm(monkeypatch: pytest.MonkeyPatch) -> None:
    counts, rates = Rush(), []
    for minute, many in enumerate((3, 1, 0, 0)):
        monkeypatch.setattr(clock, "now", lambda minute=minute: NOW + timedelta(minutes=minute))
        noted = [counts.note("a") for _ in range(many)]
        assert noted == list(range(1, many + 1))
        rates.append(counts.rate("a"))
    assert rates == [3, 3, 1, 0] and counts.rate("b") == 0
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    assert counts.note("a") == 1


def test_names_beyond_the_most_take_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rush, "MOST_NAMES", 2)
    counts = Rush()
    assert [counts.note(name) for name in "abca"] == [1, 1, 0, 2]

"""Counts of this minute and the last."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal import clock, create_app
from portal.config import Settings
from portal.web import rush
from portal.web.rush import AWAY, EVERYBODY, Rush, current_rush
from tests.support import redis

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


def counting(settings: Settings, url: str) -> Rush:
    """The counts of a process of its own."""
    with create_app(replace(settings, redis_url=url)).app_context():
        return current_rush()


@pytest.mark.only_on("sqlite")
def test_processes_that_share_a_redis_count_together_and_name_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with redis.running() as url:
        one, other = counting(settings, url), counting(settings, url)
        assert [one.note("203.0.113.7"), other.note("203.0.113.7"), other.note(EVERYBODY)] == [1, 2, 1]
        assert one.rate("203.0.113.7") == other.rate("203.0.113.7") == 2 and one.rate("203.0.113.8") == 0
        assert one.share(30, 4) == 30 and Rush().share(30, 4) == 8
        keys = redis.client(url).keys("*rush*")
        assert len(keys) == 2 and not any(b"203.0.113" in key for key in keys)
        assert all(0 < redis.client(url).ttl(key) <= 2 * rush.MINUTE for key in keys)
        for minutes, rate in ((1, 2), (2, 0)):
            monkeypatch.setattr(clock, "now", lambda minutes=minutes: NOW + timedelta(minutes=minutes))
            assert other.rate("203.0.113.7") == rate


@pytest.mark.only_on("sqlite")
def test_without_its_redis_each_process_counts_its_share_and_asks_again_later(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with redis.running() as url:
        counts = counting(settings, url)
        assert counts.note("a") == 1
    asked: list[str] = []
    monkeypatch.setattr(rush.log, "warning", lambda text, *_: asked.append(text))
    assert [counts.note("a"), counts.rate("a"), counts.share(30, 4)] == [2, 2, 8] and len(asked) == 1
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=AWAY))
    assert counts.rate("a") == 2 and len(asked) == 2, "asked once more"

"""Visits are counted for a minute, by whom, and nothing is kept for ever."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from limits.storage import storage_from_string

from portal import clock
from portal.web.visit_counts import SWEEP_SECONDS, VisitCounts


@pytest.fixture
def counts() -> VisitCounts:
    found = storage_from_string("process://")
    assert isinstance(found, VisitCounts)
    return found


def test_each_key_is_counted_until_its_time_is_over(
    counts: VisitCounts, still: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [counts.incr("a", 60), counts.incr("a", 60), counts.incr("b", 60)] == [1, 2, 1]
    assert counts.get_expiry("a") == still.timestamp() + 60
    monkeypatch.setattr(clock, "now", lambda: still + timedelta(seconds=60))
    assert counts.get("a") == 0
    assert counts.incr("a", 60) == 1


def test_what_has_expired_is_swept_out(counts: VisitCounts, still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1000):
        counts.incr(str(number), 30)
    monkeypatch.setattr(clock, "now", lambda: still + timedelta(seconds=SWEEP_SECONDS + 1))
    counts.incr("new", 30)
    assert counts.reset() == 1


def test_no_visit_is_lost_between_threads(counts: VisitCounts) -> None:
    def visit() -> None:
        for _ in range(500):
            counts.incr("a", 60)

    threads = [threading.Thread(target=visit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts.get("a") == 2000


def test_a_key_can_be_forgotten(counts: VisitCounts) -> None:
    counts.incr("a", 60)
    counts.clear("a")
    assert counts.get("a") == 0 and counts.check()

"""A fault that lasts is one line a minute, with its own words and without a traceback."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy.exc import OperationalError

from portal.quiet_log import OnceAMinute


@pytest.fixture
def now() -> list[float]:
    return [1000.0]


@pytest.fixture
def quiet(now: list[float]) -> OnceAMinute:
    return OnceAMinute(time=lambda: now[0])


def record(
    message: str, error: Exception | None = None, level: int = logging.ERROR, line: int = 7
) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    return logging.LogRecord("portal", level, "x.py", line, message, (), info)


def test_the_same_is_said_once_a_minute_with_how_often_it_was(quiet: OnceAMinute, now: list[float]) -> None:
    assert quiet.filter(record("away: at seq 5"))
    assert not any(quiet.filter(record(f"away: at seq {n}")) for n in range(20))
    now[0] += 61
    again = record("away: at seq 9")
    assert quiet.filter(again) and again.getMessage() == "away: at seq 9 (and 20 times before)"


def test_other_faults_are_said_beside_it(quiet: OnceAMinute) -> None:
    said = [record("a"), record("b"), record("a", line=8), record("a", ValueError("x"))]
    assert [quiet.filter(each) for each in said] == [True] * 4


def test_what_the_database_did_needs_no_traceback_and_a_mistake_of_ours_keeps_its_own(quiet: OnceAMinute) -> None:
    away = record("failed", OperationalError("SELECT 1", {}, Exception("server closed the connection\nand more")))
    ours = record("failed", ValueError("x"))
    assert quiet.filter(away) and quiet.filter(ours)
    assert (away.exc_info, away.getMessage()) == (None, "failed: server closed the connection")
    assert ours.exc_info is not None


def test_what_is_no_warning_passes(quiet: OnceAMinute) -> None:
    assert all(quiet.filter(record("served", level=logging.INFO)) for _ in range(5))

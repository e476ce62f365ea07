"""Failures are counted so that guessing is slow and an officer is never kept out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal import clock
from portal.actions.log import change
from portal.actions.throttle import (
    ATTACK,
    TRIES,
    TRIES_AN_ADDRESS,
    TRIES_IN_ATTACK,
    WINDOW,
    Trier,
    forget_failures,
    note_failure,
    seconds_to_wait,
)
from portal.extensions import db
from portal.models import SignInTry

SARI = "sari@example.org"


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def trier(name: str = SARI, address: str = "192.0.2.1", device: str = "") -> Trier:
    return Trier(name, address, "a secret", device)


def fail(who: Trier, times: int = 1) -> None:
    for _ in range(times):
        with change(db.session()):
            note_failure(db.session(), who)


def wait(who: Trier) -> int:
    db.session.rollback()
    return seconds_to_wait(db.session(), who)


def test_one_address_has_so_many_tries_at_a_name(still: datetime) -> None:
    fail(trier(), TRIES - 1)
    assert wait(trier()) == 0
    fail(trier())
    assert wait(trier()) == WINDOW.total_seconds()
    assert wait(trier("budi@example.org")) == 0


def test_whoever_guesses_elsewhere_does_not_keep_the_officer_out(still: datetime) -> None:
    for number in range(ATTACK * 2):
        fail(trier(address=f"198.51.100.{number}"))
    assert wait(trier()) == 0, "from an address of their own an officer always has some tries"
    fail(trier(), TRIES_IN_ATTACK - 1)
    assert wait(trier()) == 0
    fail(trier())
    assert wait(trier()) > 0, "but fewer, while the name is guessed at"


def test_a_device_that_signed_in_before_is_counted_alone(still: datetime) -> None:
    for number in range(ATTACK):
        fail(trier(address=f"198.51.100.{number}"))
    fail(trier(), TRIES)
    known = trier(device="a known one")
    assert (wait(trier()) > 0, wait(known)) == (True, 0)
    fail(known, TRIES)
    assert wait(known) > 0 and wait(trier(device="another")) == 0


def test_an_address_that_tries_many_names_waits(still: datetime) -> None:
    for number in range(TRIES_AN_ADDRESS):
        fail(trier(f"nama{number}@example.org"))
    assert wait(trier()) > 0 and wait(trier(address="198.51.100.7")) == 0


def test_addresses_of_one_ipv6_network_are_one(still: datetime) -> None:
    for number in range(TRIES):
        fail(trier(address=f"2001:db8:1:2::{number}"))
    assert wait(trier(address="2001:db8:1:2:ffff::1")) > 0
    assert wait(trier(address="2001:db8:1:3::1")) == 0


def test_a_wait_ends_with_the_window_and_is_never_longer(still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(trier(), TRIES)
    monkeypatch.setattr(clock, "now", lambda: still + WINDOW - timedelta(seconds=60))
    assert wait(trier()) == 60
    monkeypatch.setattr(clock, "now", lambda: still + WINDOW)
    assert wait(trier()) == 0
    for hours in (1, 48):  # the clock was ahead, and has been set back
        monkeypatch.setattr(clock, "now", lambda hours=hours: still - timedelta(hours=hours))
        assert wait(trier()) == 0


def test_failures_of_the_future_are_thrown_away(still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(trier())
    monkeypatch.setattr(clock, "now", lambda: still - timedelta(days=2))
    fail(trier("budi@example.org"))
    assert db.session.scalar(select(func.count()).select_from(SignInTry)) == 3


def test_success_forgets_the_own_failures_and_not_those_of_the_address(still: datetime) -> None:
    for number in range(TRIES_AN_ADDRESS - 1):
        fail(trier(f"nama{number}@example.org"))
    fail(trier())
    with change(db.session()):
        forget_failures(db.session(), trier())
    assert wait(trier()) > 0


def test_names_and_addresses_are_kept_as_keyed_hashes_only() -> None:
    fail(trier())
    marks = db.session.scalars(select(SignInTry.who)).all()
    assert len(set(marks)) == 3
    assert all(len(mark) == 16 and b"sari" not in mark and b"192" not in mark for mark in marks)

"""Signing in: the same answer for an unknown name and a wrong password, and a wait after too many of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from portal import clock
from portal.actions import officers
from portal.actions.install import install
from portal.actions.sign_in import TRIES_A_NAME, TRIES_AN_ADDRESS, WINDOW, SignInResult, authenticate
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from portal.models import Officer, SignInTry

PASSWORD, KEY = "kata sandi panjang", "a secret"
SARI, WRONG = "sari@example.org", SignInResult()


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        officers.add(SARI, "Sari", "pam-jaya", Role.OFFICER, PASSWORD)
        yield


def attempt(email: str = SARI, password: str = PASSWORD, address: str = "192.0.2.1") -> SignInResult:
    db.session.rollback()
    return authenticate(email, password, address, KEY)


def failures() -> int:
    return db.session.scalar(select(func.count()).select_from(SignInTry)) or 0


def test_the_right_password_lets_the_officer_in() -> None:
    officer = db.session.execute(select(Officer)).scalar_one()
    assert attempt() == SignInResult(officer.id, officer.session)
    assert attempt("  SARI@example.org ").officer == officer.id
    assert failures() == 0


def test_an_unknown_name_gets_the_answer_of_a_wrong_password() -> None:
    assert attempt(password="salah salah salah") == attempt("siapa@example.org") == WRONG
    assert failures() == 4  # a name and an address each


def test_an_officer_who_is_not_active_does_not_get_in() -> None:
    db.session.execute(update(Officer).values(active=False))
    db.session.commit()
    assert attempt() == WRONG


def test_a_hash_that_is_none_lets_nobody_in() -> None:
    db.session.execute(update(Officer).values(password="nothing"))
    db.session.commit()
    assert attempt() == WRONG


def test_after_too_many_failures_a_name_waits_wherever_they_come_from(still: datetime) -> None:
    for number in range(TRIES_A_NAME):
        assert attempt(password="salah", address=f"192.0.2.{number}") == WRONG
    assert attempt(address="198.51.100.7") == SignInResult(wait=int(WINDOW.total_seconds()))


def test_a_wait_is_over_when_the_window_has_passed(still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(TRIES_A_NAME):
        attempt(password="salah")
    monkeypatch.setattr(clock, "now", lambda: still + WINDOW - timedelta(seconds=60))
    assert attempt().wait == 60
    monkeypatch.setattr(clock, "now", lambda: still + WINDOW)
    assert attempt().officer is not None


def test_who_waits_adds_no_failures() -> None:
    for _ in range(TRIES_A_NAME):
        attempt(password="salah")
    before = failures()
    assert attempt(password="salah").wait > 0
    assert failures() == before


def test_an_address_that_tries_many_names_waits_too() -> None:
    for number in range(TRIES_AN_ADDRESS):
        assert attempt(f"nama{number}@example.org") == WRONG
    assert attempt().wait > 0
    assert attempt(address="198.51.100.7").officer is not None


def test_the_right_password_forgets_the_failures_of_the_name() -> None:
    for _ in range(TRIES_A_NAME - 1):
        attempt(password="salah")
    assert attempt().officer is not None
    for _ in range(TRIES_A_NAME - 1):
        assert attempt(password="salah") == WRONG
    assert attempt().officer is not None


def test_names_and_addresses_are_kept_as_keyed_hashes_only() -> None:
    attempt(password="salah")
    for mark in db.session.scalars(select(SignInTry.who)):
        assert len(mark) == 16
        assert b"sari" not in mark and b"192" not in mark


def test_old_failures_are_deleted(still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    attempt(password="salah")
    monkeypatch.setattr(clock, "now", lambda: still + 5 * WINDOW)
    attempt("lain@example.org", password="salah")
    assert failures() == 2

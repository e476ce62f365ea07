"""Signing in: the same answer for an unknown name and a wrong password, and no work for who must wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal import clock
from portal.actions import officers, passwords
from portal.actions.known_device import device_mark
from portal.actions.sign_in import SignInResult, Visitor, authenticate
from portal.actions.throttle import TRIES, TRIES_AN_ADDRESS, WINDOW
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from portal.models import AuditEntry, Officer
from tests.support.accounts import acts
from tests.support.installed import install

PASSWORD, KEY = "kata sandi panjang", "a secret"
SARI, WRONG = "sari@example.org", SignInResult()


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        officers.add(SARI, "Sari", "pam-jaya", Role.OFFICER, PASSWORD)
        yield


def attempt(email: str = SARI, password: str = PASSWORD, address: str = "192.0.2.1", device: str = "") -> SignInResult:
    db.session.rollback()
    return authenticate(email, password, Visitor(address, KEY, device))


def sari() -> Officer:
    db.session.expire_all()
    return db.session.execute(select(Officer)).scalar_one()


def test_the_right_password_lets_the_officer_in() -> None:
    assert attempt() == SignInResult(sari().id, sari().session)
    assert attempt("  SARI@example.org ").officer == sari().id


def test_an_unknown_name_gets_the_answer_of_a_wrong_password_after_the_same_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[bool] = []
    matches = passwords.matches

    def counted(hashed: str | None, password: str) -> bool:
        compared.append(hashed is None)
        return matches(hashed, password)

    monkeypatch.setattr(passwords, "matches", counted)
    assert attempt(password="salah salah salah") == attempt("siapa@example.org") == WRONG
    assert compared == [False, True]


def test_an_officer_who_is_not_active_does_not_get_in() -> None:
    db.session.execute(update(Officer).values(active=False))
    db.session.commit()
    assert attempt() == WRONG


def test_who_must_wait_is_told_before_anything_is_hashed(still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(TRIES):
        attempt(password="salah")

    def never(hashed: str | None, password: str) -> bool:
        raise AssertionError("a hash for who has to wait")

    monkeypatch.setattr(passwords, "matches", never)
    assert attempt().wait > 0


def test_who_finds_no_place_in_line_comes_back_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(hashed: str | None, password: str) -> bool:
        raise passwords.Busy

    monkeypatch.setattr(passwords, "matches", busy)
    assert attempt() == SignInResult(wait=passwords.BUSY_SECONDS)


def test_five_strangers_cannot_keep_the_officer_out() -> None:
    for number in range(TRIES * 6):
        attempt(password="salah", address=f"198.51.100.{number}")
    assert attempt().officer == sari().id


def test_a_known_device_passes_where_its_own_address_has_to_wait() -> None:
    mark = device_mark(sari().id, sari().session, KEY)
    for _ in range(TRIES):
        attempt(password="salah")
    assert attempt().wait > 0
    assert attempt(device=mark + "x").wait > 0
    assert attempt(device=mark).officer == sari().id
    assert attempt("siapa@example.org", device=mark) == WRONG


def test_refusals_and_delays_stand_in_the_audit_without_the_password_or_the_whole_address() -> None:
    for _ in range(TRIES + 1):
        attempt(password="salah sekali")
    attempt("siapa@example.org", address="203.0.113.77")
    me = sari().id
    assert acts()[1:] == [
        *[("sign_in_refused", None, me)] * TRIES,
        ("sign_in_delayed", None, me),
        ("sign_in_refused", None, None),
    ]
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last is not None and (last.address, last.detail) == ("203.0.113.0/24", "")


def test_a_wait_stands_in_the_audit_once_however_often_it_is_tried(
    still: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    delayed = ("sign_in_delayed", None, sari().id)
    for _ in range(TRIES + 4):
        attempt(password="salah")
    assert acts().count(delayed) == 1
    monkeypatch.setattr(clock, "now", lambda: still + WINDOW)
    for _ in range(TRIES + 4):
        attempt(password="salah")
    assert acts().count(delayed) == 2, "another wait"


@pytest.mark.only_on("sqlite")
def test_names_without_end_from_one_address_do_not_flood_the_audit() -> None:
    for number in range(TRIES_AN_ADDRESS + 20):
        attempt(f"nama{number}@example.org", "salah")
    assert [act for act, _by, _about in acts()].count("sign_in_delayed") == 1

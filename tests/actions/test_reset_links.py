"""A link sets one password, once, for a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal import clock
from portal.actions import officers, reset_links
from portal.actions.sign_in import Visitor, authenticate
from portal.domain.city import City
from portal.domain.permission import Role
from portal.domain.status import Refused
from portal.extensions import db
from portal.models import Officer, ResetLink
from tests.support.accounts import acts
from tests.support.installed import install

NEW = "kuda payung meja laut"


@pytest.fixture
def sari(app: Flask, city: City, quick_passwords: None) -> Iterator[int]:
    with app.app_context():
        install(city)
        yield officers.add("sari@example.org", "Sari", "pam-jaya", Role.OFFICER, None)


def signs_in(password: str) -> bool:
    db.session.rollback()
    return authenticate("sari@example.org", password, Visitor("192.0.2.1", "key")).officer is not None


def test_a_link_sets_a_password_once(sari: int) -> None:
    token = reset_links.make(sari)
    assert reset_links.officer_of(token) == sari
    reset_links.use(token, NEW, "192.0.2.1")
    assert signs_in(NEW) and reset_links.officer_of(token) is None
    with pytest.raises(LookupError):
        reset_links.use(token, "lain lagi kata sandi", "192.0.2.1")
    assert acts() == [
        ("officer_added", None, sari), ("reset_link_made", None, sari), ("password_changed", sari, sari),
    ]  # fmt: skip


def test_a_weak_password_leaves_the_link_good(sari: int) -> None:
    token = reset_links.make(sari)
    with pytest.raises(Refused):
        reset_links.use(token, "sari@example.org", "192.0.2.1")
    assert reset_links.officer_of(token) == sari


def test_the_newest_link_alone_works_and_no_token_is_stored(sari: int) -> None:
    old, new = reset_links.make(sari), reset_links.make(sari)
    assert (reset_links.officer_of(old), reset_links.officer_of(new)) == (None, sari)
    assert new.encode() not in db.session.scalars(select(ResetLink.token_hash)).one()


def test_a_link_is_good_for_a_day(sari: int, still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    token = reset_links.make(sari)
    monkeypatch.setattr(clock, "now", lambda: still + reset_links.LASTS)
    assert reset_links.officer_of(token) is None


def test_who_is_not_active_sets_no_password(sari: int) -> None:
    token = reset_links.make(sari)
    db.session.execute(update(Officer).values(active=False))
    db.session.commit()
    assert reset_links.officer_of(token) is None


def test_there_is_no_link_for_nobody(sari: int) -> None:
    with pytest.raises(LookupError):
        reset_links.make(sari + 1)

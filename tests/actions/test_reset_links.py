"""A link sets one password, once, for a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal import clock
from portal.actions import officers, passwords, reset_links
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


def test_a_link_is_used_once_also_by_two_at_the_same_time(
    app: Flask, sari: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, both, hash_of = reset_links.make(sari), Barrier(2, timeout=30), passwords.hash_of
    ends: list[str] = []

    def hashed(password: str) -> str:
        both.wait()  # both have found the link good
        return hash_of(password)

    def use(password: str) -> None:
        with app.app_context():
            try:
                reset_links.use(token, password, "192.0.2.1")
            except LookupError:
                ends.append("no such link")
            else:
                ends.append(password)

    monkeypatch.setattr(passwords, "hash_of", hashed)
    typed = (NEW, "lain lagi kata sandi")
    threads = [Thread(target=use, args=(password,)) for password in typed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [won] = set(ends) - {"no such link"}
    assert sorted(ends) == sorted([won, "no such link"])
    assert [password for password in typed if signs_in(password)] == [won]
    assert [act for act, _by, _about in acts()].count("password_changed") == 1


def test_a_password_set_otherwise_ends_the_link(sari: int) -> None:
    token = reset_links.make(sari)
    officers.set_password(sari, NEW)
    assert reset_links.officer_of(token) is None


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

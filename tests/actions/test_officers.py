"""Accounts of officers: added once, with a password worth the name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from portal.actions import officers
from portal.actions.install import install
from portal.domain.city import City
from portal.domain.permission import Role
from portal.domain.status import Refused
from portal.extensions import db
from portal.models import Agency, Officer

PASSWORD = "kata sandi panjang"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


def add(email: str = "sari@example.org", name: str = "Sari", slug: str = "pam-jaya", password: str = PASSWORD) -> int:
    return officers.add(email, name, slug, Role.OFFICER, password)


def only() -> Officer:
    db.session.expire_all()
    return db.session.execute(select(Officer)).scalar_one()


def test_an_officer_belongs_to_an_agency_and_has_a_role() -> None:
    officer = add()
    assert (only().id, only().email, only().name, only().role) == (officer, "sari@example.org", "Sari", "officer")
    assert db.session.get_one(Agency, only().agency_id).slug == "pam-jaya"
    assert only().active


def test_a_password_is_kept_as_its_argon2_hash_alone() -> None:
    add()
    assert only().password.startswith("$argon2id$")
    assert PASSWORD not in only().password


def test_addresses_are_kept_in_small_letters_without_spaces_around() -> None:
    add(email="  Sari@Example.ORG ", name=" Sari ")
    assert (only().email, only().name) == ("sari@example.org", "Sari")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"email": "sari"}, "email_malformed"),
        ({"email": "s@" + "x" * 260}, "email_malformed"),
        ({"name": "  "}, "name_needed"),
        ({"slug": "dinas-sihir"}, "agency_unknown"),
        ({"password": "pendek"}, "password_short"),
        ({"password": "x" * 257}, "password_long"),
    ],
)
def test_what_cannot_be_an_account_is_refused_and_not_added(changes: dict[str, str], reason: str) -> None:
    with pytest.raises(Refused) as told:
        add(**changes)
    assert told.value.reason == reason
    assert db.session.scalars(select(Officer)).all() == []


def test_an_address_has_one_account() -> None:
    add()
    with pytest.raises(Refused, match="email_taken"):
        add(email="SARI@example.org", name="Lain")
    assert only().name == "Sari"


def test_a_new_password_ends_every_session() -> None:
    add()
    before = (only().session, only().password)
    officers.set_password(" Sari@example.org", "kata sandi lain")
    assert only().session != before[0]
    assert only().password != before[1]


def test_a_password_of_nobody_is_refused() -> None:
    with pytest.raises(Refused, match="email_unknown"):
        officers.set_password("siapa@example.org", PASSWORD)


def test_a_weak_new_password_is_refused_and_the_old_one_stays() -> None:
    add()
    before = only().password
    with pytest.raises(Refused, match="password_short"):
        officers.set_password("sari@example.org", "pendek")
    assert only().password == before

"""Accounts of officers from beginning to end: added, changed, deactivated, taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.actions import officers, staff_sessions
from portal.actions.audit import By
from portal.domain.city import City
from portal.domain.permission import Role
from portal.domain.status import Refused
from portal.extensions import db
from portal.models import Agency, AuditEntry, Officer, StaffSession
from tests.support.accounts import acts
from tests.support.installed import install

PASSWORD = "kata sandi panjang"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


def add(
    email: str = "sari@example.org",
    name: str = "Sari",
    slug: str = "pam-jaya",
    password: str = PASSWORD,
    role: Role = Role.OFFICER,
) -> int:
    return officers.add(email, name, slug, role, password)


def only() -> Officer:
    db.session.expire_all()
    return db.session.execute(select(Officer)).scalar_one()


def with_session(officer: int) -> int:
    staff_sessions.begin(By(officer, "192.0.2.1"), "Peramban", confirmed=True, audit_kept=timedelta(days=730))
    return officer


def sessions() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(StaffSession)) or 0


def refused(attempt: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        attempt()
    return told.value.reason


def test_an_officer_belongs_to_an_agency_and_has_a_role() -> None:
    officer = add()
    assert (only().id, only().email, only().name, only().role) == (officer, "sari@example.org", "Sari", "officer")
    assert db.session.get_one(Agency, only().agency_id).slug == "pam-jaya"
    assert only().active and not only().exempt
    assert acts() == [("officer_added", None, officer)]


def test_a_password_is_kept_as_its_argon2_hash_alone() -> None:
    add()
    assert only().password.startswith("$argon2id$") and PASSWORD not in only().password


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
        ({"password": "sari@example.org"}, "password_personal"),
        ({"password": "x" * 257}, "password_long"),
    ],
)
def test_what_cannot_be_an_account_is_refused_and_not_added(changes: dict[str, str], reason: str) -> None:
    assert refused(lambda: add(**changes)) == reason  # type: ignore[arg-type]
    assert db.session.scalars(select(Officer)).all() == [] and acts() == []


def test_an_address_has_one_account() -> None:
    add()
    assert refused(lambda: add(email="SARI@example.org", name="Lain")) == "email_taken"
    assert only().name == "Sari"


def test_a_new_password_ends_every_session_and_every_known_device() -> None:
    officer = with_session(add())
    before = (only().session, only().password)
    officers.set_password(officer, "kuda payung meja")
    assert only().session != before[0] and only().password != before[1]
    assert sessions() == 0


def test_a_weak_new_password_is_refused_and_the_old_one_stays() -> None:
    officer, before = add(), only().password
    assert refused(lambda: officers.set_password(officer, "pendek")) == "password_short"
    assert only().password == before
    assert refused(lambda: officers.id_of("siapa@example.org")) == "email_unknown"


@pytest.mark.parametrize(
    ("slug", "role", "left"),
    [("pam-jaya", Role.OFFICER, 1), ("sudin-bina-marga", Role.OFFICER, 0), ("pam-jaya", Role.SUPERVISOR, 0)],
)
def test_another_agency_or_role_ends_every_session_and_another_name_none(slug: str, role: Role, left: int) -> None:
    officer = with_session(add())
    officers.alter(officer, "Sari Dewi", slug, role)
    assert (only().name, only().role, sessions()) == ("Sari Dewi", role.value, left)
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None and (entry.act, entry.detail) == ("officer_changed", f"{role.value}, {slug}")


def test_what_changes_nothing_is_no_change() -> None:
    officers.alter(add(), "Sari", "pam-jaya", Role.OFFICER)
    assert len(acts()) == 1


def test_who_is_deactivated_has_no_session_and_can_be_taken_up_again() -> None:
    officer, admin = with_session(add()), add("admin@example.org", "Admin", role=Role.ADMIN)
    officers.deactivate(officer, By(admin, "192.0.2.1"))
    assert not db.session.get_one(Officer, officer).active and sessions() == 0
    assert refused(lambda: officers.deactivate(officer)) == "nothing_to_do"
    officers.activate(officer, By(admin, "192.0.2.1"))
    assert db.session.get_one(Officer, officer).active
    assert acts()[-2:] == [("officer_deactivated", admin, officer), ("officer_activated", admin, officer)]


def test_there_is_always_an_admin_and_nobody_locks_the_own_door() -> None:
    first = add("admin@example.org", "Admin", role=Role.ADMIN)
    assert refused(lambda: officers.deactivate(first)) == "last_admin"
    assert refused(lambda: officers.alter(first, "Admin", "pam-jaya", Role.OFFICER)) == "last_admin"
    second = add("dua@example.org", "Dua", role=Role.ADMIN)
    assert refused(lambda: officers.deactivate(second, By(second, "192.0.2.1"))) == "not_yourself"
    officers.deactivate(first)
    assert refused(lambda: officers.deactivate(second)) == "last_admin"

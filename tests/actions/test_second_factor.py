"""The second factor: a code counts once, a recovery code too, and guessing is slow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal import clock
from portal.actions import officers, second_factor
from portal.actions.audit import By
from portal.actions.sign_in import Visitor
from portal.actions.throttle import TRIES
from portal.domain.city import City
from portal.domain.permission import Role
from portal.domain.status import Refused
from portal.extensions import db
from portal.models import Officer, RecoveryCode
from portal.queries.desk.account import second_factor as has
from tests.support.accounts import acts, code_of
from tests.support.installed import install

VISITOR = Visitor("192.0.2.1", "key")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def maya(app: Flask, city: City, quick_passwords: None, still: datetime) -> Iterator[By]:
    with app.app_context():
        install(city)
        id = officers.add("maya@example.org", "Maya", "walikota-jaksel", Role.COORDINATOR, "kata sandi panjang")
        yield By(id, "192.0.2.1")


def check(who: By, code: str) -> int | None:
    db.session.rollback()
    return second_factor.check(who.officer or 0, code, VISITOR)


def set_up(who: By) -> list[str]:
    return list(second_factor.set_up(who.officer or 0, SECRET, code_of(SECRET, -1), who))


def test_setting_up_needs_a_code_of_the_telephone(maya: By) -> None:
    with pytest.raises(Refused, match="code_wrong"):
        second_factor.set_up(maya.officer or 0, SECRET, "000000", maya)
    assert not has(db.session(), maya.officer or 0, demonstration=False).there
    codes = set_up(maya)
    found = has(db.session(), maya.officer or 0, demonstration=False)
    assert (found.there, found.needed, found.codes, len(set(codes))) == (True, True, 10, 10)
    assert acts()[-1] == ("second_factor_set", maya.officer, maya.officer)


def test_a_code_counts_once(maya: By) -> None:
    set_up(maya)
    code = code_of(SECRET)
    assert check(maya, f"{code[:3]} {code[3:]}") == 0
    assert check(maya, code) is None
    assert check(maya, code_of(SECRET, 1)) == 0, "a clock may be half a minute ahead"


def test_a_code_of_another_time_is_wrong(maya: By, still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(maya)
    assert check(maya, code_of(SECRET, 2)) is None and check(maya, "") is None and check(maya, "satu dua") is None
    monkeypatch.setattr(clock, "now", lambda: still + timedelta(minutes=5))
    assert check(maya, code_of(SECRET)) == 0


def test_a_recovery_code_counts_once_however_it_is_typed(maya: By) -> None:
    first, second, *_ = set_up(maya)
    assert check(maya, first.upper().replace("-", " ")) == 0
    assert check(maya, first) is None and check(maya, second) == 0
    assert has(db.session(), maya.officer or 0, demonstration=False).codes == 8
    assert ("recovery_code_used", maya.officer, maya.officer) in acts()
    hashes = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert all(second.encode() not in digest for digest in hashes)


def test_new_recovery_codes_take_the_place_of_the_old_ones(maya: By) -> None:
    old = set_up(maya)
    new = second_factor.renew_codes(maya.officer or 0, maya)
    assert check(maya, old[0]) is None and check(maya, new[0]) == 0


def test_after_too_many_wrong_codes_the_right_one_waits(maya: By) -> None:
    set_up(maya)
    for _ in range(TRIES):
        assert check(maya, "000000") is None
    assert (check(maya, code_of(SECRET)) or 0) > 0
    assert [act for act, _, _ in acts()].count("sign_in_refused") == TRIES


def test_a_removed_factor_leaves_nothing(maya: By) -> None:
    codes = set_up(maya)
    second_factor.remove(maya.officer or 0, maya)
    assert db.session.scalars(select(Officer.totp_secret)).one() is None
    assert db.session.scalars(select(RecoveryCode)).all() == []
    assert check(maya, codes[0]) is None


def test_the_picture_holds_who_it_is_for() -> None:
    address = second_factor.address_of(SECRET, "maya@example.org", "Pantau Jakarta Selatan")
    assert address.startswith("otpauth://totp/Pantau%20Jakarta%20Selatan:maya") and f"secret={SECRET}" in address

"""Sessions of officers are rows: they begin, run out, and end wherever they are ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal import clock
from portal.actions import officers, staff_sessions
from portal.actions.audit import By
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from portal.models import AuditEntry, StaffSession
from portal.queries.desk.officer import HALF_LASTS, OwnSession, SessionLimits, SignedIn, own_sessions, signed_in
from tests.support.accounts import acts
from tests.support.installed import install

KEPT = timedelta(days=730)
IDLE, LONGEST = timedelta(hours=1), timedelta(hours=12)


@pytest.fixture
def sari(app: Flask, city: City, quick_passwords: None) -> Iterator[By]:
    with app.app_context():
        install(city)
        yield By(officers.add("sari@example.org", "Sari", "pam-jaya", Role.OFFICER, "kata sandi panjang"), "192.0.2.55")


def begin(who: By, *, confirmed: bool = True, instead_of: str | None = None) -> str:
    return staff_sessions.begin(who, "Firefox", confirmed=confirmed, audit_kept=KEPT, instead_of=instead_of)


def limits() -> SessionLimits:
    return SessionLimits(IDLE, LONGEST, clock.now())


def found(token: str, *, confirmed: bool = True) -> SignedIn | None:
    db.session.rollback()
    return signed_in(db.session(), token, limits(), confirmed=confirmed)


def own(token: str) -> list[OwnSession]:
    me = found(token)
    assert me is not None
    return own_sessions(db.session(), me, limits())


def test_the_token_opens_and_only_its_hash_is_stored(sari: By) -> None:
    token = begin(sari)
    me = found(token)
    assert me is not None and (me.id, me.get_id(), me.agency_slug) == (sari.officer, token, "pam-jaya")
    assert found(token + "x") is None and found("") is None
    row = db.session.execute(select(StaffSession)).scalar_one()
    assert token.encode() not in row.token_hash and (row.address, row.browser) == ("192.0.2.0/24", "Firefox")
    assert acts()[-1] == ("signed_in", sari.officer, None)


def test_signing_out_ends_it_whoever_has_a_copy(sari: By) -> None:
    token = begin(sari)
    staff_sessions.end(token, sari)
    assert found(token) is None and acts()[-1] == ("signed_out", sari.officer, None)


def test_an_unused_session_runs_out_and_a_used_one_does_at_last(
    sari: By, still: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = begin(sari)
    hours = 0.0
    while hours < 11:
        hours += 0.75
        monkeypatch.setattr(clock, "now", lambda at=still + timedelta(hours=hours): at)
        me = found(token)
        assert me is not None, hours
        staff_sessions.touch(me.session_id)
    monkeypatch.setattr(clock, "now", lambda: still + LONGEST)
    assert found(token) is None
    other = begin(sari)
    monkeypatch.setattr(clock, "now", lambda: still + LONGEST + IDLE)
    assert found(other) is None


def test_the_password_alone_opens_nothing_and_waits_minutes_for_the_code(
    sari: By, still: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = begin(sari, confirmed=False)
    assert found(half) is None and found(half, confirmed=False) is not None
    assert "signed_in" not in [act for act, _, _ in acts()]
    whole = begin(sari, instead_of=half)
    assert found(whole) is not None and found(half, confirmed=False) is None
    late = begin(sari, confirmed=False)
    monkeypatch.setattr(clock, "now", lambda: still + HALF_LASTS)
    assert found(late, confirmed=False) is None


def test_one_sees_the_own_sessions_and_ends_one_or_all_others(sari: By) -> None:
    here, there, third = begin(sari), begin(sari), begin(sari)
    assert [row.here for row in own(here)].count(True) == 1 and len(own(here)) == 3
    elsewhere = found(there)
    assert elsewhere is not None
    staff_sessions.end_one(elsewhere.session_id, sari)
    assert found(there) is None and found(third) is not None
    me = found(here)
    assert me is not None
    staff_sessions.end_others(me.session_id, sari)
    assert found(third) is None and [row.here for row in own(here)] == [True]


def test_nobody_ends_the_session_of_another(sari: By) -> None:
    me = found(begin(sari))
    assert me is not None
    other = officers.add("budi@example.org", "Budi", "pam-jaya", Role.ADMIN, "kata sandi panjang")
    with pytest.raises(LookupError):
        staff_sessions.end_one(me.session_id, By(other, "192.0.2.1"))
    assert found(me.token) is not None


def test_an_officer_who_is_not_active_has_no_session(sari: By) -> None:
    token = begin(sari)
    officers.add("admin@example.org", "Admin", "pam-jaya", Role.ADMIN, "kata sandi panjang")
    assert sari.officer is not None
    officers.deactivate(sari.officer)
    assert found(token) is None


def test_the_audit_is_kept_for_its_time_and_no_longer(
    sari: By, still: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(sari)
    monkeypatch.setattr(clock, "now", lambda: still + KEPT + timedelta(days=1))
    begin(sari)
    assert [act for act, _, _ in acts()] == ["signed_in"]
    assert db.session.scalars(select(AuditEntry.at)).one() == still + KEPT + timedelta(days=1)

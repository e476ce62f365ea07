"""Who is signed in by a token, and on which devices."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import officers, staff_sessions
from portal.actions.audit import By
from portal.domain.city import City
from portal.domain.permission import Role
from portal.queries.desk.officer import SessionLimits, own_sessions, signed_in
from tests.support.installed import install


@pytest.mark.usefixtures("quick_passwords")
def test_a_token_names_its_officer_and_shows_the_own_sessions_alone(session: Session, city: City) -> None:
    install(city)
    tokens: list[str] = []
    for name in ("sari", "sari", "budi"):
        email = f"{name}@example.org"
        id = officers.id_of(email) if tokens and name == "sari" else officers.add(
            email, name, "pam-jaya", Role.OFFICER, "kata sandi panjang"
        )  # fmt: skip
        by = By(id, "192.0.2.1")
        tokens.append(staff_sessions.begin(by, name, confirmed=True, audit_kept=timedelta(days=730)))
    limits = SessionLimits(timedelta(hours=1), timedelta(hours=12), clock.now())
    me = signed_in(session, tokens[0], limits)
    assert me is not None and (me.email, me.role, me.get_id()) == ("sari@example.org", Role.OFFICER, tokens[0])
    assert tokens[0] not in repr(me), "a token belongs in no log"
    own = own_sessions(session, me, limits)
    assert [row.browser for row in own] == ["sari", "sari"] and sorted(row.here for row in own) == [False, True]

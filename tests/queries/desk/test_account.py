"""Whose account must have a second factor."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from portal.queries.desk.account import SecondFactor, second_factor
from tests.support.installed import install


@pytest.mark.usefixtures("quick_passwords")
@pytest.mark.parametrize("role", list(Role))
def test_coordinators_and_admins_must_have_one_but_not_those_of_a_demonstration(
    session: Session, city: City, role: Role
) -> None:
    install(city)
    id = officers.add(f"{role}@example.org", "Orang", "pam-jaya", role, "kata sandi panjang")
    must = role in (Role.COORDINATOR, Role.ADMIN)
    assert second_factor(session, id, demonstration=True) == SecondFactor(there=False, needed=must, codes=0)
    officers.exempt(id)
    assert not second_factor(session, id, demonstration=True).needed
    assert second_factor(session, id, demonstration=False).needed == must

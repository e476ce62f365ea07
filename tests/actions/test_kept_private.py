"""What a reporter keeps private no officer publishes, of whatever role, and no command."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portal.actions import moderate
from portal.actions.apply_events import Act
from portal.domain.city import City
from portal.domain.permission import Role
from portal.domain.visibility import Visibility
from portal.models import Ticket
from tests.actions.test_publish_own import kept, publish
from tests.actions.test_reporting import tickets
from tests.support.one_ticket import refused

__all__ = ["kept"]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.COORDINATOR, Role.ADMIN, None])
@pytest.mark.parametrize("now", [Visibility.STUB, Visibility.HIDDEN])
def test_nobody_else_publishes_it_be_it_hidden_in_between(
    session: Session, city: City, kept: Ticket, role: Role | None, now: Visibility
) -> None:
    if now is Visibility.HIDDEN:
        moderate.change_visibility(kept.id, now, "Perintah pengadilan.", Act(city))
    with refused("kept_private"):
        publish(kept, city, role)
    assert (tickets(session)[0].visibility, tickets(session)[0].text) == (now, "")

"""Who may ask for which parts of a queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permission import Actor, Role
from portal.domain.source_clock import SourceClocks
from portal.models import Ticket
from portal.queries.desk.part import Part, Tab, answered_today

NOW = datetime(2026, 11, 26, 2, tzinfo=UTC)


def part(role: Role, tab: Tab = Tab.ALL) -> Part:
    return Part(Actor(1, 1, role), tab, SourceClocks(NOW), NOW)


@pytest.mark.parametrize("role", Role)
def test_each_role_has_the_parts_that_it_can_act_on(role: Role) -> None:
    checks = role in (Role.VALIDATOR, Role.COORDINATOR, Role.ADMIN)
    assert (Tab.CHECK in part(role).tabs) == checks
    assert (Tab.TODAY in part(role).tabs) == (role is not Role.VALIDATOR)


@pytest.mark.parametrize(
    ("role", "everywhere"),
    [
        (Role.OFFICER, False),
        (Role.SUPERVISOR, False),
        (Role.VALIDATOR, False),
        (Role.COORDINATOR, True),
        (Role.ADMIN, True),
    ],
)
def test_only_who_watches_over_all_has_the_queue_of_all(role: Role, everywhere: bool) -> None:
    assert part(role).everywhere == everywhere


def test_a_part_that_a_role_has_not_opens_as_its_first() -> None:
    assert part(Role.VALIDATOR, Tab.OVERDUE).opened().tab is Tab.CHECK
    assert part(Role.OFFICER, Tab.CHECK).opened().tab is Tab.ALL
    assert part(Role.OFFICER, Tab.TODAY).opened().tab is Tab.TODAY


@pytest.mark.parametrize("role", Role)
def test_who_may_publish_sees_what_is_held_where_the_city_holds_reports(role: Role) -> None:
    may = role in (Role.SUPERVISOR, Role.COORDINATOR, Role.ADMIN)
    assert (Tab.HELD in replace(part(role), moderated=True).tabs) == may
    assert Tab.HELD not in part(role).tabs
    assert replace(part(role), moderated=True).opened().tab == (Tab.CHECK if role is Role.VALIDATOR else Tab.ALL)


@pytest.mark.only_on("sqlite")
def test_what_was_answered_today_is_read_from_todays_events_alone(session: Session) -> None:
    asked = select(Ticket.id).where(answered_today(part(Role.OFFICER)))
    compiled = asked.compile(session.get_bind(), compile_kwargs={"render_postcompile": True})
    given = tuple(compiled.params[name] for name in compiled.positiontup or ())
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", tuple(map(str, given))).all()
    assert any("ix_event_from_desk" in row.detail for row in plan), plan

"""A ticket's stored state and custody are what its events come to; what is not is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.assign import answer_coordination, ask_coordination
from portal.actions.intake.record import record, record_many
from portal.actions.resolve import merge, resolve
from portal.actions.respond import respond
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Role
from portal.models import Custody
from portal.queries.log.verify_tickets import ticket_differences
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.one_ticket import actor, agency, by, holder, ticket

Tamper = Callable[..., None]


def test_what_the_portal_wrote_agrees_with_itself(told: Session, city: City) -> None:
    assert list(ticket_differences(told, city)) == []


def test_a_source_that_changes_its_mind_leaves_no_difference(told: Session, city: City) -> None:
    """Events that were taken back, put in between, and tickets that were merged twice."""
    record_many([complaint(2, step(Kind.RESPONDED, 4, text="Lebih awal."), step(Kind.STARTED, 6))], city)
    record_many([complaint(3, agency="kelurahan-ragunan"), complaint(4, step(Kind.MERGED, 9, other="3"))], city)
    merge(ticket("3").id, ticket("1").code, "", by_coordinator(city))
    assert list(ticket_differences(told, city)) == []


@pytest.fixture
def handed_on(session: Session, city: City) -> Session:
    """A ticket that one agency was asked about and answered, and that another checks now."""
    install(city)
    record(complaint(1, agency="kelurahan-ragunan"), city)
    one, me, pam = ticket().id, holder(), agency("pam-jaya")
    ask_coordination(one, pam, "Di mana pipanya?", by(me, city))
    answer_coordination(one, "Di bawah trotoar.", by(actor(pam), city))
    respond(one, "Mulai digali.", by(me, city), start=True)
    resolve(one, "Pipa sudah diganti.", by(me, city))
    return session


def test_agencies_that_were_asked_or_check_leave_no_difference(handed_on: Session, city: City) -> None:
    roles = handed_on.scalars(select(Custody.role).order_by(Custody.id)).all()
    assert roles == ["responsible", "asked", "responsible", "checking"]
    assert list(ticket_differences(handed_on, city)) == []


def test_custody_for_another_purpose_is_named(handed_on: Session, city: City) -> None:
    handed_on.execute(update(Custody).where(Custody.role == "asked").values(role="responsible"))
    handed_on.commit()
    assert list(ticket_differences(handed_on, city)) == [
        f"ticket {ticket().code}: in whose hands it was is not what its events say"
    ]


def by_coordinator(city: City) -> Act:
    return Act(city, holder(Role.COORDINATOR), ticket("3").last_seq)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE ticket SET first_response_at = first_response_at - 3600 WHERE id = 2", "first_response_at is"),
        ("UPDATE ticket SET responses = 9 WHERE id = 2", "responses is 9, by its events 1"),
        ("UPDATE ticket SET last_seq = 2 WHERE id = 2", "its last event is 4, and the ticket says 2"),
        ("UPDATE ticket SET desk_at = submitted_at WHERE id = 2", "desk_at is 2023"),
        ("UPDATE custody SET to_at = to_at - 60 WHERE ticket_id = 2", "in whose hands it was"),
        ("DELETE FROM custody WHERE ticket_id = 2", "in whose hands it was"),
        ("DELETE FROM event WHERE seq = 4", "its last event is 3, and the ticket says 4"),
        ("DELETE FROM event WHERE ticket_id = 2", "has no event"),
    ],
)
def test_what_somebody_changed_is_named_with_its_ticket(
    told: Session, city: City, tamper: Tamper, statement: str, said: str
) -> None:
    tamper(statement)
    found = list(ticket_differences(told, city))
    assert found and all(line.startswith("ticket JK2303060002: ") for line in found)
    assert any(said in line for line in found), found


def test_it_says_how_far_it_is(told: Session, city: City) -> None:
    seen: list[tuple[int, int]] = []
    list(ticket_differences(told, city, lambda done, of: seen.append((done, of))))
    assert seen == [(2, 2)]

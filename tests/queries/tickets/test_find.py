"""A code typed any way finds its ticket; a wrong one finds its neighbours; what is not public is found by nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.models import Ticket
from portal.queries.tickets.find import MOST_NEAR, code_meant, near_codes, ticket_id
from tests.support.complaints import complaint
from tests.support.statements import counted


@pytest.fixture
def nine(session: Session, city: City) -> Session:
    record_many([complaint(n) for n in range(1, 10)], city)
    return session


def made(session: Session, source_id: str, visibility: str) -> None:
    values = {"visibility": visibility, "text": "", "title": "", "place": ""}
    session.execute(update(Ticket).where(Ticket.source_id == source_id).values(values))
    session.commit()


def test_a_code_has_the_id_of_its_ticket_as_it_is_written(nine: Session) -> None:
    assert ticket_id(nine, "JK2303060003") == 3
    assert ticket_id(nine, "jk2303060003") is None
    assert ticket_id(nine, "") is None


@pytest.mark.parametrize("typed", ["JK2303060001", "jk2303060001", "jk 230306-1", " JK 230306 0001 "])
def test_a_code_typed_any_way_means_the_same_ticket(nine: Session, typed: str) -> None:
    assert code_meant(nine, typed, "JK") == "JK2303060001"


@pytest.mark.parametrize("typed", ["", "lampu jalan", "JK2303069999", "JK", "12", "'; DROP TABLE ticket"])
def test_what_is_no_code_or_of_no_ticket_means_none(nine: Session, typed: str) -> None:
    assert code_meant(nine, typed, "JK") is None


def test_text_that_reads_as_no_code_asks_the_database_nothing(nine: Session) -> None:
    with counted(nine) as statements:
        assert code_meant(nine, "", "JK") is None
        assert near_codes(nine, "", "JK") == []
    assert statements == []


@pytest.mark.parametrize(
    ("visibility", "known"), [("full", True), ("stub", True), ("hidden", True), ("pending", False)]
)
def test_the_public_finds_all_but_pending_tickets_and_the_desk_finds_these_too(
    nine: Session, visibility: str, known: bool
) -> None:
    made(nine, "4", visibility)
    assert code_meant(nine, "jk 230306 4", "JK") == ("JK2303060004" if known else None)
    assert code_meant(nine, "jk 230306 4", "JK", public=False) == "JK2303060004"


def test_a_wrong_code_suggests_a_few_public_ones_nearby(nine: Session) -> None:
    made(nine, "1", "pending")
    near = near_codes(nine, "JK2303060000", "JK")
    assert near == [f"JK230306{n:04}" for n in range(2, 2 + MOST_NEAR)]
    assert near_codes(nine, "JK2311149999", "JK") == []

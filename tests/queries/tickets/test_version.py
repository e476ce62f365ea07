"""The version of a ticket's page changes with all that changes the page, and with nothing else."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from portal.actions.areas.outlines import new_version
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.source_clock import SourceClocks
from portal.queries.agencies import page as agencies
from portal.queries.scorecards import page as scorecards
from portal.queries.tickets import version as tickets
from portal.queries.tickets.version import TicketVersion, version
from tests.support.complaints import MORNING, complaint, step

NOW = MORNING + timedelta(days=9)


def test_the_version_changes_with_the_log_and_with_what_time_changes(session: Session, city: City) -> None:
    record_many([complaint(1), complaint(2, step(Kind.RESOLVED, 5, agency="Sudin", text="ok"))], city)
    running, ended = version(session, "JK2303060001"), version(session, "JK2303060002")
    assert running is not None
    assert ended is not None
    assert running.key(SourceClocks(NOW)) == running.key(SourceClocks(NOW + timedelta(minutes=20)))
    assert running.key(SourceClocks(NOW)) != running.key(SourceClocks(NOW + timedelta(hours=1)))
    due = MORNING + timedelta(hours=1, days=7)
    assert running.key(SourceClocks(due - timedelta(seconds=1))) != running.key(
        SourceClocks(due + timedelta(seconds=1))
    )
    assert ended.key(SourceClocks(NOW)) == ended.key(SourceClocks(NOW + timedelta(days=400)))


def test_a_version_changes_with_every_event_and_every_change_of_the_city(session: Session, city: City) -> None:
    record_many([complaint(1)], city)
    keys = [known(session).key(SourceClocks(NOW))]
    record_many([complaint(1, step(Kind.RESPONDED, 4, agency="Sudin", text="x"))], city)
    keys.append(known(session).key(SourceClocks(NOW)))
    new_version(session)
    session.commit()
    keys.append(known(session).key(SourceClocks(NOW)))
    assert len(set(keys)) == 3


def known(session: Session) -> TicketVersion:
    found = version(session, "JK2303060001")
    assert found is not None
    return found


def test_a_code_is_found_as_it_is_written_only(session: Session, city: City) -> None:
    record_many([complaint(1)], city)
    assert version(session, "jk2303060001") is None and version(session, "") is None


def test_what_every_request_reads_first_is_read_from_tables() -> None:
    """A mapped class anywhere in such a statement makes the session map its row: a fifth of the work of a 304."""
    first = [tickets._PAGE, scorecards._FIGURES, scorecards.LONGEST, agencies._AGENCY]
    assert [[column for column in one.column_descriptions if "entity" in column] for one in first] == [[]] * len(first)

"""Whether anything happened after a moment is known without reading the log again, however late it is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.extensions import db
from portal.queries.city import last_happened
from portal.queries.city.last_happened import happened_after
from portal.queries.versioned_cache import VersionedCache
from tests.support.complaints import MORNING, complaint
from tests.support.installed import install

#: They look from the end of the log on, and stop at the first public event.
NEWEST = ("SELECT coalesce((SELECT max(event.seq)", "SELECT event.seq, event.recorded_at, event.head")
PAGES = ("/", "/map", "/tickets?q=jalan&status=open", "/tickets?q=lampu", "/agencies", "/areas", "/tickets/{code}")


def test_what_is_told_later_of_before_moves_nothing(session: Session, city: City) -> None:
    install(city)
    cache, last = VersionedCache(), MORNING + timedelta(hours=5)
    assert not happened_after(session, cache, MORNING)
    record_many([complaint(5)], city)
    for told in ([complaint(2)], [complaint(3)]):
        assert happened_after(session, cache, last - timedelta(seconds=1)) and not happened_after(session, cache, last)
        record_many(told, city)
    record_many([complaint(9)], city)
    session.rollback()
    assert happened_after(session, cache, last)


def test_what_happened_last_is_the_end_of_an_index(session: Session, city: City) -> None:
    """SQLite would call a walk through another one a search as well."""
    install(city)
    record_many([complaint(number) for number in range(1, 60)], city)
    session.execute(text("ANALYZE event"))  # of a table that is taken for empty any plan is as good
    plan = "EXPLAIN" if session.get_bind().dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    assert "ix_event_last" in str(session.execute(text(f"{plan} {last_happened._LAST}")).all())


@pytest.mark.only_on("sqlite")
def test_no_page_reads_the_log_from_end_to_end(demonstration: Flask) -> None:
    """However long it is: no statement of these pages walks through all events."""
    client, asked = demonstration.test_client(), list[tuple[str, Any]]()
    code = client.get("/tickets.json?page_size=1").get_json()["tickets"][0]["code"]
    for page in PAGES:
        assert client.get(page.format(code=code)).status_code == 200
    with demonstration.app_context():
        engine = db.engine

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        for page in PAGES:
            address = page.format(code=code).replace("lampu", "pohon").replace("jalan", "got")
            client.get(
                address, headers={"Accept-Encoding": "gzip"}
            )  # otherwise than before: what was kept is no answer
    finally:
        event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        for statement, parameters in asked:
            if statement.startswith("SELECT") and not statement.startswith(NEWEST):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                assert not [row for row in plan if row[3].startswith("SCAN event")], statement
    assert len(asked) > 20

"""The small tables hold what the large ones name, and of a hidden ticket no more than is public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.sources import hear
from portal.domain.source_clock import SpokenSource
from portal.exports import data_tables as tables
from portal.models import Ticket
from portal.queries.data.entries import ENTRIES, entry_rows
from tests.support.lens import filled

SPOKEN = datetime(2026, 3, 1, tzinfo=UTC)


def test_each_small_table_has_rows_of_its_columns(app: Flask, session: Session) -> None:
    filled(app, session)
    hear(SpokenSource(name="crm", as_of=SPOKEN, every=timedelta(hours=24)))
    hear(SpokenSource(name="salinan", as_of=SPOKEN, tells_outcomes=False))
    session.commit()
    found = {name: list(entry_rows(session.get_bind(), name)) for name in ENTRIES}
    for table in tables.TABLES:
        assert all(len(row) == len(table.columns) for row in found.get(table.name, ())), table.name
    assert all(found.values())
    seconds = int(SPOKEN.timestamp())
    assert found["sources"] == [("crm", "feed", seconds, 24, True), ("salinan", "export", seconds, None, False)]
    hidden = session.scalars(select(Ticket).where(Ticket.source_id == "5")).one()
    assert found["hidden"] == [(hidden.code, "kelurahan-ragunan", int(hidden.submitted_at.timestamp()))]

"""`flask portal remask` masks what an older rule left open, or says with --check how much that is."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.models import Original, Ticket
from tests.support.complaints import complaint
from tests.support.installed import install


def test_a_check_says_what_a_run_will_change_and_a_second_run_has_nothing_to_do(
    app: Flask, session: Session, city: City
) -> None:
    install(city)
    record_many([complaint(1), complaint(2)], city)
    session.execute(update(Ticket).where(Ticket.source_id == "1").values(text="Di 0812_3456_7890."))
    session.execute(update(Original).values(text="Di 0812_3456_7890."))
    session.commit()
    runner = app.test_cli_runner()
    said = [runner.invoke(args=["portal", "remask", *more]).output for more in (["--check"], [], [])]
    assert "Of 2 tickets: 2 reports and 0 public events to change." in said[0]
    assert "Of 2 tickets: 2 reports and 0 public events changed." in said[1]
    assert "Of 2 tickets: 0 reports and 0 public events changed." in said[2]

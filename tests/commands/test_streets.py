"""`flask portal streets rebuild` throws the stored streets away and finds them again."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.models import Street, StreetTicket
from tests.support.complaints import complaint
from tests.support.installed import install


def test_a_rebuild_brings_back_every_street(app: Flask, session: Session, city: City) -> None:
    install(city)
    record_many([complaint(1), complaint(2)], city)
    runner = app.test_cli_runner()
    for _ in range(2):
        told = runner.invoke(args=["portal", "streets", "rebuild"])
        session.rollback()
        assert told.exit_code == 0 and told.output.startswith("1 streets in ")
        assert session.scalars(select(Street.slug)).all() == ["jalan-ampera-raya"]
        session.execute(delete(StreetTicket))
        session.execute(delete(Street))
        session.commit()

"""`flask portal scorecards rebuild` throws the stored figures away and computes them again."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.models import StoredScorecard
from tests.support.complaints import complaint
from tests.support.installed import install


def test_a_rebuild_brings_back_every_scorecard(app: Flask, session: Session, city: City) -> None:
    def stored() -> int:
        return session.scalar(select(func.count()).select_from(StoredScorecard)) or 0

    install(city)
    record_many([complaint(1), complaint(2)], city)
    runner = app.test_cli_runner()
    first = runner.invoke(args=["portal", "scorecards", "rebuild"])
    session.rollback()
    count = stored()
    assert first.exit_code == 0 and first.output.startswith(f"{count} scorecards in ") and count > 0
    session.execute(delete(StoredScorecard))
    session.commit()
    runner.invoke(args=["portal", "scorecards", "rebuild"])
    session.rollback()
    assert stored() == count

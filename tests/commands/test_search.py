"""`flask portal search` builds the index anew and says how far it is."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.projections.checkpoints import newest
from tests.support.complaints import complaint
from tests.support.installed import install


def test_the_status_says_how_far_the_index_lags_and_a_rebuild_catches_up(
    app: Flask, session: Session, city: City
) -> None:
    install(city)
    record_many([complaint(1, text="Ada lubang."), complaint(2, text="Jalan berlubang.")], city)
    last, runner = newest(session), app.test_cli_runner()
    assert f"seen up to 0 of {last} events, {last} behind" in runner.invoke(args=["portal", "search", "status"]).output
    built = runner.invoke(args=["portal", "search", "rebuild"])
    assert built.exit_code == 0 and f"2 tickets indexed up to event {last}." in built.output
    classes = runner.invoke(args=["portal", "search", "stems"])
    assert classes.exit_code == 0 and "lubang: berlubang lubang\n" in classes.output
    said = runner.invoke(args=["portal", "search", "status"]).output
    assert "documents  2\n" in said and f"seen up to {last} of {last} events, 0 behind" in said

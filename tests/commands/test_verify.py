"""`portal verify` says that all is whole and ends with 0, or names what is not and ends with 1."""

from __future__ import annotations

from click.testing import Result
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.domain.city import City
from portal.projections.checkpoints import newest
from portal.projections.search_index import feed
from tests.queries.log.conftest import told

__all__ = ["told"]


def verify(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["portal", "verify", *arguments])


def test_a_whole_portal_prints_its_head_which_can_be_asked_for_again(app: Flask, told: Session, city: City) -> None:
    feed(told, portal_of(app).engine, city, newest(told))
    done = verify(app)
    assert done.exit_code == 0, done.output
    head = next(line for line in done.output.splitlines() if line.startswith("head 9:")).removeprefix("head ")
    assert len(head) == 66 and "9 events are what was written" in done.output
    assert verify(app, "--head", head).exit_code == 0
    assert verify(app, "--head", head[:18]).exit_code == 0
    other = verify(app, "--head", "9:" + "0" * 16)
    assert other.exit_code == 1 and "the head that was kept" in other.output


def test_what_was_changed_is_named(app: Flask, told: Session, city: City) -> None:
    feed(told, portal_of(app).engine, city, newest(told))
    told.execute(text("UPDATE event SET text = 'lain' WHERE seq = 3"))
    told.execute(text("UPDATE ticket SET responses = 9 WHERE id = 2"))
    told.commit()
    portal_of(app).engine.write([], [1], 9)
    done = verify(app)
    assert done.exit_code == 1
    for named in ("event 3: ", "ticket JK2303060002: responses is 9", "it holds 1 tickets, and 2 may be searched"):
        assert named in done.output, done.output
    assert "3 differences." in done.output


def test_a_head_that_is_none_is_refused(app: Flask, told: Session) -> None:
    for given in ("9", "9:abc", "x:" + "0" * 16, "9:" + "g" * 16):
        assert verify(app, "--head", given).exit_code == 2

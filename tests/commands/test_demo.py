"""`flask portal demo` fills a portal once, goes on where it was broken off, and never mixes with real complaints."""

from __future__ import annotations

import stat
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.actions.sign_in import Visitor, authenticate
from portal.commands.demo import SIGN_INS
from portal.config import Settings
from portal.demo import CHUNK, SOURCE
from portal.demo.fill import DemoPlan, fill
from portal.domain.city import City
from portal.models import AttachmentFlag, Event, ImportRun, Officer, Ticket
from portal.queries.city.demonstration import demonstration
from tests.support.complaints import complaint
from tests.support.installed import install

FILL = ["portal", "demo", "--tickets", "60", "--seed", "1", "--until", "2026-10-01"]


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def state(session: Session) -> tuple[object, ...]:
    """What a fill leaves behind, but for when it was written."""
    session.rollback()
    columns = (Ticket.code, Ticket.status, Ticket.text, Ticket.last_seq, Ticket.duplicate_of)
    return tuple(map(tuple, session.execute(select(*columns).order_by(Ticket.id))))


def test_a_fill_takes_in_every_ticket_with_its_events_and_is_told_to_be_a_demonstration(
    runner: FlaskCliRunner, session: Session
) -> None:
    result = runner.invoke(args=FILL)
    assert result.exit_code == 0, result.output
    assert "60 demonstration tickets; 60 new, 0 refused." in result.output
    assert session.scalar(select(func.count()).select_from(Ticket)) == 60
    assert (session.scalar(select(func.count()).select_from(Event)) or 0) > 240
    run = session.scalars(select(ImportRun)).one()
    assert (run.kind, run.source, run.rows, run.created) == ("demo", SOURCE, 60, 60) and run.finished_at


def test_the_officers_can_sign_in_and_only_the_owner_reads_their_passwords(
    runner: FlaskCliRunner, session: Session, settings: Settings
) -> None:
    output = runner.invoke(args=FILL).output
    kept = settings.data / SIGN_INS
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    lines = kept.read_text().splitlines()
    assert len(lines) == 6 and all(line in output for line in lines)
    for line in lines:
        email, password, role = line.split()[:3]
        assert authenticate(email, password, Visitor("127.0.0.1", "key")).officer, email
        assert session.scalar(select(Officer.role).where(Officer.email == email)) == role
    assert {line.split()[2] for line in lines} == {"officer", "supervisor", "validator", "coordinator", "admin"}


def test_the_same_fill_again_changes_nothing_and_keeps_the_passwords(
    runner: FlaskCliRunner, session: Session, settings: Settings
) -> None:
    runner.invoke(args=FILL)
    before, passwords = state(session), (settings.data / SIGN_INS).read_text()
    again = runner.invoke(args=FILL)
    assert again.exit_code == 0 and "60 demonstration tickets; 0 new, 0 refused." in again.output
    assert state(session) == before and (settings.data / SIGN_INS).read_text() == passwords


def test_a_lost_file_of_passwords_is_replaced_by_new_ones(
    runner: FlaskCliRunner, session: Session, settings: Settings
) -> None:
    runner.invoke(args=FILL)
    kept = settings.data / SIGN_INS
    first = kept.read_text()
    kept.unlink()
    assert runner.invoke(args=FILL).exit_code == 0
    email, password = kept.read_text().splitlines()[0].split()[:2]
    assert kept.read_text() != first and authenticate(email, password, Visitor("127.0.0.1", "key")).officer


def test_another_demonstration_beside_the_first_is_refused(runner: FlaskCliRunner, session: Session) -> None:
    runner.invoke(args=FILL)
    before = state(session)
    for change, reason in (
        (["--seed", "2"], "There is one already"),
        (["--tickets", "61"], "There is one already"),
        (["--until", "2026-09-30"], "There is one already"),
        (["--until", "2999-01-01"], "cannot end in the future"),
        (["--tickets", "0"], "--tickets"),
    ):
        result = runner.invoke(args=[*FILL, *change])
        assert result.exit_code != 0 and reason in result.output and "Traceback" not in result.output
    assert state(session) == before


def test_real_complaints_are_never_mixed_with_a_demonstration(
    runner: FlaskCliRunner, session: Session, city: City
) -> None:
    install(city)
    record(complaint(), city, key="key")
    result = runner.invoke(args=FILL)
    assert result.exit_code == 1 and "There are real complaints here" in result.output
    assert not demonstration(session, SOURCE).name


class Broken(Exception):
    """What ends a fill in the middle."""


def test_a_fill_that_was_broken_off_goes_on_and_ends_as_if_it_had_not_been(
    app: Flask, runner: FlaskCliRunner, session: Session, city: City, settings: Settings
) -> None:
    install(city)
    plan = DemoPlan.named(f"{CHUNK + 200} 1 2026-09-30T17:00:00+00:00")
    with pytest.raises(Broken):
        fill(city, plan, 0, settings.secret_key, _breaks_at(CHUNK))
    half = demonstration(session, SOURCE)
    assert (half.tickets, half.finished) == (CHUNK, False)
    result = runner.invoke(args=["portal", "demo"])
    assert result.exit_code == 0 and "Going on with the demonstration that was broken off." in result.output
    assert f"{CHUNK + 200:,} demonstration tickets; 200 new, 0 refused." in result.output
    whole = demonstration(session, SOURCE)
    assert (whole.tickets, whole.finished, whole.name) == (CHUNK + 200, True, plan.name)
    kinds = set(session.scalars(select(AttachmentFlag.kind)))
    assert "used_before" in kinds, "some photos were used before, and the demonstration comes with its flags"
    counts = fill(city, plan, 0, settings.secret_key, lambda done: None)
    assert (counts.unchanged, counts.updated, counts.created) == (CHUNK + 200, 0, 0)


def _breaks_at(count: int) -> Callable[[int], None]:
    def progress(done: int) -> None:
        if done >= count:
            raise Broken

    return progress

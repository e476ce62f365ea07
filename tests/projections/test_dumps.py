"""The ready files are written once a night, and at once again without what was taken from view."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.visibility import Visibility
from portal.exports import dump
from portal.exports.data_tables import TABLES
from portal.models import Event, Ticket
from portal.projections import checkpoints, dumps, search_index
from portal.queries.sources import Sources
from tests.support.lens import SECRET, filled

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("client")]
BASE = "/tickets/"
EVENING = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)  # 19.00 in Jakarta


@pytest.fixture
def sources(app: Flask, session: Session) -> Sources:
    filled(app, session)
    portal = portal_of(app)
    return Sources(session, portal.engine, portal.city, portal.cache)


class Night:
    """A clock that can be put forward, and how often files were written."""

    def __init__(self, sources: Sources, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sources, self.folder, self.now = sources, folder, EVENING
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def written(self, after: timedelta = timedelta()) -> bool:
        self.now += after
        return dumps.keep_fresh(self.sources, self.folder, BASE) is not None


@pytest.fixture
def night(sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    return Night(sources, tmp_path / "dumps", monkeypatch)


def hide(sources: Sources) -> None:
    ticket = sources.session.scalars(select(Ticket.id).where(Ticket.source_id == "1")).one()
    change_visibility(ticket, Visibility.HIDDEN, "Menyebut nama orang.", Act(sources.city))
    search_index.feed(sources.session, sources.engine, sources.city, checkpoints.newest(sources.session))


def test_the_first_are_written_at_once_and_then_one_set_a_night(night: Night) -> None:
    assert night.written()
    assert not night.written(timedelta(hours=7))  # 02.00
    assert night.written(timedelta(minutes=40))
    assert not night.written(timedelta(hours=20))
    assert night.written(timedelta(days=3)), "also after the worker was away"


def test_a_clock_that_was_set_back_writes_nothing(night: Night) -> None:
    assert night.written()
    assert not night.written(-timedelta(days=2))


def test_what_was_taken_from_view_goes_from_the_files_within_minutes(night: Night) -> None:
    assert night.written()
    before = dump.read(night.folder)
    hide(night.sources)
    assert not night.written(timedelta(minutes=1)), "not for each of a hundred in a row"
    assert night.written(timedelta(minutes=10))
    after = dump.read(night.folder)
    assert before and after and after.total == before.total - 1
    assert not night.written(timedelta(minutes=10))


def test_nothing_is_written_while_the_index_follows_the_log(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(night.sources.engine), "seq", lambda _engine: 0)
    assert not night.written()


def test_one_set_is_kept_and_nothing_private_is_in_it(night: Night) -> None:
    assert night.written()
    assert night.written(timedelta(days=1))
    names = sorted(path.name for path in night.folder.iterdir())
    assert len(names) == 1 + len(TABLES) + 2 and names[0] == dump.DESCRIPTION
    for name in names[1:]:
        assert SECRET not in gzip.decompress((night.folder / name).read_bytes()).decode()


def test_a_file_says_of_what_moment_it_is(night: Night) -> None:
    assert night.written()
    found = dump.read(night.folder)
    assert found is not None
    file = found.file("tickets.json")
    assert file is not None
    about = json.loads(gzip.decompress((night.folder / file.name).read_bytes()))["about"]
    head = night.sources.session.scalars(select(Event.head).where(Event.seq == found.seq)).one()
    assert head is not None and about["head"] == found.head == head.hex()
    assert about["seq"] == found.seq and about["as_of"] == "2026-03-10T19:00:00+07:00"


def test_a_disk_that_takes_nothing_is_said_in_one_line(
    night: Night, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    night.folder.write_text("a file where the directory should be")
    assert not night.written()
    [record] = [record for record in caplog.records if "ready files" in record.getMessage()]
    assert record.exc_info is None

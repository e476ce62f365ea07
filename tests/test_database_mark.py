"""The mark of a database changes with each commit, whoever made it, and with nothing else."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import Engine, PoolProxiedConnection, text
from sqlalchemy.exc import OperationalError

from portal.database_mark import SqliteMark, mark_of

WRITE = text("UPDATE alembic_version SET version_num = version_num")


def test_only_what_is_committed_changes_the_mark(bind: Engine) -> None:
    mark = mark_of(bind)
    first = mark.read()
    assert first is not None
    with bind.connect() as reading:
        reading.execute(text("SELECT * FROM alembic_version"))
        assert mark.read() == first, "reading"
    with bind.connect() as writing:
        writing.execute(WRITE)
        before = mark.read()
        assert mark.read() == before, "asking"
        writing.commit()
    after = mark.read()
    assert after not in (first, before)
    assert mark.read() == after


def test_a_database_that_is_away_says_nothing_and_is_found_again(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = mark_of(bind)

    def gone(*_told: object, **_named: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("away"))

    with monkeypatch.context() as patch:
        patch.setattr(bind.pool, "connect", gone)
        assert mark.read() is None
    assert mark.read() is not None


@pytest.mark.only_on("sqlite")
def test_a_forked_process_opens_a_connection_of_its_own(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = SqliteMark(bind)
    mark.read()
    opened: list[PoolProxiedConnection] = []
    connect = bind.raw_connection

    def note() -> PoolProxiedConnection:
        opened.append(connect())
        return opened[-1]

    monkeypatch.setattr(bind, "raw_connection", note)
    mark.read()
    assert not opened
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert mark.read() is not None
    assert opened

"""A multiplied city holds every row as often as said, each copy referring to its own rows alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from benchmarks.multiplied import COPIED, DATABASE, multiply
from portal.models import Base

ROWS = {
    "agency": "id, slug, name, short, kind VALUES (1, 'a', 'A', 'A', 'dinas')",
    "ticket": (
        "id, code, source, source_id, place, title, text, visibility, submitted_at, response_due_at, due_at, status, "
        "agency_id, holder_id, holder_since, handoffs, reopened, disputed, confirmed, responses, last_seq, "
        "duplicate_of, questions, stood_still VALUES "
        "(1, 'JK2301010001', 's', '1', '', '', '', 'full', 1, 2, 3, 'proses', 1, 1, 1, 0, 0, 0, 0, 0, 2, NULL, 0, 0), "
        "(4, 'JK2301010002', 's', '2', '', '', '', 'full', 1, 2, 3, 'duplikat', 1, 1, 1, 0, 0, 0, 0, 0, 3, 1, 0, 0)"
    ),
    "event": (
        "seq, ticket_id, kind, happened_at, recorded_at, status_after, text, public, other_ticket_id, redacted_by "
        "VALUES "
        "(1, 1, 'received', 1, 1, 'proses', '', 1, NULL, 3), (2, 4, 'received', 1, 1, 'proses', '', 1, NULL, NULL), "
        "(3, 4, 'merged', 1, 1, 'duplikat', '', 1, 1, NULL)"
    ),
    "custody": "id, ticket_id, agency_id, from_at, role VALUES (7, 4, 1, 1, 'responsible')",
    "answer_words": "seq, ticket_id, agency_id, words, done VALUES (3, 4, 1, 5, 0)",
}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    directory = tmp_path / "small"
    directory.mkdir()
    engine = create_engine(f"sqlite:///{directory / DATABASE}")
    Base.metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(directory / DATABASE)) as connection:
        for table, rows in ROWS.items():
            names, values = rows.split(" VALUES ")
            connection.execute(f"INSERT INTO {table} ({names}) VALUES {values}")
        connection.commit()
    yield directory


def test_every_copy_refers_to_its_own_rows(small: Path, tmp_path: Path) -> None:
    large = tmp_path / "large"
    assert multiply(small, large, 3).tickets == 6
    with closing(sqlite3.connect(large / DATABASE)) as made, closing(sqlite3.connect(small / DATABASE)) as source:
        for table in COPIED:
            count = f"SELECT count(*) FROM {table}"
            assert made.execute(count).fetchone()[0] == 3 * source.execute(count).fetchone()[0], table
        assert made.execute("PRAGMA foreign_key_check").fetchall() == []
        tickets = made.execute("SELECT id, code, source_id, duplicate_of, last_seq FROM ticket ORDER BY id").fetchall()
        assert tickets[2:4] == [(5, "JK23010110001", "1-1", None, 5), (8, "JK23010110002", "2-1", 5, 6)]
        events = made.execute("SELECT seq, ticket_id, other_ticket_id, redacted_by FROM event ORDER BY seq").fetchall()
        assert events[6:] == [(7, 9, None, 9), (8, 12, None, None), (9, 12, 9, None)]
        assert made.execute("SELECT max(id), max(ticket_id) FROM custody").fetchone() == (21, 12)
        assert made.execute("SELECT max(seq), max(ticket_id) FROM answer_words").fetchone() == (9, 12)
        indexes = "SELECT count(*) FROM sqlite_master WHERE type = 'index'"
        assert made.execute(indexes).fetchone() == source.execute(indexes).fetchone()
    with pytest.raises(FileExistsError):
        multiply(small, large, 3)

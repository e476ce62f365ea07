"""Imports come newest first, and refused rows in the order of their file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from portal.actions import import_runs as write
from portal.actions.import_runs import Counts, RefusedDraft
from portal.queries import import_runs
from portal.queries.import_runs import import_run, refused_rows

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def runs(session: Session) -> list[int]:
    return [write.open_run("csv", "CRM", f"{n}.csv", "crm.toml", ["id", "teks"]) for n in range(3)]


def test_the_newest_import_comes_first(session: Session, runs: list[int]) -> None:
    assert [run.name for run in import_runs.import_runs(session)] == ["2.csv", "1.csv", "0.csv"]
    assert [run.id for run in import_runs.import_runs(session, limit=1)] == [runs[-1]]


def test_a_run_says_what_became_of_its_rows_and_whether_it_is_finished(session: Session, runs: list[int]) -> None:
    before = import_run(session, runs[0])
    assert before is not None and before.finished_at is None and before.header == ("id", "teks")
    write.progress(runs[0], Counts(rows=5, created=3, refused=2), [], finished=True)
    session.expire_all()
    after = import_run(session, runs[0])
    assert after is not None and after.finished_at is not None and after.finished_at > datetime(2024, 1, 1, tzinfo=UTC)
    assert (after.rows, after.created, after.refused) == (5, 3, 2)
    assert import_run(session, 999) is None


def test_refused_rows_come_in_the_order_of_the_file_batch_by_batch(
    session: Session, runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_runs, "_BATCH", 3)
    refused = [RefusedDraft(line, "tanggal", "bad_date", "x", ["1", "a"]) for line in (9, 2, 2, 7, 5, 3, 8)]
    write.progress(runs[1], Counts(refused=7), refused)
    found = list(refused_rows(session, runs[1]))
    assert [row.line for row in found] == [2, 2, 3, 5, 7, 8, 9]
    assert (found[0].field, found[0].reason, found[0].cells) == ("tanggal", "bad_date", ["1", "a"])
    assert list(refused_rows(session, runs[0])) == []

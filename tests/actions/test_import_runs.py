"""The record of an import run: its counts, its refused rows, and a run that broke off and is taken up again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal.actions.import_runs import Counts, RefusedDraft, open_run, progress
from portal.extensions import db
from portal.models import ImportProblem, ImportRun

HEADER = ["id", "isi"]
ROW = RefusedDraft(line=3, field="isi", reason="empty", value="", row=["7", ""])


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def begin(name: str = "a.csv", mapping: str = "crm.toml") -> int:
    return open_run("csv", "crm", name, mapping, HEADER)


def run(id: int) -> ImportRun:
    db.session.expire_all()
    return db.session.get_one(ImportRun, id)


def problems() -> list[ImportProblem]:
    return list(db.session.scalars(select(ImportProblem).order_by(ImportProblem.id)))


def test_a_run_begins_with_nothing_counted(still: datetime) -> None:
    found = run(begin())
    assert (found.kind, found.source, found.name, found.mapping) == ("csv", "crm", "a.csv", "crm.toml")
    assert (json.loads(found.header), found.started_at, found.finished_at) == (HEADER, still, None)
    assert (found.rows, found.created, found.updated, found.unchanged, found.refused) == (0, 0, 0, 0, 0)


def test_progress_stores_counts_and_refused_rows_together() -> None:
    id = begin()
    progress(id, Counts(rows=5, created=4, refused=1), [ROW])
    assert (run(id).rows, run(id).created, run(id).refused, run(id).finished_at) == (5, 4, 1, None)
    problem = problems()[0]
    assert (problem.run_id, problem.line, problem.field, problem.reason) == (id, 3, "isi", "empty")
    assert json.loads(problem.row) == ["7", ""]


def test_counts_are_replaced_and_refused_rows_added() -> None:
    id = begin()
    progress(id, Counts(rows=5, created=4, refused=1), [ROW])
    progress(id, Counts(rows=9, created=7, refused=2), [ROW])
    assert (run(id).rows, len(problems())) == (9, 2)


def test_a_row_without_cells_is_kept_as_its_text() -> None:
    progress(begin(), Counts(rows=1, refused=1), [RefusedDraft(1, "", "broken", "", 'a,"b')])
    assert json.loads(problems()[0].row) == 'a,"b'


def test_a_finished_run_says_when(still: datetime) -> None:
    id = begin()
    progress(id, Counts(), [], finished=True)
    assert run(id).finished_at == still


def test_a_run_that_broke_off_is_taken_up_and_counts_anew() -> None:
    id = begin()
    progress(id, Counts(rows=5, created=4, refused=1), [ROW])
    assert begin() == id
    assert (run(id).rows, run(id).refused, problems()) == (0, 0, [])


@pytest.mark.parametrize("other", [{"name": "b.csv"}, {"mapping": "lain.toml"}])
def test_another_file_or_mapping_is_another_run(other: dict[str, str]) -> None:
    assert begin() != begin(**other)


def test_a_finished_run_is_not_taken_up() -> None:
    id = begin()
    progress(id, Counts(rows=5), [], finished=True)
    assert begin() != id
    assert run(id).rows == 5

"""Refused rows that are sent back are taken when they were mended, and refused again when they were not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.import_runs import Counts
from portal.exports import refused_csv
from portal.importers.done import Done
from portal.importers.reasons import words
from portal.importers.run import import_csv
from portal.models import Ticket
from portal.queries.import_runs import import_run, refused_rows
from tests.support import kota_contoh
from tests.support.kota_contoh import CASES

pytestmark = pytest.mark.database

REFUSED = [(3, "wrong_encoding"), (4, "nul_byte"), (5, "wrong_columns"), (7, "cut_off")]


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def take(directory: Path, file: Path) -> Done:
    return import_csv(file, kota_contoh.mapping(directory), kota_contoh.city())


def refused(session: Session, done: Done) -> list[tuple[int, str]]:
    session.rollback()
    return [(row.line, row.reason) for row in refused_rows(session, done.run)]


def given_back(session: Session, done: Done, directory: Path) -> Path:
    """The refused rows of a run, as `import problems` writes them."""
    run = import_run(session, done.run)
    assert run
    lines = [
        refused_csv.RefusedLine(row.line, row.field, words(row.reason, row.value), row.cells)
        for row in refused_rows(session, done.run)
    ]
    path = directory / "refused.csv"
    path.write_text("".join(refused_csv.chunks(run.header, lines)), encoding="utf-8")
    session.rollback()
    return path


def ids(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Ticket.source_id).order_by(Ticket.source_id)))


def test_rows_that_are_sent_back_as_they_were_are_refused_for_the_same_reasons(
    tmp_path: Path, session: Session
) -> None:
    first = take(tmp_path, CASES / "refused.csv")
    assert first.counts == Counts(rows=6, created=2, refused=4)
    assert refused(session, first) == REFUSED
    assert first.broken_off and (first.broken_off.row, first.broken_off.line, first.broken_off.damaged) == (6, 7, False)
    again = take(tmp_path, given_back(session, first, tmp_path))
    assert again.counts == Counts(rows=4, refused=4)
    assert again.broken_off is None
    assert [reason for _, reason in refused(session, again)] == [reason for _, reason in REFUSED]
    third = take(tmp_path, given_back(session, again, tmp_path))
    assert third.counts == Counts(rows=4, refused=4)
    assert ids(session) == ["U1", "U5"]


def test_rows_that_were_mended_are_taken_and_the_others_refused_again(tmp_path: Path, session: Session) -> None:
    take(tmp_path, CASES / "refused.csv")
    mended = take(tmp_path, CASES / "refused-half-mended.csv")
    assert mended.counts == Counts(rows=4, created=2, refused=2)
    assert [reason for _, reason in refused(session, mended)] == ["nul_byte", "cut_off"]
    assert ids(session) == ["U1", "U2", "U4", "U5"]


def test_a_mark_in_a_file_that_was_never_refused_is_a_sign_like_any_other(tmp_path: Path, session: Session) -> None:
    path = tmp_path / "marks.csv"
    path.write_text("id,opened,status,type,agency,text\nV1,2026-03-02 09:00:00,Open,Sampah,Dinas Bersih,Tanda \u2400\n")
    assert take(tmp_path, path).counts.created == 1

"""Files of one source that follow each other: in the end, what the last one alone would give."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.import_runs import Counts
from portal.config import Settings
from portal.domain.survival import Whole
from portal.importers.mapping import load
from portal.importers.problem import FileError
from portal.importers.run import check_csv, import_csv
from portal.models import Agency, Custody, Event, ImportProblem, Ticket
from portal.projections.scorecards import recompute
from portal.queries.scorecards.answers import read_answers
from tests.support.kota_contoh import CASES, PACK, city, local, mapping
from tests.support.lens import fed

pytestmark = pytest.mark.usefixtures("client")  # pages too

CITY = city()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, city=str(PACK))


def take(*names: str) -> Counts:
    """Import files one after the other; the counts of the last one. The last a second time changes nothing."""
    mapping = load(PACK / "import.toml")
    counts = [import_csv(CASES / f"{name}.csv", mapping, CITY).counts for name in (*names, names[-1])]
    last, again = counts[-2:]
    assert again == Counts(rows=last.rows, unchanged=last.rows - last.refused, refused=last.refused)
    return last


def ticket(session: Session, source_id: str) -> Ticket:
    session.rollback()
    return session.scalars(select(Ticket).where(Ticket.source_id == source_id)).one()


def agency(session: Session, id: int | None) -> str:
    return session.get_one(Agency, id).name if id else ""


def held(session: Session, source_id: str) -> list[tuple[str, datetime, datetime | None]]:
    rows = (
        select(Custody).where(Custody.ticket_id == ticket(session, source_id).id).order_by(Custody.from_at, Custody.id)
    )
    return [(agency(session, row.agency_id), row.from_at, row.to_at) for row in session.scalars(rows)]


def timeline(session: Session, source_id: str) -> list[tuple[str, datetime]]:
    rows = select(Event).where(Event.ticket_id == ticket(session, source_id).id).order_by(Event.happened_at, Event.seq)
    return [(row.kind, row.happened_at) for row in session.scalars(rows)]


def page(app: Flask, session: Session, source_id: str) -> str:
    return app.test_client().get(f"/tickets/{ticket(session, source_id).code}").text


def test_another_agency_in_a_newer_export_is_a_hand_over_when_the_source_changed(app: Flask, session: Session) -> None:
    assert take("move-1", "move-2") == Counts(rows=3, updated=2, unchanged=1)
    one, two = ticket(session, "M1"), ticket(session, "M2")
    assert (agency(session, one.agency_id), agency(session, one.holder_id), one.handoffs) == (
        "Dinas Air",
        "Dinas Air",
        1,
    )
    assert held(session, "M1") == [("Dinas Jalan", local(2), local(7)), ("Dinas Air", local(7), None)]
    assert timeline(session, "M1") == [("received", local(2)), ("transferred", local(7))]
    assert agency(session, two.agency_id) == "Dinas Lampu"
    assert clock.now() - held(session, "M2")[1][1] < timedelta(minutes=5)
    assert "tidak menyebut kapan" in page(app, session, "M2") and "tidak menyebut kapan" not in page(app, session, "M1")


@pytest.mark.parametrize("files", [("move-1", "move-2", "move-3"), ("move-1", "move-3")])
def test_the_new_agency_is_credited_with_its_end_and_nobody_with_anothers_time(
    files: tuple[str, ...], app: Flask, session: Session
) -> None:
    assert take(*files) == Counts(rows=2, updated=2)
    one, four = ticket(session, "M1"), ticket(session, "M4")
    moved = local(7) if len(files) == 3 else local(12)
    assert (agency(session, one.agency_id), one.closing, one.resolved_at) == ("Dinas Air", "resolved", local(12))
    assert held(session, "M1") == [("Dinas Jalan", local(2), moved), ("Dinas Air", moved, local(12))]
    assert (agency(session, four.agency_id), four.resolved_at) == ("Dinas Taman", local(20, 12))
    assert [kind for kind, _ in timeline(session, "M4")] == ["received", "transferred", "resolved"]
    assert "tidak menyebut kapan" in page(app, session, "M4")
    assert ("tidak menyebut kapan" in page(app, session, "M1")) == (len(files) == 2)


def test_open_again_at_the_source_is_open_again(app: Flask, session: Session) -> None:
    assert take("reopen-1", "reopen-2") == Counts(rows=2, updated=1, unchanged=1)
    one = ticket(session, "R1")
    assert (one.ended_at, one.resolved_at, one.closing, one.reopened) == (None, None, None, 1)
    assert timeline(session, "R1")[-1] == ("reopened", local(8))
    assert "tidak menyebut kapan" not in page(app, session, "R1")


@pytest.mark.parametrize("files", [("reopen-1", "reopen-2", "reopen-3"), ("reopen-1", "reopen-3")])
def test_reopened_and_ended_again_counts_from_the_submission(files: tuple[str, ...], session: Session) -> None:
    assert take(*files) == Counts(rows=2, updated=1, unchanged=1)
    one = ticket(session, "R1")
    assert (one.resolved_at, one.reopened, one.closing) == (local(22), 1, "resolved")
    assert local(22) - one.submitted_at == timedelta(days=20)


def test_an_end_that_changes_its_kind_is_taken_back_and_stays_in_the_timeline(app: Flask, session: Session) -> None:
    assert take("end-kind-1", "end-kind-2") == Counts(rows=3, updated=2, unchanged=1)
    one, three = ticket(session, "E1"), ticket(session, "E3")
    assert (one.closing, one.ended_at, one.duplicate_of) == ("duplicate", local(5), ticket(session, "E2").id)
    assert (three.closing, three.ended_at, three.resolved_at) == ("rejected", local(6), None)
    expected = [("received", local(2)), ("resolved", local(5)), ("merged", local(5)), ("corrected", local(10))]
    assert timeline(session, "E1") == expected
    assert timeline(session, "E3")[-1] == ("corrected", local(11))
    assert held(session, "E1") == [("Dinas Air", local(2), local(5))]
    for source_id in ("E1", "E3"):
        assert "Sumbernya menarik kembali" in page(app, session, source_id)
    assert "Not the city" in page(app, session, "E3")


def test_merged_rows_may_stand_before_the_one_that_they_name(session: Session) -> None:
    assert take("merged-first") == Counts(rows=3, created=3)
    stays = ticket(session, "P2")
    assert [ticket(session, id).duplicate_of for id in ("P1", "P3")] == [stays.id, stays.id]
    assert stays.submitted_at == min(ticket(session, id).submitted_at for id in ("P1", "P2", "P3"))


@pytest.mark.parametrize("batch", [1, 1_000])
def test_rows_that_name_each_other_in_a_circle_are_refused_as_such(
    batch: int, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.importers.run.BATCH", batch)
    assert take("merged-cycle") == Counts(rows=4, created=1, refused=3)
    session.rollback()
    rows = session.execute(select(ImportProblem.line, ImportProblem.reason).order_by(ImportProblem.id)).all()
    assert rows == [(2, "merge_cycle"), (3, "merge_cycle"), (4, "merge_cycle")] * 2


def test_a_duplicate_of_a_report_that_the_source_does_not_name_is_one(app: Flask, session: Session) -> None:
    assert take("merged-no-parent") == Counts(rows=3, created=3)
    one = ticket(session, "N1")
    assert (one.status, one.closing, one.duplicate_of, one.resolved_at) == ("duplikat", "duplicate", None, None)
    assert "yang tidak disebut sumbernya" in page(app, session, "N1")


def test_a_mapping_that_begins_to_name_codes_is_refused_before_any_row(session: Session, tmp_path: Path) -> None:
    take("move-1")
    later = mapping(tmp_path, ('id = "id"', 'id = "id"\ncode = "id"'))
    before = [row.code for row in session.scalars(select(Ticket).order_by(Ticket.id))]
    for way in (import_csv, check_csv):
        with pytest.raises(FileError, match=r"move-2\.csv: the mapping names `code`, but 3 reports .* Take `code` out"):
            way(CASES / "move-2.csv", later, CITY)
    session.rollback()
    assert [row.code for row in session.scalars(select(Ticket).order_by(Ticket.id))] == before
    assert session.scalar(select(func.count()).select_from(ImportProblem)) == 0


def test_codes_named_from_the_first_import_on_are_those_of_the_source(session: Session, tmp_path: Path) -> None:
    named = mapping(tmp_path, ('id = "id"', 'id = "id"\ncode = "id"'), ("Open =", 'XX = "open"\nOpen ='))
    (tmp_path / "a.csv").write_text((CASES / "move-1.csv").read_text().replace("\nM", "\nSRM"))
    for result in ("created", "unchanged"):
        assert getattr(import_csv(tmp_path / "a.csv", named, CITY).counts, result) == 4
    assert {row.code for row in session.scalars(select(Ticket))} == {"SRM1", "SRM2", "SRM3", "SRM4"}


def test_a_body_outside_is_named_on_the_report_and_stands_on_no_board(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    step = '[[steps]]\nkind = "transferred"\nat = "updated"\nto_name = "Badan lain"\n\n[coordinates]'
    handed = mapping(tmp_path, ("[coordinates]", step))
    import_csv(CASES / "move-2.csv", handed, CITY)
    assert dict(session.execute(select(Agency.name, Agency.kind)).all())["Badan lain"] == "outside"
    assert "Badan lain" in {agency(session, row.agency_id) for row in session.scalars(select(Ticket))}
    fed(app, session)
    recompute(session, CITY, clock.now())
    listed = app.test_client().get("/agencies.json?period=2026").get_json()["agencies"]
    assert listed and "Badan lain" not in {row["name"] for row in listed}
    assert "Badan lain" not in app.test_client().get("/").text


def test_the_text_of_an_end_that_was_taken_back_is_no_answer(session: Session, tmp_path: Path) -> None:
    words = 'Done = { kind = "resolved", text = "Sudah beres." }'
    told = mapping(tmp_path, ('Done = "resolved"', words))
    import_csv(CASES / "end-kind-1.csv", told, CITY)
    _, before, _ = read_answers(session, ids(session))
    import_csv(CASES / "end-kind-2.csv", told, CITY)
    session.rollback()
    _, after, _ = read_answers(session, ids(session))
    gone = select(func.count()).select_from(Event).where(Event.kind == "corrected", Event.corrects.is_not(None))
    new = select(func.count()).select_from(Event).where(Event.kind == "rejected", Event.text != "")
    assert session.scalar(gone) == 2
    assert len(after) == len(before) - 2 + (session.scalar(new) or 0)


def ids(session: Session) -> Whole:
    return np.array(sorted(session.scalars(select(Ticket.id))), dtype=np.int64)

"""Seventy-eight real reports of Jakarta's CRM of 2023 into the pack of Jakarta Selatan: what was counted by hand."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.actions.import_runs import Counts
from portal.actions.new_entries import NewEntry
from portal.domain.city import City
from portal.importers.mapping import load
from portal.importers.run import import_csv
from portal.models import Agency, Area, Category, Event, ImportProblem, Ticket
from tests.support.installed import install

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT.parent / "shared/data/crm_jakarta_2023_sample.csv"
MAPPING = ROOT / "tests/samples/crm-2023.toml"

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the sample of the CRM is not here")


@pytest.fixture(autouse=True)
def context(app: Flask, city: City) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


def test_the_reports_of_the_city_come_in_and_those_of_other_kota_are_refused_twice(
    session: Session, city: City
) -> None:
    first = import_csv(FILE, load(MAPPING), city)
    assert first.counts == Counts(rows=78, created=17, refused=61)
    assert first.made == (NewEntry("agency", "DINAS PERTAMANAN DAN HUTAN", "Dinas Pertamanan dan Hutan Kota"),)
    assert first.word is not None and first.word.as_of == datetime(2023, 12, 22, 17, tzinfo=UTC)
    events = session.scalar(select(func.count()).select_from(Event))
    session.rollback()
    assert import_csv(FILE, load(MAPPING), city).counts == Counts(rows=78, unchanged=17, refused=61)
    told = Counter(tuple(row) for row in session.execute(select(ImportProblem.field, ImportProblem.reason)))
    assert told == {("kode_kel", "unknown_value"): 2 * 61}
    assert session.scalar(select(func.count()).select_from(Event)) == events == 17
    assert set(session.scalars(select(Ticket.status))) == {"tidak_diketahui"}
    _as_counted_by_hand(session)


def _as_counted_by_hand(session: Session) -> None:
    holders = select(Agency.slug).join(Ticket, Ticket.agency_id == Agency.id)
    assert Counter(session.scalars(holders)) == {
        "dinas-perhubungan": 6,
        "dinas-bina-marga": 3,
        "up-alkal-bina-marga": 2,
        "satpol-pp": 2,
        "up-spll": 1,
        "dinas-pertamanan-dan-hutan": 1,
        "dinas-sda": 1,
        "kelurahan-selong": 1,
    }
    categories = Counter(session.scalars(select(Category.name).join(Ticket, Ticket.category_id == Category.id)))
    assert (categories["Jalan"], categories["Trotoar"], len(categories)) == (6, 4, 8)
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kota"] == "Jakarta Selatan"]
    places = session.execute(select(Ticket.code, Area.code).join(Area, Area.id == Ticket.area_id)).all()
    assert sorted(places) == sorted((row["report_id"], row["kode_kel"]) for row in rows)


def test_a_mapping_that_takes_the_rows_of_the_city_refuses_none(city: City, tmp_path: Path) -> None:
    taken = tmp_path / "crm.toml"
    taken.write_text(f'{MAPPING.read_text()}\n[rows]\nonly = {{ kota = "Jakarta Selatan" }}\n')
    done = import_csv(FILE, load(taken), city)
    assert (done.counts, done.left_out) == (Counts(rows=17, created=17), 61)


def test_the_office_of_the_area_has_what_the_source_calls_kelurahan_only(session: Session, city: City) -> None:
    import_csv(FILE, load(MAPPING), city)
    with FILE.open(encoding="utf-8", newline="") as lines:
        (row,) = [r for r in csv.DictReader(lines) if r["ukpd"] == "KELURAHAN" and r["kota"] == "Jakarta Selatan"]
    name = select(Agency.name).join(Ticket, Ticket.agency_id == Agency.id).where(Ticket.code == row["report_id"])
    assert str(session.scalar(name)).casefold() == f"kelurahan {row['kelurahan']}".casefold()

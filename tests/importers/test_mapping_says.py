"""What a mapping can say of odd files: which rows, whose office, which prefix, what is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.import_runs import Counts
from portal.cities import CityError
from portal.domain.city import City
from portal.domain.record import Record
from portal.importers.csv_records import RecordReader
from portal.importers.csv_rows import CsvRow, CsvRows
from portal.importers.dates import DateReader
from portal.importers.done import Done
from portal.importers.mapping import SourceMapping, load
from portal.importers.problem import FileError
from portal.importers.run import check_csv, import_csv
from portal.models import Category, Ticket
from portal.queries.import_runs import refused_rows
from tests.support import kota_contoh
from tests.support.kota_contoh import CASES

NOW = datetime(2026, 11, 26, tzinfo=ZoneInfo("UTC"))
BASE = """
optional = []
[fields]
id = "id"
submitted = "at"
[category]
column = "type"
"""


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def take(directory: Path, case: str, *changes: tuple[str, str]) -> Done:
    return import_csv(CASES / case, kota_contoh.mapping(directory, *changes), kota_contoh.city())


def tickets(session: Session) -> dict[str, Ticket]:
    session.rollback()
    return {ticket.source_id: ticket for ticket in session.scalars(select(Ticket))}


def written(directory: Path, text: str) -> SourceMapping:
    path = directory / "mapping.toml"
    path.write_text(text)
    return load(path)


def reader(directory: Path, city: City, text: str, *header: str) -> RecordReader:
    return RecordReader(written(directory, text), list(header), city, "s", NOW)


def local(moment: datetime | None) -> str:
    return f"{moment.astimezone(ZoneInfo('Asia/Jakarta')):%Y-%m-%d %H:%M:%S}" if moment else ""


@pytest.mark.database
@pytest.mark.usefixtures("context")
def test_what_is_no_point_is_refused_or_dropped(tmp_path: Path, session: Session) -> None:
    refused = take(tmp_path, "coords.csv")
    assert refused.counts == Counts(rows=8, created=2, refused=6)
    assert [(row.line, row.reason) for row in refused_rows(session, refused.run)] == [
        (3, "not_coordinates"),
        (4, "not_coordinates"),
        (5, "half_a_point"),
        (6, "not_coordinates"),
        (7, "half_a_point"),
        (8, "not_coordinates"),
    ]
    dropped = take(tmp_path, "coords.csv", ('lon = "lon"', 'lon = "lon"\nunusable = "drop"'))
    assert dropped.counts == Counts(rows=8, created=6, unchanged=2)
    assert [id for id, ticket in tickets(session).items() if ticket.lat is not None] == ["T1"]


@pytest.mark.database
@pytest.mark.usefixtures("context")
def test_dates_of_a_spreadsheet_are_read_where_the_mapping_names_them(tmp_path: Path, session: Session) -> None:
    plain = take(tmp_path, "excel.csv")
    assert plain.counts == Counts(rows=5, refused=5) and plain.reasons == {"not_a_date": 5}
    named = take(tmp_path, "excel.csv", ('dates = ["iso"]', 'dates = ["excel", "iso"]'))
    assert named.counts == Counts(rows=5, created=4, refused=1) and named.reasons == {"date_too_early": 1}
    told = {id: (local(t.submitted_at), local(t.resolved_at)) for id, t in tickets(session).items()}
    assert told == {
        "X1": ("2024-10-15 06:00:00", "2024-10-17 18:00:00"),
        "X2": ("2024-10-15 00:00:00", "2024-10-15 23:59:59"),
        "X3": ("2024-10-16 12:00:00", ""),
        "X4": ("2024-10-16 12:00:00", "2024-10-18 00:00:00"),
    }


@pytest.mark.parametrize("text", ["45580.5x", "1234567", "", "-45580", "45580.", "45580,5,5"])
def test_what_is_no_serial_date_is_none(text: str) -> None:
    assert DateReader(("excel",), "Asia/Jakarta", NOW).day(text) == text


@pytest.mark.database
@pytest.mark.usefixtures("context")
def test_rows_that_a_mapping_leaves_out_are_in_no_count(tmp_path: Path, session: Session) -> None:
    rule = '[rows]\nonly = { type = ["lubang", "Parit"] }\nexcept = { status = "Rejected" }\n\n[fields]'
    path = tmp_path / "rows.csv"
    path.write_text(
        "id,opened,status,type,agency,text\n"
        "R1,2026-03-01 09:00:00,Open,Lubang,Dinas Jalan,Satu\n"
        "R2,2026-03-01 09:00:00,Open,Sampah,Dinas Jalan,Dua\n"
        "R3,2026-03-01 09:00:00,rejected,Lubang,Dinas Jalan,Tiga\n"
        "R4,2026-03-01 09:00:00,Open,PARIT,Dinas Jalan,Empat\n"
    )
    done = import_csv(path, kota_contoh.mapping(tmp_path, ("[fields]", rule)), kota_contoh.city())
    assert (done.counts, done.left_out) == (Counts(rows=2, created=2), 2)
    assert sorted(tickets(session)) == ["R1", "R4"]


def test_a_column_that_chooses_rows_must_be_in_the_file(tmp_path: Path, city: City) -> None:
    with pytest.raises(FileError, match="There is no column 'kota'"):
        reader(tmp_path, city, BASE + '[rows]\nonly = { kota = "x" }\n', "id", "at", "type")


@pytest.mark.database
@pytest.mark.usefixtures("context")
def test_a_prefix_is_taken_off_and_a_part_becomes_the_group(tmp_path: Path, session: Session) -> None:
    rule = 'column = "type"\nstrip = "XX-"\ngroup_by = " - "'
    path = tmp_path / "types.csv"
    path.write_text(
        "id,opened,status,type,agency,text\n"
        "S1,2026-03-01 09:00:00,Open,XX-Jalan - Lubang,Dinas Jalan,Satu\n"
        "S2,2026-03-01 09:00:00,Open,Jalan - Lubang,Dinas Jalan,Dua\n"
        "S3,2026-03-01 09:00:00,Open,xx-Sampah,Dinas Jalan,Tiga\n"
    )
    done = import_csv(path, kota_contoh.mapping(tmp_path, ('column = "type"', rule)), kota_contoh.city())
    assert done.counts.created == 3
    session.rollback()
    found = session.execute(select(Category.name, Category.group).order_by(Category.name)).all()
    assert found == [("Jalan - Lubang", "Jalan"), ("Sampah", "")]


def test_an_agency_cell_can_mean_the_office_of_the_rows_area(tmp_path: Path, city: City) -> None:
    text = BASE + (
        '[area]\ncolumn = "place"\n[agency]\ncolumn = "who"\n[agency.values]\nKELURAHAN = { area = true }\n'
        '[[steps]]\nkind = "started"\nat = "begun"\nagency = "who"\n'
    )
    read = reader(tmp_path, city, text, "id", "at", "type", "place", "who", "begun")
    day = "2026-03-01 09:00:00"
    of_area = read.read(CsvRow(2, ["1", day, "Jalan", "Ragunan", "Kelurahan", day]))
    unplaced = read.read(CsvRow(3, ["2", day, "Jalan", "", "KELURAHAN", ""]))
    named = read.read(CsvRow(4, ["3", day, "Jalan", "Ragunan", "Dinas Jalan", ""]))
    assert [getattr(found, "agency", found) for found in (of_area, unplaced, named)] == [
        "kelurahan-ragunan",
        None,
        "Dinas Jalan",
    ]
    assert [step.agency for step in getattr(of_area, "steps", ())] == ["kelurahan-ragunan"]


def test_codes_of_areas_have_fall_backs_and_a_missing_level_is_skipped(tmp_path: Path, city: City) -> None:
    areas = (
        '[[areas]]\nlevel = "kecamatan"\ncode = "[kec-{d}]"\n'
        '[[areas]]\nlevel = "kelurahan"\ncode = ["[kec-{d}-kel-{n}]", "[kel-{n}]"]\nname = "{n}"\n'
    )
    read = reader(tmp_path, city, BASE + areas, "id", "at", "type", "d", "n")
    day = "2026-03-01 09:00:00"
    cells = (["1", "7", "3"], ["2", "", "3"], ["3", "7", ""], ["4", "", ""])
    rows = [read.read(CsvRow(2, [id, day, "Jalan", d, n])) for id, d, n in cells]
    assert [getattr(found, "area", found) for found in rows] == ["kec-7-kel-3", "kel-3", "kec-7", None]
    assert [(area.code, area.parent) for area in read.new_areas] == [
        ("kec-7", None),
        ("kec-7-kel-3", "kec-7"),
        ("kel-3", None),
    ]


def test_a_hand_over_to_a_body_without_a_name_has_the_mappings_own(tmp_path: Path, city: City) -> None:
    text = BASE + '[[steps]]\nkind = "transferred"\nat = "sent"\nto_name = "Badan lain"\n'
    read = reader(tmp_path, city, text, "id", "at", "type", "sent")
    found = read.read(CsvRow(2, ["1", "2026-03-01 09:00:00", "Jalan", "2026-03-02 09:00:00"]))
    assert [step.to_agency for step in getattr(found, "steps", ())] == ["Badan lain"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BASE.replace("[]", '["tpye"]'), "optional: 'tpye' is read nowhere in the mapping; 'type' is"),
        (BASE + "[columns]\ntpye = ['Kind']\n", "columns.tpye: is read nowhere in the mapping; 'type' is"),
        (BASE + '[coordinates]\nlat = "a"\nlon = "b"\nzero = "mend"\n', "coordinates.zero: 'mend' is not among"),
        (BASE + '[coordinates]\nlat = "a"\nlon = "b"\nbounds = [2, 1, 1, 2]\n', "coordinates.bounds: must be west"),
        (BASE + '[rows]\nexcpt = { a = "b" }\n', "rows.excpt: no such key; 'except' is one"),
        (BASE + "[rows]\nexcept = { a = 1 }\n", "rows.except.a: must be a list of texts"),
        (BASE + '[agency]\ncolumn = "a"\n[agency.values]\nb = { area = false }\n', "or { area = true } for the office"),
        (BASE + '[[steps]]\nkind = "routed"\nat = "x"\n', "steps[1].to_agency: is missing: routed needs it"),
    ],
)
def test_what_a_mapping_says_in_vain_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CityError) as error:
        written(tmp_path, text)
    assert said in str(error.value)


def test_a_spreadsheets_own_first_line_names_the_separator(tmp_path: Path, city: City) -> None:
    for mark in ";", ",", "\t":
        path = tmp_path / "excel.csv"
        path.write_text(f"sep={mark}\r\nid{mark}text\r\n1{mark}a\r\n")
        with closing(CsvRows(path, frozenset({"id"}))) as rows:
            assert (rows.header, list(rows)) == (["id", "text"], [CsvRow(3, ["1", "a"])])


def test_values_that_stand_for_an_empty_cell_are_empty(tmp_path: Path) -> None:
    mapping = written(
        tmp_path, BASE.replace("[fields]", '[blank]\nType = ["N/A", "Unspecified"]\n[fields]\nplace = "where"')
    )
    reader = RecordReader(mapping, ["id", "at", "type", "where"], kota_contoh.city(), "s", NOW)
    for kind, category in (("n/a", None), (" Unspecified ", None), ("N/A road", "N/A road"), ("", None)):
        record = reader.read(CsvRow(2, ["1", "2026-03-01", kind, "N/A"]))
        assert isinstance(record, Record) and (record.category, record.place) == (category, "N/A")


DROPPED = ("[status.values]", 'unknown_other = "drop"\n[status.values]')


def test_a_duplicate_of_a_report_that_never_comes_can_stay_one_of_a_report_that_is_not_named(
    context: None, tmp_path: Path, session: Session
) -> None:
    """Q1 names Q2, which names one that is in no file; Q3 names Q4, which stands below it."""
    header = "id,opened,status,type,agency,text,closed,parent\n"
    rows = [
        "Q1,2026-03-01 09:00,Duplicate,Lubang,Dinas Jalan,a,2026-03-02 09:00,Q2\n",
        "Q2,2026-03-01 10:00,Duplicate,Lubang,Dinas Jalan,b,2026-03-02 10:00,Q9\n",
        "Q3,2026-03-01 11:00,Duplicate,Lubang,Dinas Jalan,c,2026-03-02 11:00,Q4\n",
        "Q4,2026-03-01 12:00,Open,Lubang,Dinas Jalan,d,,\n",
    ]
    file, mapping, city = tmp_path / "part.csv", kota_contoh.mapping(tmp_path, DROPPED), kota_contoh.city()
    file.write_text(header + "".join(rows))
    checked = check_csv(file, mapping, city)
    assert (checked.counts.created, tickets(session)) == (4, {})
    assert import_csv(file, mapping, city).counts == Counts(rows=4, created=4)
    found = tickets(session)
    merged = {id: ticket.duplicate_of for id, ticket in found.items()}
    assert merged == {"Q1": found["Q2"].id, "Q2": None, "Q3": found["Q4"].id, "Q4": None}
    assert {found[id].status for id in ("Q1", "Q2", "Q3")} == {"duplikat"}
    assert import_csv(file, mapping, city).counts == Counts(rows=4, unchanged=4)
    file.write_text(header + rows[1] + "Q9,2026-02-27 09:00,Open,Lubang,Dinas Jalan,e,,\n")
    import_csv(file, mapping, city)
    found = tickets(session)
    assert found["Q2"].duplicate_of == found["Q9"].id, "a later file brings the report that was named"

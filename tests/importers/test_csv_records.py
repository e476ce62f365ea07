"""Rows become records by a mapping; a row that cannot says which field and why."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.city import City
from portal.domain.record import Record
from portal.importers.csv_records import LONGEST_PLACE, LONGEST_TITLE, RecordReader, named_columns
from portal.importers.csv_rows import CsvRow
from portal.importers.mapping import load
from portal.importers.problem import FileError, RowProblem
from portal.importers.steps import LONGEST_TEXT
from tests.support import csv_files

NOW = datetime(2024, 6, 1, tzinfo=UTC)
HEADER = list(csv_files.HEADER)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all examples of a property."""
    return tmp_path_factory.mktemp("mapping")


def read(directory: Path, city: City, cells: dict[str, str], mapping: str = csv_files.MAPPING) -> Record | RowProblem:
    how = csv_files.mapping(directory, mapping)
    reader = RecordReader(how, list(cells), city, how.source_name, NOW)
    return reader.read(CsvRow(7, list(cells.values())))


def good(directory: Path, city: City, cells: dict[str, str], mapping: str = csv_files.MAPPING) -> Record:
    found = read(directory, city, cells, mapping)
    assert isinstance(found, Record)
    return found


def bad(directory: Path, city: City, cells: dict[str, str], mapping: str = csv_files.MAPPING) -> tuple[str, str, str]:
    found = read(directory, city, cells, mapping)
    assert isinstance(found, RowProblem)
    assert found.line == 7 and found.row == list(cells.values())
    return found.field, found.reason, found.value


def test_a_good_row_becomes_a_record(tmp_path: Path, city: City) -> None:
    assert good(tmp_path, city, csv_files.row("A1")) == Record(
        source="plain",
        source_id="A1",
        submitted_at=datetime(2023, 3, 6, 1, 30, tzinfo=UTC),
        channel="JAKI",
        category="Jalan",
        agency="Kelurahan Ragunan",
        lat=-6.302,
        lon=106.82,
        place="Jalan Ampera Raya",
        text="Lampu jalan padam sejak Senin.",
    )


def test_case_and_spaces_of_the_header_do_not_matter(tmp_path: Path, city: City) -> None:
    cells = {f" {name.upper()}  ": value for name, value in csv_files.row("A1").items()}
    assert good(tmp_path, city, cells).source_id == "A1"


def test_other_spellings_and_second_choices_of_columns_are_found(tmp_path: Path, city: City) -> None:
    mapping = csv_files.MAPPING.replace("[fields]", '[columns]\nid = ["Ticket No", "Case"]\n[fields]')
    mapping = mapping.replace('place = "place"', 'place = ["place", "text"]')
    cells = csv_files.row("A1", place="")
    cells = {("CASE" if name == "id" else name): value for name, value in cells.items()}
    record = good(tmp_path, city, cells, mapping)
    assert (record.source_id, record.place) == ("A1", "Lampu jalan padam sejak Senin.")


def test_a_column_that_the_file_lacks_refuses_the_file_unless_it_is_optional(tmp_path: Path, city: City) -> None:
    cells = csv_files.row("A1")
    del cells["place"]
    with pytest.raises(FileError, match="no column 'place'"):
        read(tmp_path, city, cells)
    mapping = 'optional = ["Place"]\n' + csv_files.MAPPING
    assert good(tmp_path, city, cells, mapping).place == ""


def test_a_mapped_column_that_stands_twice_refuses_the_file(tmp_path: Path, city: City) -> None:
    mapping = csv_files.mapping(tmp_path)
    with pytest.raises(FileError, match="'text' stands twice"):
        RecordReader(mapping, [*HEADER, "Text"], city, "plain", NOW)
    RecordReader(mapping, [*HEADER, "note", "note"], city, "plain", NOW)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id": " "}, ("id", "missing", "")),
        ({"id": "x" * 121}, ("id", "too_long", "x" * 121)),
        ({"received": ""}, ("received", "missing", "")),
        ({"received": "soon"}, ("received", "not_a_date", "soon")),
        ({"received": "3023-03-06 08:30"}, ("received", "date_in_future", "3023-03-06 08:30")),
        ({"received": "1023-03-06 08:30"}, ("received", "date_too_early", "1023-03-06 08:30")),
        ({"status": "lost"}, ("status", "unknown_status", "lost")),
        ({"status": ""}, ("status", "missing", "")),
        ({"status": "done"}, ("closed", "no_closing_date", "")),
        (
            {"status": "done", "closed": "2023-03-06 08:29"},
            ("closed", "closes_before_it_opens", "2023-03-06 08:29"),
        ),
        ({"lat": "106.82", "lon": "-6.302"}, ("lat", "coordinates_swapped", "106.82, -6.302")),
        ({"lat": "0", "lon": "0"}, ("lat", "coordinates_zero", "0, 0")),
        ({"place": "x" * (LONGEST_PLACE + 1)}, ("place", "too_long", "x" * 200)),
        ({"text": "x" * (LONGEST_TEXT + 1)}, ("text", "too_long", "x" * 200)),
        ({"category": "x" * 201}, ("category", "too_long", "x" * 200)),
    ],
)
def test_a_row_that_cannot_be_taken_says_which_field_and_why(
    tmp_path: Path, city: City, changes: dict[str, str], expected: tuple[str, str, str]
) -> None:
    assert bad(tmp_path, city, csv_files.row("A1") | changes) == expected


def test_a_row_that_closes_in_the_second_it_opens_is_good(tmp_path: Path, city: City) -> None:
    assert good(tmp_path, city, csv_files.row("A1", status="done", closed="2023-03-06 08:30")).steps


def test_private_rows_reporters_and_deadlines_are_read(tmp_path: Path, city: City) -> None:
    mapping = csv_files.MAPPING.replace('place = "place"', 'place = "place"\nreporter = "who"\ndue = "due"')
    mapping += '[private]\ncolumn = "secret"\nvalues = ["yes"]\n'
    more = {"who": "Budi", "due": "2023-03-09 00:00", "secret": "YES"}
    record = good(tmp_path, city, csv_files.row("A1") | more, mapping)
    assert (record.private, record.reporter) == (True, "Budi")
    assert record.due_at == datetime(2023, 3, 9, 16, 59, 59, tzinfo=UTC)
    past = good(tmp_path, city, csv_files.row("A1") | more | {"due": "2023-03-01 00:00", "secret": "no"}, mapping)
    assert (past.private, past.due_at) == (False, None)


def test_a_column_of_a_template_can_say_that_a_row_is_private(tmp_path: Path, city: City) -> None:
    mapping = csv_files.MAPPING + '[private]\ncolumn = "{channel}/{secret}"\nvalues = ["jaki/yes"]\n'
    assert good(tmp_path, city, csv_files.row("A1") | {"secret": "Yes"}, mapping).private
    assert not good(tmp_path, city, csv_files.row("A1") | {"secret": ""}, mapping).private


AREAS = (
    csv_files.MAPPING
    + """
[[areas]]
level = "kecamatan"
code = "[kec-{district}]"
name = "{district|title}"
[[areas]]
level = "kelurahan"
code = "[kel-{village}]"
name = "{village|title}"
"""
)


def test_areas_are_named_by_level_each_once_with_its_parent(tmp_path: Path, city: City) -> None:
    plain = replace(city, areas={})
    mapping = csv_files.mapping(tmp_path, AREAS)
    reader = RecordReader(mapping, [*HEADER, "district", "village"], plain, "plain", NOW)
    cells = list(csv_files.row("A1").values())
    places = [("PASAR MINGGU", "RAGUNAN"), ("PASAR MINGGU", ""), ("", "RAGUNAN"), ("PASAR MINGGU", "RAGUNAN")]
    records = [reader.read(CsvRow(n, [*cells, *place])) for n, place in enumerate(places)]
    assert [r.area for r in records if isinstance(r, Record)] == [
        "kel-ragunan",
        "kec-pasar minggu",
        None,
        "kel-ragunan",
    ]
    assert [(a.code, a.name, a.level, a.parent) for a in reader.new_areas] == [
        ("kec-pasar minggu", "Pasar Minggu", "kecamatan", None),
        ("kel-ragunan", "Ragunan", "kelurahan", "kec-pasar minggu"),
    ]


def test_a_level_that_the_city_does_not_have_refuses_the_file(tmp_path: Path, city: City) -> None:
    mapping = csv_files.mapping(tmp_path, AREAS.replace("kecamatan", "borough"))
    with pytest.raises(FileError, match="'borough' is not among the city's"):
        RecordReader(mapping, [*HEADER, "district", "village"], city, "plain", NOW)


def test_a_title_that_is_too_long_names_its_column(tmp_path: Path, city: City) -> None:
    mapping = csv_files.MAPPING.replace('place = "place"', 'place = "place"\ntitle = "{text}, {place}"')
    row = csv_files.row("A1", text="x" * LONGEST_TITLE)
    assert bad(tmp_path, city, row, mapping)[:2] == ("text", "too_long")


def test_the_columns_by_which_a_file_is_known_are_those_of_the_mapping(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text('[columns]\nid = "Case No"\n[fields]\nid = "id"\nsubmitted = "When"\ntitle = "{Type} {x}"\n')
    assert named_columns(load(path)) == {"id", "case no", "when", "type", "x"}


@given(cells=st.lists(st.text(max_size=40) | st.sampled_from(["1", "2023-03-06 08:30", "-6.3", "106.8", "done"])))
def test_any_cells_are_a_record_or_a_problem_with_their_line(city: City, directory: Path, cells: list[str]) -> None:
    mapping = csv_files.mapping(directory)
    reader = RecordReader(mapping, HEADER, city, "plain", NOW)
    row = CsvRow(7, (cells + [""] * len(HEADER))[: len(HEADER)])
    found = reader.read(row)
    assert isinstance(found, Record) or (found.line, found.row) == (7, row.cells)


def test_every_reason_for_which_a_ticket_is_refused_names_the_column_to_look_at(tmp_path: Path, city: City) -> None:
    """Left out: a promise without a date, and a question to a reporter, are no steps of a row."""
    text = csv_files.MAPPING.replace('id = "id"', 'id = "id"\ncode = "code"').replace(
        "[status.values]", '[status.values]\ndup = { kind = "merged", other = "original" }'
    )
    header = [*HEADER, "code", "original"]
    fields = RecordReader(csv_files.mapping(tmp_path, text), header, city, "s", NOW).fields
    portal = Path(__file__).resolve().parents[2] / "portal"
    raised = {
        reason
        for path in [*(portal / "actions/intake").glob("*.py"), portal / "domain/transitions.py"]
        for reason in re.findall(r'Refused\(\s*"([a-z_]+)"', path.read_text())
    }
    assert raised - {"date_needed", "question_open", "question_over"} <= set(fields) and all(fields.values())
    assert (fields["merge_cycle"], fields["code_changed"], fields["against_the_desk"]) == ("original", "code", "status")

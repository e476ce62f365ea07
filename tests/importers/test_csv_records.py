"""Rows become records by a mapping; a row that cannot says which field and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record
from portal.importers.csv_records import LONGEST_PLACE, LONGEST_TITLE, RecordReader, named_columns
from portal.importers.csv_rows import CsvRow
from portal.importers.mapping import load
from portal.importers.problem import FileError, RowProblem
from portal.importers.steps import LONGEST_TEXT
from tests.support import csv_files

NOW = datetime(2024, 6, 1, tzinfo=UTC)
HEADER = list(csv_files.HEADER)


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
    ("status", "closed", "kind", "text"),
    [("done", "2023-03-07 09:00", Kind.RESOLVED, ""), (" NO ", "07/03/2023 09:00", Kind.REJECTED, "Not the city's.")],
)
def test_a_closed_status_becomes_an_event_at_its_own_time(
    tmp_path: Path, city: City, status: str, closed: str, kind: Kind, text: str
) -> None:
    (step,) = good(tmp_path, city, csv_files.row("A1", status=status, closed=closed)).steps
    assert (step.kind, step.text, step.agency) == (kind, text, "Kelurahan Ragunan")
    assert step.at == datetime(2023, 3, 7, 2, tzinfo=UTC)


def test_an_open_row_has_no_event_even_with_a_closing_date(tmp_path: Path, city: City) -> None:
    assert good(tmp_path, city, csv_files.row("A1", closed="2023-03-07 09:00")).steps == ()


def test_an_end_on_the_first_day_without_its_hour_is_the_end_of_that_day(tmp_path: Path, city: City) -> None:
    mapping = csv_files.MAPPING.replace('"%d/%m/%Y %H:%M"', '"%d/%m/%Y"')
    ends = [
        good(tmp_path, city, csv_files.row("A1", status="done", closed=day), mapping).steps[0].at
        for day in ("06/03/2023", "07/03/2023")
    ]
    last_second = datetime(2023, 3, 6, 16, 59, 59, tzinfo=UTC)  # of the sixth in Jakarta
    assert ends == [last_second, datetime(2023, 3, 6, 17, tzinfo=UTC)]
    midnight = csv_files.row("A1", status="done", closed="2023-03-06 00:00")
    assert bad(tmp_path, city, midnight, mapping) == ("closed", "closes_before_it_opens", "2023-03-06 00:00")


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


def labelled(rule: str) -> str:
    return csv_files.MAPPING.replace('column = "category"', f'column = "category"\n{rule}')


@pytest.mark.parametrize(
    ("rule", "cell", "expected"),
    [
        ("", "Rain", "Rain"),
        ("", "", None),
        ('empty = "Lain"', "", "Lain"),
        ('unknown_as = "Lain"', "Rain", "Lain"),
        ('unknown_as = "Lain"', "jalan", "jalan"),  # the city knows it
        ('unknown = "refuse"', "JALAN", "JALAN"),
        ('[category.values]\nstreet = "Jalan"', " STREET ", "Jalan"),
    ],
)
def test_labels_are_mapped_known_new_or_replaced(
    tmp_path: Path, city: City, rule: str, cell: str, expected: str | None
) -> None:
    assert good(tmp_path, city, csv_files.row("A1", category=cell), labelled(rule)).category == expected


def test_labels_that_are_neither_mapped_nor_known_can_be_refused(tmp_path: Path, city: City) -> None:
    row = csv_files.row("A1", category="Rain")
    assert bad(tmp_path, city, row, labelled('unknown = "refuse"')) == ("category", "unknown_value", "Rain")
    assert bad(tmp_path, city, row | {"category": ""}, labelled("required = true")) == ("category", "missing", "")


def test_a_formula_is_a_text_and_a_guard_against_formulas_is_taken_off(tmp_path: Path, city: City) -> None:
    assert good(tmp_path, city, csv_files.row("A1", text="=cmd()")).text == "=cmd()"
    assert good(tmp_path, city, csv_files.row("A1", text="'=cmd()")).text == "=cmd()"
    assert good(tmp_path, city, csv_files.row("A1", text="'Tis dark")).text == "'Tis dark"


def test_control_characters_go_and_line_breaks_stay(tmp_path: Path, city: City) -> None:
    text = "\x1b[31mmerah\x07\u2028 \r\nbaris dua\r\tkolom\ufeff "
    assert good(tmp_path, city, csv_files.row("A1", text=text)).text == "[31mmerah \nbaris dua\n\tkolom"


def test_private_rows_reporters_and_deadlines_are_read(tmp_path: Path, city: City) -> None:
    mapping = csv_files.MAPPING.replace('place = "place"', 'place = "place"\nreporter = "who"\ndue = "due"')
    mapping += '[private]\ncolumn = "secret"\nvalues = ["yes"]\n'
    more = {"who": "Budi", "due": "2023-03-09 00:00", "secret": "YES"}
    record = good(tmp_path, city, csv_files.row("A1") | more, mapping)
    assert (record.private, record.reporter) == (True, "Budi")
    assert record.due_at == datetime(2023, 3, 9, 16, 59, 59, tzinfo=UTC)
    past = good(tmp_path, city, csv_files.row("A1") | more | {"due": "2023-03-01 00:00", "secret": "no"}, mapping)
    assert (past.private, past.due_at) == (False, None)


STEPS = (
    csv_files.MAPPING
    + """
[[steps]]
kind = "started"
at = "seen"
after_minutes = 5
[[steps]]
kind = "responded"
at = "said_at"
text_column = "said"
[[steps]]
kind = "promised"
at = "seen"
promised = "promise"
statuses = ["open"]
"""
)


def stepped(directory: Path, city: City, **cells: str) -> list[tuple[Kind, str]]:
    blank = {"seen": "", "said": "", "said_at": "", "promise": ""}
    record = good(directory, city, csv_files.row("A1") | blank | cells, STEPS)
    return [(step.kind, f"{step.at:%d %H:%M}") for step in record.steps]


def test_dates_of_a_row_become_steps_in_order_of_time(tmp_path: Path, city: City) -> None:
    cells = {"seen": "2023-03-06 10:00", "said_at": "2023-03-06 09:00", "said": "Kami cek.", "status": "done"}
    assert stepped(tmp_path, city, **cells, closed="2023-03-07 09:00") == [
        (Kind.RESPONDED, "06 02:00"),
        (Kind.STARTED, "06 03:00"),
        (Kind.RESOLVED, "07 02:00"),
    ]


def test_steps_that_say_nothing_are_left_out(tmp_path: Path, city: City) -> None:
    assert stepped(tmp_path, city, seen="2023-03-06 08:34") == []  # bookkeeping
    assert stepped(tmp_path, city, said_at="2023-03-06 09:00") == []  # an answer without a text
    assert stepped(tmp_path, city, seen="2023-03-06 09:00", promise="2023-03-05 00:00") == [(Kind.STARTED, "06 02:00")]
    closed = {"status": "done", "closed": "2023-03-07 09:00"}
    assert stepped(tmp_path, city, seen="2023-03-08 09:00", **closed) == [(Kind.RESOLVED, "07 02:00")]


def test_a_hand_over_names_both_agencies_and_one_to_the_receiver_is_none(tmp_path: Path, city: City) -> None:
    mapping = csv_files.MAPPING + '[[steps]]\nkind = "routed"\nat = "when"\nto_agency = "unit"\n'
    mapping = mapping.replace('column = "agency"', 'column = "agency"\n[agency.values]\nBM = "Bina Marga"')
    cells = csv_files.row("A1") | {"when": "2023-03-06 09:00", "unit": "bm"}
    (step,) = good(tmp_path, city, cells, mapping).steps
    assert (step.kind, step.agency, step.to_agency) == (Kind.ROUTED, "Kelurahan Ragunan", "Bina Marga")
    assert good(tmp_path, city, cells | {"unit": "Kelurahan Ragunan"}, mapping).steps == ()
    assert good(tmp_path, city, cells | {"unit": ""}, mapping).steps == ()


def test_a_promise_is_of_the_end_of_its_day(tmp_path: Path, city: City) -> None:
    blank = {"said": "", "said_at": "", "seen": "2023-03-06 09:00", "promise": "10/03/2023 00:00"}
    promise = good(tmp_path, city, csv_files.row("A1") | blank, STEPS).steps[1]
    assert (promise.kind, promise.promised_at) == (Kind.PROMISED, datetime(2023, 3, 10, 16, 59, 59, tzinfo=UTC))


def test_a_step_before_the_report_refuses_the_row(tmp_path: Path, city: City) -> None:
    cells = {"seen": "2023-03-05 09:00", "said": "", "said_at": "", "promise": ""}
    expected = ("seen", "happens_before_it_opens", "2023-03-05 09:00")
    assert bad(tmp_path, city, csv_files.row("A1") | cells, STEPS) == expected


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
        "kec-pasar-minggu",
        None,
        "kel-ragunan",
    ]
    assert [(a.code, a.name, a.level, a.parent) for a in reader.new_areas] == [
        ("kec-pasar-minggu", "Pasar Minggu", "kecamatan", None),
        ("kel-ragunan", "Ragunan", "kelurahan", "kec-pasar-minggu"),
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

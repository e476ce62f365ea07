"""Tickets as CSV: every text comes back, none runs as a formula."""

from __future__ import annotations

import csv
import io

from hypothesis import given

from portal.exports.columns import NAMES
from portal.exports.csv import CsvForm, chunks
from tests.support.export_rows import BASE, JAKARTA, row, rows, texts


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@given(texts(), texts())
def test_csv_gives_back_every_text_and_starts_no_formula(title: str, text: str) -> None:
    found = read("".join(chunks(rows(row(title=title, text=text)), base=BASE, zone=JAKARTA)))
    assert len(found) == 1
    for name, asked in (("title", title), ("text", text)):
        assert found[0][name].removeprefix("'") == asked.removeprefix("'")
        assert not found[0][name].startswith(("=", "+", "@", "\t", "\r")) or _is_number(found[0][name])


def test_csv_leaves_numbers_that_begin_with_a_minus_alone() -> None:
    found = read("".join(chunks(rows(row(lat=-6.302, lon=106.82)), base=BASE, zone=JAKARTA)))
    assert (found[0]["lat"], found[0]["lon"]) == ("-6.302", "106.82")


def test_csv_has_no_mark_of_byte_order_unless_asked() -> None:
    plain = "".join(chunks(rows(), base=BASE, zone=JAKARTA))
    marked = "".join(chunks(rows(), base=BASE, zone=JAKARTA, form=CsvForm.BOM))
    assert plain.startswith("code,")
    assert marked == "\ufeff" + plain


def test_excel_set_to_indonesian_gets_columns_numbers_and_times_that_it_reads() -> None:
    given = row(title='=1+1; "a"', lat=-6.298, lon=106.82, handoffs=2, submitted_at=1_678_066_200)
    text = "".join(chunks(rows(given), base=BASE, zone=JAKARTA, form=CsvForm.EXCEL))
    assert text.startswith("\ufeffcode;visibility;")
    (found,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert (found["lat"], found["lon"], found["handoffs"]) == ("-6,298", "106,82", "2")
    assert (found["submitted_at"], found["resolved_at"]) == ("2023-03-06 08:30:00", "")
    assert found["title"] == """'=1+1; "a\""""


def test_the_columns_are_those_of_the_dictionary_and_the_address() -> None:
    (found,) = read("".join(chunks(rows(row()), base=BASE, zone=JAKARTA)))
    assert list(found) == [*NAMES, "url"]
    assert found["url"] == f"{BASE}JK2303060001"


def test_times_have_the_offset_of_the_zone_and_flags_are_words() -> None:
    (found,) = read("".join(chunks(rows(row(overdue=True)), base=BASE, zone=JAKARTA)))
    assert (found["submitted_at"], found["overdue"]) == ("2023-03-06T08:30:00+07:00", "true")
    (found,) = read("".join(chunks(rows(row(overdue=False)), base=BASE, zone=JAKARTA)))
    assert (found["resolved_at"], found["overdue"]) == ("", "false")
    (found,) = read("".join(chunks(rows(row(visibility="hidden", overdue=None)), base=BASE, zone=JAKARTA)))
    assert found["overdue"] == "", "nothing is said of a hidden ticket"


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True

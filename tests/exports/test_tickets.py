"""One door to every format of a table."""

from __future__ import annotations

import csv
import io
import json

import pytest

from portal.exports.csv import CsvForm
from portal.exports.tickets import MIMETYPES, table_chunks
from tests.support.export_rows import BASE, JAKARTA, row


def whole(format: str, count: int, *, form: CsvForm = CsvForm.PLAIN) -> str:
    many = iter([row(code=f"JK{n}", title="Lubang") for n in range(count)])
    return "".join(table_chunks(format, many, base=BASE, zone=JAKARTA, about={"total": count}, form=form))


def codes(format: str, text: str) -> list[str]:
    if format == "csv":
        return [line["code"] for line in csv.DictReader(io.StringIO(text, newline=""))]
    if format == "json":
        return [ticket["code"] for ticket in json.loads(text)["tickets"]]
    return [feature["id"] for feature in json.loads(text)["features"]]


@pytest.mark.parametrize("format", ["csv", "json", "geojson"])
@pytest.mark.parametrize("count", [0, 1, 501, 1200])
def test_every_format_holds_every_ticket_in_order(format: str, count: int) -> None:
    assert codes(format, whole(format, count)) == [f"JK{n}" for n in range(count)]


def test_only_csv_begins_with_the_mark_of_spreadsheets() -> None:
    assert whole("csv", 1, form=CsvForm.BOM).startswith("\ufeff")
    assert whole("json", 1, form=CsvForm.BOM).startswith("{")


def test_every_format_has_a_type() -> None:
    assert set(MIMETYPES) == {"csv", "json", "geojson", "atom"}

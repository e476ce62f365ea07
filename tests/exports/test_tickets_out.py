"""Tickets as files: every format holds every row, parses with somebody else's parser, and runs in no spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.exports import atom, geojson
from portal.exports import csv as csv_file
from portal.exports import json as json_file
from portal.exports.columns import AT, COLUMNS, NAMES, ColumnType, Row, Value, moments

JAKARTA = ZoneInfo("Asia/Jakarta")
BASE = "https://pantau.example/tickets/"
FEED = atom.Feed("Judul & <lain>", f"{BASE}?a=1&b=2", BASE, "Pantau", 1_700_000_000, "Teks tertutup.")
ATOM = "{http://www.w3.org/2005/Atom}"


def row(**values: Value) -> Row:
    blank: dict[str, Value] = {c.name: "" if c.type is ColumnType.TEXT else None for c in COLUMNS}
    facts: dict[str, Value] = {
        "code": "JK2303060001",
        "visibility": "full",
        "submitted_at": 1_678_066_200,
        "updated_at": 1_678_070_000,
    }
    return tuple({**blank, **facts, **values}[name] for name in NAMES)


def texts() -> st.SearchStrategy[str]:
    return st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


def rows(*given: Row) -> Iterator[Row]:
    return iter(given)


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@given(texts(), texts())
def test_csv_gives_back_every_text_and_starts_no_formula(title: str, text: str) -> None:
    found = read_csv("".join(csv_file.chunks(rows(row(title=title, text=text)), base=BASE, zone=JAKARTA)))
    assert len(found) == 1
    for name, asked in (("title", title), ("text", text)):
        assert found[0][name].removeprefix("'") == asked.removeprefix("'")
        assert not found[0][name].startswith(("=", "+", "@", "\t", "\r")) or found[0][name].isdigit()


def test_csv_leaves_numbers_that_begin_with_a_minus_alone() -> None:
    found = read_csv("".join(csv_file.chunks(rows(row(lat=-6.302, lon=106.82)), base=BASE, zone=JAKARTA)))
    assert (found[0]["lat"], found[0]["lon"]) == ("-6.302", "106.82")


def test_csv_has_no_mark_of_byte_order_unless_asked() -> None:
    plain = "".join(csv_file.chunks(rows(), base=BASE, zone=JAKARTA))
    marked = "".join(csv_file.chunks(rows(), base=BASE, zone=JAKARTA, bom=True))
    assert plain.startswith("code,")
    assert marked == "\ufeff" + plain


@given(texts())
def test_json_and_geojson_parse_and_hold_the_same_facts(text: str) -> None:
    given = row(text=text, lat=-6.3, lon=106.8, overdue=True)
    plain = json.loads("".join(json_file.chunks(rows(given), base=BASE, zone=JAKARTA, about={"total": 1})))
    shaped = json.loads("".join(geojson.chunks(rows(given), base=BASE, zone=JAKARTA, about={"total": 1})))
    (ticket,), (feature,) = plain["tickets"], shaped["features"]
    assert ticket["text"] == feature["properties"]["text"] == text
    assert ticket["overdue"] is True
    assert feature["geometry"] == {"type": "Point", "coordinates": [106.8, -6.3]}
    assert {k: v for k, v in ticket.items() if k not in ("lat", "lon")} == feature["properties"]


def test_a_ticket_without_a_place_has_a_null_geometry() -> None:
    shaped = json.loads("".join(geojson.chunks(rows(row()), base=BASE, zone=JAKARTA, about={})))
    assert shaped["features"][0]["geometry"] is None


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1200])
def test_no_row_is_lost_between_batches(count: int) -> None:
    many = [row(code=f"JK{n}") for n in range(count)]
    plain = json.loads("".join(json_file.chunks(iter(many), base=BASE, zone=JAKARTA, about={})))
    assert [t["code"] for t in plain["tickets"]] == [r[0] for r in many]
    assert len(read_csv("".join(csv_file.chunks(iter(many), base=BASE, zone=JAKARTA)))) == count


@given(texts(), texts())
def test_the_feed_is_well_formed_whatever_people_wrote(title: str, text: str) -> None:
    given = row(title=title, text=text, lat=-6.3, lon=106.8, category="jalan", category_name='Jalan "rusak" & <lain>')
    root = ElementTree.fromstring("".join(atom.chunks(rows(given), base=BASE, zone=JAKARTA, feed=FEED)))
    for needed in ("id", "title", "updated", "author"):
        assert root.find(ATOM + needed) is not None
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"{BASE}JK2303060001"
    assert entry.findtext(f"{ATOM}published") == "2023-03-06T08:30:00+07:00"
    category = entry.find(f"{ATOM}category")
    assert category is not None
    assert category.get("label") == 'Jalan "rusak" & <lain>'


def test_the_feed_says_of_a_stub_that_its_text_is_private() -> None:
    text = "".join(atom.chunks(rows(row(visibility="stub", category_name="Jalan")), base=BASE, zone=JAKARTA, feed=FEED))
    assert "JK2303060001: Teks tertutup." in text


@given(
    st.integers(-3_000_000_000, 9_000_000_000),
    st.sampled_from(["Asia/Jakarta", "Asia/Kolkata", "America/New_York", "UTC"]),
)
def test_moments_are_those_of_the_zone(seconds: int, zone: str) -> None:
    plain = datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone)).isoformat()
    assert moments(ZoneInfo(zone))(seconds) == plain


def test_every_column_is_described_once() -> None:
    assert len(set(NAMES)) == len(COLUMNS) == len(AT)
    assert all(column.description.endswith(".") for column in COLUMNS)

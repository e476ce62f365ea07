"""Every line of tests/samples/lens.csv, over the demonstration city. A new kind of line gets a test here."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from flask import Flask
from flask.testing import FlaskClient

from portal.context import portal_of
from portal.domain.city import City
from tests.support.lens_cases import cases, counted, refused
from tests.support.pages import Pages

Rows = list[dict[str, str]]
BY_OUTCOME = "menurut hasilnya"
#: How a page calls a part of its address that could not be read.
NAMES_OF_PAGES = {"from": "dari tanggal", "to": "sampai tanggal", "bbox": "bingkai peta"}
#: Lines that need a test of their own, by their address.
OWN_TESTS = {
    "/tickets?q={5000 letters}",
    "/map/cells.json?zoom=12",
    "/tickets?area=31.74.06&page=3",
    "/tickets//",
    "//contoh.example/tickets/",
    "{data}?from=2026-05&to=2026-05",
    "/tickets?q=instansi:dinas-angkasa",
}
KINDS = {"names", "count =", "page says", "share", "no share", "Content-Type", "the link", "location"}


def test_every_line_is_judged_somewhere() -> None:
    found = cases()
    assert {case.kind for case in found} <= {*KINDS, "other"}
    assert {case.url for case in found if case.kind == "other"} <= OWN_TESTS
    assert len(found) == len(set(found)), "no line stands there twice"


def test_files_and_json_refuse_what_they_cannot_read_and_name_it(reader: FlaskClient) -> None:
    for case in cases("names"):
        named = case.answer.partition(" and ")[0].split(", ")
        for address in case.addresses:
            found = refused(reader, address)
            assert sorted(found) == sorted(named), address
            if "the part" in case.expected:
                assert found["q"][0].rpartition(":")[2] in case.url.replace("+", " ").replace("%2B", "+"), address


def test_pages_say_what_they_left_out_or_read_otherwise(reading: Pages) -> None:
    for case in cases("page says"):
        for address in case.addresses:
            said = reading.get(address).words(".read-notes")
            if "400 letters" in case.expected:
                assert "Hanya 400 huruf pertama" in said, address
            elif "how it was read" in case.expected:
                assert "dibaca sebagai" in said and "bintang hanya berlaku di akhir kata" in said, address
            elif "which part" in case.expected:
                assert "2026-02-31" in said, address
            else:
                name = case.answer.removeprefix("that ").partition(" ")[0]
                assert NAMES_OF_PAGES.get(name, f"“{name}” di alamat bukan saringan") in said, address


def test_two_ways_to_ask_find_as_many(demonstration: Flask, reader: FlaskClient) -> None:
    city = portal_of(demonstration).city
    rows = list(csv.DictReader(io.StringIO(reader.get("/tickets.csv").text)))
    count = cache(lambda address: counted(reader, address))
    for case in cases("count ="):
        by_hand = BY_HAND.get(case.answer)
        expected = int(case.answer) if case.answer.isdigit() else by_hand(city, rows) if by_hand else count(case.answer)
        for address in case.addresses:
            assert count(address) == expected, f"{case.url}: {case.expected}"


def of_kind_kelurahan(city: City, rows: Rows) -> int:
    wanted = {agency.slug for agency in city.agencies.values() if agency.kind == "kelurahan"}
    assert len(wanted) == 65
    return sum(row["agency"] in wanted for row in rows)


def held_by_satpol(city: City, rows: Rows) -> int:
    return sum(row["holder"] in ("satpol-pp", "satpol-pp-jaksel") for row in rows)


def of_fifteen_days(city: City, rows: Rows) -> int:
    moments = [[row[name] for name in ("submitted_at", "ended_at", "as_of")] for row in rows]
    spans = [datetime.fromisoformat(end or seen) - datetime.fromisoformat(begun) for begun, end, seen in moments]
    return sum(span >= timedelta(days=15) for span in spans)


#: What is counted over the rows of the whole file.
BY_HAND: dict[str, Callable[[City, Rows], int]] = {
    "sum of /tickets.csv?agency=SLUG over the 65 agencies of kind kelurahan in agencies.csv": of_kind_kelurahan,
    "rows of /tickets.csv whose column holder is satpol-pp or satpol-pp-jaksel": held_by_satpol,
    "rows of /tickets.csv that took or have waited 15 whole days or more": of_fifteen_days,
}


def test_a_share_is_printed_unless_the_filter_has_chosen_by_the_outcome(reading: Pages) -> None:
    for case in cases("share", "no share"):
        page = reading.get(case.addresses[0])
        printed = "selesai dalam 7 hari" in page.text
        assert (printed, BY_OUTCOME in page.text) == (case.kind == "share", case.kind == "no share"), case.url


def test_a_content_type_names_its_characters_once(reader: FlaskClient) -> None:
    for case in cases("Content-Type"):
        assert reader.get(case.addresses[0]).headers["Content-Type"] == case.expected[14:].partition(" (")[0], case.url


def test_cells_hold_all_that_have_a_point(reader: FlaskClient) -> None:
    rows = csv.DictReader(io.StringIO(reader.get("/tickets.csv").text))
    cells = reader.get("/map/cells.json?zoom=12").get_json()
    assert cells["placed"] == sum(bool(row["lat"]) for row in rows)


def test_a_month_as_a_day_is_never_answered_with_everything(reader: FlaskClient) -> None:
    for case in cases("other"):
        if "from=2026-05" in case.url:
            assert all(sorted(refused(reader, address)) == ["from", "to"] for address in case.addresses)


def test_an_address_that_is_too_long_gets_a_page_of_the_portal(reader: FlaskClient) -> None:
    for prefix, language in (("", "id"), ("/en", "en")):
        answer = reader.get(f"{prefix}/tickets?q={'x' * 5000}")
        assert answer.status_code in (400, 414)
        assert f'<html lang="{language}"' in answer.text


def test_an_unknown_agency_is_named_with_those_that_have_a_name_near_it(reading: Pages) -> None:
    page = reading.get("/tickets?q=lampu instansi:dinas-angkasa")
    assert page.h1 == "Tidak ada laporan yang cocok"
    assert "Tidak ada instansi bernama “dinas-angkasa”. Mungkin maksud Anda: Dinas" in page.words(".read-notes")
    near = [link for link in page.links(".read-notes a")]
    assert near and all("/tickets?q=lampu+instansi%3Adinas-" in link for link in near)
    assert not reading.get(near[0]).all(".read-notes"), "it is known"

"""The list of the lens: it answers every question, says how it read it, and never says more than is public."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from portal.actions.intake.record import record_many
from portal.context import portal_of
from tests.support.complaints import complaint
from tests.support.lens import FORMULA, RAGUNAN, SECRET, fed, filled
from tests.support.pages import Pages

pytestmark = pytest.mark.database


PATHS = [
    "/tickets",
    "/tickets.csv",
    "/tickets.json",
    "/tickets.geojson",
    "/tickets.atom",
    "/map",
    "/map/cells.json",
    "/map/reports",
    "/map/areas.json",
    "/map/frame",
]


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def test_the_list_begins_with_how_many_there_are_and_how_many_are_open(pages: Pages) -> None:
    page = pages.get("/tickets")
    assert page.h1 == "7 laporan, 5 masih terbuka"
    assert len(page.all("ol.rows > li")) == 7


def test_a_row_says_where_it_stands_in_whose_hands_and_what_was_last_said(pages: Pages) -> None:
    text = pages.get("/tickets?q=lubang&status=menunggu").words("ol.rows > li")
    assert "Ragunan, Pasar Minggu" in text
    assert "Menunggu di tangan Kelurahan Ragunan," in text
    assert "lewat batas" in text
    assert "“Sudah kami survei, menunggu <material>.”" in text


def test_what_was_asked_for_is_marked_in_all_its_forms(pages: Pages) -> None:
    page = pages.get("/tickets?q=menambal")
    assert [mark.get_text() for mark in page.all("mark")] == ["ditambal"]


def test_words_of_a_report_never_become_markup(pages: Pages) -> None:
    page = pages.get("/tickets?q=tebal")
    assert FORMULA in page.text
    assert page.all("ol.rows b:not(.late)") == []


def test_a_word_of_a_private_or_hidden_text_is_nowhere(client: FlaskClient) -> None:
    for path in PATHS:
        assert SECRET not in client.get(path, headers={"HX-Request": "true"}).text
        found = client.get(f"{path}?q={SECRET}", headers={"HX-Request": "true"}).text
        if path.endswith(".atom"):  # tells of every hidden report, whatever is asked
            assert re.findall("JK230306....", found) == re.findall("JK230306....", client.get(f"{path}?q=entah").text)
        else:
            assert "JK230306" not in found


def test_a_stub_is_listed_by_its_category_and_says_that_its_text_is_private(pages: Pages) -> None:
    page = pages.get("/tickets")
    rows = [row.get_text(" ") for row in page.all("ol.rows > li") if "tertutup" in row.get_text()]
    assert len(rows) == 1
    assert "Jalan" in rows[0]


def test_a_facet_narrows_and_the_same_link_widens_again(pages: Pages) -> None:
    page = pages.get("/tickets")
    narrowed = pages.get(page.link("Sudah selesai"))
    assert narrowed.h1.startswith("1 laporan")
    assert "status=resolved" in narrowed.path
    again = pages.get(narrowed.link("Sudah selesai"))
    assert again.h1 == page.h1


def test_several_values_of_a_facet_are_either_or(pages: Pages) -> None:
    one = pages.get("/tickets?status=selesai")
    both = pages.get(one.link("Ditolak"))
    assert both.h1.startswith("2 laporan")


def test_a_larger_area_opens_to_the_areas_within_it(pages: Pages) -> None:
    closed = pages.get("/tickets")
    assert not [a for a in closed.all(".facet a") if "Ragunan" in a.get_text() and "Kel" not in a.get_text()]
    opened = pages.get("/tickets?area=31.74.04")
    assert pages.get(opened.link("Ragunan")).status == 200
    assert any(f"area={RAGUNAN}" in link for link in opened.links(".facet a"))


def test_each_chip_drops_what_it_names(pages: Pages) -> None:
    page = pages.get("/tickets?q=lubang&status=open&from=2023-03-01&overdue=1")
    assert len(page.all(".chips li")) == 4
    turned, dropped = page.links(".chips li:first-child a")
    assert "status" not in dropped and "overdue=1" in dropped
    assert "status=-open" in turned and "overdue=1" in turned
    all_but = pages.get("/tickets?status=-open,-selesai")
    assert all_but.words(".chips").startswith("bukan status Masih terbuka × bukan status Selesai ×")
    assert all_but.links(".chips li a")[:2] == ["/tickets?status=-selesai", "/tickets?status=-open"]
    assert all_but.h1.startswith(str(7 - pages_of(pages, "status=open") - pages_of(pages, "status=selesai")))


def pages_of(pages: Pages, query: str) -> int:
    return int(pages.get(f"/tickets?{query}").h1.split()[0])


def test_a_month_of_the_trend_narrows_to_that_month(app: Flask, session: Session, pages: Pages) -> None:
    later = complaint(700)
    record_many([later], portal_of(app).city)
    fed(app, session)
    page = pages.get("/tickets")
    april = pages.get(page.link("April 2023"))
    assert april.h1.startswith("1 laporan")
    assert "from=2023-04-01&to=2023-04-30" in april.path


def test_a_code_alone_leads_to_the_ticket_however_it_is_typed(client: FlaskClient) -> None:
    answer = client.get("/tickets?q=jk-230306+0001")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/tickets/JK2303060001"
    told = client.get("/tickets?q=JK2303060001", headers={"HX-Request": "true"})
    assert told.headers["HX-Redirect"] == "/tickets/JK2303060001"


def test_a_code_of_no_ticket_leads_to_the_page_that_says_so(client: FlaskClient) -> None:
    assert client.get("/tickets?q=JK9901019999").headers["Location"] == "/tickets/JK9901019999"
    assert client.get("/tickets/JK9901019999").status_code == 404


def test_several_codes_lead_to_the_list_of_these(client: FlaskClient, pages: Pages) -> None:
    address = client.get("/tickets?q=JK2303060001+dan+jk-230306-2").headers["Location"]
    assert address == "/tickets?q=code%3AJK2303060001%2CJK2303060002"
    assert pages.get(address).h1.startswith("2 laporan")
    address = client.get("/tickets?q=JK2303060011+dan+jk-230306-1").headers["Location"]
    missing = pages.get(address)
    assert missing.h1.startswith("1 laporan") and "code%3AJK2303060001%2CJK2303060011" in address
    said = "Tidak ada laporan bernomor “JK2303060011” yang tampil untuk umum."
    assert said in missing.words(".read-notes")
    assert "/tickets?q=code%3AJK2303060001%2CJK2303060001" in missing.links(".read-notes a"), "one near it"
    assert client.get(address.replace("/tickets", "/tickets.json")).get_json(force=True)["about"]["notes"] == [said]
    assert said in client.get(address.replace("/tickets", "/tickets.atom")).text


def test_htmx_gets_the_results_alone_and_history_gets_the_page(pages: Pages) -> None:
    part = pages.fragment("/tickets?q=lubang")
    assert part.all("html") == []
    assert part.one("h1")
    assert part.one("title").get_text().startswith(part.h1)
    whole = pages.get("/tickets?q=lubang", HX_Request="true", HX_History_Restore_Request="true")
    assert whole.h1 == part.h1
    assert len(whole.all("html")) == 1


def test_what_htmx_swaps_in_is_said_to_those_who_do_not_see_it(pages: Pages) -> None:
    region = pages.get("/tickets").one("#jawaban")
    assert (region["role"], region.get_text()) == ("status", "")
    part = pages.fragment("/tickets?q=lubang")
    assert part.words("[data-hx-swap-oob='innerHTML:#jawaban']").startswith(part.h1 + ", 1–")


@pytest.mark.usefixtures("still")
def test_an_unchanged_list_is_answered_with_304(client: FlaskClient) -> None:
    first = client.get("/tickets?q=lubang")
    again = client.get("/tickets?q=lubang", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/tickets?q=sampah").headers["ETag"] != first.headers["ETag"]


UNREADABLE = {
    "q=status:ngawur": "Tidak ada status bernama “ngawur”.",
    "q=tgl:3": "“tgl:” bukan nama bidang",
    "q=masuk:2023-99+lubang": "“2023-99” bukan tanggal",
    "q=hari:banyak+lubang": "“banyak” bukan angka",
    "agency=tidak-ada": "Tidak ada instansi bernama “tidak-ada”.",
    "from=kemarin": "Isi “dari tanggal” di alamat tidak terbaca",
    "bbox=1,2": "Isi “bingkai peta” di alamat tidak terbaca",
    "page=-3": "Isi “halaman” di alamat tidak terbaca",
    "sort=acak": "Isi “urutan” di alamat tidak terbaca",
}
READ = {
    "masjid sekolah": "masjid (juga mesjid ) dan sekolah (juga sklh , skolah ).",
    '"gerbang sekolah"': "“gerbang sekolah” berurutan.",
    "masjid -lampu": "masjid (juga mesjid ) dan tanpa lampu.",
    "masjid OR sekolah": "masjid (juga mesjid ) atau sekolah (juga sklh , skolah ).",
    "lub*": "kata berawal lub.",
    "status:selesai": "status Selesai.",
    "wilayah:ragunan": "wilayah Ragunan.",
    "masuk:2023-03": "masuk 1 Mar 2023 sampai 31 Mar 2023.",
    "masuk:1 Mar 2023 sampai 31 Mar 2023": "masuk 1 Mar 2023 sampai 31 Mar 2023.",
    "masuk:mulai 2 Mei 2023": "masuk mulai 2 Mei 2023.",
    "masuk:6 Mar 2023": "masuk 6 Mar 2023.",
    "hari:>30": "berjalan atau memakan paling sedikit 31 hari.",
    "hari:<=3": "berjalan atau memakan paling banyak 3 hari.",
    "pindah:2": "pindah tangan 2 kali.",
    "pernah:ditolak": "pernah berstatus Ditolak.",
}


def test_what_cannot_be_read_is_left_out_and_the_page_says_so(pages: Pages) -> None:
    for query, said in UNREADABLE.items():
        assert said in pages.get(f"/tickets?{query}").text, query


def test_the_page_says_how_the_words_were_read(pages: Pages) -> None:
    for query, read in READ.items():
        text = pages.get(f"/tickets?q={quote_plus(query)}").words(".reading > p").replace(" .", ".")
        assert text.startswith(f"Dibaca sebagai: {read}"), query


def test_nothing_found_says_what_would_be_found_without_each_part(pages: Pages) -> None:
    page = pages.get("/tickets?q=lubang+zzzzz&status=selesai")
    assert page.h1 == "Tidak ada laporan dengan semua kata ini"
    assert "Laporan dengan sebagian kata" in page.text and "dihitung tanpa kata pencarian" in page.text
    assert "Tanpa kata “zzzzz” : 1 laporan" in page.text.replace("”:", "” :")
    assert pages.get(page.link("Tanpa kata “zzzzz”")).h1.startswith("1 laporan")


def test_a_misspelt_word_is_offered_mended(app: Flask, session: Session, pages: Pages) -> None:
    record_many([complaint(n) for n in range(20, 40)], portal_of(app).city)
    fed(app, session)
    page = pages.get("/tickets?q=sekolha")
    assert "Maksud Anda sekolah" in page.text
    assert pages.get(page.link("sekolah")).h1.startswith("2")


def test_pages_turn_in_order_and_a_page_too_far_says_so(app: Flask, session: Session, pages: Pages) -> None:
    record_many([complaint(n) for n in range(20, 65)], portal_of(app).city)
    fed(app, session)
    seen: list[str] = []
    path = "/tickets?sort=oldest"
    while path:
        page = pages.get(path)
        seen += page.links("ol.rows h3 a")
        following = page.links("a[rel=next]")
        path = following[0] if following else ""
    assert len(seen) == len(set(seen)) == 52
    assert seen == sorted(seen)
    beyond = pages.get("/tickets?page=99", status=404)
    assert "Halaman 99 tidak ada" in beyond.text
    assert pages.get(beyond.link("Ke halaman terakhir")).path.endswith("page=3")
    assert pages.fragment("/tickets?page=501", status=404).link("Ke halaman terakhir").endswith("page=3")


def test_a_page_goes_on_where_the_last_one_ended_and_says_that_something_has_happened(
    app: Flask, session: Session, pages: Pages
) -> None:
    record_many([complaint(n) for n in range(20, 65)], portal_of(app).city)
    fed(app, session)
    first = pages.get("/tickets")
    (following,) = first.links("a[rel=next]")
    assert not pages.get(following).all(".moved")
    record_many([complaint(n) for n in range(70, 75)], portal_of(app).city)
    fed(app, session)
    second = pages.get(following)
    assert not set(second.links("ol.rows h3 a")) & set(first.links("ol.rows h3 a"))
    assert second.links(".moved a") == ["/tickets"] and second.links("a[rel=prev]") == ["/tickets"]
    kept = second.links(".chips a, .facet a, .order a, .take a, link[type='application/atom+xml']")
    assert kept and not any("page=" in href or "turn=" in href for href in kept)
    assert not second.all("input[name=turn], input[name=page]")


def test_english_pages_speak_of_categories_in_english(pages: Pages) -> None:
    page = pages.get("/en/tickets")
    assert page.one("html")["lang"] == "en"
    assert all(link.startswith("/en/") for link in page.links("ol.rows h3 a"))


FILTER = ["q", "agency", "status", "category", "area", "channel", "from", "to", "overdue", "bbox", "sort", "page"]
NAMES = st.sampled_from([*FILTER, "zoom", "layer", "level", "bom", "x"])
BITS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(['"', "(", ")", "-", "OR", "NOT", "status:", "days:>", "received:2023..", "*", "lu*", "\x00"]),
    st.integers().map(str),
    st.floats().map(str),
    st.lists(st.floats(), min_size=4, max_size=4).map(lambda box: ",".join(map(str, box))),
)
QUERIES = st.lists(st.tuples(NAMES, st.lists(BITS, max_size=4).map(" ".join)), max_size=5)


@given(query=QUERIES, path=st.sampled_from(PATHS), part=st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_string_breaks_anything(
    client: FlaskClient, query: list[tuple[str, str]], path: str, part: bool
) -> None:
    headers = {"HX-Request": "true"} if part else {}
    answer = client.get(path, query_string=MultiDict(query), headers=headers)
    # a file says nothing rather than more than was asked; a page after the last says so
    refused = {400} if "." in path else {404}
    assert answer.status_code in {200, 204, 302, *refused}, answer.text[:300]
    assert answer.text is not None

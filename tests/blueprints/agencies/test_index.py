"""The list of agencies: the answer first, intervals beside each figure, small agencies never ranked."""

from __future__ import annotations

import csv

import pytest
from bs4 import Tag
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.models import Agency
from portal.projections.scorecards import recompute
from tests.support.agencies import FAST, NOW, SLOW, SMALL, resolved
from tests.support.compared import QUICK, compared_city, waits
from tests.support.compared import SLOW as SLOW_OFFICE
from tests.support.examine import value
from tests.support.installed import install
from tests.support.pages import Pages


@pytest.mark.usefixtures("figures")
def test_list_begins_with_the_answer_and_never_ranks_a_small_agency(pages: Pages) -> None:
    page = pages.get("/agencies")
    assert "Separuh laporan tahun 2023 selesai dalam" in page.words("p.lead")
    small = next(row for row in page.all("table.compare tbody tr") if SMALL in row.get_text())
    assert "few" in small["class"]
    assert cell(small, "td.rank") == ""
    fast = next(row for row in page.all("table.compare tbody tr") if FAST in row.get_text())
    assert cell(fast, "td.rank b") == "1"
    assert cell(fast, "td.count") == "Laporan40"


def cell(row: Tag, selector: str) -> str:
    return "".join(found.get_text(strip=True) for found in row.select(selector))


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_headings_are_links_to_an_order_and_say_which_one_there_is(pages: Pages) -> None:
    page = pages.get("/agencies")
    assert [value(head, "aria-sort") for head in page.all("th[aria-sort]")] == ["descending"], "the slowest first"
    late = pages.get(page.link("Tepat waktu"))
    assert value(late.one("th[aria-sort]"), "aria-sort") == "descending", "most often on time first"
    turned = pages.get(late.link("Tepat waktu"))
    assert value(turned.one("th[aria-sort]"), "aria-sort") == "ascending"
    assert turned.all("table.compare tbody th a")[0].get_text() == SLOW
    by_form = pages.submit(turned, "main .narrow > form.ask", sort="name")
    assert "sort=name" in by_form.path and "menurut nama" in by_form.words("select[name=sort] option[selected]")


@pytest.mark.only_on("sqlite")
def test_a_filter_is_said_dropped_and_answered_where_it_finds_nothing_to_compare(
    session: Session, city: City, pages: Pages
) -> None:
    compared_city(session, city)
    page = pages.submit(pages.get("/agencies"), "main .narrow > form.ask", category="pohon")
    assert "tahun 2023 kategori Pohon" in page.words("p.lead")
    assert "Sudin LH memegang 40 dari 40 laporan di sini: tidak ada yang dapat dibandingkan." in page.words("p.said")
    assert page.all("td.rank") == []
    dropped = pages.get(page.links("ul.chips a")[0])
    assert dropped.all("ul.chips") == [] and "Sudin SDA" in dropped.text
    area = pages.get("/agencies?area=31.74.01")
    assert "di Tebet" in area.words("p.lead") and len(area.all("table.compare tbody tr")) == 1
    empty = pages.get("/agencies?area=31.74.10")
    assert "Tidak ada instansi dengan laporan" in empty.words("div.empty h2")
    assert pages.get(empty.link("Tampilkan seluruh kota")).all("div.empty") == []
    both = pages.get("/agencies?category=jalan&area=31.74.01&sort=x&colour=red&period=2023-03")
    notes = both.words("ul.read-notes")
    for said in ("Isi “urutan”", "“colour”", "per tahun; yang tampil tahun 2023"):
        assert said in notes
    assert "kategori Jalan di Tebet" in both.words("p.lead") and len(both.all("ul.chips a")) == 2
    assert "in Tebet" in pages.get("/en/agencies?area=31.74.01").words("p.lead")


@pytest.mark.only_on("sqlite")
def test_a_category_in_an_area_is_computed_when_it_is_asked_for(session: Session, city: City, pages: Pages) -> None:
    """All of the quick office's reports about roads lie in the one, all of the slow one's in the other."""
    compared_city(session, city)

    def rows(query: str) -> dict[str, dict[str, str]]:
        lines = pages.client.get(f"/agencies.csv?{query}").text.removeprefix("\ufeff").splitlines()
        return {row["agency"]: row for row in csv.DictReader(lines)}

    whole = rows("category=jalan")
    assert whole.keys() >= {SLOW_OFFICE, QUICK}
    for area, agency, other in (("31.74.01", SLOW_OFFICE, QUICK), ("31.74.04", QUICK, SLOW_OFFICE)):
        found = rows(f"category=jalan&area={area}")
        assert agency in found and other not in found
        for figure in ("median_resolution_s", "p90_resolution_s", "on_time", "on_time_n", "received"):
            assert found[agency][figure] == whole[agency][figure] != "", figure
    assert rows("category=pohon&area=31.74.01") == {}
    past = rows("category=jalan&area=31.74.01&as_of=2023-03-31")
    assert past[SLOW_OFFICE]["open"] != "0", "and as of a past moment"


@pytest.mark.only_on("sqlite")
def test_a_long_list_that_cannot_be_put_in_an_order_stands_behind_a_line_that_says_so(
    session: Session, city: City, pages: Pages
) -> None:
    offices = [f"Kantor {n:02}" for n in range(21)]
    record_many([resolved(100 * m + n, name, 20 + n) for m, name in enumerate(offices) for n in range(1, 31)], city)
    recompute(session, city, NOW)
    page = pages.get("/agencies")
    assert page.words("p.said").startswith("21 instansi ini tidak dapat dibedakan menurut angkanya")
    assert page.words("details.rest summary") == "Tampilkan semuanya, 21 instansi"
    assert page.all("td.rank") == [], "1 to 21 says nothing"
    assert pages.get("/agencies?sort=name").all("details.rest") == []


@pytest.mark.only_on("sqlite")
def test_offices_of_too_few_reports_stand_behind_a_line_where_they_are_many(
    session: Session, city: City, pages: Pages
) -> None:
    judged = [resolved(n, "Kantor Besar", 20 + n) for n in range(1, 31)]
    record_many([*judged, *(resolved(100 * m, f"Kantor {m}", 20) for m in range(1, 6))], city)
    recompute(session, city, NOW)
    page = pages.get("/agencies")
    assert page.words("details.rest summary") == "Tampilkan 5 yang lain"
    assert page.words("section > table.compare tbody th") == "Kantor Besar"
    assert pages.get("/agencies?sort=name").all("details.rest") == []


@pytest.mark.only_on("sqlite")
def test_the_share_with_the_citys_mix_stands_beside_the_raw_one(session: Session, city: City, pages: Pages) -> None:
    install(city)
    record_many([*waits(1, 20, 30, "sudin-sda"), *waits(101, 30, 1, "sudin-sda", category="Pohon")], city)
    recompute(session, city, NOW)
    page = pages.get("/agencies")
    row = page.one("table.compare tbody tr")
    assert (cell(row, "td.on-time"), cell(row, "td.even")) == ("Tepat waktu60%", "Disesuaikan60%")
    assert pages.get(page.link("Disesuaikan")).all("#disesuaikan")
    own = pages.get("/agencies/sudin-sda").text
    assert "Dengan campuran kategori seperti seluruh kota, 60% tepat waktu" in own
    assert "mencakup 100% laporan kota" in own


def test_before_the_first_computation_the_list_says_so(pages: Pages, client: FlaskClient) -> None:
    assert "Belum ada angka" in pages.get("/agencies").text
    pages.get("/agencies/nobody", status=404)
    for name in ("csv", "json"):
        assert client.get(f"/agencies.{name}").status_code == 503, "a file that is not there yet is not missing"


@pytest.mark.usefixtures("figures")
def test_the_usual_kinds_of_agencies_are_said_in_the_readers_language(session: Session, pages: Pages) -> None:
    session.execute(update(Agency).where(Agency.slug == "dinas-lambat").values(kind="suku dinas"))
    session.commit()
    asked = ("/agencies", "/en/agencies")
    said = {path: " ".join(h.get_text() for h in pages.get(path).all("section h2")) for path in asked}
    assert "Instansi" in said["/agencies"]
    assert "Suku dinas" in said["/agencies"]
    assert "Agencies" in said["/en/agencies"]
    assert "District offices (suku dinas)" in said["/en/agencies"]

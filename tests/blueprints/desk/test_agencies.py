"""An admin keeps agencies in the browser; nobody else does."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from tests.support.accounts import let_in
from tests.support.desk import CODE, PASSWORD, furnish
from tests.support.pages import Page, Pages

pytestmark = pytest.mark.only_on("sqlite")
ADMIN, FORM = "admin@example.org", "form.sign-in"


@pytest.fixture
def admin(app: Flask, client: FlaskClient, city: City, quick_passwords: None) -> Pages:
    furnish(app, city)
    with app.app_context():
        officers.add(ADMIN, "Yusuf", "dinas-kominfotik", Role.ADMIN, PASSWORD)
    let_in(app, client, ADMIN)
    return Pages(client)


def of(admin: Pages, words: str) -> Page:
    return admin.get(admin.get(f"/desk/agencies?q={words}").links("tbody a")[0])


def test_agencies_are_listed_by_page_and_found(admin: Pages, city: City) -> None:
    page = admin.get("/desk/agencies")
    assert f"{len(city.agencies)} instansi." in page.text and len(page.all("tbody tr")) == 50
    found = admin.get("/desk/agencies?q=kelurahan ragunan")
    assert [tag.get_text() for tag in found.all("tbody td.num")] == ["1"]
    assert "Tidak ada instansi yang cocok" in admin.get("/desk/agencies?q=100%25").text


def test_an_agency_is_added_renamed_and_its_old_address_leads_to_it(admin: Pages) -> None:
    form = admin.get("/desk/agencies/add")
    typed = {"name": "Dinas Jalan Baru", "kind": "dinas", "parent": "walikota-jaksel"}
    empty = admin.submit(form, FORM, status=422, **typed | {"name": ""})
    assert "Isi namanya." in empty.text and empty.one("#kind")["value"] == "dinas"
    assert empty.links("div.faults[autofocus] a") == ["#name"] and empty.one("#name")["aria-invalid"] == "true"
    page = admin.submit(empty, FORM, status=200, **typed)
    assert "Instansi ditambahkan." in page.text and page.h1 == "Dinas Jalan Baru"
    taken = admin.submit(admin.get("/desk/agencies/add"), FORM, status=422, **typed)
    assert "oleh Dinas Jalan Baru" in taken.text
    page = admin.submit(page, FORM, name="Dinas Jalan Kota")
    assert page.h1 == "Dinas Jalan Kota" and "paket kota tidak mengubahnya" in page.text
    moved = admin.client.get("/agencies/dinas-jalan-baru")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/agencies/dinas-jalan-kota")
    told = admin.get("/desk/audit?act=agency_changed")
    assert (
        "dinas-jalan-baru: Dinas Jalan Baru → dinas-jalan-kota: Dinas Jalan Kota" in told.text and "Yusuf" in told.text
    )


def test_who_holds_open_tickets_cannot_be_put_to_rest_others_can_and_are_offered_no_more(admin: Pages) -> None:
    page = admin.submit(of(admin, "kelurahan ragunan"), "form[action$='deactivate']", status=409)
    assert "Masih ada 1 laporan terbuka" in page.text
    page = admin.submit(of(admin, "Kelurahan Tebet Barat"), "form[action$='deactivate']")
    assert "Instansi dinonaktifkan." in page.text and "tidak bisa diberi laporan" in page.text
    offered = [tag.get_text() for tag in admin.get(f"/desk/tickets/{CODE}/transfer").all("#to_agency option")]
    assert "Kelurahan Tebet Timur" in offered and "Kelurahan Tebet Barat" not in offered
    page = admin.submit(page, "form[action$='/activate']")
    assert "Instansi aktif lagi." in page.text
    twice = admin.submit(page, FORM, status=409, parent="walikota-jaksel", name="Kelurahan Ragunan")
    assert "oleh Kelurahan Ragunan" in twice.text
    assert admin.get("/desk/agencies/9999", status=404)

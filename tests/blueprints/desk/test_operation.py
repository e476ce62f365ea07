"""Admins see what runs, lags and fails; nobody else does."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from tests.support.accounts import let_in
from tests.support.desk import PASSWORD, furnish, sign_in
from tests.support.pages import Pages

pytestmark = pytest.mark.database
PATH = "/desk/operation"


@pytest.fixture
def admin(app: Flask, city: City) -> Pages:
    furnish(app, city)
    client = app.test_client()
    with app.app_context():
        officers.add("admin@example.org", "Ani", "kelurahan-ragunan", Role.ADMIN, PASSWORD)
    let_in(app, client, "admin@example.org")
    return Pages(client)


def test_an_admin_sees_lags_waits_versions_and_room(admin: Pages) -> None:
    page = admin.get(PATH)
    assert "tertinggal 1 catatan" in page.text
    assert "Menunggu" in page.text and "SQLAlchemy" in page.text and "Sisa ruang" in page.text
    names = [head.get_text() for head in page.all("table.operation")[0].select("tbody th")]
    assert "Pencarian" in names and not {"index", "scorecards", "answers", "streets", "mail"} & set(names)


def test_an_admin_finds_the_last_errors(admin: Pages, app: Flask) -> None:
    logging.getLogger("portal.projections.worker").error("projection %s failed", "index")
    page = admin.get(PATH)
    assert "projection index failed" in page.words("ol.errors")


def test_an_admin_finds_the_page_in_the_menu(admin: Pages) -> None:
    assert PATH in admin.get("/desk/").links("nav.menu a[href]")


@pytest.mark.parametrize("email", ["ragunan@example.org", "penyelia@example.org", "periksa@example.org"])
def test_no_other_officer_sees_it(admin: Pages, app: Flask, email: str) -> None:
    client = app.test_client()
    sign_in(client, email)
    assert client.get(PATH).status_code == 403
    assert PATH not in client.get("/desk/", follow_redirects=True).text


def test_nobody_sees_it_without_signing_in(client: FlaskClient) -> None:
    assert client.get(PATH).status_code == 302

"""An officer sets a second factor up, and gets recovery codes."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.city import City
from tests.support.accounts import acts, code_of
from tests.support.desk import PASSWORD, furnish, sign_in, token
from tests.support.pages import Pages


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def test_an_officer_may_set_a_second_factor_up_too(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    page = Pages(client).get("/desk/account/second-factor")
    secret = page.words("code.key").replace(" ", "")
    codes = Pages(client).submit(page, "form.sign-in", code=code_of(secret), current=PASSWORD)
    assert len(codes.all(".codes li")) == 10
    assert "Tersisa 10 kode" in Pages(client).get("/desk/account").text
    again = Pages(client).get("/desk/account/recovery-codes")
    assert len(Pages(client).submit(again, "form.sign-in", current=PASSWORD).all(".codes li")) == 10
    assert "Kode kedua" in sign_in(app.test_client()).text


@pytest.mark.only_on("sqlite")
def test_who_finds_a_browser_open_and_knows_no_password_changes_nothing(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    page = Pages(client).get("/desk/account/second-factor")
    code = code_of(page.words("code.key").replace(" ", ""))
    codes = Pages(client).get("/desk/account/recovery-codes")
    for typed in ("", "salah salah salah"):
        for form, more in ((page, {"code": code}), (codes, {})):
            said = Pages(client).submit(form, "form.sign-in", status=422, current=typed, **more)
            assert ("Isi kata sandi" if not typed else "sekarang salah") in said.text
    client.post("/desk/account/second-factor", data={"csrf_token": token(client.get("/desk/account")), "code": code})
    with app.app_context():
        assert "second_factor_set" not in [act for act, _officer, _about in acts()]
    for _ in range(3):
        Pages(client).submit(codes, "form.sign-in", status=422, current="salah salah salah")
    assert "Terlalu banyak" in Pages(client).submit(codes, "form.sign-in", status=429, current=PASSWORD).text

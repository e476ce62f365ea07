"""An officer sets a second factor up, and gets recovery codes."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.city import City
from tests.support.accounts import code_of
from tests.support.desk import furnish, sign_in
from tests.support.pages import Pages


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def test_an_officer_may_set_a_second_factor_up_too(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    page = Pages(client).get("/desk/account/second-factor")
    secret = page.words("code.key").replace(" ", "")
    codes = Pages(client).submit(page, "form.sign-in", code=code_of(secret))
    assert len(codes.all(".codes li")) == 10
    account = Pages(client).get("/desk/account")
    assert "Tersisa 10 kode" in account.text
    assert len(Pages(client).submit(account, "form[action$='recovery-codes']").all(".codes li")) == 10
    assert "Kode kedua" in sign_in(app.test_client()).text

"""An officer changes the own password, and every other session ends."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.city import City
from tests.support.desk import PASSWORD, furnish, sign_in
from tests.support.pages import Pages

NEW = "kuda payung meja laut"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def test_a_new_password_ends_all_other_sessions_and_this_one_goes_on(client: FlaskClient, app: Flask) -> None:
    other = app.test_client()
    sign_in(other)
    sign_in(client)
    form, page = "form[action$='/password']", Pages(client).get("/desk/account")
    wrong = Pages(client).submit(page, form, status=422, current="salah", new=NEW, again=NEW)
    assert "sekarang salah" in wrong.text
    weak = Pages(client).submit(page, form, status=422, current=PASSWORD, new="12345678", again="12345678")
    assert "mudah ditebak" in weak.text
    unequal = Pages(client).submit(page, form, status=422, current=PASSWORD, new=NEW, again=NEW + "x")
    assert "tidak sama" in unequal.text
    done = Pages(client).submit(page, form, current=PASSWORD, new=NEW, again=NEW)
    assert "Kata sandi baru tersimpan" in done.text and other.get("/desk/").status_code == 302
    assert sign_in(app.test_client(), password=PASSWORD).status_code == 422
    assert sign_in(app.test_client(), password=NEW).status_code == 302

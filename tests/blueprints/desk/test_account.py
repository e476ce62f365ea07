"""An officer sees the own sessions, ends them, and changes password and second factor."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.city import City
from tests.support.accounts import code_of
from tests.support.desk import PASSWORD, furnish, sign_in
from tests.support.pages import Pages

NEW = "kuda payung meja laut"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def test_the_own_sessions_are_listed_and_ended_one_or_all(client: FlaskClient, app: Flask) -> None:
    others = [app.test_client() for _ in range(3)]
    for each in (client, *others):
        sign_in(each)
    page = Pages(client).get("/desk/account")
    assert len(page.all("tbody tr")) == 4 and "sesi ini" in page.text
    first = page.all("tbody form")[0]
    after = Pages(client).submit(page, f"form[action='{first['action']}']")
    assert len(after.all("tbody tr")) == 3 and "sudah berakhir" in after.text
    after = Pages(client).submit(after, "form[action$='end-others']")
    assert len(after.all("tbody tr")) == 1
    assert [each.get("/desk/").status_code for each in others] == [302, 302, 302]


def test_nobody_ends_a_session_that_is_not_theirs(client: FlaskClient, app: Flask) -> None:
    tono = app.test_client()
    sign_in(tono, "pam@example.org")
    sign_in(client)
    page = Pages(client).get("/desk/account")
    csrf = str(page.all("[name=csrf_token]")[0]["value"])
    for number in range(1, 4):
        client.post(f"/desk/account/sessions/{number}/end", data={"csrf_token": csrf})
    assert tono.get("/desk/").status_code == 200


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

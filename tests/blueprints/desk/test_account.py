"""An officer sees the own sessions, ends them, and changes password and second factor."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.city import City
from tests.support.desk import furnish, sign_in
from tests.support.pages import Pages


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

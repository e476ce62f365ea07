"""Officers sign in, strangers do not, and a session that ends loses nothing."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from portal import clock
from portal.actions import officers, staff_sessions
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.permission import Role
from tests.support.desk import PASSWORD, WORK, furnish, sign_in, token


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def test_without_signing_in_the_desk_leads_to_the_door_and_back(client: FlaskClient) -> None:
    answer = client.get(WORK)
    assert answer.status_code == 302 and "next=" in answer.headers["Location"]
    back = sign_in(client, next=WORK)
    assert back.headers["Location"].endswith(WORK)
    client.delete_cookie("pantau")
    assert sign_in(client, next="//evil.example").headers["Location"].endswith("/desk/")


def test_unknown_names_and_wrong_passwords_get_the_same_answer(client: FlaskClient) -> None:
    wrong = sign_in(client, password="salah sekali kata")
    unknown = sign_in(client, email="nobody@example.org")
    clean = [re.sub(r'value="[^"]*"', "", a.text) for a in (wrong, unknown)]
    assert wrong.status_code == unknown.status_code == 422 and clean[0] == clean[1]


def test_guessing_is_slowed_down_and_a_device_that_signed_in_before_is_not(client: FlaskClient, app: Flask) -> None:
    stranger = app.test_client()
    sign_in(client)
    for _ in range(5):
        assert sign_in(stranger, password="salah sekali kata").status_code == 422
    waiting = sign_in(stranger)
    assert waiting.status_code == 429 and "menit" in waiting.text
    client.delete_cookie("pantau")
    assert sign_in(client).status_code == 302


def test_signing_out_ends_the_session_whoever_has_a_copy_of_the_cookie(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    cookie, thief = client.get_cookie("pantau"), app.test_client()
    assert cookie is not None
    thief.set_cookie("pantau", cookie.value)
    assert thief.get("/desk/").status_code == 200
    out = client.post("/desk/sign-out", data={"csrf_token": token(client.get("/desk/"))})
    assert out.status_code == 302 and out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert thief.get("/desk/").status_code == client.get("/desk/").status_code == 302


def test_a_session_runs_out_when_nobody_uses_it(
    client: FlaskClient, app: Flask, still: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client)
    idle = portal_of(app).settings.session_idle
    for turn in (1, 2, 3):
        monkeypatch.setattr(clock, "now", lambda at=still + turn * (idle - timedelta(minutes=1)): at)
        assert client.get("/desk/").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: still + 5 * idle)
    assert client.get("/desk/").status_code == 302


def test_an_account_that_changes_has_no_session_any_more(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    with app.app_context():
        me = officers.id_of("ragunan@example.org")
        officers.alter(me, "Sari", "kelurahan-ragunan", Role.SUPERVISOR)
    assert client.get("/desk/").status_code == 302


def test_a_full_disk_ends_no_session(client: FlaskClient, still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client)

    def full(session_id: int) -> None:
        raise OperationalError("UPDATE", {}, Exception("database or disk is full"))

    monkeypatch.setattr(staff_sessions, "touch", full)
    monkeypatch.setattr(clock, "now", lambda: still + timedelta(minutes=10))
    assert client.get("/desk/").status_code == 200


def resume(client: FlaskClient, lost: TestResponse, password: str = PASSWORD) -> TestResponse:
    """Sign in with all that the page of the lost session carries."""
    hidden = BeautifulSoup(lost.text, "html.parser").select("form.sign-in input[type=hidden]")
    kept = {str(field["name"]): str(field.get("value", "")) for field in hidden}
    return client.post("/desk/sign-in", data=kept | {"email": "ragunan@example.org", "password": password})


def test_what_stood_in_the_session_before_signing_in_ends_there(client: FlaskClient) -> None:
    planted = token(client.get("/desk/sign-in"))
    sign_in(client)
    sent = {"csrf_token": planted, "seen": "1", "text": "Bukan saya.", "then": "keep"}
    assert client.post(f"{WORK}/respond", data=sent).status_code == 400


def test_the_sign_in_leads_back_in_the_same_language(client: FlaskClient) -> None:
    door = client.get(f"/en{WORK}")
    assert door.location.startswith("/en/desk/sign-in") and f"next=/en{WORK}" in door.location

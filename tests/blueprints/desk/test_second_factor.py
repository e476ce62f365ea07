"""A coordinator signs in with a second factor, sets it up the first time, and comes in with a recovery code."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from tests.support.accounts import code_of
from tests.support.desk import PASSWORD, WORK, furnish, sign_in, token
from tests.support.pages import Page, Pages

MAYA = "maya@example.org"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)
    with app.app_context():
        officers.add(MAYA, "Maya", "walikota-jaksel", Role.COORDINATOR, PASSWORD)


def first_time(client: FlaskClient, **more: str) -> tuple[str, Page]:
    """Sign in and set the telephone up: its secret, and the page with the recovery codes."""
    page = Pages(client).submit(Pages(client).get("/desk/sign-in"), "form.sign-in", email=MAYA, password=PASSWORD)
    assert page.h1 == "Pasang kode kedua"
    secret = page.words("code.key").replace(" ", "")
    return secret, Pages(client).submit(page, "form.sign-in", code=code_of(secret))


def test_the_first_sign_in_sets_a_telephone_up_and_shows_recovery_codes_once(client: FlaskClient) -> None:
    door = sign_in(client, MAYA)
    assert door.status_code == 200 and "data:image/svg+xml" in door.text
    assert client.get("/desk/").status_code == 302, "not in yet"
    page = Pages(client).get("/desk/sign-in/code")
    secret = page.words("code.key").replace(" ", "")
    assert secret in door.text.replace(" ", ""), "a reload spoils nothing"
    wrong = Pages(client).submit(page, "form.sign-in", status=422, code="000000")
    assert "tidak cocok" in wrong.text and wrong.words("code.key").replace(" ", "") == secret
    codes = Pages(client).submit(wrong, "form.sign-in", code=code_of(secret))
    assert codes.h1 == "Kode cadangan" and len(codes.all(".codes li")) == 10
    assert client.get("/desk/").status_code == 200


def test_the_next_sign_in_asks_for_a_code_and_leads_to_where_one_wanted(client: FlaskClient, app: Flask) -> None:
    secret, _ = first_time(client)
    elsewhere = app.test_client()
    page = sign_in(elsewhere, MAYA, next=WORK)
    assert "Kode kedua" in page.text and elsewhere.get(WORK).status_code == 302
    sent = {"csrf_token": token(page), "next": WORK}
    for wrong in ("", "000000"):
        assert elsewhere.post("/desk/sign-in/code", data=sent | {"code": wrong}).status_code == 422
    inside = elsewhere.post("/desk/sign-in/code", data=sent | {"code": code_of(secret, 1)})
    assert inside.headers["Location"].endswith(WORK)
    assert elsewhere.get(WORK).status_code == 200


def test_a_recovery_code_lets_in_once(client: FlaskClient, app: Flask) -> None:
    _, page = first_time(client)
    code = page.all(".codes li")[0].get_text()
    for status in (302, 422):
        elsewhere = app.test_client()
        sent = {"csrf_token": token(sign_in(elsewhere, MAYA)), "code": code}
        assert elsewhere.post("/desk/sign-in/code", data=sent).status_code == status


def test_too_many_wrong_codes_wait(client: FlaskClient, app: Flask) -> None:
    secret, _ = first_time(client)
    elsewhere = app.test_client()
    sent = {"csrf_token": token(sign_in(elsewhere, MAYA)), "code": "000000"}
    for _ in range(5):
        assert elsewhere.post("/desk/sign-in/code", data=sent).status_code == 422
    assert elsewhere.post("/desk/sign-in/code", data=sent | {"code": code_of(secret, 1)}).status_code == 429


def test_without_a_password_there_is_no_second_step(client: FlaskClient) -> None:
    door = token(client.get("/desk/sign-in"))
    for path in ("code", "set-up"):
        answer = client.post(f"/desk/sign-in/{path}", data={"csrf_token": door, "code": "000000"})
        assert answer.status_code == 302 and answer.headers["Location"].endswith("/desk/sign-in")
    assert client.get("/desk/sign-in/code").headers["Location"].endswith("/desk/sign-in")


def test_who_has_set_one_up_cannot_be_made_to_set_up_another_with_the_password_alone(
    client: FlaskClient, app: Flask
) -> None:
    first_time(client)
    thief = app.test_client()
    sent = {"csrf_token": token(sign_in(thief, MAYA)), "code": "000000"}
    assert thief.post("/desk/sign-in/set-up", data=sent).headers["Location"].endswith("/desk/sign-in")


def test_what_was_being_written_when_the_session_ended_comes_through_both_steps(
    client: FlaskClient, app: Flask
) -> None:
    secret, _ = first_time(client)
    lost = app.test_client()
    sent = lost.post(f"{WORK}/respond", data={"text": "Tulisan panjang saya.", "then": "keep", "seen": "1"})
    assert sent.status_code == 401
    hidden = dict(re.findall(r'name="(kept_\w+|next|csrf_token)"[^>]*value="([^"]*)"', sent.text))
    page = lost.post(
        "/desk/sign-in", data={k: unescape(v) for k, v in hidden.items()} | {"email": MAYA, "password": PASSWORD}
    )
    hidden = dict(re.findall(r'name="(kept_\w+|next|csrf_token)"[^>]*value="([^"]*)"', page.text))
    back = lost.post(
        "/desk/sign-in/code", data={k: unescape(v) for k, v in hidden.items()} | {"code": code_of(secret, 1)}
    )
    assert back.status_code == 200 and "Tulisan panjang saya." in back.text

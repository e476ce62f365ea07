"""Officers sign in, strangers do not, and a session that ends loses nothing."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.domain.city import City
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


def test_guessing_is_slowed_down_for_the_right_password_too(client: FlaskClient) -> None:
    for _ in range(5):
        assert sign_in(client, password="salah sekali kata").status_code == 422
    assert sign_in(client).status_code == 429


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

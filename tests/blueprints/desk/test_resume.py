"""A session that ends loses nothing that was typed, and publishes nothing either."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.city import City
from portal.extensions import db
from portal.models import Event
from tests.support.desk import CODE, PASSWORD, WORK, furnish, sign_in, token


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def resume(client: FlaskClient, lost: TestResponse, password: str = PASSWORD) -> TestResponse:
    """Sign in with all that the page of the lost session carries."""
    hidden = BeautifulSoup(lost.text, "html.parser").select("form.sign-in input[type=hidden]")
    kept = {str(field["name"]): str(field.get("value", "")) for field in hidden}
    return client.post("/desk/sign-in", data=kept | {"email": "ragunan@example.org", "password": password})


def test_a_lost_session_loses_nothing_that_was_typed(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    sent = {"csrf_token": token(client.get(WORK)), "seen": "1", "text": "Jangan <hilang>.", "then": "start"}
    client.delete_cookie("pantau")
    lost = client.post(f"{WORK}/respond", data=sent | {"promise": "2090-01-31"})
    assert lost.status_code == 401
    wrong = resume(client, lost, "salah sekali kata")
    assert wrong.status_code == 422
    back = resume(client, wrong)
    form = BeautifulSoup(back.text, "html.parser").select_one("form.work")
    assert back.status_code == 200 and form is not None
    assert form.select_one("textarea").text.strip() == "Jangan <hilang>."  # type: ignore[union-attr]
    assert form.select_one("[name=then][checked]")["value"] == "start"  # type: ignore[index]
    again = {str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden], [name=promise]")}
    assert again["promise"] == "2090-01-31"
    assert "Jangan &lt;hilang&gt;." in client.get(WORK).text, "an answer is a draft besides"
    done = client.post(str(form["action"]), data=again | {"text": "Jangan hilang.", "then": "start"})
    assert done.status_code == 302
    assert "Jangan hilang." in client.get(f"/tickets/{CODE}").text


def test_a_note_of_a_lost_session_never_becomes_a_public_answer(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    client.post(f"{WORK}/draft", data={"csrf_token": token(client.get(WORK)), "text": "Setengah jawaban"})
    sent = {"csrf_token": token(client.get(WORK)), "seen": "1", "text": "Pelapor marah, hati-hati."}
    client.delete_cookie("pantau")
    back = resume(client, client.post(f"{WORK}/note", data=sent))
    form = BeautifulSoup(back.text, "html.parser").select_one("form.work")
    assert form is not None and str(form["action"]).startswith(f"{WORK}/note") and "hati-hati" in form.text
    page = client.get(WORK).text
    assert "Setengah jawaban" in page and "hati-hati" not in page


def test_the_form_of_an_earlier_session_is_shown_again_and_does_nothing(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    old = {"csrf_token": token(client.get(WORK)), "seen": "1", "text": "Dari tab lama.", "then": "keep"}
    client.delete_cookie("pantau")
    sign_in(client)
    shown = client.post(f"{WORK}/respond", data=old)
    assert shown.status_code == 400 and "Dari tab lama." in shown.text
    assert client.post(f"{WORK}/nothing", data=old).status_code == 400
    with app.app_context():
        assert db.session.execute(select(Event.seq)).scalars().all() == [1]
    assert client.post(f"{WORK}/respond", data=old | {"csrf_token": token(shown)}).status_code == 302


def test_who_writes_on_after_the_session_ended_is_told_while_writing(client: FlaskClient) -> None:
    sign_in(client)
    data = {"csrf_token": token(client.get(WORK)), "text": "Masih menulis"}
    client.delete_cookie("pantau")
    told = client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    assert told.status_code == 200 and 'id="preview"' in told.text and "Sesi Anda sudah berakhir" in told.text


@pytest.mark.parametrize("kept", ["", "x", "[]", "[[1]]", '{"text": 1}', "null", '{"seen": "\\u0000"}'])
def test_broken_fields_of_a_lost_session_only_sign_in(client: FlaskClient, kept: str) -> None:
    answer = sign_in(client, kept_code=CODE, kept_verb="respond", kept_fields=kept)
    assert answer.status_code in (200, 302)
    assert client.get("/desk/").status_code == 200

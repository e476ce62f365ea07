"""What is typed is shown as the public will read it; only an answer is kept."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.domain.city import City
from tests.support.desk import WORK, furnish, send, sign_in, token
from tests.support.pages import Pages


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def mended(client: FlaskClient, verb: str, seq: int, text: str) -> TestResponse:
    """Follow the link beside an event and send its form with another text."""
    path = f"{WORK}/{verb}?about={seq}"
    assert any(link.startswith(path) for link in Pages(client).get(WORK).links()), path
    form = Pages(client).get(path)
    given = {name: str(form.one(f"form.work [name={name}]")["value"]) for name in ("csrf_token", "seen", "about")}
    return client.post(str(form.one("form.work")["action"]), data=given | {"text": text})


def test_a_draft_is_kept_and_masked_in_the_preview(client: FlaskClient) -> None:
    sign_in(client)
    page = client.get(WORK)
    data = {"csrf_token": token(page), "text": "Hubungi 0812-3456-7890"}
    preview = client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    assert "[telepon]" in preview.text and "0812" not in preview.text
    assert "0812-3456-7890" in client.get(WORK).text


@pytest.mark.parametrize("text", ["", "Bukan wewenang kami."])
def test_the_form_of_another_verb_leaves_the_draft_of_the_answer_alone(client: FlaskClient, text: str) -> None:
    sign_in(client)
    data = {"csrf_token": token(client.get(WORK)), "text": "Setengah jawaban"}
    client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    form = Pages(client).get(f"{WORK}/transfer").one("[hx-post]")
    preview = client.post(str(form["hx-post"]), data=data | {"text": text}, headers={"HX-Request": "true"})
    assert text in preview.text and "Draf tersimpan" not in preview.text
    assert "Setengah jawaban" in client.get(WORK).text


def test_a_note_leaves_the_draft_of_the_answer_alone(client: FlaskClient) -> None:
    sign_in(client)
    data = {"csrf_token": token(client.get(WORK)), "text": "Setengah jawaban"}
    client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    assert send(client, "note", text="Sudah ditelepon.").status_code == 302
    assert "Setengah jawaban" in client.get(WORK).text
    assert send(client, "respond", text="Jawaban utuh", then="keep").status_code == 302
    assert "Setengah jawaban" not in client.get(WORK).text

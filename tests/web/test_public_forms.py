"""A public form works without a cookie, once, for those who opened it here; whoever is refused loses nothing typed."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Blueprint, Flask, render_template_string, request
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from werkzeug.test import TestResponse

from portal.web.access import public
from portal.web.public_forms import FIELD, USED, Fault, FormRefused, form_key, form_token, public_form
from tests.support.pages import Pages

pytestmark = pytest.mark.only_on("sqlite")

PAGE = """{% extends "layouts/public.html" %}
{% block title %}Lapor{% endblock %}
{% block main %}<h1>Lapor</h1>
{% if fault %}<p>{{ fault.heading }}</p>{% endif %}
<form method="post" action="{{ url_for(action) }}"><input type="hidden" name="form_token" value="{{ token }}">
<label for="text">Laporan</label><input id="text" name="text" value="{{ request.form.get('text', '') }}">
<button>Kirim</button></form>{% endblock %}"""


def page(action: str = "try_forms.send", name: str = "report", fault: Fault | None = None) -> str:
    return render_template_string(PAGE, action=action, token=form_token(name), fault=fault)


@pytest.fixture
def taken() -> dict[str, str]:
    """What the form has made, by its key: as a table with the key in a UNIQUE column."""
    return {}


@pytest.fixture
def app(app: Flask, taken: dict[str, str]) -> Iterator[Flask]:
    """The portal with an area of its own that has public forms."""
    bp = Blueprint("try_forms", __name__)

    @bp.get("/try")
    @public
    def show() -> ResponseReturnValue:
        return page()

    @bp.get("/try/other")
    @public
    def other() -> ResponseReturnValue:
        return page("try_forms.send_other", "other")

    @bp.post("/try")
    @public
    @public_form("report", again=lambda fault: page(fault=fault), youngest=timedelta())
    def send() -> ResponseReturnValue:
        if form_key() in taken:
            raise FormRefused(USED)
        taken[form_key()] = request.form["text"]
        return "taken"

    @bp.post("/try/other")
    @public
    @public_form("other")
    def send_other() -> ResponseReturnValue:
        taken[form_key()] = request.form["text"]
        return "taken"

    app.register_blueprint(bp)
    yield app


def token(client: FlaskClient, path: str = "/try") -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def send(client: FlaskClient, token: str | None, path: str = "/try", **headers: str) -> TestResponse:
    fields = {"text": "Lampu mati <b>", "k": "a private link", **({FIELD: token} if token is not None else {})}
    return client.post(path, data=fields, headers={name.replace("_", "-"): text for name, text in headers.items()})


def refused(answer: TestResponse, status: int, words: str) -> None:
    """A page in words, kept by nobody, that sets no cookie."""
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    shown = re.sub(r'<input type="hidden"[^>]*>', "", answer.text)
    assert words in shown and "a private link" not in shown
    assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers


def test_a_page_with_a_public_form_sets_no_cookie_and_its_form_is_taken(pages: Pages, taken: dict[str, str]) -> None:
    form = pages.get("/try")
    assert "Set-Cookie" not in form.response.headers and form.response.headers["Cache-Control"] == "no-store"
    answer = pages.client.post("/try", data={FIELD: form.one("[name=form_token]")["value"], "text": "Lampu mati"})
    assert (answer.status_code, answer.text) == (200, "taken") and "Set-Cookie" not in answer.headers
    assert list(taken.values()) == ["Lampu mati"]


def test_a_form_without_a_token_or_with_a_forged_one_is_refused_and_what_was_typed_is_shown_again(
    client: FlaskClient, taken: dict[str, str]
) -> None:
    good = token(client)
    for bad in (None, "", "x", good[:-9] + ("a" if good[-9] != "a" else "b") + good[-8:], good + good):
        answer = send(client, bad)
        refused(answer, 400, "terlalu lama terbuka")
        assert 'value="Lampu mati &lt;b&gt;"' in answer.text
    assert taken == {}


def test_the_form_that_is_shown_again_can_be_sent(pages: Pages, taken: dict[str, str]) -> None:
    shown = pages.submit(pages.get("/try"), status=400, form_token="forged", text="Lampu mati")
    fields = {FIELD: shown.one("[name=form_token]")["value"], "text": shown.one("#text")["value"]}
    assert pages.client.post("/try", data=fields).text == "taken"
    assert list(taken.values()) == ["Lampu mati"]


def test_a_token_of_another_form_or_another_portal_is_refused(client: FlaskClient, app: Flask) -> None:
    refused(send(client, token(client, "/try/other")), 400, "terlalu lama terbuka")
    good = token(client)
    app.secret_key = "another"
    refused(send(client, good), 400, "terlalu lama terbuka")


@pytest.mark.parametrize(("hours", "status"), [(23, 200), (25, 400)])
def test_a_token_lasts_a_day(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, hours: int, status: int) -> None:
    good, moment = token(client), time.time()
    monkeypatch.setattr(time, "time", lambda: moment + hours * 3600)
    assert send(client, good).status_code == status


def test_a_form_that_no_person_could_have_filled_in_so_fast_is_refused_and_can_be_sent_later(
    pages: Pages, taken: dict[str, str]
) -> None:
    client = pages.client
    good = token(client, "/try/other")
    early = send(client, good, "/try/other")
    refused(early, 400, "terlalu cepat")
    assert taken == {}
    time.sleep(2.1)
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', early.text))
    assert again.keys() == {FIELD, "text", "k"} and again[FIELD] != good, "what was typed, with a token of its own"
    assert client.post("/try/other", data={**again, "text": html.unescape(again["text"])}).text == "taken"
    assert list(taken.values()) == ["Lampu mati <b>"]


def test_a_form_that_was_taken_is_not_taken_twice(client: FlaskClient, taken: dict[str, str]) -> None:
    good = token(client)
    assert send(client, good).text == "taken"
    refused(send(client, good), 409, "sudah terkirim")
    assert len(taken) == 1
    assert send(client, token(client)).text == "taken"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.elsewhere.example"},
    ],
)
def test_what_another_site_sends_is_refused_and_not_shown_as_if_it_had_been_typed_here(
    client: FlaskClient, taken: dict[str, str], headers: dict[str, str]
) -> None:
    answer = send(client, token(client), **headers)
    refused(answer, 403, "dari situs lain")
    assert "Lampu mati" not in answer.text and "form_token" not in answer.text and taken == {}


@pytest.mark.parametrize("headers", [{"Sec_Fetch_Site": "same-origin"}, {"Origin": "http://localhost"}])
def test_what_this_site_sends_is_taken(client: FlaskClient, headers: dict[str, str]) -> None:
    assert send(client, token(client), **headers).text == "taken"


def test_a_form_without_a_page_of_its_own_to_come_back_to_shows_what_was_typed(client: FlaskClient) -> None:
    answer = send(client, "forged", "/try/other")
    refused(answer, 400, "Yang Anda tulis")
    assert "Lampu mati &lt;b&gt;" in answer.text and "forged" not in answer.text


def test_a_refusal_speaks_the_language_of_the_page(client: FlaskClient) -> None:
    refused(send(client, None, "/en/try/other"), 400, "This form was open for too long")
    refused(send(client, None, "/en/try/other", Sec_Fetch_Site="cross-site"), 403, "sent from another site")


def test_forms_of_the_desk_still_need_the_token_of_their_session(client: FlaskClient) -> None:
    assert client.post("/desk/sign-in", data={FIELD: token(client), "email": "a", "password": "b"}).status_code == 400

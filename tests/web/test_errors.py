"""What goes wrong is said in the person's language, in the form that the address promises, and logged once."""

from __future__ import annotations

import logging

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import BadRequest

from portal.context import portal_of
from portal.web.access import public
from portal.web.errors import PAGES, UnreadableFilter, refuse_nul
from tests.support.pages import Pages


def breaking(app: Flask, path: str, error: Exception | int) -> FlaskClient:
    """A client of the portal in which ``path`` fails."""

    @public
    def fail() -> str:
        if isinstance(error, int):
            abort(error)
        raise error

    app.add_url_rule(path, f"home.fail_{path.strip('/').replace('.', '_')}", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


@pytest.mark.parametrize("code", sorted(PAGES))
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_error_has_a_page_that_says_what_to_do(app: Flask, code: int, prefix: str) -> None:
    breaking(app, "/fail", code)
    page = Pages(app.test_client()).get(f"{prefix}/fail", status=code)
    assert page.words("main .lead")
    assert page.words("title") == f"{page.h1} · {portal_of(app).city.title}"
    assert page.response.headers["Cache-Control"] == "no-store"


def test_a_wrong_address_offers_the_search(pages: Pages) -> None:
    assert pages.get("/nowhere", status=404).all("form[role=search]")


def test_an_error_without_a_page_of_its_own_gets_the_nearest(app: Flask) -> None:
    breaking(app, "/fail", 418)
    assert Pages(app.test_client()).get("/fail", status=418).h1


def test_an_address_for_machines_answers_in_its_form(app: Flask) -> None:
    client = breaking(app, "/fail.json", 404)
    breaking(app, "/fail.csv", 404)
    assert client.get("/fail.json").json == {"error": {"code": 404, "name": "Not Found"}}
    assert client.get("/fail.csv").mimetype == "text/plain"


def test_a_fragment_gets_a_fragment(app: Flask) -> None:
    breaking(app, "/fail", 404)
    page = Pages(app.test_client()).fragment("/fail", status=404)
    assert not page.all("html")
    assert page.one("[role=alert]")


def test_a_method_that_is_not_allowed_says_which_are(client: FlaskClient) -> None:
    response = client.delete("/healthz")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("code", [404, 413, 414, 429, 431])
def test_who_tries_a_limit_is_in_the_log_and_who_has_mistyped_is_not(
    app: Flask, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    with caplog.at_level(logging.WARNING):
        breaking(app, "/fail", code).get("/fail?q=rahasia")
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == (code != 404) and "rahasia" not in "".join(said)


@pytest.mark.only_on("sqlite")
def test_a_form_without_its_token_is_in_the_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert app.test_client().post("/desk/sign-in", data={"email": "x"}).status_code == 400
    assert [record.getMessage() for record in caplog.records] == ["refused: a form without its token"]


def test_a_mistake_of_ours_shows_no_trace_and_is_logged_once(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    client = breaking(app, "/fail", ValueError("secret detail"))
    with caplog.at_level(logging.ERROR):
        response = client.get("/fail")
    assert response.status_code == 500
    assert "secret detail" not in response.text
    assert "Traceback" not in response.text
    assert len([r for r in caplog.records if r.exc_info]) == 1


def test_a_database_that_is_away_asks_to_come_back(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    client = breaking(app, "/fail", OperationalError("SELECT 1", {}, Exception("connection refused")))
    response = client.get("/fail")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "refused" not in response.text
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    "path", ["/%00", "/tickets/%00", "/tickets/%ff%fe", "/en/tickets/..%2f..", "/tickets/" + "x" * 3000]
)
def test_no_path_breaks_the_portal(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in {301, 302, 308, 400, 404}


def test_a_form_with_a_nul_is_refused_before_anything_reads_it(app: Flask) -> None:
    form = {"email": "a\0b", "password": "c"}
    with app.test_request_context("/desk/sign-in", method="POST", data=form), pytest.raises(BadRequest):
        refuse_nul()


def test_no_query_string_breaks_the_front_page(client: FlaskClient) -> None:
    for query in ("%", "a=%ff", "page=-1&page=x", "q=%00", "=&=&&", "a" * 4000):
        assert client.get(f"/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/fail.json", '"fields":["from"]'),
        ("/fail.csv", "Tidak terbaca: from=a b"),
        ("/fail.atom", '<field name="from">a b</field>'),
    ],
)
def test_a_filter_that_cannot_be_read_is_named_in_the_form_of_the_address(app: Flask, path: str, said: str) -> None:
    answer = breaking(app, path, UnreadableFilter({"from": ["a\n b"]})).get(path)
    assert answer.status_code == 400
    assert said in answer.text.replace(": [", ":[").replace('[\n      "', '["').replace('"\n    ]', '"]')

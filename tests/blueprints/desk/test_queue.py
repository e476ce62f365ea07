"""Officers see their queue, and whatever is asked of the desk it answers."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.actions.intake.record import record
from portal.domain.city import City
from portal.extensions import db
from portal.models import Event
from tests.support.complaints import complaint
from tests.support.desk import CODE, WORK, furnish, send, sign_in, token
from tests.support.pages import Pages


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def test_pages_of_the_desk_are_well_made(pages: Pages) -> None:
    client = pages.client
    assert pages.get("/desk/sign-in").status == 200
    assert sign_in(client).status_code == 302
    for path in (
        "/desk/",
        "/desk/?tab=overdue",
        WORK,
        f"{WORK}/transfer",
        f"{WORK}/reject",
        f"{WORK}/merge",
        f"{WORK}/note",
    ):
        assert pages.get(path).status == 200


def test_a_post_without_its_token_changes_nothing(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    assert client.post(f"{WORK}/respond", data={"seen": "1", "text": "CSRF"}).status_code == 400
    with app.app_context():
        assert db.session.execute(select(Event.text).where(Event.text == "CSRF")).first() is None


def test_broken_input_is_answered_never_500(client: FlaskClient) -> None:
    sign_in(client)
    for path in ("/desk/?tab=x&page=-1", "/desk/?page=99999999999999999999", f"{WORK}/nothing", "/desk/tickets/NONE"):
        assert client.get(path).status_code in (200, 404)
    assert send(client, "respond", text="x", then="keep", promise="31-31-3131").status_code == 422
    assert send(client, "transfer", text="x", to_agency="999999").status_code == 422
    assert send(client, "respond", text="x" * 20_000, then="keep").status_code == 422


def test_the_queue_stands_beside_the_ticket_and_leads_on(app: Flask, city: City, client: FlaskClient) -> None:
    with app.app_context():
        record(complaint(2, agency="kelurahan-ragunan", area="31.74.04.1006"), city)
    sign_in(client)
    queue = client.get("/desk/?tab=overdue")
    assert f"{WORK}?tab=overdue&amp;page=1" in queue.text
    page = Pages(client).get(f"{WORK}?tab=overdue")
    assert str(page.one(".beside [aria-current]")["href"]).startswith(WORK)
    assert page.one("a[rel=next]")["href"] == "/desk/tickets/JK2303060002?tab=overdue&page=1"
    assert not page.all("a[rel=prev]")
    data = {"csrf_token": token(client.get(WORK)), "seen": page.one("[name=seen]")["value"], "text": "Besok pagi."}
    sent = client.post(f"{WORK}/respond?tab=answer&page=1", data=data | {"then": "keep"})
    assert sent.location == f"{WORK}?tab=answer&page=1"
    assert "/desk/tickets/JK2303060002?tab=answer&amp;page=1" in client.get(sent.location).text


def test_a_number_opens_its_ticket_and_words_narrow_the_queue(app: Flask, city: City, client: FlaskClient) -> None:
    with app.app_context():
        record(complaint(2, agency="kelurahan-ragunan", area="31.74.04.1006", text="Sampah menumpuk. Bau."), city)
    sign_in(client)
    for typed in (CODE, "jk-230306-1", "2303060001"):
        assert client.get("/desk/", query_string={"q": typed}).location == WORK
    page = Pages(client).get("/desk/?q=SAMPAH+pejaten")
    assert [row.text for row in page.all(".queue h3")] == ["Sampah menumpuk"]
    assert page.words(".tabs [aria-current] .num") == "1"
    link = page.link("Sampah menumpuk")
    assert "q=SAMPAH+pejaten" in link and "q=SAMPAH+pejaten" in Pages(client).get(link).link("Di tangan kami")
    for nothing in ("%", "_", "tidak-ada", "x " * 400, "' OR 1=1"):
        assert not Pages(client).get(f"/desk/?q={nothing}").all(".queue li")

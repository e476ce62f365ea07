"""A form is done once, however it is sent again, and what was changed in it is not taken for done."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.domain.city import City
from portal.extensions import db
from portal.models import Event, Ticket
from tests.support.desk import WORK, add_photo, furnish, send, sign_in, token
from tests.support.pages import Pages, filled_in


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("respond", {"then": "keep"}),
        ("respond", {"then": "start", "promise": "2090-01-01"}),
        ("respond", {"then": "resolve"}),
        ("note", {}),
        ("transfer", {"to_agency": "2"}),
    ],
)
def test_a_form_that_was_sent_twice_is_done_once_and_said_to_be_done(
    client: FlaskClient, app: Flask, verb: str, more: dict[str, str]
) -> None:
    sign_in(client)
    if more.get("then") == "resolve":
        add_photo(client)
    page = client.get(WORK)
    data = {"csrf_token": token(page), "seen": "1", "text": " Hubungi 0812-3456-7890. "} | more
    first, second = (client.post(f"{WORK}/{verb}", data=data) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    with app.app_context():
        said = db.session.execute(select(Event.kind).where(Event.text.contains("Hubungi"))).scalars().all()
    assert len(said) == 1, "a double click answers once"
    other = client.post(f"{WORK}/{verb}", data=data | {"text": "Lain."})
    assert other.status_code == 409 and "Lain." in other.text


def answers(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Event.text).where(Event.kind == "responded").order_by(Event.seq)))


def test_a_form_that_is_sent_again_later_shows_what_it_has_published(app: Flask, pages: Pages) -> None:
    sign_in(pages.client)
    typed = filled_in(pages.get(WORK).one("form.work")) | {"text": "Kami datang besok."}
    assert pages.client.post(f"{WORK}/respond", data=typed).status_code == 302
    send(pages.client, "note", text="Sesuatu sesudahnya.")
    again = pages.client.post(f"{WORK}/respond", data=typed, follow_redirects=True)
    assert again.status_code == 200 and "Sudah terbit" in again.text
    assert answers(app) == ["Kami datang besok."]


def test_back_and_a_fresh_form_publish_the_same_answer_once(app: Flask, pages: Pages) -> None:
    sign_in(pages.client)
    for _ in range(3):
        page = pages.submit(pages.get(WORK), "form.work", text="Kami datang besok.")
        assert "Sudah terbit" in page.words(".notice.good") and "Kami datang besok." in page.words(".notice.good")
    assert answers(app) == ["Kami datang besok."]
    pages.submit(pages.get(WORK), "form.work", text="Kami datang lusa.")
    pages.submit(pages.get(WORK), "form.work", text="Kami datang besok.")
    assert answers(app) == ["Kami datang besok.", "Kami datang lusa.", "Kami datang besok."], "news may be taken back"


def test_an_answer_that_began_the_work_is_not_repeated_by_the_form_that_follows(app: Flask, pages: Pages) -> None:
    sign_in(pages.client)
    for then in ("start", "keep"):
        pages.submit(pages.get(WORK), "form.work", text="Kami mulai hari ini.", then=then)
    with app.app_context():
        said = db.session.scalars(select(Event.kind).where(Event.text == "Kami mulai hari ini."))
        assert list(said) == ["started"]
    add_photo(pages.client)
    pages.submit(pages.get(WORK), "form.work", text="Kami mulai hari ini.", then="resolve")
    with app.app_context():
        assert db.session.scalar(select(Ticket.status)) == "validasi"


def test_what_was_changed_in_a_form_that_was_sent_is_neither_lost_nor_published(app: Flask, pages: Pages) -> None:
    sign_in(pages.client)
    typed = filled_in(pages.get(WORK).one("form.work")) | {"text": "Kami datang besok."}
    pages.client.post(f"{WORK}/respond", data=typed)
    add_photo(pages.client)
    for changed in ({"text": "Kami datang lusa."}, {"promise": "2090-01-31"}, {"then": "resolve"}):
        shown = pages.client.post(f"{WORK}/respond", data=typed | changed)
        form = BeautifulSoup(shown.text, "html.parser").select_one("form.work")
        assert shown.status_code == 409 and form is not None
        kept = filled_in(form)
        assert {name: kept[name].strip() for name in changed} == changed and kept["key"] != typed["key"]
    assert answers(app) == ["Kami datang besok."]
    assert pages.client.post(f"{WORK}/respond", data=kept).status_code == 302

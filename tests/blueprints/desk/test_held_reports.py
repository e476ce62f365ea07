"""A report that the city looks at first is a part of the queue; one person publishes it, nobody hides it alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.record import FORM
from portal.models import KeptPrivate, Ticket
from tests.support.complaints import complaint
from tests.support.desk import furnish, sign_in, token
from tests.support.pages import Pages

TEXT = "Ada lubang besar depan gerbang sekolah."


@pytest.fixture
def held(app: Flask, city: City, session: Session, monkeypatch: pytest.MonkeyPatch) -> Ticket:
    """A report that waits, in a city that looks at all of them."""
    furnish(app, city)
    moderated = replace(city, moderated=True)
    monkeypatch.setattr(portal_of(app), "city", moderated)
    area = "31.74.04.1006"
    record(
        replace(complaint(7, agency="kelurahan-ragunan", area=area), source=FORM, submitted_at=clock.now()), moderated
    )
    return session.scalars(select(Ticket).where(Ticket.source == FORM)).one()


def supervisor(client: FlaskClient) -> Pages:
    sign_in(client, "penyelia@example.org")
    return Pages(client)


def choose(client: FlaskClient, held: Ticket, visibility: str) -> int:
    """Send the form by which a supervisor changes what everybody sees; the status of the answer."""
    address = f"/desk/tickets/{held.code}/visibility"
    page = client.get(address)
    fields = Pages(client).get(address).all("form.work [name]")
    sent = {str(field["name"]): str(field.get("value", "")) for field in fields if field.get("type") == "hidden"}
    given = {**sent, "csrf_token": token(page), "visibility": visibility, "text": "Sudah dibaca, boleh terbit."}
    if visibility == "hidden":
        given["reason_kind"] = "insult"
    return client.post(address, data=given).status_code


def test_a_supervisor_finds_it_reads_it_and_publishes_it(client: FlaskClient, session: Session, held: Ticket) -> None:
    pages = supervisor(client)
    queue = pages.get("/desk/?tab=held")
    assert "Belum terbit" in queue.words(".tabs [aria-current]")
    assert [link for link in queue.links(".queue .row h2 a") if held.code in link]
    work = pages.get(f"/desk/tickets/{held.code}")
    assert "Belum tampil untuk umum" in work.text and TEXT in work.text
    assert client.get(f"/tickets/{held.code}").status_code == 404
    assert choose(client, held, "full") == 302
    assert TEXT in client.get(f"/tickets/{held.code}").text
    assert not pages.get("/desk/?tab=held").links(".queue .row h2 a")


@pytest.mark.only_on("sqlite")
def test_to_refuse_it_a_second_person_is_asked(client: FlaskClient, session: Session, held: Ticket) -> None:
    supervisor(client)
    assert choose(client, held, "hidden") == 302
    session.rollback()
    assert session.get_one(Ticket, held.id, populate_existing=True).visibility == "pending"
    assert held.code in Pages(client).get("/desk/withdrawals").text


@pytest.mark.only_on("sqlite")
def test_an_officer_has_no_such_part_and_neither_has_a_city_that_holds_nothing(
    app: Flask, client: FlaskClient, city: City, held: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client)
    assert "Belum terbit" not in Pages(client).get("/desk/?tab=held").text
    client.post("/desk/sign-out", data={"csrf_token": token(client.get("/desk/"))})
    monkeypatch.setattr(portal_of(app), "city", city)
    assert "Belum terbit" not in supervisor(client).get("/desk/").text


@pytest.mark.only_on("sqlite")
def test_what_its_reporter_keeps_private_is_not_offered_and_not_published(
    client: FlaskClient, session: Session, held: Ticket
) -> None:
    held.visibility = "stub"
    session.add(KeptPrivate(ticket_id=held.id, asked_at=clock.now()))
    session.commit()
    pages = supervisor(client)
    assert "Hanya pelapor sendiri yang bisa membukanya" in pages.get(f"/desk/tickets/{held.code}").text
    form = pages.get(f"/desk/tickets/{held.code}/visibility")
    assert [option["value"] for option in form.all("[name=visibility] option")] == ["", "stub", "hidden"]
    assert choose(client, held, "full") == 409
    session.execute(update(KeptPrivate).values(agreed_at=clock.now()))
    session.commit()
    assert "Pelapor setuju laporan ini dibaca semua orang." in pages.get(f"/desk/tickets/{held.code}").text
    assert choose(client, held, "full") == 302

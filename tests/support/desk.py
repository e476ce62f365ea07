"""A desk with a ticket on it and the officers who may open it."""

from __future__ import annotations

import io
import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.actions import officers, withdrawals
from portal.actions.apply_events import Act
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.permission import Actor, Role
from portal.extensions import db
from portal.models import Officer, WithdrawalRequest
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.pages import Pages
from tests.support.photos import photo

CODE = "JK2303060001"
PASSWORD = "kata sandi panjang"
WORK = f"/desk/tickets/{CODE}"


def furnish(app: Flask, city: City) -> None:
    """The city, one ticket in the hands of a kelurahan, and four officers."""
    with app.app_context():
        install(city)
        record(complaint(1, agency="kelurahan-ragunan", area="31.74.04.1006"), city)
        officers.add("ragunan@example.org", "Sari", "kelurahan-ragunan", Role.OFFICER, PASSWORD)
        officers.add("penyelia@example.org", "Sri", "kelurahan-ragunan", Role.SUPERVISOR, PASSWORD)
        officers.add("periksa@example.org", "Budi", city.validator or "", Role.VALIDATOR, PASSWORD)
        officers.add("pam@example.org", "Tono", "pam-jaya", Role.OFFICER, PASSWORD)


def token(response: TestResponse) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', response.text)
    assert found, response.text[:500]
    return found[1]


def sign_in(
    client: FlaskClient, email: str = "ragunan@example.org", password: str = PASSWORD, **more: str
) -> TestResponse:
    door = client.get("/desk/sign-in")
    return client.post("/desk/sign-in", data={"csrf_token": token(door), "email": email, "password": password, **more})


def send(client: FlaskClient, verb: str, **data: object) -> TestResponse:
    page = client.get(f"{WORK}/{verb}" if verb != "respond" else WORK)
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', page.text)
    given = {"csrf_token": token(page), "seen": seen[1] if seen else "0", **data}
    if data.get("then") == "resolve":  # the ticket's category asks for a photo
        given["photos"] = (io.BytesIO(photo()), "sesudah.jpg")
    return client.post(f"{WORK}/{verb}", data=given)


def add_photo(client: FlaskClient) -> None:
    """A photo of the place after the work, which waits with the answer."""
    sent = {**seen(client), "photos": (io.BytesIO(photo()), "sesudah.jpg")}
    assert client.post(f"{WORK}/photos?verb=respond", data=sent).status_code == 302


def seen(client: FlaskClient) -> dict[str, str]:
    page = Pages(client).get(WORK)
    return {name: str(page.one(f"form.work [name={name}]")["value"]) for name in ("csrf_token", "seen")}


def second_person_agrees(app: Flask, city: City) -> None:
    """A validator of another agency agrees to every request that waits."""
    with app.app_context():
        me = db.session.execute(select(Officer).where(Officer.email == "periksa@example.org")).scalar_one()
        act = Act(city, Actor(me.id, me.agency_id, Role.VALIDATOR))
        waiting = select(WithdrawalRequest.id).where(WithdrawalRequest.decided_at.is_(None))
        for request in db.session.scalars(waiting).all():
            withdrawals.agree(request, "Setuju, sudah diperiksa.", act)

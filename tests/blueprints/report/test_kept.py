"""The reporter takes away all that is kept, and nobody else's words."""

from __future__ import annotations

import json

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions import respond
from portal.actions.apply_events import Act
from portal.domain.city import City
from portal.models import Attachment, Ticket
from tests.support import reports
from tests.support.handed_on import officer
from tests.support.one_ticket import actor
from tests.support.pages import Pages
from tests.support.photos import photo

from .test_contest import contest, resolved


def test_the_file_has_the_words_the_contact_and_every_answer_and_no_note(
    session: Session, city: City, pages: Pages
) -> None:
    end = reports.send(pages, openness="private", contact=reports.CONTACT)
    session.rollback()
    ticket = session.scalars(select(Ticket).where(Ticket.code == reports.code_of(end))).one()
    act = Act(city, actor(ticket.holder_id))
    respond.respond(ticket.id, "Kami datang besok.", act)
    respond.note(ticket.id, "Catatan rahasia petugas.", act)
    answer = pages.client.get(reports.link_of(end).replace("/r?", "/r/data?"))
    headers = answer.headers
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert headers["X-Robots-Tag"] == "noindex, nofollow" and ticket.code in headers["Content-Disposition"]
    found = json.loads(answer.text)
    assert found["report"]["text"] == reports.TEXT and found["report"]["visibility"] == "stub"
    assert [event["text"] for event in found["report"]["events"]][-1] == "Kami datang besok."
    assert found["reporter"]["contact"] == reports.CONTACT.lower() and found["reporter"]["kept_until"]
    assert "rahasia" not in answer.text and found["notices"] == [] == found["photos"]
    assert pages.client.get("/r/data?k=tidakada").status_code == 404


def test_of_photos_it_tells_what_the_reporters_own_files_told_and_no_address_that_does_not_open(
    app: Flask, session: Session, pages: Pages
) -> None:
    end = reports.send(pages, openness="private")
    resolved(app, session, reports.code_of(end))
    contest(pages, pages.get(reports.link_of(end)), 303, "Masih berlubang.", photo(seed=1))
    address = reports.link_of(end).replace("/r?", "/r/data?")
    found = json.loads(pages.client.get(address).text)
    (shown,) = (one for event in found["report"]["events"] for one in event["photos"])
    assert shown["address"] is None and [one["digest"] for one in found["photos"]] == [shown["digest"]]
    session.rollback()
    session.execute(update(Attachment).values(officer_id=officer("Kelurahan Ragunan").officer))
    session.commit()
    assert json.loads(pages.client.get(address).text)["photos"] == [], "what an officer's telephone told is theirs"

"""A reporter contests with photos: part of the dispute, as public as the report, and lost by no mistake."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import context
from portal.actions.apply_events import Act, apply_events
from portal.actions.ask_reporter import ask_reporter
from portal.context import portal_of
from portal.domain.event import EventDraft, Kind
from portal.models import Attachment, Event, Ticket, WaitingPhoto
from tests.support import reports
from tests.support.one_ticket import actor
from tests.support.pages import Page, Pages
from tests.support.photos import photo


def resolved(app: Flask, session: Session, code: str) -> Ticket:
    session.rollback()
    ticket = session.scalars(select(Ticket).where(Ticket.code == code)).one()

    def done(_state: object, now: datetime) -> list[EventDraft]:
        return [EventDraft(kind=Kind.RESOLVED, at=now, agency=ticket.agency_id, text="Sudah.")]

    apply_events(ticket.id, done, Act(portal_of(app).city))
    return ticket


def contest(pages: Pages, mine: Page, status: int, text: str, *photos: bytes, drop: str = "") -> Page:
    fields = {name: str(mine.one(f"form.undone [name={name}]")["value"]) for name in ("form_token", "k")}
    files = [(BytesIO(content), f"{n}.jpg") for n, content in enumerate(photos)]
    data = {**fields, "text": text, "photos": files, **({"drop": drop} if drop else {})}
    answer = pages.client.post("/r/judge/undone", data=data)
    if status == 303:
        assert answer.status_code == 303
        return pages.get(answer.location.removeprefix("http://localhost"))
    return pages._examined(answer, status)


@pytest.mark.parametrize("openness", ["public", "private"])
def test_photos_of_a_dispute_wait_for_its_words_and_are_as_public_as_the_report(
    app: Flask, session: Session, pages: Pages, openness: str
) -> None:
    end = reports.send(pages, openness=openness)
    ticket = resolved(app, session, reports.code_of(end))
    mine = pages.get(reports.link_of(end))
    half = contest(pages, mine, 422, ".", photo(seed=1), photo(seed=2), photo(seed=2), b"no picture")
    assert len(half.all("form.undone img")) == 2 and "Tulis dengan kata-kata" in half.words("[role=alert]")
    assert half.one("#undone").get_text().strip() == "."
    dropped = contest(pages, half, 200, "Masih", drop=str(half.all("form.undone button.link")[1]["value"]))
    assert len(dropped.all("form.undone img")) == 1
    assert "Laporan Anda dibuka lagi" in contest(pages, dropped, 303, "Masih berlubang.").text
    session.rollback()
    events = session.scalars(select(Event).where(Event.ticket_id == ticket.id).order_by(Event.seq)).all()
    [kept] = session.scalars(select(Attachment).where(Attachment.ticket_id == ticket.id)).all()
    assert (events[-1].kind, kept.event_seq, len(events[-1].attached or ())) == ("disputed", events[-1].seq, 1)
    assert session.scalars(select(WaitingPhoto)).all() == []
    images = pages.get(f"/tickets/{ticket.code}").all(f"#e{events[-1].seq} img")
    assert len([one for one in images if kept.key in str(one["src"])]) == (openness == "public")
    assert pages.client.get(f"/media/{kept.key}/small.webp").status_code == (200 if openness == "public" else 404)


@pytest.mark.only_on("sqlite")
def test_a_city_that_looks_at_every_report_first_asks_for_no_photos(app: Flask, session: Session, pages: Pages) -> None:
    end = reports.send(pages)
    resolved(app, session, reports.code_of(end))
    portal = portal_of(app)

    def city(*, first: bool) -> None:
        app.extensions[context._KEY] = replace(portal, city=replace(portal.city, moderated=True, moderated_first=first))

    city(first=True)
    assert pages.get(reports.link_of(end)).one("#undone-photos")
    city(first=False)
    mine = pages.get(reports.link_of(end))
    assert mine.all("#undone-photos") == []
    contest(pages, mine, 303, "Masih berlubang.", photo(seed=1))
    session.rollback()
    assert session.scalars(select(Attachment)).all() == [] == session.scalars(select(WaitingPhoto)).all()


@pytest.mark.only_on("sqlite")
def test_photos_come_with_an_answer_and_with_more_words_as_many_as_with_a_report(
    app: Flask, session: Session, pages: Pages
) -> None:
    end = reports.send(pages)
    ticket = session.scalars(select(Ticket).where(Ticket.code == reports.code_of(end))).one()
    ask_reporter(ticket.id, "Pagar yang mana?", Act(portal_of(app).city, actor(ticket.holder_id)))

    def say(page: Page, status: int, form: str, path: str, *photos: bytes) -> Page:
        fields = {name: str(page.one(f"{form} [name={name}]")["value"]) for name in ("form_token", "k")}
        files = [(BytesIO(content), f"{n}.jpg") for n, content in enumerate(photos)]
        answer = pages.client.post(path, data={**fields, "text": "Yang hijau itu.", "photos": files})
        if status == 303:
            assert answer.status_code == 303
            return pages.get(answer.location.removeprefix("http://localhost"))
        return pages._examined(answer, status)

    mine = pages.get(reports.link_of(end))
    half = say(mine, 422, "form.answered", "/r/answer", photo(seed=1), b"no picture")
    assert len(half.all("form.answered img")) == 1 and half.one("#answer").get_text() == "Yang hijau itu."
    answered = say(half, 303, "form.answered", "/r/answer", photo(seed=2))
    assert "Jawaban Anda sudah masuk" in answered.text
    public = pages.get(f"/tickets/{ticket.code}")
    assert len([one for one in public.all(".timeline img") if "/media/" in str(one["src"])]) == 2
    again = say(answered, 303, "form.reporting[action='/r/say']", "/r/say", photo(seed=1))
    assert pages.get(f"/tickets/{ticket.code}").text.count("Yang hijau itu.") == public.text.count("Yang hijau itu.")
    more = [photo(seed=seed) for seed in (3, 4, 5, 6)]
    refused = say(again, 422, "form.reporting[action='/r/say']", "/r/say", *more)
    assert "5" in refused.words("[role=alert]") and len(refused.all("form.reporting[action='/r/say'] img")) == 4
    kept = json.loads(pages.client.get(reports.link_of(end).replace("/r?", "/r/data?")).text)
    assert [one["event"] is not None for one in kept["photos"]] == [True, True]

"""A citizen reports in four steps, once; the public reads what is public and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility, release_pending
from portal.actions.reporting import contact
from portal.context import portal_of
from portal.domain.visibility import Visibility
from portal.models import Original, Reporter, Ticket
from tests.support import reports
from tests.support.lens import fed
from tests.support.pages import Pages
from tests.support.reports import CONTACT
from tests.support.streets import NOW


def reported(session: Session, code: str) -> Ticket:
    session.rollback()
    return session.scalars(select(Ticket).where(Ticket.code == code)).one()


def test_a_report_goes_from_the_place_to_its_public_page(app: Flask, session: Session, pages: Pages) -> None:
    near = reports.place(pages)
    assert near.h1 == "Sudah ada yang melaporkan?" and len(near.all(".known > li")) == 2
    look = reports.check(pages, contact=CONTACT)
    assert "Hubungi saya [telepon]." in look.words(".will-read") and "0812" not in look.words(".will-read")
    assert look.one("#category option[selected]").get_text() == "Jalan"
    end = pages.submit(look)
    assert end.h1 == "Laporan Anda kami terima" and end.response.headers["Cache-Control"] == "no-store"
    ticket = reported(session, reports.code_of(end))
    assert (ticket.source, ticket.visibility) == ("form", "full")
    assert "Tindakan pertama: paling lambat" in end.text
    page = pages.get(end.link("seperti semua orang"))
    assert "Hubungi saya [telepon]." in page.text and "0812" not in reports.texts(page)
    kept = session.scalars(select(Reporter)).one()
    assert contact(kept.contact, app.config["SECRET_KEY"]) == CONTACT.casefold()
    assert b"marker" not in (kept.contact or b"") and reports.link_of(end).split("=")[1].encode() != kept.token_hash
    fed(app, session)
    for path in (
        f"/tickets/{ticket.code}.json",
        "/tickets.json?source=1",
        f"/tickets/{ticket.code}.atom",
        "/tickets.csv",
    ):
        assert b"marker" not in pages.client.get(path).data.lower(), path


@pytest.mark.only_on("sqlite")
def test_a_form_sent_twice_is_one_report_with_one_link(session: Session, pages: Pages) -> None:
    look = reports.check(pages)
    first, second = pages.submit(look), pages.submit(look, text="Sesudah dipikir lagi, lubangnya dua.")
    assert reports.code_of(first) == reports.code_of(second)
    assert reports.link_of(first) == reports.link_of(second)
    assert len(list(session.scalars(select(Ticket).where(Ticket.source == "form")))) == 1


@pytest.mark.only_on("sqlite")
def test_a_held_report_is_nowhere_until_the_delay_is_over_and_known_reporters_may_be_let_through(
    app: Flask, session: Session, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = portal_of(app)
    held = replace(portal.city, moderated=True, moderated_first=True)
    monkeypatch.setattr(portal, "city", held)
    end = reports.send(pages, contact=CONTACT)
    code = reports.code_of(end)
    assert "Petugas melihatnya dulu sebelum terbit." in end.text and not end.all("a[href*='/tickets/']")
    pages.get(f"/tickets/{code}", status=404)
    assert "belum terbit" in pages.get(reports.link_of(end)).text
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=26))
    assert release_pending(held) == 1
    assert reported(session, code).visibility == Visibility.STUB
    assert session.get(Original, reported(session, code).id) is not None
    change_visibility(reported(session, code).id, Visibility.FULL, "Dibaca.", Act(held))
    link = f"https://pantau.example{reports.link_of(end)}"
    assert reported(session, reports.code_of(reports.send(pages, known=link))).visibility == "full"
    assert reported(session, reports.code_of(reports.send(pages, contact=CONTACT))).visibility == "pending"

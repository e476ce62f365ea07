"""Somebody writes for somebody else: the person agrees, gets number, link and QR, and nothing is kept of who wrote."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import officers
from portal.context import portal_of
from portal.domain.permission import Role
from portal.models import AuditEntry, Channel, Officer, Ticket
from portal.projections.scorecards import recompute
from portal.web.passes import pass_of
from tests.support import reports
from tests.support.desk import PASSWORD
from tests.support.examine import value
from tests.support.lens import fed
from tests.support.pages import Page, Pages

OTHER = "/report?for=other"


@pytest.fixture
def counter(app: Flask, session: Session) -> str:
    """Where an officer with a pass begins."""
    officers.add("loket@example.org", "Rini", "kelurahan-ragunan", Role.OFFICER, PASSWORD)
    officer = session.scalars(select(Officer.id)).one()
    session.rollback()
    with app.app_context():
        return f"/report?for={pass_of(officer)}"


def written(pages: Pages, start: str) -> Page:
    """The form of the third step, which began at ``start``."""
    first = pages.get(start)
    code = next(o for o in first.all("#area option") if o.get_text() == "Ragunan")
    near = pages.submit(first, "form.reporting", area=value(code, "value"))
    return pages.get(near.links(".do a")[0])


def sent(pages: Pages, start: str) -> Page:
    look = pages.submit(written(pages, start), text=reports.TEXT, consent="y", contact=reports.CONTACT)
    return pages.submit(look)


def stored(session: Session) -> tuple[str, str, list[tuple[str, str | None]]]:
    """The channel of the last report in both languages, and who is audited for it."""
    ticket = session.scalars(select(Ticket).where(Ticket.source == "form").order_by(Ticket.id.desc())).first()
    assert ticket is not None
    channel = session.get_one(Channel, ticket.channel_id)
    of_ticket = select(Officer.name, AuditEntry.kind).join(Officer, Officer.id == AuditEntry.officer_id)
    found = session.execute(of_ticket.where(AuditEntry.ticket_id == ticket.id).order_by(AuditEntry.id))
    audited = [(name, kind) for name, kind in found]
    session.rollback()
    return channel.name, channel.name_en, audited


def test_a_helper_writes_several_after_one_another(pages: Pages, session: Session) -> None:
    assert OTHER in pages.get("/helpers").links("main a")
    assert "Lapor untuk orang lain" in pages.get(OTHER).words(".crumb")
    end = sent(pages, OTHER)
    assert end.h1 == "Laporan kami terima" and reports.code_of(end) in pages.get(private_path(end)).h1
    assert stored(session) == ("Pendamping warga", "Community helper", [])
    again = pages.get(next(link for link in end.links(".do a") if "for=other" in link))
    assert value(again.one("#area option[selected]"), "value")
    assert reports.CONTACT not in again.response.text and "Siti" not in again.response.text


def private_path(end: Page) -> str:
    """The private link as the person is given it, as a path."""
    return end.words(".address").removeprefix("http://localhost")


def test_nothing_is_sent_without_the_persons_consent(pages: Pages, session: Session) -> None:
    refused = pages.submit(written(pages, OTHER), status=422, text=reports.TEXT)
    assert "Tanyakan dulu kepada orangnya" in refused.words("[role=alert]")
    assert refused.one("textarea").get_text().strip() == reports.TEXT
    look = pages.submit(refused, consent="y")
    assert pages.submit(look).h1 == "Laporan kami terima"


def test_an_officer_at_the_counter_is_audited_and_public_to_nobody(
    pages: Pages, session: Session, counter: str
) -> None:
    assert pages.get(counter).words(".crumb").startswith("Loket")
    end = sent(pages, counter)
    assert stored(session) == ("Kantor kelurahan", "Kelurahan office", [("Rini", "received")])
    assert "Rini" not in end.response.text
    listed = pages.client.get("/tickets.json").get_json()["tickets"]
    assert all("Rini" not in str(ticket) for ticket in listed)


def test_each_way_is_one_channel_in_lists_lens_files_and_figures(
    app: Flask, pages: Pages, session: Session, counter: str
) -> None:
    """A counter that the pack names, one that it does not, and a helper."""
    officers.add("pam@example.org", "Tono", "pam-jaya", Role.OFFICER, PASSWORD)
    other = session.scalars(select(Officer.id).order_by(Officer.id.desc())).first()
    session.rollback()
    with app.app_context():
        starts = {"kantor-kelurahan": counter, "datang-langsung": f"/report?for={pass_of(other or 0)}"}
    starts["pendamping-warga"] = OTHER
    codes = {slug: reports.code_of(sent(pages, start)) for slug, start in starts.items()}
    fed(app, session)
    for slug, code in codes.items():
        for query in (f"channel={slug}", f"q=kanal:{slug}", f"q=channel:{slug}"):
            rows = csv.DictReader(StringIO(pages.client.get(f"/tickets.csv?{query}").text.lstrip("\ufeff")))
            listed = [(row["code"], row["channel"], row["channel_kind"]) for row in rows]
            assert listed == [(code, slug, "citizen")]
        assert slug.replace("-", " ").capitalize() in pages.get(f"/tickets/{code}").text
    city = portal_of(app).city
    recompute(session, city, clock.now())
    session.rollback()
    told = json.loads(pages.client.get("/implementation.json").text)["dimensions"]["conditions"]
    shares = {one["channel"]: one["reports"] for one in told["channels"]}
    assert {slug: shares.get(slug) for slug in codes} == dict.fromkeys(codes, 1)


@pytest.mark.parametrize("broken", ["forged", "left"])
def test_a_pass_that_is_none_any_more_writes_as_a_helper(
    pages: Pages, session: Session, counter: str, broken: str
) -> None:
    if broken == "left":
        officers.deactivate(session.scalars(select(Officer.id)).one())
    end = sent(pages, counter + "x" if broken == "forged" else counter)
    assert end.h1 == "Laporan kami terima" and stored(session)[0] == "Pendamping warga"


def test_ones_own_report_is_asked_for_no_consent(pages: Pages, session: Session) -> None:
    assert not written(pages, "/report").all("[name=consent]")
    reports.send(pages)
    assert stored(session)[0] == "Portal Pantau"

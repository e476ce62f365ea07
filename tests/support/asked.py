"""A small city in which agencies have asked each other: answered, open, asked on, taken away, and hidden."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record, Step
from portal.domain.visibility import Visibility
from portal.models import Agency, Ticket
from portal.queries.sources import Sources
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

RAGUNAN, SDA, PAM, BINA_MARGA = "Kelurahan Ragunan", "Sudin SDA", "PAM Jaya", "Sudin Bina Marga"
NOW = MORNING + timedelta(days=10)
HOUR = 3600


def ask(hours: float, to: str, by: str = RAGUNAN) -> Step:
    return step(Kind.COORDINATION_ASKED, hours, agency=by, to_agency=to, text="Mohon bantuannya.")


def reply(hours: float, by: str) -> Step:
    return step(Kind.COORDINATION_ANSWERED, hours, agency=by, text="Sudah kami periksa.")


def records() -> list[Record]:
    """1: answered after a day; 2: open; 3: asked on, then answered; 4: taken away unanswered; 5: answered, hidden."""
    return [
        complaint(1, ask(2, SDA), reply(26, SDA), title="Genangan di Jalan Ampera"),
        complaint(2, ask(40, PAM), title="Pipa bocor"),
        complaint(3, ask(4, SDA), ask(10, PAM, by=SDA), reply(34, PAM)),
        complaint(4, ask(5, PAM), step(Kind.TRANSFERRED, 20, agency=PAM, to_agency=BINA_MARGA, text="Bukan kami.")),
        complaint(5, ask(6, SDA), reply(18, SDA), title="Rahasia"),
    ]


def asked_city(session: Session, city: City) -> None:
    """Install the city, take in the complaints, and hide the fifth."""
    install(city)
    record_many(records(), city)
    change_visibility(ticket_id(session, "5"), Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    session.commit()


def ticket_id(session: Session, source_id: str) -> int:
    return session.scalars(select(Ticket.id).where(Ticket.source_id == source_id)).one()


def agency_id(session: Session, slug: str) -> int:
    return session.scalars(select(Agency.id).where(Agency.slug == slug)).one()


def sources_of(app: Flask, session: Session) -> Sources:
    portal = portal_of(app)
    return Sources(session, portal.engine, portal.city, portal.cache)

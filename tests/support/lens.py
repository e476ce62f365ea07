"""A small city with tickets of every visibility, found by the lens: what the tests of list, map and files share."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.record import Record
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.projections import checkpoints, search_index
from portal.queries.sources import Sources
from tests.support.complaints import complaint, step
from tests.support.installed import install

RAGUNAN = "31.74.04.1004"
FORMULA = '=HYPERLINK("http://jahat.example";"klik")'
SECRET = "rahasiabanget"


def records() -> list[Record]:
    """Eight of March 2023: answered, resolved, rejected, private, hidden later, with a formula, in other places."""
    answer = step(Kind.RESPONDED, 30, agency="Kelurahan Ragunan", text="Sudah kami survei, menunggu <material>.")
    done = step(Kind.RESOLVED, 50, agency="Kelurahan Ragunan", text="Lubang sudah ditambal.")
    rejected = step(Kind.REJECTED, 60, agency="Kelurahan Ragunan", text="Bukan kewenangan kami.")
    return [
        complaint(1, answer),
        complaint(2, done),
        complaint(
            3,
            rejected,
            title="Lampu jalan padam",
            text="Lampu jalan padam di depan masjid.",
            category="Penerangan Jalan",
        ),
        complaint(4, private=True, title=f"Laporan {SECRET}", text=f"Teks {SECRET} yang tertutup."),
        complaint(5, title="Lubang yang disembunyikan", text=f"Lubang {SECRET} disembunyikan."),
        complaint(6, title=FORMULA, text=f"{FORMULA} & <b>tebal</b>", lat=-6.25, lon=106.80),
        complaint(
            7, title="Sampah menumpuk", text="Sampah menumpuk\x0b di pasar.", channel="Twitter", lat=None, lon=None
        ),
        complaint(8, text="Puing berserakan di trotoar.", agency="Suku Dinas Bina Marga Jakarta Selatan"),
    ]


def filled(app: Flask, session: Session, more: Sequence[Record] = ()) -> None:
    """Install the city, take in the complaints, hide one, and bring the index up to the log."""
    city = portal_of(app).city
    install(city)
    record_many([*records(), *more], city)
    hide = session.scalars(select(Ticket.id).where(Ticket.source_id == "5")).one()
    change_visibility(hide, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    fed(app, session)


def sources(app: Flask, session: Session) -> Sources:
    """Where the list, the map and the exports of this portal read."""
    portal = portal_of(app)
    return Sources(session, portal.engine, portal.city, portal.cache)


def fed(app: Flask, session: Session) -> None:
    seq = checkpoints.newest(session)
    session.rollback()
    search_index.feed(session, portal_of(app).engine, portal_of(app).city, seq)

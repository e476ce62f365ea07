"""Anybody says that they see a report too, or that it is still not done; enough of them open it again, or ask a
validator to look, as the city chooses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..domain.event import EventDraft, Kind
from ..domain.status import Refused, Status
from ..domain.transitions import TicketState
from ..domain.visibility import Visibility
from ..domain.visitor_address import counted_address
from ..domain.witness import (
    EACH_HOUR,
    EACH_REPORT,
    REOPENINGS,
    WITHIN,
    AfterUnsolved,
    WitnessKind,
    asked,
    crowd_said,
    enough,
)
from ..extensions import db
from ..models import Event, Ticket, Witness
from ..sealing import keyed_hash
from .apply_events import Act, apply_events
from .log import change

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def say(ticket_id: int, kind: WitnessKind, address: str, city: City, secret: str) -> bool:
    """Count somebody; False where the same network was counted before. ``secret``: networks are hashed with it.

    Raises Refused for what nobody can say of the report now, and for a network that says too much.
    """
    session, now = db.session(), clock.now()
    network = counted_address(address)
    with change(session):
        ticket = session.get_one(Ticket, ticket_id, with_for_update=True, populate_existing=True)
        if asked(Visibility(ticket.visibility), Status(ticket.status), ticket.ended_at, now) is not kind:
            raise Refused("not_asked_now")
        person = keyed_hash(f"{kind}:{ticket_id}:{ticket.ended_at}:{network}", secret, "witness")
        if session.scalar(select(Witness.id).where(Witness.person == person)) is not None:
            return False
        today = keyed_hash(f"{now:%Y-%m-%d}:{network}", secret, "network of a witness")
        of_hour = (Witness.network == today, Witness.said_at > now - HOUR)
        of_report = (Witness.ticket_id == ticket_id, Witness.kind == kind.value)
        if _count(session, *of_hour) >= EACH_HOUR or _count(session, *of_report) >= EACH_REPORT:
            raise Refused("said_enough")
        _forget(session, now)
        session.add(Witness(ticket_id=ticket_id, kind=kind.value, said_at=now, person=person, network=today))
        session.flush()
    if kind is WitnessKind.UNSOLVED:
        _follow_up(ticket_id, city)
    return True


def _follow_up(ticket_id: int, city: City) -> None:
    """Do what the city has chosen for when enough people say that it is not done."""
    zone = ZoneInfo(city.zone)

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        if state.status is not Status.SELESAI or state.ended_at is None:
            return []
        said = select(Witness.said_at).where(
            Witness.ticket_id == ticket_id,
            Witness.kind == WitnessKind.UNSOLVED.value,
            Witness.said_at >= state.ended_at,
        )
        days = [at.astimezone(zone).date() for at in db.session().scalars(said.order_by(Witness.said_at, Witness.id))]
        if not enough(days, city.unsolved_people):
            return []
        text = crowd_said(len(days), city.languages[0])
        if city.unsolved_then is AfterUnsolved.ASKS:
            once = _recheck_asked(db.session(), ticket_id, state.ended_at)
            return [] if once else [EventDraft(kind=Kind.RECHECK_ASKED, at=now, text=text)]
        return [EventDraft(kind=Kind.DISPUTED, at=now, text=text)] if state.disputed < REOPENINGS else []

    try:
        apply_events(ticket_id, decide, Act(city))
    except Refused as refusal:
        if refusal.reason != "nothing_to_do":
            raise


def _recheck_asked(session: Session, ticket_id: int, ended: datetime) -> bool:
    """Whether a validator was asked to look at this end before: nobody is asked twice about one."""
    before = select(Event.seq).where(Event.ticket_id == ticket_id, Event.kind == Kind.RECHECK_ASKED.value)
    return session.scalar(before.where(Event.happened_at >= ended).limit(1)) is not None


def _forget(session: Session, now: datetime) -> None:
    """What could tell a network goes as soon as it is not needed."""
    yesterday = (Witness.said_at < now - DAY, Witness.network.is_not(None))
    session.execute(update(Witness).where(*yesterday).values(network=None))
    old = (Witness.said_at < now - 2 * WITHIN, Witness.person.is_not(None))
    session.execute(update(Witness).where(*old).values(person=None))


def _count(session: Session, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Witness).where(*which)) or 0

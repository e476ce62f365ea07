"""The lives of the tickets of a list, which its rows draw as strips: one statement for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, Integer, Row, Text, bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from ...domain.event import Kind
from ...domain.life import SHOWN, Hands, Life, LifeEvent, LifeFacts, life
from ...domain.status import Status
from ...models import Custody, Event
from .overtaken import counts

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HANDS = select(
    Custody.ticket_id.label("ticket"),
    Custody.from_at.label("at"),
    Custody.id.label("id"),
    cast(null(), Text).label("kind"),
    Custody.to_at.label("until"),
    Custody.agency_id.label("agency"),
).where(Custody.ticket_id.in_(_IDS))
_EVENTS = select(
    Event.ticket_id,
    Event.happened_at,
    Event.seq,
    Event.kind,
    Event.promised_at,
    literal(None, Integer),
).where(Event.ticket_id.in_(_IDS), Event.public, Event.kind.in_(sorted(SHOWN)), counts())
#: What happened, and the times in agencies' hands, in order of time.
_LIVES = union_all(_HANDS, _EVENTS).order_by("ticket", "at", "id")


def lives(session: Session, of: Mapping[int, LifeFacts]) -> dict[int, Life]:
    """The lives of public tickets by their ids, without names; none where a source never tells what became of it."""
    told = {id: facts for id, facts in of.items() if facts.status is not Status.TIDAK_DIKETAHUI}
    if not told:
        return {}
    rows: dict[int, list[Row[*tuple[Any, ...]]]] = {id: [] for id in told}
    for row in session.connection().execute(_LIVES, {"ids": list(told)}):
        rows[row.ticket].append(row)
    return {id: _life(facts, rows[id]) for id, facts in told.items()}


def _life(facts: LifeFacts, rows: list[Row[*tuple[Any, ...]]]) -> Life:
    numbers: dict[int, int] = {}
    hands: list[Hands] = []
    events: list[LifeEvent] = []
    for row in rows:
        if row.kind is None:
            number = numbers.setdefault(row.agency, len(numbers) + 1)
            hands.append(Hands(number, row.at, facts.end if row.until is None else row.until))
        else:
            events.append(LifeEvent(Kind(row.kind), row.at, row.until))
    return life(facts, hands, events)

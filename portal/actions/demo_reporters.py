"""Reporters of the demonstration: a share of its reports has one, who was asked at each end and may have answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from zlib import crc32

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ..domain.secret_token import token_hash
from ..domain.status import Status
from ..extensions import db
from ..models import Event, Reporter, Ticket
from ..sealing import keyed_hash
from .asked_ends import note_ends
from .log import change

SHARE = 20  # of a hundred reports, those whose reporter has a private link
KEPT = timedelta(days=730)  # for which such a link works
AT_ONCE = 500  # reports of one transaction
_PURPOSE = "reporter of the demonstration"


def give_reporters(source: str, secret: str) -> int:
    """Give a share of this source's reports a reporter, always the same ones, and note as for any report which ends
    they were asked about and what they said; of how many. Who has one already keeps it.

    ``secret``: from which links are made that nobody is given, so that nobody can guess one.
    """
    session = db.session()
    without = select(Ticket.id, Ticket.code, Ticket.submitted_at).where(
        Ticket.source == source, Ticket.id.not_in(select(Reporter.ticket_id))
    )
    rows = session.execute(without.order_by(Ticket.id)).all()
    chosen = [row for row in rows if crc32(row.code.encode()) % 100 < SHARE]
    session.rollback()
    for start in range(0, len(chosen), AT_ONCE):
        told = [
            {
                "ticket_id": row.id,
                "token_hash": token_hash(keyed_hash(row.code, secret, _PURPOSE).hex()),
                "language": "id",
                "created_at": row.submitted_at,
                "delete_after": row.submitted_at + KEPT,
            }
            for row in chosen[start : start + AT_ONCE]
        ]
        with change(session):
            session.execute(insert(Reporter), told)
            _note_ends(session, [row["ticket_id"] for row in told])
    return len(chosen)


def _note_ends(session: Session, tickets: Sequence[int]) -> None:
    """Note the ends and verdicts of these reports in the order in which they happened."""
    events = select(Event.seq, Event.ticket_id, Event.kind, Event.status_after).where(Event.ticket_id.in_(tickets))
    rows = session.execute(events.order_by(Event.ticket_id, Event.happened_at, Event.seq)).mappings().all()
    for _, its in groupby(rows, key=itemgetter("ticket_id")):
        note_ends(session, Status.MENUNGGU, [dict(row) for row in its], by_reporter=True)

"""In how many other answers of the agency the words stand by which it calls the work on a ticket done."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Label, func, literal, select
from sqlalchemy.orm import Session

from ...domain.photo_pair import RESOLUTIONS
from ...models import AnswerWords, Event, Original, Ticket

#: So many are counted; of more the page says "more than".
MOST = 1_000
_own = AnswerWords.__table__.alias("own_words")
_other = AnswerWords.__table__.alias("other_words")


def _others() -> ColumnElement[int]:
    """Hidden ones count, as in every figure; the index alone answers."""
    same = (_other.c.agency_id == _own.c.agency_id) & (_other.c.words == _own.c.words) & (_other.c.seq != _own.c.seq)
    found = select(literal(1).label("one")).select_from(_other).where(same).limit(MOST + 1).correlate(_own)
    return select(func.count()).select_from(found.subquery()).scalar_subquery()


def others_of_event(event: FromClause) -> Label[Any]:
    """Of an event of a query that calls the work done; NULL for any other."""
    found = select(_others()).select_from(_own).where(_own.c.seq == event.c.seq, _own.c.done.is_(True))
    return found.correlate(event).scalar_subquery().label("same_words")


def others_of(ticket: FromClause) -> Label[Any]:
    """The sum for a ticket of a query: its page is another one when this changes."""
    found = select(func.sum(_others())).select_from(_own)
    found = found.where(_own.c.ticket_id == ticket.c.id, _own.c.done.is_(True)).correlate(ticket)
    return found.scalar_subquery().label("same_words")


def told_before(session: Session, ticket_id: int) -> list[str]:
    """What a resolution may not merely repeat: the report's own words, and what was said when it was called done."""
    report = select(Ticket.text, Original.text.label("original")).outerjoin(Original, Original.ticket_id == Ticket.id)
    said = select(Event.text).where(Event.ticket_id == ticket_id, Event.kind.in_(RESOLUTIONS))
    words = session.execute(report.where(Ticket.id == ticket_id)).one()
    return [text for text in (*words, *session.scalars(said)) if text]

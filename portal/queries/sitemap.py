"""The pages of a city that search engines may know: what is open with its text, and what has something to show.

A ticket without its text, or hidden, is no page that anybody looks for by words: its page says noindex, and no map of
the site names it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..domain.visibility import SEARCHED, Visibility
from ..models import Agency, Area, Category, Event, Ticket

_OPEN = Ticket.visibility == Visibility.FULL.value
_CHANGED = func.max(Event.recorded_at)


def last_ticket(session: Session) -> int:
    """The id of the newest open ticket; 0 where there is none."""
    return session.scalar(select(Ticket.id).where(_OPEN).order_by(Ticket.id.desc()).limit(1)) or 0


def changed_between(session: Session, first: int, last: int) -> datetime | None:
    """When the public last saw one of the open tickets with these ids change."""
    seen = select(_CHANGED).join(Ticket, Ticket.id == Event.ticket_id)
    return session.scalar(seen.where(Event.ticket_id.between(first, last), Event.public, _OPEN))


def tickets_between(session: Session, first: int, last: int) -> list[tuple[str, datetime]]:
    """The codes of the open tickets with these ids, and when the public last saw each change."""
    found = (
        select(Ticket.code, _CHANGED)
        .join(Event, Event.ticket_id == Ticket.id)
        .where(Ticket.id.between(first, last), Event.public, _OPEN)
        .group_by(Ticket.id, Ticket.code)
        .order_by(Ticket.id)
    )
    return [(code, at) for code, at in session.execute(found)]


def agencies(session: Session) -> list[str]:
    """The slugs of all agencies."""
    return list(session.scalars(select(Agency.slug).order_by(Agency.id)))


def areas(session: Session) -> list[str]:
    """The codes of all areas."""
    return list(session.scalars(select(Area.code).order_by(Area.id)))


def categories(session: Session) -> list[str]:
    """The slugs of the categories in which a ticket is public."""
    used = select(Ticket.id).where(Ticket.category_id == Category.id, Ticket.visibility.in_(SEARCHED)).exists()
    return list(session.scalars(select(Category.slug).where(used).order_by(Category.id)))

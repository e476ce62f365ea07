"""A reporter lets everybody read a report that was private until then."""

from __future__ import annotations

from ..domain.city import City
from ..domain.visibility import Visibility
from ..extensions import db
from ..models import Category, Ticket
from .apply_events import Act
from .kept_private import check_publishing
from .log import change
from .moderate import change_visibility


def publish_own(ticket_id: int, city: City) -> None:
    """Publish it, masked as every report is; where officers look first, by the city's rule or its category's, note that
    the reporter agrees, and they may publish it. Nothing for a report that is not reduced to its facts.

    Raises LookupError for an unknown ticket.
    """
    session = db.session()
    ticket = session.get_one(Ticket, ticket_id)
    if ticket.visibility != Visibility.STUB:
        return
    category = session.get(Category, ticket.category_id) if ticket.category_id else None
    if not city.moderated and not (category and category.sensitive):
        change_visibility(ticket_id, Visibility.FULL, "", Act(city, reporter=True))
        return
    with change(session):
        check_publishing(session, ticket_id, by_reporter=True)

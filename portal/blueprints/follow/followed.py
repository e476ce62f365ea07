"""What is to be followed, as an address or a hidden field says it: one ticket, or the list of a filter."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request

from ...domain.following import canonical
from ...domain.lens import TicketFilter
from ...extensions import db
from ...presentation.macros import said
from ...queries.tickets.names import lens_names
from ...queries.tickets.version import version
from ...web import links
from .. import lens
from ..sources import here


@dataclass(frozen=True, slots=True)
class Followed:
    """``code`` '' for a list; ``query``: that of its form's address; ``address``, ``feed``: its page and Atom."""

    what: str
    query: str
    address: str
    feed: str
    code: str = ""
    ticket_id: int | None = None
    filter: TicketFilter = links.EVERYTHING

    @property
    def lens(self) -> str:
        return "" if self.code else canonical(self.filter)


def asked() -> Followed:
    """What the address of this request names. A ticket that is not public is a 404; a filter that cannot be read whole
    is refused: it would follow more than was meant."""
    if "ticket" in request.args:
        return of_ticket(request.args["ticket"])
    return of_filter(lens.readable().filter.but())


def of_ticket(code: str) -> Followed:
    known = version(db.session(), code)
    if known is None:
        abort(404)
    return Followed(
        code, f"ticket={code}", links.ticket(code), links.ticket(code, "atom"), code=code, ticket_id=known.id
    )


def of_filter(filter: TicketFilter) -> Followed:
    what = said("tickets/_lens_words.html", "lens_words", filter, lens_names(here()))
    return Followed(what, canonical(filter), links.tickets(filter), links.tickets(filter, "atom"), filter=filter)

"""Where a ticket is, with the open reports near it that are like it: a page, and the part of the ticket's own page."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ... import clock
from ...queries.city.index_state import refuse_lost
from ...queries.city.version import lens_version
from ...queries.tickets.near import near as read_near
from ...queries.tickets.page import ticket_page, version
from ...web import fragments
from ...web.access import public
from .. import silence
from ..sources import here
from . import bp
from .unknown import elsewhere

MINUTE = 60


@bp.get("/tickets/<code>/near")
@public
def near(code: str) -> ResponseReturnValue:
    sources = here()
    known = version(sources.session, code)
    if known is None:
        return elsewhere(code, "")
    refuse_lost(sources.session, sources.engine)
    now = clock.now()
    clocks = silence.clocks_of(known.city)

    def render() -> str:
        ticket = ticket_page(sources.session, known, clocks)
        return fragments.render(
            "tickets/near.html", "tickets/_near.html", ticket=ticket, near=read_near(sources, ticket, now)
        )

    seen = lens_version(sources.session, sources.engine), int(now.timestamp()) // MINUTE
    return silence.answer((known.key(clocks), seen), render, known.city)

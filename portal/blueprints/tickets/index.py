"""The lens as a list: the tickets of one filter with their counts, facets and trend."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Response, redirect
from flask.typing import ResponseReturnValue

from ... import clock
from ...charts.monthly import monthly_chart
from ...context import current_portal
from ...domain.lens import MAX_PAGE, PAGE_SIZE
from ...extensions import db
from ...queries.city.version import lens_version
from ...queries.tickets.index import TicketList, exact_code, ticket_list
from ...web import caching, fragments, links
from ...web.access import public
from ...web.paging import Pages
from .. import lens
from . import bp


@bp.get("/tickets")
@public
def index() -> ResponseReturnValue:
    filter, bad = lens.asked()
    session, now = db.session(), clock.now()
    code = exact_code(session, filter, current_portal().city)
    if code is not None:
        return _to_ticket(code)
    version = (lens_version(session, current_portal().engine), lens.minute(now))
    return caching.answer(
        version,
        lambda: _page(ticket_list(lens.sources(), filter, now), bad, now),
    )


def _page(found: TicketList, bad: tuple[str, ...], now: datetime) -> str:
    return fragments.render(
        "tickets/index.html",
        "tickets/_results.html",
        found=found,
        bad=bad,
        partial=fragments.wanted(),
        lens=links.lens(),
        swapped=True,
        pages=Pages(found.filter.page, found.total, PAGE_SIZE, MAX_PAGE),
        trend=monthly_chart(
            ((date(m.month // 100, m.month % 100, 1), m.received, m.resolved) for m in found.trend),
            now.astimezone(ZoneInfo(current_portal().city.zone)).date(),
        ),
    )


def _to_ticket(code: str) -> ResponseReturnValue:
    """A ticket's code is answered with its page; htmx is told to leave this one."""
    address = links.ticket(code)
    if fragments.wanted():
        return Response(status=204, headers={"HX-Redirect": address, "Vary": fragments.VARY})
    return redirect(address, 302)
